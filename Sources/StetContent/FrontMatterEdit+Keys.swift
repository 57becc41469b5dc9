internal import StetCore

extension FrontMatterEdit {
  /// Adds `alias` to the names under `aliases`. Whether that could be done.
  package mutating func addAlias(_ alias: String) -> Bool {
    let names = [FrontMatterKey.aliases.rawValue] + FrontMatterKey.aliases.synonyms
    let found = entries.first { names.contains(FrontMatterKey.normalized($0.key.value)) }
    guard let entry = found else { return addKey("aliases", value: "[" + inBrackets(alias) + "]") }
    let range = entry.value.range.lower..<entry.value.range.upper
    switch entry.value {
    case .list(let items, _):
      guard let last = items.last else {
        let inner = bytes[range.lowerBound...].dropFirst()
        guard bytes[range.lowerBound...].first == 0x5B,
          let end = inner.firstIndex(where: { !isSpace($0) }), bytes[end] == 0x5D
        else { return false }
        replace(range.lowerBound..<(end + 1), by: "[" + inBrackets(alias) + "]")
        return true
      }
      if bytes[range].first == 0x5B {
        let sample = bytes[last.range.lower..<last.range.upper]
        replace(
          last.range.upper..<last.range.upper,
          by: ", " + written(alias, like: sample, .inBrackets))
        return true
      }
      return addLine(alias, after: last.range.lower..<last.range.upper)
    case .string(let text, _):
      guard bytes[range].elementsEqual(text.utf8) || [0x22, 0x27].contains(bytes[range].first)
      else { return false }
      let sample = bytes[range]
      replace(
        range, by: "[" + written(text, like: sample, .inBrackets) + ", " + inBrackets(alias) + "]")
      return true
    default: return false
    }
  }

  /// Adds `key` with a text. Whether that could be done.
  package mutating func addText(_ key: String, _ text: String) -> Bool {
    addKey(key, value: written(text, .alone))
  }

  private func inBrackets(_ text: String) -> String { written(text, .inBrackets) }

  private mutating func addLine(_ alias: String, after item: Range<Int>) -> Bool {
    let start = lineStart(item.lowerBound)
    let lead = bytes[start..<item.lowerBound]
    guard lead.filter({ $0 != 0x20 && $0 != 0x09 }) == [0x2D] else { return false }
    let end = lineEnd(item.upperBound)
    let value = written(alias, like: bytes[item], .alone)
    replace(end..<end, by: String(decoding: lead, as: UTF8.self) + value + newline)
    return true
  }

  /// The line break of the file.
  private var newline: String {
    guard let end = bytes.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else { return "\n" }
    if bytes[end] == 0x0A { return "\n" }
    return bytes[(end + 1)...].first == 0x0A ? "\r\n" : "\r"
  }

  private mutating func addKey(_ key: String, value: String) -> Bool {
    switch notation {
    case .yaml:
      replace(range.upperBound..<range.upperBound, by: "\(key): \(value)\(newline)")
    case .toml:
      // Before the first table, which would swallow it.
      replace(range.lowerBound..<range.lowerBound, by: "\(key) = \(value)\(newline)")
    case .json:
      guard let brace = bytes[range].firstIndex(of: 0x7B) else { return false }
      let rest = bytes[(brace + 1)...]
      let space = rest.prefix { isSpace($0) }
      let isEmpty = rest.dropFirst(space.count).first == 0x7D
      let lead = String(decoding: space, as: UTF8.self)
      let separator = isEmpty ? "" : lead.isEmpty ? ", " : ","
      replace((brace + 1)..<(brace + 1), by: "\(lead)\"\(key)\": \(value)\(separator)")
    case .lines:
      return false
    }
    return true
  }
}
