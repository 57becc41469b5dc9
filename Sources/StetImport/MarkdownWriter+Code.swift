import StetXML

extension MarkdownWriter {
  /// The block of code `index`.
  func code(_ index: Int) -> [MarkdownBlock] {
    var text = ""
    for at in index + 1..<max(index + 1, tree.nodes[index].next) {
      let node = tree.nodes[at]
      if node.kind == .text { text += node.text } else if node.name == "br" { text += "\n" }
    }
    text = String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.isForbidden }))
    text = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    if text.hasPrefix("\n") { text.removeFirst() }
    while text.hasSuffix("\n") { text.removeLast() }
    guard text.contains(where: { !$0.isWhitespace }) else { return [] }
    text = literalCalls(text)
    let fence = String(repeating: "`", count: max(3, longestRun(of: "`", in: text) + 1))
    return [
      MarkdownBlock(kind: .code, text: "\(fence)\(language(of: index))\n\(text)\n\(fence)")
    ]
  }

  /// The language that the code in `index` says it is in; empty where it says none.
  private func language(of index: Int) -> String {
    let inner = tree.children(of: index).first { tree.nodes[$0].name == "code" }
    for node in [inner, index].compactMap(\.self).map({ tree.nodes[$0] }) {
      if let name = node.value("data-lang") ?? node.value("data-language") ?? node.value("lang"),
        isLanguage(name)
      {
        return name
      }
      let words = (node.value("class") ?? "").split { $0 == " " || $0 == ";" || $0 == ":" }
      for (number, word) in words.enumerated() {
        for prefix in ["language-", "lang-", "highlight-source-"] where word.hasPrefix(prefix) {
          let name = word.dropFirst(prefix.count).lowercased()
          if isLanguage(name) { return name }
        }
        if word == "brush", number + 1 < words.count, isLanguage(String(words[number + 1])) {
          return String(words[number + 1])
        }
      }
    }
    return ""
  }

  private func isLanguage(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 30
      && name.unicodeScalars.allSatisfy { $0.isASCIIWord || "+-#_.".unicodeScalars.contains($0) }
  }
}

/// Code in which escaped calls of shortcodes stay what they are: stet takes one pair of `/*` and `*/`
/// away there too.
func literalCalls(_ code: String) -> String {
  guard code.contains("/*") else { return code }
  return code.replacing("{{</*", with: "{{</*/*").replacing("*/>}}", with: "*/*/>}}")
    .replacing("{{%/*", with: "{{%/*/*").replacing("*/%}}", with: "*/*/%}}")
}

/// The longest run of `character` in `text`.
func longestRun(of character: Unicode.Scalar, in text: String) -> Int {
  var (longest, run) = (0, 0)
  for scalar in text.unicodeScalars {
    run = scalar == character ? run + 1 : 0
    longest = max(longest, run)
  }
  return longest
}
