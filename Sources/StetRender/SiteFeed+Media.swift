import StetContent
import StetCore
import StetFeed
import StetSite

// Pictures and files to play.

extension SiteFeed {
  /// The lead picture of `id`; nil where there is none, or none that is known to be a picture.
  func leadMedia(of id: ArticleID) -> LeadMedia? {
    guard let image = site[id].metadata.image, let destination = site.links[id.index].image else {
      return nil
    }
    let facts = facts(of: destination)
    guard let type = facts?.type ?? mediaType(of: image.source.value), type.hasPrefix("image/")
    else { return nil }
    let story = site.story(id)
    let smaller = facts?.copyForFeeds
    let shown = smaller.map { Destination.local($0.address, suffix: "") } ?? destination
    let address = shown.address(for: .feed(page: story.address), addresses)
    var media = LeadMedia(url: address, type: smaller?.type ?? type)
    media.length = smaller?.sizeBytes ?? facts?.sizeBytes
    media.width = smaller?.width ?? facts?.width
    media.height = smaller?.height ?? facts?.height
    media.alt = image.alt.flatMap(nonEmpty)
    media.credit = image.credit
    media.thumbnail = .init(url: address, width: media.width, height: media.height)
    return media
  }

  /// The lead picture as a figure, for readers that show only what stands in the text; empty where
  /// there is none.
  func leadFigure(of id: ArticleID) -> [UInt8] {
    guard let image = site[id].metadata.image, let destination = site.links[id.index].image else {
      return []
    }
    let medium = BodyMedium.feed(page: site.story(id).address)
    let facts = facts(of: destination)
    let smaller = facts?.copyForFeeds
    let shown = smaller.map { Destination.local($0.address, suffix: "") } ?? destination
    var html: [UInt8] = Array("<figure><img src=\"".utf8)
    html.appendEscaped(shown.address(for: medium, addresses))
    html.append(contentsOf: "\" alt=\"".utf8)
    html.appendEscaped(image.alt ?? "")
    if let width = smaller?.width ?? facts?.width, let height = smaller?.height ?? facts?.height {
      html.append(contentsOf: "\" width=\"\(width)\" height=\"\(height)".utf8)
    }
    html.append(contentsOf: "\">".utf8)
    let words = [image.caption, image.credit].compactMap(\.self).map(plainText)
    if !words.isEmpty {
      html.append(contentsOf: "<figcaption>".utf8)
      html.appendEscaped(words.joined(separator: " – "))
      html.append(contentsOf: "</figcaption>".utf8)
    }
    html.append(contentsOf: "</figure>\n".utf8)
    return html
  }

  /// The files that the story `id` carries, those left out whose length nobody knows.
  func enclosures(of id: ArticleID) -> [StetFeed.Enclosure] {
    let written = site[id].metadata.enclosures
    if written.isEmpty { return [] }
    let medium = BodyMedium.feed(page: site.story(id).address)
    return zip(written, site.links[id.index].enclosures).compactMap { file, destination in
      let facts = facts(of: destination)
      guard let length = facts?.sizeBytes ?? (destination.isLocal ? nil : file.length) else {
        return nil
      }
      return StetFeed.Enclosure(
        url: destination.address(for: medium, addresses),
        type: file.type ?? facts?.type ?? mediaType(of: file.source.value)
          ?? "application/octet-stream",
        length: length, durationSeconds: file.durationSeconds)
    }
  }

  /// Whether podcast directories take files of `type`.
  func isPlayed(_ type: String) -> Bool {
    type.hasPrefix("audio/") || type.hasPrefix("video/")
  }

  /// What podcast directories want to know of the story `id`.
  func episode(of id: ArticleID) -> StetFeed.Episode? {
    guard let written = site[id].metadata.episode else { return nil }
    var episode = StetFeed.Episode()
    episode.number = written.number
    episode.season = written.season
    episode.isExplicit = written.isExplicit
    episode.image = site.links[id.index].episodeImage.map {
      $0.address(for: .feed(page: site.story(id).address), addresses)
    }
    return episode
  }

  /// What podcast directories ask of the channel.
  func channel(of podcast: Configuration.Podcast) -> StetFeed.Podcast {
    let categories = podcast.categories.map { written in
      let names = written.split(separator: ">").map { part in
        part.split(separator: " ").joined(separator: " ")
      }
      return StetFeed.Podcast.Category(
        names.first ?? written, narrower: names.count > 1 ? names[1] : nil)
    }
    var channel = StetFeed.Podcast(
      author: podcast.author ?? site.configuration.title,
      image: addresses.absolute(written: podcast.image), categories: categories,
      isExplicit: podcast.isExplicit, isSerial: podcast.isSerial)
    channel.ownerEmail = podcast.ownerEmail
    channel.ownerName = podcast.ownerName ?? podcast.author
    return channel
  }

  /// What is known of the file that `destination` names, where it is the site's own.
  func facts(of destination: Destination) -> FileFacts? {
    guard case .local(let path, _) = destination else { return nil }
    return files[path.filePath]
  }
}

/// The media type that the ending of `path` stands for; nil when nobody knows it.
package func mediaType(of path: String) -> String? {
  let ending = path.prefix { $0 != "?" && $0 != "#" }.split(separator: ".").last?.lowercased()
  return ending.flatMap { mediaTypes[$0] }
}

private let mediaTypes = [
  "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif",
  "webp": "image/webp", "avif": "image/avif", "svg": "image/svg+xml", "mp3": "audio/mpeg",
  "m4a": "audio/x-m4a", "aac": "audio/aac", "ogg": "audio/ogg", "oga": "audio/ogg",
  "opus": "audio/ogg", "flac": "audio/flac", "wav": "audio/wav", "mp4": "video/mp4",
  "m4v": "video/x-m4v", "mov": "video/quicktime", "webm": "video/webm", "pdf": "application/pdf",
  "epub": "application/epub+zip", "zip": "application/zip",
]
