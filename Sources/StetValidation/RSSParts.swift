import StetCore
import StetXML

extension RSSRules {
  mutating func judgeTitle(_ text: String, _ offset: Int) {
    if text.isEmpty { return examination.find(.blankElement, offset, "<title> is blank") }
    examination.judgePlainText(text, at: offset, in: "<title>")
    // The profile asks for &#x26; because readers treat &amp; in two ways.
    guard let end = source[min(offset, source.count)...].firstRange(of: Array("</".utf8)) else {
      return
    }
    let written = source[min(offset, source.count)..<end.lowerBound]
    if written.contains(0x26),
      written.firstRange(of: Array("&amp;".utf8)) != nil
        || written.firstRange(of: Array("&lt;".utf8)) != nil
    {
      examination.find(
        .rssCharacterData, offset, "In titles & is best written &#x26; and < as &#x3C;")
    }
  }

  mutating func judgeLink(_ text: String, _ offset: Int, _ place: String) {
    if text.isEmpty { return examination.find(.blankElement, offset, "\(place) is blank") }
    guard addressScheme(text) != nil else {
      return examination.find(
        .rssLinkRelative, offset, "\(place) is \"\(shortened(text))\", not an absolute address")
    }
    examination.judgeAddress(text, at: offset, in: place)
  }

  mutating func judgeStrayText(_ tree: XMLTree, _ node: Int, _ place: String) {
    let text = tree.trimmedText(of: node)
    if text.isEmpty { return }
    examination.find(
      .rssStrayText, tree.nodes[node].offset,
      "The text \"\(shortened(text))\" stands between the elements of \(place)")
  }

  mutating func unknown(_ tree: XMLTree, _ node: Int, _ place: String) {
    examination.find(
      .rssUnknownElement, tree.nodes[node].offset,
      "RSS has no <\(tree.writtenName(of: node))> in \(place)")
  }

  mutating func duplicate(_ tree: XMLTree, _ node: Int, _ place: String) {
    examination.find(
      .rssDuplicateElement, tree.nodes[node].offset,
      "There is a second <\(tree.nodes[node].name)> in \(place)")
  }
}

extension Examination {
  /// Judges an element of another namespace in an item, and notes what it says.
  mutating func judgeItemExtension(_ tree: XMLTree, _ node: Int, _ facts: inout RSSFacts) {
    let (name, offset) = (tree.nodes[node].name, tree.nodes[node].offset)
    switch (tree.namespace(of: node), name) {
    case (.content, "encoded"):
      let bytes = tree.textBytes(of: node)
      facts.text += bytes
      facts.count("content:encoded")
      judgeCharacters(bytes, at: offset, in: "<content:encoded>")
      judgeHTML(bytes, at: offset, in: "<content:encoded>")
    case (.dc, "date"): facts.count("dc:date")
    case (.dc, "creator"): facts.count("dc:creator")
    case (.dcterms, "modified"): facts.modified = tree.trimmedText(of: node)
    case (.atom, "link"):
      if let link = judgeLink(tree, node) { judgeHistoryInEntry([link]) }
    default: break
    }
    judgeExtension(tree, node, inEntry: true)
  }

  /// Judges who answers for a channel or wrote an item: an e-mail address, then a name.
  mutating func judgeContact(_ text: String, _ offset: Int, _ place: String) {
    let email = text.prefix { $0 != " " && $0 != "(" }
    if isEmail(String(email)) { return }
    find(
      .rssAuthor, offset,
      "\(place) is \"\(shortened(text))\"; it must be an e-mail address, or use dc:creator")
  }
}
