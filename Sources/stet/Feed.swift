import ArgumentParser
import StetBuild
import StetCore
import StetValidation

/// `stet feed`: judges feeds, anybody's.
struct Feed: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Checks feeds, sitemaps and OPML, and compares two states of a feed.",
    discussion: """
      Examples:
        stet feed check output/atom.xml
        stet feed check https://example.org/feed.xml --format json
        stet feed diff old.atom new.atom
      """,
    subcommands: [FeedCheck.self, FeedDiff.self])
}

/// `stet feed check`.
struct FeedCheck: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Validates feeds: Atom, RSS 2.0 and 1.0, JSON Feed, sitemaps, OPML.",
    discussion: """
      With --format json each document is one line: {"file", "format", "valid", "findings": \
      [{"code", "severity", "line", "column", "message", "specification", "w3c"}]}. The exit code is \
      0 when all are valid, 1 when one is not, 74 when one cannot be read.

      An address is fetched with redirects, at most 128 MiB in 30 seconds, and asked a second time \
      for changes only; how it is served is judged too.

      Examples:
        stet feed check output/atom.xml --base https://example.org/atom.xml
        stet feed check new.atom --against old.atom
        curl -s https://example.org/feed | stet feed check -
        stet feed check https://example.org/feed --links
      """)

  @Argument(
    help: ArgumentHelp("Files, addresses, or - for standard input.", valueName: "document"),
    completion: .file())
  var documents: [String]

  @Option(help: ArgumentHelp("Where the document lives or will live.", valueName: "url"))
  var base: String?

  @Option(
    help: ArgumentHelp(
      "An older state of the same feed, for what must not change.", valueName: "old"),
    completion: .file())
  var against: String?

  @Flag(help: "Also ask for what an address's document links to, at most 100 of them.")
  var links = false

  @Flag(help: "Also say what aggregators would rather have, such as shorter titles.")
  var hints = false

  @Flag(help: "Let warnings fail the check.")
  var strict = false

  @Option(help: ArgumentHelp("How to report: text or json.", valueName: "format"))
  var format = ReportFormat.text

  /// Refuses values that make no sense before anything is done.
  func validate() throws {
    if against != nil, documents.count > 1 {
      throw ValidationError("--against compares one document.")
    }
    if let base, !base.hasPrefix("https://"), !base.hasPrefix("http://") {
      throw ValidationError("--base must begin with https:// or http://.")
    }
  }

  /// Reads, judges and prints each document.
  func run() async throws {
    let surroundings = try Surroundings.read()
    let terminal = Terminal(surroundings)
    let judge = Judge()
    let old = try await against.map { Document(name: $0) }?.read(surroundings, terminal)
    var isValid = true
    var isRead = true
    for name in documents {
      guard
        var document = try await readable(Document(name: name), surroundings, terminal)
      else {
        isRead = false
        continue
      }
      let options = JudgeOptions(
        base: base ?? document.address, now: surroundings.now, isAdvising: hints)
      if links, document.facts != nil {
        let resources = judge.report(on: document, options).resources
        document.facts?.resources = await Document.fetcher.look(at: resources)
      }
      var report = judge.report(on: document, options)
      if let old {
        report = report.against(judge.report(on: old, options), in: document.bytes ?? [])
      }
      show(report, of: document, to: terminal)
      let isStrict = strict && report.findings.contains { $0.severity == .warning }
      if !report.isValid || isStrict { isValid = false }
    }
    if !isRead { throw ExitCode(74) }
    if !isValid { throw ExitCode(1) }
  }

  private func show(_ report: Report, of document: ReadDocument, to terminal: Terminal) {
    switch format {
    case .json:
      // Line breaks stand only between findings; in texts they are escaped.
      terminal.say(report.json(file: document.name).filter { $0 != 0x0A } + [0x0A])
    case .text:
      terminal.say(report.text(of: document.name, document.bytes ?? []))
    }
  }

  /// The document; nil, once the reason is said, where it cannot be read.
  private func readable(
    _ document: Document, _ surroundings: Surroundings, _ terminal: Terminal
  ) async throws -> ReadDocument? {
    do {
      return try await document.read(surroundings, terminal)
    } catch let code as ExitCode where code == ExitCode(74) {
      return nil
    }
  }
}

/// `stet feed diff`.
struct FeedDiff: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Says what a subscriber sees when one state of a feed follows another.",
    discussion: """
      Entries are new, changed, gone (though newer than the oldest that is left), aged (past the end \
      of the feed) or reappearing (shown again because their id changed). The exit code is 1 when one \
      of the two is no feed.

      Example:
        stet feed diff old.atom output/atom.xml --format json
      """)

  @Argument(
    help: ArgumentHelp("The older state: a file, an address or -.", valueName: "old"),
    completion: .file())
  var old: String

  @Argument(help: ArgumentHelp("The newer state.", valueName: "new"), completion: .file())
  var new: String

  @Option(help: ArgumentHelp("How to report: text or json.", valueName: "format"))
  var format = ReportFormat.text

  private struct DifferenceObject: Encodable {
    let old: String
    let new: String
    let entries: [EntryObject]
  }

  private struct EntryObject: Encodable {
    let change: String
    let id: String
    let title: String
    let address: String?
    let date: String?

    private enum CodingKeys: CodingKey {
      case change, id, title, address, date
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(change, forKey: .change)
      try container.encode(id, forKey: .id)
      try container.encode(title, forKey: .title)
      try container.encode(address, forKey: .address)
      try container.encode(date, forKey: .date)
    }
  }

  /// Reads both, compares and prints.
  func run() async throws {
    let surroundings = try Surroundings.read()
    let terminal = Terminal(surroundings)
    let judge = Judge()
    var reports: [Report] = []
    for name in [old, new] {
      let document = try await Document(name: name).read(surroundings, terminal)
      let options = JudgeOptions(base: document.address, now: surroundings.now)
      let report = judge.report(on: document, options)
      guard [.atom, .rss2, .rss1, .json].contains(report.format) else {
        terminal.complain("stet: \(name) is no feed\n")
        throw ExitCode(1)
      }
      reports.append(report)
    }
    let difference = reports[1].difference(from: reports[0])
    let changes = [
      ("new", difference.new), ("changed", difference.changed),
      ("reappearing", difference.reappearing), ("gone", difference.gone),
      ("aged", difference.aged),
    ]
    switch format {
    case .json:
      let entries = changes.flatMap { change, entries in
        entries.map {
          EntryObject(
            change: change, id: $0.id, title: $0.title, address: $0.address,
            date: $0.time?.rfc3339)
        }
      }
      try terminal.sayJSON(DifferenceObject(old: old, new: new, entries: entries))
    case .text:
      terminal.sayTable(
        changes.flatMap { change, entries in entries.map { [change, $0.id, $0.title] } })
      if changes.allSatisfy(\.1.isEmpty) { terminal.say("subscribers see no change\n") }
    }
  }
}
