package import StetCore

// Front matter as the cache keeps it: every part in the order of its declaration.

extension Metadata {
  /// Writes every part; those of the commonest kind together.
  func pack(into writer: inout PackedWriter) {
    for text in [
      title, kicker, standfirst, dateline, section, canonical, tip, endMark, language, id, slug,
      address, template,
    ] {
      writer.write(text) { $0.write($1) }
    }
    for date in [date, updated, embargo, expires] { writer.write(date) { $0.write($1) } }
    for list in [leads, aliases, relatedPins, relatedForbids] {
      writer.write(list) { $0.write($1) }
    }
    for truth in [isDraft, isLead, outputs.isInFeeds, outputs.isInSearch, outputs.isInLists] {
      writer.write(truth)
    }
    writer.write(terms.keys.sorted()) { writer, key in
      writer.write(key)
      writer.write(terms[key] ?? []) { $0.write($1) }
    }
    writer.write(authors) { writer, credit in
      writer.write(credit.name)
      writer.write(credit.role) { $0.write($1) }
    }
    writer.write(weight) { writer, weight in
      writer.write(weight.value)
      writer.write(weight.range)
    }
    writer.write(withdrawn) { writer, withdrawal in
      writer.write(withdrawal.date) { $0.write($1) }
      writer.write(withdrawal.reason) { $0.write($1) }
    }
    writer.write(series) { writer, series in
      writer.write(series.name)
      writer.write(series.order) { $0.write($1) }
    }
    packMedia(into: &writer)
    writer.write(corrections) { writer, correction in
      writer.write(correction.date)
      writer.write(correction.text)
      writer.write(correction.kind)
    }
    writer.write(sources) { writer, source in
      writer.write(source.title)
      writer.write(source.url) { $0.write($1) }
    }
    writer.write(extra) { writer, entry in
      writer.write(entry.key)
      entry.value.pack(into: &writer)
    }
  }

  private func packMedia(into writer: inout PackedWriter) {
    writer.write(image) { writer, image in
      writer.write(image.source)
      for text in [image.alt, image.caption, image.credit] { writer.write(text) { $0.write($1) } }
      writer.write(image.focus) { writer, focus in
        writer.write(focus.x)
        writer.write(focus.y)
      }
    }
    writer.write(enclosures) { writer, enclosure in
      writer.write(enclosure.source)
      writer.write(enclosure.type) { $0.write($1) }
      writer.write(enclosure.length) { $0.write($1) }
      writer.write(enclosure.durationSeconds) { $0.write($1) }
    }
    writer.write(episode) { writer, episode in
      writer.write(episode.number) { $0.write($1) }
      writer.write(episode.season) { $0.write($1) }
      writer.write(episode.isExplicit) { $0.write($1) }
      writer.write(episode.image) { $0.write($1) }
    }
  }

  /// The front matter that was packed.
  init(from reader: inout PackedReader) {
    title = reader.optionalLocatedText()
    kicker = reader.optionalLocatedText()
    standfirst = reader.optionalLocatedText()
    dateline = reader.optionalLocatedText()
    section = reader.optionalLocatedText()
    canonical = reader.optionalLocatedText()
    tip = reader.optionalLocatedText()
    endMark = reader.optionalLocatedText()
    language = reader.optionalLocatedText()
    id = reader.optionalLocatedText()
    slug = reader.optionalLocatedText()
    address = reader.optionalLocatedText()
    template = reader.optionalLocatedText()
    date = reader.optional { $0.locatedTimestamp() }
    updated = reader.optional { $0.locatedTimestamp() }
    embargo = reader.optional { $0.locatedTimestamp() }
    expires = reader.optional { $0.locatedTimestamp() }
    leads = reader.list { $0.locatedText() }
    aliases = reader.list { $0.locatedText() }
    relatedPins = reader.list { $0.locatedText() }
    relatedForbids = reader.list { $0.locatedText() }
    isDraft = reader.truth()
    isLead = reader.truth()
    outputs.isInFeeds = reader.truth()
    outputs.isInSearch = reader.truth()
    outputs.isInLists = reader.truth()
    readTerms(from: &reader)
    authors = reader.list { reader in
      let name = reader.locatedText()
      return Credit(name: name, role: reader.optionalText())
    }
    weight = reader.optional { reader in
      let value = reader.number()
      return Located(value, at: reader.range())
    }
    withdrawn = reader.optional { reader in
      let date = reader.optional { $0.locatedTimestamp() }
      return Withdrawal(date: date, reason: reader.optionalText())
    }
    series = reader.optional { reader in
      let name = reader.locatedText()
      return Series(name: name, order: reader.optionalNumber())
    }
    readMedia(from: &reader)
    corrections = reader.list { reader in
      let date = reader.locatedTimestamp()
      let text = reader.text()
      return Correction(date: date, text: text, kind: reader.text())
    }
    sources = reader.list { reader in
      let title = reader.text()
      return Source(title: title, url: reader.optionalLocatedText())
    }
    extra = reader.list { reader in
      let key = reader.text()
      return (key: key, value: LocatedNode(from: &reader, depth: 0))
    }
  }

  private mutating func readTerms(from reader: inout PackedReader) {
    for _ in 0..<reader.count() where !reader.isDamaged {
      let key = reader.text()
      terms[key] = reader.list { $0.locatedText() }
    }
  }

  private mutating func readMedia(from reader: inout PackedReader) {
    image = reader.optional { reader in
      let source = reader.locatedText()
      let alt = reader.optionalText()
      let caption = reader.optionalText()
      let credit = reader.optionalText()
      let focus = reader.optional { reader in
        let x = reader.number()
        return FocalPoint(x: x, y: reader.number())
      }
      return LeadImage(source: source, alt: alt, caption: caption, credit: credit, focus: focus)
    }
    enclosures = reader.list { reader in
      let source = reader.locatedText()
      let type = reader.optionalText()
      let length = reader.optionalNumber()
      return Enclosure(
        source: source, type: type, length: length, durationSeconds: reader.optionalNumber())
    }
    episode = reader.optional { reader in
      let number = reader.optionalNumber()
      let season = reader.optionalNumber()
      let isExplicit = reader.optional { $0.truth() }
      return Episode(
        number: number, season: season, isExplicit: isExplicit,
        image: reader.optionalLocatedText())
    }
  }
}

extension LocatedNode {
  /// Writes the node and all below it.
  func pack(into writer: inout PackedWriter) {
    switch self {
    case .null: writer.write(0)
    case .bool(let truth, _): writer.write(truth ? 2 : 1)
    case .int(let number, _):
      writer.write(3)
      writer.write(number)
    case .double(let number, _):
      writer.write(4)
      writer.write(word: number.bitPattern)
    case .string(let text, _):
      writer.write(5)
      writer.write(text)
    case .list(let nodes, _):
      writer.write(6)
      writer.write(nodes) { $1.pack(into: &$0) }
    case .map(let entries, _):
      writer.write(7)
      writer.write(entries) { writer, entry in
        writer.write(entry.key)
        entry.value.pack(into: &writer)
      }
    }
    writer.write(range)
  }

  /// Values nest no deeper: what the parsers refuse.
  private static let depthMax = 1_000

  /// The node that was packed, `depth` below the outermost.
  init(from reader: inout PackedReader, depth: Int) {
    if depth > LocatedNode.depthMax { reader.complain() }
    let kind = reader.isDamaged ? 0 : reader.number()
    switch kind {
    case 0: self = .null(reader.range())
    case 1, 2: self = .bool(kind == 2, reader.range())
    case 3:
      let number = reader.number()
      self = .int(number, reader.range())
    case 4:
      let number = Double(bitPattern: reader.word())
      self = .double(number, reader.range())
    case 5:
      let text = reader.text()
      self = .string(text, reader.range())
    case 6:
      let nodes = reader.list { LocatedNode(from: &$0, depth: depth + 1) }
      self = .list(nodes, reader.range())
    case 7:
      let entries = reader.list { reader in
        let key = reader.locatedText()
        return Entry(key: key, value: LocatedNode(from: &reader, depth: depth + 1))
      }
      self = .map(entries, reader.range())
    default:
      reader.complain()
      self = .null(SourceRange(0, 0))
    }
  }
}

extension UnreadConstruct {
  /// Writes every part.
  package func pack(into writer: inout PackedWriter) {
    writer.write(path)
    writer.write(kind)
    writer.write(count)
    writer.write(range)
    writer.write(line)
  }

  /// The construct that was packed.
  package init(from reader: inout PackedReader) {
    path = reader.text()
    kind = reader.text()
    count = reader.number()
    range = reader.range()
    line = reader.number()
  }
}

extension PackedWriter {
  fileprivate mutating func write(_ text: Located<String>) {
    write(text.value)
    write(text.range)
  }

  fileprivate mutating func write(_ instant: Located<Timestamp>) {
    write(instant.value)
    write(instant.range)
  }
}

extension PackedReader {
  fileprivate mutating func locatedText() -> Located<String> {
    let text = text()
    return Located(text, at: range())
  }

  fileprivate mutating func optionalLocatedText() -> Located<String>? {
    truth() ? locatedText() : nil
  }

  fileprivate mutating func locatedTimestamp() -> Located<Timestamp> {
    let instant = timestamp()
    return Located(instant, at: range())
  }
}
