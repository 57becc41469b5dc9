import StetContent
import StetSite

/// The text of every article, by article.
struct BodyStore: Sendable {
  private let bodies: [Body]

  /// The bodies of articles in the order of their ids.
  init(_ bodies: [Body]) {
    self.bodies = bodies
  }

  /// The text of the article `id`.
  func body(_ id: ArticleID) -> Body {
    bodies[id.index]
  }
}
