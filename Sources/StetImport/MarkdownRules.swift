/// How HTML becomes Markdown.
struct MarkdownRules: Sendable {
  /// Whether line ends are line breaks and blank lines part paragraphs, as in the texts that WordPress
  /// keeps.
  var isAutoParagraph = false
  /// Whether typed quotation marks, hyphens and dots are kept from becoming typographic ones.
  var isExact = false
  /// The address that relative ones are resolved against.
  var base: String?
  /// Where links lead that lead to other articles of the import: `@/articles/hello.md` by address.
  var links: [String: String] = [:]
  /// Whether images are named where `place(ofImage:)` puts them, not where they are.
  var hasLocalImages = false
}

/// HTML as Markdown, and what the editor should know of it.
struct MarkdownText: Sendable {
  /// Something that Markdown does not say, and what became of it.
  struct Remark: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
      /// It stands in the Markdown as HTML.
      case kept
      /// It is not in the Markdown.
      case leftOut
      /// Something near it is in the Markdown.
      case approximated
    }

    let kind: Kind
    /// The element: `table`, `script`.
    let name: String
    /// How many line ends of the HTML stand before it.
    let line: Int
  }

  var markdown = ""
  /// The addresses of its images, each once, in order.
  var images: [String] = []
  var remarks: [Remark] = []
}

/// A block of Markdown.
struct MarkdownBlock {
  enum Kind: Hashable {
    case paragraph, code, other, raw
    case list(isOrdered: Bool, isAlternate: Bool)
  }

  var kind: Kind
  var text: String
}

/// What HTML's elements are to the writer of Markdown.
enum HTMLNames {
  /// Elements that begin a new block.
  static let blocks: Set<String> = [
    "address", "article", "aside", "blockquote", "body", "canvas", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "iframe", "legend", "li",
    "main",
    "menu", "nav", "noscript", "object", "ol", "p", "pre", "section", "summary", "table", "tbody",
    "td", "tfoot", "th", "thead", "tr", "ul", "video", "audio", "embed", "caption", "colgroup",
    "optgroup", "search", "listing", "xmp", "plaintext",
  ]
  /// Elements that only hold blocks together.
  static let containers: Set<String> = [
    "address", "article", "body", "center", "div", "footer", "header", "hgroup", "html", "main",
    "nav", "section", "dd", "dt", "li", "legend", "figcaption", "summary", "caption", "tbody", "td",
    "tfoot", "th", "thead", "tr", "search", "noframes",
  ]
  /// Elements that nobody reads.
  static let unread: Set<String> = [
    "script", "style", "template", "noscript", "head", "title", "meta", "link", "base", "col",
    "colgroup", "param", "source", "track", "basefont", "bgsound", "frame", "frameset",
  ]
  /// Of those, the ones that leave nothing to speak of.
  static let silent: Set<String> = [
    "meta", "base", "col", "colgroup", "param", "source", "track", "noscript", "basefont",
  ]
  /// Elements within text that Markdown has no mark for.
  static let inlineKept: Set<String> = [
    "abbr", "acronym", "bdi", "bdo", "cite", "data", "dfn", "ins", "kbd", "mark", "q", "rp", "rt",
    "ruby", "samp", "small", "time", "u", "var", "math", "svg", "input", "button", "select",
    "textarea", "label", "progress", "meter", "output", "map", "area", "wbr",
  ]
  /// Elements whose inside is no text with marks.
  static let opaque: Set<String> = [
    "math", "svg", "select", "textarea", "map", "ruby", "button", "input", "area", "wbr",
  ]
  /// Elements that have no end tag.
  static let void: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "frame", "keygen", "basefont", "bgsound",
  ]
  /// Elements that CommonMark takes for the beginning of a block of HTML (0.29 §4.6, condition 6).
  static let beginsBlock: Set<String> = [
    "address", "article", "aside", "blockquote", "center", "details", "dialog", "dir", "div", "dl",
    "fieldset", "figure", "footer", "form", "header", "iframe", "li", "main", "menu", "nav", "ol",
    "p", "section", "table", "ul",
  ]
  /// Attributes that hold an address.
  static let addresses: Set<String> = ["href", "src", "poster", "cite", "data", "action"]
}
