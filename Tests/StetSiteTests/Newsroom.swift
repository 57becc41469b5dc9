import StetContent
import StetCore
import Testing

@testable import StetSite

/// A site made of one text: `-- path --` begins each file.
struct Newsroom {
  let site: Site
  let diagnostics: [Diagnostic]

  /// The site of `archive` as of `now`; stet.yaml and feeds.lock are read where it has them.
  init(
    _ archive: String, now: String = "2026-06-01T12:00:00Z", flags: Configuration.Flags = .init()
  ) {
    let files = Newsroom.files(archive)
    var flags = flags
    if !archive.contains("base_url:"), flags.baseURL == nil {
      flags.baseURL = Configuration().baseURL
    }
    let configuration = Configuration.read(files.first { $0.path == "stet.yaml" }, flags: flags)
    let ledger = files.first { $0.path == FeedLedger.path }.map { FeedLedger.read($0) }
    var diagnostics = configuration.diagnostics + (ledger?.diagnostics ?? [])
    var articles: [Article] = []
    var others: [String] = []
    for file in files {
      guard let folder = configuration.value.folder(of: file.path) else { continue }
      guard file.path.hasSuffix(".md") else {
        others.append(file.path)
        continue
      }
      let local = String(file.path.dropFirst(folder.path.count + 1))
      let parsed = parse(file, localPath: local, in: configuration.value.parseContext(for: folder))
      diagnostics += parsed.diagnostics
      articles.append(parsed.value.article)
    }
    let made = assemble(
      articles, files: others, ledger: ledger?.value ?? FeedLedger(),
      configuration: configuration.value, now: Newsroom.instant(now))
    site = made.value
    self.diagnostics = diagnostics + made.diagnostics
  }

  /// `code path:lower` of each diagnostic.
  var codes: [String] { diagnostics.map { "\($0.code.name) \($0.path)" } }

  /// The addresses of `ids`, in their order.
  func addresses(_ ids: [ArticleID]) -> [String] { ids.map { site.story($0).address.text } }

  /// The article at `path`.
  func article(_ path: String) throws -> ArticleID {
    ArticleID(try #require(site.articles.firstIndex { $0.path == path }))
  }

  /// The topic `id`.
  func topic(_ id: String) throws -> Topic {
    try #require(site.topics.first { $0.id == id })
  }

  /// The names of the topics at `indices`.
  func names(_ indices: [Int]) -> [String] { indices.map { site.topics[$0].name } }

  static func instant(_ text: String) -> Timestamp {
    Timestamp(rfc3339: text) ?? Timestamp(secondsSinceEpoch: 0)
  }

  private static func files(_ archive: String) -> [SourceFile] {
    var files: [(path: String, text: String)] = []
    for line in archive.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("-- "), line.hasSuffix(" --") {
        files.append((String(line.dropFirst(3).dropLast(3)), ""))
      } else if !files.isEmpty {
        files[files.count - 1].text += line + "\n"
      }
    }
    return files.map { SourceFile(path: $0.path, text: $0.text) }
  }
}
