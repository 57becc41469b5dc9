import StetCore
import StetXML

/// What holds Atom metadata.
enum AtomContainer {
  case feed, entry, source

  /// The elements allowed inside (RFC 4287 §4.1.1, §4.1.2, §4.2.11).
  var elements: [String] {
    switch self {
    case .feed: AtomContainer.ofFeed
    case .source: AtomContainer.ofSource
    case .entry: AtomContainer.ofEntry
    }
  }

  private static let common = [
    "author", "category", "contributor", "id", "link", "rights", "title", "updated",
  ]
  private static let ofSource = common + ["generator", "icon", "logo", "subtitle"]
  private static let ofFeed = ofSource + ["entry"]
  private static let ofEntry = common + ["content", "published", "source", "summary"]

  /// What to call it in a message.
  var name: String {
    switch self {
    case .feed: "the feed"
    case .entry: "the entry"
    case .source: "the source"
    }
  }
}

/// A link as Atom writes it.
struct AtomLink {
  let relation: String
  let address: String
  let type: String?
  let language: String?
  let offset: Int
}

/// How often each of a few names was met; looked through faster than hashed.
struct NameCounts {
  private var seen: [(name: String, count: Int)] = []

  /// How often `name` was met; nil where it never was.
  subscript(name: String) -> Int? { seen.first { $0.name == name }?.count }

  /// Counts `name` once more and says how often it was met by now.
  mutating func add(_ name: String) -> Int {
    guard let place = seen.firstIndex(where: { $0.name == name }) else {
      seen.append((name, 1))
      return 1
    }
    seen[place].count += 1
    return seen[place].count
  }
}

/// What the elements of a feed or entry said.
struct AtomFacts {
  var counts = NameCounts()
  var id = ""
  var title = ""
  var updatedText: String?
  var updated: Timestamp?
  var published: Timestamp?
  var links: [AtomLink] = []
  var needsSummary = false
  var sourceHasAuthor = false
  var text: [UInt8] = []

  /// The first alternate link's address.
  var alternate: String? { links.first { $0.relation == "alternate" }?.address }
  /// Whether there is an alternate link.
  var hasAlternate: Bool { alternate != nil }
  /// Of title, summary and content.
  var fingerprint: Fingerprint { Fingerprint(of: text) }
}

extension Examination {
  /// Judges what is inside a feed, entry or source, one element after the other.
  mutating func judgeAtomContainer(
    _ tree: XMLTree, _ node: Int, _ container: AtomContainer
  ) -> AtomFacts {
    var facts = AtomFacts()
    let allowed = container.elements
    var lastRecord = -1
    judgeAttributes(tree, node, allowed: [])
    for child in tree.children(of: node) {
      let offset = tree.nodes[child].offset
      switch tree.nodes[child].kind {
      case .record: lastRecord = child
      case .text: judgeStrayText(tree, child, in: container.name)
      case .element:
        guard tree.namespace(of: child) == .atom else {
          judgeExtension(tree, child, inEntry: container == .entry)
          continue
        }
        let name = tree.nodes[child].name
        guard allowed.contains(name) else {
          find(.atomUnknownElement, offset, "Atom has no <\(name)> in \(container.name)")
          continue
        }
        if lastRecord >= 0 {
          find(.atomMetadataAfterEntry, offset, "<\(name)> stands after an entry")
          lastRecord = -1
        }
        count(name, in: &facts, container, offset)
        judgeAtomElement(tree, child, name, container, &facts)
      }
    }
    judgeAlternates(facts)
    return facts
  }

  private mutating func count(
    _ name: String, in facts: inout AtomFacts, _ container: AtomContainer, _ offset: Int
  ) {
    let seen = facts.counts.add(name) - 1
    if seen == 1, !Examination.manyTimes.contains(name) {
      find(.atomDuplicateElement, offset, "There is a second <\(name)> in \(container.name)")
    }
  }

  /// Elements that may stand more than once.
  private static let manyTimes = ["author", "category", "contributor", "link", "entry"]

  private mutating func judgeAtomElement(
    _ tree: XMLTree, _ node: Int, _ name: String, _ container: AtomContainer,
    _ facts: inout AtomFacts
  ) {
    let offset = tree.nodes[node].offset
    switch name {
    case "id":
      facts.id = judgeValue(tree, node)
      judgeID(facts.id, offset, container)
    case "title", "subtitle", "summary", "rights":
      let text = judgeTextConstruct(tree, node, name)
      if name == "title" { facts.title = trimmed(text) }
      if name == "title" || name == "summary" {
        facts.text.append(contentsOf: text.utf8)
        facts.text.append(0)
      }
    case "content": judgeContent(tree, node, &facts)
    case "updated":
      let text = judgeValue(tree, node)
      facts.updatedText = text
      facts.updated = judgeAtomDate(text, at: offset, in: "<updated>")
    case "published":
      facts.published = judgeAtomDate(judgeValue(tree, node), at: offset, in: "<published>")
    case "icon", "logo":
      judgeAddress(judgeValue(tree, node), at: offset, in: "<\(name)>")
    case "generator":
      judgeAttributes(tree, node, allowed: ["uri", "version"])
      if let uri = tree.value("uri", of: node) {
        judgeAddress(uri, at: offset, in: "The generator's uri")
      }
      if tree.trimmedText(of: node).isEmpty {
        find(.blankElement, offset, "<generator> is blank")
      }
    case "author", "contributor": judgePerson(tree, node, name)
    case "category": judgeCategory(tree, node)
    case "link": if let link = judgeLink(tree, node) { facts.links.append(link) }
    case "source":
      let source = judgeAtomContainer(tree, node, .source)
      facts.sourceHasAuthor = source.counts["author"] != nil
    default: break
    }
  }

  /// The text of an element that holds a value, which may have no white space around it.
  mutating func judgeValue(_ tree: XMLTree, _ node: Int) -> String {
    judgeAttributes(tree, node, allowed: [])
    let text = tree.text(of: node)
    let value = trimmed(text)
    let (name, offset) = (tree.nodes[node].name, tree.nodes[node].offset)
    if value != text { find(.atomWhiteSpace, offset, "<\(name)> has white space around its value") }
    if value.isEmpty { find(.blankElement, offset, "<\(name)> is blank") }
    if let child = tree.firstElement(of: node) {
      let inner = tree.writtenName(of: child)
      find(.atomUnknownElement, tree.nodes[child].offset, "<\(inner)> has no place in <\(name)>")
    }
    return value
  }

  private mutating func judgeID(_ id: String, _ offset: Int, _ container: AtomContainer) {
    guard !id.isEmpty else { return }
    guard addressScheme(id) != nil else {
      return find(
        .atomIDRelative, offset, "The id \"\(shortened(id))\" is not an absolute address")
    }
    judgeAddress(id, at: offset, in: "<id>")
    if let problem = canonicalProblem(id) {
      find(.atomIDNotCanonical, offset, "The id \"\(shortened(id))\" is not canonical: \(problem)")
    }
  }

  /// Notes attributes without a namespace that the element may not have.
  mutating func judgeAttributes(
    _ tree: XMLTree, _ node: Int, allowed: @autoclosure () -> [String]
  ) {
    if tree.attributes(of: node).isEmpty { return }
    let allowed = allowed()
    let offset = tree.nodes[node].offset
    for attribute in tree.attributes(of: node) {
      if attribute.namespace == XMLTree.none {
        if allowed.contains(attribute.name) { continue }
        let name = tree.nodes[node].name
        find(.atomUnknownAttribute, offset, "<\(name)> has no attribute \(attribute.name)")
      } else if attribute.namespace == Namespace.xml.rawValue {
        let value = tree.value(of: attribute)
        if attribute.name == "lang" { judgeLanguage(value, at: offset, in: "xml:lang") }
        if attribute.name == "base" { judgeAddress(value, at: offset, in: "xml:base") }
      }
    }
  }

  /// Notes text between elements.
  mutating func judgeStrayText(_ tree: XMLTree, _ node: Int, in place: String) {
    if tree.isBlank(node) { return }
    let text = tree.trimmedText(of: node)
    if text.isEmpty { return }
    find(
      .atomStrayText, tree.nodes[node].offset,
      "The text \"\(shortened(text))\" stands between the elements of \(place)")
  }

  private mutating func judgeAlternates(_ facts: AtomFacts) {
    if facts.links.count < 2 { return }
    var seen: Set<[String]> = []
    for link in facts.links where link.relation == "alternate" {
      let key = [link.type ?? "", link.language ?? ""]
      if seen.insert(key).inserted { continue }
      find(
        .atomDuplicateAlternate, link.offset,
        "There is another alternate link of the same type and language")
    }
  }
}
