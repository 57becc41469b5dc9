import StetCore
import Testing

@testable import StetSite

@Suite struct LeadsTests {
  /// Five stories, of which two say that they lead; 1 is the newest.
  private static func press(
    configuration: String = "title: T", root: String = "title: R", press: String = "title: P",
    topic: String = "name: Type"
  ) -> String {
    var archive = """
      -- stet.yaml --
      \(configuration)
      -- content/_index.md --
      ---
      \(root)
      ---
      -- content/press/_index.md --
      ---
      \(press)
      ---
      -- content/topics/type.md --
      ---
      \(topic)
      ---
      -- content/press/draft.md --
      ---
      title: Draft
      draft: true
      ---

      """
    for number in 1...5 {
      let lead = [2: "lead: true", 4: "lead: true\nweight: 1"][number] ?? "kicker: K"
      archive += """
        -- content/press/s\(number).md --
        ---
        title: S\(number)
        date: 2026-01-0\(9 - number)
        topics: [type]
        \(lead)
        ---
        See [five](s5.md), [three](@/press/s3.md)\(number == 1 ? " and [two](/press/s2/)" : "").

        """
    }
    return archive
  }

  @Test func storiesThatSayTheyLeadDoSoByWeightThenTheNewest() throws {
    let room = Newsroom(Self.press())
    let wanted = ["/press/s4/", "/press/s2/"]
    #expect(room.addresses(room.site.leads) == wanted)
    #expect(room.addresses(room.site.sections[0].leads) == wanted)
    #expect(room.addresses(try room.topic("type").leads) == wanted)
  }

  @Test func anEditorsListComesBeforeTheRule() throws {
    let room = Newsroom(
      Self.press(
        configuration: "leads: [press/s1]", press: "leads: [s3, /press/s1/]",
        topic: "leads: [press/s5.md]"))
    #expect(room.addresses(room.site.leads) == ["/press/s1/"])
    #expect(room.addresses(room.site.sections[0].leads) == ["/press/s3/", "/press/s1/"])
    #expect(room.addresses(try room.topic("type").leads) == ["/press/s5/"])
    #expect(room.codes == [])
    let root = Newsroom(
      Self.press(configuration: "leads: [press/s1]", root: "leads: content/press/s2.md"))
    #expect(room.addresses(root.site.leads) == ["/press/s2/"])
  }

  @Test func aNameThatLeadsNowhereIsReportedAtItsPlace() throws {
    let room = Newsroom(
      Self.press(configuration: "leads: [press/s9, draft]", press: "leads: [s1, draft]"))
    #expect(room.addresses(room.site.leads) == [])
    #expect(room.addresses(room.site.sections[0].leads) == ["/press/s1/"])
    #expect(
      room.codes == [
        "link-target-missing stet.yaml", "link-target-missing stet.yaml",
        "link-target-not-public content/press/_index.md",
      ])
    #expect(
      room.diagnostics.map(\.range) == [
        SourceRange(8, 16), SourceRange(18, 23), SourceRange(16, 21),
      ])
    #expect(room.diagnostics.first?.note == "did you mean “press/s1”?")
  }

  @Test func whereNoneLeadsATopicTheMostLinkedAreImportant() throws {
    let archive = Self.press().replacing("lead: true", with: "kicker: K")
    let room = Newsroom(archive)
    #expect(room.site.leads == [])
    // At most a third of five.
    #expect(room.addresses(try room.topic("type").leads) == ["/press/s3/"])
  }
}
