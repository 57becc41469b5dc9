import Foundation

#if canImport(Darwin)
  private import Darwin
#elseif canImport(Musl)
  private import Musl
#else
  private import Glibc
#endif

/// Where the command writes: results to standard output, everything else to standard error.
struct Terminal: Sendable {
  /// Whether somebody watches standard error.
  let isWatched: Bool
  /// Whether standard error takes colours.
  let isColoured: Bool

  /// Whether somebody is there to answer a question.
  let isAsking: Bool

  /// The terminal, or the pipes, that the command was started with.
  init(_ surroundings: Surroundings) {
    isWatched = isatty(STDERR_FILENO) == 1
    isAsking = isWatched && isatty(STDIN_FILENO) == 1
    isColoured = isWatched && surroundings.isColourAllowed
  }

  /// Writes `text` to standard output.
  func say(_ text: String) {
    FileHandle.standardOutput.write(Data(text.utf8))
  }

  /// Writes `bytes` to standard output.
  func say(_ bytes: [UInt8]) {
    FileHandle.standardOutput.write(Data(bytes))
  }

  /// Everything that standard input holds.
  static func input() -> [UInt8] {
    Array(FileHandle.standardInput.readDataToEndOfFile())
  }

  /// Everything that standard input holds; nil where that is more than `countMax` bytes, after which
  /// nothing is read.
  static func input(countMax: Int) throws -> [UInt8]? {
    var bytes: [UInt8] = []
    while let more = try FileHandle.standardInput.read(upToCount: 1 << 16), !more.isEmpty {
      bytes += more
      if bytes.count > countMax { return nil }
    }
    return bytes
  }

  /// Writes `text` to standard error.
  func complain(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }
}
