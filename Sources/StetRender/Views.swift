import StetContent
import StetCore
import StetSite
import StetTemplate

/// The views that pages share, each made once: cards of articles, topics, sections, authors.
///
/// None holds a count of stories: a new story would make every page anew that names its section,
/// topics or authors. A class that never changes: as a structure each page would copy it.
final class Views: Sendable {
  let site: Site
  let addresses: Addresses
  /// What is known of the site's files, by path from the output folder.
  let files: [String: FileFacts]
  /// The headline of each article as plain text, by article; empty where it is not public.
  let titles: [String]
  /// The standfirst of each as plain text; nil where it has none or is not public.
  let standfirsts: [String?]
  /// By article; made when it is first asked for.
  private let cards: SharedTable<Int, Value>
  let topics: [Value]
  let sections: [Value]
  let authors: [Value]

  private static let linkShape = Shape(["title", "name", "address"])
  private static let topicShape = Shape([
    "id", "name", "title", "address", "description", "taxonomy", "is_hidden",
  ])
  private static let sectionShape = Shape([
    "title", "name", "address", "description", "path",
  ])
  private static let authorShape = Shape([
    "id", "name", "title", "address", "bio", "image", "role",
  ])
  private static let cardShape = Shape([
    "title", "kicker", "standfirst", "address", "date", "updated", "authors", "section", "image",
    "reading_time", "topics", "is_page",
  ])
  /// Where the fields of a card stand that an article's own page shows too.
  enum CardField {
    static let title = 0
    static let kicker = 1
    /// The standfirst, else the excerpt.
    static let standfirst = 2
    static let address = 3
    static let date = 4
    static let updated = 5
    static let authors = 6
    static let section = 7
    static let image = 8
    static let readingTime = 9
    static let topics = 10
  }

  private static let imageShape = Shape([
    "src", "absolute_src", "srcset", "type", "width", "height", "alt", "caption", "credit", "color",
    "focus",
  ])

  init(_ site: Site, addresses: Addresses, files: [String: FileFacts] = [:]) {
    self.site = site
    self.addresses = addresses
    self.files = files
    cards = SharedTable(weightMax: .max)
    titles = site.stories.map { $0.map { Views.title(of: site[$0.id]) } ?? "" }
    standfirsts = site.stories.map { $0.flatMap { Views.standfirst(of: site[$0.id]) } }
    topics = site.topics.map { topic in
      .record(
        Record(
          Views.topicShape,
          [
            Value(topic.id), Value(topic.name), Value(topic.name),
            Value(addresses.rooted(topic.address)), Value(topic.description),
            Value(topic.taxonomy), .bool(topic.isHidden),
          ]))
    }
    sections = site.sections.map { section in
      .record(
        Record(
          Views.sectionShape,
          [
            Value(section.title), Value(section.title), Value(addresses.rooted(section.address)),
            Value(section.description), Value(section.path),
          ]))
    }
    authors = site.authors.map { author in
      let metadata = author.definition.map { site[$0].metadata }
      return .record(
        Record(
          Views.authorShape,
          [
            Value(author.id), Value(author.name), Value(author.name),
            Value(addresses.rooted(author.address)), Value(metadata?.standfirst?.value),
            author.definition.map { Views.image(of: $0, in: site, files, addresses) } ?? .none,
            .none,
          ]))
    }
  }

  /// The same as `old` for `site`, in which texts are others and nothing else.
  init(_ old: Views, _ site: Site) {
    self.site = site
    addresses = old.addresses
    files = old.files
    titles = old.titles
    standfirsts = old.standfirsts
    cards = old.cards
    topics = old.topics
    sections = old.sections
    authors = old.authors
  }

  /// A title and where it leads.
  static func link(_ title: String, _ address: String) -> Value {
    .record(Record(linkShape, [Value(title), Value(title), Value(address)]))
  }

  /// Sections that are in no other, by weight, then path.
  var sectionOrder: [Int] {
    site.sections.indices.filter { site.sections[$0].parent == nil }.sorted {
      let (one, two) = (site.sections[$0], site.sections[$1])
      return one.weight != two.weight ? one.weight < two.weight : one.path < two.path
    }
  }

  /// The card of `id`, the same for all who ask; none where it is not public.
  func card(of id: ArticleID) -> Value {
    if let known = cards[id.index] { return known }
    guard let story = site.stories[id.index] else { return .none }
    return cards.keep(card(of: story), for: id.index)
  }

  /// The cards of `ids`, in their order.
  func cards(_ ids: some Sequence<ArticleID>) -> Value {
    .list(ids.map { card(of: $0) })
  }

  /// The fields of the card of `id`, a public article.
  func fields(ofCardOf id: ArticleID) -> [Value] {
    guard case .record(let card) = card(of: id) else {
      preconditionFailure("every public article has a card")
    }
    return card.values
  }

  /// The lead picture of `id`; none where it has none.
  func image(of id: ArticleID) -> Value { Views.image(of: id, in: site, files, addresses) }

  private static func image(
    of id: ArticleID, in site: Site, _ files: [String: FileFacts], _ addresses: Addresses
  ) -> Value {
    guard let image = site[id].metadata.image, let destination = site.links[id.index].image else {
      return .none
    }
    return picture(
      destination, facts(of: destination, in: files), addresses, alt: image.alt ?? "",
      caption: image.caption, credit: image.credit, focus: image.focus)
  }

  /// The picture at `destination`, with what is known of it.
  func picture(_ destination: Destination, alt: String) -> Value {
    Views.picture(destination, facts(of: destination), addresses, alt: alt)
  }

  private static func picture(
    _ destination: Destination, _ facts: FileFacts?, _ addresses: Addresses, alt: String,
    caption: String? = nil, credit: String? = nil, focus: FocalPoint? = nil
  ) -> Value {
    let fallback = facts?.sheet?.fallback
    let shown = fallback.map { Destination.local($0.address, suffix: "") } ?? destination
    let responsive = facts?.sheet?.responsive ?? []
    let set = responsive.isEmpty ? nil : PictureMarkup.sourceSet(responsive, addresses)
    let width = fallback?.width ?? facts?.width
    let height = fallback?.height ?? facts?.height
    return .record(
      Record(
        Views.imageShape,
        [
          Value(shown.address(for: .page, addresses)),
          Value(shown.address(for: .feed(page: .root), addresses)), Value(set),
          Value(responsive.first?.type), width.map { .int($0) } ?? .none,
          height.map { .int($0) } ?? .none, Value(alt), Value(caption), Value(credit),
          Value(facts?.sheet?.color), Value(focus.map { "\($0.x / 10)% \($0.y / 10)%" }),
        ]))
  }

  /// A picture as the text of a feed shows it, under its own address unless it is too large for readers
  /// on the road; none where its measure is not known.
  func pictureInFeed(_ destination: Destination, alt: String) -> Value {
    guard let facts = facts(of: destination), let width = facts.width, let height = facts.height
    else { return .none }
    let copy = facts.copyForFeeds
    let shown = copy.map { Destination.local($0.address, suffix: "") } ?? destination
    let address = Value(shown.address(for: .feed(page: .root), addresses))
    return .record(
      Record(
        Views.imageShape,
        [
          address, address, .none, .none, .int(copy?.width ?? width),
          .int(copy?.height ?? height), Value(alt), .none, .none, .none, .none,
        ]))
  }

  /// A picture of words.
  func card(_ file: PictureSheet.File, alt: String) -> Value {
    .record(
      Record(
        Views.imageShape,
        [
          Value(addresses.rooted(file.address)), Value(addresses.absolute(file.address)), .none,
          .none, .int(file.width), .int(file.height), Value(alt), .none, .none, .none, .none,
        ]))
  }

  /// What is known of the file that `destination` names, where it is the site's own.
  func facts(of destination: Destination) -> FileFacts? {
    Views.facts(of: destination, in: files)
  }

  private static func facts(
    of destination: Destination, in files: [String: FileFacts]
  ) -> FileFacts? {
    guard !files.isEmpty, case .local(let path, _) = destination else { return nil }
    return files[path.filePath]
  }

  /// The byline of `story`, each author with what they did.
  func byline(of story: Story) -> Value {
    .list(
      story.authors.map { byline in
        guard let role = byline.role, case .record(let record) = authors[byline.author] else {
          return authors[byline.author]
        }
        var values = record.values
        values[6] = Value(role)
        return .record(Record(Views.authorShape, values))
      })
  }

  /// The topics of `story` that readers may see, of the vocabulary called topics.
  func topics(of story: Story) -> Value {
    .list(visible(story.topics).map { topics[$0] })
  }

  /// `indices` without hidden topics and without those of other taxonomies.
  func visible(_ indices: [Int]) -> [Int] {
    indices.filter { !site.topics[$0].isHidden && site.topics[$0].taxonomy == "topics" }
  }

  /// Whole minutes of reading at 230 words a minute, at least 1.
  static func readingMinutes(_ words: Int) -> Int {
    max(1, (words + 115) / 230)
  }

  private func card(of story: Story) -> Value {
    let article = site[story.id]
    return .record(
      Record(
        Views.cardShape,
        [
          Value(titles[story.id.index]), Value(article.metadata.kicker?.value),
          Value(standfirsts[story.id.index] ?? nonEmpty(article.excerpt)),
          Value(addresses.rooted(story.address)), Value(article.metadata.date?.value),
          Value(site.updated(story.id)), byline(of: story),
          story.section.map { sections[$0] } ?? .none, image(of: story.id),
          .int(Views.readingMinutes(article.wordCount)), topics(of: story),
          .bool(!story.isDated),
        ], isLasting: true))
  }

  /// The headline as plain text; the file's name where it has none.
  static func title(of article: Article) -> String {
    let written = article.metadata.title.map { plainText($0.value) }
    return written.flatMap(nonEmpty) ?? article.outline.first { $0.level == 1 }?.title
      ?? Views.fileTitle(article.localPath)
  }

  /// The standfirst as plain text; nil where there is none.
  private static func standfirst(of article: Article) -> String? {
    article.metadata.standfirst.flatMap { nonEmpty(plainText($0.value)) }
  }

  private static func fileTitle(_ path: String) -> String {
    let parts = path.split(separator: "/")
    let last = parts.last.map { $0.prefix { $0 != "." } } ?? ""
    let name = last == "index" || last == "_index" ? parts.dropLast().last ?? last : last
    let words = name.split { $0 == "-" || $0 == "_" }.joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}

/// `text`, or nil where it is empty.
func nonEmpty(_ text: String) -> String? {
  text.isEmpty ? nil : text
}
