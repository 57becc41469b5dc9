import StetContent
import StetCore
import StetSite

/// What a search page reads in place of a server: an index in files, of which a query fetches few.
///
///     index.json    {"articles": N, "chunk": C, "shards": ["co", "com", …],
///                    "topics": [[name, id], …], "years": [2026, …]}
///     t/SHARD.json  {"term": [n, …], …}: the words that begin with the shard's name and with no
///                   longer one's. Each n is the distance to the last article, times ten, and the
///                   weight of the word in the article, 1 to 9.
///     d/K.json      [[title, address, standfirst, date, kicker], …]: articles K·C to (K + 1)·C
///     f/topic-ID.json, f/year-Y.json   [article, …], each as the distance to the last
///
/// Articles are numbered from the oldest up, so that a new one changes few files.
package struct SearchIndex: Sendable {
  /// Where it stands.
  static let folder = SitePath("/search/index/")
  /// Articles in one file of results.
  private static let chunk = 12
  /// Bytes that a file of words should not exceed; a single word may.
  private static let shardSizeMax = 24_000
  /// Articles that a word leads to.
  private static let documentCountMax = 400

  private let stories: [ArticleID]
  private let terms: SearchTerms
  /// The name of each shard, and its words.
  private let shards: [(name: String, terms: [Range<Int>])]
  private let years: [Int: [Int]]
  private let topics: [(index: Int, documents: [Int])]

  /// The index of what search may find on `site`; `words` are those of each of its articles.
  package init(_ site: Site, words: [WordCounts]) {
    let found = (site.pages + site.latest.reversed()).filter {
      site[$0].metadata.outputs.isInSearch
    }
    stories = found
    terms = SearchTerms(
      found.map { words[$0.index] },
      names: found.map { WordCounts(name: SearchIndex.names(of: site.story($0), in: site)) },
      documentCountMax: SearchIndex.documentCountMax)
    shards = SearchIndex.shards(of: terms)
    var years: [Int: [Int]] = [:]
    var numbers: [Int: Int] = [:]
    for (number, id) in found.enumerated() {
      numbers[id.index] = number
      guard let date = site[id].metadata.date?.value else { continue }
      years[site.configuration.zone.localized(date).civil.year, default: []].append(number)
    }
    self.years = years
    topics = site.topics.indices.filter {
      !site.topics[$0].isHidden && site.topics[$0].taxonomy == "topics"
        && site.topics[$0].mergedInto == nil
    }.compactMap { index in
      let own = site.topics[index].stories.compactMap { numbers[$0.index] }.sorted()
      return own.isEmpty ? nil : (index, own)
    }
  }

  /// The index of `site`; nil where it has nothing, its theme no search page, or it wants none.
  package static func wanted(by theme: Theme, _ site: Site, words: [WordCounts]) -> SearchIndex? {
    theme.isSearching && site.configuration.isSearched && !site.isEmpty
      ? SearchIndex(site, words: words) : nil
  }

  /// The headline of `story`, and the names of its topics and authors.
  private static func names(of story: Story, in site: Site) -> String {
    let topics = story.topics.map { site.topics[$0] }.filter { !$0.isHidden }.map(\.name)
    let authors = story.authors.map { site.authors[$0.author].name }
    return ([Views.title(of: site[story.id])] + topics + authors).joined(separator: " ")
  }

  /// Its files, each by its name below the folder of the index.
  package enum File: Sendable, Hashable {
    case head
    case shard(Int)
    case chunk(Int)
    case topic(Int)
    case year(Int)
  }

  /// Every file and its address, in a fixed order.
  func files(of site: Site) -> [(file: File, address: SitePath)] {
    var files: [(File, String)] = [(.head, "index.json")]
    files += shards.indices.map { (.shard($0), "t/\(shards[$0].name).json") }
    let chunkCount = (stories.count + SearchIndex.chunk - 1) / SearchIndex.chunk
    files += (0..<chunkCount).map { (.chunk($0), "d/\($0).json") }
    files += topics.indices.map { (.topic($0), "f/topic-\(site.topics[topics[$0].index].id).json") }
    files += years.keys.sorted().map { (.year($0), "f/year-\($0).json") }
    return files.compactMap { file, name in
      SitePath(written: SearchIndex.folder.text + name).map { (file, $0) }
    }
  }

  /// The bytes of a file.
  func bytes(of file: File, _ values: PageValues) -> [UInt8] {
    switch file {
    case .head: head(values.site).bytes
    case .shard(let index): shard(shards[index].terms)
    case .chunk(let number): chunk(number, values).bytes
    case .topic(let index): SearchIndex.distances(topics[index].documents)
    case .year(let year): SearchIndex.distances(years[year] ?? [])
    }
  }

  private func head(_ site: Site) -> JSONText {
    .object([
      ("articles", .number(stories.count)), ("chunk", .number(SearchIndex.chunk)),
      ("shards", .list(shards.map { .text($0.name) })),
      (
        "topics",
        .list(
          topics.map { site.topics[$0.index] }.sorted { $0.name < $1.name }
            .map { .list([.text($0.name), .text($0.id)]) })
      ),
      ("years", .list(years.keys.sorted(by: >).map { .number($0) })),
    ])
  }

  private func chunk(_ number: Int, _ values: PageValues) -> JSONText {
    let site = values.site
    let start = number * SearchIndex.chunk
    return .list(
      stories[start..<min(start + SearchIndex.chunk, stories.count)].map { id in
        let article = site[id]
        let story = site.story(id)
        let date = article.metadata.date?.value
        let kicker = article.metadata.kicker?.value ?? story.section.map { site.sections[$0].title }
        let text = values.views.standfirsts[id.index] ?? article.excerpt
        return .list([
          .text(values.views.titles[id.index]), .text(values.addresses.rooted(story.address)),
          .text(SearchIndex.short(text)), .text(story.isDated ? date?.rfc3339 ?? "" : ""),
          .text(kicker ?? ""),
        ])
      })
  }

  /// `text` cut at a word to what a result shows.
  private static func short(_ text: String) -> String {
    let countMax = 180
    guard text.count > countMax else { return text }
    let cut = text.prefix(countMax)
    return (cut.lastIndex(of: " ").map { String(cut[..<$0]) } ?? String(cut)) + "…"
  }

  private func shard(_ ranges: [Range<Int>]) -> [UInt8] {
    var bytes: [UInt8] = [0x7B]
    for index in ranges.joined() {
      bytes.append(contentsOf: bytes.count == 1 ? "\"".utf8 : ",\"".utf8)
      // Words hold letters and digits, nothing that JSON would escape.
      bytes.append(contentsOf: terms.word(index))
      bytes.append(contentsOf: "\":[".utf8)
      var last: UInt32 = 0
      for (place, posting) in terms.documents(index).enumerated() {
        if place > 0 { bytes.append(0x2C) }
        let document = posting / 10
        bytes.appendDecimal((document - last) * 10 + posting % 10)
        last = document
      }
      bytes.append(0x5D)
    }
    bytes.append(0x7D)
    return bytes
  }

  private static func distances(_ documents: [Int]) -> [UInt8] {
    var bytes: [UInt8] = [0x5B]
    var last = 0
    for (place, document) in documents.enumerated() {
      if place > 0 { bytes.append(0x2C) }
      bytes.appendDecimal(UInt32(truncatingIfNeeded: document - last))
      last = document
    }
    bytes.append(0x5D)
    return bytes
  }
}

extension [UInt8] {
  fileprivate mutating func appendDecimal(_ number: UInt32) {
    if number >= 10 { appendDecimal(number / 10) }
    append(0x30 + UInt8(truncatingIfNeeded: number % 10))
  }
}

// MARK: - Shards

extension SearchIndex {
  /// Words in files: those that begin alike together, in longer beginnings where a file would grow too
  /// large.
  private static func shards(of terms: SearchTerms) -> [(name: String, terms: [Range<Int>])] {
    var shards: [(name: String, terms: [Range<Int>])] = []
    split(0..<terms.count, of: terms, depth: 0, into: &shards)
    return shards.sorted { $0.name < $1.name }
  }

  /// Splits words that agree in their first `depth` letters by the next.
  private static func split(
    _ range: Range<Int>, of terms: SearchTerms, depth: Int,
    into shards: inout [(name: String, terms: [Range<Int>])]
  ) {
    let size = range.reduce(0) { $0 + terms.word($1).count + 5 + terms.documents($1).count * 5 }
    let prefix = range.first.map { letters(terms.word($0), depth) } ?? [][...]
    if depth > 0, size <= shardSizeMax || range.count == 1 {
      if !range.isEmpty { shards.append((String(decoding: prefix, as: UTF8.self), [range])) }
      return
    }
    var whole: [Range<Int>] = []
    var start = range.lowerBound
    while start < range.upperBound {
      let next = letters(terms.word(start), depth + 1)
      var end = start + 1
      while end < range.upperBound, letters(terms.word(end), depth + 1) == next { end += 1 }
      // A word that ends here begins no longer name.
      if next.count == prefix.count, depth > 0 {
        whole.append(start..<end)
      } else {
        split(start..<end, of: terms, depth: depth + 1, into: &shards)
      }
      start = end
    }
    if !whole.isEmpty { shards.append((String(decoding: prefix, as: UTF8.self), whole)) }
  }

  /// The bytes of the first `count` letters of `word`.
  private static func letters(_ word: ArraySlice<UInt8>, _ count: Int) -> ArraySlice<UInt8> {
    var end = word.startIndex
    var left = count
    while end < word.endIndex {
      if word[end] & 0xC0 != 0x80 {
        if left == 0 { break }
        left -= 1
      }
      end += 1
    }
    return word[..<end]
  }
}
