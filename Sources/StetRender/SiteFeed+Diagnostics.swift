import StetContent
import StetCore
import StetSite

extension SiteFeed {
  /// What is wrong with the files that feeds carry, and with the podcasts that stet.yaml describes.
  var diagnostics: [Diagnostic] {
    var found: [Diagnostic] = []
    for id in site.latest where site.feedIDs[id.index] != nil {
      let article = site[id]
      for (file, destination) in zip(
        article.metadata.enclosures, site.links[id.index].enclosures)
      {
        found += problem(with: file, destination, in: article).map { [$0] } ?? []
      }
    }
    for (index, podcast) in site.configuration.feeds.podcasts.enumerated() {
      found += problem(with: podcast, index).map { [$0] } ?? []
    }
    return found
  }

  private func problem(
    with file: Metadata.Enclosure, _ destination: Destination, in article: Article
  ) -> Diagnostic? {
    if facts(of: destination) != nil { return nil }
    if destination.isLocal {
      return Diagnostic(
        .error, .enclosureMissing, path: article.path, range: file.source.range,
        "there is no file “\(file.source.value)” for feeds to carry",
        note: "name a file beside the article, or one of static/ by its address: /audio/one.mp3")
    }
    if file.length != nil { return nil }
    return Diagnostic(
      .error, .enclosureLengthMissing, path: article.path, range: file.source.range,
      "how long “\(file.source.value)” is cannot be known from here",
      note: "feeds must say it: write a map of source and length, in bytes")
  }

  private func problem(with podcast: Configuration.Podcast, _ index: Int) -> Diagnostic? {
    let path = site.configuration.path
    if PageList.podcastPage(index, in: site) == nil {
      return Diagnostic(
        .error, .podcastListMissing, path: path, range: podcast.range,
        "the list whose stories this podcast carries is not there",
        note: "name a section by its folder, or a topic or series by its id or name")
    }
    guard let place = SitePath(written: podcast.image), !podcast.image.contains("://") else {
      return nil
    }
    let facts = files[place.filePath]
    if let facts, let width = facts.width, let height = facts.height, width == height,
      (1400...3000).contains(width), ["image/png", "image/jpeg"].contains(facts.type)
    {
      return nil
    }
    return Diagnostic(
      .warning, .podcastImageUnfit, path: path, range: podcast.range,
      "directories take no podcast whose picture is not a square JPEG or PNG of 1400 to 3000 pixels",
      note: "“\(podcast.image)” is "
        + (facts.map { "\($0.width ?? 0) by \($0.height ?? 0) pixels" } ?? "no file of static/"))
  }
}
