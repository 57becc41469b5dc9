internal import StetCore

/// The problems met while one file is parsed.
struct Report {
  /// The file they belong to.
  let path: String
  /// What was met, in order.
  private(set) var diagnostics: [Diagnostic] = []
  /// Problems beyond this count are dropped; a file with so many needs no more lines.
  private static let countMax = 200

  /// An empty report on the file at `path`.
  init(path: String) {
    self.path = path
  }

  /// Whether something met means that the file is left out.
  var hasError: Bool { diagnostics.contains { $0.severity == .error } }

  /// Adds something that makes the file unusable.
  mutating func error(
    _ code: Diagnostic.Code, _ range: SourceRange?, _ message: String, note: String? = nil
  ) {
    add(.error, code, range, message, note)
  }

  /// Adds something that was probably not meant.
  mutating func warning(
    _ code: Diagnostic.Code, _ range: SourceRange?, _ message: String, note: String? = nil
  ) {
    add(.warning, code, range, message, note)
  }

  /// Adds something worth knowing.
  mutating func info(
    _ code: Diagnostic.Code, _ range: SourceRange?, _ message: String, note: String? = nil
  ) {
    add(.info, code, range, message, note)
  }

  private mutating func add(
    _ severity: Diagnostic.Severity, _ code: Diagnostic.Code, _ range: SourceRange?,
    _ message: String, _ note: String?
  ) {
    guard diagnostics.count < Report.countMax || severity == .error else { return }
    diagnostics.append(
      Diagnostic(severity, code, path: path, range: range, message, note: note))
  }
}
