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
    guard let file = desk.files[id.index] else { return parsed[id.index] ?? Body() }
    return desk.copies[file].body ?? desk.texts?.body(of: desk.copies[file], file)
      ?? parsed[id.index] ?? Body()
  }
}
