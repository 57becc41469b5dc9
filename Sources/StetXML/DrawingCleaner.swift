import CLibXML2

/// A drawing (SVG) without what could act or fetch.
package struct CleanDrawing: Sendable, Hashable {
  /// The file; nil where nothing had to be taken out.
  package let bytes: [UInt8]?
  /// What was taken out, each kind once, in order: `script`, `onclick`, `href`.
  package let removed: [String]
  /// The measure that its root states, in whole pixels; nil where it states none.
  package let size: Size?

  /// A measure in pixels.
  package struct Size: Sendable, Hashable {
    package let width: Int
    package let height: Int
  }
}

/// `bytes` without scripts, foreign content, event handlers and addresses that lead out of the file; nil
/// where it is no well-formed SVG, or larger than anything that people draw.
package func cleanDrawing(_ bytes: [UInt8]) -> CleanDrawing? {
  guard bytes.count <= DrawingCleaner.byteCountMax else { return nil }
  prepareLibrary()
  guard let document = unsafe DrawingCleaner.read(bytes) else { return nil }
  defer { unsafe xmlFreeDoc(document) }
  guard let root = unsafe xmlDocGetRootElement(document),
    unsafe DrawingCleaner.name(of: root) == "svg"
  else { return nil }
  let size = unsafe DrawingCleaner.size(of: root)
  var cleaner = DrawingCleaner()
  unsafe cleaner.clean(document)
  let removed = Array(Set(cleaner.removed)).sorted()
  guard !removed.isEmpty else { return CleanDrawing(bytes: nil, removed: [], size: size) }
  return unsafe CleanDrawing(
    bytes: DrawingCleaner.written(document), removed: removed, size: size)
}

/// Takes nodes out of libxml2's tree, which is at most 256 elements deep.
private struct DrawingCleaner {
  static let byteCountMax = 8 << 20
  private(set) var removed: [String] = []

  private static let forbidden: Set<String> = [
    "script", "foreignobject", "iframe", "object", "embed", "audio", "video", "canvas", "handler",
    "listener", "link", "meta", "base",
  ]
  private static let animations: Set<String> = [
    "set", "animate", "animatetransform", "animatemotion", "discard",
  ]

  static func read(_ bytes: [UInt8]) -> xmlDocPtr? {
    let options =
      XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
    return unsafe bytes.withUnsafeBytes { buffer in
      let start = unsafe buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      return unsafe xmlReadMemory(start, CInt(buffer.count), nil, nil, CInt(options))
    }
  }

  static func written(_ document: xmlDocPtr) -> [UInt8]? {
    var start: UnsafeMutablePointer<xmlChar>?
    var count: CInt = 0
    unsafe xmlDocDumpMemoryEnc(document, &start, &count, "UTF-8")
    guard let start = unsafe start else { return nil }
    defer { unsafe stet_xml_free(start) }
    return unsafe Array(UnsafeBufferPointer(start: start, count: Int(count)))
  }

  /// The local name in lower case; empty for what has none.
  static func name(of node: xmlNodePtr) -> String {
    guard let name = unsafe node.pointee.name else { return "" }
    return unsafe String(cString: name).lowercased()
  }

  mutating func clean(_ document: xmlDocPtr) {
    if let subset = unsafe document.pointee.intSubset, unsafe subset.pointee.children != nil {
      removed.append("entity")
      let node = unsafe UnsafeMutableRawPointer(subset).assumingMemoryBound(to: xmlNode.self)
      unsafe xmlUnlinkNode(node)
      unsafe xmlFreeDtd(subset)
      unsafe document.pointee.intSubset = nil
    }
    var waiting = unsafe [xmlNodePtr]()
    var next = unsafe document.pointee.children
    while let node = unsafe next {
      unsafe next = node.pointee.next
      unsafe waiting.append(node)
    }
    while let node = unsafe waiting.popLast() {
      if let reason = unsafe reasonToRemove(node) {
        removed.append(reason)
        unsafe xmlUnlinkNode(node)
        unsafe xmlFreeNode(node)
        continue
      }
      guard unsafe node.pointee.type == XML_ELEMENT_NODE else { continue }
      unsafe cleanAttributes(of: node)
      var child = unsafe node.pointee.children
      while let inner = unsafe child {
        unsafe child = inner.pointee.next
        unsafe waiting.append(inner)
      }
    }
  }

  private func reasonToRemove(_ node: xmlNodePtr) -> String? {
    switch unsafe node.pointee.type {
    case XML_ELEMENT_NODE:
      let name = unsafe DrawingCleaner.name(of: node)
      if DrawingCleaner.forbidden.contains(name) { return name }
      let text = unsafe name == "style" ? DrawingCleaner.text(of: node) : ""
      if !DrawingCleaner.isStillStyle(text) {
        return "style"
      }
      if DrawingCleaner.animations.contains(name),
        let target = unsafe DrawingCleaner.attribute("attributeName", of: node)?.lowercased(),
        target.hasSuffix("href") || target.hasPrefix("on")
      {
        return name
      }
      return nil
    case XML_PI_NODE: return "xml-stylesheet"
    case XML_ENTITY_REF_NODE: return "entity"
    default: return nil
    }
  }

  private mutating func cleanAttributes(of node: xmlNodePtr) {
    let element = unsafe DrawingCleaner.name(of: node)
    var next = unsafe node.pointee.properties
    while let attribute = unsafe next {
      unsafe next = attribute.pointee.next
      let name = unsafe String(cString: attribute.pointee.name).lowercased()
      let content = unsafe xmlNodeListGetString(node.pointee.doc, attribute.pointee.children, 1)
      let value = unsafe content.map { unsafe String(cString: $0) } ?? ""
      if let content = unsafe content { unsafe stet_xml_free(content) }
      if DrawingCleaner.isHarmless(name, value, in: element) { continue }
      removed.append(name)
      unsafe xmlRemoveProp(attribute)
    }
  }

  private static func isHarmless(_ name: String, _ value: String, in element: String) -> Bool {
    if name.hasPrefix("on") { return false }
    let plain = String(value.lowercased().unicodeScalars.filter { $0.value > 0x20 })
    if name == "href" || name == "src" || name == "action" || name == "formaction" {
      if plain.isEmpty || plain.hasPrefix("#") { return true }
      if plain.hasPrefix("data:image/"), !plain.hasPrefix("data:image/svg") { return true }
      guard element == "a" else { return false }
      let scheme = plain.prefix { $0 != ":" && $0 != "/" && $0 != "?" && $0 != "#" }
      let isBare = scheme.count == plain.count || plain.dropFirst(scheme.count).first != ":"
      return isBare || ["http", "https", "mailto"].contains(String(scheme))
    }
    return isStillStyle(plain)
  }

  /// Whether a style fetches nothing.
  private static func isStillStyle(_ style: String) -> Bool {
    let plain = String(style.lowercased().unicodeScalars.filter { $0.value > 0x20 })
    // An escape could spell either of the words that are looked for.
    let hasEscape = plain.contains("\\")
    if hasEscape || plain.contains("@import") || plain.contains("expression(") { return false }
    return plain.split(separator: "url(", omittingEmptySubsequences: false).dropFirst().allSatisfy {
      let target = $0.drop { $0 == "\"" || $0 == "'" }
      return target.hasPrefix("#")
        || target.hasPrefix("data:") && !target.hasPrefix("data:image/svg")
    }
  }

  /// `width` and `height`, else the last two numbers of `viewBox`.
  static func size(of root: xmlNodePtr) -> CleanDrawing.Size? {
    let stated = unsafe [attribute("width", of: root), attribute("height", of: root)]
    var lengths = stated.compactMap { $0.flatMap(pixels) }
    if lengths.count < 2 {
      let box = unsafe attribute("viewBox", of: root) ?? ""
      let numbers = box.split { $0 == " " || $0 == "," }.compactMap { pixels(String($0)) }
      lengths = numbers.count == 4 ? Array(numbers.suffix(2)) : []
    }
    guard lengths.count == 2, lengths.allSatisfy({ (1...100_000).contains($0) }) else { return nil }
    return CleanDrawing.Size(
      width: Int(lengths[0].rounded()), height: Int(lengths[1].rounded()))
  }

  private static func pixels(_ text: String) -> Double? {
    Double(text.hasSuffix("px") ? String(text.dropLast(2)) : text)
  }

  private static func text(of node: xmlNodePtr) -> String {
    guard let content = unsafe xmlNodeGetContent(node) else { return "" }
    defer { unsafe stet_xml_free(content) }
    return unsafe String(cString: content)
  }

  private static func attribute(_ name: String, of node: xmlNodePtr) -> String? {
    guard let value = unsafe xmlGetProp(node, name) else { return nil }
    defer { unsafe stet_xml_free(value) }
    return unsafe String(cString: value)
  }
}
