import ArgumentParser
import Foundation
import StetBuild
import StetCore

/// What the machine tells the command: clock, cores, environment; read once.
struct Surroundings: Sendable {
  /// The release of this program.
  static let version = "0.1.0"

  /// SOURCE_DATE_EPOCH where it is set, else the clock's time, in UTC.
  let now: Timestamp
  /// The instant of SOURCE_DATE_EPOCH; nil where it is not set.
  let fixedNow: Timestamp?
  /// Nanoseconds since 1970 by the clock that stamps files.
  let startNanoseconds: Int64
  /// When the command began, for telling how long it took.
  let start: ContinuousClock.Instant
  let cores: Int
  /// Whether the environment allows colours.
  let isColourAllowed: Bool
  /// The folders in which the system looks for programs.
  let searchPath: [String]
  /// Names this very program: its release, and the size and time of its file.
  let program: String

  /// Reads the clock and the environment; fails when SOURCE_DATE_EPOCH is no number.
  static func read() throws -> Surroundings {
    let environment = ProcessInfo.processInfo.environment
    let seconds = Date().timeIntervalSince1970
    var fixedNow: Timestamp?
    if let text = environment["SOURCE_DATE_EPOCH"], !text.isEmpty {
      // The last second of the year 9999, the last that RFC 3339 can write.
      guard let epoch = Int64(text), (0...253_402_300_799).contains(epoch) else {
        throw ValidationError("SOURCE_DATE_EPOCH must be seconds since 1970, not “\(text)”.")
      }
      fixedNow = Timestamp(secondsSinceEpoch: epoch)
    }
    return Surroundings(
      now: fixedNow ?? Timestamp(secondsSinceEpoch: Int64(seconds)), fixedNow: fixedNow,
      startNanoseconds: Int64(seconds * 1_000_000_000), start: .now,
      cores: max(1, ProcessInfo.processInfo.activeProcessorCount),
      isColourAllowed: environment["NO_COLOR", default: ""].isEmpty
        && environment["TERM"] != "dumb",
      searchPath: environment["PATH", default: ""].split(separator: ":").map(String.init),
      program: program())
  }

  /// `path` from the root of the disk.
  static func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
  }

  private static func program() -> String {
    let made = Bundle.main.executablePath.flatMap { stamp(of: $0) }
    return version + " " + (made ?? "")
  }
}
