import StetCore

/// A text as WordPress keeps it, its shortcodes turned into HTML; those that only a plugin knows stay
/// visible, and are reported.
///
/// It has as many lines as before, so that what comes after is found where the export has it.
func wordPressText(
  _ text: String, attachments: [Int: ExportAttachment]
) -> (html: String, unknown: [UnknownShortcode]) {
  var out = ""
  var lines = 0
  var unknown: [UnknownShortcode] = []
  // Names whose closing form does not stand in the rest, so that none is looked for again.
  var unclosed: Set<String> = []
  var rest = text[...]
  while let open = rest.firstIndex(of: "[") {
    out += rest[..<open]
    lines += lineCount(rest[..<open])
    rest = rest[open...]
    guard let call = ShortcodeCall(rest, &unclosed) else {
      out += "["
      rest = rest.dropFirst()
      continue
    }
    guard let html = call.html(attachments) else {
      if call.isLikely { note(call.name, line: lines, in: &unknown) }
      out += "["
      rest = rest.dropFirst()
      continue
    }
    let count = lineCount(rest[..<call.end])
    let missing = max(0, count - lineCount(html[...]))
    out += html + (missing > 0 ? "<!--\(String(repeating: "\n", count: missing))-->" : "")
    lines += count
    rest = rest[call.end...]
  }
  return (out + rest, unknown)
}

/// A shortcode that stays visible: what it is called, how often it stands there, and how many line
/// ends stand before the first.
struct UnknownShortcode: Sendable, Hashable {
  let name: String
  var count: Int
  let line: Int
}

private func note(_ name: String, line: Int, in unknown: inout [UnknownShortcode]) {
  if let place = unknown.firstIndex(where: { $0.name == name }) {
    unknown[place].count += 1
  } else if unknown.count < 100 {
    unknown.append(UnknownShortcode(name: name, count: 1, line: line))
  }
}

private func lineCount(_ text: Substring) -> Int {
  text.utf8.count { $0 == 0x0A }
}

/// A shortcode of WordPress at the front of a text: `[caption width="300"]…[/caption]`.
private struct ShortcodeCall {
  let name: String
  let attributes: [(name: String, value: String)]
  /// What stands between it and its closing form; nil where there is none.
  let inside: Substring?
  /// Where what follows it begins.
  let end: Substring.Index

  init?(_ text: Substring, _ unclosed: inout Set<String>) {
    let inner = text.dropFirst()
    let name = inner.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }
    guard let first = name.first, first.isLetter,
      let close = ShortcodeCall.close(of: inner.dropFirst(name.count)), inner[close] == "]"
    else { return nil }
    let afterName = inner[name.endIndex..<close]
    guard afterName.isEmpty || afterName.first == " " || afterName.first == "/" else { return nil }
    self.name = String(name)
    attributes = ShortcodeCall.attributes(in: afterName)
    let after = inner.index(after: close)
    let isOwn = ShortcodeCall.own.contains(self.name)
    var closing: Range<Substring.Index>?
    if !unclosed.contains(self.name), isOwn || unclosed.count < 50 {
      let room = isOwn ? inner[after...] : Substring(inner[after...].utf8.prefix(4000))
      closing = room.firstRange(of: "[/\(name)]")
      if closing == nil { unclosed.insert(self.name) }
    }
    inside = closing.map { inner[after..<$0.lowerBound] }
    end = closing?.upperBound ?? after
  }

  /// Those that WordPress brings along, and those of its older plugins for code.
  private static let own: Set<String> = [
    "caption", "wp_caption", "gallery", "playlist", "embed", "audio", "video", "youtube", "vimeo",
    "code", "sourcecode", "php", "html", "css", "javascript", "python", "ruby", "bash",
  ]

  /// Where the bracket stands that ends the tag; attributes may hold some in quotes.
  private static func close(of text: Substring) -> Substring.Index? {
    var quote: Character?
    for index in text.prefix(2000).indices {
      let character = text[index]
      if character == quote {
        quote = nil
      } else if quote == nil {
        if character == "\"" || character == "'" { quote = character }
        if character == "]" || character == "[" { return character == "]" ? index : nil }
        if character == "\n" { return nil }
      }
    }
    return nil
  }

  private static func attributes(in text: Substring) -> [(name: String, value: String)] {
    var found: [(name: String, value: String)] = []
    var rest = text
    while true {
      rest = rest.drop { $0 == " " || $0 == "/" }
      let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
      guard !name.isEmpty else { return found }
      rest = rest.dropFirst(name.count)
      guard rest.first == "=" else { continue }
      rest = rest.dropFirst()
      if let quote = rest.first, quote == "\"" || quote == "'" {
        let value = rest.dropFirst().prefix { $0 != quote }
        found.append((name.lowercased(), String(value)))
        rest = rest.dropFirst(value.count + 2)
      } else {
        let value = rest.prefix { $0 != " " }
        found.append((name.lowercased(), String(value)))
        rest = rest.dropFirst(value.count)
      }
    }
  }

  private func value(_ name: String) -> String? {
    attributes.first { $0.name == name }?.value
  }

  /// Whether it is a shortcode rather than a word in brackets.
  var isLikely: Bool { !attributes.isEmpty || inside != nil }

  /// The HTML that WordPress makes of it; nil for one that is not its own.
  func html(_ attachments: [Int: ExportAttachment]) -> String? {
    switch name {
    case "caption", "wp_caption": inside.map(figure)
    case "gallery", "playlist": gallery(attachments)
    case "embed": inside.map { link(String($0)) }
    case "audio", "video":
      ["src", "mp3", "mp4", "m4a", "ogg", "webm", "m4v"].lazy.compactMap { value($0) }.first
        .map { "<\(name) src=\"\(escaped($0))\" controls></\(name)>" }
    case "youtube", "vimeo": inside.map { link(String($0)) }
    case "code", "sourcecode", "php", "html", "css", "javascript", "python", "ruby", "bash":
      inside.map(code)
    default: nil
    }
  }

  private func link(_ address: String) -> String {
    let address = address.trimmingPrefix { $0.isWhitespace }.prefix { !$0.isWhitespace }
    return "<p><a href=\"\(escaped(String(address)))\">\(escaped(String(address)))</a></p>"
  }

  private func figure(_ inside: Substring) -> String {
    var image = inside[...]
    var words = ""
    // The image, with the link around it, comes first; the words behind it are the caption.
    if let end = inside.firstRange(of: "</a>") ?? inside.firstRange(of: "/>")
      ?? inside.firstRange(of: ">")
    {
      image = inside[..<end.upperBound]
      words = String(inside[end.upperBound...])
    }
    if let caption = value("caption") { words = caption }
    let line = words.split { $0.isWhitespace }.joined(separator: " ")
    let caption = line.isEmpty ? "" : "<figcaption>\(line)</figcaption>"
    return "<figure>\(image)\(caption)</figure>"
  }

  private func gallery(_ attachments: [Int: ExportAttachment]) -> String? {
    guard name == "gallery", let ids = value("ids") ?? value("include") else { return nil }
    let shown = ids.split(separator: ",").compactMap {
      Int($0.filter { $0 != " " }).flatMap { attachments[$0] }
    }
    guard !shown.isEmpty else { return nil }
    return shown.map { image in
      let caption = image.caption.map { "<figcaption>\(escaped($0))</figcaption>" } ?? ""
      let tag = "<img src=\"\(escaped(image.address))\" alt=\"\(escaped(image.alt ?? ""))\">"
      return "<figure>\(tag)\(caption)</figure>"
    }.joined()
  }

  private func code(_ inside: Substring) -> String {
    let language =
      name == "code" || name == "sourcecode" ? value("language") ?? value("lang") : name
    let mark = language.map { " class=\"language-\(escaped($0))\"" } ?? ""
    // Editors escape what stands in it, or do not.
    let text = inside.contains("&lt;") ? String(inside) : escaped(String(inside))
    return "<pre><code\(mark)>\(text)</code></pre>"
  }

  private func escaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.appendEscaped(text)
    return String(decoding: bytes, as: UTF8.self)
  }
}
