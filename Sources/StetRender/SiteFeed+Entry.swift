import StetContent
import StetCore
import StetFeed
import StetSite

extension SiteFeed {
  /// What stands at one place of a feed, without its text.
  func entry(of item: FeedItem) -> Entry {
    switch item {
    case .story(let id): entry(of: id)
    case .retraction(let index): entry(of: site.retractions[index])
    }
  }

  /// The story `id` as subscribers receive it, without its text.
  func entry(of id: ArticleID) -> Entry {
    let article = site[id]
    let story = site.story(id)
    guard let date = article.metadata.date?.value, let permanent = site.feedIDs[id.index] else {
      preconditionFailure("only dated articles with an id stand in feeds")
    }
    var entry = Entry(
      id: permanent, title: views.titles[id.index],
      address: addresses.absolute(story.address), published: date,
      updated: site.updated(id) ?? date, authors: authors(of: story))
    entry.summary = views.standfirsts[id.index] ?? nonEmpty(article.excerpt)
    entry.language = story.language == site.configuration.language ? nil : story.language
    entry.categories = categories(of: story)
    entry.contributors = contributors(of: story)
    entry.leadMedia = leadMedia(of: id)
    entry.enclosures = enclosures(of: id)
    entry.episode = episode(of: id)
    entry.related = article.metadata.sources.compactMap { $0.url?.value }.filter {
      $0.hasPrefix("http")
    }
    entry.via = [article.metadata.canonical?.value].compactMap(\.self).filter {
      $0.hasPrefix("http")
    }
    entry.origin = SourceOrigin(path: article.path, range: article.metadata.title?.range)
    return entry
  }

  /// That an article was withdrawn, under the article's id, with none of its words.
  private func entry(of retraction: Retraction) -> Entry {
    let article = site[retraction.id]
    let title = retractionTitle(retraction.language)
    let changed = retraction.withdrawn ?? site.updated(retraction.id) ?? retraction.published
    var entry = Entry(
      id: retraction.permanentID, title: title, address: addresses.absolute(retraction.address),
      published: retraction.published, updated: changed, authors: [publication])
    entry.summary = retraction.reason ?? title
    var html: [UInt8] = Array("<p>".utf8)
    html.appendEscaped(retraction.reason ?? title)
    entry.content = html + Array("</p>\n".utf8)
    entry.language = retraction.language == site.configuration.language ? nil : retraction.language
    entry.origin = SourceOrigin(path: article.path, range: article.metadata.title?.range)
    return entry
  }

  private var publication: Person {
    Person(name: site.configuration.title, uri: addresses.absolute(.root))
  }

  private func authors(of story: Story) -> [Person] {
    let named = story.authors.filter { $0.role == nil }.map { byline in
      let author = site.authors[byline.author]
      return Person(name: author.name, uri: addresses.absolute(author.address))
    }
    if !named.isEmpty { return named }
    return [publication]
  }

  /// Those who did something else than write: pictures, research.
  private func contributors(of story: Story) -> [Person] {
    story.authors.filter { $0.role != nil }.map { byline in
      let author = site.authors[byline.author]
      return Person(name: author.name, uri: addresses.absolute(author.address))
    }
  }

  private func categories(of story: Story) -> [StetFeed.Category] {
    var categories: [StetFeed.Category] = []
    if let index = story.section { categories.append(sectionCategories[index]) }
    for index in story.topics where !site.topics[index].isHidden {
      categories.append(topicCategories[index])
    }
    return categories
  }
}
