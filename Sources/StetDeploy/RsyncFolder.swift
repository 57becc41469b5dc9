import Foundation
import StetCore

/// How rsync is called.
enum Rsync {
  /// Each of `paths` and a zero after it.
  static func list(_ paths: [String]) -> [UInt8] {
    paths.flatMap { Array($0.utf8) + [0] }
  }

  /// Sends the files at `paths` from the folder `output`, whatever their time and size; each takes its
  /// name when it is whole.
  static func send(
    _ paths: [String], from output: String, to destination: String
  ) async throws(DeployFailure) {
    if paths.isEmpty { return }
    try await Tool.rsync.run(
      flags + ["--ignore-times", "--from0", "--files-from=-", output + "/", destination + "/"],
      to: "send to \(destination)", input: list(paths), variables: variables)
  }

  /// Links are followed to what they lead to; times and rights of the files go with them.
  static let flags = ["--recursive", "--copy-links", "--times", "--perms", "--chmod=D755,F644"]

  /// The way to the host: what `RSYNC_RSH` says, else ssh that asks nobody.
  static var variables: [String: String] {
    ProcessInfo.processInfo.environment["RSYNC_RSH"] == nil
      ? ["RSYNC_RSH": (["ssh"] + SecureShell.unattended).joined(separator: " ")] : [:]
  }
}

/// A folder that rsync reaches and whose files are replaced one by one: of a host without a shell, of
/// an rsync server, or where “releases: 0” asks for it.
struct RsyncFolder: PlainHost {
  /// What rsync calls a destination, without a final `/`.
  let destination: String

  init(destination: String) {
    var text = destination[...]
    while text.count > 1, text.hasSuffix("/") { text = text.dropLast() }
    self.destination = String(text)
  }

  var shown: String { destination }

  func manifest() async throws(DeployFailure) -> HostManifest? {
    try await Tool.rsync.check()
    return try await withFolder { folder throws(DeployFailure) in
      let answer = try await Tool.rsync.ask(
        ["\(destination)/\(HostManifest.name)", folder + "/"], variables: Rsync.variables)
      // 23: some files could not be transferred, here because there is none.
      if answer.code == 23 { return nil }
      if answer.code != 0 { throw Tool.rsync.failure(answer, to: "reach \(destination)") }
      return try LocalDisk.read(folder + "/" + HostManifest.name).flatMap(HostManifest.init)
    }
  }

  func send(_ paths: [String], from output: String) async throws(DeployFailure) {
    try await Rsync.send(paths, from: output, to: destination)
  }

  func remove(_ paths: [String], emptying folders: [String]) async throws(DeployFailure) {
    try await delete(paths, ["--recursive"])
    // A folder goes when those in it are gone, so each depth has a turn of its own.
    let depths = Dictionary(grouping: folders) { $0.utf8.count { $0 == 0x2F } }
    for (_, folders) in depths.sorted(by: { $0.key > $1.key }) {
      try await delete(folders, ["--dirs"])
    }
  }

  /// Deletes `paths` at the host: what is asked for and missing here is deleted there. The folders
  /// above them must be here.
  private func delete(_ paths: [String], _ flags: [String]) async throws(DeployFailure) {
    try await withFolder { folder throws(DeployFailure) in
      for path in paths where path.contains("/") {
        try LocalDisk.makeFolder(of: folder + "/" + path)
      }
      for path in paths { try LocalDisk.remove(folder + "/" + path) }
      _ = try await Tool.rsync.run(
        flags + [
          "--delete-missing-args", "--from0", "--files-from=-", folder + "/", destination + "/",
        ],
        to: "delete at \(destination)", input: Rsync.list(paths), variables: Rsync.variables)
    }
  }

  func keep(_ manifest: HostManifest) async throws(DeployFailure) {
    try await withFolder { folder throws(DeployFailure) in
      try LocalDisk.replace(folder + "/" + HostManifest.name, with: manifest.bytes)
      try await Rsync.send([HostManifest.name], from: folder, to: destination)
    }
  }
}

/// What `body` makes with a folder of its own, which is gone afterwards.
func withFolder<Result: Sendable>(
  _ body: (String) async throws(DeployFailure) -> Result
) async throws(DeployFailure) -> Result {
  let path = NSTemporaryDirectory() + "/stet-" + UUID().uuidString
  try LocalDisk.makeFolder(path)
  do throws(DeployFailure) {
    let result = try await body(path)
    try LocalDisk.remove(path)
    return result
  } catch {
    try LocalDisk.remove(path)
    throw error
  }
}
