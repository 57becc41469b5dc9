import StetValidation

/// The attributes of one tag that pages are judged by, as places in the page's bytes.
struct PageAttributes {
  var id: Range<Int>?
  var href: Range<Int>?
  var src: Range<Int>?
  var srcset: Range<Int>?
  var poster: Range<Int>?
  var data: Range<Int>?
  var alt: Range<Int>?
  var hasAlt = false
  var lang: Range<Int>?
  var forID: Range<Int>?
  var type: Range<Int>?
  var rel: Range<Int>?
  var content: Range<Int>?
  var httpEquiv: Range<Int>?
  var name: Range<Int>?
  var tabindex: Range<Int>?
  /// The ids that `aria-labelledby` and the like name.
  var references: [Range<Int>] = []
  /// Whether `aria-label`, `aria-labelledby` or `title` names it.
  var isNamed = false
  /// Whether it is kept from those who do not see it.
  var isHidden = false
  var isDisabled = false

  /// Takes `attribute` where it is one of these.
  mutating func take(_ attribute: HTMLAttribute, in bytes: [UInt8]) {
    let range = attribute.nameRange
    let value = attribute.value
    switch range.count {
    case 2: if bytes.isWord("id", at: range) { id = value }
    case 3:
      if bytes.isWord("src", at: range) {
        src = value
      } else if bytes.isWord("alt", at: range) {
        (alt, hasAlt) = (value, true)
      } else if bytes.isWord("for", at: range) {
        forID = value
      } else if bytes.isWord("rel", at: range) {
        rel = value
      }
    case 4:
      if bytes.isWord("href", at: range) {
        href = value
      } else if bytes.isWord("lang", at: range) {
        lang = value
      } else if bytes.isWord("type", at: range) {
        type = value
      } else if bytes.isWord("data", at: range) {
        data = value
      } else if bytes.isWord("name", at: range) {
        name = value
      }
    case 5: if bytes.isWord("title", at: range) { isNamed = isNamed || !(value?.isEmpty ?? true) }
    default: takeLong(attribute, in: bytes)
    }
  }

  private mutating func takeLong(_ attribute: HTMLAttribute, in bytes: [UInt8]) {
    let range = attribute.nameRange
    let value = attribute.value
    switch bytes[range.lowerBound] | 0x20 {
    case 0x61:
      if bytes.isWord("aria-label", at: range) {
        isNamed = isNamed || !(value?.isEmpty ?? true)
      } else if bytes.isWord("aria-hidden", at: range) {
        isHidden = value.map { bytes.isWord("true", at: $0) } ?? false
      } else if bytes.isWord("aria-labelledby", at: range) {
        isNamed = true
        if let value { references.append(value) }
      } else if bytes.isWord("aria-describedby", at: range)
        || bytes.isWord("aria-controls", at: range)
      {
        if let value { references.append(value) }
      }
    case 0x63: if bytes.isWord("content", at: range) { content = value }
    case 0x64: if bytes.isWord("disabled", at: range) { isDisabled = true }
    case 0x68:
      if bytes.isWord("hidden", at: range) {
        isHidden = true
      } else if bytes.isWord("http-equiv", at: range) {
        httpEquiv = value
      }
    case 0x70: if bytes.isWord("poster", at: range) { poster = value }
    case 0x73: if bytes.isWord("srcset", at: range) { srcset = value }
    case 0x74: if bytes.isWord("tabindex", at: range) { tabindex = value }
    default: break
    }
  }
}

extension [UInt8] {
  /// Whether `word`, in lower case, stands at `range` in any case.
  func isWord(_ word: String, at range: Range<Int>) -> Bool {
    guard word.utf8.count == range.count else { return false }
    var place = range.lowerBound
    for byte in word.utf8 {
      let here = self[place]
      if here != byte, here | 0x20 != byte || !(0x41...0x5A).contains(here) { return false }
      place += 1
    }
    return true
  }
}
