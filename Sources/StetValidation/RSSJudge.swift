import StetCore
import StetXML

/// Judges an RSS 2.0 or RSS 1.0 document item by item.
func judgeRSS(
  _ reader: inout XMLReader, _ examination: Examination, isRDF: Bool, source: [UInt8]
) -> Examination {
  var rules = RSSRules(examination, isRDF: isRDF, source: source)
  while let item = reader.nextRecord() { rules.judgeItem(item) }
  rules.judgeDocument(reader.shell)
  return rules.examination
}

/// The rules of RSS 2.0, its Best Practices Profile, and RSS 1.0.
struct RSSRules {
  var examination: Examination
  let isRDF: Bool
  /// The document, to see how its text is escaped.
  let source: [UInt8]
  private var guids: Set<String> = []
  private var abouts: Set<String> = []
  private(set) var itemCount = 0
  private var isPodcast = false

  init(_ examination: Examination, isRDF: Bool, source: [UInt8]) {
    self.examination = examination
    self.isRDF = isRDF
    self.source = source
  }

  private var home: Set<Int> {
    isRDF ? [Namespace.rss10.rawValue, Namespace.rss090.rawValue] : [XMLTree.none]
  }

  /// Judges one item, the root of `tree`.
  mutating func judgeItem(_ tree: XMLTree) {
    itemCount += 1
    let offset = tree.nodes[0].offset
    var facts = RSSFacts()
    for child in tree.children(of: 0) {
      if tree.nodes[child].kind == .text {
        judgeStrayText(tree, child, "the item")
        continue
      }
      guard home.contains(tree.nodes[child].namespace) else {
        examination.judgeItemExtension(tree, child, &facts)
        continue
      }
      let name = tree.nodes[child].name
      guard (isRDF ? RSSElements.rdfItem : RSSElements.item).contains(name) else {
        unknown(tree, child, "the item")
        continue
      }
      facts.count(name)
      if facts.counts[name] == 2, name != "category", name != "enclosure" {
        duplicate(tree, child, "the item")
      }
      judge(tree, child, name, &facts)
    }
    if isRDF { judgeAbout(tree, offset) } else { judgeWhole(facts, offset) }
    finish(facts, offset)
  }

  private mutating func judge(
    _ tree: XMLTree, _ node: Int, _ name: String, _ facts: inout RSSFacts
  ) {
    let offset = tree.nodes[node].offset
    let text = tree.trimmedText(of: node)
    switch name {
    case "title":
      facts.title = text
      facts.text += Array(text.utf8) + [0]
      judgeTitle(text, offset)
    case "link":
      facts.link = text
      judgeLink(text, offset, "The item's <link>")
      examination.note(text, isEnclosure: false, at: offset)
    case "description":
      facts.text += tree.textBytes(of: node)
      if facts.counts["content:encoded"] != nil {
        examination.find(
          .rssContentFirst, offset,
          "<description> stands after <content:encoded>, and some readers show the last of them")
      }
      if tree.elements(of: node).isEmpty {
        if !text.isEmpty {
          let bytes = tree.textBytes(of: node)
          examination.judgeCharacters(bytes, at: offset, in: "<description>")
          examination.judgeHTML(bytes, at: offset, in: "<description>")
        }
      } else {
        unknown(tree, tree.elements(of: node)[0], "<description>")
      }
    case "author":
      examination.judgeContact(text, offset, "The item's <author>")
    case "comments": judgeLink(text, offset, "<comments>")
    case "pubDate":
      facts.pubDate = text
      _ = examination.judgeMailDate(text, at: offset, in: "<pubDate>")
    case "enclosure": judgeEnclosure(tree, node, &facts)
    case "guid": judgeGUID(tree, node, text, &facts)
    case "source":
      guard let url = tree.value("url", of: node) else {
        return examination.find(.rssSource, offset, "<source> has no url")
      }
      judgeLink(url, offset, "The url of <source>")
    case "category":
      if text.isEmpty { examination.find(.blankElement, offset, "<category> is blank") }
    default: break
    }
  }

  private mutating func judgeEnclosure(_ tree: XMLTree, _ node: Int, _ facts: inout RSSFacts) {
    let offset = tree.nodes[node].offset
    if facts.counts["enclosure"] == 2 {
      examination.find(
        .rssSeveralEnclosures, offset, "The item has a second enclosure, which readers ignore")
    }
    for name in ["url", "length", "type"] where tree.value(name, of: node) == nil {
      examination.find(.rssEnclosure, offset, "<enclosure> has no \(name)")
    }
    if let url = tree.value("url", of: node) {
      if addressScheme(url) == nil {
        examination.find(
          .rssEnclosureAddress, offset,
          "The url of <enclosure> is \"\(shortened(url))\", not an absolute address")
      } else if let problem = addressProblem(url) {
        examination.find(.rssEnclosureAddress, offset, "The url of <enclosure> \(problem)")
      }
      examination.note(
        url, isEnclosure: true, length: tree.value("length", of: node),
        type: tree.value("type", of: node), at: offset)
    }
    if let length = tree.value("length", of: node), !isCount(length) {
      examination.find(
        .rssEnclosureLength, offset,
        "The enclosure's length \"\(shortened(length))\" is not a number of bytes")
    }
    if let type = tree.value("type", of: node), !isMediaType(type) {
      examination.find(
        .rssEnclosureType, offset,
        "The enclosure's type \"\(shortened(type))\" is not a media type")
    }
  }

  private mutating func judgeGUID(
    _ tree: XMLTree, _ node: Int, _ text: String, _ facts: inout RSSFacts
  ) {
    let offset = tree.nodes[node].offset
    facts.guid = text
    let flag = tree.value("isPermaLink", of: node)
    if let flag, flag != "true", flag != "false" {
      examination.find(
        .rssGUIDFlag, offset, "isPermaLink is \"\(shortened(flag))\", not true or false")
    }
    if text.isEmpty { return examination.find(.blankElement, offset, "<guid> is blank") }
    if flag == nil || flag == "true" {
      let scheme = addressScheme(text)
      let isPage = scheme == "http" || scheme == "https"
      if !isPage || addressProblem(text) != nil {
        examination.find(
          .rssGUIDNotURL, offset,
          "The guid \"\(shortened(text))\" is no web address, so it needs isPermaLink=\"false\"")
      }
    } else if text.utf8.count < 6 && addressScheme(text) == nil {
      examination.find(
        .rssGUIDWeak, offset, "The guid \"\(text)\" is too short to be the only one in the world")
    }
    if !guids.insert(text).inserted {
      examination.find(
        .rssDuplicateGUID, offset, "The guid \"\(shortened(text))\" is that of another item")
    }
  }

  /// Judges what only the whole item shows.
  private mutating func judgeWhole(_ facts: RSSFacts, _ offset: Int) {
    if facts.counts["title"] == nil, facts.counts["description"] == nil {
      examination.find(.rssItemEmpty, offset, "The item has neither a title nor a description")
    }
    if facts.counts["guid"] == nil {
      examination.find(
        .rssMissingGUID, offset, "The item has no guid, so readers cannot tell it from others")
    }
    if facts.counts["pubDate"] != nil, facts.counts["dc:date"] != nil {
      examination.find(
        .rssDuplicateDate, offset, "The item has both pubDate and dc:date, and readers differ")
    }
    if facts.counts["author"] != nil, facts.counts["dc:creator"] != nil {
      examination.find(
        .rssDuplicateDate, offset, "The item has both author and dc:creator, and readers differ")
    }
  }

  private mutating func finish(_ facts: RSSFacts, _ offset: Int) {
    let id = facts.guid ?? facts.link ?? facts.title
    examination.entries.append(
      SeenEntry(
        id: id, address: facts.link, title: facts.title,
        time: facts.pubDate.flatMap { MailDate($0)?.time },
        updated: facts.modified ?? facts.pubDate, content: Fingerprint(of: facts.text),
        offset: offset))
  }

  private mutating func judgeAbout(_ tree: XMLTree, _ offset: Int) {
    guard tree.nodes[0].namespace == Namespace.rss10.rawValue else { return }
    guard let about = tree.value("about", in: Namespace.rdf.rawValue, of: 0) else {
      return examination.find(.rdfAbout, offset, "The item has no rdf:about")
    }
    if !abouts.insert(about).inserted {
      examination.find(
        .rssDuplicateGUID, offset, "The rdf:about \"\(shortened(about))\" is that of another item")
    }
    for name in ["title", "link"] where tree.first(name, .rss10, in: 0) == nil {
      let rule: Rule = name == "title" ? .rssMissingTitle : .rssMissingLink
      examination.find(rule, offset, "The item has no \(name)")
    }
  }
}

/// What the elements of an item said.
struct RSSFacts {
  var counts = NameCounts()
  var title = ""
  var link: String?
  var guid: String?
  var pubDate: String?
  var modified: String?
  var text: [UInt8] = []

  mutating func count(_ name: String) {
    _ = counts.add(name)
  }
}
