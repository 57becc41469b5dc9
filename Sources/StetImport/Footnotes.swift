import StetXML

/// The footnotes of a text, where they are written as generators write them: a number in the text
/// that links to an item at the end, and a link back.
struct Footnotes {
  /// The element in the text that refers to a note, by node, and the note's label.
  private(set) var references: [Int: String] = [:]
  /// The element that holds each note, in order.
  private(set) var definitions: [(label: String, node: Int)] = []
  /// Elements that hold nothing but notes.
  private(set) var containers: Set<Int> = []
  /// Links from a note back to the text.
  private(set) var returns: Set<Int> = []

  init() {}

  /// The footnotes in `tree`; none unless every note of a list is referred to.
  init(in tree: HTMLTree) {
    for index in tree.nodes.indices where isContainer(tree, index) {
      if containers.contains(where: { $0 < index && index < tree.nodes[$0].next }) { continue }
      take(index, in: tree)
    }
  }

  private func isContainer(_ tree: HTMLTree, _ index: Int) -> Bool {
    let node = tree.nodes[index]
    guard node.kind == .element, ["section", "div", "ol", "aside", "footer"].contains(node.name)
    else { return false }
    let words = ((node.value("class") ?? "") + " " + (node.value("role") ?? "")).lowercased()
    return words.contains("footnotes") || words.contains("doc-endnotes")
  }

  private mutating func take(_ container: Int, in tree: HTMLTree) {
    let inner = container..<tree.nodes[container].next
    var notes: [String: Int] = [:]
    var order: [String] = []
    for index in inner where tree.nodes[index].name == "li" {
      guard let id = tree.nodes[index].value("id"), notes[id] == nil else { return }
      notes[id] = index
      order.append(id)
    }
    if order.isEmpty { return }
    var found: [Int: String] = [:]
    var places: Set<String> = []
    for index in tree.nodes.indices where !inner.contains(index) {
      guard tree.nodes[index].name == "a", let id = Footnotes.fragment(tree, index),
        notes[id] != nil
      else { continue }
      let parent = tree.nodes[index].parent
      let isRaised = parent >= 0 && tree.nodes[parent].name == "sup"
      let holder = isRaised ? parent : index
      guard tree.text(of: holder).filter({ !$0.isWhitespace }).count <= 6 else { return }
      found[holder] = id
      for id in [index, holder].compactMap({ tree.nodes[$0].value("id") }) { places.insert(id) }
    }
    guard Set(found.values).count == order.count else { return }
    let labels = Dictionary(
      uniqueKeysWithValues: order.enumerated().map { ($0.element, String($0.offset + 1)) })
    for (node, id) in found { references[node] = labels[id] }
    for id in order {
      if let node = notes[id], let label = labels[id] { definitions.append((label, node)) }
    }
    for index in inner where tree.nodes[index].name == "a" {
      guard let id = Footnotes.fragment(tree, index) else { continue }
      let isMarked = (tree.nodes[index].value("class") ?? "").contains("backref")
      if places.contains(id) || isMarked || id.hasPrefix("fnref") { returns.insert(index) }
    }
    containers.insert(container)
  }

  /// What stands behind `#` in the address of the link `index`.
  private static func fragment(_ tree: HTMLTree, _ index: Int) -> String? {
    guard let href = tree.nodes[index].value("href"), let mark = href.lastIndex(of: "#") else {
      return nil
    }
    let name = String(href[href.index(after: mark)...])
    return name.isEmpty ? nil : name
  }
}
