package import StetCore

/// What one file of content says, alone: an article, a page, a section's index, a topic, an author.
///
/// It knows no other file. Its body stands beside it in `ParsedFile`, so that a site can hold all
/// articles without holding their text. A class that never changes, because it has dozens of parts and
/// is looked at from everywhere: as a structure each look would copy them.
package final class Article: Sendable {
  /// The file's path from the site's root: `content/arts/opera.md`.
  package let path: String
  /// The file's path below its content folder, the dialect's own folders and dates still in it:
  /// `arts/opera.md`, `_posts/2014-05-06-hello.md`.
  package let localPath: String
  /// The fingerprint of the file and of everything else its parse depended on.
  package let fingerprint: Fingerprint
  /// The typed front matter.
  package let metadata: Metadata
  /// The language that the file's name ends with, `es` of `opera.es.md`; nil where it names none.
  package let languageOfName: String?
  /// Every address the body names, those inside shortcodes first; holes refer to them by index.
  package let references: [Reference]
  /// Every shortcode the body calls, the inner before the one around it; holes refer to them by
  /// index.
  package let shortcodes: [Shortcode]
  /// The headings of the body, in order.
  package let outline: [Heading]
  /// How many words the body has.
  package let wordCount: Int
  /// Plain text of the part before `<!--more-->`, else of the first paragraph, cut at a word to at
  /// most 300 characters; empty when the body has no text.
  package let excerpt: String

  /// An article of exactly these parts.
  package init(
    path: String, localPath: String, fingerprint: Fingerprint, metadata: Metadata = Metadata(),
    languageOfName: String? = nil, references: [Reference] = [], shortcodes: [Shortcode] = [],
    outline: [Heading] = [], wordCount: Int = 0, excerpt: String = ""
  ) {
    self.path = path
    self.localPath = localPath
    self.fingerprint = fingerprint
    self.metadata = metadata
    self.languageOfName = languageOfName
    self.references = references
    self.shortcodes = shortcodes
    self.outline = outline
    self.wordCount = wordCount
    self.excerpt = excerpt
  }
}

/// One file, parsed: what the site needs of it and the text it prints.
package struct ParsedFile: Sendable {
  package let article: Article
  package let body: Body
  /// Constructs of another generator that were left as they stand, each kind once.
  package let unread: [UnreadConstruct]

  /// An article, its body and what was left in it.
  package init(article: Article, body: Body, unread: [UnreadConstruct] = []) {
    self.article = article
    self.body = body
    self.unread = unread
  }
}

/// An address that a body names, as it was written.
package struct Reference: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// `href` of a link.
    case link
    /// `src` of an image.
    case image
    /// Any other address: `poster`, `cite`, `data`, `src` of audio, video and frames, one of `srcset`.
    case media
  }

  package let kind: Kind
  /// The destination, unescaped: `../type/linotype.md#history`, `https://example.org/`, `#top`.
  ///
  /// A dialect's own forms (`@/x.md`, `{{< ref "x.md" >}}`, `{% post_url x %}`) are already turned
  /// into a path from the content folder that begins with `@/`.
  package let destination: String
  /// Where the Markdown says it.
  package let range: SourceRange

  /// An address of `kind`.
  package init(kind: Kind, destination: String, range: SourceRange) {
    self.kind = kind
    self.destination = destination
    self.range = range
  }
}

/// A call of a theme's template from within a body: `{{< figure src="a.jpg" >}}`.
package struct Shortcode: Sendable, Hashable {
  package let name: String
  /// Named arguments in the order written.
  package let named: [Argument]
  /// Arguments without a name, in order.
  package let positional: [Argument]
  /// What stands between the opening and closing form, as written; nil for the single form.
  package let inner: Inner?
  package let range: SourceRange

  /// A call of `name`.
  package init(
    name: String, named: [Argument] = [], positional: [Argument] = [], inner: Inner? = nil,
    range: SourceRange
  ) {
    self.name = name
    self.named = named
    self.positional = positional
    self.inner = inner
    self.range = range
  }

  /// One argument of a call; a positional one has an empty name.
  package struct Argument: Sendable, Hashable {
    package let name: String
    package let value: String
    package let range: SourceRange

    /// The argument `name` with `value`.
    package init(name: String, value: String, range: SourceRange) {
      self.name = name
      self.value = value
      self.range = range
    }
  }

  /// The inside of a paired call: raw text, and the same as HTML whose holes refer to the
  /// references and shortcodes of the article.
  package struct Inner: Sendable, Hashable {
    package let text: String
    package let body: Body

    /// Text and the same as HTML.
    package init(text: String, body: Body) {
      self.text = text
      self.body = body
    }
  }
}

/// A heading of a body.
package struct Heading: Sendable, Hashable {
  /// 1 to 6.
  package let level: Int
  /// The anchor: unique in its body.
  package let id: String
  /// The heading's text, without markup.
  package let title: String

  /// A heading of `level`.
  package init(level: Int, id: String, title: String) {
    self.level = level
    self.id = id
    self.title = title
  }
}
