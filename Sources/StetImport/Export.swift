import StetCore

/// What a feed or an export says, in whatever format it says it.
package struct Export: Sendable {
  /// The formats that are read.
  package enum Format: String, Sendable, Hashable {
    case rss2, rss1, atom, json, wordpress
  }

  package let format: Format
  package var title = ""
  /// Where its site lives.
  package var site: String?
  package var language: String?
  package var entries: [ExportEntry] = []
  package var authors: [ExportAuthor] = []
  package var terms: [ExportTerm] = []
  package var attachments: [ExportAttachment] = []
  /// Comments, which are not imported.
  package var commentCount = 0
  /// Entries of kinds that are not imported, by kind: `nav_menu_item`.
  package var otherCounts: [String: Int] = [:]

  init(format: Format) {
    self.format = format
  }
}

/// An article or a page of an export.
package struct ExportEntry: Sendable {
  /// Whether the public may see it.
  package enum State: Sendable, Hashable {
    case published, draft
  }

  /// Where the export says it.
  var range: SourceRange
  var title = ""
  /// HTML, as the export has it.
  var body = ""
  /// Where the body begins in the export.
  var bodyOffset = 0
  /// Whether the body is a text that WordPress parts into paragraphs when it shows it.
  var isAutoParagraph = false
  /// Whether the body is plain text.
  var isPlainText = false
  var standfirst: String?
  var address: String?
  var base: String?
  /// The id, whatever it looks like.
  var id: String?
  var published: Timestamp?
  var updated: Timestamp?
  var authors: [String] = []
  var topics: [String] = []
  var language: String?
  var image: ExportImage?
  /// Addresses that it rests on: via, related, of a page elsewhere.
  var sources: [String] = []
  var enclosures: [ExportEnclosure] = []
  var state = State.published
  var isPage = false
  /// Shortcodes of plugins that stand in the body.
  var unknownShortcodes: [UnknownShortcode] = []
  /// The name that it has in addresses.
  var slug: String?

  init(range: SourceRange) {
    self.range = range
  }
}

/// A lead image.
struct ExportImage: Sendable, Hashable {
  var address: String
  var alt: String?
  var caption: String?
  var credit: String?
}

/// A file that an entry brings along.
struct ExportEnclosure: Sendable, Hashable {
  let address: String
  let type: String?
  let lengthBytes: Int?
}

/// Somebody who writes, as an export lists them.
package struct ExportAuthor: Sendable, Hashable {
  /// What entries call them.
  let login: String
  let name: String
  var bio: String?
}

/// A category or tag with more than its name.
package struct ExportTerm: Sendable, Hashable {
  let name: String
  /// Its name in addresses.
  let slug: String
  var parent: String?
  var description: String?
}

/// A file that WordPress keeps.
package struct ExportAttachment: Sendable, Hashable {
  let number: Int
  package let address: String
  var alt: String?
  var caption: String?
}
