import StetCore
import StetRender
import StetValidation

/// What `judge` says of a feed or sitemap that is about to be published at `path`.
///
/// A date is in the future when it is later than `now`; `base` is where the document will be.
func findings(
  on output: Output, by judge: Judge, shownAs path: String, at base: String, now: Timestamp
) -> [Diagnostic] {
  let options = JudgeOptions(base: base, now: now)
  return switch output.judgement {
  case .none: []
  case .feed(let document), .sitemap(let document):
    judge.gate(document, path: path, options).filter {
      $0.severity != .info && !$0.code.isForOwnerToJudge
    }
  }
}
