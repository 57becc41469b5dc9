import CLibXML2
import StetCore

/// Judges pieces of documents against a grammar that is compiled once.
///
/// libxml2 is asked once for each shape: the elements, how they are nested, their attributes, the
/// values of those attributes that the grammar heeds, and whether there is text. So the grammar must
/// not look at what a text says, nor at the values of other attributes.
///
/// A class because libxml2 keeps a pointer to it during a call. libxml2 does not promise that one
/// compiled grammar may be used by two threads at once, so it is not Sendable: every worker makes
/// its own.
@safe package final class RelaxNGJudge {
  private let schema: RelaxNGSchema
  private let context: xmlRelaxNGValidCtxtPtr
  private let namespaces: [String]
  private let heeded: Set<String>
  private var allowed: Set<Fingerprint> = []
  private var message = ""

  private static let shapeCountMax = 10_000

  /// A judge of the grammar that `source` writes in XML syntax; nil when it is none.
  ///
  /// `namespaces` is the list that its trees number; `heeded` are the attributes whose values the
  /// grammar looks at.
  package init?(grammar source: [UInt8], namespaces: [String], heeding heeded: Set<String>) {
    guard let schema = RelaxNGSchema(source: source) else { return nil }
    guard let context = unsafe xmlRelaxNGNewValidCtxt(schema.pointer) else { return nil }
    unsafe self.context = context
    self.schema = schema
    self.namespaces = namespaces
    self.heeded = heeded
  }

  deinit {
    unsafe xmlRelaxNGFreeValidCtxt(context)
  }

  /// What the grammar has against the piece `tree`, its marks of records left out; nil when nothing.
  func complaint(about tree: XMLTree) -> String? {
    let shape = shape(of: tree)
    if allowed.contains(shape) { return nil }
    guard let document = unsafe document(of: tree) else { return "there is no memory to judge it" }
    defer { unsafe xmlFreeDoc(document) }
    if let complaint = unsafe complaint(about: document) { return complaint }
    if allowed.count < RelaxNGJudge.shapeCountMax { allowed.insert(shape) }
    return nil
  }

  private func complaint(about document: xmlDocPtr) -> String? {
    message = ""
    unsafe xmlRelaxNGSetValidStructuredErrors(
      context,
      { data, error in
        guard let data = unsafe data, let error = unsafe error else { return }
        let judge = unsafe Unmanaged<RelaxNGJudge>.fromOpaque(data).takeUnretainedValue()
        guard judge.message.isEmpty, let text = unsafe error.pointee.message else { return }
        judge.message = unsafe String(cString: text)
      }, Unmanaged.passUnretained(self).toOpaque())
    let result = unsafe xmlRelaxNGValidateDoc(context, document)
    if result == 0 { return nil }
    return message.isEmpty ? "the grammar does not allow it" : message
  }

  /// All that the grammar can see of the piece.
  private func shape(of tree: XMLTree) -> Fingerprint {
    var shape: [UInt8] = []
    shape.reserveCapacity(tree.nodes.count * 16)
    for (index, node) in tree.nodes.enumerated() {
      if node.kind == .record || node.kind == .text && tree.isBlank(index) { continue }
      let distance = UInt32(truncatingIfNeeded: index - node.parent)
      shape.append(node.kind == .text ? 1 : 2)
      for shift: UInt32 in [0, 8, 16, 24] {
        shape.append(UInt8(truncatingIfNeeded: distance >> shift))
      }
      shape.append(UInt8(truncatingIfNeeded: node.namespace))
      shape.append(utf8Of: node.name)
      for attribute in tree.attributes(of: index) {
        shape.append(3)
        shape.append(UInt8(truncatingIfNeeded: attribute.namespace))
        shape.append(utf8Of: attribute.name)
        guard heeded.contains(attribute.name) else { continue }
        shape.append(4)
        shape.append(contentsOf: tree.bytes[attribute.value])
      }
    }
    return Fingerprint(of: shape)
  }

  /// The piece as a tree of libxml2's, with an `x` for every text and every value not heeded.
  private func document(of tree: XMLTree) -> xmlDocPtr? {
    guard let document = unsafe xmlNewDoc(nil) else { return nil }
    var made: [xmlNodePtr?] = unsafe Array(repeating: nil, count: tree.nodes.count)
    var scopes: [Int: xmlNsPtr] = unsafe [:]
    for (index, node) in tree.nodes.enumerated() {
      if node.kind == .record || node.kind == .text && tree.isBlank(index) { continue }
      let parent = unsafe node.parent < 0 ? nil : made[node.parent]
      if node.kind == .text {
        unsafe xmlAddChild(parent, xmlNewDocText(document, "x"))
        continue
      }
      let element = unsafe xmlNewDocNode(document, nil, node.name, nil)
      if let parent = unsafe parent {
        unsafe xmlAddChild(parent, element)
      } else {
        unsafe xmlDocSetRootElement(document, element)
      }
      unsafe made[index] = element
      let root = unsafe made[0]
      unsafe xmlSetNs(element, scope(node.namespace, root, &scopes))
      for attribute in tree.attributes(of: index) {
        let value = heeded.contains(attribute.name) ? tree.value(of: attribute) : "x"
        let scope = unsafe scope(attribute.namespace, root, &scopes)
        unsafe xmlNewNsProp(element, scope, attribute.name, value)
      }
    }
    return unsafe document
  }

  /// The declaration of the namespace `number`, on the root.
  private func scope(
    _ number: Int, _ root: xmlNodePtr?, _ scopes: inout [Int: xmlNsPtr]
  ) -> xmlNsPtr? {
    if number == XMLTree.none { return nil }
    if let known = unsafe scopes[number] { return unsafe known }
    let address = namespaces.indices.contains(number) ? namespaces[number] : "urn:unknown"
    let made = unsafe xmlNewNs(root, address, "n\(number + 2)")
    if let made = unsafe made { unsafe scopes[number] = made }
    return unsafe made
  }
}
