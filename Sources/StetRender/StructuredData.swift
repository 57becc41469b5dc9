import StetContent
import StetCore
import StetSite

/// What pages say to machines: JSON-LD with the terms of schema.org.
struct StructuredData {
  let site: Site
  let addresses: Addresses

  /// A NewsArticle with its authors, dates, topics and corrections.
  func article(_ story: Story, title: String, images: [String]) -> JSONText {
    let article = site[story.id]
    let metadata = article.metadata
    let address = addresses.absolute(story.address)
    let changed = site.updated(story.id) ?? metadata.date?.value
    let members: [(String, JSONText?)] = [
      ("@context", .text("https://schema.org")),
      ("@type", .text(story.isDated ? "NewsArticle" : "WebPage")),
      ("headline", .text(title)),
      ("alternativeHeadline", metadata.kicker.map { .text($0.value) }),
      ("description", metadata.standfirst.map { .text(plainText($0.value)) }),
      ("image", images.isEmpty ? nil : .list(images.map { .text($0) })),
      ("datePublished", metadata.date.map { .text($0.value.rfc3339) }),
      ("dateModified", changed.map { .text($0.rfc3339) }),
      ("author", story.authors.isEmpty ? publisher : .list(story.authors.map(author))),
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
  func breadcrumbs(_ steps: [(title: String, address: SitePath)]) -> JSONText {
    .object([
      ("@context", .text("https://schema.org")),
      ("@type", .text("BreadcrumbList")),
      (
        "itemListElement",
        .list(
          steps.enumerated().map { index, step in
            .object([
              ("@type", .text("ListItem")), ("position", .number(index + 1)),
              ("name", .text(step.title)), ("item", .text(addresses.absolute(step.address))),
            ])
          })
      ),
    ])
  }

  /// A term of the vocabulary, with what it is elsewhere.
  func topic(_ topic: Topic) -> JSONText {
    .object([
      ("@context", .text("https://schema.org")),
      ("@type", .text("CollectionPage")),
      ("name", .text(topic.name)),
      ("url", .text(addresses.absolute(topic.address))),
      ("about", term(topic)),
    ])
  }

  /// All terms of a taxonomy, called `name`.
  func vocabulary(_ taxonomy: String, name: String) -> JSONText {
    .object([
      ("@context", .text("https://schema.org")),
      ("@type", .text("DefinedTermSet")),
      ("name", .text(name)),
      ("url", .text(setAddress(taxonomy))),
    ])
  }

  /// The page of somebody who writes.
  func profile(_ author: Author) -> JSONText {
    .object([
      ("@context", .text("https://schema.org")),
      ("@type", .text("ProfilePage")),
      ("url", .text(addresses.absolute(author.address))),
      ("mainEntity", person(author)),
    ])
  }

  private func setAddress(_ taxonomy: String) -> String {
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

  private var logo: JSONText? {
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

  private var publisher: JSONText {
    .object([
      ("@type", .text("NewsMediaOrganization")), ("name", .text(site.configuration.title)),
      ("url", .text(addresses.absolute(.root))), ("logo", logo),
    ])
  }

  private func author(_ byline: Story.Byline) -> JSONText { person(site.authors[byline.author]) }

  private func person(_ author: Author) -> JSONText {
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
    let topics = story.topics.map { site.topics[$0] }.filter { !$0.isHidden }
    return topics.isEmpty ? nil : .list(topics.map(term))
  }

  private func term(_ topic: Topic) -> JSONText {
    .object([
      ("@type", .text("DefinedTerm")), ("name", .text(topic.name)),
      ("url", .text(addresses.absolute(topic.address))),
      ("inDefinedTermSet", .text(setAddress(topic.taxonomy))),
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
