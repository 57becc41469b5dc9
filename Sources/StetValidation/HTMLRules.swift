import StetCore

extension Examination {
  /// Judges `html`, the body of an entry or a text construct, found at `offset` in `place`.
  mutating func judgeHTML(_ html: [UInt8], at offset: Int, in place: String) {
    var rules = HTMLRules(html, place: place)
    rules.judgeAll()
    for (rule, message) in rules.found { find(rule, offset, message) }
    if rules.tagCount == 0, beginsWithEscapedTag(html) {
      find(.htmlDoubleEscaped, offset, "The HTML of \(place) is escaped twice: tags show as text")
    }
    if !rules.hasSomethingToSee {
      find(.htmlEmptyBody, offset, "There is nothing to see in \(place)")
    }
  }
}

/// Judges the tags of one piece of HTML; each rule speaks once for each name.
private struct HTMLRules {
  let place: String
  private(set) var found: [(Rule, String)] = []
  private(set) var hasSomethingToSee = false
  private(set) var tagCount = 0
  private var tokenizer: HTMLTokenizer
  private var open: [(tag: HTMLTag, traits: HTMLTraits)] = []
  /// How many of the open elements are SVG or MathML, whose content has rules of its own.
  private var foreignCount = 0
  private var said: Set<String> = []
  private static let openCountMax = 10_000
  private static let svg = HTMLName("svg")
  private static let math = HTMLName("math")
  private static let img = HTMLName("img")
  private static let alt = HTMLName("alt")
  private static let width = HTMLName("width")
  private static let height = HTMLName("height")
  private static let href = HTMLName("href")
  private static let src = HTMLName("src")

  init(_ html: [UInt8], place: String) {
    self.place = place
    tokenizer = HTMLTokenizer(html)
  }

  mutating func judgeAll() {
    while let tag = tokenizer.next() {
      tagCount += 1
      if tag.isEnd { close(tag) } else { judge(tag) }
    }
    for (tag, traits) in open where !traits.contains(.endIsOptional) {
      let name = tokenizer.name(tag.nameRange)
      say(.htmlUnclosed, name, "<\(name)> in \(place) is never closed")
    }
    if tokenizer.isCutOff { say(.htmlUnclosed, "", "A tag or comment in \(place) is cut off") }
    if tokenizer.hasText { hasSomethingToSee = true }
  }

  private mutating func judge(_ tag: HTMLTag) {
    let traits = HTMLNames.traits[tag.name] ?? []
    if traits.contains(.visible) { hasSomethingToSee = true }
    if traits.contains(.risky) {
      let name = tokenizer.name(tag.nameRange)
      say(.htmlRiskyElement, name, "<\(name)> in \(place) is removed by readers")
    }
    if foreignCount == 0, !traits.contains(.known), !tokenizer.bytes[tag.nameRange].contains(0x2D) {
      let name = tokenizer.name(tag.nameRange)
      say(.htmlUnknownElement, name, "HTML has no element <\(name)>, used in \(place)")
    }
    for attribute in tokenizer.attributes { judge(attribute) }
    if tag.name == HTMLRules.img { judgeImage() }
    let isForeign = tag.name == HTMLRules.svg || tag.name == HTMLRules.math
    let isEmpty = traits.contains(.void) || (foreignCount > 0 || isForeign) && tag.isSelfClosing
    if !isEmpty, open.count < HTMLRules.openCountMax {
      open.append((tag, traits))
      if isForeign { foreignCount += 1 }
    }
    if traits.contains(.raw), !isEmpty { tokenizer.skipRawText(of: tag) }
  }

  private mutating func close(_ tag: HTMLTag) {
    guard let index = open.lastIndex(where: { $0.tag.name == tag.name }) else {
      if HTMLNames.traits[tag.name]?.contains(.void) != true {
        let name = tokenizer.name(tag.nameRange)
        say(.htmlUnclosed, "/" + name, "</\(name)> in \(place) closes nothing")
      }
      return
    }
    for (inner, traits) in open[(index + 1)...] where !traits.contains(.endIsOptional) {
      let (name, end) = (tokenizer.name(inner.nameRange), tokenizer.name(tag.nameRange))
      say(.htmlUnclosed, name, "<\(name)> in \(place) is still open at </\(end)>")
    }
    for (closed, _) in open[index...]
    where closed.name == HTMLRules.svg || closed.name == HTMLRules.math { foreignCount -= 1 }
    open.removeSubrange(index...)
  }

  private mutating func judge(_ attribute: HTMLAttribute) {
    let range = attribute.nameRange
    if range.count > 2, tokenizer.bytes[range].prefix(2).map(lowered) == [0x6F, 0x6E] {
      return sayRisky(attribute)
    }
    switch HTMLNames.attributes[attribute.name] {
    case .risky: sayRisky(attribute)
    case .style: judgeStyle(tokenizer.text(attribute.value).lowercased())
    case .address: judgeAddress(tokenizer.text(attribute.value), attribute)
    case .sourceSet:
      for candidate in sourceSet(tokenizer.text(attribute.value)) {
        judgeAddress(candidate, attribute)
      }
    case nil: break
    }
  }

  private mutating func sayRisky(_ attribute: HTMLAttribute) {
    let name = tokenizer.name(attribute.nameRange)
    say(.htmlRiskyAttribute, name, "The attribute \(name) in \(place) is removed by readers")
  }

  private mutating func judgeStyle(_ style: String) {
    let risks = ["url(", "expression", "behavior", "-moz-binding", "position", "javascript", "@"]
    guard let risk = risks.first(where: { style.contains($0) }) else { return }
    say(.htmlRiskyStyle, risk, "The style attribute in \(place) has \(risk), which readers refuse")
  }

  private mutating func judgeAddress(_ written: String, _ attribute: HTMLAttribute) {
    if written.utf8.starts(with: "https://".utf8) { return }
    let address = trimmed(decodedReferences(written))
    guard let scheme = addressScheme(address) else {
      let name = tokenizer.name(attribute.nameRange)
      let message = "\(name)=\"\(shortened(address))\" in \(place) is a relative address"
      return say(.htmlRelativeURL, address, message)
    }
    let isScript = scheme == "javascript" || scheme == "vbscript"
    if isScript || scheme == "data" && attribute.name == HTMLRules.href {
      say(.htmlRiskyAttribute, scheme, "A \(scheme): address in \(place) is removed by readers")
    }
  }

  private mutating func judgeImage() {
    let attributes = tokenizer.attributes
    let has: (HTMLName) -> Bool = { name in attributes.contains { $0.name == name } }
    let source = attributes.first { $0.name == HTMLRules.src }?.value
    if !has(HTMLRules.alt) {
      let name = shortened(tokenizer.text(source))
      say(.htmlImageAlt, name, "The picture \(name) in \(place) has no alt text")
    }
    if !has(HTMLRules.width) || !has(HTMLRules.height) {
      let name = shortened(tokenizer.text(source))
      say(.htmlImageSize, name, "The picture \(name) in \(place) has no width or no height")
    }
  }

  private mutating func say(_ rule: Rule, _ subject: String, _ message: String) {
    if said.insert(rule.code.name + " " + subject).inserted { found.append((rule, message)) }
  }
}

/// The addresses of a `srcset` (HTML Standard §4.8.4.4.5).
private func sourceSet(_ list: String) -> [String] {
  var addresses: [String] = []
  var rest = list[...]
  while true {
    rest = rest.drop { $0 == "," || $0.isWhitespace }
    if rest.isEmpty { return addresses }
    var address = rest.prefix { !$0.isWhitespace }
    rest = rest.dropFirst(address.count)
    if address.hasSuffix(",") {
      while address.hasSuffix(",") { address = address.dropLast() }
    } else {
      rest = rest.drop { $0 != "," }
    }
    addresses.append(String(address))
  }
}

/// Whether the text begins with an escaped tag such as `&lt;p&gt;`.
private func beginsWithEscapedTag(_ bytes: [UInt8]) -> Bool {
  guard let start = bytes.firstIndex(where: { !isSpace($0) }),
    bytes[start...].starts(with: "&lt;".utf8)
  else { return false }
  let name = bytes[(start + 4)...].prefix(12).prefix { isLetter($0) || isDigit($0) }
  guard name.endIndex < bytes.count, !name.isEmpty else { return false }
  let isKnown = HTMLNames.traits[HTMLName(String(decoding: name, as: UTF8.self))] != nil
  return isKnown && [0x26, 0x20, 0x2F, 0x3E].contains(bytes[name.endIndex])
}
