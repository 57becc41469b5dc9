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
    var parts = [article.fingerprint]
    for destination in links.body {
      parts.append(Fingerprint(of: destination.address(for: medium, addresses)))
    }
    // Most texts call no shortcode and show no picture.
    let names = links.arguments.isEmpty ? [] : links.arguments.keys.sorted()
    let named = names.compactMap { links.arguments[$0] }
    for destination in named {
      parts.append(Fingerprint(of: destination.address(for: medium, addresses)))
    }
    let pictures = pictures(in: article, links, views, theme)
    if !pictures.isEmpty {
      parts += pictures.keys.sorted().compactMap { pictures[$0]?.fingerprint }
    }
    if !named.isEmpty {
      parts += names.map { name in
        Fingerprint(of: links.arguments[name].flatMap { views.facts(of: $0)?.name } ?? "")
      }
    }
    return Fingerprint(of: parts)
  }
}
