/// The elements of HTML, and what a feed reader does with them.
enum HTMLNames {
  /// The elements of the HTML Standard §4 and the obsolete ones of §16.2 that readers still show.
  static let known: Set<String> = [
    "a", "abbr", "acronym", "address", "applet", "area", "article", "aside", "audio", "b", "base",
    "bdi", "bdo", "big", "blockquote", "body", "br", "button", "canvas", "caption", "center",
    "cite", "code", "col", "colgroup", "data", "datalist", "dd", "del", "details", "dfn",
    "dialog", "dir", "div", "dl", "dt", "em", "embed", "fieldset", "figcaption", "figure", "font",
    "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header",
    "hgroup", "hr", "html", "i", "iframe", "img", "input", "ins", "kbd", "label", "legend", "li",
    "link", "main", "map", "mark", "math", "menu", "meta", "meter", "nav", "noframes", "noscript",
    "object", "ol", "optgroup", "option", "output", "p", "param", "picture", "pre", "progress",
    "q", "rb", "rp", "rt", "rtc", "ruby", "s", "samp", "script", "search", "section", "select",
    "slot", "small", "source", "span", "strike", "strong", "style", "sub", "summary", "sup",
    "svg", "table", "tbody", "td", "template", "textarea", "tfoot", "th", "thead", "time",
    "title", "tr", "track", "tt", "u", "ul", "var", "video", "wbr",
  ]

  /// Elements without content (§13.1.2).
  static let void: Set<String> = [
    "area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param",
    "source", "track", "wbr",
  ]

  /// Elements whose end tag may be left out (§13.1.2.4).
  static let endIsOptional: Set<String> = [
    "body", "caption", "colgroup", "dd", "dt", "head", "html", "li", "optgroup", "option", "p",
    "rb", "rp", "rt", "rtc", "tbody", "td", "tfoot", "th", "thead", "tr",
  ]

  /// Elements that a reader strips or that act on the page around the entry.
  static let risky: Set<String> = [
    "applet", "base", "body", "button", "embed", "form", "frame", "frameset", "head", "html",
    "iframe", "input", "link", "meta", "object", "script", "select", "style", "textarea", "title",
  ]

  /// Elements whose content is text, not markup.
  static let raw: Set<String> = ["script", "style", "textarea", "title", "iframe", "noframes"]

  /// Elements that are something to see without any text.
  static let visible: Set<String> = [
    "audio", "embed", "hr", "iframe", "img", "math", "object", "picture", "svg", "video",
  ]

  /// Attributes whose value is an address.
  static let addressed: Set<String> = [
    "action", "background", "cite", "data", "href", "longdesc", "poster", "src",
  ]

  /// Elements that show markup as text.
  static let verbatim: Set<String> = ["code", "kbd", "pre", "samp", "tt", "xmp"]
}
