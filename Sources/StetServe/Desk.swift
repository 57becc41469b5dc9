import StetCore

/// Where changes wait for the next build, and its edition for the pages that are open.
///
/// An actor, because files change while a build runs.
actor Desk {
  private var waiting: Changes
  private(set) var edition: Edition

  /// A desk with a first edition, and everything to be built.
  init(_ edition: Edition) {
    self.edition = edition
    waiting = .everything
  }

  /// Adds `changes` to what waits.
  func add(_ changes: Changes) {
    waiting.formUnion(changes)
  }

  /// What waits; nothing waits any more then.
  func take() -> Changes {
    let taken = waiting
    waiting = Changes()
    return taken
  }

  /// Puts `edition` in the place of the last one.
  func publish(_ edition: Edition) {
    self.edition = edition
  }
}
