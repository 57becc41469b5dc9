internal import StetCore

/// HTML that was made apart from a body: what a theme prints for a shortcode.
package struct PrintedMarkup: Sendable {
  private let html: [UInt8]

  /// The HTML `html`.
  package init(_ html: [UInt8]) {
    self.html = html
  }

  /// The HTML for a feed: every address replaced, and without what feeds leave out: scripts, styles,
  /// forms, drawings, comments, event handlers. A frame becomes a link.
  package func forFeed(_ replacement: (String) -> String) -> [UInt8] {
    var made: [UInt8] = []
    made.reserveCapacity(html.count + html.count / 4)
    var index = 0
    // The element that is being left out, and how many of its name are open.
    var left: (name: String, depth: Int)?
    while index < html.count {
      let tag = HTMLTag(html, at: index, end: html.count)
      index = tag.range.upperBound
      if let (name, depth) = left {
        if tag.kind == .close, tag.name == name { left = depth == 1 ? nil : (name, depth - 1) }
        if tag.kind == .open, tag.name == name, !tag.isSelfClosing { left = (name, depth + 1) }
        continue
      }
      switch tag.kind {
      case .text, .close: made.append(contentsOf: html[tag.range])
      case .comment, .declaration: break
      case .open where HTMLElements.omitted.contains(tag.name):
        if tag.name == "iframe" { appendLink(for: tag, to: &made, replacement) }
        let isEmpty = HTMLElements.void.contains(tag.name) || tag.isSelfClosing
        if !isEmpty { left = (tag.name, 1) }
      case .open: append(tag, to: &made, replacement)
      }
    }
    return made
  }

  private func append(
    _ tag: HTMLTag, to made: inout [UInt8], _ replacement: (String) -> String
  ) {
    var position = tag.range.lowerBound
    for attribute in tag.attributes {
      let name = HTMLTag.lowercased(html[attribute.name])
      if name == "style" || name.hasPrefix("on") {
        made.append(contentsOf: html[position..<attribute.whole.lowerBound])
        position = attribute.whole.upperBound
        continue
      }
      guard attribute.hasValue, !attribute.value.isEmpty,
        ["href", "src", "srcset", "poster", "cite"].contains(name)
      else { continue }
      let value = String(decoding: unescaped(html[attribute.value]), as: UTF8.self)
      let isShown = name != "href" && name != "cite"
      if runsCode(value.utf8, isShown: isShown) {
        made.append(contentsOf: html[position..<attribute.whole.lowerBound])
        position = attribute.whole.upperBound
        continue
      }
      made.append(contentsOf: html[position..<attribute.name.upperBound])
      made.append(contentsOf: "=\"".utf8)
      made.appendEscaped(
        name == "srcset" ? sourceSet(value, replacement) : replaced(value, replacement))
      made.append(0x22)
      position = attribute.whole.upperBound
    }
    made.append(contentsOf: html[position..<tag.range.upperBound])
  }

  private func replaced(_ address: String, _ replacement: (String) -> String) -> String {
    ["data:", "javascript:", "about:"].contains { address.lowercased().hasPrefix($0) }
      ? address : replacement(address)
  }

  private func sourceSet(_ value: String, _ replacement: (String) -> String) -> String {
    value.split(separator: ",").map { candidate in
      let parts = candidate.split(whereSeparator: \.isWhitespace)
      guard let address = parts.first else { return "" }
      return ([replaced(String(address), replacement)] + parts.dropFirst().map(String.init))
        .joined(separator: " ")
    }.joined(separator: ", ")
  }

  private func appendLink(
    for tag: HTMLTag, to made: inout [UInt8], _ replacement: (String) -> String
  ) {
    guard let source = value(of: "src", in: tag), !source.isEmpty,
      !runsCode(source.utf8, isShown: false)
    else { return }
    made.append(contentsOf: "<a href=\"".utf8)
    made.appendEscaped(replaced(source, replacement))
    made.append(contentsOf: "\">".utf8)
    made.appendEscaped(value(of: "title", in: tag) ?? source)
    made.append(contentsOf: "</a>".utf8)
  }

  private func value(of name: String, in tag: HTMLTag) -> String? {
    tag.attributes.first { HTMLTag.lowercased(html[$0.name]) == name }
      .map { String(decoding: unescaped(html[$0.value]), as: UTF8.self) }
  }
}
