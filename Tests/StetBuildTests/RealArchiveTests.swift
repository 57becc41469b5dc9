import Foundation
import StetCore
import Testing

@testable import StetBuild

private let isRealWanted = ProcessInfo.processInfo.environment["STET_REAL"] == "1"
private let corpora = Workplace.repository + "/../shared/corpora"

/// Archives that other people wrote, unmodified, beside the repository in shared/corpora.
///
/// `make test-real` runs them with the program built for release.
@Suite(
  .enabled(if: isRealWanted, "set STET_REAL=1, or run make test-real"),
  .enabled(if: isFolder(corpora), "the archives are not beside the repository, in shared/corpora"))
struct RealArchiveTests {
  /// An archive and all that stet has to be told of it.
  struct Archive: Sendable, CustomTestStringConvertible {
    let name: String
    /// Its folder below shared/corpora.
    let folder: String
    let configuration: String

    var testDescription: String { name }
  }

  static let archives = [
    Archive(
      name: "18f", folder: "18f/content/posts",
      configuration: """
        title: 18F
        base_url: https://18f.example.gov
        content: [{ path: FOLDER, dialect: eleventy }]
        taxonomies: { topics: [tags] }
        permalinks: /:year/:month/:day/:slug/
        """),
    Archive(
      name: "rust-blog", folder: "rust-blog/content",
      configuration: """
        title: Rust
        base_url: https://blog.example.org
        content: [{ path: FOLDER, dialect: zola }]
        """),
    Archive(
      name: "zola-docs", folder: "zola-docs/docs/content",
      configuration: """
        title: Zola
        base_url: https://zola.example.org
        content: [{ path: FOLDER, dialect: zola }]
        """),
    Archive(
      name: "jekyll-posts", folder: "jekyll-posts/docs/_posts",
      configuration: """
        title: Jekyll
        base_url: https://jekyll.example.org
        content: [{ path: FOLDER, dialect: jekyll }]
        taxonomies: { topics: [categories] }
        permalinks: /news/:year/:month/:day/:slug/
        """),
  ]

  private func report(of site: Workplace) throws -> BuildObject {
    let ending = try Program().run(
      ["build", "--format", "json"], in: site.path,
      environment: ["SOURCE_DATE_EPOCH": "1795000000"])
    return try BuildObject(ending)
  }

  @Test(arguments: archives)
  func anArchiveIsBuiltAsItIs(archive: Archive) throws {
    let folder = corpora + "/" + archive.folder
    try #require(isFolder(folder), "the archive \(archive.name) is not beside the repository")
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder).filter {
      $0.hasSuffix(".md") || $0.hasSuffix(".markdown")
    }
    let site = try Workplace()
    try site.write("stet.yaml", archive.configuration.replacing("FOLDER", with: folder))
    try site.linkRepositoryTheme("broadsheet")

    let first = try report(of: site)
    let errors = first.diagnostics.filter { $0.severity == "error" }
    #expect(errors.map { "\($0.path):\($0.line ?? 0): \($0.code): \($0.message)" } == [])
    #expect(first.files == files.count)
    #expect(first.invalid == 0)
    #expect(
      first.files == first.published + first.drafts + first.scheduled + first.expired
        + first.invalid + first.other)
    #expect(first.pages.written >= first.published)

    let second = try report(of: site)
    #expect(second.pages.written == 0 && second.pages.removed == 0)
    #expect(second.pages.unchanged == first.pages.written)
  }
}
