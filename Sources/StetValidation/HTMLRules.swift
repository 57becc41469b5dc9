import StetCore

extension Examination {
  /// Judges `html`, the body of an entry or a text construct, found at `offset` in `place`.
  ///
  /// With `base` the addresses inside have one to be resolved against.
  mutating func judgeHTML(_ html: [UInt8], at offset: Int, in place: String) {
    var rules = HTMLRules(place: place)
    var tokenizer = HTMLTokenizer(html)
    var tagCount = 0
    while let tag = tokenizer.next() {
      tagCount += 1
      rules.judge(tag)
      if !tag.isEnd, HTMLNames.raw.contains(tag.name), !tag.isSelfClosing {
        tokenizer.skipRawText(of: tag.name)
      }
    }
    rules.finish(isCutOff: tokenizer.isCutOff)
    for (rule, message) in rules.found { find(rule, offset, message) }
    if tagCount == 0, hasEscapedTag(html) {
      find(.htmlDoubleEscaped, offset, "The HTML of \(place) is escaped twice: tags show as text")
    }
    if !tokenizer.hasText, !rules.hasSomethingToSee {
      find(.htmlEmptyBody, offset, "There is nothing to see in \(place)")
    }
  }
}

/// Judges the tags of one piece of HTML; each rule speaks once for each name.
private struct HTMLRules {
  let place: String
  private(set) var found: [(Rule, String)] = []
  private(set) var hasSomethingToSee = false
  private var open: [String] = []
  private var said: Set<String> = []
  private static let openCountMax = 10_000

  init(place: String) {
    self.place = place
  }

  mutating func judge(_ tag: HTMLTag) {
    if tag.isEnd { return close(tag.name) }
    // What is inside SVG and MathML has rules of its own.
    let isForeign = open.contains("svg") || open.contains("math")
    if HTMLNames.visible.contains(tag.name) { hasSomethingToSee = true }
    if HTMLNames.risky.contains(tag.name) {
      say(.htmlRiskyElement, tag.name, "<\(tag.name)> in \(place) is removed by readers")
    }
    if !isForeign, !HTMLNames.known.contains(tag.name), !tag.name.utf8.contains(0x2D) {
      say(.htmlUnknownElement, tag.name, "HTML has no element <\(tag.name)>, used in \(place)")
    }
    judgeAttributes(tag)
    if tag.name == "img" { judgeImage(tag) }
    let isVoid = HTMLNames.void.contains(tag.name) || isForeign && tag.isSelfClosing
    if !isVoid, open.count < HTMLRules.openCountMax { open.append(tag.name) }
  }

  mutating func finish(isCutOff: Bool) {
    for name in open where !HTMLNames.endIsOptional.contains(name) {
      say(.htmlUnclosed, name, "<\(name)> in \(place) is never closed")
    }
    if isCutOff { say(.htmlUnclosed, "", "A tag or comment in \(place) is cut off") }
  }

  private mutating func close(_ name: String) {
    guard let index = open.lastIndex(of: name) else {
      if !HTMLNames.void.contains(name) {
        say(.htmlUnclosed, "/" + name, "</\(name)> in \(place) closes nothing")
      }
      return
    }
    for inner in open[(index + 1)...] where !HTMLNames.endIsOptional.contains(inner) {
      say(.htmlUnclosed, inner, "<\(inner)> in \(place) is still open at </\(name)>")
    }
    open.removeSubrange(index...)
  }

  private mutating func judgeAttributes(_ tag: HTMLTag) {
    for (name, bytes) in tag.attributes {
      if name.hasPrefix("on") || name == "srcdoc" || name == "formaction" {
        say(.htmlRiskyAttribute, name, "The attribute \(name) in \(place) is removed by readers")
      } else if name == "style" {
        judgeStyle(String(decoding: bytes ?? [], as: UTF8.self).lowercased())
      } else if HTMLNames.addressed.contains(name) {
        judgeAddress(String(decoding: bytes ?? [], as: UTF8.self), name)
      } else if name == "srcset" {
        let list = String(decoding: bytes ?? [], as: UTF8.self)
        for candidate in sourceSet(list) { judgeAddress(candidate, name) }
      }
    }
  }

  private mutating func judgeStyle(_ style: String) {
    let risks = ["url(", "expression", "behavior", "-moz-binding", "position", "javascript", "@"]
    guard let risk = risks.first(where: { style.contains($0) }) else { return }
    say(.htmlRiskyStyle, risk, "The style attribute in \(place) has \(risk), which readers refuse")
  }

  private mutating func judgeAddress(_ written: String, _ attribute: String) {
    let address = trimmed(decodedReferences(written))
    guard let scheme = addressScheme(address) else {
      let message = "\(attribute)=\"\(shortened(address))\" in \(place) is a relative address"
      return say(.htmlRelativeURL, address, message)
    }
    let isScript = scheme == "javascript" || scheme == "vbscript"
    if isScript || scheme == "data" && attribute == "href" {
      say(.htmlRiskyAttribute, scheme, "A \(scheme): address in \(place) is removed by readers")
    }
  }

  private mutating func judgeImage(_ tag: HTMLTag) {
    let source = shortened(tag.value("src") ?? "")
    if tag.value("alt") == nil {
      say(.htmlImageAlt, source, "The picture \(source) in \(place) has no alt text")
    }
    if tag.value("width") == nil || tag.value("height") == nil {
      say(.htmlImageSize, source, "The picture \(source) in \(place) has no width or no height")
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

/// Whether the text holds an escaped tag such as `&lt;p&gt;`.
private func hasEscapedTag(_ bytes: [UInt8]) -> Bool {
  var index = 0
  while index + 6 < bytes.count {
    guard bytes[index] == 0x26, bytes[index...].starts(with: "&lt;".utf8) else {
      index += 1
      continue
    }
    index += 4
    if bytes[index] == 0x2F { index += 1 }
    let name = bytes[index...].prefix(12).prefix { isLetter($0) || isDigit($0) }
    let after = index + name.count
    let word = String(decoding: name.map(lowered), as: UTF8.self)
    guard HTMLNames.known.contains(word), after < bytes.count else { continue }
    let ends: [UInt8] = [0x26, 0x20, 0x2F, 0x3E]
    if ends.contains(bytes[after]) { return true }
  }
  return false
}
