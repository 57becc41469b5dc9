import StetContent
import StetCore
import StetSite

/// What parsing made of one file of content, fit to be kept for later builds.
struct Copy: Sendable {
  /// Of the file's bytes and of all else that the parse depended on; nil where it could not be read.
  let fingerprint: Fingerprint?
  /// Nil where the file has an error and is left out.
  let article: Article?
  /// Its words, for the index of related stories.
  private(set) var words: WordCounts
  let unread: [UnreadConstruct]
  let diagnostics: [Diagnostic]
  /// The text; nil where it was parsed by an earlier build and is read again when it is printed.
  let body: Body?
  /// What making it took: whether the file was read, and whether it was parsed.
  let isRead: Bool
  let isParsed: Bool

  private static let noWords = WordCounts(title: "", standfirst: "", text: [])

  /// A file that could not be read.
  init(unreadable diagnostics: [Diagnostic]) {
    fingerprint = nil
    article = nil
    words = Copy.noWords
    unread = []
    self.diagnostics = diagnostics
    body = nil
    isRead = true
    isParsed = false
  }

  /// What `parsed` says.
  init(_ parsed: Diagnosed<ParsedFile>) {
    let isValid = !parsed.diagnostics.contains { $0.severity == .error }
    fingerprint = parsed.value.article.fingerprint
    article = isValid ? parsed.value.article : nil
    words = isValid ? StetSite.words(of: parsed.value) : Copy.noWords
    unread = parsed.value.unread
    diagnostics = parsed.diagnostics
    body = isValid ? parsed.value.body : nil
    isRead = true
    isParsed = true
  }

  private init(_ kept: Copy, body: Body?, isRead: Bool, isParsed: Bool) {
    fingerprint = kept.fingerprint
    article = kept.article
    words = kept.words
    unread = kept.unread
    diagnostics = kept.diagnostics
    self.body = body
    self.isRead = isRead
    self.isParsed = isParsed
  }

  /// The same, made by an earlier build; `isRead` where the file was read to see that it is the same.
  func kept(isRead: Bool) -> Copy {
    Copy(self, body: body, isRead: isRead, isParsed: false)
  }

  /// The same, whose text is elsewhere.
  var withoutText: Copy { Copy(self, body: nil, isRead: isRead, isParsed: isParsed) }

  /// Forgets the words, which are elsewhere.
  mutating func forgetWords() { words = Copy.noWords }
}

extension Copy {
  /// Writes all but the text.
  func pack(into writer: inout PackedWriter) {
    writer.write(fingerprint) { $0.write($1) }
    writer.write(article) { $1.pack(into: &$0) }
    writer.write(words.bytes)
    writer.write(unread) { $1.pack(into: &$0) }
    writer.write(diagnostics) { $0.write($1) }
  }

  /// What was packed; nil where it is damaged.
  init?(from reader: inout PackedReader) {
    fingerprint = reader.optional { $0.fingerprint() }
    article = reader.optional { Article(from: &$0) }
    guard let words = WordCounts(bytes: reader.blockBytes()) else { return nil }
    self.words = words
    unread = reader.list { UnreadConstruct(from: &$0) }
    diagnostics = reader.list { $0.diagnostic() }
    body = nil
    isRead = false
    isParsed = false
    if reader.isDamaged { return nil }
  }
}
