import StetCore
import StetXML

extension Examination {
  /// Judges a text construct (RFC 4287 §3.1); returns what it says, markup included.
  mutating func judgeTextConstruct(_ tree: XMLTree, _ node: Int, _ name: String) -> String {
    judgeAttributes(tree, node, allowed: ["type"])
    let offset = tree.nodes[node].offset
    let type = tree.value("type", of: node) ?? "text"
    let place = "<\(name)>"
    let bytes = tree.textBytes(of: node)
    let text = String(decoding: bytes, as: UTF8.self)
    switch type {
    case "text":
      judgeNoElements(tree, node, place)
      judgePlainText(bytes, at: offset, in: place)
    case "html":
      judgeNoElements(tree, node, place)
      judgeCharacters(bytes, at: offset, in: place)
      if !trimmed(text).isEmpty { judgeHTML(bytes, at: offset, in: place) }
    case "xhtml": return judgeDiv(tree, node, place)
    default:
      find(.atomTextType, offset, "\(place) has the type \"\(shortened(type))\"")
    }
    if name != "rights", trimmed(text).isEmpty { find(.blankElement, offset, "\(place) is blank") }
    return text
  }

  private mutating func judgeNoElements(_ tree: XMLTree, _ node: Int, _ place: String) {
    guard let child = tree.firstElement(of: node) else { return }
    find(
      .atomHTMLChildren, tree.nodes[child].offset,
      "<\(tree.writtenName(of: child))> in \(place) must be escaped, or the type be xhtml")
  }

  /// Judges the one div of an xhtml construct; returns all text inside.
  private mutating func judgeDiv(_ tree: XMLTree, _ node: Int, _ place: String) -> String {
    let children = tree.elements(of: node)
    let isDiv: (Int) -> Bool = {
      tree.nodes[$0].name == "div" && tree.namespace(of: $0) == .xhtml
    }
    let strays = tree.children(of: node).contains {
      tree.nodes[$0].kind == .text && !tree.trimmedText(of: $0).isEmpty
    }
    if children.count != 1 || !children.allSatisfy(isDiv) || strays {
      find(
        .atomMissingDiv, tree.nodes[node].offset,
        "\(place) is xhtml, so it must hold one div of http://www.w3.org/1999/xhtml and no more")
    }
    for index in (node + 1)..<max(tree.nodes[node].next, node + 1)
    where tree.nodes[index].kind == .element { judgeXHTMLElement(tree, index, place) }
    return tree.fullText(of: node)
  }

  private mutating func judgeXHTMLElement(_ tree: XMLTree, _ node: Int, _ place: String) {
    guard tree.namespace(of: node) == .xhtml else { return }
    let (name, offset) = (tree.nodes[node].name, tree.nodes[node].offset)
    if HTMLNames.risky.contains(name) {
      find(.htmlRiskyElement, offset, "<\(name)> in \(place) is removed by readers")
    } else if !HTMLNames.known.contains(name) {
      find(.htmlUnknownElement, offset, "HTML has no element <\(name)>, used in \(place)")
    }
    for attribute in tree.attributes(of: node) where attribute.namespace == XMLTree.none {
      let value = trimmed(tree.value(of: attribute))
      if attribute.name.hasPrefix("on") {
        find(
          .htmlRiskyAttribute, offset,
          "The attribute \(attribute.name) in \(place) is removed by readers")
      } else if HTMLNames.addressed.contains(attribute.name), addressScheme(value) == nil {
        find(
          .htmlRelativeURL, offset,
          "\(attribute.name)=\"\(shortened(value))\" in \(place) is a relative address")
      }
    }
    if name == "img", tree.value("alt", of: node) == nil {
      find(.htmlImageAlt, offset, "A picture in \(place) has no alt text")
    }
  }

  /// Judges the content of an entry (RFC 4287 §4.1.3).
  mutating func judgeContent(_ tree: XMLTree, _ node: Int, _ facts: inout AtomFacts) {
    judgeAttributes(tree, node, allowed: ["type", "src"])
    let offset = tree.nodes[node].offset
    let type = tree.value("type", of: node)
    let bytes = tree.textBytes(of: node)
    if let source = tree.value("src", of: node) {
      facts.needsSummary = true
      facts.text += Array(source.utf8)
      judgeAddress(source, at: offset, in: "The content's src")
      judgeMediaType(type, offset)
      let isEmpty = tree.nodes[node].next == node + 1
      if !isEmpty {
        find(.atomStrayText, offset, "<content> has a src, so it must be empty")
      }
      return
    }
    facts.text += bytes
    switch type ?? "text" {
    case "text":
      judgeNoElements(tree, node, "<content>")
      judgePlainText(bytes, at: offset, in: "<content>")
    case "html":
      judgeNoElements(tree, node, "<content>")
      judgeCharacters(bytes, at: offset, in: "<content>")
      judgeHTML(bytes, at: offset, in: "<content>")
    case "xhtml": facts.text += Array(judgeDiv(tree, node, "<content>").utf8)
    default:
      judgeMediaType(type, offset)
      judgeInline(type ?? "", bytes, offset, &facts)
    }
  }

  private mutating func judgeMediaType(_ type: String?, _ offset: Int) {
    guard let type, !isMediaType(type) else { return }
    find(.atomMediaType, offset, "\"\(shortened(type))\" is not a media type")
  }

  /// Content of another media type is text, XML or base64 (RFC 4287 §4.1.3.3).
  private mutating func judgeInline(
    _ type: String, _ bytes: [UInt8], _ offset: Int, _ facts: inout AtomFacts
  ) {
    let essence = type.prefix { $0 != ";" }.lowercased()
    let isXML = essence.hasSuffix("+xml") || essence.hasSuffix("/xml")
    if isXML || essence.hasPrefix("text/") || !isMediaType(type) { return }
    facts.needsSummary = true
    let digits = bytes.filter { !isSpace($0) }
    let padding = digits.reversed().prefix { $0 == 0x3D }.count
    let isBase64 =
      digits.count % 4 == 0 && padding <= 2
      && digits.dropLast(padding).allSatisfy {
        isLetter($0) || isDigit($0) || $0 == 0x2B || $0 == 0x2F
      }
    if !isBase64 { find(.atomBase64, offset, "<content> of type \(essence) is not base64") }
  }

  /// Judges an author or contributor (RFC 4287 §3.2).
  mutating func judgePerson(_ tree: XMLTree, _ node: Int, _ name: String) {
    judgeAttributes(tree, node, allowed: [])
    var seen = NameCounts()
    for child in tree.children(of: node) {
      let offset = tree.nodes[child].offset
      if tree.nodes[child].kind == .text {
        judgeStrayText(tree, child, in: "<\(name)>")
        continue
      }
      guard tree.namespace(of: child) == .atom else { continue }
      let field = tree.nodes[child].name
      guard Examination.personFields.contains(field) else {
        find(.atomUnknownElement, offset, "Atom has no <\(field)> in <\(name)>")
        continue
      }
      if seen.add(field) > 1 {
        find(.atomDuplicateElement, offset, "There is a second <\(field)> in <\(name)>")
      }
      judgePersonField(tree, child, field)
    }
    if seen["name"] == nil {
      find(.atomMissingName, tree.nodes[node].offset, "<\(name)> has no name")
    }
  }

  private static let personFields = ["name", "uri", "email"]

  private mutating func judgePersonField(_ tree: XMLTree, _ node: Int, _ field: String) {
    let offset = tree.nodes[node].offset
    switch field {
    case "name":
      judgeAttributes(tree, node, allowed: [])
      let text = tree.text(of: node)
      judgePlainText(text, at: offset, in: "<name>")
      if trimmed(text).isEmpty { find(.blankElement, offset, "<name> is blank") }
      if text.utf8.contains(0x40),
        text.split(whereSeparator: { $0 == " " || $0 == "<" || $0 == ">" }).contains(where: {
          isEmail(String($0))
        })
      {
        find(.emailInText, offset, "<name> shows an e-mail address to everybody")
      }
    case "uri": judgeAddress(judgeValue(tree, node), at: offset, in: "<uri>")
    default:
      let email = judgeValue(tree, node)
      if !isEmail(email) {
        find(.atomEmail, offset, "\"\(shortened(email))\" is not an e-mail address")
      }
    }
  }

  /// Judges a category (RFC 4287 §4.2.2).
  mutating func judgeCategory(_ tree: XMLTree, _ node: Int) {
    judgeAttributes(tree, node, allowed: ["term", "scheme", "label"])
    let offset = tree.nodes[node].offset
    if let term = tree.value("term", of: node) {
      if trimmed(term).isEmpty { find(.blankAttribute, offset, "The category's term is blank") }
    } else {
      find(.atomMissingTerm, offset, "<category> has no term")
    }
    if let scheme = tree.value("scheme", of: node) {
      judgeAddress(scheme, at: offset, in: "The category's scheme")
      if addressScheme(scheme) == nil {
        find(.uriBad, offset, "The category's scheme \"\(shortened(scheme))\" is not absolute")
      }
    }
    if let label = tree.value("label", of: node), trimmed(label).isEmpty {
      find(.blankAttribute, offset, "The category's label is blank")
    }
  }
}
