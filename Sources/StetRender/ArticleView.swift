import StetContent
import StetCore
import StetSite
import StetTemplate

/// An article or page as its own page sees it.
struct ArticleView {
  let values: PageValues
  let id: ArticleID

  private static let shape = Shape([
    "title", "kicker", "standfirst", "body", "authors", "dateline", "date", "updated", "section",
    "topics", "narrower_topics", "broader_topics", "series", "image", "corrections", "sources",
    "tip", "end_mark", "reading_time", "words", "outline", "related", "previous", "next", "age",
    "age_from", "extra", "source_path", "address", "language", "id",
  ])
  private static let correctionShape = Shape(["date", "text", "kind"])
  private static let sourceShape = Shape(["title", "url"])
  private static let ageShape = Shape(["years", "months"])
  private static let headingShape = Shape(["level", "id", "title", "children"])

  private var site: Site { values.site }
  private var views: Views { values.views }

  var value: Value {
    let article = site[id]
    let story = site.story(id)
    let card = views.fields(ofCardOf: id)
    return .record(
      Record(
        ArticleView.shape,
        [
          card[Views.CardField.title], card[Views.CardField.kicker],
          views.standfirsts[id.index] == nil ? .none : card[Views.CardField.standfirst], .none,
          card[Views.CardField.authors], Value(article.metadata.dateline?.value),
          card[Views.CardField.date], card[Views.CardField.updated], card[Views.CardField.section],
          card[Views.CardField.topics], topics(narrower(of: story)), topics(broader(of: story)),
          story.series.map { values.seriesView(site.series[$0.series], current: $0.position) }
            ?? .none,
          card[Views.CardField.image], corrections, sources, Value(article.metadata.tip?.value),
          Value(article.metadata.endMark?.value), card[Views.CardField.readingTime],
          .int(article.wordCount), ArticleView.outline(article.outline[...]),
          views.cards(values.related[id.index]), neighbour(-1), neighbour(1), age,
          Value(site.ageStart(of: id)),
          .map(
            ValueMap(article.metadata.extra.map { ($0.key, Value($0.value)) })),
          Value(article.path), card[Views.CardField.address],
          Value(story.language), Value(article.metadata.id?.value),
        ]))
  }

  private func topics(_ indices: [Int]) -> Value {
    .list(views.visible(indices).map { views.topics[$0] })
  }

  /// Topics directly under those of the article, without them, each once, that have stories.
  private func narrower(of story: Story) -> [Int] {
    unique(story.topics.flatMap { site.topics[$0].narrower }, without: story.topics)
      .filter { !site.topics[$0].stories.isEmpty }
  }

  /// Topics directly over those of the article, without them, each once.
  private func broader(of story: Story) -> [Int] {
    unique(story.topics.flatMap { site.topics[$0].broader }, without: story.topics)
  }

  private func unique(_ indices: [Int], without known: [Int]) -> [Int] {
    if indices.isEmpty { return [] }
    var seen = Set(known)
    return indices.filter { seen.insert($0).inserted }
  }

  private var corrections: Value {
    .list(
      site.corrections(of: id).map { correction in
        .record(
          Record(
            ArticleView.correctionShape,
            [.timestamp(correction.date.value), Value(correction.text), Value(correction.kind)]))
      })
  }

  private var sources: Value {
    .list(
      site[id].metadata.sources.map { source in
        .record(
          Record(ArticleView.sourceShape, [Value(source.title), Value(source.url?.value)]))
      })
  }

  /// The dated story `step` places newer (-1) or older (1) in the same section.
  private func neighbour(_ step: Int) -> Value {
    guard let place = values.placeInSection[id.index] else { return .none }
    let stories = values.datedInSection[place.section]
    let at = place.position - step
    return stories.indices.contains(at) ? views.card(of: stories[at]) : .none
  }

  /// How old the article is, in whole years or months: a page is not made anew each day; none where
  /// it is not called old.
  private var age: Value {
    site.age(of: id).map { age in
      .record(Record(ArticleView.ageShape, [.int(age.years), .int(age.months)]))
    } ?? .none
  }

  /// Headings as a tree: each has those below it as children.
  private static func outline(_ headings: ArraySlice<Heading>) -> Value {
    var items: [Value] = []
    var rest = headings
    while let heading = rest.popFirst() {
      let end = rest.firstIndex { $0.level <= heading.level } ?? rest.endIndex
      items.append(
        .record(
          Record(
            headingShape,
            [
              .int(heading.level), Value(heading.id), Value(heading.title),
              outline(rest[rest.startIndex..<end]),
            ])))
      rest = rest[end...]
    }
    return .list(items)
  }
}
