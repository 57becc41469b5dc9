import StetCore
import Testing

@testable import StetSite

@Suite struct VocabularyTests {
  static let press = """
    -- content/topics/print.md --
    ---
    name: Print
    aliases: [Printing]
    ---
    -- content/topics/type.md --
    ---
    name: Type
    broader: [print, Craft]
    ---
    -- content/topics/craft.md --
    ---
    name: Craft
    ---
    -- content/a.md --
    ---
    title: A
    date: 2026-01-01
    topics: [type]
    ---
    -- content/b.md --
    ---
    title: B
    date: 2026-01-02
    topics: [PRINTING, type]
    ---
    """

  @Test func aTopicIsFoundByIdNameOrAliasWhateverTheCase() throws {
    let room = Newsroom(Self.press)
    let story = room.site.story(try room.article("content/b.md"))
    #expect(room.names(story.topics) == ["Print", "Type"])
    #expect(room.codes == [])
  }

  @Test func accentsDoNotMakeAnotherTopic() throws {
    let room = Newsroom(
      """
      -- content/topics/cafe.md --
      ---
      name: Café
      ---
      -- content/a.md --
      ---
      title: A
      date: 2026-01-01
      topics: [CAFE, Café]
      ---
      """)
    #expect(room.names(room.site.story(try room.article("content/a.md")).topics) == ["Café"])
    #expect(room.site.topics.count == 1)
  }

  @Test func aTopicHasTheStoriesOfAllTopicsUnderItEachOnce() throws {
    let room = Newsroom(Self.press)
    for id in ["print", "craft", "type"] {
      #expect(room.addresses(try room.topic(id).stories) == ["/b/", "/a/"])
    }
    #expect(try room.topic("print").directCount == 1)
    #expect(try room.topic("craft").directCount == 0)
  }

  @Test func narrowerTopicsAreComputed() throws {
    let room = Newsroom(Self.press)
    #expect(room.names(try room.topic("print").narrower) == ["Type"])
    #expect(room.names(try room.topic("type").broader) == ["Print", "Craft"])
  }

  @Test func aTopicThatIsOnlyUsedGetsThePageOfItsCommonestSpelling() throws {
    let room = Newsroom(
      """
      -- content/a.md --
      ---
      title: A
      date: 2026-01-01
      tags: [web design]
      ---
      -- content/b.md --
      ---
      title: B
      date: 2026-01-01
      tags: [Web Design]
      ---
      -- content/c.md --
      ---
      title: C
      date: 2026-01-01
      tags: [Web Design]
      ---
      """)
    let topic = try room.topic("web-design")
    #expect(topic.name == "Web Design")
    #expect(topic.address.text == "/topics/web-design/")
    #expect(topic.stories.count == 3)
  }

  @Test func aCircleOfBroaderTopicsIsReportedAtItsPlaceAndBroken() throws {
    let room = Newsroom(
      """
      -- content/topics/a.md --
      ---
      name: A
      broader: [b]
      ---
      -- content/topics/b.md --
      ---
      name: B
      broader: [a]
      ---
      """)
    #expect(room.codes == ["topic-cycle content/topics/b.md"])
    let range = try #require(room.diagnostics.first?.range)
    #expect(range == SourceRange(22, 23))
    #expect(room.names(try room.topic("a").broader) == ["B"])
    #expect(try room.topic("b").broader == [])
  }

  @Test func aBroaderTopicThatIsNotThereIsReported() {
    let room = Newsroom(
      """
      -- content/topics/a.md --
      ---
      name: A
      broader: [pirnt]
      ---
      -- content/topics/print.md --
      ---
      name: Print
      ---
      """)
    #expect(room.codes == ["topic-broader-missing content/topics/a.md"])
    #expect(room.diagnostics.first?.note == "did you mean “Print”?")
  }

  @Test func twoTopicsMayNotClaimOneAlias() {
    let room = Newsroom(
      """
      -- content/topics/a.md --
      ---
      name: A
      aliases: [x]
      ---
      -- content/topics/b.md --
      ---
      name: B
      aliases: [X]
      ---
      """)
    #expect(room.codes == ["topic-alias-claimed-twice content/topics/b.md"])
  }

  @Test func aMergedTopicGivesItsStoriesAndItsAddressToTheOther() throws {
    let room = Newsroom(
      """
      -- content/topics/www.md --
      ---
      name: WWW
      merged_into: web
      ---
      -- content/topics/web.md --
      ---
      name: Web
      aliases: [World Wide Web]
      ---
      -- content/a.md --
      ---
      title: A
      date: 2026-01-01
      topics: [www]
      ---
      """)
    #expect(room.names(room.site.story(try room.article("content/a.md")).topics) == ["Web"])
    #expect(
      room.site.redirects.map { "\($0.from.text) → \($0.to.text)" } == [
        "/topics/world-wide-web/ → /topics/web/", "/topics/www/ → /topics/web/",
      ])
  }

  @Test func aTaxonomyOfItsOwnIsKeptApart() throws {
    let room = Newsroom(
      """
      -- stet.yaml --
      taxonomies:
        topics: tags
        places: [places, cities]
      -- content/a.md --
      ---
      title: A
      date: 2026-01-01
      tags: [Mainz]
      cities: Mainz
      ---
      """)
    #expect(
      room.site.topics.map { "\($0.taxonomy) \($0.address.text)" } == [
        "topics /topics/mainz/", "places /places/mainz/",
      ])
  }
}
