import StetCore

/// Why a page cannot be rendered.
///
/// A class so that throwing it costs one word on the paths that do not.
final class Failure: Error {
  let code: Diagnostic.Code
  let message: String
  let note: String?
  /// The node to blame; -1 when no template is.
  let node: Int32

  init(_ code: Diagnostic.Code, _ message: String, note: String?, node: Int32) {
    self.code = code
    self.message = message
    self.note = note
    self.node = node
  }
}
