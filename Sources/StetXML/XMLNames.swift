import CLibXML2

/// The names and namespaces of a document as text and numbers.
///
/// The parser's dictionary has one pointer for each name, so that is what names are known by.
@safe struct XMLNames {
  private let namespaces: [String]
  private var nameKeys: [UnsafePointer<xmlChar>?] = unsafe Array(repeating: nil, count: 256)
  private var nameTexts = Array(repeating: "", count: 256)
  private var namespaceKeys: [UnsafePointer<xmlChar>?] = unsafe Array(repeating: nil, count: 256)
  private var namespaceNumbers = Array(repeating: 0, count: 256)

  /// Names of a document in which `namespaces` are known by their places.
  init(_ namespaces: [String]) {
    self.namespaces = namespaces
  }

  /// The name as text; empty for none.
  mutating func interned(_ name: UnsafePointer<xmlChar>?) -> String {
    guard let name = unsafe name else { return "" }
    let slot = Int(bitPattern: name) >> 3 & 255
    if unsafe nameKeys[slot] == name { return nameTexts[slot] }
    let text = unsafe String(cString: name)
    unsafe nameKeys[slot] = name
    nameTexts[slot] = text
    return text
  }

  /// The number of the namespace.
  mutating func namespace(_ uri: UnsafePointer<xmlChar>?) -> Int {
    guard let uri = unsafe uri else { return XMLTree.none }
    let slot = Int(bitPattern: uri) >> 3 & 255
    if unsafe namespaceKeys[slot] == uri { return namespaceNumbers[slot] }
    let number = namespaces.firstIndex(of: unsafe String(cString: uri)) ?? XMLTree.unknown
    unsafe namespaceKeys[slot] = uri
    namespaceNumbers[slot] = number
    return number
  }
}
