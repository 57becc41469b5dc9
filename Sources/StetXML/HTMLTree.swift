/// A piece of HTML as plain values: its elements, texts and comments in document order.
///
/// It has no root; what stands at the top has the parent -1.
package struct HTMLTree: Sendable {
  /// An element, a text or a comment.
  package struct Node: Sendable {
    package enum Kind: Sendable { case element, text, comment }

    package let kind: Kind
    /// The element's name in lower case; empty for a text.
    package let name: String
    /// The element's attributes, their names in lower case, in the order written.
    package let attributes: [Attribute]
    /// The text, or what the comment says; its character references are resolved.
    package internal(set) var text: String
    /// The node that holds this one; -1 at the top.
    package let parent: Int
    /// How many line ends stand before it.
    package let line: Int
    /// The number of the node after this one and everything inside it.
    package internal(set) var next: Int

    /// The value of the attribute `name`; nil when there is none.
    package func value(_ name: String) -> String? {
      attributes.first { $0.name == name }?.value
    }
  }

  /// An attribute of an element; without a value it has an empty one.
  package struct Attribute: Sendable {
    package let name: String
    package let value: String
  }

  package internal(set) var nodes: [Node] = []

  /// The nodes at the top.
  package var top: Children { Children(nodes: nodes, index: 0, end: nodes.count) }

  /// The child nodes of `node`, in document order.
  package func children(of node: Int) -> Children {
    Children(nodes: nodes, index: node + 1, end: nodes[node].next)
  }

  /// Steps over subtrees.
  package struct Children: Sequence, IteratorProtocol {
    let nodes: [Node]
    var index: Int
    let end: Int

    /// The next child node; nil after the last.
    package mutating func next() -> Int? {
      guard index < end else { return nil }
      defer { index = nodes[index].next }
      return index
    }
  }

  /// All text in `node` and its descendants.
  package func text(of node: Int) -> String {
    var text = ""
    for index in node..<nodes[node].next where nodes[index].kind == .text {
      text += nodes[index].text
    }
    return text
  }
}
