import StetCore

/// A folder of this machine whose files are replaced one by one.
struct PlainFolder: PlainHost {
  /// The folder.
  let root: String

  var shown: String { root }

  func manifest() async throws(DeployFailure) -> HostManifest? {
    try LocalDisk.read(root + "/" + HostManifest.name).flatMap(HostManifest.init)
  }

  func send(_ paths: [String], from output: String) async throws(DeployFailure) {
    for path in paths { try LocalDisk.copy(output + "/" + path, to: root + "/" + path) }
  }

  func remove(_ paths: [String], emptying folders: [String]) async throws(DeployFailure) {
    for path in paths { try LocalDisk.remove(root + "/" + path) }
    for folder in folders { _ = LocalDisk.removeFolderIfEmpty(root + "/" + folder) }
  }

  func keep(_ manifest: HostManifest) async throws(DeployFailure) {
    try LocalDisk.replace(root + "/" + HostManifest.name, with: manifest.bytes)
  }
}
