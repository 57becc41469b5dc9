import StetXML

extension MarkdownWriter {
  /// The element `index` as a block of HTML.
  mutating func kept(_ index: Int) -> [MarkdownBlock] {
    remark(.kept, index)
    let html = rawHTML(index, isInLine: false)
    return html.isEmpty ? [] : [MarkdownBlock(kind: .raw, text: html)]
  }

  /// The element `index` as HTML that stays one block: without blank lines, and without anything that
  /// stet looks for in Markdown.
  mutating func rawHTML(_ index: Int, isInLine: Bool) -> String {
    var out = ""
    var open: [Int] = []
    var at = index
    while at < tree.nodes[index].next {
      while let last = open.last, tree.nodes[last].next <= at {
        out += "</\(tree.nodes[last].name)>"
        open.removeLast()
      }
      let node = tree.nodes[at]
      switch node.kind {
      case .comment: break
      case .text: appendRaw(node.text, in: open, isInLine: isInLine, to: &out)
      case .element:
        if ["script", "style", "template"].contains(node.name) {
          remark(.leftOut, at)
          at = node.next
          continue
        }
        out += openTag(at)
        if at == index, !isInLine, !HTMLNames.beginsBlock.contains(node.name) { out += "\n" }
        if !HTMLNames.void.contains(node.name) { open.append(at) }
        noteImage(at)
      }
      at += 1
    }
    for last in open.reversed() {
      if last == index, !isInLine, !HTMLNames.beginsBlock.contains(tree.nodes[last].name),
        !out.hasSuffix("\n")
      {
        out += "\n"
      }
      out += "</\(tree.nodes[last].name)>"
    }
    return out
  }

  private mutating func noteImage(_ index: Int) {
    guard tree.nodes[index].name == "img", let source = tree.nodes[index].value("src"),
      !source.hasPrefix("data:")
    else { return }
    let address = resolved(source, against: rules.base)
    if !images.contains(address) { images.append(address) }
  }

  private func appendRaw(_ text: String, in open: [Int], isInLine: Bool, to out: inout String) {
    let isVerbatim = open.contains { ["pre", "textarea"].contains(tree.nodes[$0].name) }
    if !isVerbatim, text.allSatisfy(\.isWhitespace) {
      let mark: Character = text.contains("\n") && !isInLine ? "\n" : " "
      if out.last != "\n", out.last != " " { out.append(mark) }
      return
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "$", "{", "\\", "`", "~", "[", "*", "^", "|": out += "&#\(scalar.value);"
      case "\n" where isVerbatim: out += "&#10;"
      case " ", "\n", "\t", "\r":
        if isVerbatim || (out.last != " " && out.last != "\n") { out.append(" ") }
      case _ where scalar.isForbidden: break
      default: out.unicodeScalars.append(scalar)
      }
    }
  }

  /// The start tag of `index`, without scripts and styles, its addresses absolute.
  func openTag(_ index: Int) -> String {
    let node = tree.nodes[index]
    var out = "<\(node.name)"
    var seen: Set<String> = []
    for attribute in node.attributes where isKept(attribute) {
      guard seen.insert(attribute.name).inserted else { continue }
      out += " " + attribute.name
      var value = attribute.value
      if HTMLNames.addresses.contains(attribute.name) {
        value = resolved(value, against: rules.base)
      } else if attribute.name == "srcset" {
        value = resolvedSet(value)
      }
      if value.isEmpty, isTruth(attribute.name) { continue }
      out += "=\"\(attributeText(value))\""
    }
    return out + ">"
  }

  private func isTruth(_ name: String) -> Bool {
    [
      "controls", "autoplay", "loop", "muted", "open", "checked", "disabled", "allowfullscreen",
      "async", "defer", "hidden", "required", "selected", "reversed", "playsinline",
    ].contains(name)
  }

  private func isKept(_ attribute: HTMLTree.Attribute) -> Bool {
    guard !attribute.name.hasPrefix("on"), attribute.name != "style",
      attribute.name.unicodeScalars.allSatisfy({
        $0.isASCIIWord || $0 == "-" || $0 == "_" || $0 == ":"
      })
    else { return false }
    let value = attribute.value.filter { !$0.isWhitespace }.lowercased()
    return !value.hasPrefix("javascript:") && !value.hasPrefix("vbscript:")
  }

  /// Each address of a `srcset` made absolute.
  private func resolvedSet(_ set: String) -> String {
    set.split(separator: ",").map { candidate in
      let parts = candidate.split { $0.isWhitespace }.map(String.init)
      guard let first = parts.first else { return "" }
      return ([resolved(first, against: rules.base)] + parts.dropFirst()).joined(separator: " ")
    }.joined(separator: ", ")
  }

  /// `value` between double quotes, in one line.
  func attributeText(_ value: String) -> String {
    var out = ""
    for scalar in value.unicodeScalars where !scalar.isForbidden {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "$", "{", "\\", "`", "|": out += "&#\(scalar.value);"
      case "\n", "\r", "\t": out += " "
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
