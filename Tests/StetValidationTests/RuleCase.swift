import StetCore
import Testing

@testable import StetValidation

/// A rule's smallest example: a clean document with `old` replaced by `bad`, which breaks that rule
/// and no other, and by `good`, which looks alike and breaks none.
struct RuleCase: CustomTestStringConvertible {
  let rule: String
  let model: Model
  let old: String
  let bad: String
  let good: String

  init(_ rule: String, _ model: Model, _ old: String, bad: String, good: String) {
    self.rule = rule
    self.model = model
    self.old = old
    self.bad = bad
    self.good = good
  }

  var testDescription: String { "\(rule): \(bad.prefix(60))" }

  /// When the examples are judged: the day after the models were made.
  static let now = Timestamp(rfc3339: "2026-01-03T00:00:00Z")

  /// What the judge says of the broken document, a line for each finding.
  func lines(_ judge: Judge) -> [String] {
    let changed = model.text.replacing(old, with: bad, maxReplacements: 1)
    return judge.report(on: Array(changed.utf8), JudgeOptions(now: Self.now)).lines(of: model)
  }

  /// What the judge finds once `old` is replaced by `replacement`.
  func codes(_ replacement: String) -> Set<String> {
    let changed = model.text.replacing(old, with: replacement, maxReplacements: 1)
    precondition(model.text.contains(old), "the model has \(old)")
    let options = JudgeOptions(base: nil, now: Self.now)
    return Set(Judge().report(on: Array(changed.utf8), options).findings.map(\.code.name))
  }
}
