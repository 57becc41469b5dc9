import ArgumentParser
import StetBuild
import StetCore
import StetSite

/// `stet list`: the articles of a site by what the public sees of them.
struct List: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lists drafts, what is scheduled, expired, invalid …",
    discussion: """
      A line holds the date, the path, the address and the headline. What is scheduled comes by the \
      instant at which it appears, everything else newest first.

      Examples:
        stet list drafts
        stet list scheduled --now 2026-01-31T09:00:00Z
        stet list invalid --format json
      """)

  /// What can be listed.
  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case drafts, scheduled, expired, invalid, published, withdrawn, all

    /// The state of the files that it lists; nil for every state.
    var state: ListedFile.State? {
      switch self {
      case .drafts: .draft
      case .scheduled: .scheduled
      case .expired: .expired
      case .invalid: .invalid
      case .published: .published
      case .withdrawn: .withdrawn
      case .all: nil
      }
    }
  }

  @Argument(help: ArgumentHelp("What to list.", valueName: "kind"))
  var kind: Kind

  @OptionGroup var options: SiteOptions

  /// One file, as JSON.
  private struct FileObject: Encodable {
    let path: String
    let state: String
    let title: String?
    let date: String?
    let changes: String?
    let address: String?
    let errors: [FindingObject]

    private enum CodingKeys: CodingKey {
      case path, state, title, date, changes, address, errors
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(path, forKey: .path)
      try container.encode(state, forKey: .state)
      try container.encode(title, forKey: .title)
      try container.encode(date, forKey: .date)
      try container.encode(changes, forKey: .changes)
      try container.encode(address, forKey: .address)
      try container.encode(errors, forKey: .errors)
    }
  }

  /// Reads the site and prints the list.
  func run() async throws {
    let workplace = try Workplace(options)
    let reading = try await workplace.read()
    let files = listing(of: reading).filter { kind.state == nil || $0.state == kind.state }
    let errors = Dictionary(grouping: reading.diagnostics.filter { $0.severity == .error }) {
      $0.path
    }
    switch options.format {
    case .json:
      for file in files {
        try workplace.terminal.sayJSON(object(file, file.state == .invalid ? errors : [:]))
      }
    case .text:
      workplace.terminal.sayTable(files.map(row))
      let invalid = files.filter { $0.state == .invalid }.flatMap { errors[$0.path] ?? [] }
      workplace.terminal.complain(of: invalid) { sourceBytes(at: $0, site: options.site) }
    }
  }

  private func object(_ file: ListedFile, _ errors: [String: [Diagnostic]]) -> FileObject {
    let found = errors[file.path] ?? []
    let source = found.isEmpty ? nil : sourceBytes(at: file.path, site: options.site)
    return FileObject(
      path: file.path, state: file.state.rawValue, title: file.title, date: file.date?.rfc3339,
      changes: file.changesAt?.rfc3339, address: file.address,
      errors: found.sorted(by: Diagnostic.precedes).map { FindingObject($0, source: source) })
  }

  private func row(_ file: ListedFile) -> [String] {
    let date = (file.state == .scheduled ? file.changesAt : file.date)?.rfc3339 ?? "-"
    return [file.state.rawValue, date, file.path, file.address ?? "-", file.title ?? "-"]
  }
}
