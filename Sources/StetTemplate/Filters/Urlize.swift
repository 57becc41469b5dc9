import StetCore

extension Renderer {
  /// `text`, which is escaped already, with the addresses in it as links.
  mutating func linked(_ text: Text, _ places: Places) throws(Failure) -> Text {
    let limit = places[0].flatMap { $0 == .none ? nil : $0.wholeNumber }
    var relations = Set(try optional(places, 3).split(separator: " ").map(String.init))
    if try truth(places, 1, false) { relations.insert("nofollow") }
    relations.insert("noopener")
    let target = try optional(places, 2)
    var attributes = " rel=\"\(escapedText(relations.sorted().joined(separator: " ")))\""
    if !target.isEmpty { attributes += " target=\"\(escapedText(target))\"" }
    var schemes: [String] = []
    if case .list(let items) = places[4] ?? .none { schemes = items.map(\.printed) }
    var made = ""
    for (word, isGap) in runs(text.string) {
      made += isGap ? word : linked(word, attributes, limit, schemes)
    }
    return Text(made)
  }

  private mutating func optional(_ places: Places, _ place: Int) throws(Failure) -> String {
    guard let value = places[place], value != .none else { return "" }
    return try printed(value).string
  }

  private func escapedText(_ text: String) -> String { escaped(Text(text)).string }

  private func runs(_ text: String) -> [(String, Bool)] {
    var runs: [(String, Bool)] = []
    for scalar in text.unicodeScalars {
      let isGap = scalar.isPythonSpace
      if let last = runs.last, last.1 == isGap {
        runs[runs.count - 1].0.unicodeScalars.append(scalar)
      } else {
        runs.append((String(scalar), isGap))
      }
    }
    return runs
  }

  private func linked(
    _ word: String, _ attributes: String, _ limit: Int?, _ schemes: [String]
  ) -> String {
    var (head, middle, tail) = parted(word)
    balance(&middle, &tail)
    let shown =
      limit.map { max in
        middle.unicodeScalars.count > max
          ? String(String.UnicodeScalarView(middle.unicodeScalars.prefix(max))) + "..." : middle
      } ?? middle
    if AddressScan.isWeb(middle) {
      let hasScheme = middle.hasPrefix("https://") || middle.hasPrefix("http://")
      let address = hasScheme ? middle : "https://" + middle
      middle = "<a href=\"\(address)\"\(attributes)>\(shown)</a>"
    } else if middle.hasPrefix("mailto:"), AddressScan.isMail(String(middle.dropFirst(7))) {
      middle = "<a href=\"\(middle)\">\(middle.dropFirst(7))</a>"
    } else if middle.contains("@"), !middle.hasPrefix("www."), !middle.hasPrefix("@"),
      !middle.contains(":"), AddressScan.isMail(middle)
    {
      middle = "<a href=\"mailto:\(middle)\">\(middle)</a>"
    } else if let scheme = schemes.first(where: { middle.hasPrefix($0) }), middle != scheme {
      middle = "<a href=\"\(middle)\"\(attributes)>\(middle)</a>"
    }
    head += middle
    return head + tail
  }

  /// The brackets before a word, the word, and the punctuation after it.
  private func parted(_ word: String) -> (String, String, String) {
    var (head, middle, tail) = ("", word, "")
    var isMoving = true
    while isMoving {
      isMoving = false
      for sign in ["(", "<", "&lt;"] where middle.hasPrefix(sign) {
        head += sign
        middle.removeFirst(sign.count)
        isMoving = true
      }
    }
    isMoving = true
    while isMoving {
      isMoving = false
      for sign in [")", ">", ".", ",", "\n", "&gt;"] where middle.hasSuffix(sign) {
        tail = sign + tail
        middle.removeLast(sign.count)
        isMoving = true
      }
    }
    return (head, middle, tail)
  }

  /// Gives back to `middle` the closing brackets that its opening ones lack.
  private func balance(_ middle: inout String, _ tail: inout String) {
    for (open, close) in [("(", ")"), ("<", ">"), ("&lt;", "&gt;")] {
      let opened = middle.count(of: open)
      guard opened > middle.count(of: close) else { continue }
      for _ in 0..<min(opened, tail.count(of: close)) {
        guard let range = tail.firstRange(of: close) else { break }
        middle += tail[..<range.upperBound]
        tail = String(tail[range.upperBound...])
      }
    }
  }
}

extension String {
  /// How often `part` stands in the text.
  fileprivate func count(of part: String) -> Int { ranges(of: part).count }
}

/// What looks like an address in running text, by Jinja's rules.
enum AddressScan {
  private static let domains: Set<String> = [
    "com", "net", "int", "edu", "gov", "org", "info", "mil",
  ]

  /// Whether `text` is the address of a page: `https://…`, `www.…`, or a well-known domain.
  static func isWeb(_ text: String) -> Bool {
    var rest = text[...]
    var hasScheme = false
    for scheme in ["https://", "http://"] where rest.lowercased().hasPrefix(scheme) {
      rest = rest.dropFirst(scheme.count)
      hasScheme = true
    }
    let isWWW = !hasScheme && rest.lowercased().hasPrefix("www.")
    if isWWW { rest = rest.dropFirst(4) }
    let end = rest.firstIndex { $0 == ":" || $0 == "/" || $0 == "?" || $0 == "#" } ?? rest.endIndex
    let host = rest[..<end]
    guard isPort(rest[end...]) else { return false }
    if hasScheme, isNumeric(host) { return true }
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    guard let top = labels.last?.lowercased(), labels.dropLast().allSatisfy(isLabel) else {
      return false
    }
    if hasScheme || isWWW {
      if top.hasPrefix("xn--") { return (2...59).contains(top.dropFirst(4).count) }
      return (2...63).contains(top.count)
        && top.unicodeScalars.allSatisfy { ("a"..."z").contains($0) }
    }
    return labels.count > 1 && domains.contains(top)
      && labels.dropLast().allSatisfy { (2...63).contains($0.count) }
  }

  private static func isLabel(_ label: Substring) -> Bool {
    !label.isEmpty && label.unicodeScalars.allSatisfy { $0.isWord || $0 == "-" || $0 == "%" }
  }

  private static func isNumeric(_ host: Substring) -> Bool {
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        (1...3).contains(part.count) && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
      }
  }

  private static func isPort(_ rest: Substring) -> Bool {
    guard rest.hasPrefix(":") else { return true }
    let digits = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
    let after = rest.dropFirst(1 + digits.count)
    return (1...5).contains(digits.count)
      && (after.isEmpty || ["/", "?", "#"].contains(after.first))
  }

  /// Whether `text` is the address of a mailbox.
  static func isMail(_ text: String) -> Bool {
    guard let at = text.lastIndex(of: "@"), at > text.startIndex else { return false }
    let domain = text[text.index(after: at)...]
    guard let dot = domain.lastIndex(of: "."), dot > domain.startIndex else { return false }
    let top = domain[domain.index(after: dot)...]
    let name = domain[..<dot]
    return !top.isEmpty && top.unicodeScalars.allSatisfy(\.isWord)
      && (name.unicodeScalars.first?.isWord ?? false)
      && name.unicodeScalars.allSatisfy { $0.isWord || $0 == "." || $0 == "-" }
  }
}
