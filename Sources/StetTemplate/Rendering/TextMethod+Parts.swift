import StetCore

extension Renderer {
  /// What `split` and its kin give for `text`.
  func split(
    _ text: Text, _ method: TextMethod, _ given: Given, _ wrap: (Text) -> Value
  ) throws(Failure) -> Value {
    let separator = given.positional.first?.text
    switch method {
    case .splitlines:
      let keeps = given.positional.first.map { $0 == .bool(true) } ?? false
      return .list(lines(of: text, keepingEnds: keeps).map(wrap))
    case .partition, .rpartition:
      guard let separator, !separator.utf8.isEmpty else {
        throw failure(.templateArgument, "\(method.rawValue) needs a separator")
      }
      return .tuple(parted(text, separator, fromEnd: method == .rpartition).map(wrap))
    default:
      let most = given.positional.count > 1 ? given.positional[1].wholeNumber ?? -1 : -1
      let named = given.named.first { $0.name.text == "maxsplit" }?.value.wholeNumber
      let limit = named ?? most
      if let separator, separator.utf8.isEmpty {
        throw failure(.templateArgument, "split needs a separator with characters")
      }
      let parts =
        method == .split
        ? pieces(text, separator, limit)
        : pieces(text.reversed, separator?.reversed, limit).reversed().map(\.reversed)
      return .list(parts.map(wrap))
    }
  }

  private func parted(_ text: Text, _ separator: Text, fromEnd: Bool) -> [Text] {
    var found = text.utf8.firstRange(of: separator.utf8)
    while fromEnd, let one = found,
      let later = text.utf8.firstRange(of: separator.utf8, from: one.lowerBound + 1)
    { found = later }
    guard let found else { return fromEnd ? ["", "", text] : [text, "", ""] }
    return [
      Text(utf8: Array(text.utf8[..<found.lowerBound])), separator,
      Text(utf8: Array(text.utf8[found.upperBound...])),
    ]
  }

  private func pieces(_ text: Text, _ separator: Text?, _ limit: Int) -> [Text] {
    guard let separator else { return words(text, limit) }
    var parts: [Text] = []
    var start = 0
    while limit < 0 || parts.count < limit,
      let found = text.utf8.firstRange(of: separator.utf8, from: start)
    {
      parts.append(Text(utf8: Array(text.utf8[start..<found.lowerBound])))
      start = found.upperBound
    }
    return parts + [Text(utf8: Array(text.utf8[start...]))]
  }

  private func words(_ text: Text, _ limit: Int) -> [Text] {
    let all = text.scalars
    var parts: [Text] = []
    var index = 0
    while true {
      while index < all.count, all[index].isPythonSpace { index += 1 }
      guard index < all.count else { return parts }
      if limit >= 0, parts.count == limit {
        parts.append(Text(scalars: all[index...]).trimmed(atStart: false))
        return parts
      }
      let start = index
      while index < all.count, !all[index].isPythonSpace { index += 1 }
      parts.append(Text(scalars: all[start..<index]))
    }
  }

  /// The lines of `text`, as Python's `splitlines` finds them.
  func lines(of text: Text, keepingEnds: Bool = false) -> [Text] {
    let all = text.scalars
    var parts: [Text] = []
    var (start, index) = (0, 0)
    while index < all.count {
      guard all[index].isPythonLineEnd else {
        index += 1
        continue
      }
      let end = index
      index += all[index] == "\r" && index + 1 < all.count && all[index + 1] == "\n" ? 2 : 1
      parts.append(Text(scalars: all[start..<(keepingEnds ? index : end)]))
      start = index
    }
    if start < all.count { parts.append(Text(scalars: all[start...])) }
    return parts
  }

  /// `text` filled up to a width, as `center` and its kin do.
  func padded(_ text: Text, _ method: TextMethod, _ given: Given) throws(Failure) -> Text {
    guard let width = given.positional.first?.wholeNumber else {
      throw failure(.templateArgument, "\(method.rawValue) needs a width")
    }
    let fill = given.positional.count > 1 ? given.positional[1].text ?? " " : " "
    return try padded(text, method, width, fill)
  }

  /// `text` filled up with `fill` to `width` characters.
  func padded(
    _ text: Text, _ method: TextMethod, _ width: Int, _ fill: Text
  ) throws(Failure) -> Text {
    let missing = width - text.count
    guard missing > 0 else { return text }
    try checkSize(missing)
    let bytes: (Int) -> [UInt8] = { Array(repeatElement(fill.utf8, count: $0).joined()) }
    switch method {
    case .ljust: return Text(utf8: text.utf8 + bytes(missing))
    case .rjust: return Text(utf8: bytes(missing) + text.utf8)
    case .zfill:
      let isSigned = text.utf8.first == 0x2B || text.utf8.first == 0x2D
      let zeros = [UInt8](repeating: 0x30, count: missing)
      return Text(
        utf8: text.utf8.prefix(isSigned ? 1 : 0) + zeros + text.utf8.dropFirst(isSigned ? 1 : 0))
    default:
      // CPython puts the odd one left when both the surplus and the width are odd.
      let left = missing / 2 + (missing & width & 1)
      return Text(utf8: bytes(left) + text.utf8 + bytes(missing - left))
    }
  }
}

extension Text {
  /// The characters in the opposite order.
  var reversed: Text { Text(scalars: scalars.reversed()) }
}

extension Unicode.Scalar {
  /// Whether Python's `splitlines` ends a line here.
  var isPythonLineEnd: Bool {
    switch value {
    case 0x0A...0x0D, 0x1C...0x1E, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }
}
