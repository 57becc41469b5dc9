import Foundation

/// The addresses that moved and those that are gone, as redirects.json of the output lists them.
struct HostRules: Sendable, Hashable {
  /// Where each leads, by its path as `key` writes it.
  private(set) var redirects: [String: String] = [:]
  /// Paths of what was withdrawn.
  private(set) var gone: Set<String> = []

  private struct File: Decodable {
    let redirects: [Rule]
    let gone: [Place]

    struct Rule: Decodable {
      let from: String
      let to: String
    }

    struct Place: Decodable {
      let address: String
    }
  }

  /// No rules.
  init() {}

  /// The rules that `bytes` hold; none where they are no such list.
  init(_ bytes: [UInt8]) {
    let file: File
    do {
      file = try JSONDecoder().decode(File.self, from: Data(bytes))
    } catch {
      return
    }
    for rule in file.redirects {
      if let key = HostRules.key(rule.from) { redirects[key] = rule.to }
    }
    gone = Set(file.gone.compactMap { HostRules.key($0.address) })
  }

  /// Where `path` leads now; nil where it did not move.
  func destination(of path: RequestPath) -> String? {
    redirects[path.escaped]
  }

  /// Whether what stood at `path` was withdrawn.
  func isGone(_ path: RequestPath) -> Bool {
    gone.contains(path.escaped)
  }

  private static func key(_ address: String) -> String? {
    do throws(RequestPath.Refusal) {
      return try RequestPath(address).escaped
    } catch {
      return nil
    }
  }
}
