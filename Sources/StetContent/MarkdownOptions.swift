/// How Markdown becomes HTML.
struct MarkdownOptions: Sendable {
  /// The marks of typographic quotes; nil leaves text as it was typed.
  var quotes: Typesetter.Quotes?
  /// GitHub's additions and footnotes.
  var additions: MarkdownTree.Additions
  /// Whether raw HTML is kept; otherwise it is shown as text.
  var isRawHTMLAllowed: Bool
  /// Whether raw HTML is balanced, headings get anchors, images alone become figures.
  var isExtended: Bool
  /// Whether `~x~` and `^x^` are sub- and superscript.
  var hasScripts = false
  /// The language of the text.
  var language = "en"
  /// Whose rules make the anchors of headings.
  var dialect: ParseContext.Dialect

  /// CommonMark and nothing else, for its own tests.
  static let commonMark = MarkdownOptions(
    quotes: nil, additions: [], isRawHTMLAllowed: true, isExtended: false, dialect: .plain)

  /// What `context` asks for.
  init(_ context: ParseContext) {
    self.init(
      quotes: Typesetter.quotes(for: context.language), additions: [.github, .footnotes],
      isRawHTMLAllowed: context.isRawHTMLAllowed, isExtended: true, dialect: context.dialect)
    hasScripts = context.dialect == .stet
    language = context.language
  }

  /// Exactly these.
  init(
    quotes: Typesetter.Quotes?, additions: MarkdownTree.Additions, isRawHTMLAllowed: Bool,
    isExtended: Bool, dialect: ParseContext.Dialect
  ) {
    self.quotes = quotes
    self.additions = additions
    self.isRawHTMLAllowed = isRawHTMLAllowed
    self.isExtended = isExtended
    self.dialect = dialect
  }
}
