import StetCore

/// Writes JSON Feed 1.1.
struct JSONFeedWriter {
  let feed: Feed
  private var json = JSONWriter()
  private var parts: [WrittenDocument.Part] = []

  init(feed: Feed) {
    self.feed = feed
  }

  /// The whole document.
  consuming func document() -> WrittenDocument {
    json.reserveCapacity(feed.entries.reduce(4096) { $0 + 2048 + ($1.content?.count ?? 0) })
    let feed = feed
    var parts: [WrittenDocument.Part] = []
    json.object { json in
      JSONFeedWriter.writeMetadata(of: feed, to: &json)
      json.openArray("items")
      for entry in feed.entries {
        let start = json.bytes.count
        json.object { JSONFeedWriter.write(entry, of: feed, to: &$0) }
        if let origin = entry.origin {
          parts.append(.init(range: start..<json.bytes.count, origin: origin))
        }
      }
      json.closeArray()
    }
    json.endLine()
    return WrittenDocument(bytes: json.bytes, parts: parts)
  }

  private static func writeMetadata(of feed: Feed, to json: inout JSONWriter) {
    json.member("version", "https://jsonfeed.org/version/1.1")
    json.member("title", shown(feed.title) ?? feed.site)
    json.member("home_page_url", address: feed.site)
    json.member("feed_url", address: feed.addresses.json?.own)
    json.member("description", shown(feed.subtitle))
    json.member("next_url", address: feed.addresses.json?.previousArchive)
    json.member("icon", address: feed.icon)
    json.array("authors", writtenPeople(feed.authors), write)
    json.member("language", writtenLanguage(feed.language))
    json.array("hubs", feed.hubs) { json, hub in
      json.object {
        $0.member("type", "WebSub")
        $0.member("url", address: hub)
      }
    }
  }

  private static func write(_ person: inout JSONWriter, _ value: Person) {
    person.object {
      $0.member("name", value.name)
      $0.member("url", address: value.uri)
    }
  }

  private static func write(_ entry: Entry, of feed: Feed, to json: inout JSONWriter) {
    json.member("id", address: entry.id)
    json.member("url", address: entry.address)
    json.member("external_url", address: entry.related.first)
    json.member("title", writtenTitle(entry))
    if let content = entry.content, !content.isEmpty {
      json.member("content_html", bytes: content)
    } else {
      json.member("content_text", shown(entry.summary) ?? writtenTitle(entry))
    }
    json.member("summary", shown(entry.summary))
    json.member("image", address: entry.leadMedia?.url)
    json.member("date_published", writableTime(entry.published).rfc3339)
    json.member("date_modified", writtenUpdate(entry).rfc3339)
    json.array("authors", writtenPeople(entry.authors, or: feed.authors), write)
    json.array("tags", entry.categories.compactMap { shown($0.label) ?? shown($0.term) }) {
      $0.value($1)
    }
    json.member("language", writtenLanguage(entry.language))
    json.array("attachments", entry.enclosures) { json, file in
      json.object {
        $0.member("url", address: file.url)
        $0.member("mime_type", file.type)
        $0.member("size_in_bytes", file.length)
        $0.member("duration_in_seconds", file.durationSeconds)
      }
    }
  }
}
