package import StetCore

// An article as the cache keeps it: every part in the order of its declaration.

extension Article {
  /// Writes every part of the article.
  package func pack(into writer: inout PackedWriter) {
    packPlace(into: &writer)
    writer.write(fingerprint)
    metadata.pack(into: &writer)
    writer.write(references) { $1.pack(into: &$0) }
    writer.write(shortcodes) { $1.pack(into: &$0) }
    writer.write(outline) { writer, heading in
      writer.write(heading.level)
      writer.write(heading.id)
      writer.write(heading.title)
    }
    writer.write(wordCount)
    writer.write(excerpt)
  }

  private func packPlace(into writer: inout PackedWriter) {
    writer.write(path)
    writer.write(localPath)
    writer.write(languageOfName) { $0.write($1) }
  }

  /// The article that was packed.
  package convenience init(from reader: inout PackedReader) {
    let path = reader.text()
    let localPath = reader.text()
    let languageOfName = reader.optionalText()
    let fingerprint = reader.fingerprint()
    let metadata = Metadata(from: &reader)
    let references = reader.list { Reference(from: &$0) }
    let shortcodes = reader.list { Shortcode(from: &$0) }
    let outline = reader.list { reader in
      let level = reader.number()
      let id = reader.text()
      return Heading(level: level, id: id, title: reader.text())
    }
    let wordCount = reader.number()
    self.init(
      path: path, localPath: localPath, fingerprint: fingerprint, metadata: metadata,
      languageOfName: languageOfName, references: references, shortcodes: shortcodes,
      outline: outline, wordCount: wordCount, excerpt: reader.text())
  }

  /// Everything by which the articles of a site meet, the text's own places left out: while this
  /// stays the same, no address, list, topic or link of the site changes.
  package var standing: Fingerprint {
    var writer = PackedWriter(reserving: 1024)
    packPlace(into: &writer)
    metadata.pack(into: &writer)
    writer.write(references) { writer, reference in
      writer.write(reference.kind.code)
      writer.write(reference.destination)
    }
    writer.write(shortcodes) { writer, shortcode in
      writer.write(shortcode.name)
      for arguments in [shortcode.named, shortcode.positional] {
        writer.write(arguments) { writer, argument in
          writer.write(argument.name)
          writer.write(argument.value)
        }
      }
    }
    return Fingerprint(of: writer.bytes)
  }
}

extension Reference {
  fileprivate func pack(into writer: inout PackedWriter) {
    writer.write(kind.code)
    writer.write(destination)
    writer.write(range)
  }

  fileprivate init(from reader: inout PackedReader) {
    let kind = Kind(code: reader.number())
    if kind == nil { reader.complain() }
    let destination = reader.text()
    self.init(kind: kind ?? .link, destination: destination, range: reader.range())
  }
}

extension Reference.Kind {
  fileprivate var code: Int {
    switch self {
    case .link: 0
    case .image: 1
    case .media: 2
    }
  }

  fileprivate init?(code: Int) {
    switch code {
    case 0: self = .link
    case 1: self = .image
    case 2: self = .media
    default: return nil
    }
  }
}

extension Shortcode {
  fileprivate func pack(into writer: inout PackedWriter) {
    writer.write(name)
    for arguments in [named, positional] {
      writer.write(arguments) { writer, argument in
        writer.write(argument.name)
        writer.write(argument.value)
        writer.write(argument.range)
      }
    }
    writer.write(inner) { writer, inner in
      writer.write(inner.text)
      inner.body.pack(into: &writer)
    }
    writer.write(range)
  }

  fileprivate init(from reader: inout PackedReader) {
    let name = reader.text()
    let arguments = (0..<2).map { _ in
      reader.list { reader in
        let name = reader.text()
        let value = reader.text()
        return Argument(name: name, value: value, range: reader.range())
      }
    }
    let inner = reader.optional { reader in
      let text = reader.text()
      return Inner(text: text, body: Body(from: &reader))
    }
    self.init(
      name: name, named: arguments[0], positional: arguments[1], inner: inner,
      range: reader.range())
  }
}

extension Body {
  /// Writes every part.
  package func pack(into writer: inout PackedWriter) {
    writer.write(html)
    writer.write(holes) { writer, hole in
      writer.write(hole.offset)
      switch hole.kind {
      case .reference(let index): writer.write(index << 1)
      case .shortcode(let index): writer.write(index << 1 | 1)
      }
    }
    writer.write(omissions) { writer, omission in
      writer.write(SourceRange(omission.range))
      writer.write(omission.replacement)
    }
    writer.write(excerptEnd) { $0.write($1) }
  }

  /// The text that was packed.
  package init(from reader: inout PackedReader) {
    let html = reader.blockBytes()
    let holes = reader.list { reader in
      let offset = reader.number()
      let code = reader.number()
      return Hole(
        offset: offset, kind: code & 1 == 0 ? .reference(code >> 1) : .shortcode(code >> 1))
    }
    let omissions = reader.list { reader in
      let range = reader.range()
      return Omission(range: range.lower..<range.upper, replacement: reader.blockBytes())
    }
    self.init(
      html: html, holes: holes, omissions: omissions, excerptEnd: reader.optionalNumber())
  }
}
