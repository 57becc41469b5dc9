import StetContent
import StetCore
import StetRender
import StetSite

/// A site with its theme, ready to be printed.
struct Edition: Sendable {
  var reading: Reading
  /// The stories at the foot of each story, in the order of `Site.latest`.
  var related: [[ArticleID]]
  let theme: ChosenTheme
  let pictures: Illustrations
  /// The paths of the files below static/.
  let statics: [String]
  var renderer: Renderer

  init(
    reading: Reading, related: [[ArticleID]], theme: ChosenTheme, pictures: Illustrations,
    statics: [String]
  ) {
    self.reading = reading
    self.related = related
    self.theme = theme
    self.pictures = pictures
    self.statics = statics
    renderer = Edition.renderer(reading, related, theme, pictures, statics)
  }

  /// Puts the stories at the foot of each story into their places.
  mutating func answer(_ related: [[ArticleID]]) {
    self.related = related
    renderer = renderer.revised(reading.site, related: related, texts: [])
  }

  /// Makes the renderer anew, of the site as it is now.
  mutating func renew() {
    renderer = Edition.renderer(reading, related, theme, pictures, statics)
  }

  /// The pages that the site searches.
  private static func renderer(
    _ reading: Reading, _ related: [[ArticleID]], _ theme: ChosenTheme, _ pictures: Illustrations,
    _ statics: [String]
  ) -> Renderer {
    Renderer(
      site: reading.site, related: related, theme: theme.theme, staticFiles: statics,
      files: pictures.facts, renditions: pictures.renditions,
      search: SearchIndex.wanted(by: theme.theme, reading.site, words: reading.desk.words),
      cards: pictures.cards)
  }
}
