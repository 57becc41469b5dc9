import StetContent
import StetCore
import StetXML
import Testing

@testable import StetImport

/// The text that a browser shows of `html`: blocks and line breaks part words, white space is one
/// blank, and what nobody reads is left out.
func shownText(_ html: String) throws -> String {
  let tree = try readHTML(html)
  var text = ""
  var index = 0
  while index < tree.nodes.count {
    let node = tree.nodes[index]
    switch node.kind {
    case .text: text += node.text
    case .comment: break
    case .element:
      if ["script", "style", "template", "noscript"].contains(node.name) {
        index = node.next
        continue
      }
      if HTMLNames.blocks.contains(node.name) || node.name == "br" || node.name == "img" {
        text += " "
      }
    }
    index += 1
    // Where a block ends, too, a word ends.
    for ended in ends(at: index, in: tree) where HTMLNames.blocks.contains(tree.nodes[ended].name) {
      text += " "
    }
  }
  return text.split { $0.isWhitespace }.joined(separator: " ")
}

private func ends(at index: Int, in tree: HTMLTree) -> [Int] {
  guard index > 0 else { return [] }
  var found: [Int] = []
  var at = index - 1
  while at >= 0 {
    if tree.nodes[at].kind == .element, tree.nodes[at].next == index { found.append(at) }
    at = tree.nodes[at].parent
  }
  return found
}

/// What stet makes of `markdown` in a folder of its own dialect.
func page(_ markdown: String) -> String {
  html(ofMarkdown: markdown, in: ParseContext())
}

/// `text` with typed marks in place of typographic ones.
func typed(_ text: String) -> String {
  var out = text
  for (mark, typed) in [
    ("“", "\""), ("”", "\""), ("‘", "'"), ("’", "'"), ("–", "--"), ("—", "---"), ("…", "..."),
  ] {
    out = out.replacing(mark, with: typed)
  }
  return out
}

/// Random numbers that are the same for the same seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
