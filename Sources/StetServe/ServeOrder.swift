import StetBuild
import StetCore

/// What a server is asked for.
package struct ServeOrder: Sendable {
  /// The site, and how it is built; its instants are set anew for each build.
  package var build: BuildOrder
  /// The address that the server listens at.
  package var host = "127.0.0.1"
  /// The port; 0 for any that is free.
  package var port = 4000
  /// Whether another port will not do, where this one is taken.
  package var isPortFixed = false
  /// Names by which it may be asked, besides its own.
  package var names: [String] = []
  package var editor: EditorLink
  /// Whether files are looked at twice a second even where the system tells of changes.
  package var isLooking = false
  /// The most connections at a time.
  package var connectionCountMax = 1_000

  /// An order to serve the site of `build`.
  package init(_ build: BuildOrder, editor: EditorLink) {
    self.build = build
    self.editor = editor
  }
}

/// The clocks that a server reads.
package struct ServeClock: Sendable {
  /// Milliseconds since some instant; never goes back.
  package let milliseconds: @Sendable () -> Int
  /// The instant for which a site is built.
  package let now: @Sendable () -> Timestamp
  /// Nanoseconds since 1970 by the clock that stamps files.
  package let nanoseconds: @Sendable () -> Int64

  package init(
    milliseconds: @escaping @Sendable () -> Int, now: @escaping @Sendable () -> Timestamp,
    nanoseconds: @escaping @Sendable () -> Int64
  ) {
    self.milliseconds = milliseconds
    self.now = now
    self.nanoseconds = nanoseconds
  }
}

/// What happens while a site is served.
package enum ServeEvent: Sendable {
  /// A build is about to begin; `changed` are the files that it is for, none for the first and for one
  /// that `isByClock`.
  case building(changed: [String], isByClock: Bool)
  /// How far the build is.
  case progress(BuildProgress)
  /// A build ended, after so many milliseconds.
  case built(BuildReport, milliseconds: Int)
  /// The disk made a build impossible.
  case failed(FileError)
  /// The site can be looked at.
  case serving(address: String)
}
