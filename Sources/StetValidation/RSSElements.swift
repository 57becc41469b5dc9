/// The elements of RSS that have no namespace.
enum RSSElements {
  static let channel: Set<String> = [
    "title", "link", "description", "language", "copyright", "managingEditor", "webMaster",
    "pubDate", "lastBuildDate", "category", "generator", "docs", "cloud", "ttl", "image", "rating",
    "textInput", "skipHours", "skipDays", "item",
  ]
  static let item: Set<String> = [
    "title", "link", "description", "author", "category", "comments", "enclosure", "guid",
    "pubDate", "source",
  ]
  static let rdfChannel: Set<String> = [
    "title", "link", "description", "image", "items", "textinput",
  ]
  static let rdfItem: Set<String> = ["title", "link", "description"]
}
