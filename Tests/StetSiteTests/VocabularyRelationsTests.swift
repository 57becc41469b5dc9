import StetCore
import Testing

@testable import StetSite

@Suite struct VocabularyRelationsTests {
  @Test func aHiddenTopicHandsItsStoriesUpAndHasNoAddressOfItsOwn() throws {
    let room = Newsroom(
      """
      -- content/topics/inner.md --
      ---
      name: Inner
      aliases: [Inside]
      hidden: true
      broader: [print]
      ---
      -- content/topics/print.md --
      ---
      name: Print
      ---
      -- content/a.md --
      ---
      title: A
      date: 2026-01-01
      topics: [inside]
      ---
      """)
    #expect(try room.topic("inner").isHidden)
    #expect(room.addresses(try room.topic("print").stories) == ["/a/"])
    #expect(room.site.redirects == [])
  }

  @Test(arguments: [
    ("merged_into: a", "topic-merge-missing content/topics/a.md"),
    ("merged_into: b", "topic-cycle content/topics/b.md"),
    ("broader: [A]", "topic-cycle content/topics/a.md"),
    ("related: [c]", "topic-related-missing content/topics/a.md"),
  ])
  func aTopicThatLeadsToItselfOrToNothingIsReported(matter: String, code: String) {
    let room = Newsroom(
      """
      -- content/topics/a.md --
      ---
      name: A
      \(matter)
      ---
      -- content/topics/b.md --
      ---
      name: B
      \(matter == "merged_into: b" ? "merged_into: a" : "weight: 1")
      ---
      """)
    #expect(room.codes == [code])
    #expect(room.diagnostics.first?.range != nil)
  }

  @Test func twoFilesOfOneIDAreOneTopicTooMany() {
    let room = Newsroom(
      "-- content/topics/Cafe.md --\n---\nname: A\n---\n-- content/topics/café.md --\n---\nname: B\n---\n"
    )
    #expect(room.codes == ["topic-alias-claimed-twice content/topics/café.md"])
    #expect(room.site.topics.map(\.name) == ["A"])
  }

  @Test func relatedTopicsAreSoBothWaysUnlessTheyAreBroader() throws {
    let room = Newsroom(
      """
      -- content/topics/a.md --
      ---
      name: A
      broader: [b]
      related: [b, c]
      ---
      -- content/topics/b.md --
      ---
      name: B
      ---
      -- content/topics/c.md --
      ---
      name: C
      ---
      """)
    #expect(room.names(try room.topic("a").related) == ["C"])
    #expect(room.names(try room.topic("c").related) == ["A"])
    #expect(try room.topic("b").related == [])
  }

  @Test func everyWayDownToATopicIsATrail() throws {
    let room = Newsroom(
      """
      -- content/topics/a.md --
      ---
      name: A
      broader: [b, c]
      ---
      -- content/topics/b.md --
      ---
      name: B
      broader: [d]
      ---
      -- content/topics/c.md --
      ---
      name: C
      broader: [d, e]
      ---
      -- content/topics/d.md --
      ---
      name: D
      ---
      -- content/topics/e.md --
      ---
      name: E
      hidden: true
      ---
      """)
    let index = try #require(room.site.topics.firstIndex { $0.id == "a" })
    #expect(
      room.site.trails(to: index).map { room.names($0).joined(separator: " ") } == [
        "D B A", "D C A",
      ])
  }
}
