import StetContent
import StetCore
import StetXML

/// The namespaces that feeds and exports are written in, by their number in `XMLTree`.
enum FeedNamespace: Int, CaseIterable {
  case atom, rss1, rdf, content, dc, dcterms, media, wordpress, excerpt, xml, itunes, rss090

  /// Its address; of WordPress' the version comes from the document.
  func address(wordPress version: String) -> String {
    switch self {
    case .atom: "http://www.w3.org/2005/Atom"
    case .rss1: "http://purl.org/rss/1.0/"
    case .rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    case .content: "http://purl.org/rss/1.0/modules/content/"
    case .dc: "http://purl.org/dc/elements/1.1/"
    case .dcterms: "http://purl.org/dc/terms/"
    case .media: "http://search.yahoo.com/mrss/"
    case .wordpress: "http://wordpress.org/export/\(version)/"
    case .excerpt: "http://wordpress.org/export/\(version)/excerpt/"
    case .xml: "http://www.w3.org/XML/1998/namespace"
    case .itunes: "http://www.itunes.com/dtds/podcast-1.0.dtd"
    case .rss090: "http://my.netscape.com/rdf/simple/0.9/"
    }
  }
}

/// An element of a feed and what can be asked of it.
struct FeedElement {
  let tree: XMLTree
  let node: Int

  /// The child elements called `name`.
  func all(_ name: String, _ namespace: FeedNamespace? = nil) -> [FeedElement] {
    let number = namespace?.rawValue ?? XMLTree.none
    return tree.children(of: node).compactMap { child in
      let found = tree.nodes[child]
      guard found.kind == .element, found.name == name, found.namespace == number else {
        return nil
      }
      return FeedElement(tree: tree, node: child)
    }
  }

  /// The first child element called `name`.
  func first(_ name: String, _ namespace: FeedNamespace? = nil) -> FeedElement? {
    all(name, namespace).first
  }

  /// The text of the first child element called `name`, without blanks around it; nil where it is
  /// missing or empty.
  func text(_ name: String, _ namespace: FeedNamespace? = nil) -> String? {
    first(name, namespace)?.text
  }

  /// Its text without blanks around it; nil where that is empty.
  var text: String? {
    let text = tree.fullText(of: node)
    let start = text.unicodeScalars.drop { $0.properties.isWhitespace }
    guard let end = start.lastIndex(where: { !$0.properties.isWhitespace }) else { return nil }
    return String(Substring(start[...end]))
  }

  /// Its text as it stands.
  var wholeText: String { tree.fullText(of: node) }

  /// The value of its attribute `name`.
  func value(_ name: String, _ namespace: FeedNamespace? = nil) -> String? {
    tree.value(name, in: namespace?.rawValue ?? XMLTree.none, of: node)
  }

  /// Where its start tag stands.
  var offset: Int { tree.nodes[node].offset }

  /// What is inside it as HTML (Atom's `type="xhtml"`).
  var html: String {
    var out = ""
    var open: [Int] = []
    for at in node + 1..<max(node + 1, tree.nodes[node].next) {
      while let last = open.last, tree.nodes[last].next <= at {
        out += "</\(tree.nodes[last].name)>"
        open.removeLast()
      }
      let part = tree.nodes[at]
      if part.kind == .text {
        out += escaped(tree.text(of: at))
        continue
      }
      out += "<" + part.name
      for attribute in tree.attributes(of: at) where attribute.namespace == XMLTree.none {
        out += " \(attribute.name)=\"\(escaped(tree.value(of: attribute)))\""
      }
      out += ">"
      if !HTMLNames.void.contains(part.name) { open.append(at) }
    }
    for last in open.reversed() { out += "</\(tree.nodes[last].name)>" }
    return out
  }

  private func escaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.appendEscaped(text)
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// The feed or export in the XML `bytes`; nil, with the reason, where it is none.
func readXMLFeed(_ bytes: [UInt8], address: String?, _ report: inout Report) -> Export? {
  let namespaces = FeedNamespace.allCases.map { $0.address(wordPress: wordPressVersion(of: bytes)) }
  guard
    var reader = XMLReader(
      bytes, namespaces: namespaces, records: ["item", "entry"],
      limits: XMLLimits(byteCountMax: 3 * exportByteCountMax))
  else {
    report.error(.importMalformed, nil, "there is no memory to read it")
    return nil
  }
  var pieces: [FeedElement] = []
  while let record = reader.nextRecord() {
    pieces.append(FeedElement(tree: record, node: 0))
  }
  for problem in reader.problems where problem.kind != .namespace {
    report.error(
      problem.kind == .limit ? .importExcessive : .importMalformed,
      SourceRange(problem.offset, problem.offset),
      "this cannot be read on from here: \(problem.message)",
      note: pieces.isEmpty ? nil : "what stands before is imported")
    break
  }
  guard let root = reader.root else {
    if reader.problems.isEmpty {
      report.error(.importMalformed, nil, "this is neither XML nor JSON")
    }
    return nil
  }
  let shell = FeedElement(tree: reader.shell, node: 0)
  switch (root.name, root.namespace) {
  case ("feed", FeedNamespace.atom.rawValue):
    return readAtom(shell, pieces, address: address, &report)
  case ("rss", XMLTree.none):
    let channel = shell.first("channel") ?? shell
    if channel.first("wxr_version", .wordpress) != nil
      || pieces.contains(where: { $0.first("post_type", .wordpress) != nil })
    {
      return readWordPress(channel, pieces, &report)
    }
    return readRSS(channel, pieces, nil, .rss2, address: address, &report)
  case ("RDF", FeedNamespace.rdf.rawValue):
    let names: [FeedNamespace] = [.rss1, .rss090]
    for namespace in names {
      if let channel = shell.first("channel", namespace) {
        return readRSS(channel, pieces, namespace, .rss1, address: address, &report)
      }
    }
    fallthrough
  default:
    report.error(
      .importMalformed, SourceRange(root.offset, root.offset + 1),
      "`\(root.name)` begins no feed or export that stet knows",
      note: "RSS 2.0 and 1.0, Atom, JSON Feed and WordPress exports can be imported")
    return nil
  }
}

/// The version in the address of WordPress' namespace, `1.2` where there is none.
private func wordPressVersion(of bytes: [UInt8]) -> String {
  let head = String(decoding: bytes.prefix(4096), as: UTF8.self)
  guard let start = head.firstRange(of: "wordpress.org/export/")?.upperBound else { return "1.2" }
  let version = head[start...].prefix { $0.isNumber || $0 == "." }
  return version.isEmpty ? "1.2" : String(version)
}
