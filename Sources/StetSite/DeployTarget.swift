import StetContent
import StetCore

/// A host that `stet deploy` sends the site to, as stet.yaml describes it.
package struct DeployTarget: Sendable, Hashable {
  /// What the command line calls it.
  package var name: String
  package var route: Route
  /// Releases kept at the host, the one in use included; 0 writes into one folder in place.
  package var releaseCount = 5
  /// The share of the files at the host, in percent, that a deploy may delete unasked.
  package var deletePercentMax = 10
  /// A command of the user's that is run once the site has landed, such as one that empties a cache.
  package var purge: String?
  /// The key that IndexNow is told of changed pages with; nil tells nobody.
  package var indexNowKey: String?
  /// Whether files that were packed beforehand are sent; nil leaves it to the route.
  package var isSendingPacked: Bool?
  /// Where stet.yaml says it.
  package var range: SourceRange

  /// The way to a host, and where on it.
  package enum Route: Sendable, Hashable {
    /// A folder of this machine, or one mounted there.
    case folder(String)
    /// What rsync calls a destination: `user@host:/folder`, `rsync://host/module`.
    case rsync(String)
    /// What rclone calls a destination: `remote:bucket/folder`.
    case rclone(String)
    /// A branch of a repository; `isHistoryKept` adds commits to it instead of replacing them.
    case git(repository: String, branch: String, isHistoryKept: Bool)
  }

  package init(name: String, route: Route, range: SourceRange) {
    self.name = name
    self.route = route
    self.range = range
  }

  /// Keys that say where the host is.
  static let placeKeys = ["folder", "rsync", "rclone", "git"]
  static let keys = [
    "folder", "rsync", "rclone", "git", "branch", "history", "releases", "deletes", "purge",
    "indexnow", "precompressed",
  ]

  /// The targets that `node`, a map of names, describes.
  static func targets(_ node: LocatedNode?, reading reader: inout NodeReader) -> [DeployTarget] {
    (reader.entries(node, "deploy") ?? []).compactMap { target($0, reading: &reader) }
  }

  private static func target(
    _ entry: LocatedNode.Entry, reading reader: inout NodeReader
  ) -> DeployTarget? {
    let (name, node) = (entry.key.value, entry.value)
    guard case .map = node else {
      reader.wrongKind(node, name, wanted: "a map with folder, rsync, rclone or git")
      return nil
    }
    reader.warnOfUnknownKeys(in: node, known: keys, of: "“\(name)”")
    let routes = routes(node, reading: &reader)
    guard let route = routes.first, routes.count == 1 else {
      reader.report(
        .configurationValueInvalid, at: node.range,
        routes.isEmpty
          ? "“\(name)” does not say where to deploy to"
          : "“\(name)” names several places to deploy to",
        note: "give it one of folder, rsync, rclone and git, such as rsync: me@example.org:/srv/www"
      )
      return nil
    }
    if !isUsable(node, of: name, reading: &reader) { return nil }
    var target = DeployTarget(name: name, route: route, range: node.range)
    target.releaseCount =
      reader.int(node["releases"], "releases", in: 0...1000) ?? target.releaseCount
    target.deletePercentMax =
      reader.int(node["deletes"], "deletes", in: 0...100) ?? target.deletePercentMax
    target.purge = reader.string(node["purge"], "purge")
    target.indexNowKey = reader.string(node["indexnow"], "indexnow")
    target.isSendingPacked = reader.bool(node["precompressed"], "precompressed")
    return target
  }

  /// Whether the place that `node`, the target `name`, leads to is one; what is wrong is told.
  private static func isUsable(
    _ node: LocatedNode, of name: String, reading reader: inout NodeReader
  ) -> Bool {
    for key in placeKeys {
      guard case .string(let text, let range)? = node[key] else { continue }
      let place = DeployPlace(key: key, text: text)
      if place.withoutSecret != nil {
        // Without a place in the file: the line would be shown, and what is secret with it.
        reader.reportUnplaced(
          .configurationSecret, "“\(key)” of the target “\(name)” holds a password or a key",
          note: "take it out, and change it if the file was shared; \(secretHome(of: key))")
        return false
      }
      if let problem = place.problem {
        reader.report(
          .configurationValueInvalid, at: range, problem.message, note: problem.note)
        return false
      }
    }
    return true
  }

  /// Where the tool behind `key` keeps what is secret.
  private static func secretHome(of key: String) -> String {
    switch key {
    case "git": "git asks its credential helper, see gitcredentials(7)"
    case "rclone": "rclone keeps it in its own configuration, or in RCLONE_CONFIG_…"
    default: "ssh has keys, and an rsync server's password belongs into RSYNC_PASSWORD"
    }
  }

  private static func routes(
    _ node: LocatedNode, reading reader: inout NodeReader
  ) -> [Route] {
    var routes: [Route] = []
    if let path = reader.string(node["folder"], "folder") { routes.append(.folder(path)) }
    if let place = reader.string(node["rsync"], "rsync") { routes.append(.rsync(place)) }
    if let place = reader.string(node["rclone"], "rclone") { routes.append(.rclone(place)) }
    if let place = reader.string(node["git"], "git") {
      let history = reader.string(node["history"], "history") ?? "keep"
      if let node = node["history"], !["keep", "clean"].contains(history) {
        reader.report(
          .configurationValueInvalid, at: node.range, "“history” cannot be “\(history)”",
          note: "keep adds a commit for each deploy, clean leaves the branch with one")
      }
      routes.append(
        .git(
          repository: place, branch: reader.string(node["branch"], "branch") ?? "gh-pages",
          isHistoryKept: history != "clean"))
    }
    return routes
  }
}

extension DeployTarget {
  /// Whether files that were packed beforehand are sent: to a folder that a web server of the user's own
  /// serves. Stores of objects and hosts of pages do not choose among files.
  package var isTakingPacked: Bool {
    if let isSendingPacked { return isSendingPacked }
    switch route {
    case .folder, .rsync: return true
    case .rclone, .git: return false
    }
  }

  /// The schema of “deploy” in stet.yaml.
  static var schema: SchemaNode {
    let target = SchemaNode.object(
      keys.map { key in
        switch key {
        case "folder": (key, .value("string", "A folder of this machine."))
        case "rsync": (key, .value("string", "A place that rsync knows: me@example.org:/srv/www."))
        case "rclone": (key, .value("string", "A place that rclone knows: remote:bucket/folder."))
        case "git": (key, .value("string", "A repository whose branch holds the site."))
        case "branch": (key, .value("string", "That branch; gh-pages where none is named."))
        case "history":
          (
            key,
            .value(
              "string", "Whether each deploy is a commit more, or the only one.",
              [("enum", .list([.text("keep"), .text("clean")]))])
          )
        case "releases":
          (key, .integer("Releases kept; 0 replaces files in place.", in: 0...1000))
        case "deletes":
          (key, .integer("The share of files, in percent, deleted unasked.", in: 0...100))
        case "precompressed":
          (key, .value("boolean", "Whether .br and .gz are sent, for a server that hands them on."))
        case "purge": (key, .value("string", "A command that is run when the site has landed."))
        default: (key, .value("string", "The key that IndexNow is told of new pages with."))
        }
      })
    return .described(
      "Hosts that the site can be sent to, by name.",
      [("type", .text("object")), ("additionalProperties", target)])
  }
}
