import StetContent
import StetCore

/// What stet.yaml writes for a host: a folder, or a word that rsync, rclone or git is given.
struct DeployPlace {
  /// `folder`, `rsync`, `rclone` or `git`.
  let key: String
  let text: String

  /// What keeps the place from being used, and what to write in its stead; nil where nothing does.
  var problem: (message: String, note: String)? {
    if text.isEmpty {
      return ("“\(key)” names no place", "such as \(key): \(example)")
    }
    if text.hasPrefix("-") {
      return ("“\(key)” cannot begin with “-”, which \(key) takes for a flag", "write ./ before it")
    }
    let path = key == "rsync" ? pathAtHost : text[...]
    if key == "folder" || key == "rsync", path == "~" || path.hasPrefix("~/") {
      return (
        "“\(key)” begins with “~”, which only a shell understands",
        key == "folder"
          ? "write the whole path, such as /home/me/www"
          : "write the whole path, or one from your folder there: me@example.org:www"
      )
    }
    return nil
  }

  /// A place as it may be written.
  private var example: String {
    switch key {
    case "folder": "/srv/www/paper"
    case "rclone": "remote:bucket"
    case "git": "git@example.org:me/paper.git"
    default: "me@example.org:/srv/www"
    }
  }

  /// What stands behind the host of `me@example.org:/srv/www`.
  private var pathAtHost: Substring {
    text.firstIndex(of: ":").map { text[text.index(after: $0)...] } ?? text[...]
  }

  /// The text with a password, a token or a key in it left out; nil where there is none.
  var withoutSecret: String? {
    let masked = DeployPlace.withoutPassword(DeployPlace.withoutParameters(text))
    return masked == text ? nil : masked
  }

  /// `https://me:password@host` without the password, `https://token@host` without the token.
  private static func withoutPassword(_ text: String) -> String {
    text.replacing(#/(://)([^/@\s]*)@/#) { match in
      let words = match.2.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      if words.count == 2, !words[1].isEmpty { return "\(match.1)\(words[0]):…@" }
      return isToken(match.2) ? "\(match.1)…@" : String(match.0)
    }
  }

  /// Whether a name is what services of repositories give out in the place of one: long, with digits.
  private static func isToken(_ name: Substring) -> Bool {
    name.utf8.count >= 20 && name.contains(where: \.isNumber)
      || ["ghp_", "gho_", "ghs_", "github_pat_", "glpat-"].contains { name.hasPrefix($0) }
  }

  /// `:ftp,host=example.org,pass=…:www`, rclone's way of saying all of a remote, without what is secret.
  private static func withoutParameters(_ text: String) -> String {
    text.replacing(#/([,:])([a-z_]+)=("[^"]*"|'[^']*'|[^,:]*)/#) { match in
      secretParameters.contains(match.2) && !match.3.isEmpty
        ? "\(match.1)\(match.2)=…" : String(match.0)
    }
  }

  /// What rclone's backends call passwords, tokens and keys.
  private static let secretParameters: Set<Substring> = [
    "access_token", "api_key", "api_password", "auth_token", "bearer_token", "client_secret", "key",
    "key_file_pass", "key_pem", "pass", "password", "password2", "sas_url", "secret",
    "secret_access_key", "service_account_credentials", "session_token", "sse_customer_key",
    "token",
  ]
}

extension DeployTarget {
  /// What is wrong with where targets lead, as `output` and the folders of `sources` stand in the site:
  /// a deploy there would be built again, or lie among what a person writes.
  static func problems(
    _ targets: [DeployTarget], output: String, sources: [String], path: String
  ) -> [Diagnostic] {
    targets.compactMap { target in
      guard case .folder(let folder) = target.route else { return nil }
      let place = plain(folder)
      let taken = ([output] + sources).map(plain).first { isWithin(place, $0) }
      let owner = place.isEmpty ? "the site's own folder" : taken.map { "\($0)/" }
      return owner.map { owner in
        Diagnostic(
          .error, .configurationValueInvalid, path: path, range: target.range,
          "“\(target.name)” would be deployed into \(owner), which stet reads or builds",
          note: "name a folder elsewhere, such as /srv/www/paper or www")
      }
    }
  }

  /// `path` without parts that say nothing: `./output/` is `output`.
  private static func plain(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }

  private static func isWithin(_ path: String, _ folder: String) -> Bool {
    !folder.isEmpty && (path == folder || path.hasPrefix(folder + "/"))
  }
}
