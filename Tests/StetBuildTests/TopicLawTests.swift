import SeededRandom
import StetCore
import Testing

@testable import StetBuild

/// Laws of topic pages, on vocabularies made at random.
struct TopicLawTests {
  @Test(arguments: 1...5)
  func everyStoryUnderATopicStandsOnceOnItsPagesAndOnThoseOfEveryTopicAbove(seed: Int) async throws
  {
    let library = RandomLibrary(seed: UInt64(seed))
    let workplace = try Workplace(library.archive)
    try workplace.linkRepositoryTheme("broadsheet")
    let report = try await build(SampleSite.order(workplace))
    #expect(report.diagnostics.map(\.message) == [])
    for topic in library.names.indices where library.mergedInto[topic] == nil {
      let name = "topic\(topic)"
      var pages = try #require(workplace.read("output/topics/\(name)/index.html"))
      var number = 2
      while let page = workplace.read("output/topics/\(name)/page/\(number)/index.html") {
        pages += page
        number += 1
      }
      let wanted = library.stories(under: topic)
      #expect(number - 1 == max(1, (wanted.count + 2) / 3), "pages of \(name)")
      for story in library.topicsOfStory.indices {
        let count = pages.ranges(of: "class=\"card-title\"><a href=\"/story\(story)/\"").count
        #expect(count == (wanted.contains(story) ? 1 : 0), "story\(story) under \(name)")
      }
    }
    for (alias, topic) in library.otherNames {
      let page = try #require(workplace.read("output/topics/\(slug(alias))/index.html"))
      #expect(page.contains("/topics/topic\(topic)/"), "\(alias) leads to topic\(topic)")
    }
  }
}

/// Topics with several broader ones, aliases and mergers, and stories that name them in any way.
private struct RandomLibrary {
  let names: [String]
  /// Topics directly above, which have higher numbers, so that there is no circle.
  let broader: [[Int]]
  let mergedInto: [Int?]
  /// Aliases, and the ids of merged topics, with the topic each leads to.
  let otherNames: [(name: String, topic: Int)]
  /// The topics that each story names, mergers followed.
  let topicsOfStory: [Set<Int>]
  let archive: String

  init(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let count = 12
    let names = (0..<count).map { "Thème \($0)" }
    let broader = (0..<count).map { topic in
      ((topic + 1)..<count).filter { _ in Int.random(in: 0..<4, using: &random) == 0 }
    }
    var mergedInto: [Int?] = Array(repeating: nil, count: count)
    for topic in 0..<3 { mergedInto[topic * 3] = topic * 3 + 1 }
    var files = """
      -- stet.yaml --
      title: Library
      base_url: https://example.org
      identity: example.org,2020
      theme: broadsheet
      paginate: 3

      """
    var aliases: [(name: String, topic: Int)] = []
    for topic in 0..<count {
      let target = mergedInto[topic] ?? topic
      aliases.append(("Alias \(topic)", target))
      if mergedInto[topic] != nil { aliases.append(("topic\(topic)", target)) }
      let above = broader[topic].map {
        random.next() % 2 == 0 ? "topic\($0)" : names[$0].uppercased()
      }
      files += """
        -- content/topics/topic\(topic).md --
        ---
        name: \(names[topic])
        aliases: [Alias \(topic)]
        broader: [\(above.joined(separator: ", "))]
        \(mergedInto[topic].map { "merged_into: topic\($0)" } ?? "weight: \(topic)")
        ---

        """
    }
    var topicsOfStory: [Set<Int>] = []
    for story in 0..<25 {
      var own: Set<Int> = []
      var written: [String] = []
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        let topic = Int.random(in: 0..<count, using: &random)
        own.insert(mergedInto[topic] ?? topic)
        let spellings = ["topic\(topic)", names[topic], "THEME \(topic)", "alias \(topic)"]
        written.append(spellings[Int.random(in: 0..<4, using: &random)])
      }
      topicsOfStory.append(own)
      let lead = Int.random(in: 0..<5, using: &random) == 0 ? "lead: true" : "kicker: K"
      files += """
        -- content/story\(story).md --
        ---
        title: Story \(story)
        date: 2026-01-\(story + 1 < 10 ? "0" : "")\(story + 1)T08:00:00Z
        topics: [\(written.joined(separator: ", "))]
        \(lead)
        ---
        See [another](story\(story * 7 % 25).md) and [a third](story\(story / 3).md).

        """
    }
    self.names = names
    self.broader = broader
    self.mergedInto = mergedInto
    otherNames = aliases
    self.topicsOfStory = topicsOfStory
    archive = files
  }

  /// The stories that name `topic` or a topic under it; by the definition, not by the program's way.
  func stories(under topic: Int) -> Set<Int> {
    Set(
      topicsOfStory.indices.filter { story in
        topicsOfStory[story].contains { leadsUp(from: $0, to: topic) }
      })
  }

  private func leadsUp(from topic: Int, to goal: Int) -> Bool {
    topic == goal
      || broader[topic].contains { leadsUp(from: mergedInto[$0] ?? $0, to: goal) }
  }
}
