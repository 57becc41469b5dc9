import StetCore
import StetXML

/// Judges an Atom document entry by entry.
///
/// In place of the entries at the offsets of `known` stand marks, which tell nothing; what the entries
/// say is known already.
func judgeAtom(
  _ reader: inout XMLReader, _ examination: Examination, known: [Int: EntryClaims]
) -> Examination {
  var rules = AtomRules(examination)
  while let entry = reader.nextRecord() {
    if let claims = known[entry.nodes[0].offset] {
      rules.compare(claims, entry.nodes[0].offset, "The entry")
    } else {
      rules.judgeEntry(entry)
    }
  }
  rules.judgeDocument(reader.shell)
  return rules.examination
}

/// The rules of RFC 4287 that a grammar cannot say, or not well.
struct AtomRules {
  var examination: Examination
  private var idOffsets: [String: Int] = [:]
  private var updatedCounts: [Int64: Int] = [:]
  private var newest: Timestamp?
  private var authorless: [Int] = []

  init(_ examination: Examination) {
    self.examination = examination
  }

  /// Judges one entry, the root of `tree`.
  mutating func judgeEntry(_ tree: XMLTree) {
    guard tree.namespace(of: 0) == .atom else { return }
    let facts = examination.judgeAtomContainer(tree, 0, .entry)
    let offset = tree.nodes[0].offset
    let name = facts.title.isEmpty ? "The entry" : "The entry \"\(shortened(facts.title))\""
    if facts.counts["id"] == nil { examination.find(.atomMissingID, offset, "\(name) has no id") }
    requireTitleAndUpdated(facts, offset, name)
    if facts.counts["content"] == nil, !facts.hasAlternate {
      examination.find(
        .atomNoContentOrAlternate, offset, "\(name) has neither content nor an alternate link")
    }
    if facts.needsSummary, facts.counts["summary"] == nil {
      examination.find(
        .atomMissingSummary, offset, "\(name) has content that is not text, and no summary")
    }
    if facts.counts["content"] == nil, facts.counts["summary"] == nil {
      examination.find(.atomMissingText, offset, "\(name) has neither content nor a summary")
    }
    if let published = facts.published, let updated = facts.updated, updated.isBefore(published) {
      examination.find(
        .dateUpdatedBeforePublished, offset, "\(name) was updated before it was published")
    }
    examination.judgeHistoryInEntry(facts.links)
    let claims = EntryClaims(
      id: facts.id, updated: facts.updated,
      hasAuthor: facts.counts["author"] != nil || facts.sourceHasAuthor, offset: offset)
    examination.claims.append(claims)
    compare(claims, offset, name)
    examination.entries.append(
      SeenEntry(
        id: facts.id, address: facts.alternate, title: facts.title,
        time: facts.published ?? facts.updated, updated: facts.updatedText,
        content: facts.fingerprint, offset: offset))
  }

  /// Judges the feed without its entries, or a document that is one entry.
  mutating func judgeDocument(_ shell: XMLTree) {
    guard let root = shell.nodes.first else { return }
    judgeNamespace(shell, root)
    guard shell.namespace(of: 0) == .atom else { return }
    if root.name == "entry" { judgeEntry(shell) } else { judgeFeed(shell, root) }
  }

  private mutating func judgeFeed(_ shell: XMLTree, _ root: XMLTree.Node) {
    let facts = examination.judgeAtomContainer(shell, 0, .feed)
    if facts.counts["id"] == nil {
      examination.find(.atomMissingID, root.offset, "The feed has no id")
    }
    requireTitleAndUpdated(facts, root.offset, "The feed")
    if facts.counts["author"] == nil {
      for offset in authorless {
        examination.find(
          .atomMissingAuthor, offset, "The entry has no author, and neither has the feed")
      }
    }
    if shell.value("lang", in: Namespace.xml.rawValue, of: 0) == nil {
      examination.find(.atomNoLanguage, root.offset, "The feed does not say its language")
    }
    if let newest, let updated = facts.updated, updated.isBefore(newest) {
      examination.find(
        .dateFeedUpdated, root.offset,
        "The feed says it was updated \(updated.rfc3339), but an entry was at \(newest.rfc3339)")
    }
    judgeSelf(facts, root.offset)
    examination.judgeHistory(shell, facts.links, root.offset)
  }

  private mutating func judgeNamespace(_ shell: XMLTree, _ root: XMLTree.Node) {
    switch shell.namespace(of: 0) {
    case .atom:
      if !root.prefix.isEmpty {
        examination.find(
          .atomPrefixed, root.offset,
          "Atom has the prefix \(root.prefix), which some readers ignore")
      }
    case .atom03:
      examination.find(.atomObsolete, root.offset, "This is Atom 0.3, which was a draft")
    case .none:
      examination.find(
        .atomNoNamespace, root.offset,
        "<\(root.name)> has no namespace; Atom's is http://www.w3.org/2005/Atom")
    default:
      examination.find(
        .atomNamespace, root.offset, "<\(root.name)> is not in http://www.w3.org/2005/Atom")
    }
  }

  private mutating func requireTitleAndUpdated(_ facts: AtomFacts, _ offset: Int, _ name: String) {
    if facts.counts["title"] == nil {
      examination.find(.atomMissingTitle, offset, "\(name) has no title")
    }
    if facts.counts["updated"] == nil {
      examination.find(.atomMissingUpdated, offset, "\(name) does not say when it was updated")
    }
  }

  /// Holds an entry against those before it, and keeps what the feed will be held against.
  mutating func compare(_ entry: EntryClaims, _ offset: Int, _ name: String) {
    if !entry.hasAuthor { authorless.append(offset) }
    if let updated = entry.updated {
      if newest.map({ $0.isBefore(updated) }) ?? true { newest = updated }
      let seen = updatedCounts[updated.secondsSinceEpoch, default: 0]
      updatedCounts[updated.secondsSinceEpoch] = seen + 1
      if seen > 0 {
        examination.find(
          .atomDuplicateUpdated, offset, "\(name) was updated in the same second as another")
      }
    }
    guard !entry.id.isEmpty else { return }
    if idOffsets[entry.id] != nil {
      examination.find(
        .atomDuplicateID, offset, "\(name) has the id \(entry.id), which another entry has")
    } else {
      idOffsets[entry.id] = offset
    }
  }

  private mutating func judgeSelf(_ facts: AtomFacts, _ offset: Int) {
    guard let link = facts.links.first(where: { $0.relation == "self" }) else {
      return examination.find(
        .atomMissingSelf, offset, "The feed does not say its own address with rel=\"self\"")
    }
    if addressScheme(link.address) == nil {
      examination.find(
        .atomRelativeSelf, link.offset, "The feed's own address \"\(link.address)\" is relative")
    } else if let base = examination.options.base, base != link.address {
      examination.find(
        .atomSelfMismatch, link.offset, "The feed says it is at \(link.address), not at \(base)")
    }
    let type = link.type.map { $0.prefix { $0 != ";" }.lowercased() }
    if let type, type != "application/atom+xml", type != "application/xml", type != "text/xml" {
      examination.find(.atomSelfType, link.offset, "The feed says that it is \(type), not Atom")
    }
  }
}
