import StetContent
import StetCore

/// What an import must know of the site that it fills.
package struct ImportGround: Sendable {
  /// The content folder, from the site's root: `content`.
  package var contentFolder = "content"
  /// Where articles go, from the site's root: `content/articles`.
  package var articleFolder = "content/articles"
  /// The front matter key that lists topics.
  package var topicKey = "topics"
  /// The site's language.
  package var language = "en"
  /// The paths of all files of content, from the site's root.
  package var paths: Set<String> = []
  /// Every permanent id that is taken.
  package var ids: Set<String> = []
  /// Earlier addresses of what is there, as paths.
  package var aliases: Set<String> = []
  /// Headline and instant of what is there, as `entryKey` writes them.
  package var headlines: Set<String> = []
  /// The paths of files that are there but cannot be read as articles.
  package var unread: Set<String> = []
  /// The names, ids and aliases of topics and authors that have files, as slugs.
  package var topics: Set<String> = []
  package var authors: Set<String> = []

  package init() {}

  /// An address on the site as it is compared.
  package static func aliasKey(_ path: SitePath) -> String {
    path.text.hasSuffix("/") ? String(path.text.dropLast()) : path.text
  }

  /// A headline and an instant as they are compared.
  package static func entryKey(title: String, date: Timestamp?) -> String {
    writtenKey(title: headlineText(title), date: date)
  }

  /// The same of a headline as a file writes it.
  package static func writtenKey(title: String, date: Timestamp?) -> String {
    "\(title)\u{1F}\(date?.secondsSinceEpoch ?? 0)"
  }
}

/// What is asked of an import.
package struct ImportWishes: Sendable {
  /// Whether typed quotation marks, hyphens and dots stay what they are.
  package var isExact = false
  /// Whether images are named where they are to be put.
  package var hasLocalImages = false

  package init() {}
}

/// The files that an import makes.
package struct ImportPlan: Sendable {
  /// An image that an article uses.
  package struct Image: Sendable, Hashable {
    package let address: String
    /// Where it is to be put, from the site's root.
    package let place: String
    /// The path of the file that uses it.
    package let file: String
  }

  /// The files, from the site's root, in the order of the export; authors and topics last.
  package var files: [SourceFile] = []
  package var articleCount = 0
  package var pageCount = 0
  package var authorCount = 0
  package var topicCount = 0
  /// Entries that the site has already.
  package var knownCount = 0
  package var images: [Image] = []

  package init() {}
}

/// The files of content that `export`, read from the file at `path` with `bytes`, becomes in the site
/// of `ground`.
///
/// An entry that the site has already, by id, by address or by headline and date, makes none.
package func plan(
  _ export: Export, from file: SourceFile, in ground: ImportGround, _ wishes: ImportWishes
) -> Diagnosed<ImportPlan> {
  var planner = ImportPlanner(export, file, ground, wishes)
  planner.choose()
  planner.write()
  return Diagnosed(planner.plan, planner.report.diagnostics)
}
