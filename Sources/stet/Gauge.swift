import StetBuild

/// One line that tells how far a build is, how fast it goes and how long it will take, once it has
/// taken half a second, where somebody watches.
struct Gauge {
  private let terminal: Terminal
  private let start: ContinuousClock.Instant
  private let isShown: Bool
  private var last: ContinuousClock.Instant?
  private var stage: (name: BuildProgress.Stage, start: ContinuousClock.Instant)?

  /// A gauge of a build that began at `start`.
  init(_ terminal: Terminal, start: ContinuousClock.Instant, isShown: Bool) {
    self.terminal = terminal
    self.start = start
    self.isShown = isShown && terminal.isWatched
  }

  /// Shows `progress`, at most twenty times a second.
  mutating func show(_ progress: BuildProgress) {
    guard isShown else { return }
    let now = ContinuousClock.now
    if stage?.name != progress.stage { stage = (progress.stage, now) }
    guard now - start > .milliseconds(500), last.map({ now - $0 > .milliseconds(50) }) ?? true
    else { return }
    last = now
    let elapsed = stage.map { Int((now - $0.start) / .milliseconds(1)) } ?? 0
    terminal.complain("\r\u{1B}[K" + progress.line(elapsedMilliseconds: elapsed))
  }

  /// Takes the line away.
  mutating func clear() {
    if last != nil { terminal.complain("\r\u{1B}[K") }
    last = nil
  }
}
