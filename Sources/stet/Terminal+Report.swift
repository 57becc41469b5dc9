import Foundation
import StetCore

extension Terminal {
  /// Writes `value` to standard output as one line of JSON, its keys in order.
  func sayJSON(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    say(String(decoding: try encoder.encode(value), as: UTF8.self) + "\n")
  }

  /// Writes rows to standard output, their cells in columns.
  func sayTable(_ rows: [[String]]) {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
    }
    for row in rows {
      var line = ""
      for (column, cell) in row.enumerated() {
        line += cell
        if column + 1 < row.count {
          line += String(repeating: " ", count: widths[column] - cell.count + 2)
        }
      }
      say(line + "\n")
    }
  }

  /// Writes `diagnostics` to standard error with their places; `source` gives the bytes of a file.
  func complain(of diagnostics: [Diagnostic], source: (String) -> [UInt8]?) {
    let printer = DiagnosticPrinter(colour: isColoured)
    for diagnostic in diagnostics.sorted(by: Diagnostic.precedes) {
      complain(printer.text(for: diagnostic, in: source(diagnostic.path)))
    }
  }
}

/// A diagnostic as `--format json` prints it, its place as a person counts; null where it has none.
struct FindingObject: Encodable {
  let path: String
  let line: Int?
  let column: Int?
  let severity: String
  let code: String
  let message: String
  let note: String?

  /// The object for `diagnostic` about a file of `source`.
  init(_ diagnostic: Diagnostic, source: [UInt8]?) {
    let place = diagnostic.range.flatMap { range in source.map { SourcePlace(of: range, in: $0) } }
    self.init(diagnostic, line: place?.line, column: place?.column)
  }

  /// The object for `diagnostic`, whose place is known already.
  init(_ diagnostic: Diagnostic, line: Int?, column: Int?) {
    path = diagnostic.path
    self.line = line
    self.column = column
    severity = diagnostic.severity.rawValue
    code = diagnostic.code.name
    message = diagnostic.message
    note = diagnostic.note
  }

  private enum CodingKeys: CodingKey {
    case path, line, column, severity, code, message, note
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(path, forKey: .path)
    try container.encode(line, forKey: .line)
    try container.encode(column, forKey: .column)
    try container.encode(severity, forKey: .severity)
    try container.encode(code, forKey: .code)
    try container.encode(message, forKey: .message)
    try container.encode(note, forKey: .note)
  }
}
