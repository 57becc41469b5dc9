internal import StetCore

extension MarkerPass {
  /// `$…$` within text or `$$…$$` as a block.
  ///
  /// As Pandoc reads them: no blank after the opening nor before the closing mark, no digit after
  /// the closing one; and no letter or digit around the marks, so that sums of money stay text.
  mutating func formula() {
    if index + 1 < end, bytes[index + 1] == UInt8(ascii: "$") { return blockFormula() }
    guard index + 1 < end, !isSpace(bytes[index + 1]),
      index == 0 || !isAlphanumeric(bytes[index - 1])
    else { return }
    var at = index + 1
    while at < end, bytes[at] != UInt8(ascii: "$") {
      if bytes[at] == UInt8(ascii: "\\") { at += 1 }
      if at < end, bytes[at] == 0x0A || bytes[at] == UInt8(ascii: "`") { return }
      at += 1
    }
    guard at < end, at > index + 1, !isSpace(bytes[at - 1]),
      at + 1 >= end || !isAlphanumeric(bytes[at + 1])
    else { return }
    let tex = String(decoding: bytes[(index + 1)..<at], as: UTF8.self)
    mark(.formula(tex, isBlock: false), upTo: at + 1)
  }

  private mutating func blockFormula() {
    var at = index + 2
    while at + 1 < end, bytes[at] != UInt8(ascii: "$") || bytes[at + 1] != UInt8(ascii: "$") {
      if bytes[at] == 0x0A, at + 1 < end, bytes[at + 1] == 0x0A { break }
      at += 1
    }
    guard at + 1 < end, bytes[at] == UInt8(ascii: "$"), at > index + 2 else {
      index += 2
      return
    }
    let tex = String(decoding: bytes[(index + 2)..<at], as: UTF8.self)
    mark(.formula(tex, isBlock: true), upTo: at + 2)
  }
}
