import Foundation

/// Commands on another machine, through ssh.
///
/// Keys, ports and names of hosts are the business of ssh's own configuration. `RSYNC_RSH`, which
/// rsync reads, is heard here as well, so that both take the same way.
struct SecureShell: Sendable {
  /// Where a path of an rsync destination lies.
  struct Address: Sendable, Hashable {
    let host: String
    let path: String

    /// The parts of `user@host:/folder`; nil for a module of an rsync server, or a local path.
    init?(_ destination: String) {
      guard !destination.contains("://"), !destination.contains("::"),
        let colon = destination.firstIndex(of: ":"), colon > destination.startIndex,
        !destination[..<colon].contains("/")
      else { return nil }
      host = String(destination[..<colon])
      var path = destination[destination.index(after: colon)...]
      while path.count > 1, path.hasSuffix("/") { path = path.dropLast() }
      if path.isEmpty { return nil }
      self.path = String(path)
    }
  }

  /// `user@host`.
  let host: String
  /// The program and its flags.
  let command: [String]

  /// What `RSYNC_RSH` says, else ssh.
  static var ownCommand: [String] {
    let words = ProcessInfo.processInfo.environment["RSYNC_RSH"]?.split(separator: " ") ?? []
    return words.isEmpty ? ["ssh"] : words.map(String.init)
  }

  private var tool: Tool {
    Tool(
      name: command.first ?? "ssh", versionMin: (0, 0), versionFlag: "-V",
      package: "openssh-client")
  }

  /// Flags that keep ssh from asking somebody who is not there.
  static let unattended = ["-o", "BatchMode=yes", "-o", "ConnectTimeout=20"]

  /// What the shell of the host prints for `script`, whose words `arguments` are `$1`, `$2`….
  func run(
    _ script: String, _ arguments: [String] = [], input: [UInt8] = [], to deed: String
  ) async throws(DeployFailure) -> [UInt8] {
    let words = ["sh", "-c", script, "stet"] + arguments
    let line = words.map(SecureShell.quoted).joined(separator: " ")
    let answer = try await tool.ask(
      command.dropFirst() + SecureShell.unattended + [host, line], input: input)
    if answer.code == 0 { return answer.output }
    let said = answer.lastComplaint ?? "exit code \(answer.code)"
    throw DeployFailure(
      answer.code == 255
        ? "ssh could not reach \(host): \(said)" : "\(host) could not \(deed): \(said)",
      detail: answer.complaint)
  }

  /// `word` as a POSIX shell reads it back.
  static func quoted(_ word: String) -> String {
    "'" + word.replacing("'", with: "'\\''") + "'"
  }
}
