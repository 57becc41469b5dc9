import Foundation
import StetCore
import Testing

@testable import StetContent

/// Real archives, where they lie beside the project.
@Suite struct CorpusTests {
  static let folder =
    ProcessInfo.processInfo.environment["STET_CORPORA"]
    ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("../shared/corpora").standardized.path
  static let isThere = FileManager.default.fileExists(atPath: folder + "/18f")

  @Test(
    .enabled(if: isThere, "the corpora are not here; STET_CORPORA may say where"),
    arguments: [
      ("18f", ParseContext.Dialect.eleventy, 510), ("rust-blog", .zola, 754),
      ("zola-docs", .zola, 180), ("jekyll-posts", .jekyll, 102),
    ])
  func everyFileOfARealArchiveIsRead(
    _ name: String, _ dialect: ParseContext.Dialect, _ count: Int
  ) throws {
    let root = URL(fileURLWithPath: CorpusTests.folder + "/" + name)
    let context = ParseContext(dialect: dialect, taxonomyKeys: ["tags"])
    var files = 0
    var untitled = 0
    for path in try FileManager.default.subpathsOfDirectory(atPath: root.path).sorted()
    where path.hasSuffix(".md") || path.hasSuffix(".markdown") {
      let bytes = try Array(Data(contentsOf: root.appendingPathComponent(path)))
      let result = parse(SourceFile(path: path, bytes: bytes), localPath: path, in: context)
      files += 1
      if result.value.article.metadata.title == nil { untitled += 1 }
      #expect(result.diagnostics.filter { $0.severity == .error } == [], "\(path)")
      #expect(result.diagnostics.filter { $0.code == .misspeltKey } == [], "\(path)")
    }
    #expect(files == count)
    #expect(untitled <= 6)
  }
}
