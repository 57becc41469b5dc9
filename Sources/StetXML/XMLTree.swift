/// A piece of a document as plain values: its elements and texts in document order.
///
/// Node 0 is the piece's root. A namespace is its place in the list given to the reader; `none` and
/// `unknown` stand for no namespace and for one that the list lacks.
package struct XMLTree: Sendable {
  /// A namespace that no element is in.
  package static let none = -1
  /// A namespace that the reader was not told of.
  package static let unknown = -2

  /// An element, a text, or the mark of a record that was taken out.
  package struct Node: Sendable {
    package enum Kind: Sendable { case element, text, record }

    package let kind: Kind
    /// The element's namespace.
    package let namespace: Int
    /// The element's name without prefix.
    package let name: String
    /// The prefix it was written with; empty for none.
    package let prefix: String
    /// The node that holds this one; -1 for the root.
    package let parent: Int
    /// The offset of the start tag's `<`.
    package let offset: Int
    /// The attributes' places in `attributes`.
    let attributes: Range<Int>
    /// The text's place in `bytes`.
    var text: Range<Int>
    /// The number of the node after this one and everything inside it.
    package internal(set) var next: Int
  }

  /// An attribute of an element.
  package struct Attribute: Sendable {
    package let namespace: Int
    package let name: String
    let value: Range<Int>
  }

  package internal(set) var nodes: [Node] = []
  var attributes: [Attribute] = []
  var bytes: [UInt8] = []

  /// Where the piece begins and ends in the document.
  package internal(set) var range = 0..<0

  /// How many elements, texts and attributes it has.
  var size: Int { nodes.count + attributes.count }

  init() {}

  /// An empty piece with room for as much as `other` holds.
  init(like other: XMLTree?) {
    guard let other else { return }
    nodes.reserveCapacity(other.nodes.count + 2)
    attributes.reserveCapacity(other.attributes.count + 2)
    bytes.reserveCapacity(other.bytes.count + other.bytes.count / 4)
  }

  /// The child nodes of `node`, in document order.
  package func children(of node: Int) -> Children {
    Children(tree: nodes, index: node + 1, end: nodes[node].next)
  }

  /// Steps over subtrees.
  package struct Children: Sequence, IteratorProtocol {
    let tree: [Node]
    var index: Int
    let end: Int

    /// The next child node; nil after the last.
    package mutating func next() -> Int? {
      guard index < end else { return nil }
      defer { index = tree[index].next }
      return index
    }
  }

  /// The attributes of `node`.
  package func attributes(of node: Int) -> ArraySlice<Attribute> {
    attributes[nodes[node].attributes]
  }

  /// The value of the attribute `name` of `node`; nil when it has none.
  package func value(_ name: String, in namespace: Int = XMLTree.none, of node: Int) -> String? {
    for attribute in attributes[nodes[node].attributes]
    where attribute.name == name && attribute.namespace == namespace {
      return String(decoding: bytes[attribute.value], as: UTF8.self)
    }
    return nil
  }

  /// The value of `attribute`.
  package func value(of attribute: Attribute) -> String {
    String(decoding: bytes[attribute.value], as: UTF8.self)
  }

  /// The text directly inside `node`, without that of its child elements.
  package func textBytes(of node: Int) -> [UInt8] {
    if nodes[node].kind == .text { return Array(bytes[nodes[node].text]) }
    if nodes[node].next == node + 2, nodes[node + 1].kind == .text {
      return Array(bytes[nodes[node + 1].text])
    }
    var text: [UInt8] = []
    for child in children(of: node) where nodes[child].kind == .text {
      text.append(contentsOf: bytes[nodes[child].text])
    }
    return text
  }

  /// Whether the text `node` is nothing but white space.
  package func isBlank(_ node: Int) -> Bool {
    bytes[nodes[node].text].allSatisfy { $0 == 0x20 || $0 == 0x0A || $0 == 0x09 || $0 == 0x0D }
  }

  /// The text directly inside `node` as a string.
  package func text(of node: Int) -> String {
    String(decoding: textBytes(of: node), as: UTF8.self)
  }

  /// All text inside `node` and its descendants.
  package func fullText(of node: Int) -> String {
    var text: [UInt8] = []
    for index in node..<nodes[node].next where nodes[index].kind == .text {
      text.append(contentsOf: bytes[nodes[index].text])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The first child element of `node`; nil when it has none.
  package func firstElement(of node: Int) -> Int? {
    children(of: node).first { nodes[$0].kind == .element }
  }

  /// The child elements of `node`, not the records taken out.
  package func elements(of node: Int) -> [Int] {
    children(of: node).filter { nodes[$0].kind == .element }
  }
}
