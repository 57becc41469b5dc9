package import StetCore

/// The article, page, topic or author that `file` holds, and its body.
///
/// `localPath` is the file's path below its content folder, `contextFingerprint` that of `context` where the
/// caller knows it. A file whose diagnostics hold an error
/// is to be left out; what could be read of it is there all the same.
package func parse(
  _ file: SourceFile, localPath: String, in context: ParseContext,
  _ contextFingerprint: Fingerprint? = nil
) -> Diagnosed<ParsedFile> {
  var report = Report(path: file.path)
  let fingerprint = Fingerprint(of: [file.fingerprint, contextFingerprint ?? context.fingerprint])
  let languageOfName = context.hasLanguageInNames ? languageOfName(localPath) : nil
  guard isUTF8(file.bytes, &report) else {
    let article = Article(path: file.path, localPath: localPath, fingerprint: fingerprint)
    return Diagnosed(ParsedFile(article: article, body: Body()), report.diagnostics)
  }
  var head = head(of: file, in: context, &report)
  noteDate(localPath, of: file, in: context, &head.metadata)
  if head.metadata.language == nil, let languageOfName {
    head.metadata.language = Located(languageOfName, at: SourceRange(0, 0))
  }
  let survey = BodySurvey(file.bytes.span.extracting(head.bodyStart...))
  checkControls(file.bytes, from: head.bodyStart, survey, &report)
  guard isBounded(file.bytes, from: head.bodyStart, survey, &report) else {
    let article = Article(
      path: file.path, localPath: localPath, fingerprint: fingerprint, metadata: head.metadata,
      languageOfName: languageOfName)
    return Diagnosed(ParsedFile(article: article, body: Body()), report.diagnostics)
  }
  var bodyContext = context
  bodyContext.language = head.metadata.language?.value ?? context.language
  let (prepared, prepareReport) = prepare(
    file.bytes, head.bodyStart..<file.bytes.count,
    as: Manuscript(
      context: bodyContext, values: head.values,
      hasFormulas: context.dialect == .stet || head.metadata.asksForFormulas),
    surveyed: survey, report: report)
  var writer = BodyWriter(prepared, options: MarkdownOptions(bodyContext), report: prepareReport)
  writer.write()
  let article = Article(
    path: file.path, localPath: localPath, fingerprint: fingerprint, metadata: head.metadata,
    languageOfName: languageOfName, references: writer.references,
    shortcodes: prepared.shortcodes, outline: writer.outline,
    wordCount: writer.setter.wordCount + prepared.wordCount, excerpt: writer.excerpt)
  return Diagnosed(
    ParsedFile(article: article, body: writer.body, unread: head.unread + prepared.unread),
    writer.finishedReport.diagnostics)
}

/// The data in a file that ends in .yaml, .yml, .toml or .json; null when it cannot be read, which
/// the diagnostics then say.
package func data(_ file: SourceFile) -> Diagnosed<LocatedNode> {
  var report = Report(path: file.path)
  let nothing = LocatedNode.null(SourceRange(0, 0))
  guard isUTF8(file.bytes, &report) else { return Diagnosed(nothing, report.diagnostics) }
  let range = FrontMatter.plainBodyStart(in: file.bytes)..<file.bytes.count
  let node: LocatedNode?
  if file.path.hasSuffix(".toml") {
    node = toml(range, of: file.bytes, &report)
  } else if file.path.hasSuffix(".json") {
    node = wholeJSON(range, of: file.bytes, &report)
  } else {
    node = yaml(range, of: file.bytes, &report)
  }
  return Diagnosed(node ?? nothing, report.diagnostics)
}

/// The HTML of a piece of Markdown that is no file of its own, its addresses as they were written.
package func html(ofMarkdown markdown: String, in context: ParseContext) -> String {
  let bytes = Array(markdown.utf8)
  var report = Report(path: "")
  let survey = BodySurvey(bytes.span)
  guard isBounded(bytes, from: 0, survey, &report) else {
    var text: [UInt8] = []
    text.appendEscaped(bytes[...])
    return String(decoding: text, as: UTF8.self)
  }
  let (prepared, prepareReport) = prepare(
    bytes, 0..<bytes.count,
    as: Manuscript(context: context, hasFormulas: context.dialect == .stet), surveyed: survey,
    report: report)
  var writer = BodyWriter(prepared, options: MarkdownOptions(context), report: prepareReport)
  writer.write()
  return String(decoding: writer.body.filled(with: writer.references), as: UTF8.self)
}

extension Body {
  /// The HTML with every address of `references` as it was written; shortcodes leave nothing.
  package func filled(with references: [Reference]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(html.count + 64 * holes.count)
    var start = 0
    for hole in holes {
      out.append(contentsOf: html[start..<hole.offset])
      start = hole.offset
      if case .reference(let index) = hole.kind {
        out.appendEscaped(Array(references[index].escaped.utf8)[...])
      }
    }
    out.append(contentsOf: html[start...])
    return out
  }
}

extension Reference {
  /// The destination with the bytes that no address may hold percent-encoded (RFC 3986 §2.1); what
  /// is encoded already stays so.
  package var escaped: String {
    guard !destination.utf8.allSatisfy(Reference.isAddressByte) else { return destination }
    let digits = Array("0123456789ABCDEF".utf8)
    var escaped: [UInt8] = []
    for byte in destination.utf8 {
      if Reference.isAddressByte(byte) {
        escaped.append(byte)
      } else {
        escaped += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: escaped, as: UTF8.self)
  }

  private static func isAddressByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case 0x21, 0x23...0x2F, 0x3A, 0x3B, 0x3D, 0x3F, 0x40, 0x5F, 0x7E: true
    default: false
    }
  }
}
