internal import StetCore

extension MetadataReader {
  /// Reads the value of `entry` as that of `key`; false when it says nothing usable.
  mutating func set(_ key: FrontMatterKey, _ entry: LocatedNode.Entry) -> Bool {
    let value = entry.value
    switch key.shape {
    case .text: return setText(key, value)
    case .date: return setDate(key, value)
    case .truth: return setTruth(key, value, named: entry.key.value)
    case .integer: return setInteger(key, value)
    case .list where key == .leads: metadata.leads = texts(value, splitsCommas: false)
    case .list: metadata.aliases = texts(value, splitsCommas: false)
    case .authors: metadata.authors = credits(value)
    case .image: return setImage(value)
    case .corrections: metadata.corrections = corrections(value)
    case .sources: metadata.sources = sources(value)
    case .series: return setSeries(value)
    case .enclosures: metadata.enclosures = enclosures(value)
    case .episode: return setEpisode(value)
    case .outputs: setOutputs(value)
    case .related: setRelated(value)
    case .withdrawal: return setWithdrawal(value)
    case .map: return setMap(key, entry)
    case .any: return setPublished(value)
    }
    return true
  }

  private mutating func setText(_ key: FrontMatterKey, _ value: LocatedNode) -> Bool {
    // `permalink: false` of Eleventy and `layout: null` of Jekyll say that there is none.
    if case .bool(false, _) = value, key != .title { return false }
    guard let text = text(value) else {
      report.warning(
        .wrongValue, value.range, "`\(key.rawValue)` must be text; it is left out")
      return false
    }
    switch key {
    case .title: metadata.title = text
    case .kicker: metadata.kicker = text
    case .standfirst:
      guard !text.value.isEmpty else { return false }
      metadata.standfirst = text
    case .dateline: metadata.dateline = text
    case .section: metadata.section = text
    case .canonical: metadata.canonical = text
    case .tip: metadata.tip = text
    case .endMark: metadata.endMark = text
    case .language: metadata.language = text
    case .id: metadata.id = text
    case .slug: metadata.slug = text
    case .path: return setAddress(text)
    case .template: metadata.template = withoutEnding(text)
    case .imageAlt: imageAlt = text
    case .imageCaption: imageCaption = text
    case .imageCredit: imageCredit = text
    case .status: return setStatus(text)
    default: return false
    }
    return true
  }

  private mutating func setAddress(_ text: Located<String>) -> Bool {
    guard !text.value.isEmpty else { return false }
    let named = context.dialect == .jekyll ? MetadataReader.jekyllPermalinks[text.value] : nil
    var address = (named ?? text.value).replacing(":output_ext", with: ".html")
    if context.dialect == .eleventy {
      for form in ["{{ page.fileSlug }}", "{{page.fileSlug}}"] {
        address = address.replacing(form, with: ":filename")
      }
    }
    if address.hasSuffix("/index.html") { address.removeLast("index.html".count) }
    let parts = address.split(separator: ":", omittingEmptySubsequences: false).dropFirst().map {
      String($0.prefix { $0.isLetter || $0 == "_" })
    }
    guard !address.contains("{{"), !address.contains("{%"),
      parts.allSatisfy(ParseContext.permalinkParts.contains)
    else {
      unreadAddress = unreadAddress ?? text.range
      metadata.extra.append(("path", .string(text.value, text.range)))
      return false
    }
    metadata.address = Located(address, at: text.range)
    return true
  }

  /// The names that Jekyll has for whole patterns.
  private static let jekyllPermalinks = [
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/", "none": "/:categories/:title.html",
  ]

  private func withoutEnding(_ text: Located<String>) -> Located<String> {
    for ending in [".html", ".htm", ".njk", ".liquid", ".jinja", ".j2"]
    where text.value.hasSuffix(ending) {
      return Located(String(text.value.dropLast(ending.count)), at: text.range)
    }
    return text
  }

  private mutating func setDate(_ key: FrontMatterKey, _ value: LocatedNode) -> Bool {
    guard let date = date(value) else { return false }
    switch key {
    case .date: metadata.date = date
    case .updated: metadata.updated = date
    case .embargo: metadata.embargo = date
    case .expires: metadata.expires = date
    default: return false
    }
    return true
  }

  private mutating func setTruth(
    _ key: FrontMatterKey, _ value: LocatedNode, named name: String
  ) -> Bool {
    guard let truth = truth(value) else {
      if key == .lead, let text = text(value) {
        // In some archives `lead` is the standfirst.
        if metadata.standfirst == nil { metadata.standfirst = text }
        return true
      }
      // A draft that is published by a slip is worse than a file that is left out.
      if key == .draft {
        report.error(.wrongValue, value.range, "`\(name)` must be true or false")
      } else {
        report.warning(
          .wrongValue, value.range, "`\(name)` must be true or false; it is left out")
      }
      return false
    }
    switch key {
    case .draft: metadata.isDraft = truth
    case .lead: metadata.isLead = truth
    case .hidden: if truth { hide() } else { metadata.outputs = Metadata.Outputs() }
    default: break
    }
    return true
  }

  private mutating func hide() {
    metadata.outputs.isInFeeds = false
    metadata.outputs.isInSearch = false
    metadata.outputs.isInLists = false
  }

  private mutating func setInteger(_ key: FrontMatterKey, _ value: LocatedNode) -> Bool {
    let number: Int? =
      switch value {
      case .int(let number, _): number
      case .string(let text, _): Int(text)
      default: nil
      }
    guard let number else {
      report.warning(
        .wrongValue, value.range, "`\(key.rawValue)` must be a whole number; it is left out")
      return false
    }
    if key == .weight {
      metadata.weight = Located(number, at: value.range)
    } else {
      seriesOrder = number
    }
    return true
  }

  private mutating func setMap(_ key: FrontMatterKey, _ entry: LocatedNode.Entry) -> Bool {
    guard case .map(let entries, _) = entry.value else {
      metadata.extra.append((entry.key.value, entry.value))
      return true
    }
    for inner in entries {
      if key == .taxonomies, let taxonomy = taxonomyName(inner.key.value) {
        metadata.terms[taxonomy] = terms(inner.value)
      } else {
        metadata.extra.append((inner.key.value, inner.value))
      }
    }
    return true
  }

  private func taxonomyName(_ name: String) -> String? {
    context.taxonomyKeys.first { $0 == name }
      ?? context.taxonomyKeys.first { $0 == name.lowercased() }
  }

  /// `published: false` is a draft; `published: 2014-05-06` the date.
  private mutating func setPublished(_ value: LocatedNode) -> Bool {
    if let truth = truth(value) {
      if !truth { metadata.isDraft = true }
      return true
    }
    guard metadata.date == nil else { return true }
    metadata.date = date(value)
    return metadata.date != nil
  }

  private mutating func setStatus(_ text: Located<String>) -> Bool {
    switch text.value.lowercased() {
    case "draft", "pending", "private": metadata.isDraft = true
    case "hidden", "unlisted", "skip": hide()
    default: metadata.extra.append(("status", .string(text.value, text.range)))
    }
    return true
  }
}
