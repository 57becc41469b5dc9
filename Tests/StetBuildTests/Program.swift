import Foundation
import Testing

/// The program `stet`: the one that STET_PROGRAM names, else the one built beside the tests.
struct Program {
  /// How a run of the program ended.
  struct Ending {
    let code: Int32
    let output: String
    let errors: String
  }

  private let url: URL

  init() throws {
    if let named = ProcessInfo.processInfo.environment["STET_PROGRAM"] {
      url = URL(filePath: named)
      return
    }
    let bundles = [CommandLine.arguments[0], Bundle(for: Workplace.self).bundlePath]
    let places = bundles.map {
      URL(filePath: $0).deletingLastPathComponent().appending(path: "stet")
    }
    url = try #require(
      places.first { FileManager.default.isExecutableFile(atPath: $0.path) },
      "the program is built with the tests")
  }

  /// A process that will run the program in `folder`, with no environment but `environment`.
  func process(
    _ arguments: [String], in folder: String, environment: [String: String] = [:]
  ) -> Process {
    let process = Process()
    process.executableURL = url
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: folder)
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    return process
  }

  /// Runs the program to its end.
  func run(
    _ arguments: [String], in folder: String, environment: [String: String] = [:]
  ) throws -> Ending {
    let process = process(arguments, in: folder, environment: environment)
    // Files, not pipes: a pipe that nobody empties would stop the program.
    let log = NSTemporaryDirectory() + "/stet-log-" + UUID().uuidString
    for name in ["out", "err"] {
      _ = FileManager.default.createFile(atPath: "\(log).\(name)", contents: nil)
    }
    defer {
      for name in ["out", "err"] { unlink("\(log).\(name)") }
    }
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: log + ".out"))
    process.standardError = try FileHandle(forWritingTo: URL(filePath: log + ".err"))
    try process.run()
    process.waitUntilExit()
    return Ending(
      code: process.terminationStatus,
      output: try String(contentsOfFile: log + ".out", encoding: .utf8),
      errors: try String(contentsOfFile: log + ".err", encoding: .utf8))
  }

  /// Every line that `commands` print when typed into a shell in `folder`, where `stet` is the program.
  func type(_ commands: [String], in folder: String) throws -> [String] {
    let process = process([], in: folder)
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "{ " + commands.joined(separator: "; ") + "; } > .log 2>&1"]
    process.environment = [
      "PATH": url.deletingLastPathComponent().path + ":/usr/local/bin:/usr/bin:/bin",
      "SOURCE_DATE_EPOCH": "1780272000",
    ]
    try process.run()
    process.waitUntilExit()
    let log = try Data(contentsOf: URL(filePath: folder + "/.log"))
    return String(decoding: log, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  private func unlink(_ path: String) {
    do { try FileManager.default.removeItem(atPath: path) } catch { Issue.record(error) }
  }
}

/// The program at work on a site of its own, at one instant unless a test says another.
struct CommandSite {
  let program: Program
  let workplace: Workplace

  /// The program on the site of `archive`.
  init(_ archive: String = SampleSite.archive) throws {
    program = try Program()
    workplace = try Workplace(archive)
  }

  /// Runs the program in the site's folder.
  func run(
    _ arguments: [String], environment: [String: String] = [:]
  ) throws -> Program.Ending {
    let instant = ["SOURCE_DATE_EPOCH": "1780000000"]
    return try program.run(
      arguments, in: workplace.path, environment: instant.merging(environment) { $1 })
  }

  /// Runs the program in the site's folder.
  func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Program.Ending {
    try run(arguments, environment: environment)
  }
}

/// What `stet build --format json` prints.
struct BuildObject: Decodable, Equatable {
  struct Pages: Decodable, Equatable {
    let written: Int
    let unchanged: Int
    let removed: Int
  }
  struct Finding: Decodable, Equatable {
    let path: String
    let line: Int?
    let column: Int?
    let severity: String
    let code: String
    let message: String
  }
  let files: Int
  let published: Int
  let drafts: Int
  let scheduled: Int
  let expired: Int
  let invalid: Int
  let other: Int
  let pages: Pages
  let diagnostics: [Finding]

  /// Reads the report that `ending` printed.
  init(_ ending: Program.Ending) throws {
    self = try JSONDecoder().decode(Self.self, from: Data(ending.output.utf8))
  }
}
