import StetContent
import StetCore
import StetSite

/// What pages say to machines: JSON-LD with the terms of schema.org.
///
/// A class that never changes: as a structure each page would copy the site that it holds.
final class StructuredData: Sendable {
  private let site: Site
  private let addresses: Addresses
  // What many pages say is written once.
  private let publisher: [UInt8]
  private let terms: [[UInt8]]
  private let people: [[UInt8]]

  /// What the pages of `site` say.
  init(_ site: Site, addresses: Addresses) {
    self.site = site
    self.addresses = addresses
    publisher = StructuredData.publisher(of: site, addresses)
    terms = site.topics.map { StructuredData.term($0, addresses).bytes }
    people = site.authors.map { StructuredData.person($0, in: site, addresses).bytes }
  }

  /// The same as `old` for `site`, in which texts are others and nothing else.
  init(_ old: StructuredData, _ site: Site) {
    self.site = site
    addresses = old.addresses
    publisher = old.publisher
    terms = old.terms
    people = old.people
  }

  /// Writes a NewsArticle with its authors, dates, topics and corrections.
  ///
  /// `address` is that of its page, `title` and `standfirst` are plain text, `images` whole
  /// addresses.
  func write(
    _ story: Story, at address: String, title: String, standfirst: String?,
    images: [String], to json: inout JSONWriter
  ) {
    json.beginObject()
    json.add("@context", "https://schema.org")
    json.add("@type", story.isDated ? "NewsArticle" : "WebPage")
    json.add("headline", title)
    json.add("alternativeHeadline", site[story.id].metadata.kicker?.value)
    json.add("description", standfirst)
    if !images.isEmpty {
      json.beginList("image")
      for image in images { json.add(nil, written: JSONText.text(image).bytes) }
      json.endList()
    }
    let published = site[story.id].metadata.date?.value
    json.add("datePublished", published)
    json.add("dateModified", site.updated(story.id) ?? published)
    if story.authors.isEmpty {
      json.add("author", written: publisher)
    } else {
      json.beginList("author")
      for byline in story.authors { json.add(nil, written: people[byline.author]) }
      json.endList()
    }
    json.add("publisher", written: publisher)
    json.add("mainEntityOfPage", address)
    if let section = story.section { json.add("articleSection", site.sections[section].title) }
    json.add("inLanguage", story.language)
    json.add("wordCount", site[story.id].wordCount)
    json.addTruth("isAccessibleForFree")
    if story.topics.contains(where: { !site.topics[$0].isHidden }) {
      json.beginList("about")
      for topic in story.topics where !site.topics[topic].isHidden {
        json.add(nil, written: terms[topic])
      }
      json.endList()
    }
    json.add("correction", written: corrections(site.corrections(of: story.id))?.bytes)
    json.endObject()
  }

  /// Writes the path of pages that leads to one, each with its title and address.
  static func write(_ trail: PageTrail, to json: inout JSONWriter) {
    json.beginObject()
    json.add("@context", "https://schema.org")
    json.add("@type", "BreadcrumbList")
    json.beginList("itemListElement")
    json.add(nil, written: trail.items)
    json.endList()
    json.endObject()
  }

  /// A term of the vocabulary, with what it is elsewhere.
  func topic(_ index: Int) -> JSONText {
    let topic = site.topics[index]
    return .object([
      ("@context", .text("https://schema.org")),
      ("@type", .text("CollectionPage")),
      ("name", .text(topic.name)),
      ("url", .text(addresses.absolute(topic.address))),
      ("about", .written(terms[index])),
    ])
  }

  /// All terms of a taxonomy, called `name`.
  func vocabulary(_ taxonomy: String, name: String) -> JSONText {
    .object([
      ("@context", .text("https://schema.org")),
      ("@type", .text("DefinedTermSet")),
      ("name", .text(name)),
      ("url", .text(StructuredData.setAddress(taxonomy, addresses))),
    ])
  }

  /// The page of somebody who writes.
  func profile(_ index: Int) -> JSONText {
    .object([
      ("@context", .text("https://schema.org")),
      ("@type", .text("ProfilePage")),
      ("url", .text(addresses.absolute(site.authors[index].address))),
      ("mainEntity", .written(people[index])),
    ])
  }

  private static func setAddress(_ taxonomy: String, _ addresses: Addresses) -> String {
    addresses.absolute(SitePath("/\(taxonomy)/"))
  }

  /// The publication as a whole.
  func website(isSearched: Bool) -> JSONText {
    .object([
      ("@context", .text("https://schema.org")),
      ("@type", .text("WebSite")),
      ("name", .text(site.configuration.title)),
      ("description", site.configuration.description.map { .text($0) }),
      ("url", .text(addresses.absolute(.root))),
      ("inLanguage", .text(site.configuration.language)),
      ("publisher", .written(publisher)),
      ("potentialAction", isSearched ? searchAction : nil),
    ])
  }

  private static func logo(of site: Site, _ addresses: Addresses) -> JSONText? {
    let feeds = site.configuration.feeds
    return (feeds.logo ?? feeds.icon).map { address in
      .object([
        ("@type", .text("ImageObject")), ("url", .text(addresses.absolute(written: address))),
      ])
    }
  }

  private var searchAction: JSONText {
    .object([
      ("@type", .text("SearchAction")),
      ("target", .text(addresses.absolute(SitePath("/search/")) + "?q={search_term_string}")),
      ("query-input", .text("required name=search_term_string")),
    ])
  }

  private static func publisher(of site: Site, _ addresses: Addresses) -> [UInt8] {
    JSONText.object([
      ("@type", .text("NewsMediaOrganization")), ("name", .text(site.configuration.title)),
      ("url", .text(addresses.absolute(.root))), ("logo", logo(of: site, addresses)),
    ]).bytes
  }

  private static func person(
    _ author: Author, in site: Site, _ addresses: Addresses
  ) -> JSONText {
    let kind = author.definition.flatMap { id in
      site[id].metadata.extra.first { $0.key == "kind" }?.value
    }
    var isOrganization = false
    if case .string("organisation", _)? = kind { isOrganization = true }
    if case .string("organization", _)? = kind { isOrganization = true }
    return .object([
      ("@type", .text(isOrganization ? "Organization" : "Person")), ("name", .text(author.name)),
      ("url", .text(addresses.absolute(author.address))),
    ])
  }

  private static func term(_ topic: Topic, _ addresses: Addresses) -> JSONText {
    .object([
      ("@type", .text("DefinedTerm")), ("name", .text(topic.name)),
      ("url", .text(addresses.absolute(topic.address))),
      ("inDefinedTermSet", .text(setAddress(topic.taxonomy, addresses))),
      ("sameAs", topic.sameAs.isEmpty ? nil : .list(topic.sameAs.map { .text($0) })),
    ])
  }

  private func corrections(_ corrections: [Metadata.Correction]) -> JSONText? {
    guard !corrections.isEmpty else { return nil }
    return .list(
      corrections.map { correction in
        .object([
          ("@type", .text("CorrectionComment")), ("text", .text(correction.text)),
          ("datePublished", .text(correction.date.value.rfc3339)),
        ])
      })
  }
}
