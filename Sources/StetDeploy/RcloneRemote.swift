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
        + RcloneRemote.patience)
    // 3: there is no such folder.
    if list.code == 3 { return nil }
    if list.code != 0 { throw failure(list, to: "reach \(destination)") }
    if list.output.isEmpty { return nil }
    return HostManifest(
      try await Tool.rclone.run(
        ["cat", place(HostManifest.name)] + RcloneRemote.patience, to: "read at \(destination)"))
  }

  /// How long rclone tries.
  private static let patience = [
    "--retries", "2", "--low-level-retries", "4", "--contimeout", "20s",
  ]

  /// Files are grouped by what the host is told of them: type and time to keep.
  func send(_ paths: [String], from output: String) async throws(DeployFailure) {
    for (headers, paths) in Dictionary(grouping: paths, by: HostHeaders.init(of:))
      .sorted(by: { $0.value[0] < $1.value[0] })
    {
      let flags = headers.fields.flatMap { ["--header-upload", $0] }
      try await withList(of: paths) { list throws(DeployFailure) in
        try await run(
          ["copy", "--no-traverse", "--ignore-times", "--files-from-raw", list] + flags
            + [output, destination],
          to: "send to \(destination)")
      }
    }
  }

  func remove(_ paths: [String], emptying folders: [String]) async throws(DeployFailure) {
    try await withList(of: paths) { list throws(DeployFailure) in
      try await run(
        ["delete", "--files-from-raw", list, destination],
        to: "delete at \(destination)")
    }
    // Where folders are no more than parts of names there is none to remove, which is no failure.
    for folder in folders { _ = try await Tool.rclone.ask(["rmdir", place(folder)]) }
  }

  func keep(_ manifest: HostManifest) async throws(DeployFailure) {
    try await run(
      ["rcat", place(HostManifest.name)], to: "write to \(destination)", input: manifest.bytes)
  }

  private func run(
    _ arguments: [String], to deed: String, input: [UInt8] = []
  ) async throws(DeployFailure) {
    let words = arguments + RcloneRemote.patience + ["--stats", "0"]
    let answer =
      input.isEmpty
      ? try await Tool.rclone.ask(words, complaining: 6)
      : try await Tool.rclone.ask(words, input: input)
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
