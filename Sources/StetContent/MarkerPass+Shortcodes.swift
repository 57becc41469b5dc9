internal import StetCore

extension MarkerPass {
  /// `{{< name … >}}` or `{{% name … %}}`, with its inside where it is closed further on.
  mutating func angleShortcode() {
    let isPercent = bytes[index + 2] == UInt8(ascii: "%")
    guard let close = isPercent ? find("%}}", from: index + 3) : find(">}}", from: index + 3) else {
      guard !isInCode else { return }
      report.warning(
        .invalidShortcode, SourceRange(index, index + 3), "this shortcode is never closed")
      index += 3
      return
    }
    let after = close + 3
    var start = index + 3
    while start < close, isSpace(bytes[start]) { start += 1 }
    if start + 1 < close, bytes[start] == 0x2F, bytes[start + 1] == 0x2A {
      return unescape(after)
    }
    guard !isInCode else { return }
    var stop = close
    while stop > start, isSpace(bytes[stop - 1]) || bytes[stop - 1] == 0x2F { stop -= 1 }
    let nameEnd = bytes[start..<stop].firstIndex(where: isSpace) ?? stop
    let name = String(decoding: bytes[start..<nameEnd], as: UTF8.self)
    let arguments = nameEnd..<stop
    if name == "ref" || name == "relref" { return reference(arguments, after) }
    if name.hasPrefix("/") { return leave("{{< \(name) >}}", upTo: after) }
    let closer = closer(of: name, after: after)
    if name == "highlight", let closer {
      let language = String(
        decoding: bytes[arguments].drop(while: isSpace).prefix { isAlphanumeric($0) || $0 == 0x2B },
        as: UTF8.self)
      return replace(
        upTo: closer.upperBound, with: codeBlock(language, after..<closer.lowerBound))
    }
    guard isKnownShortcode(name) else { return leave("{{< \(name) >}}", upTo: after) }
    shortcode(
      name, argumentsIn: arguments, inner: closer.map { after..<$0.lowerBound },
      upTo: closer?.upperBound ?? after)
  }

  /// Whether the theme has a template for `name`, as far as that is known.
  func isKnownShortcode(_ name: String) -> Bool {
    guard !name.isEmpty,
      name.utf8.allSatisfy({ isAlphanumeric($0) || $0 == 0x2D || $0 == 0x5F || $0 == 0x2F })
    else { return false }
    if name == "youtube" || name == "vimeo" { return true }
    return context.shortcodeNames.map { $0.contains(name) } ?? true
  }

  /// `{{< ref "x.md" >}}`: the path of another article.
  private mutating func reference(_ arguments: Range<Int>, _ after: Int) {
    let read = readArguments(arguments, separator: 0x20)
    guard let path = read.first(where: { $0.name.isEmpty || $0.name == "path" })?.value else {
      return leave("{{< ref >}}", upTo: after)
    }
    let local = path.hasPrefix("/") ? String(path.dropFirst()) : path
    replace(upTo: after, with: ("@/" + local.replacing(" ", with: "%20")).utf8)
  }

  /// Zola's `{{ name(key="v") }}`.
  mutating func callExpression() {
    guard let close = find("}}", from: index + 2) else { return }
    let after = close + 2
    var start = index + 2
    while start < close, isSpace(bytes[start]) || bytes[start] == 0x2D { start += 1 }
    if bytes[start] == 0x2F, bytes[start + 1] == 0x2A {
      return unescape(after)
    }
    guard !isInCode else { return }
    let name = String(
      decoding: bytes[start..<close].prefix { isAlphanumeric($0) || $0 == 0x5F || $0 == 0x2D },
      as: UTF8.self)
    let rest = bytes[(start + name.utf8.count)..<close].drop(while: isSpace)
    guard rest.first == UInt8(ascii: "("), isKnownShortcode(name) || name == "get_url" else {
      return leaveExpression()
    }
    if name == "get_url",
      let path = readArguments(argumentRange(after), separator: 0x2C).first(where: {
        $0.name == "path"
      })
    {
      return replace(upTo: after, with: path.value.utf8)
    }
    shortcode(name, argumentsIn: argumentRange(after), inner: nil, upTo: after)
  }

  /// Puts a call of `name` in place of the bytes up to `close`.
  mutating func shortcode(
    _ name: String, argumentsIn range: Range<Int>, inner: Range<Int>?, upTo close: Int
  ) {
    let arguments = readArguments(range, separator: context.dialect == .zola ? 0x2C : 0x20)
    var named = arguments.filter { !$0.name.isEmpty }
    var positional = arguments.filter(\.name.isEmpty)
    var called = name
    // Players of other houses become the theme's own, which loads nothing before a click.
    if name == "youtube" || name == "vimeo", context.shortcodeNames?.contains(name) != true,
      let id = named.first(where: { $0.name == "id" }) ?? positional.first
    {
      let address =
        name == "youtube"
        ? "https://www.youtube.com/watch?v=\(id.value)" : "https://vimeo.com/\(id.value)"
      called = "embed"
      positional = []
      named = named.filter { $0.name != "id" }
      named.insert(.init(name: "url", value: address, range: id.range), at: 0)
    }
    var inside: Shortcode.Inner?
    if let inner { inside = self.inside(inner) }
    let number = prepared.shortcodes.count
    prepared.shortcodes.append(
      Shortcode(
        name: called, named: named, positional: positional, inner: inside,
        range: SourceRange(index, close)))
    mark(.shortcode(number), upTo: close)
  }

  /// What stands in `range`, between the two forms of a shortcode; its addresses and shortcodes
  /// join those of the article. Shortcodes within shortcodes within shortcodes are text.
  private mutating func inside(_ range: Range<Int>) -> Shortcode.Inner {
    let text = String(decoding: bytes[range], as: UTF8.self)
    guard manuscript.nesting < 3 else {
      var body = Body()
      body.html.appendEscaped(bytes[range])
      return Shortcode.Inner(text: text, body: body)
    }
    var inner = manuscript
    inner.nesting += 1
    inner.references = prepared.references
    inner.shortcodes = prepared.shortcodes
    let (made, madeReport) = prepare(bytes, range, as: inner, report: report)
    var writer = BodyWriter(made, options: MarkdownOptions(context), report: madeReport)
    writer.write()
    report = writer.finishedReport
    prepared.references = writer.references
    prepared.shortcodes = made.shortcodes
    prepared.wordCount += writer.setter.wordCount + made.wordCount
    join(made.unread)
    return Shortcode.Inner(text: text, body: writer.body)
  }

  /// Arguments as `key="value"`, `key=value`, `"value"` or `value`.
  func readArguments(_ range: Range<Int>, separator: UInt8) -> [Shortcode.Argument] {
    var reader = ByteReader(bytes, range)
    var found: [Shortcode.Argument] = []
    while true {
      while isSpace(reader.next) || reader.next == separator { reader.index += 1 }
      guard !reader.isAtEnd else { return found }
      let start = reader.index
      var name = ""
      let word = reader.text { isAlphanumeric($0) || $0 == 0x5F || $0 == 0x2D }
      var afterName = reader
      afterName.skipSpace()
      if !word.isEmpty, afterName.next == UInt8(ascii: "=") {
        name = word
        reader = afterName
        reader.index += 1
        reader.skipSpace()
      } else {
        reader.index = start
      }
      let quote = reader.next
      let valueStart = reader.index
      let value: String
      if quote == 0x22 || quote == 0x27 || quote == 0x60 {
        reader.index += 1
        value = quotedValue(&reader, quote)
      } else {
        value = reader.text { !isSpace($0) && $0 != separator }
      }
      if reader.index == start { reader.index += 1 }
      let place = SourceRange(min(valueStart, reader.index), reader.index)
      found.append(.init(name: name, value: value, range: place))
      guard found.count < 100 else { return found }
    }
  }

  private func quotedValue(_ reader: inout ByteReader, _ quote: UInt8) -> String {
    var text: [UInt8] = []
    while !reader.isAtEnd, reader.next != quote {
      if reader.next == 0x5C, quote != 0x60, reader.peek(1) == quote || reader.peek(1) == 0x5C {
        reader.index += 1
      }
      text.append(reader.next)
      reader.index += 1
    }
    reader.index = min(reader.index + 1, reader.end)
    return String(decoding: text, as: UTF8.self)
  }

  /// The closing form that belongs to the shortcode `name` that ends at `after`.
  private func closer(of name: String, after: Int) -> Range<Int>? {
    closers.first { $0.name == name && $0.range.lowerBound >= after }?.range
  }

  /// Every `{{< /name >}}` of the text, the first thousand.
  func findClosers(_ range: Range<Int>) -> [(name: String, range: Range<Int>)] {
    guard context.dialect == .stet || context.dialect == .hugo else { return [] }
    var found: [(name: String, range: Range<Int>)] = []
    var reader = ByteReader(bytes, range)
    while !reader.isAtEnd, found.count < 1000 {
      guard let open = bytes[reader.index..<end].firstIndex(of: UInt8(ascii: "{")) else { break }
      reader.index = open
      guard reader.take("{{<") || reader.take("{{%") else {
        reader.index = open + 1
        continue
      }
      reader.skipSpace()
      guard reader.take("/"), reader.next != 0x2A else { continue }
      reader.skipSpace()
      let name = reader.text { isAlphanumeric($0) || $0 == 0x2D || $0 == 0x5F || $0 == 0x2F }
      reader.skipSpace()
      if reader.take(">}}") || reader.take("%}}") { found.append((name, open..<reader.index)) }
    }
    return found
  }
}
