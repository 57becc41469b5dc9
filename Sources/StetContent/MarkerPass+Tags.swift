internal import StetCore

extension MarkerPass {
  /// `{% … %}` of Liquid, Nunjucks and Tera.
  mutating func tag() {
    guard context.dialect != .stet, context.dialect != .plain, context.dialect != .pelican else {
      return
    }
    guard let close = find("%}", from: index + 2) else { return }
    let after = close + 2
    var inside = bytes[(index + 2)..<close]
    inside = inside.drop { isSpace($0) || $0 == 0x2D }
    while let last = inside.last, isSpace(last) || last == 0x2D { inside.removeLast() }
    let name = String(
      decoding: inside.prefix { isAlphanumeric($0) || $0 == 0x5F || $0 == 0x2F || $0 == 0x2A },
      as: UTF8.self)
    let rest = String(
      decoding: inside.dropFirst(name.utf8.count).drop(while: isSpace), as: UTF8.self)
    if context.dialect == .zola { return zolaTag(name, rest, after) }
    if name == "raw" { return raw(after) }
    guard !isInCode else { return }
    switch name {
    case "highlight": highlight(rest, after)
    case "post_url", "link": replace(upTo: after, with: target(name, rest).utf8)
    case "comment": comment(after)
    case "image" where context.dialect == .eleventy, "image_with_class":
      image(name, rest, after)
    case "": break
    case _ where MarkerPass.belongsToOpener(name) && !prepared.unread.isEmpty: index = after
    default: leave("{% \(name) %}", upTo: after)
    }
  }

  /// Whether the tag `name` only goes on with one that stands before it.
  private static func belongsToOpener(_ name: String) -> Bool {
    name.hasPrefix("end") || ["else", "elsif", "elseif", "elif", "when"].contains(name)
  }

  /// The path from the content folder that `post_url` or `link` names.
  private func target(_ name: String, _ rest: String) -> String {
    let path = quoted(rest) ?? rest
    let local = path.hasPrefix("/") ? String(path.dropFirst()) : path
    guard name == "post_url" else { return "@/" + local }
    guard let slash = local.lastIndex(of: "/") else { return "@/_posts/" + local }
    return "@/\(local[..<slash])/_posts/\(local[local.index(after: slash)...])"
  }

  /// Drops `{% raw %}` and its end; what stands between is text.
  private mutating func raw(_ after: Int) {
    let closing = findTag("endraw", from: after)
    replace(upTo: after, with: [])
    guard let closing else { return }
    index = closing.lowerBound
    replace(upTo: closing.upperBound, with: [])
  }

  /// Where `{% name %}` stands next.
  private mutating func findTag(_ name: String, from start: Int) -> Range<Int>? {
    guard !missingTags.contains(name) else { return nil }
    let wanted = Array(name.utf8)
    var at = start
    while let open = bytes[at..<end].firstIndex(of: UInt8(ascii: "{")) {
      at = open + 1
      guard at < end, bytes[at] == UInt8(ascii: "%") else { continue }
      var inside = at + 1
      while inside < end, isSpace(bytes[inside]) || bytes[inside] == 0x2D { inside += 1 }
      guard inside + wanted.count <= end,
        bytes[inside..<inside + wanted.count].elementsEqual(wanted),
        let close = find("%}", from: inside)
      else { continue }
      return open..<close + 2
    }
    missingTags.insert(name)
    return nil
  }

  private mutating func comment(_ after: Int) {
    guard let closing = findTag("endcomment", from: after) else {
      return leave("{% comment %}", upTo: after)
    }
    replace(upTo: closing.upperBound, with: [])
  }

  /// `{% highlight ruby %}`: a block of code.
  private mutating func highlight(_ rest: String, _ after: Int) {
    guard let closing = findTag("endhighlight", from: after) else {
      return leave("{% highlight %}", upTo: after)
    }
    let language = rest.prefix { $0 != " " }
    replace(upTo: closing.upperBound, with: codeBlock(String(language), after..<closing.lowerBound))
  }

  /// A fenced code block with the bytes of `range`.
  func codeBlock(_ language: String, _ range: Range<Int>) -> [UInt8] {
    var code = bytes[range]
    if let first = code.firstIndex(where: { $0 != 0x20 && $0 != 0x0D }), code[first] == 0x0A {
      code = code[(first + 1)...]
    }
    while let last = code.last, isSpace(last) { code.removeLast() }
    var longest = 2
    var run = 0
    for byte in code {
      run = byte == 0x60 ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = [UInt8](repeating: 0x60, count: longest + 1)
    return [0x0A] + fence + Array(language.utf8) + [0x0A] + code + [0x0A] + fence + [0x0A]
  }

  /// `{% image "src" "alt" %}` as sites with Eleventy's image plugin define it.
  private mutating func image(_ name: String, _ rest: String, _ after: Int) {
    let texts = quotedTexts(rest)
    guard let source = texts.first else { return leave("{% \(name) %}", upTo: after) }
    // Without words for it a picture is decoration.
    let alt = texts.count > 1 ? texts[name == "image" ? 1 : min(2, texts.count - 1)] : ""
    let isAbsolute = source.contains("://") || source.hasPrefix("/") || source.hasPrefix(".")
    let address = (isAbsolute ? "" : "/") + source
    // A line of HTML would take in the line below it, often a caption.
    if isParagraphStart, !address.contains(where: { "<>\n".contains($0) }) {
      let words = alt.filter { !$0.isNewline }.replacing("\\", with: "\\\\")
        .replacing("[", with: "\\[").replacing("]", with: "\\]")
      return replace(upTo: after, with: "![\(words)](<\(address)>)".utf8)
    }
    // As raw HTML it is an image both in text and inside other raw HTML.
    var tag = Array("<img src=\"".utf8)
    tag.appendEscaped(Array(address.utf8)[...])
    tag.append("\" alt=\"")
    tag.appendEscaped(Array(alt.filter { !$0.isNewline }.utf8)[...])
    tag.append("\">")
    replace(upTo: after, with: tag)
  }

  /// Whether nothing but a blank line, or the front matter, stands before the next byte.
  private var isParagraphStart: Bool {
    let before = bytes[..<index].suffix(256)
    guard let feed = before.lastIndex(of: 0x0A) else { return index == 0 }
    guard before[(feed + 1)...].allSatisfy({ $0 == 0x20 }), index - feed <= 4 else { return false }
    let above = before[..<feed].drop { $0 == 0x0D }.last { $0 != 0x0D && $0 != 0x20 }
    return above == nil || above == 0x0A || feed < start
  }

  /// The texts in quotes of `text`, in order.
  func quotedTexts(_ text: String) -> [String] {
    var texts: [String] = []
    var reader = ByteReader(Array(text.utf8), 0..<text.utf8.count)
    while !reader.isAtEnd {
      let quote = reader.next
      reader.index += 1
      guard quote == 0x22 || quote == 0x27 else { continue }
      texts.append(reader.text { $0 != quote })
      reader.index += 1
    }
    return texts
  }

  /// Zola: `{% name(key="v") %}…{% end %}`.
  private mutating func zolaTag(_ name: String, _ rest: String, _ after: Int) {
    if name.hasPrefix("/*") { return unescape(after) }
    guard !isInCode, !name.isEmpty, name != "end" else { return }
    guard rest.hasPrefix("("), rest.hasSuffix(")"), let closing = findTag("end", from: after),
      isKnownShortcode(name)
    else { return leave("{% \(name) %}", upTo: after) }
    shortcode(
      name, argumentsIn: argumentRange(after), inner: after..<closing.lowerBound,
      upTo: closing.upperBound)
  }

  /// The bytes between the parentheses of the call that ends before `after`.
  func argumentRange(_ after: Int) -> Range<Int> {
    let open = bytes[index..<after].firstIndex(of: UInt8(ascii: "(")) ?? after
    let close = bytes[open..<after].lastIndex(of: UInt8(ascii: ")")) ?? after
    return min(open + 1, close)..<close
  }

  /// `{{/* x */}}` stands for `{{ x }}` as text.
  mutating func unescape(_ after: Int) {
    let whole = bytes[index..<after]
    guard let first = whole.firstIndex(of: UInt8(ascii: "*")),
      let last = whole.lastIndex(of: UInt8(ascii: "*")), first < last,
      bytes[first - 1] == 0x2F, last + 1 < after, bytes[last + 1] == 0x2F
    else {
      index = after
      return
    }
    let text =
      bytes[index..<first - 1] + bytes[(first + 1)..<last] + bytes[(last + 2)..<after]
    mark(.literal(String(decoding: text, as: UTF8.self)), upTo: after)
  }
}
