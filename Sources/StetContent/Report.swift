package import StetCore

/// The problems met while one file is read.
package struct Report {
  /// The file they belong to.
  package let path: String
  /// What was met, in order.
  package private(set) var diagnostics: [Diagnostic] = []
  /// Whether the ranges given are those of the file, and worth telling.
  package var hasPlaces = true
  private let countMax: Int

  /// An empty report on the file at `path`. Beyond `countMax` only errors are added: an article with
  /// so many problems needs no more lines.
  package init(path: String, countMax: Int = 200) {
    self.path = path
    self.countMax = countMax
  }

  /// Whether something met means that the file is left out.
  var hasError: Bool { diagnostics.contains { $0.severity == .error } }

  /// Adds something that makes the file unusable.
  package mutating func error(
    _ code: Diagnostic.Code, _ range: SourceRange?, _ message: String, note: String? = nil
  ) {
    add(.error, code, range, message, note)
  }

  /// Adds something that was probably not meant.
  package mutating func warning(
    _ code: Diagnostic.Code, _ range: SourceRange?, _ message: String, note: String? = nil
  ) {
    add(.warning, code, range, message, note)
  }

  /// Adds something worth knowing.
  package mutating func info(
    _ code: Diagnostic.Code, _ range: SourceRange?, _ message: String, note: String? = nil
  ) {
    add(.info, code, range, message, note)
  }

  private mutating func add(
    _ severity: Diagnostic.Severity, _ code: Diagnostic.Code, _ range: SourceRange?,
    _ message: String, _ note: String?
  ) {
    guard diagnostics.count < countMax || severity == .error else { return }
    diagnostics.append(
      Diagnostic(
        severity, code, path: path, range: hasPlaces ? range : nil, message, note: note))
  }
}
