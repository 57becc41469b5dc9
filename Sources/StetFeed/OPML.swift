import StetCore

/// One feed that people can subscribe to, for a list of feeds.
public struct Subscription: Sendable, Hashable {
  /// The feed's name.
  public var title: String
  /// The feed's address.
  public var feed: String
  /// The page that people read instead.
  public var site: String?
  /// One sentence on what it is.
  public var subtitle: String?
  /// Its language.
  public var language: String?

  /// The feed `title` at `feed`.
  public init(
    title: String, feed: String, site: String? = nil, subtitle: String? = nil,
    language: String? = nil
  ) {
    self.title = title
    self.feed = feed
    self.site = site
    self.subtitle = subtitle
    self.language = language
  }
}

/// Feeds that belong together, such as those of the sections.
public struct SubscriptionGroup: Sendable, Hashable {
  /// What they have in common; nil for feeds that stand by themselves.
  public var title: String?
  /// The feeds, in the order to show them.
  public var subscriptions: [Subscription]

  /// The feeds of `title`.
  public init(title: String? = nil, subscriptions: [Subscription]) {
    self.title = title
    self.subscriptions = subscriptions
  }
}

/// The list of feeds `title` as OPML 2.0, to be imported into a reader.
public func opmlDocument(title: String, _ groups: [SubscriptionGroup]) -> WrittenDocument {
  var markup = Markup()
  markup.raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<opml version=\"2.0\">\n<head>\n")
  markup.element("title", title)
  markup.raw("</head>\n<body>\n")
  for group in groups where !group.subscriptions.isEmpty {
    if let title = shown(group.title) {
      markup.start("outline", [Attribute("text", title)])
      markup.raw("\n")
    }
    for subscription in group.subscriptions { markup.write(subscription) }
    if shown(group.title) != nil { markup.end("outline") }
  }
  markup.raw("</body>\n</opml>\n")
  return WrittenDocument(bytes: markup.bytes)
}

extension Markup {
  /// The type is `rss` for every format (OPML 2.0, "Subscription lists").
  fileprivate mutating func write(_ subscription: Subscription) {
    let title = shown(subscription.title) ?? subscription.feed
    empty(
      "outline",
      [
        Attribute("type", "rss"), Attribute("text", title), Attribute("title", title),
        Attribute("xmlUrl", address: subscription.feed),
        Attribute("htmlUrl", address: subscription.site),
        Attribute("description", shown(subscription.subtitle)),
        Attribute("language", writtenLanguage(subscription.language)),
      ])
  }
}
