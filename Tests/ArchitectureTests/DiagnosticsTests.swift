import Foundation
import Testing

/// Every diagnostic code is described once, and listed in docs/DIAGNOSTICS.md.
struct DiagnosticsTests {
  private let repository = Repository()

  private func declared() -> [String] {
    let code = #/Self\("([a-z0-9-]+)"\)/#
    return repository.files(below: "Sources", endings: [".swift"])
      .filter { $0.path.contains("Diagnostic.Code+") }
      .flatMap { file in file.text.matches(of: code).map { String($0.1) } }
      .sorted()
  }

  /// An entry of a file in docs/diagnostics: what stands under a heading.
  private struct Entry {
    let code: String
    let file: String
    /// The first paragraph, on one line.
    let sentence: String
  }

  private func described() -> [Entry] {
    repository.files(below: "docs/diagnostics", endings: [".md"]).flatMap { file in
      file.text.split(separator: "\n## ").dropFirst(file.text.hasPrefix("## ") ? 0 : 1).map {
        part in
        let lines = part.trimmingPrefix("## ").split(
          separator: "\n", omittingEmptySubsequences: false)
        let paragraph = lines.dropFirst().drop { $0.isEmpty }.prefix { !$0.isEmpty }
        return Entry(
          code: String(lines.first ?? "").trimmingCharacters(in: ["`", " "]),
          file: String(file.path.dropFirst("docs/".count)),
          sentence: paragraph.joined(separator: " "))
      }
    }
  }

  @Test
  func everyCodeIsDeclaredOnce() {
    let codes = declared()
    #expect(!codes.isEmpty)
    #expect(Set(codes).count == codes.count)
  }

  /// A code made elsewhere would be in no list; what a cache keeps was declared once.
  @Test
  func codesAreMadeOnlyWhereTheyAreDeclared() {
    let files = repository.files(below: "Sources", endings: [".swift"])
    let made = files.filter { file in
      [" Diagnostic.Code(", ": Diagnostic.Code ="].contains { file.text.contains($0) }
    }
    #expect(made.map(\.path) == ["Sources/StetCore/PackedReader.swift"])
    let constants = files.filter { $0.path.contains("Diagnostic.Code+") }
      .flatMap(\.lines).filter { $0.contains("static let ") }
    #expect(constants.count == declared().count)
  }

  @Test
  func everyCodeIsDescribedAndNothingElseIs() {
    #expect(described().map(\.code).sorted() == declared())
  }

  @Test
  func theListOfCodesIsUpToDate() throws {
    let path = "docs/DIAGNOSTICS.md"
    var text = """
      # Diagnostics

      Every message of stet carries a code in brackets. Each stands here with what it means; behind
      its link is an example and what to do. `STET_BLESS=1 swift test --filter Diagnostics` writes
      this list anew.

      | code | meaning |
      |---|---|

      """
    for entry in described().sorted(by: { $0.code < $1.code }) {
      text += "| [`\(entry.code)`](\(entry.file)#\(entry.code)) | \(entry.sentence) |\n"
    }
    if ProcessInfo.processInfo.environment["STET_BLESS"] == "1" {
      try repository.write(text, to: path)
    }
    #expect(repository.file(path).text == text)
  }
}
