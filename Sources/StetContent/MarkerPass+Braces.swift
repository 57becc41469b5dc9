internal import StetCore

extension MarkerPass {
  /// Reads what begins with a brace; leaves `index` where it was when it is plain text.
  mutating func brace() {
    guard index + 2 < end else { return }
    switch bytes[index + 1] {
    case UInt8(ascii: "{"): doubleBrace()
    case UInt8(ascii: "%"): tag()
    case UInt8(ascii: ":"), UInt8(ascii: "."), UInt8(ascii: "#"):
      if !isInCode { attributes() }
    default:
      // `![x](y){width=200}`: without a mark of its own only right behind a link or code.
      let isBehind = index > 0 && (bytes[index - 1] == 0x29 || bytes[index - 1] == 0x60)
      if isBehind, isLetter(bytes[index + 1]), context.dialect == .stet, !isInCode { attributes() }
    }
  }

  private mutating func doubleBrace() {
    let third = bytes[index + 2]
    if third == UInt8(ascii: "<") || third == UInt8(ascii: "%"), hasShortcodes {
      angleShortcode()
    } else if isInCode {
      return
    } else {
      switch context.dialect {
      case .jekyll, .eleventy: expression()
      case .zola: callExpression()
      case .hugo: if third != 0x20 || !hasTemplateEnd { return } else { leaveExpression() }
      case .stet, .pelican, .plain: return
      }
    }
  }

  private var hasShortcodes: Bool { context.dialect == .stet || context.dialect == .hugo }

  private var hasTemplateEnd: Bool { find("}}", from: index + 2) != nil }

  /// Where `text` stands next on the same line or the nine that follow.
  func find(_ text: StaticString, from start: Int) -> Int? {
    var reader = ByteReader(bytes, start..<min(end, start + 4096))
    while !reader.isAtEnd {
      if reader.isAt(text) { return reader.index }
      reader.index += 1
    }
    return nil
  }

  mutating func leaveExpression() {
    guard let close = find("}}", from: index + 2) else { return }
    let inside = bytes[(index + 2)..<close].drop { isSpace($0) || $0 == 0x2D }
    let name = inside.prefix { isAlphanumeric($0) || $0 == 0x2E || $0 == 0x5F }
    let filter = inside.first == 0x22 || inside.first == 0x27 ? lastFilter(inside) : nil
    let kind = filter.map { "{{ … | \($0) }}" } ?? "{{ \(String(decoding: name, as: UTF8.self)) }}"
    leave(kind, upTo: close + 2)
  }

  private func lastFilter(_ inside: ArraySlice<UInt8>) -> String? {
    guard let bar = inside.lastIndex(of: UInt8(ascii: "|")) else { return nil }
    let name = inside[(bar + 1)...].drop(while: isSpace).prefix { isAlphanumeric($0) || $0 == 0x5F }
    return String(decoding: name, as: UTF8.self)
  }

  /// `{{ site.baseurl }}`, `{{ "/x" | url }}`: an address; anything else is left.
  private mutating func expression() {
    guard let close = find("}}", from: index + 2) else { return }
    let parts = String(decoding: bytes[(index + 2)..<close], as: UTF8.self)
      .split(separator: "|", omittingEmptySubsequences: false)
      .map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    let after = close + 2
    let value = (parts.first ?? "").filter { $0 != " " || parts[0].hasPrefix("\"") }
    let filters = parts.dropFirst().map { $0.prefix { $0 != ":" && $0 != " " } }
    let isAddress = filters.allSatisfy {
      ["url", "relative_url", "absolute_url", "prepend", "escape", "uri_escape"].contains($0)
    }
    switch value {
    case "site.baseurl", "site.url", "page.baseurl":
      // In text that is no address the name is meant.
      guard after < end, bytes[after] == UInt8(ascii: "/") || filters.count > 0 else {
        if after < end, bytes[after] == UInt8(ascii: "{") || bytes[after] == UInt8(ascii: ")") {
          return replace(upTo: after, with: [])
        }
        return leaveExpression()
      }
      return replace(upTo: after, with: [])
    default: break
    }
    if isAddress, !filters.isEmpty, let text = quoted(value) {
      return replace(upTo: after, with: text.utf8)
    }
    if filters.allSatisfy({ MarkerPass.plainFilters.contains(String($0)) }),
      let text = named(value)
    {
      return replace(upTo: after, with: text.utf8)
    }
    // Liquid's way to write braces: {{ "{{" }}.
    if filters.isEmpty, let text = quoted(value), text.hasPrefix("{") {
      return mark(.literal(text), upTo: after)
    }
    leaveExpression()
  }

  /// Filters that leave a text, or an address, as it is for what becomes of it here.
  private static let plainFilters: Set<String> = [
    "url", "relative_url", "absolute_url", "escape", "uri_escape", "xml_escape", "strip", "safe",
    "markdownify", "smartify",
  ]

  /// What the front matter, or the configuration of the generator, says under `name`.
  private func named(_ name: String) -> String? {
    if let text = manuscript.context.settings.values[name] { return text }
    let own = name.hasPrefix("page.") ? String(name.dropFirst(5)) : name
    guard own != name || context.dialect == .eleventy else { return nil }
    return manuscript.values[own]
  }

  /// The text in quotes; nil when there are none around it.
  func quoted(_ text: String) -> String? {
    guard text.utf8.count >= 2, let first = text.first, first == "\"" || first == "'",
      text.last == first
    else { return nil }
    return String(text.dropFirst().dropLast())
  }

  private mutating func attributes() {
    let isBlockForm = bytes[index + 1] == UInt8(ascii: ":")
    let isRead =
      switch context.dialect {
      case .stet: true
      case .jekyll, .pelican: isBlockForm
      case .hugo, .zola: !isBlockForm
      case .eleventy, .plain: false
      }
    guard isRead, let close = bytes[index..<min(end, index + 400)].firstIndex(of: 0x7D),
      !bytes[index..<close].contains(0x0A)
    else { return }
    let inside = bytes[(index + 1)..<close]
    if isBlockForm,
      String(decoding: inside.dropFirst().drop(while: isSpace), as: UTF8.self) == "toc"
    {
      return contents(upTo: close + 1)
    }
    guard let list = AttributeList(inside) else { return }
    mark(.attributes(list), upTo: close + 1)
  }

  /// `{:toc}` of kramdown; the list item above it is there for it.
  private mutating func contents(upTo close: Int) {
    var lineStart = index
    while lineStart > 0, bytes[lineStart - 1] != 0x0A { lineStart -= 1 }
    var above = max(0, lineStart - 1)
    while above > 0, bytes[above - 1] != 0x0A { above -= 1 }
    let first = bytes[above..<max(above, lineStart)].first
    if first == UInt8(ascii: "*") || first == UInt8(ascii: "-") || first == UInt8(ascii: "1"),
      isUncopied(above)
    {
      index = above
    }
    mark(.contents, upTo: close)
  }
}
