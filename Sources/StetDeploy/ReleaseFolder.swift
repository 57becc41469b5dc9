import StetCore

/// A folder of this machine that is a link to one of several releases: a reader sees the old site or
/// the new one, never a mixture.
///
/// The releases of `/srv/www/paper` lie in `/srv/www/paper.releases`. Files that did not change are
/// second names of those of the release before, so that a release costs the disk what is new in it.
struct ReleaseFolder: ReleasingHost {
  /// The link that the web server serves.
  let link: String
  let newRelease: String
  /// Releases kept.
  let countMax: Int

  var shown: String { link }
  private var folder: String { link + ".releases" }
  private var folderName: String { folder.split(separator: "/").last.map(String.init) ?? folder }

  func manifest() async throws(DeployFailure) -> HostManifest? {
    guard let release = try await current() else { return nil }
    return try LocalDisk.read("\(folder)/\(release)/\(HostManifest.name)")
      .flatMap(HostManifest.init)
  }

  func releases() async throws(DeployFailure) -> [String] {
    try LocalDisk.names(in: folder).filter { !$0.hasPrefix(".") }
  }

  func current() async throws(DeployFailure) -> String? {
    guard let target = LocalDisk.target(ofLink: link) else {
      guard LocalDisk.isTaken(link) else { return nil }
      throw DeployFailure(
        "\(link) is a folder and no link to a release; move it away once, or write “releases: 0” to"
          + " replace its files in place")
    }
    let parts = target.split(separator: "/").map(String.init)
    guard let release = parts.last, parts.count > 1, parts[parts.count - 2] == folderName else {
      throw DeployFailure(
        "\(link) is a link to \(target) and to no release of stet's; take it away once, or write"
          + " “releases: 0” to replace files where it leads")
    }
    return release
  }

  func show(_ release: String) async throws(DeployFailure) {
    try LocalDisk.pointLink(link, to: folderName + "/" + release)
  }

  func carryOut(
    _ plan: Plan, from output: String, progress: (DeployProgress) -> Void
  ) async throws(DeployFailure) {
    let before = try await current().map { folder + "/" + $0 }
    let unfinished = folder + "/.unfinished"
    try LocalDisk.remove(unfinished)
    try LocalDisk.makeFolder(unfinished)
    var made: Set<String> = []
    let sent = Set(plan.batches.flatMap(\.paths))
    let paths = plan.outcome.files.keys.sorted()
    for (number, path) in paths.enumerated() {
      if number % 256 == 0 {
        progress(DeployProgress(stage: "files", done: number, total: paths.count))
      }
      let place = unfinished + "/" + path
      let home = String(place[..<(place.lastIndex(of: "/") ?? place.startIndex)])
      if made.insert(home).inserted { try LocalDisk.makeFolder(home) }
      if let before, !sent.contains(path) {
        // What is retired may be gone already, and nothing asks for it but a page of old.
        if plan.outcome.files[path] == .retired, !LocalDisk.isTaken(before + "/" + path) {
          continue
        }
        try LocalDisk.link(before + "/" + path, to: place)
      } else {
        try LocalDisk.copy(output + "/" + path, to: place)
      }
    }
    try LocalDisk.replace(unfinished + "/" + HostManifest.name, with: plan.outcome.bytes)
    let release = name(newRelease, after: try await releases())
    try LocalDisk.rename(unfinished, to: folder + "/" + release)
    try await show(release)
    try await forgetOldReleases()
  }

  private func forgetOldReleases() async throws(DeployFailure) {
    let shown = try await current()
    for release in try await releases().dropLast(countMax) where release != shown {
      try LocalDisk.remove(folder + "/" + release)
    }
  }
}
