import ArgumentParser
import StetBuild
import StetCore
import StetSite

/// `stet topics`: what articles are about, and what there is to mend in it.
struct Topics: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Counts topics, finds what to mend, suggests and merges them.",
    discussion: """
      Drafts and articles that are scheduled or expired count too.

      Examples:
        stet topics
        stet topics --strict --format json
        stet topics suggest content/press/penny-press.md
        stet topics merge linotypes linotype --dry-run
      """,
    subcommands: [Review.self, Suggest.self, Merge.self], defaultSubcommand: Review.self)

  /// `stet topics review`, or `stet topics` alone: counts, and what there is to mend.
  struct Review: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Counts topics and finds what to mend.",
      discussion: """
        Orphans have a file and no article; undefined topics have articles and no file; singletons \
        have one article; broad ones more than a fifth of all; twins are likely one topic.

        Examples:
          stet topics
          stet topics review --strict
        """)

    @Flag(help: "End with 1 when there is something to mend.")
    var strict = false

    @OptionGroup var options: SiteOptions

    /// Reads the site and prints the review of each taxonomy.
    func run() async throws {
      let workplace = try Workplace(options)
      let reading = try await workplace.read(isPreview: true)
      workplace.complainOfInvalidFiles(reading)
      let inventories = TopicInventory.all(of: reading.value.site)
      for inventory in inventories {
        switch options.format {
        case .json: try workplace.terminal.sayJSON(InventoryObject(inventory))
        case .text: printText(inventory, to: workplace.terminal)
        }
      }
      if strict, inventories.contains(where: \.hasSomethingToMend) { throw ExitCode(1) }
    }

    private func printText(_ inventory: TopicInventory, to terminal: Terminal) {
      let entries = inventory.entries
      terminal.say(
        "\(inventory.taxonomy): \(entries.count) in \(inventory.articleCount) articles\n\n")
      let byCount = entries.sorted {
        $0.use.count != $1.use.count ? $0.use.count > $1.use.count : $0.id < $1.id
      }
      terminal.sayTable(
        [["articles", "with narrower", "topic", "file"]]
          + byCount.map {
            [String($0.use.count), String($0.use.countUnder), $0.use.name, $0.file ?? "-"]
          })
      let review = inventory.review
      for (heading, places) in [
        ("Orphans: a file and no article", review.orphans),
        ("Undefined: articles and no file", review.undefined),
        ("Singletons: one article", review.singletons),
        ("Broad: more than a fifth of all articles", review.tooBroad),
      ] where !places.isEmpty {
        terminal.say("\n\(heading)\n")
        for place in places { terminal.say("  \(entries[place].use.name)\n") }
      }
      if review.twins.isEmpty { return }
      terminal.say("\nTwins: likely one topic\n")
      for twin in review.twins {
        let (merged, kept) = (entries[twin.merged].use.name, entries[twin.kept].use.name)
        terminal.say(
          "  \(twin.difference.rawValue): stet topics merge \(quoted(merged)) \(quoted(kept))\n")
      }
    }

    /// `name` as a shell takes it for one word.
    private func quoted(_ name: String) -> String {
      let isPlain = name.utf8.allSatisfy { byte in
        (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte)
          || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x2E || byte >= 0x80
      }
      return isPlain && !name.isEmpty ? name : "'" + name.replacing("'", with: "'\\''") + "'"
    }
  }
}

/// The review of one taxonomy, as JSON.
private struct InventoryObject: Encodable {
  private struct TopicObject: Encodable {
    let topic: String
    let id: String
    let count: Int
    let countUnder: Int
    let file: String?
  }

  private struct TwinObject: Encodable {
    let keep: String
    let merge: String
    let difference: String
  }

  private let taxonomy: String
  private let articles: Int
  private let topics: [TopicObject]
  private let orphans: [String]
  private let undefined: [String]
  private let singletons: [String]
  private let broad: [String]
  private let twins: [TwinObject]

  init(_ inventory: TopicInventory) {
    let names = inventory.entries.map(\.use.name)
    let review = inventory.review
    taxonomy = inventory.taxonomy
    articles = inventory.articleCount
    topics = inventory.entries.map {
      TopicObject(
        topic: $0.use.name, id: $0.id, count: $0.use.count, countUnder: $0.use.countUnder,
        file: $0.file)
    }
    orphans = review.orphans.map { names[$0] }
    undefined = review.undefined.map { names[$0] }
    singletons = review.singletons.map { names[$0] }
    broad = review.tooBroad.map { names[$0] }
    twins = review.twins.map {
      TwinObject(
        keep: names[$0.kept], merge: names[$0.merged], difference: $0.difference.rawValue)
    }
  }
}
