/// One thing the author should know: what is wrong, where, and what to do.
public struct Diagnostic: Sendable, Hashable {
  /// How much it matters.
  public enum Severity: String, Sendable, Hashable {
    /// Something is left out or would be wrong; the exit code is 1.
    case error
    /// Something is kept, but probably not what was meant; an error under `--strict`.
    case warning
    /// Worth knowing; never changes the exit code.
    case info
  }

  /// A stable name for a kind of problem, such as `front-matter-unclosed`.
  ///
  /// Each room declares its own as static members in `Diagnostic.Code+ROOM.swift`; every one has an
  /// entry in docs/DIAGNOSTICS.md.
  public struct Code: Sendable, Hashable {
    /// The name as it is printed: lower case words joined by hyphens.
    public let name: String

    /// The code called `name`.
    public init(_ name: String) {
      self.name = name
    }
  }

  /// How much it matters.
  public let severity: Severity
  /// What kind of problem it is.
  public let code: Code
  /// The path of the file from the site's root; empty when no file is to blame.
  public let path: String
  /// The bytes of the file that are to blame; nil when it is the file as a whole.
  public let range: SourceRange?
  /// One plain sentence, without a full stop.
  public let message: String
  /// What to do about it.
  public let note: String?

  /// A problem of `severity` at `range` of the file at `path`.
  public init(
    _ severity: Severity, _ code: Code, path: String, range: SourceRange? = nil,
    _ message: String, note: String? = nil
  ) {
    self.severity = severity
    self.code = code
    self.path = path
    self.range = range
    self.message = message
    self.note = note
  }

  /// The same problem with another note.
  public func with(note: String?) -> Diagnostic {
    Diagnostic(severity, code, path: path, range: range, message, note: note)
  }

  /// The order in which problems are printed: by file, place, then code and message.
  public static func precedes(_ first: Diagnostic, _ second: Diagnostic) -> Bool {
    if first.path != second.path { return first.path < second.path }
    let (one, two) = (first.range?.lower ?? -1, second.range?.lower ?? -1)
    if one != two { return one < two }
    if first.code != second.code { return first.code.name < second.code.name }
    if first.message != second.message { return first.message < second.message }
    return first.note ?? "" < second.note ?? ""
  }
}

/// A usable result and the problems met while making it.
public struct Diagnosed<Value: Sendable>: Sendable {
  /// What could be made.
  public var value: Value
  /// What the author should know, in the order met.
  public var diagnostics: [Diagnostic]

  /// `value`, with the problems met while making it.
  public init(_ value: Value, _ diagnostics: [Diagnostic] = []) {
    self.value = value
    self.diagnostics = diagnostics
  }
}
