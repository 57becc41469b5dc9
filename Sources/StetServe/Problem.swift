import Foundation
import StetCore

/// A diagnostic as the panel in the browser shows it.
struct Problem: Encodable, Sendable, Hashable {
  let severity: String
  let code: String
  let message: String
  let note: String?
  /// `content/a.md:3:5`, or less where less is known.
  let place: String
  /// Opens the place in the writer's editor.
  let link: String?
  let excerpt: Excerpt?

  /// The line to blame.
  struct Excerpt: Encodable, Sendable, Hashable {
    let line: Int
    let text: String
    let caretIndent: Int
    let caretWidth: Int
  }

  /// The problem that `diagnostic` tells of; `source` is the file that it names, if it is there.
  init(_ diagnostic: Diagnostic, source: [UInt8]?, editor: EditorLink) {
    severity = diagnostic.severity.rawValue
    code = diagnostic.code.name
    message = diagnostic.message
    note = diagnostic.note
    let found = diagnostic.range.flatMap { range in
      source.map { SourcePlace(of: range, in: $0) }
    }
    place = diagnostic.path + (found.map { ":\($0.line):\($0.column)" } ?? "")
    link =
      diagnostic.path.isEmpty
      ? nil
      : editor.address(of: diagnostic.path, line: found?.line ?? 1, column: found?.column ?? 1)
    excerpt = found.map {
      Excerpt(
        line: $0.line, text: $0.excerpt, caretIndent: $0.caretIndent, caretWidth: $0.caretWidth)
    }
  }
}

/// What the preview's pages are told, as server-sent events write it (HTML §9.2).
enum News {
  /// What is wrong now; nothing where the list is empty.
  static func problems(_ problems: [Problem]) -> [UInt8] {
    event("problems", problems)
  }

  /// That the page is another now.
  static let reload = Array("event: reload\ndata: {}\n\n".utf8)

  /// That the files at `paths`, which pages make use of, are others now.
  static func assets(_ paths: [String]) -> [UInt8] {
    event("assets", paths)
  }

  /// How soon a browser asks again after the way was cut.
  static let start = Array("retry: 500\n\n".utf8)

  private static func event(_ name: String, _ value: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      // JSON writes line feeds within texts as \n, so that it is one line of data.
      return Array("event: \(name)\ndata: ".utf8) + (try encoder.encode(value))
        + Array("\n\n".utf8)
    } catch {
      preconditionFailure("a list of texts and numbers can be written as JSON")
    }
  }
}
