/// What is to be known of an element of HTML.
package struct HTMLTraits: OptionSet, Sendable {
  package let rawValue: UInt8

  /// The traits whose bits are set.
  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  package static let known = HTMLTraits(rawValue: 1)
  package static let void = HTMLTraits(rawValue: 2)
  package static let endIsOptional = HTMLTraits(rawValue: 4)
  package static let risky = HTMLTraits(rawValue: 8)
  package static let raw = HTMLTraits(rawValue: 16)
  package static let visible = HTMLTraits(rawValue: 32)
}

/// What is to be known of an attribute.
enum HTMLAttributeKind: Sendable {
  case address, sourceSet, style, risky
}

/// What is known of names; found by the number that a name already is, without hashing it again.
struct HTMLNameTable<Value: Sendable>: Sendable {
  private var slots: [(hash: UInt64, value: Value)?]
  private static var slotCount: Int { 1024 }

  init(_ table: [HTMLName: Value]) {
    precondition(table.count < HTMLNameTable.slotCount / 2, "a table has room to spare")
    slots = Array(repeating: nil, count: HTMLNameTable.slotCount)
    for (name, value) in table {
      var slot = HTMLNameTable.slot(name.hash)
      while slots[slot] != nil { slot = (slot + 1) % HTMLNameTable.slotCount }
      slots[slot] = (name.hash, value)
    }
  }

  /// What is known of `name`; nil when nothing is.
  subscript(name: HTMLName) -> Value? {
    var slot = HTMLNameTable.slot(name.hash)
    while let entry = slots[slot] {
      if entry.hash == name.hash { return entry.value }
      slot = (slot + 1) % HTMLNameTable.slotCount
    }
    return nil
  }

  private static func slot(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: (hash ^ hash >> 32) % UInt64(slotCount))
  }
}

/// The elements of HTML, and what a feed reader does with them.
enum HTMLNames {
  /// The traits of every known element.
  static let traits: HTMLNameTable<HTMLTraits> = {
    var table: [HTMLName: HTMLTraits] = [:]
    let sets: [(Set<String>, HTMLTraits)] = [
      (known, .known), (void, .void), (endIsOptional, .endIsOptional), (risky, .risky),
      (raw, .raw), (visible, .visible),
    ]
    for (names, trait) in sets {
      for name in names { table[HTMLName(name), default: []].insert(trait) }
    }
    return HTMLNameTable(table)
  }()

  /// The attributes that matter to a feed.
  static let attributes: HTMLNameTable<HTMLAttributeKind> = {
    var table: [HTMLName: HTMLAttributeKind] = [:]
    for name in addressed { table[HTMLName(name)] = .address }
    table[HTMLName("srcset")] = .sourceSet
    table[HTMLName("style")] = .style
    for name in ["srcdoc", "formaction"] { table[HTMLName(name)] = .risky }
    return HTMLNameTable(table)
  }()

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
}
