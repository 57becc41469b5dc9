import StetXML

/// `text`, which may be HTML, without marks and in one line.
///
/// Feeds write titles both ways. Text is taken for HTML only where it has a reference or an element
/// that is closed, so that “a < b” and a lone “<b>” stay what they are.
func plainText(ofHTML text: String) -> String {
  let line = text.split { $0.isWhitespace }.joined(separator: " ")
  guard isHTML(line) else { return withoutForbidden(line) }
  do throws(HTMLProblem) {
    let tree = try readHTML(line)
    var plain = ""
    for node in tree.nodes {
      switch node.kind {
      case .text: plain += node.text
      case .element: if HTMLNames.blocks.contains(node.name) || node.name == "br" { plain += " " }
      case .comment: break
      }
    }
    return withoutForbidden(plain.split { $0.isWhitespace }.joined(separator: " "))
  } catch {
    return withoutForbidden(line)
  }
}

/// `text` without the characters that no page may hold.
func withoutForbidden(_ text: String) -> String {
  String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.isForbidden }))
}

/// Whether `text` has a character reference, or an element with its end.
func isHTML(_ text: String) -> Bool {
  let bytes = Array(text.utf8)
  for index in bytes.indices where bytes[index] == UInt8(ascii: "&") {
    let name = bytes[(index + 1)...].prefix(12).prefix { $0 != UInt8(ascii: ";") }
    let isClosed = name.endIndex < bytes.count && bytes[name.endIndex] == UInt8(ascii: ";")
    let isName = name.allSatisfy { $0 == UInt8(ascii: "#") || Unicode.Scalar($0).isASCIIWord }
    if isClosed, isName, !name.isEmpty { return true }
  }
  return text.contains("</") || text.contains("/>") || text.contains("<br")
}
