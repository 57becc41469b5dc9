import StetContent
import StetCore

/// The stories at the foot of each article: the index of the whole site, and what to ask it.
package struct RelatedStories: Sendable {
  package let index: RelatedIndex
  /// What is wrong with the stories that editors pin or forbid.
  package let diagnostics: [Diagnostic]
  /// One question for each dated public story, in the order of `Site.latest`.
  package let queries: [RelatedQuery]

  /// The index of no site.
  package init() {
    index = RelatedIndex([])
    queries = []
    diagnostics = []
  }

  /// The answers to what is `asked`, the words of whose documents are `words`.
  package init(_ asked: RelatedQuestions, _ words: IndexedWords) {
    index = RelatedIndex(asked.ranked, words)
    queries = asked.queries
    diagnostics = asked.diagnostics
  }

  /// The stories for the foot of each of `queries`, best first, at most `limit`.
  package func stories(for queries: [RelatedQuery], limit: Int) -> [[ArticleID]] {
    index.related(for: queries, limit: limit).map { $0.map { ArticleID($0.document) } }
  }
}

/// What related stories are asked for on a site, and among which documents: everything that an index is
/// made of but the words, which may be weighed for any stretch of ranks alone.
package struct RelatedQuestions: Sendable {
  package let ranked: RankedDocuments
  let queries: [RelatedQuery]
  let diagnostics: [Diagnostic]

  /// The questions of `site`; `words` are those of each article, in the order of the ids.
  package init(_ site: Site, words: [WordCounts]) {
    var finder = ArticleFinder(site)
    let isListed = Set(site.latest.map(\.index))
    let above = BroaderTopics(site)
    let documents = site.articles.indices.map { at -> RelatedDocument in
      let article = site.articles[at]
      guard let story = site.stories[at], isListed.contains(at) else {
        return RelatedDocument(words: words[at], secondsSinceEpoch: 0, isPublic: false)
      }
      return RelatedDocument(
        words: words[at], topics: above.topics(of: story),
        secondsSinceEpoch: Int(article.metadata.date?.value.secondsSinceEpoch ?? 0),
        series: story.series?.series,
        links: finder.articles(named: site.links[at].body).map(\.index).filter { $0 != at },
        pinned: finder.articles(named: article.metadata.relatedPins, by: at),
        forbidden: finder.articles(named: article.metadata.relatedForbids, by: at))
    }
    ranked = RankedDocuments(documents)
    queries = site.latest.map { id in
      let series = site.story(id).series.map { site.series[$0.series].parts } ?? []
      return RelatedQuery(document: id.index, listed: series.map(\.index))
    }
    diagnostics = finder.diagnostics
  }
}

/// The words of one parsed file, for the index of related stories.
package func words(of file: ParsedFile) -> WordCounts {
  WordCounts(
    title: file.article.metadata.title?.value ?? "",
    standfirst: file.article.metadata.standfirst?.value ?? "", html: file.body.html)
}

/// The topics of a story with those above them, and how far above.
private struct BroaderTopics {
  private let site: Site

  init(_ site: Site) {
    self.site = site
  }

  func topics(of story: Story) -> [RelatedTopic] {
    var found = story.topics.map { RelatedTopic(id: $0) }
    var seen = Set(story.topics)
    var next = 0
    while next < found.count {
      for parent in site.topics[found[next].id].broader where seen.insert(parent).inserted {
        found.append(RelatedTopic(id: parent, distance: found[next].distance + 1))
      }
      next += 1
    }
    return found
  }
}

/// Finds articles by address, or by what an editor calls them: a path, a file's name, an address.
private struct ArticleFinder {
  private let site: Site
  private var articleOfAddress: [SitePath: Int] = [:]
  private var articleOfName: [String: Int] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  init(_ site: Site) {
    self.site = site
    let isAnyNamed = site.articles.contains { article in
      !article.metadata.relatedPins.isEmpty || !article.metadata.relatedForbids.isEmpty
    }
    for story in site.stories.compactMap(\.self) {
      articleOfAddress[story.address] = story.id.index
      guard isAnyNamed else { continue }
      for name in ArticleNames.names(of: site[story.id], at: story.address) {
        articleOfName[name] = story.id.index
      }
    }
  }

  func articles(named destinations: [Destination]) -> [ArticleID] {
    var seen: Set<Int> = []
    return destinations.compactMap { destination in
      guard case .local(let address, _) = destination, let at = articleOfAddress[address],
        seen.insert(at).inserted
      else { return nil }
      return ArticleID(at)
    }
  }

  mutating func articles(named names: [Located<String>], by article: Int) -> [Int] {
    var found: [Int] = []
    for name in names {
      let path = ArticleNames.plain(name.value)
      if let at = articleOfName[path] ?? near(path, article) {
        found.append(at)
        continue
      }
      diagnostics.append(
        Diagnostic(
          .warning, .linkTargetMissing, path: site.articles[article].path, range: name.range,
          "“\(name.value)” is no public article of this site",
          note: nearestName(to: path, among: articleOfName.keys).map { "did you mean “\($0)”?" }
            ?? "name the file by its path below the content folder"))
    }
    return found
  }

  /// The article of this path in the folder of `article`, or a path from there.
  private func near(_ path: String, _ article: Int) -> Int? {
    var folders = site.articles[article].localPath.split(separator: "/").dropLast().map(String.init)
    for part in path.split(separator: "/") {
      if part == ".." {
        if folders.popLast() == nil { return nil }
      } else if part != "." {
        folders.append(String(part))
      }
    }
    return articleOfName[folders.joined(separator: "/")]
  }
}
