import StetCore
import StetValidation

extension PageReader {
  /// Judges one start tag and follows its addresses.
  mutating func judge(_ tag: HTMLTag, _ attributes: PageAttributes) {
    if let id = attributes.id { note(id: id, of: tag) }
    follow(tag, attributes)
    for list in attributes.references {
      for id in tokenizer.text(list).split(separator: " ") {
        ownPlaces.append((number(of: id.utf8), String(id), SourceRange(list), false))
      }
    }
    if tag.name == Names.html {
      hasLanguage = !(attributes.lang?.isEmpty ?? true)
    } else if tag.name == Names.title, foreignCount == 0 {
      hasTitle = hasTitle || hasText(after: tokenizer.index)
    } else if tag.name == Names.img {
      judgePicture(tag, attributes)
    } else if tag.name == Names.meta {
      judgeMeta(tag, attributes)
    } else if tag.name == Names.label {
      if let id = attributes.forID {
        let number = number(of: tokenizer.bytes[id])
        labelled.insert(number)
        ownPlaces.append((number, tokenizer.text(id), SourceRange(id), false))
      }
    } else if tag.name == Names.input || tag.name == Names.select || tag.name == Names.textarea {
      judgeField(tag, attributes)
    } else if tag.name == Names.iframe, !attributes.isNamed, !attributes.isHidden {
      say(
        .pageNameMissing, .warning, range(of: tag), "a frame has no title",
        note: "say in its title what it shows")
    } else if let level = Names.headings.firstIndex(of: tag.name) {
      judgeHeading(level + 1, tag)
    }
    if attributes.isNamed, foreignCount > 0 || tag.name == Names.svg { nameAll() }
    judgeOrderOfKeys(tag, attributes)
  }

  private mutating func note(id: Range<Int>, of tag: HTMLTag) {
    guard idNumbers.insert(number(of: tokenizer.bytes[id])).inserted else {
      let name = tokenizer.text(id)
      say(
        .pageIDDuplicate, .warning, SourceRange(id), "two elements have the id “\(name)”",
        note: "links to it lead to the first")
      return
    }
  }

  private func hasText(after start: Int) -> Bool {
    for byte in tokenizer.bytes[start...] {
      if byte == 0x3C { return false }
      if byte > 0x20 { return true }
    }
    return false
  }

  private mutating func judgePicture(_ tag: HTMLTag, _ attributes: PageAttributes) {
    if attributes.hasAlt {
      if !(attributes.alt?.isEmpty ?? true) { nameAll() }
      return
    }
    if attributes.isHidden { return }
    let source = tokenizer.text(attributes.src)
    say(
      .pageImageAlt, .warning, range(of: tag), "the picture “\(source)” has no alt text",
      note: "say what it shows; alt=\"\" says that it is decoration", address: source)
  }

  private mutating func judgeMeta(_ tag: HTMLTag, _ attributes: PageAttributes) {
    if let kind = attributes.httpEquiv, tokenizer.bytes.isWord("refresh", at: kind) {
      facts.isRedirect = true
      let content = tokenizer.text(attributes.content)
      if let mark = content.lowercased().firstRange(of: "url=") {
        follow(String(content[mark.upperBound...]), at: tag.nameRange, isLoaded: false)
      }
    }
    guard let name = attributes.name, tokenizer.bytes.isWord("viewport", at: name) else { return }
    let content = tokenizer.text(attributes.content).lowercased().filter { $0 != " " }
    let isFixed =
      content.contains("user-scalable=no") || content.contains("user-scalable=0")
      || content.contains("maximum-scale=1,") || content.hasSuffix("maximum-scale=1")
      || content.contains("maximum-scale=1.0")
    if isFixed {
      say(
        .pageZoomBlocked, .warning, range(of: tag), "readers cannot enlarge the page",
        note: "take user-scalable and maximum-scale out of the viewport")
    }
  }

  private mutating func judgeField(_ tag: HTMLTag, _ attributes: PageAttributes) {
    if let type = attributes.type, tag.name == Names.input {
      let silent = ["hidden", "submit", "reset", "image", "button"]
      if silent.contains(where: { tokenizer.bytes.isWord($0, at: type) }) { return }
    }
    if attributes.isNamed || attributes.isHidden || attributes.isDisabled { return }
    if open.contains(where: { $0.name == Names.label }) { return }
    fields.append((attributes.id.map { number(of: tokenizer.bytes[$0]) }, range(of: tag)))
  }

  private mutating func judgeHeading(_ level: Int, _ tag: HTMLTag) {
    if level == 1 { mainHeadingCount += 1 }
    if headingLevel > 0, level > headingLevel + 1 {
      say(
        .pageHeadingOrder, .warning, range(of: tag),
        "a heading of level \(level) follows one of level \(headingLevel)",
        note: "readers who go from heading to heading miss the level between")
    }
    headingLevel = level
  }

  private mutating func judgeOrderOfKeys(_ tag: HTMLTag, _ attributes: PageAttributes) {
    guard let place = attributes.tabindex, let first = tokenizer.bytes[place].first,
      (0x31...0x39).contains(first)
    else { return }
    say(
      .pageTabOrder, .warning, SourceRange(place),
      "tabindex=\"\(tokenizer.text(place))\" takes this out of the order of the page",
      note: "0 keeps what can be reached by keys in the order in which it stands")
  }

  /// Whether those who do not see the element must be told what it is.
  func isNameWanted(_ tag: HTMLTag, _ attributes: PageAttributes) -> Bool {
    guard tag.name == Names.button || tag.name == Names.a && attributes.href != nil,
      foreignCount == 0
    else { return false }
    return !attributes.isNamed && !attributes.isHidden
  }
}

// MARK: - Addresses

extension PageReader {
  private mutating func follow(_ tag: HTMLTag, _ attributes: PageAttributes) {
    let isLoaded = Names.loading.contains(tag.name)
    if let href = attributes.href {
      if tag.name == Names.link {
        followLink(href, attributes)
      } else if tag.name != Names.base {
        follow(href, isLoaded: false)
      }
    }
    for place in [attributes.src, attributes.poster, attributes.data] {
      if isLoaded, let place { follow(place, isLoaded: true) }
    }
    if let list = attributes.srcset {
      for part in tokenizer.text(list).split(separator: ",") {
        guard let address = part.split(separator: " ").first else { continue }
        follow(decodedReferences(String(address)), at: list, isLoaded: true)
      }
    }
  }

  /// Style sheets and icons are loaded; `rel="canonical"` and the like only say where.
  private mutating func followLink(_ href: Range<Int>, _ attributes: PageAttributes) {
    let relation = tokenizer.text(attributes.rel).lowercased()
    if ["dns-prefetch", "hub", "preconnect"].contains(where: relation.contains) { return }
    follow(href, isLoaded: relation.contains("stylesheet") || relation.contains("preload"))
  }

  private mutating func follow(_ place: Range<Int>, isLoaded: Bool) {
    let bytes = tokenizer.bytes[place]
    let isRooted = bytes.first == 0x2F || bytes.first.map { $0 | 0x20 } == 0x68
    guard isRooted else {
      return follow(decodedReferences(tokenizer.text(place)), at: place, isLoaded: isLoaded)
    }
    let (index, file, servedPath, tokenizer) = (index, facts.file, servedPath, tokenizer)
    let target = cache.target(number(of: bytes)) {
      index.target(
        of: decodedReferences(tokenizer.text(place)), from: servedPath, file: file)
    }
    note(target, at: place, isLoaded: isLoaded) { decodedReferences(tokenizer.text(place)) }
  }

  private mutating func follow(_ written: String, at place: Range<Int>, isLoaded: Bool) {
    let target = index.target(of: written, from: servedPath, file: facts.file)
    note(target, at: place, isLoaded: isLoaded) { written }
  }

  private mutating func note(
    _ target: Target, at place: Range<Int>, isLoaded: Bool, written: () -> String
  ) {
    switch target {
    case .file(let file, let fragment):
      if file != facts.file, seenTargets.insert(file).inserted { facts.leads.append(file) }
      if isLoaded, seenLoads.insert(file).inserted { facts.loads.append(file) }
      // Text fragments name words after the place, or instead of it.
      let end = fragment?.firstRange(of: ":~:")?.lowerBound
      let id = fragment.map { String($0[..<(end ?? $0.endIndex)]) } ?? ""
      if !id.isEmpty, id != "top" { note(fragment: id, of: file, at: place, written) }
    case .missing:
      let written = written()
      say(
        .pageLinkMissing, .error, SourceRange(place), "“\(written)” leads to nothing",
        address: written)
    case .external(let address):
      if isLoaded, index.base.hasPrefix("https:"), address.hasPrefix("http:") {
        say(
          .pageLoadsInsecurely, .warning, SourceRange(place),
          "“\(address)” is loaded without encryption, and browsers refuse it",
          note: "load it by https, or keep a copy in static/", address: address)
      }
      if seenExternals.insert(address).inserted {
        facts.externals.append(PageFacts.External(address: address, range: SourceRange(place)))
      }
    case .other: break
    }
  }

  private mutating func note(
    fragment: String, of file: Int, at place: Range<Int>, _ written: () -> String
  ) {
    let id = number(of: fragment.utf8)
    if file == facts.file {
      ownPlaces.append((id, written(), SourceRange(place), true))
      return
    }
    guard seenPlaces.insert(id ^ UInt64(file) &* 0x9E37_79B9_7F4A_7C15).inserted else { return }
    facts.places.append(
      PageFacts.Place(file: file, id: id, written: written(), range: SourceRange(place)))
  }
}
