import StetCore
import StetSite
import StetTemplate

// The pictures that a page is shared and found by.

extension PageView {
  /// The picture that a page is shared by which is no article.
  var sharedImage: Value {
    values.cards.publication.map {
      values.views.card($0, alt: values.site.configuration.title)
    } ?? .none
  }

  /// The picture that the page of `id` is shared by: `own`, its lead, where everybody can show that.
  func sharedImage(of id: ArticleID, own: Value) -> Value {
    if values.site.sharesPicture(of: id, values.views.files) { return own }
    let card = values.cards.stories[id.index]?.first ?? values.cards.publication
    return card.map { values.views.card($0, alt: values.views.titles[id.index]) } ?? own
  }

  /// The whole addresses of the pictures that search engines may show with a story: crops, else the
  /// picture, if there is one, and those of its headline.
  func images(of id: ArticleID) -> [String] {
    let addresses = values.addresses
    let crops = values.site.crops(of: id, values.views.files)
    let cards = values.cards.stories[id.index] ?? []
    let made = (crops.isEmpty ? cards : crops).map { addresses.absolute($0.address) }
    guard crops.isEmpty, let destination = values.site.links[id.index].image else { return made }
    return [destination.address(for: .feed(page: page.address), addresses)] + made
  }
}
