import StetContent
import StetCore
import StetSite
import StetTemplate

extension PageValues {
  private static let sectionShape = Shape([
    "title", "name", "address", "description", "count", "path", "subsections",
  ])

  func sectionView(_ section: Section, _ index: Int) -> Value {
    .record(
      Record(
        PageValues.sectionShape,
        [
          Value(section.title), Value(section.title), Value(addresses.rooted(section.address)),
          Value(section.description), .int(section.stories.count), Value(section.path),
          .list(section.subsections.map { views.sections[$0] }),
        ]))
  }

  private static let authorShape = Shape([
    "id", "name", "title", "address", "bio", "image", "body", "links", "count",
  ])

  func authorView(_ author: Author) -> Value {
    let metadata = author.definition.map { site[$0].metadata }
    let links = metadata?.extra.first { $0.key == "links" }.map { Value($0.value) } ?? .list([])
    return .record(
      Record(
        PageValues.authorShape,
        [
          Value(author.id), Value(author.name), Value(author.name),
          Value(addresses.rooted(author.address)), Value(metadata?.standfirst?.value),
          author.definition.map { views.image(of: $0) } ?? .none, .none, links,
          .int(author.stories.count),
        ]))
  }

  private static let seriesShape = Shape([
    "title", "name", "address", "count", "position", "parts", "previous", "next",
  ])

  /// A series; `current` is the place of the article that shows it.
  func seriesView(_ series: Series, current: Int?) -> Value {
    let previous = current.flatMap { $0 > 0 ? series.parts[$0 - 1] : nil }
    let next = current.flatMap { $0 + 1 < series.parts.count ? series.parts[$0 + 1] : nil }
    return .record(
      Record(
        PageValues.seriesShape,
        [
          Value(series.name), Value(series.name), Value(addresses.rooted(series.address)),
          .int(series.parts.count), current.map { .int($0 + 1) } ?? .none,
          views.cards(series.parts), previous.map { views.card(of: $0) } ?? .none,
          next.map { views.card(of: $0) } ?? .none,
        ]))
  }

  private static let correctionShape = Shape(["article", "date", "text", "kind"])

  /// Every correction, newest first.
  var corrections: Value {
    let all = site.latest.flatMap { id in
      site.corrections(of: id).map { (id: id, correction: $0) }
    }
    let sorted = all.enumerated().sorted { first, second in
      let dates = [first, second].map { $0.element.correction.date.value.secondsSinceEpoch }
      return dates[0] != dates[1] ? dates[0] > dates[1] : first.offset < second.offset
    }
    return .list(
      sorted.map { item in
        let correction = item.element.correction
        return .record(
          Record(
            PageValues.correctionShape,
            [
              views.card(of: item.element.id), .timestamp(correction.date.value),
              Value(correction.text), Value(correction.kind),
            ]))
      })
  }
}
