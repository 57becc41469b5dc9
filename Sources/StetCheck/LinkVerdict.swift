import StetCore

/// What is known of an address of another site.
package enum LinkVerdict: Sendable, Hashable {
  case well
  /// For good, to another address (RFC 9110 §15.4.2, §15.4.9).
  case moved(to: String)
  /// Readers find nothing there.
  case broken(String)
  /// A machine cannot tell: it was refused, asked to come later, or kept waiting.
  case unsure(String)

  /// The word that links.lock has for it.
  var name: String {
    switch self {
    case .well: "well"
    case .moved: "moved"
    case .broken: "broken"
    case .unsure: "unsure"
    }
  }

  /// What goes with the word; empty where nothing does.
  var detail: String {
    switch self {
    case .well: ""
    case .moved(let text), .broken(let text), .unsure(let text): text
    }
  }

  init?(name: some StringProtocol, detail: String) {
    switch name {
    case "well": self = .well
    case "moved": self = .moved(to: detail)
    case "broken": self = .broken(detail)
    case "unsure": self = .unsure(detail)
    default: return nil
    }
  }

  /// The verdict on an answer that leads nowhere else. What refuses machines is not called broken.
  package init(status: Int) {
    self =
      switch status {
      case 200..<300: .well
      case 404: .broken("404, not found")
      case 410: .broken("410, gone")
      case 401, 403, 407, 451: .unsure("\(status), machines are refused")
      case 429: .unsure("429, asked too often")
      case 500...: .unsure("\(status), the server failed")
      default: .unsure("\(status)")
      }
  }
}

/// What was found of addresses of other sites, and when: links.lock, a line an address.
package struct LinkLedger: Sendable {
  /// One address, as it was last found.
  package struct Entry: Sendable, Hashable {
    package let address: String
    /// The day it was asked, `2026-01-31`.
    package let day: String
    package let verdict: LinkVerdict

    /// What was found at `address` on `day`.
    package init(address: String, day: String, verdict: LinkVerdict) {
      self.address = address
      self.day = day
      self.verdict = verdict
    }
  }

  package private(set) var entries: [String: Entry] = [:]
  /// From the site's root.
  package static let path = "links.lock"

  package init() {}

  /// What `bytes` keep; lines of another form are passed over.
  package init(_ bytes: [UInt8]) {
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 3)
      guard parts.count >= 3, !line.hasPrefix("#"),
        let verdict = LinkVerdict(
          name: parts[1], detail: parts.count > 3 ? String(parts[3]) : "")
      else { continue }
      let address = String(parts[2])
      entries[address] = Entry(address: address, day: String(parts[0]), verdict: verdict)
    }
  }

  /// The lines in the order of the addresses, so that a change shows where it is.
  package var bytes: [UInt8] {
    var text = "# Links to other sites: when each was asked, and what was found.\n"
    for address in entries.keys.sorted() {
      guard let entry = entries[address] else { continue }
      let detail = entry.verdict.detail
      text += "\(entry.day) \(entry.verdict.name) \(address)\(detail.isEmpty ? "" : " " + detail)\n"
    }
    return Array(text.utf8)
  }

  /// Keeps `found`, and of the rest only the addresses that are still `linked`.
  package mutating func keep(_ found: [Entry], linked: Set<String>) {
    for entry in found { entries[entry.address] = entry }
    entries = entries.filter { linked.contains($0.key) }
  }

  /// Whether the address was well when it was last asked, or moved.
  package func isSettled(_ address: String) -> Bool {
    switch entries[address]?.verdict {
    case .well, .moved: true
    default: false
    }
  }
}

/// What a host lets programs fetch (RFC 9309).
package struct RobotRules: Sendable {
  private var rules: [(path: String, isAllowed: Bool)] = []

  /// The rules of `bytes`, a robots.txt, for the program called `agent`.
  package init(_ bytes: [UInt8], agent: String) {
    var own: [(path: String, isAllowed: Bool)] = []
    var others: [(path: String, isAllowed: Bool)] = []
    var hasOwn = false
    var (isOwn, isAll, isNaming) = (false, false, false)
    for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
      let text = line.prefix { $0 != "#" }
      let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { continue }
      let name = parts[0].filter { $0 != " " && $0 != "\t" }.lowercased()
      let value = String(
        parts[1].drop { $0 == " " || $0 == "\t" }.prefix { $0 != " " && $0 != "\t" })
      switch name {
      case "user-agent":
        if !isNaming { (isOwn, isAll) = (false, false) }
        isNaming = true
        if value == "*" { isAll = true }
        if value.lowercased() == agent.lowercased() { (isOwn, hasOwn) = (true, true) }
      case "allow", "disallow":
        isNaming = false
        if value.isEmpty { continue }
        if isOwn { own.append((value, name == "allow")) }
        if isAll { others.append((value, name == "allow")) }
      default: continue
      }
    }
    rules = hasOwn ? own : others
  }

  /// Whether the path, with its query, may be fetched: the longest rule that fits decides.
  package func allow(_ path: String) -> Bool {
    var best: (length: Int, isAllowed: Bool) = (-1, true)
    for rule in rules {
      let isWhole = rule.path.hasSuffix("$")
      let pattern = isWhole ? String(rule.path.dropLast()) : rule.path + "*"
      let length = rule.path.utf8.count
      guard matches(path, pattern) else { continue }
      if length > best.length || length == best.length && rule.isAllowed {
        best = (length, rule.isAllowed)
      }
    }
    return best.isAllowed
  }
}

extension CheckedSite {
  /// What is to be said of links to other sites, in each article that has them; `entries` are those
  /// that were found out.
  package func linkFindings(_ entries: [String: LinkLedger.Entry]) -> [Diagnostic] {
    let told = Set(entries.filter { $0.value.verdict != .well }.keys)
    let found = writings(of: told).compactMap { link -> SiteFinding? in
      guard let entry = entries[link.address] else { return nil }
      let made: (Diagnostic.Severity, Diagnostic.Code, String, String?)
      switch entry.verdict {
      case .well: return nil
      case .moved(let target):
        made = (
          .info, .linkMoved, "“\(link.address)” moved for good", "it is now at \(target)"
        )
      case .broken(let reason):
        made = (
          .error, .linkBroken, "“\(link.address)” is broken: \(reason)",
          "an archived copy may be at https://web.archive.org/web/\(link.address)"
        )
      case .unsure(let reason):
        made = (
          .info, .linkUnsure, "“\(link.address)” could not be judged: \(reason)",
          "open it in a browser; a host that refuses programs may show it to readers"
        )
      }
      return SiteFinding(
        Diagnostic(made.0, made.1, path: link.path, range: link.range, made.2, note: made.3),
        address: link.address)
    }
    return passing(found, isVainTold: false)
  }
}
