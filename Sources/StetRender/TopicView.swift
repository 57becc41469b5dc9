import StetContent
import StetCore
import StetSite
import StetTemplate

/// A topic as its own page sees it.
struct TopicView {
  let values: PageValues
  let index: Int

  private static let shape = Shape([
    "id", "name", "title", "address", "description", "body", "count", "aliases", "same_as",
    "broader", "narrower", "related", "trails", "image", "taxonomy",
  ])

  var value: Value {
    let topic = values.site.topics[index]
    let views = values.views
    let list = { (indices: [Int]) -> Value in
      .list(
        indices.filter { !values.site.topics[$0].isHidden }.map { views.topics[$0] })
    }
    let trails = values.site.trails(to: index).map { list($0.dropLast()) }
    return .record(
      Record(
        TopicView.shape,
        [
          Value(topic.id), Value(topic.name), Value(topic.name),
          Value(values.addresses.rooted(topic.address)), Value(topic.description), .none,
          .int(topic.stories.count), .list(topic.aliases.map { Value($0) }),
          .list(topic.sameAs.map { Value($0) }), list(topic.broader), list(topic.narrower),
          list(topic.related), .list(trails), topic.definition.map { views.image(of: $0) } ?? .none,
          Value(topic.taxonomy),
        ]))
  }
}

/// All topics of a taxonomy: from A to Z, and as a tree.
struct TopicIndexView {
  let values: PageValues
  let taxonomy: String

  private static let shape = Shape(["taxonomy", "groups", "tree", "count"])
  private static let groupShape = Shape(["letter", "topics"])
  private static let entryShape = Shape(["name", "title", "address", "description", "count"])
  private static let branchShape = Shape(["name", "address", "count", "children"])

  var value: Value {
    let topics = values.site.topics
    let shown = topics.indices.filter { topics[$0].taxonomy == taxonomy && !topics[$0].isHidden }
    let roots = shown.filter { topics[$0].broader.allSatisfy { topics[$0].isHidden } }
    return .record(
      Record(
        TopicIndexView.shape,
        [
          Value(taxonomy), groups(shown), .list(roots.map(branch)), .int(shown.count),
        ]))
  }

  private func groups(_ shown: [Int]) -> Value {
    let topics = values.site.topics
    let keyed = shown.map { (index: $0, key: slug(topics[$0].name)) }.sorted {
      $0.key != $1.key ? $0.key < $1.key : $0.index < $1.index
    }
    var groups: [(letter: String, items: [Value])] = []
    for (index, key) in keyed {
      let first = key.first.map { String($0).uppercased() } ?? "#"
      let letter = key.first?.isNumber == true ? "0–9" : first
      if groups.last?.letter != letter { groups.append((letter, [])) }
      groups[groups.count - 1].items.append(entry(topics[index]))
    }
    return .list(
      groups.map { group in
        .record(Record(TopicIndexView.groupShape, [Value(group.letter), .list(group.items)]))
      })
  }

  private func entry(_ topic: Topic) -> Value {
    .record(
      Record(
        TopicIndexView.entryShape,
        [
          Value(topic.name), Value(topic.name), Value(values.addresses.rooted(topic.address)),
          Value(topic.description), .int(topic.stories.count),
        ]))
  }

  /// A topic with those under it; the vocabulary has no circles.
  private func branch(_ index: Int) -> Value {
    let topic = values.site.topics[index]
    let children = topic.narrower.filter { !values.site.topics[$0].isHidden }
    return .record(
      Record(
        TopicIndexView.branchShape,
        [
          Value(topic.name), Value(values.addresses.rooted(topic.address)),
          .int(topic.stories.count), .list(children.map(branch)),
        ]))
  }
}
