import StetCore
import StetXML

extension Examination {
  /// Judges an element of another namespace in a feed or an entry.
  mutating func judgeExtension(_ tree: XMLTree, _ node: Int, inEntry: Bool) {
    let offset = tree.nodes[node].offset
    switch tree.namespace(of: node) {
    case .media: judgeMedia(tree, node)
    case .mediaMisspelt:
      find(.mediaNamespace, offset, "The namespace of Media RSS ends in a slash: …/mrss/")
    case .thread: judgeThread(tree, node)
    case .itunes: judgeItunes(tree, node)
    case .tombstone: judgeTombstone(tree, node)
    case .syndication: judgeSyndication(tree, node)
    case .dc, .dcterms: judgeDublinCore(tree, node)
    default: break
    }
  }

  /// Judges Dublin Core's dates and languages.
  private mutating func judgeDublinCore(_ tree: XMLTree, _ node: Int) {
    let (name, offset) = (tree.nodes[node].name, tree.nodes[node].offset)
    let text = tree.trimmedText(of: node)
    switch name {
    case "date", "modified", "created", "issued":
      _ = judgeW3CDate(text, at: offset, in: "<\(tree.writtenName(of: node))>")
    case "language": judgeLanguage(text, at: offset, in: "<\(tree.writtenName(of: node))>")
    default: judgePlainText(text, at: offset, in: "<\(tree.writtenName(of: node))>")
    }
  }

  /// Judges a retraction (RFC 6721 §3).
  private mutating func judgeTombstone(_ tree: XMLTree, _ node: Int) {
    guard tree.nodes[node].name == "deleted-entry" else { return }
    let offset = tree.nodes[node].offset
    if let ref = tree.value("ref", of: node) {
      judgeAddress(ref, at: offset, in: "The deleted entry's ref")
    } else {
      find(.tombstone, offset, "<deleted-entry> has no ref")
    }
    if let when = tree.value("when", of: node) {
      _ = judgeAtomDate(when, at: offset, in: "The deleted entry's when")
    } else {
      find(.tombstone, offset, "<deleted-entry> has no when")
    }
  }

  /// Judges how often a feed says it changes.
  private mutating func judgeSyndication(_ tree: XMLTree, _ node: Int) {
    let text = tree.trimmedText(of: node)
    let (name, offset) = (tree.nodes[node].name, tree.nodes[node].offset)
    let isFit =
      switch name {
      case "updatePeriod": ["hourly", "daily", "weekly", "monthly", "yearly"].contains(text)
      case "updateFrequency": isCount(text) && text != "0"
      case "updateBase": w3cTime(text) != nil
      default: true
      }
    if !isFit { find(.syndicationValue, offset, "<\(name)> is \"\(shortened(text))\"") }
  }

  /// Judges what an entry answers to (RFC 4685 §3) and how often it is answered (§5).
  private mutating func judgeThread(_ tree: XMLTree, _ node: Int) {
    let offset = tree.nodes[node].offset
    switch tree.nodes[node].name {
    case "in-reply-to":
      guard let ref = tree.value("ref", of: node) else {
        return find(.threadMissingRef, offset, "<in-reply-to> has no ref")
      }
      if addressScheme(ref) == nil {
        find(.threadRelativeRef, offset, "The ref \"\(shortened(ref))\" is not an absolute address")
      } else {
        judgeAddress(ref, at: offset, in: "The ref of <in-reply-to>")
      }
    case "total":
      let text = tree.trimmedText(of: node)
      if !isCount(text) { find(.threadCount, offset, "<total> is \"\(shortened(text))\"") }
    default: break
    }
  }

  /// Judges `thr:count` and `thr:updated` of a link to comments (RFC 4685 §4).
  mutating func judgeThreadAttributes(_ tree: XMLTree, _ node: Int) {
    let offset = tree.nodes[node].offset
    if let count = tree.value("count", in: Namespace.thread.rawValue, of: node), !isCount(count) {
      find(.threadCount, offset, "thr:count is \"\(shortened(count))\", not a number")
    }
    if let updated = tree.value("updated", in: Namespace.thread.rawValue, of: node),
      atomTime(updated) == nil
    {
      find(.threadUpdated, offset, "thr:updated is \"\(shortened(updated))\", not a date")
    }
  }

  /// Judges the links and marks of RFC 5005 in a feed whose metadata is inside `node`.
  mutating func judgeHistory(_ tree: XMLTree, _ links: [AtomLink], _ offset: Int, in node: Int = 0)
  {
    let address: (String) -> String? = { relation in
      links.first { $0.relation == relation }?.address
    }
    let own = address("self")
    let isComplete = tree.first("complete", .history, in: node) != nil
    if isComplete {
      let paging = ["first", "last", "next", "previous", "prev-archive", "next-archive"]
      for link in links where paging.contains(link.relation) {
        find(
          .historyLinkInComplete, link.offset,
          "The feed says it is complete, yet has a \(link.relation) link")
      }
      if let current = address("current"), let own, current != own {
        find(
          .historyCurrentNotSelf, offset,
          "The feed is complete, yet its current document is \(current)")
      }
    }
    if tree.first("archive", .history, in: node) != nil, !isComplete {
      if address("current") == nil {
        find(.historyArchiveNoCurrent, offset, "The archive does not lead to the current document")
      }
      if address("prev-archive") == nil, address("next-archive") == nil {
        find(
          .historyArchiveIncomplete, offset,
          "The archive leads to no other by prev-archive or next-archive, and is not complete")
      }
    }
    judgePaging(links, own, address, offset)
  }

  private mutating func judgePaging(
    _ links: [AtomLink], _ own: String?, _ address: (String) -> String?, _ offset: Int
  ) {
    guard let own else { return }
    if own == address("first"), address("previous") != nil {
      find(.historyLinkPastEnd, offset, "The first page has a previous one")
    }
    if own == address("last"), address("next") != nil {
      find(.historyLinkPastEnd, offset, "The last page has a next one")
    }
  }

  /// Notes links of RFC 5005 in an entry, where they mean nothing.
  mutating func judgeHistoryInEntry(_ links: [AtomLink]) {
    for link in links where ["prev-archive", "next-archive", "current"].contains(link.relation) {
      find(
        .historyLinkInEntry, link.offset,
        "rel=\"\(link.relation)\" belongs to the feed, not to an entry")
    }
  }
}
