import StetContent
import StetSite

/// The texts of the articles that are printed.
struct BodyStore: Sendable {
  private let desk: Copydesk
  /// Those parsed again for this build, by article.
  private let parsed: [Int: Body]

  /// The texts that `desk` holds and `parsed`, by article.
  init(_ desk: Copydesk, parsed: [Int: Body] = [:]) {
    self.desk = desk
    self.parsed = parsed
  }

  /// How many files were parsed for their text alone.
  var countParsed: Int { parsed.count }

  /// The text of the article `id`; nothing of what is made of data.
  func body(_ id: ArticleID) -> Body {
    desk.files[id.index].flatMap { desk.copies[$0].body } ?? parsed[id.index] ?? Body()
  }
}
