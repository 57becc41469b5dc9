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

  /// A NewsArticle with its authors, dates, topics and corrections.
  ///
  /// `address` is that of its page, `title` and `standfirst` are plain text, `images` whole
  /// addresses.
  func article(
    _ story: Story, at address: String, title: String, standfirst: String?,
    images: [String]
  ) -> JSONText {
    let article = site[story.id]
    let date = article.metadata.date?.value
    let published = date?.rfc3339
    let changed = site.updated(story.id)
    var members = JSONMembers(capacity: 2_048)
    members.add("@context", "https://schema.org")
    members.add("@type", story.isDated ? "NewsArticle" : "WebPage")
    members.add("headline", title)
    members.add("alternativeHeadline", article.metadata.kicker?.value)
    members.add("description", standfirst)
    if !images.isEmpty {
      members.add("image", listOf: images.map { JSONText.text($0).bytes })
    }
    members.add("datePublished", published)
    members.add("dateModified", changed?.rfc3339 ?? published)
    if story.authors.isEmpty {
      members.add("author", written: publisher)
    } else {
      members.add("author", listOf: story.authors.map { people[$0.author] })
    }
    members.add("publisher", written: publisher)
    members.add("mainEntityOfPage", address)
    members.add("articleSection", story.section.map { site.sections[$0].title })
    members.add("inLanguage", story.language)
    members.add("wordCount", written: Array(String(article.wordCount).utf8))
    members.add("isAccessibleForFree", written: Array("true".utf8))
    let topics = story.topics.filter { !site.topics[$0].isHidden }
    if !topics.isEmpty { members.add("about", listOf: topics.map { terms[$0] }) }
    members.add("correction", written: corrections(site.corrections(of: story.id))?.bytes)
    return .written(members.finish())
  }

  /// The path of pages that leads to one, each with its title and address.
  func breadcrumbs(_ steps: [PageView.Step]) -> JSONText {
    var members = JSONMembers(capacity: 1_024)
    members.add("@context", "https://schema.org")
    members.add("@type", "BreadcrumbList")
    members.add(
      "itemListElement",
      listOf: steps.enumerated().map { index, step in
        var item = JSONMembers(capacity: 256)
        item.add("@type", "ListItem")
        item.add("position", written: Array(String(index + 1).utf8))
        item.add("name", step.title)
        item.add("item", step.absoluteAddress)
        return item.finish()
      })
    return .written(members.finish())
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
