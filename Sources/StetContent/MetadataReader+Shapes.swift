internal import StetCore

extension MetadataReader {
  mutating func setImage(_ value: LocatedNode) -> Bool {
    switch value {
    case .list(let list, _):
      guard let first = list.first else { return false }
      return setImage(first)
    case .map(let entries, _):
      let names = ["source", "src", "path", "url", "image", "file", "filename", "feature"]
      guard let source = names.lazy.compactMap({ value[$0] }).first, let address = text(source)
      else {
        metadata.extra.append(("image", .map(entries, value.range)))
        return false
      }
      imageRange = address.range
      metadata.image = Metadata.LeadImage(
        source: address, alt: field(value, ["alt", "alternative", "alt_text"]),
        caption: field(value, ["caption", "figcaption", "title"]),
        credit: field(value, ["credit", "photographer", "attribution"]), focus: focus(value))
    default:
      guard truth(value) == nil, let address = text(value), !address.value.isEmpty else {
        return false
      }
      imageRange = address.range
      metadata.image = Metadata.LeadImage(source: address, alt: nil, caption: nil, credit: nil)
    }
    return true
  }

  /// `focus: 30% 40%`, or a list of two numbers.
  private mutating func focus(_ value: LocatedNode) -> FocalPoint? {
    guard let node = value["focus"] else { return nil }
    var written = field(value, ["focus"])
    if case .list(let parts, _) = node {
      written = parts.compactMap { text($0)?.value }.joined(separator: " ")
    }
    if let point = written.flatMap(FocalPoint.init(written:)) { return point }
    report.warning(
      .wrongValue, node.range,
      "“focus” must name a place in the picture, such as 30% 40% or top left")
    return nil
  }

  mutating func setSeries(_ value: LocatedNode) -> Bool {
    switch value {
    case .map:
      guard let node = value["name"] ?? value["title"], let name = text(node) else {
        report.warning(.wrongValue, value.range, "a series needs a `name`; it is left out")
        return false
      }
      var order: Int?
      if let node = value["order"] ?? value["part"] {
        if case .int(let number, _) = node {
          order = number
        } else {
          report.warning(.wrongValue, node.range, "the order in a series must be a whole number")
        }
      }
      metadata.series = Metadata.Series(name: name, order: order)
    case .list(let list, _):
      guard let first = list.first else { return false }
      return setSeries(first)
    default:
      guard let name = text(value), !name.value.isEmpty else { return false }
      metadata.series = Metadata.Series(name: name, order: nil)
    }
    return true
  }

  mutating func setWithdrawal(_ value: LocatedNode) -> Bool {
    if let truth = truth(value) {
      if truth { metadata.withdrawn = Metadata.Withdrawal(date: nil, reason: nil) }
      return true
    }
    if case .map = value {
      metadata.withdrawn = Metadata.Withdrawal(
        date: value["date"].flatMap { date($0) }, reason: field(value, ["reason", "text"]))
      return true
    }
    if case .string(let text, _) = value {
      if case .unreadable = DateText(text, zone: context.zone) {
        metadata.withdrawn = Metadata.Withdrawal(date: nil, reason: clean(text, value.range).value)
        return true
      }
    }
    metadata.withdrawn = Metadata.Withdrawal(date: date(value), reason: nil)
    return true
  }

  /// A map of `feed`, `search`, `lists` to truth values, or a list of those it is shown in.
  mutating func setOutputs(_ value: LocatedNode) {
    switch value {
    case .map(let entries, _):
      for entry in entries {
        guard let truth = truth(entry.value) else {
          report.warning(.wrongValue, entry.value.range, "this must be true or false")
          continue
        }
        switch entry.key.value.lowercased() {
        case "feed", "feeds": metadata.outputs.isInFeeds = truth
        case "search": metadata.outputs.isInSearch = truth
        case "list", "lists": metadata.outputs.isInLists = truth
        default:
          report.warning(
            .misspeltKey, entry.key.range, "`\(entry.key.value)` is no output",
            note: "the outputs are feed, search and lists")
        }
      }
    case .list:
      let names = texts(value, splitsCommas: false).map { $0.value.lowercased() }
      guard !names.contains("html") else { return }
      metadata.outputs.isInFeeds = names.contains("feed") || names.contains("feeds")
      metadata.outputs.isInSearch = names.contains("search")
      metadata.outputs.isInLists = names.contains("list") || names.contains("lists")
    default:
      report.warning(
        .wrongValue, value.range, "`outputs` must be a map of feed, search and lists")
    }
  }

  mutating func setRelated(_ value: LocatedNode) {
    guard case .map = value else {
      metadata.relatedPins = texts(value, splitsCommas: false)
      return
    }
    if let pins = value["pin"] ?? value["pins"] {
      metadata.relatedPins = texts(pins, splitsCommas: false)
    }
    if let forbids = value["forbid"] ?? value["forbids"] {
      metadata.relatedForbids = texts(forbids, splitsCommas: false)
    }
  }

  mutating func credits(_ value: LocatedNode) -> [Metadata.Credit] {
    switch value {
    case .list(let list, _): return list.flatMap { credits($0, splitsCommas: false) }
    default: return credits(value, splitsCommas: true)
    }
  }

  private mutating func credits(
    _ value: LocatedNode, splitsCommas: Bool
  ) -> [Metadata.Credit] {
    guard case .map = value else {
      return texts(value, splitsCommas: splitsCommas).map { Metadata.Credit(name: $0) }
    }
    guard let node = value["id"] ?? value["name"] ?? value["author"], let name = text(node) else {
      report.warning(.wrongValue, value.range, "an author needs a `name`; it is left out")
      return []
    }
    return [Metadata.Credit(name: name, role: field(value, ["role"]))]
  }

  mutating func sources(_ value: LocatedNode) -> [Metadata.Source] {
    let list: [LocatedNode]
    if case .list(let nodes, _) = value { list = nodes } else { list = [value] }
    return list.compactMap { node in
      guard case .map = node else {
        guard let text = text(node) else { return nil }
        let isAddress = text.value.hasPrefix("http://") || text.value.hasPrefix("https://")
        return Metadata.Source(title: text.value, url: isAddress ? text : nil)
      }
      let url = (node["url"] ?? node["link"] ?? node["href"]).flatMap { text($0) }
      guard let title = field(node, ["title", "name"]) ?? url?.value else {
        report.warning(.wrongValue, node.range, "a source needs a `title` or a `url`")
        return nil
      }
      return Metadata.Source(title: title, url: url)
    }
  }

  mutating func corrections(_ value: LocatedNode) -> [Metadata.Correction] {
    let list: [LocatedNode]
    if case .list(let nodes, _) = value { list = nodes } else { list = [value] }
    let kinds = ["correction", "clarification", "update", "retraction"]
    return list.compactMap { node in
      guard let dateNode = node["date"], let text = field(node, ["text", "note", "description"])
      else {
        report.warning(
          .wrongValue, node.range, "a correction needs a `date` and a `text`; it is left out")
        return nil
      }
      guard let date = date(dateNode) else { return nil }
      let kind = field(node, ["kind", "type"]) ?? "correction"
      if !kinds.contains(kind), let node = node["kind"] ?? node["type"] {
        report.warning(
          .wrongValue, node.range, "`\(kind)` is no kind of correction",
          note: "the kinds are \(kinds.joined(separator: ", "))")
      }
      return Metadata.Correction(
        date: date, text: text, kind: kinds.contains(kind) ? kind : "correction")
    }
  }

  /// The text of the first of `names` that the map has.
  private mutating func field(_ map: LocatedNode, _ names: [String]) -> String? {
    for name in names {
      if let node = map[name], let text = text(node) { return text.value }
    }
    return nil
  }
}
