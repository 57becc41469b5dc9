import StetCore
import Subprocess
import SystemPackage

/// A program of this machine that knows a way to a host.
struct Tool: Sendable {
  /// Its name, found as the shell finds it.
  let name: String
  /// The first two numbers of the oldest release that will do.
  let versionMin: (major: Int, minor: Int)
  /// How to ask for its release.
  let versionFlag: String
  /// What to install where it is missing.
  let package: String

  static let rsync = Tool(
    name: "rsync", versionMin: (3, 1), versionFlag: "--version", package: "rsync")
  static let rclone = Tool(
    name: "rclone", versionMin: (1, 53), versionFlag: "version", package: "rclone")
  static let git = Tool(name: "git", versionMin: (2, 20), versionFlag: "--version", package: "git")

  /// What a program answered.
  struct Answer: Sendable {
    let code: Int32
    let output: [UInt8]
    let complaint: String

    /// The last line that says something, without what comes before its last colon pair.
    var lastComplaint: String? {
      complaint.split(separator: "\n").last { !$0.allSatisfy(\.isWhitespace) }.map(String.init)
    }
  }

  /// What is run: a path is taken as it is, as the shell takes it.
  private var executable: Executable {
    name.contains("/") ? .path(FilePath(name)) : .name(name)
  }

  /// Fails with a sentence when the program is missing or too old.
  func check() async throws(DeployFailure) {
    let answer = try await ask([versionFlag])
    let text = String(decoding: answer.output.prefix(400), as: UTF8.self)
    guard let found = text.firstMatch(of: #/(\d+)\.(\d+)/#), let major = Int(found.1),
      let minor = Int(found.2)
    else {
      throw DeployFailure("\(name) does not say its release; is it the program of that name?")
    }
    if (major, minor) < versionMin {
      throw DeployFailure(
        "\(name) \(major).\(minor) is too old; stet needs \(versionMin.major).\(versionMin.minor)"
          + " or later")
    }
  }

  /// What the program answers to `arguments`; a failure when it ends with a code other than 0,
  /// telling what could not be done: “rsync could not `deed`”.
  @discardableResult
  func run(
    _ arguments: [String], to deed: String, input: [UInt8] = [], in folder: String? = nil,
    variables: [String: String] = [:]
  ) async throws(DeployFailure) -> [UInt8] {
    let answer = try await ask(arguments, input: input, in: folder, variables: variables)
    if answer.code == 0 { return answer.output }
    throw failure(answer, to: deed)
  }

  /// The sentence for an `answer` that was a refusal.
  func failure(_ answer: Answer, to deed: String) -> DeployFailure {
    let why = cause(answer).map { ": \($0)" } ?? " (exit code \(answer.code))"
    return DeployFailure("\(name) could not \(deed)\(why)", detail: answer.complaint)
  }

  /// The line of a complaint that says why: rsync ends with a sum of what it said before, and git with
  /// advice.
  private func cause(_ answer: Answer) -> String? {
    let lines = answer.complaint.split(separator: "\n").filter { !$0.allSatisfy(\.isWhitespace) }
    let line =
      switch name {
      case "rsync": lines.first { !$0.hasPrefix("rsync error:") }
      case "git":
        lines.first {
          $0.hasPrefix("fatal:") || $0.hasPrefix("error:") || $0.contains("[rejected]")
        }
      default: lines.last
      }
    return (line ?? lines.last).map(String.init)
  }

  /// What the program answers to `arguments`, whatever its exit code.
  func ask(
    _ arguments: [String], input: [UInt8] = [], in folder: String? = nil,
    variables: [String: String] = [:]
  ) async throws(DeployFailure) -> Answer {
    do {
      let result = try await Subprocess.run(
        executable, arguments: Arguments(arguments),
        environment: Tool.environment(variables), workingDirectory: folder.map { FilePath($0) },
        input: .array(input), output: .bytes(limit: 256 << 20), error: .string(limit: 1 << 20))
      return Answer(
        code: Tool.code(of: result.terminationStatus), output: result.standardOutput,
        complaint: plain(result.standardError))
    } catch {
      throw unable(error)
    }
  }

  /// `complaint` with lines that end as others do: ssh ends its own as a terminal would.
  private func plain(_ complaint: String) -> String {
    complaint.replacing("\r\n", with: "\n")
  }

  /// The same, where the program is stopped once it has complained `countMax` times: some go on for
  /// hours to try one file after the other at a host that is away.
  func ask(
    _ arguments: [String], complaining countMax: Int, variables: [String: String]
  ) async throws(DeployFailure) -> Answer {
    do {
      let result = try await Subprocess.run(
        executable, arguments: Arguments(arguments), environment: Tool.environment(variables),
        input: .none, output: .discarded, error: .sequence
      ) { execution in
        var lines: [String] = []
        for try await line in execution.standardError.strings() {
          lines.append(line.filter { !$0.isNewline })
          if lines.count == countMax { try execution.send(signal: .terminate) }
        }
        return lines
      }
      return Answer(
        code: Tool.code(of: result.terminationStatus), output: [],
        complaint: result.closureResult.joined(separator: "\n"))
    } catch {
      throw unable(error)
    }
  }

  private static func environment(_ variables: [String: String]) -> Environment {
    var changes: [Environment.Key: String?] = [:]
    for (key, value) in variables { changes[Environment.Key(stringLiteral: key)] = value }
    return .inherit.updating(changes)
  }

  private static func code(of status: TerminationStatus) -> Int32 {
    switch status {
    case .exited(let code): code
    case .signaled(let signal): 128 + signal
    }
  }

  /// The sentence for a program that could not be started or listened to.
  private func unable(_ error: some Error) -> DeployFailure {
    if let error = error as? SubprocessError, error.code == .executableNotFound {
      return DeployFailure(
        "\(name) is not installed; `apt install \(package)` (or `brew install \(package)`) brings it"
      )
    }
    return DeployFailure("\(name) could not be run", detail: "\(error)")
  }
}

/// Runs `command` of the user's in a shell, in the folder `folder`.
package func runHook(_ command: String, in folder: String) async throws(DeployFailure) {
  let shell = Tool(name: "sh", versionMin: (0, 0), versionFlag: "", package: "dash")
  let answer = try await shell.ask(["-c", command], in: folder)
  if answer.code != 0 {
    let why = answer.lastComplaint.map { ": \($0)" } ?? ""
    // The command itself may hold a key, so that nobody's log is shown it.
    throw DeployFailure("the command of “purge” ended with exit code \(answer.code)\(why)")
  }
}
