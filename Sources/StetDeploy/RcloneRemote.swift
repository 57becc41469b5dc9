import Foundation
import StetCore

/// A place that rclone reaches: S3 and what is like it, SFTP, FTP, WebDAV, Azure, Google, B2.
struct RcloneRemote: PlainHost {
  /// `remote:bucket/folder`, without a final `/`.
  let destination: String

  init(destination: String) {
    var text = destination[...]
    while text.hasSuffix("/") { text = text.dropLast() }
    self.destination = String(text)
  }

  var shown: String { destination }

  private func place(_ name: String) -> String {
    destination.hasSuffix(":") ? destination + name : destination + "/" + name
  }

  func manifest() async throws(DeployFailure) -> HostManifest? {
    try await Tool.rclone.check()
    // Asking for the file itself fails in as many ways as there are kinds of hosts; its name in the
    // list of the place says whether it is there.
    let list = try await Tool.rclone.ask(
      ["lsf", "--files-only", "--include", "/" + HostManifest.name, destination]
        + RcloneRemote.patience + ["--low-level-retries", "4"], variables: RcloneRemote.variables)
    // 3: there is no such folder.
    if list.code == 3 { return nil }
    if list.code != 0 { throw failure(list, to: "reach \(destination)") }
    if list.output.isEmpty { return nil }
    return HostManifest(
      try await Tool.rclone.run(
        ["cat", place(HostManifest.name)] + RcloneRemote.patience, to: "read at \(destination)",
        variables: RcloneRemote.variables))
  }

  /// How long rclone tries.
  private static let patience = ["--retries", "2", "--contimeout", "20s"]

  /// What rclone is told where the user's environment does not say otherwise. Its way of asking an FTP
  /// server for a list by MLSD takes a folder that is not there yet for a failure (RFC 3659 §7.2.1 has
  /// servers answer 501), and it waits a minute for an answer that some servers swallow.
  private static var variables: [String: String] {
    let own = ProcessInfo.processInfo.environment
    return ["RCLONE_FTP_DISABLE_MLSD": "true", "RCLONE_FTP_CLOSE_TIMEOUT": "10s"]
      .filter { own[$0.key] == nil }
  }

  /// Files in one run of rclone: what is tried again when one of them failed.
  private static let sliceCount = 1_000

  /// Files are grouped by what a store of objects is told of them: type and time to keep. Others are
  /// told nothing.
  func send(_ paths: [String], from output: String) async throws(DeployFailure) {
    let isStore = try await isStore()
    let groups = Dictionary(grouping: paths) { isStore ? HostHeaders(of: $0) : HostHeaders.none }
    for (headers, paths) in groups.sorted(by: { $0.value[0] < $1.value[0] }) {
      let flags = headers.fields.flatMap { ["--header-upload", $0] }
      for start in stride(from: 0, to: paths.count, by: RcloneRemote.sliceCount) {
        let slice = paths[start..<min(start + RcloneRemote.sliceCount, paths.count)]
        try await withList(of: Array(slice)) { list throws(DeployFailure) in
          // Without a look at what is there, and without trying each file in vain for minutes.
          try await run(
            ["copy", "--no-traverse", "--no-check-dest", "--low-level-retries", "1"]
              + ["--files-from-raw", list] + flags + [output, destination],
            to: "send to \(destination)")
        }
      }
    }
  }

  /// Whether the place is a store of objects, which keeps with each what those who fetch it are told.
  /// A remote that wraps another is taken for one: the fields go where they are understood.
  private func isStore() async throws(DeployFailure) -> Bool {
    let name = destination.prefix { $0 != ":" } + ":"
    let kind: String
    if name == ":" {
      kind = String(destination.dropFirst().prefix { $0 != ":" && $0 != "," })
    } else {
      let list = try await Tool.rclone.ask(["listremotes", "--long"])
      let line = String(decoding: list.output, as: UTF8.self).split(separator: "\n")
        .first { $0.hasPrefix(name) }
      kind = line?.dropFirst(name.count).trimmingCharacters(in: .whitespaces) ?? ""
    }
    return !["ftp", "sftp", "webdav", "local", "smb", "http"].contains(kind)
  }

  func remove(_ paths: [String], emptying folders: [String]) async throws(DeployFailure) {
    try await withList(of: paths) { list throws(DeployFailure) in
      try await run(
        ["delete", "--low-level-retries", "1", "--files-from-raw", list, destination],
        to: "delete at \(destination)")
    }
    // Where folders are no more than parts of names there is none to remove, which is no failure.
    for folder in folders {
      _ = try await Tool.rclone.ask(
        ["rmdir", "--low-level-retries", "1", place(folder)], variables: RcloneRemote.variables)
    }
  }

  func keep(_ manifest: HostManifest) async throws(DeployFailure) {
    try await run(
      ["rcat", "--low-level-retries", "2", place(HostManifest.name)],
      to: "write to \(destination)", input: manifest.bytes)
  }

  private func run(
    _ arguments: [String], to deed: String, input: [UInt8] = []
  ) async throws(DeployFailure) {
    let words = arguments + RcloneRemote.patience + ["--stats", "0"]
    let answer =
      input.isEmpty
      ? try await Tool.rclone.ask(words, complaining: 6, variables: RcloneRemote.variables)
      : try await Tool.rclone.ask(words, input: input, variables: RcloneRemote.variables)
    if answer.code != 0 { throw failure(answer, to: deed) }
  }

  /// rclone begins its lines with the time and the level, which say nothing to a reader.
  private func failure(_ answer: Tool.Answer, to deed: String) -> DeployFailure {
    let lines = answer.complaint.split(separator: "\n").map {
      $0.replacing(
        #/^\d{4}/\d\d/\d\d \d\d:\d\d:\d\d (ERROR|NOTICE|INFO|Failed)?\s*:?\s*/#, with: "")
    }
    return Tool.rclone.failure(
      Tool.Answer(
        code: answer.code, output: [], complaint: lines.joined(separator: "\n")), to: deed)
  }

  private func withList(
    of paths: [String], _ body: (String) async throws(DeployFailure) -> Void
  ) async throws(DeployFailure) {
    try await withFolder { folder throws(DeployFailure) in
      let list = folder + "/list"
      try LocalDisk.replace(list, with: Array(paths.map { $0 + "\n" }.joined().utf8))
      try await body(list)
    }
  }
}

/// What a store of objects is told of a file, for those who fetch it.
struct HostHeaders: Sendable, Hashable {
  let fields: [String]

  /// Nothing.
  static let none = HostHeaders(fields: [])

  private init(fields: [String]) {
    self.fields = fields
  }

  /// The header fields of the file at `path`.
  init(of path: String) {
    let types = [
      "atom.xml": "application/atom+xml", "rss.xml": "application/rss+xml",
      "feed.json": "application/feed+json",
    ]
    let name = path.split(separator: "/").last.map(String.init) ?? path
    var fields: [String] = []
    if let type = types[name] { fields.append("Content-Type: \(type); charset=utf-8") }
    if name.hasSuffix(".opml") { fields.append("Content-Type: text/x-opml; charset=utf-8") }
    // A name that holds the fingerprint of its bytes never changes what it names.
    let isFingerprinted = name.contains(#/[.-][0-9a-f]{8,32}\.[a-z0-9]+$/#)
    fields.append(
      isFingerprinted
        ? "Cache-Control: public, max-age=31536000, immutable"
        : name.hasSuffix(".xml") || name.hasSuffix(".json")
          ? "Cache-Control: public, max-age=900" : "Cache-Control: public, max-age=300")
    self.fields = fields
  }
}
