/// A key of the front matter that stet knows: one table for the reader, for the warning about
/// misspelt keys and for the JSON Schema.
enum FrontMatterKey: String, CaseIterable, Sendable {
  case title, kicker, standfirst, authors, dateline, date, updated, embargo, expires, draft
  case withdrawn, section, series, image, canonical, sources, corrections, tip, language, weight
  case lead, leads, id, slug, path, aliases, outputs, related, template, extra
  case seriesOrder = "series_order"
  case imageAlt = "image_alt"
  case imageCaption = "image_caption"
  case imageCredit = "image_credit"
  case endMark = "end_mark"
  case published, status, hidden, taxonomies, enclosures, episode

  /// What kind of value a key takes.
  enum Shape: Sendable {
    case text, date, truth, integer, list, authors, image, corrections, sources, series, outputs
    case related, withdrawal, map, any, enclosures, episode
  }

  /// Other names of the same idea, best first, in lower case with `_` for `-`.
  var synonyms: [String] {
    switch self {
    case .title: ["headline"]
    case .kicker: ["eyebrow", "overline", "rubric"]
    case .standfirst: ["deck", "dek", "summary", "excerpt", "description", "subtitle"]
    case .authors: ["author", "byline", "bylines", "writer", "writers"]
    case .dateline: ["placeline"]
    case .date: ["pubdate", "pub_date", "date_published", "datepublished", "posted"]
    case .updated:
      [
        "modified", "lastmod", "last_modified_at", "last_modified", "date_modified",
        "datemodified", "modified_date", "last_updated", "update_date",
      ]
    case .embargo: ["embargo_until", "publishdate", "publish_date", "not_before"]
    case .expires: ["expirydate", "expiry_date", "expiration", "unpublishdate", "expire"]
    case .withdrawn: ["retracted"]
    case .image:
      [
        "lead_image", "cover", "featured_image", "feature_image", "hero_image", "og_image",
        "thumbnail", "teaser_image", "images", "featuredimage", "coverimage", "cover_image",
      ]
    case .imageAlt: ["alt", "image_alt_text", "imagealt"]
    case .imageCaption: ["caption", "image_figcaption", "figcaption"]
    case .imageCredit: ["credit", "photo_credit"]
    case .canonical: ["canonical_url", "canonicalurl", "original_url"]
    case .sources: ["source"]
    case .enclosures: ["enclosure"]
    case .corrections: ["correction"]
    case .tip: ["tip_line", "tipline"]
    case .endMark: ["endmark"]
    case .language: ["lang", "locale", "languagecode"]
    case .weight: ["order", "menu_order", "nav_order"]
    case .lead: ["featured", "is_lead"]
    case .id: ["guid", "uuid", "uid"]
    case .path: ["permalink", "url", "address"]
    case .aliases:
      ["alias", "redirect_from", "redirects", "redirectfrom", "redirectto", "old_urls", "old_url"]
    case .related: ["related_pins", "see_also"]
    case .template: ["layout"]
    case .extra: ["params"]
    case .seriesOrder: ["series_part", "part", "series_weight"]
    default: []
    }
  }

  /// What kind of value it takes.
  var shape: Shape {
    switch self {
    case .title, .kicker, .standfirst, .dateline, .section, .canonical, .tip, .endMark, .language,
      .id, .slug, .path, .template, .imageAlt, .imageCaption, .imageCredit, .status:
      .text
    case .date, .updated, .embargo, .expires: .date
    case .draft, .lead, .hidden: .truth
    case .weight, .seriesOrder: .integer
    case .aliases, .leads: .list
    case .authors: .authors
    case .image: .image
    case .corrections: .corrections
    case .sources: .sources
    case .series: .series
    case .outputs: .outputs
    case .related: .related
    case .withdrawn: .withdrawal
    case .extra, .taxonomies: .map
    case .published: .any
    case .enclosures: .enclosures
    case .episode: .episode
    }
  }

  /// What it is for, in one sentence.
  var summary: String {
    switch self {
    case .title: "The headline."
    case .kicker: "A word or two above the headline."
    case .standfirst: "The sentence or two below the headline; also the summary in feeds."
    case .authors: "Who wrote it: ids of content/authors, names, or maps of name and role."
    case .dateline: "Where it was reported from."
    case .date: "When it was published."
    case .updated: "When it last changed in substance."
    case .embargo: "Not to be published before this instant."
    case .expires: "Not to be shown after this instant."
    case .draft: "Whether it is left out until it is done."
    case .withdrawn: "That it was withdrawn: a date, or a map of date and reason."
    case .section: "The section, where it is not the folder."
    case .series: "The series it belongs to: a name, or a map of name and order."
    case .seriesOrder: "Its place in its series, from 1."
    case .image: "The lead image: an address, or a map of source, alt, caption, credit and focus."
    case .imageAlt: "What the lead image shows; empty where it is decoration."
    case .imageCaption: "The caption of the lead image."
    case .imageCredit: "Who made the lead image."
    case .canonical: "The address of the original, where this is a copy."
    case .sources: "What it rests on: addresses, or maps of title and url."
    case .corrections: "What was put right: maps of date, text and kind."
    case .tip: "How readers reach the newsroom about it."
    case .endMark: "What ends it in print."
    case .language: "Its language, as BCP 47 says: en-GB."
    case .weight: "Its place in its section; lower comes first."
    case .lead: "Whether it leads the front page, its section and its topics."
    case .leads: "Of a section, a topic or the front page: the articles that lead it, in order."
    case .id: "Its permanent identity, a tag: URI; never change it."
    case .slug: "The last part of its address."
    case .path: "Its whole address."
    case .aliases: "Its earlier addresses."
    case .outputs: "Where it is shown: a map of feed, search and lists."
    case .related: "Related articles: a list to pin, or a map of pin and forbid."
    case .template: "The theme's template that prints it."
    case .extra: "Anything for the theme."
    case .published: "Jekyll: false for a draft; elsewhere the date."
    case .status: "Pelican: published, draft or hidden."
    case .hidden: "Whether it is left out of feeds, search and lists."
    case .taxonomies: "Lists of terms by taxonomy."
    case .enclosures:
      "Files that feeds carry: addresses, or maps of source, type, length, duration."
    case .episode: "Of a podcast: its number, or a map of number, season, explicit and image."
    }
  }

  /// The key that `name` writes and how good a name it is for it (0 the best); nil for none.
  static func named(_ name: String) -> (key: FrontMatterKey, rank: Int)? {
    byName[name]
  }

  /// Every known name.
  static var names: [String] { Array(byName.keys) }

  /// A name as the table spells it: lower case, `_` for `-`; camel case is lower case.
  static func normalized(_ name: String) -> String {
    guard name.utf8.contains(where: { $0 == 0x2D || (0x41...0x5A).contains($0) }) else {
      return name
    }
    return String(
      decoding: name.utf8.map { byte in
        byte == 0x2D ? 0x5F : (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
      }, as: UTF8.self)
  }

  private static let byName: [String: (key: FrontMatterKey, rank: Int)] = {
    var names: [String: (key: FrontMatterKey, rank: Int)] = [:]
    for key in allCases {
      names[key.rawValue] = (key, 0)
      for (rank, synonym) in key.synonyms.enumerated() { names[synonym] = (key, rank + 1) }
    }
    return names
  }()

  /// Keys that other generators give a meaning which concerns only them; never taken for a slip.
  static let foreign: Set<String> = [
    "tags", "tag", "topics", "topic", "categories", "category", "keywords", "type", "types",
    "comments", "comment", "toc", "menu", "menus", "markup", "cascade", "headless", "linktitle",
    "resources", "sitemap", "in_search_index", "render", "insert_anchor_links", "sort_by",
    "sort_order", "paginate_by", "paginate_path", "paginate_reversed", "generate_feed",
    "generate_feeds", "page_template", "transparent", "redirect_to", "redirect", "pagination",
    "eleventynavigation", "eleventycomputed", "eleventyexcludefromcollections", "iscjklanguage",
    "js", "css", "scripts", "styles", "version", "hero", "pin", "pinned", "sticky", "math",
    "mathjax", "release", "releases", "team", "video", "videos", "audio", "gallery", "galleries",
    "link", "links", "links_to", "share", "social", "nav", "navigation", "nav_title", "name",
    "email", "bio", "role", "roles", "photo", "avatar", "website", "twitter", "github", "mastodon",
    "note", "notes", "text", "state", "theme", "robots", "noindex", "timezone", "locales",
    "translations", "translationkey", "license", "licence", "copyright", "rights", "hide",
    "show", "sidebar", "header", "footer", "created", "created_at", "modified_by", "parent",
    "parents", "children", "broader", "narrower", "collection", "collections", "event", "events",
    "page", "pages", "post", "posts", "subject", "subjects", "people", "places", "place",
  ]
}
