import StetContent
import StetCore
import StetSite

extension Renderer {
  /// The fingerprint of the body of `id` and of what its references lead to.
  func bodyFingerprint(of id: ArticleID) -> Fingerprint {
    if let known = bodyFingerprints[id.index] { return known }
    return bodyFingerprints.keep(
      Renderer.fingerprint(of: site[id], links: site.links[id.index], values.views, theme),
      for: id.index)
  }

  private static func fingerprint(
    of article: Article, links: Links, _ views: Views, _ theme: Theme
  ) -> Fingerprint {
    let addresses = views.addresses
    let medium = BodyMedium.feed(page: .root)
    let named = links.arguments.keys.sorted().compactMap { links.arguments[$0] }
    let parts = (links.body + named).map { Fingerprint(of: $0.address(for: medium, addresses)) }
    let pictures = pictures(in: article, links, views, theme)
    let shown = pictures.keys.sorted().compactMap { pictures[$0]?.fingerprint }
    let called =
      named.isEmpty
      ? []
      : links.arguments.keys.sorted().map { name in
        Fingerprint(of: links.arguments[name].flatMap { views.facts(of: $0)?.name } ?? "")
      }
    return Fingerprint(of: [article.fingerprint] + parts + shown + called)
  }
}
