import StetCore

/// Writes the front matter of one file so that stet reads the same values from it.
struct FrontMatterText {
  private(set) var text = "---\n"

  /// Adds `key` with one text; nothing where it is missing or empty.
  mutating func add(_ key: String, _ value: String?) {
    guard let value = value.map(oneLine), !value.isEmpty else { return }
    text += "\(key): \(written(value, inBrackets: false))\n"
  }

  /// Adds `key` with a headline: what stet would take for markup there is written as references.
  mutating func add(_ key: String, headline: String?) {
    add(key, headline.map(headlineText))
  }

  /// Adds `key` with an instant.
  mutating func add(_ key: String, _ date: Timestamp?) {
    if let date { text += "\(key): \(date.rfc3339)\n" }
  }

  /// Adds `key` with a list in one line, or in several where it is long.
  mutating func add(_ key: String, list: [String]) {
    let values = list.map(oneLine).filter { !$0.isEmpty }
    if values.isEmpty { return }
    let flow = values.map { written($0, inBrackets: true) }.joined(separator: ", ")
    if flow.utf8.count + key.utf8.count < 90 {
      text += "\(key): [\(flow)]\n"
    } else {
      text += "\(key):\n" + values.map { "  - \(written($0, inBrackets: false))\n" }.joined()
    }
  }

  /// Adds `key` with a list of maps.
  mutating func add(_ key: String, maps: [[(key: String, value: String)]]) {
    if maps.isEmpty { return }
    text += "\(key):\n"
    for map in maps {
      for (number, pair) in map.enumerated() {
        text += number == 0 ? "  - " : "    "
        text += "\(pair.key): \(written(oneLine(pair.value), inBrackets: false))\n"
      }
    }
  }

  /// Adds `key: true`.
  mutating func addTrue(_ key: String) { text += "\(key): true\n" }

  /// The whole file, `body` under the front matter.
  func file(body: String) -> [UInt8] {
    Array((text + "---\n" + body).utf8)
  }

  /// `text` as YAML: plain where YAML reads it as that text, else in double quotes.
  private func written(_ text: String, inBrackets: Bool) -> String {
    if isPlain(text, inBrackets: inBrackets) { return text }
    var out = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { out += "\\" }
      out.unicodeScalars.append(scalar)
    }
    return out + "\""
  }

  /// Whether YAML surely reads `text`, one line, as that text: it begins with a letter, and has
  /// nothing that ends a value or gives it a type.
  private func isPlain(_ text: String, inBrackets: Bool) -> Bool {
    let scalars = Array(text.unicodeScalars)
    guard let first = scalars.first, let last = scalars.last,
      first.isASCIIWord && !("0"..."9").contains(first) || first == "/"
        || first.value >= 0x80 && first.properties.isAlphabetic,
      last != ":", last != " "
    else { return false }
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case ":":
        if inBrackets || scalars[index + 1] == " " { return false }
      case "#": if index > 0, scalars[index - 1] == " " { return false }
      case ",", "[", "]", "{", "}": if inBrackets { return false }
      case "\"", "'", "\\", "`": if inBrackets { return false }
      default: break
      }
    }
    let words: Set = ["true", "false", "yes", "no", "on", "off", "null", "y", "n", "nan", "inf"]
    return !words.contains(text.lowercased())
  }
}

/// `text` in one line, without characters that no page may hold.
func oneLine(_ text: String) -> String {
  var kept = String.UnicodeScalarView()
  var isSpace = true
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20, 0x85, 0x2028, 0x2029:
      if !isSpace { kept.append(" ") }
      isSpace = true
    case _ where scalar.isForbidden: break
    default:
      kept.append(scalar)
      isSpace = false
    }
  }
  while kept.last == " " { kept.removeLast() }
  return String(kept)
}

/// `text` so that as a headline it is shown as it stands: headlines are read without tags, marks of
/// code and strong text, and with references.
func headlineText(_ text: String) -> String {
  let scalars = Array(oneLine(text).unicodeScalars)
  var out = String.UnicodeScalarView()
  for (index, scalar) in scalars.enumerated() {
    let next = index + 1 < scalars.count ? scalars[index + 1] : " "
    switch scalar {
    case "&" where next.isASCIIWord || next == "#": out.append(contentsOf: "&amp;".unicodeScalars)
    case "<" where next.isASCIIWord || next == "/" || next == "!":
      out.append(contentsOf: "&lt;".unicodeScalars)
    case "`": out.append(contentsOf: "&#96;".unicodeScalars)
    case "*" where next == "*": out.append(contentsOf: "&#42;".unicodeScalars)
    default: out.append(scalar)
    }
  }
  return String(out)
}
