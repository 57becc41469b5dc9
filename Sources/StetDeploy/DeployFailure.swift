/// Why a deploy ended early: the world's failure, in one sentence.
package struct DeployFailure: Error, Sendable, Hashable {
  /// One sentence, without a full stop.
  package let message: String
  /// What the tool said, shown below the sentence; nil when it said nothing more.
  package let detail: String?

  package init(_ message: String, detail: String? = nil) {
    self.message = message
    self.detail = detail
  }
}
