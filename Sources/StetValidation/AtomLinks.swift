import StetCore
import StetXML

extension Examination {
  /// Judges a link (RFC 4287 §4.2.7); nil when it leads nowhere.
  mutating func judgeLink(_ tree: XMLTree, _ node: Int) -> AtomLink? {
    judgeAttributes(
      tree, node, allowed: ["href", "rel", "type", "hreflang", "title", "length"])
    let offset = tree.nodes[node].offset
    if tree.nodes[node].next > node + 1, !isBlank(tree, node) {
      find(.atomLinkNotEmpty, offset, "<link> has content, which means nothing")
    }
    let relation = tree.value("rel", of: node) ?? "alternate"
    judgeRelation(relation, offset)
    let type = tree.value("type", of: node)
    if let type, !isMediaType(type) {
      find(.atomMediaType, offset, "The link's type \"\(shortened(type))\" is not a media type")
    }
    let language = tree.value("hreflang", of: node)
    if let language { judgeLanguage(language, at: offset, in: "hreflang") }
    if let length = tree.value("length", of: node), !isCount(length) {
      find(
        .atomLength, offset, "The link's length \"\(shortened(length))\" is not a number of bytes")
    }
    judgeThreadAttributes(tree, node)
    guard let address = tree.value("href", of: node) else {
      find(.atomMissingHref, offset, "<link> has no href")
      return nil
    }
    judgeAddress(address, at: offset, in: "The link's href")
    if addressScheme(address) == nil, relation != "self" {
      find(
        .htmlRelativeURL, offset, "The link to \"\(shortened(address))\" is relative")
    }
    if relation == "enclosure" || relation == "alternate" {
      note(
        address, isEnclosure: relation == "enclosure", length: tree.value("length", of: node),
        type: type, at: offset)
    }
    return AtomLink(
      relation: relation, address: address, type: type, language: language, offset: offset)
  }

  private func isBlank(_ tree: XMLTree, _ node: Int) -> Bool {
    tree.elements(of: node).isEmpty && tree.trimmedText(of: node).isEmpty
  }

  private mutating func judgeRelation(_ relation: String, _ offset: Int) {
    if ["alternate", "enclosure", "self"].contains(relation) { return }
    if addressScheme(relation) != nil { return }
    if trimmed(relation).isEmpty {
      find(.blankAttribute, offset, "The link's rel is blank")
    } else if !registeredRelations.contains(relation.lowercased()) {
      find(
        .atomLinkRelation, offset,
        "rel=\"\(shortened(relation))\" is neither registered nor an address")
    }
  }
}

/// Whether the text is a whole number that is not negative.
func isCount(_ text: String) -> Bool {
  !text.isEmpty && text.utf8.count < 19 && text.utf8.allSatisfy(isDigit)
}

/// The names that IANA lists as link relations.
private let registeredRelations: Set<String> = [
  "about", "acl", "alternate", "amphtml", "appendix", "apple-touch-icon", "archives", "author",
  "blocked-by", "bookmark", "canonical", "chapter", "cite-as", "collection", "contents",
  "convertedfrom", "copyright", "create-form", "current", "describedby", "describes",
  "disclosure", "dns-prefetch", "duplicate", "edit", "edit-form", "edit-media", "enclosure",
  "external", "first", "glossary", "help", "hosts", "hub", "icon", "index", "intervalafter",
  "item", "last", "latest-version", "license", "linkset", "lrdd", "manifest", "mask-icon", "me",
  "media-feed", "memento", "monitor", "next", "next-archive", "nofollow", "noreferrer",
  "original", "payment", "pingback", "preconnect", "predecessor-version", "prefetch", "preload",
  "prerender", "prev", "preview", "previous", "prev-archive", "privacy-policy", "profile",
  "publication", "related", "replies", "search", "section", "self", "service", "shortlink",
  "start", "status", "stylesheet", "subsection", "successor-version", "sunset", "tag",
  "terms-of-service", "timegate", "timemap", "type", "up", "version-history", "via",
  "webmention", "working-copy", "working-copy-of",
]
