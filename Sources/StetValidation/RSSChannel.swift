import StetCore
import StetXML

extension RSSRules {
  /// Judges the document without its items.
  mutating func judgeDocument(_ shell: XMLTree) {
    guard let root = shell.nodes.first else { return }
    if isRDF { return judgeRDF(shell, root) }
    judgeVersion(shell, root)
    let channels = shell.elements(of: 0).filter { shell.nodes[$0].name == "channel" }
    for child in shell.children(of: 0) {
      if shell.nodes[child].kind == .record {
        examination.find(
          .rssMisplacedItem, shell.nodes[child].offset, "The item stands outside the channel")
      } else if shell.nodes[child].kind == .text {
        judgeStrayText(shell, child, "the document")
      } else if shell.nodes[child].name != "channel" {
        unknown(shell, child, "the document")
      }
    }
    guard let channel = channels.first else {
      return examination.find(.rssMissingChannel, root.offset, "The document has no channel")
    }
    if channels.count > 1 { duplicate(shell, channels[1], "the document") }
    judgeChannel(shell, channel)
  }

  private mutating func judgeVersion(_ shell: XMLTree, _ root: XMLTree.Node) {
    let known = ["2.0", "0.90", "0.91", "0.92", "0.93", "0.94"]
    guard let version = shell.value("version", of: 0), known.contains(version) else {
      return examination.find(
        .rssVersion, root.offset, "The document does not say that it is RSS 2.0")
    }
    if version != "2.0" {
      examination.find(.rssOldVersion, root.offset, "RSS \(version) was replaced by RSS 2.0")
    }
  }

  private mutating func judgeChannel(_ shell: XMLTree, _ channel: Int) {
    let offset = shell.nodes[channel].offset
    var texts: [String: String] = [:]
    var links: [AtomLink] = []
    var isPodcast = false
    for child in shell.children(of: channel) {
      let node = shell.nodes[child]
      if node.kind == .record { continue }
      if node.kind == .text {
        judgeStrayText(shell, child, "the channel")
        continue
      }
      guard node.namespace == XMLTree.none else {
        if shell.namespace(of: child) == .itunes { isPodcast = true }
        if shell.namespace(of: child) == .atom, node.name == "link" {
          links += examination.judgeLink(shell, child).map { [$0] } ?? []
        }
        examination.judgeExtension(shell, child, inEntry: false)
        continue
      }
      guard RSSElements.channel.contains(node.name) else {
        unknown(shell, child, "the channel")
        continue
      }
      if texts[node.name] != nil, node.name != "category" {
        duplicate(shell, child, "the channel")
      }
      texts[node.name] = shell.trimmedText(of: child)
      judgeElement(shell, child, node.name)
    }
    require(texts, offset, "The channel")
    if let image = shell.first("image", .none, in: channel) { judgeImage(shell, image, texts) }
    judgeSelf(links, offset)
    examination.judgeHistory(shell, links, offset, in: channel)
    if isPodcast { judgePodcast(shell, channel) }
  }

  private mutating func require(_ texts: [String: String], _ offset: Int, _ place: String) {
    let required: [(String, Rule)] = [
      ("title", .rssMissingTitle), ("link", .rssMissingLink),
      ("description", .rssMissingDescription),
    ]
    for (name, rule) in required where texts[name] == nil {
      examination.find(rule, offset, "\(place) has no \(name)")
    }
  }

  private mutating func judgeElement(_ shell: XMLTree, _ node: Int, _ name: String) {
    let offset = shell.nodes[node].offset
    let text = shell.trimmedText(of: node)
    switch name {
    case "title": judgeTitle(text, offset)
    case "description":
      if text.isEmpty { examination.find(.blankElement, offset, "<description> is blank") }
      examination.judgeCharacters(Array(text.utf8), at: offset, in: "<description>")
    case "link", "docs": judgeLink(text, offset, "<\(name)>")
    case "language":
      if text.isEmpty || !isLanguageTag(text) {
        examination.find(.language, offset, "<language> is \"\(shortened(text))\"")
      }
    case "pubDate", "lastBuildDate":
      _ = examination.judgeMailDate(text, at: offset, in: "<\(name)>")
    case "managingEditor", "webMaster":
      examination.judgeContact(text, offset, "<\(name)>")
    case "ttl":
      if !isCount(text) || text == "0" {
        examination.find(
          .rssValue, offset, "<ttl> is \"\(shortened(text))\", not a number of minutes")
      }
    case "skipHours": judgeSkips(shell, node, "hour") { isCount($0) && (Int($0) ?? 99) <= 23 }
    case "skipDays":
      let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
      judgeSkips(shell, node, "day") { days.contains($0) }
    default: break
    }
  }

  private mutating func judgeSkips(
    _ shell: XMLTree, _ node: Int, _ name: String, _ isFit: (String) -> Bool
  ) {
    for child in shell.elements(of: node) {
      let text = shell.trimmedText(of: child)
      if shell.nodes[child].name == name, isFit(text) { continue }
      examination.find(
        .rssValue, shell.nodes[child].offset, "\"\(shortened(text))\" is no \(name) to skip")
    }
  }

  private mutating func judgeImage(_ shell: XMLTree, _ image: Int, _ channel: [String: String]) {
    let offset = shell.nodes[image].offset
    for (name, rule) in [("title", Rule.rssImageTitle), ("link", .rssImageLink)] {
      guard let child = shell.first(name, .none, in: image) else {
        examination.find(.rssImage, offset, "<image> has no \(name)")
        continue
      }
      if shell.trimmedText(of: child) != channel[name] {
        examination.find(
          rule, shell.nodes[child].offset, "The image's \(name) is not that of the channel")
      }
    }
    guard let url = shell.first("url", .none, in: image) else {
      return examination.find(.rssImage, offset, "<image> has no url")
    }
    judgeLink(shell.trimmedText(of: url), shell.nodes[url].offset, "The image's <url>")
    for (name, greatest) in [("width", 144), ("height", 400)] {
      guard let child = shell.first(name, .none, in: image) else { continue }
      let text = shell.trimmedText(of: child)
      if isCount(text), (1...greatest).contains(Int(text) ?? 0) { continue }
      examination.find(
        .rssValue, shell.nodes[child].offset,
        "The image's \(name) is \"\(shortened(text))\"; it may be 1 to \(greatest)")
    }
  }

  private mutating func judgeSelf(_ links: [AtomLink], _ offset: Int) {
    guard let link = links.first(where: { $0.relation == "self" }) else {
      return examination.find(
        .rssMissingSelf, offset, "The channel does not say its own address with <atom:link>")
    }
    if addressScheme(link.address) == nil {
      examination.find(.atomRelativeSelf, link.offset, "The feed's own address is relative")
    } else if let base = examination.options.base, base != link.address {
      examination.find(
        .atomSelfMismatch, link.offset, "The feed says it is at \(link.address), not at \(base)")
    }
  }

  /// What podcast directories ask of a channel once it speaks to them.
  private mutating func judgePodcast(_ shell: XMLTree, _ channel: Int) {
    for name in ["image", "category", "explicit"]
    where shell.first(name, .itunes, in: channel) == nil {
      examination.find(
        .itunesMissing, shell.nodes[channel].offset, "The podcast has no <itunes:\(name)>")
    }
  }

  private mutating func judgeRDF(_ shell: XMLTree, _ root: XMLTree.Node) {
    let channel = shell.elements(of: 0).first { shell.nodes[$0].name == "channel" }
    guard let channel else {
      return examination.find(.rssMissingChannel, root.offset, "The document has no channel")
    }
    let offset = shell.nodes[channel].offset
    let home = shell.namespace(of: channel)
    var texts: [String: String] = [:]
    for child in shell.elements(of: channel) where shell.namespace(of: child) == home {
      let name = shell.nodes[child].name
      if !RSSElements.rdfChannel.contains(name) { unknown(shell, child, "the channel") }
      if texts[name] != nil { duplicate(shell, child, "the channel") }
      texts[name] = shell.trimmedText(of: child)
      if name == "link" { judgeLink(texts[name] ?? "", shell.nodes[child].offset, "<link>") }
    }
    for child in shell.elements(of: channel) where shell.namespace(of: child) != home {
      examination.judgeExtension(shell, child, inEntry: false)
    }
    require(texts, offset, "The channel")
    guard home == .rss10 else { return }
    if shell.value("about", in: Namespace.rdf.rawValue, of: channel) == nil {
      examination.find(.rdfAbout, offset, "The channel has no rdf:about")
    }
    judgeItemList(shell, channel)
  }

  /// The channel lists its items in an `rdf:Seq`.
  private mutating func judgeItemList(_ shell: XMLTree, _ channel: Int) {
    let offset = shell.nodes[channel].offset
    guard let items = shell.first("items", .rss10, in: channel),
      let list = shell.first("Seq", .rdf, in: items)
    else {
      return examination.find(.rdfItems, offset, "The channel has no <items> with an <rdf:Seq>")
    }
    let count = shell.elements(of: list).count
    if count != itemCount {
      examination.find(
        .rdfItems, shell.nodes[list].offset,
        "The channel lists \(count) items, but there are \(itemCount)")
    }
  }
}
