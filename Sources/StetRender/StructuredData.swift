import StetContent
import StetCore
import StetSite

/// What pages say to machines: JSON-LD with the terms of schema.org.
struct StructuredData: Sendable {
  var site: Site
  private let addresses: Addresses
  // What many pages say is written once.
  private let publisher: JSONText
  private let terms: [JSONText]
  private let people: [JSONText]

  /// What the pages of `site` say.
  init(_ site: Site, addresses: Addresses) {
    self.site = site
    self.addresses = addresses
    publisher = StructuredData.publisher(of: site, addresses)
    terms = site.topics.map { .written(StructuredData.term($0, addresses).bytes) }
    people = site.authors.map { .written(StructuredData.person($0, in: site, addresses).bytes) }
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
    let published = date.map { JSONText.text($0.rfc3339) }
    let changed = site.updated(story.id)
    let members: [(String, JSONText?)] = [
      ("@context", .text("https://schema.org")),
      ("@type", .text(story.isDated ? "NewsArticle" : "WebPage")),
      ("headline", .text(title)),
      ("alternativeHeadline", article.metadata.kicker.map { .text($0.value) }),
      ("description", standfirst.map { .text($0) }),
      ("image", images.isEmpty ? nil : .list(images.map { .text($0) })),
      ("datePublished", published),
      ("dateModified", changed.map { $0 == date ? published : .text($0.rfc3339) } ?? published),
      (
        "author", story.authors.isEmpty ? publisher : .list(story.authors.map { people[$0.author] })
      ),
      ("publisher", publisher),
      ("mainEntityOfPage", .text(address)),
      ("articleSection", story.section.map { .text(site.sections[$0].title) }),
      ("inLanguage", .text(story.language)),
      ("wordCount", .number(article.wordCount)),
      ("isAccessibleForFree", .flag(true)),
      ("about", about(story)),
      ("correction", corrections(site.corrections(of: story.id))),
    ]
    return .object(members)
  }

  /// The path of pages that leads to one, each with its title and address.
  func breadcrumbs(_ steps: [PageView.Step]) -> JSONText {
    .object([
      ("@context", .text("https://schema.org")),
      ("@type", .text("BreadcrumbList")),
      (
        "itemListElement",
        .list(
          steps.enumerated().map { index, step in
            .object([
              ("@type", .text("ListItem")), ("position", .number(index + 1)),
              ("name", .text(step.title)), ("item", .text(step.absoluteAddress)),
            ])
          })
      ),
    ])
  }

  /// A term of the vocabulary, with what it is elsewhere.
  func topic(_ index: Int) -> JSONText {
    let topic = site.topics[index]
    return .object([
      ("@context", .text("https://schema.org")),
      ("@type", .text("CollectionPage")),
      ("name", .text(topic.name)),
      ("url", .text(addresses.absolute(topic.address))),
      ("about", terms[index]),
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
      ("mainEntity", people[index]),
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
      ("publisher", publisher),
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

  private static func publisher(of site: Site, _ addresses: Addresses) -> JSONText {
    let data = JSONText.object([
      ("@type", .text("NewsMediaOrganization")), ("name", .text(site.configuration.title)),
      ("url", .text(addresses.absolute(.root))), ("logo", logo(of: site, addresses)),
    ])
    return .written(data.bytes)
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

  private func about(_ story: Story) -> JSONText? {
    let topics = story.topics.filter { !site.topics[$0].isHidden }
    return topics.isEmpty ? nil : .list(topics.map { terms[$0] })
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
