import StetCore
import StetXML

/// Judges a document that is XML, whatever it holds; of the entries at the offsets of `known` it has
/// only marks.
func judgeXML(
  _ bytes: [UInt8], _ examination: Examination, _ grammar: RelaxNGJudge?,
  known: [Int: EntryClaims] = [:]
) -> Report {
  var examination = examination
  let decoded = decodeXML(bytes)
  if let problem = decoded.problem {
    examination.find(problem.isUnknown ? .xmlEncodingUnknown : .xmlEncoding, 0, problem.message)
    return examination.report(.unknown, on: [])
  }
  if let name = decoded.name, name != "utf-8" {
    examination.find(.xmlEncodingUnusual, 0, "The document is in \(name); UTF-8 is what all read")
  }
  let text = decoded.bytes
  let format = peekFormat(text)
  let limits = XMLLimits(byteCountMax: examination.options.byteCountMax * 3)
  guard
    var reader = XMLReader(
      text, namespaces: Namespace.addresses, records: format.recordNames,
      judge: format == .atom ? grammar : nil, unjudged: Set(known.keys), limits: limits)
  else {
    examination.find(.xmlLimit, 0, "There is no memory to read the document")
    return examination.report(.unknown, on: [])
  }
  switch format {
  case .atom: examination = judgeAtom(&reader, examination, known: known)
  case .rss2, .rss1:
    examination = judgeRSS(&reader, examination, isRDF: format == .rss1, source: text)
  case .sitemap, .sitemapIndex:
    examination = judgeSitemap(
      &reader, examination, byteCount: bytes.count, isIndex: format == .sitemapIndex)
  case .opml: examination = judgeOPML(&reader, examination)
  case .json, .unknown: examination = judgeUnknown(&reader, examination)
  }
  judgeParsing(reader, text, &examination)
  return examination.report(reader.root == nil ? .unknown : format, on: text)
}

/// Reads a document of no known format to its end, for what libxml2 has to say.
private func judgeUnknown(_ reader: inout XMLReader, _ examination: Examination) -> Examination {
  var examination = examination
  while reader.nextRecord() != nil {}
  if let root = reader.root {
    examination.find(
      .unknownFormat, root.offset, "<\(root.name)> begins no feed, sitemap or OPML document")
  }
  return examination
}

/// Notes what libxml2 found.
private func judgeParsing(
  _ reader: borrowing XMLReader, _ text: [UInt8], _ examination: inout Examination
) {
  if let offset = reader.doctypeOffset {
    examination.find(
      .xmlDoctype, offset, "The document type declaration is not read, nor what it refers to")
  }
  for problem in reader.problems where problem.kind != .grammar {
    // libxml2 calls some bytes that are not UTF-8 a character out of range.
    let kind =
      problem.kind == .syntax && String(validating: text, as: UTF8.self) == nil
      ? .encoding : problem.kind
    let (rule, opening): (Rule, String) =
      switch kind {
      case .syntax, .grammar: (.xmlNotWellFormed, "The document is not well-formed")
      case .namespace: (.xmlUndeclaredPrefix, "A prefix is not declared")
      case .entity: (.xmlUndeclaredEntity, "An entity is used that XML does not define")
      case .encoding: (.xmlEncoding, "The bytes are not UTF-8")
      case .limit: (.xmlLimit, "The document asks for too much")
      }
    examination.find(rule, problem.offset, "\(opening): \(problem.message)")
  }
  // The grammar speaks only where no rule of ours did, because its messages mislead.
  guard !examination.hasError else { return }
  for problem in reader.problems where problem.kind == .grammar {
    examination.find(
      .atomGrammar, problem.offset, "The grammar of Atom does not allow this: \(problem.message)")
  }
}

/// The format that the first start tag tells; it is most often in the first bytes.
private func peekFormat(_ bytes: [UInt8]) -> Report.Format {
  let root = peekRoot(Array(bytes.prefix(1 << 11))) ?? peekRoot(Array(bytes.prefix(1 << 20)))
  guard let root else { return .unknown }
  let namespace = Namespace(rawValue: root.namespace) ?? .unknown
  switch (root.name, namespace) {
  case ("feed", _), ("entry", .atom): return .atom
  case ("rss", _): return .rss2
  case ("RDF", _): return .rss1
  case ("urlset", _): return .sitemap
  case ("sitemapindex", _): return .sitemapIndex
  case ("opml", .none): return .opml
  default: return .unknown
  }
}

private func peekRoot(_ bytes: [UInt8]) -> XMLTree.Node? {
  guard var reader = XMLReader(bytes, namespaces: Namespace.addresses, records: []) else {
    return nil
  }
  while reader.nextRecord() != nil {}
  return reader.root
}

extension Report.Format {
  /// The elements that are read one by one.
  var recordNames: [String] {
    switch self {
    case .atom: ["entry"]
    case .rss2, .rss1: ["item"]
    case .sitemap: ["url"]
    case .sitemapIndex: ["sitemap"]
    case .opml, .json, .unknown: []
    }
  }
}
