import Foundation
import StetSite
import Testing

/// The folder of the real archives; nil leaves the evaluation out.
///
/// `STET_CORPORA=FOLDER swift test -c release -Xswiftc -enable-testing --filter RelatedEvaluation`
/// prints the figures.
private let corpora = ProcessInfo.processInfo.environment["STET_CORPORA"]

@Suite(.enabled(if: corpora != nil), .serialized)
struct RelatedEvaluationTests {
  /// The truth is what an article links to among articles not newer than itself.
  @Test func theStoriesThatEditorsLinkedToAreFound() throws {
    let folder = try #require(corpora)
    for (name, corpus, least) in [
      ("18f", try RelatedCorpus.newsroom(at: folder), 0.65),
      ("rust-blog", try RelatedCorpus.projectNews(at: folder), 0.65),
    ] {
      let wordsAlone = recall(corpus, withVotes: false)
      let all = recall(corpus, withVotes: true)
      print(
        "related \(name): \(corpus.articles.count) articles, \(all.asked) with links, scale \(all.days) days"
      )
      print(
        "related \(name): recall@5 \(wordsAlone.mean) without links of others, \(all.mean) with")
      #expect(wordsAlone.mean >= 0.63)
      #expect(all.mean >= least)
    }
  }

  /// The tags of a fifth of the articles are hidden, each fifth in turn, cut in three ways.
  @Test func hiddenTagsAreSuggested() throws {
    let corpus = try RelatedCorpus.newsroom(at: #require(corpora))
    var counts: [String: Int] = [:]
    for article in corpus.articles { for tag in Set(article.tags) { counts[tag, default: 0] += 1 } }
    let tags = counts.filter { $0.value >= 5 }.keys.sorted()
    let precisions = ["", "a", "b"].map { salt in
      (0..<5).map { precision(corpus, tags: tags, fold: $0, salt: salt) }.reduce(0, +) / 5
    }
    let mean = precisions.reduce(0, +) / 3
    print("topics 18f: \(tags.count) tags, P@3 over all fifths \(precisions), mean \(mean)")
    #expect(mean >= 0.57)
  }

  @Test(arguments: [10_000, 100_000])
  func workGrowsNearLinearly(count: Int) async {
    let clock = ProcessorClock()
    var texts = SyntheticText(seed: 7)
    var words: [WordCounts] = []
    var scanning = 0.0
    for _ in 0..<count {
      let text = texts.next()
      scanning += clock.measure {
        words.append(WordCounts(title: "", standfirst: "", text: text))
      }
    }
    let documents = words.enumerated().map { place, words in
      RelatedDocument(
        words: words, topics: [RelatedTopic(id: place % 97), RelatedTopic(id: 97 + place % 1_009)],
        secondsSinceEpoch: place * 7_200, links: place % 3 == 0 ? [place / 2] : [])
    }
    var index = RelatedIndex([])
    let building = clock.measure { index = RelatedIndex(documents) }
    var found = 0
    let asking = clock.measure {
      found = index.related(for: documents.indices.map { RelatedQuery(document: $0) }, limit: 6)
        .reduce(0) { $0 + $1.count }
    }
    let shared = index
    let wall = await ContinuousClock().measure {
      await withTaskGroup(of: Void.self) { group in
        for half in [0..<count / 2, count / 2..<count] {
          group.addTask {
            _ = shared.related(for: half.map { RelatedQuery(document: $0) }, limit: 6)
          }
        }
      }
    }
    print("related \(count) articles: all related in two tasks \(wall) of the clock")
    var suggester = TopicSuggester(RelatedIndex([]), names: [])
    let learning = clock.measure {
      suggester = TopicSuggester(index, names: (0..<1_106).map { ["w\(200_000 + $0 * 180)"] })
    }
    let suggesting = clock.measure {
      _ = suggester.suggestions(for: Array(0..<1_000), limit: 3, confidenceMin: 0)
    }
    print("topics \(count) articles: learning \(learning), 1,000 suggestions \(suggesting)")
    let bytes = words.reduce(0) { $0 + $1.bytes.count } / count
    print(
      "related \(count) articles, \(bytes) bytes of words each: scan \(scanning), index \(building), all related on one core \(asking), \(found) stories"
    )
  }

  private func recall(_ corpus: RelatedCorpus, withVotes: Bool)
    -> (mean: Double, asked: Int, days: Double)
  {
    let ids = Dictionary(
      uniqueKeysWithValues: Set(corpus.articles.flatMap(\.tags)).sorted().enumerated().map {
        ($0.element, $0.offset)
      })
    let documents = corpus.articles.map { article in
      RelatedDocument(
        words: words(of: article),
        topics: Set(article.tags).compactMap { ids[$0] }.sorted().map { RelatedTopic(id: $0) },
        secondsSinceEpoch: article.secondsSinceEpoch, links: article.links)
    }
    let index = RelatedIndex(documents)
    let asked = withVotes ? index : index.withoutVotes
    var sum = 0.0
    var count = 0
    for (place, article) in corpus.articles.enumerated() {
      let truth = article.links.filter {
        corpus.articles[$0].secondsSinceEpoch <= article.secondsSinceEpoch
      }
      guard !truth.isEmpty else { continue }
      let best = asked.related(to: place, limit: documents.count).map(\.document).filter {
        corpus.articles[$0].secondsSinceEpoch <= article.secondsSinceEpoch
      }.prefix(5)
      sum += Double(truth.count { best.contains($0) }) / Double(truth.count)
      count += 1
    }
    return (sum / Double(count), count, index.timeScale.days)
  }

  private func precision(_ corpus: RelatedCorpus, tags: [String], fold: UInt32, salt: String)
    -> Double
  {
    let ids = Dictionary(uniqueKeysWithValues: tags.enumerated().map { ($0.element, $0.offset) })
    let truth = corpus.articles.map { Set($0.tags.compactMap { ids[$0] }) }
    let hidden = corpus.articles.indices.filter { fnv(salt + corpus.articles[$0].name) % 5 == fold }
    let isHidden = Set(hidden)
    let documents = corpus.articles.enumerated().map { place, article in
      RelatedDocument(
        words: words(of: article),
        topics: isHidden.contains(place) ? [] : truth[place].sorted().map { RelatedTopic(id: $0) },
        secondsSinceEpoch: article.secondsSinceEpoch)
    }
    let suggester = TopicSuggester(RelatedIndex(documents), names: tags.map { [$0] })
    let asked = hidden.filter { !truth[$0].isEmpty }
    let found = suggester.suggestions(for: asked, limit: 3, confidenceMin: 0)
    var sum = 0.0
    for (place, suggestions) in zip(asked, found) {
      sum += Double(suggestions.count { truth[place].contains($0.topic) }) / 3
    }
    return sum / Double(asked.count)
  }
}

private func words(of article: RelatedCorpus.Article) -> WordCounts {
  WordCounts(title: article.title, standfirst: article.standfirst, text: Array(article.text.utf8))
}

private func fnv(_ text: String) -> UInt32 {
  text.utf8.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
}

/// Seconds of the processor's time, which other work on the machine does not lengthen.
private struct ProcessorClock {
  func measure(_ work: () -> Void) -> Double {
    let start = clock()
    work()
    return Double(clock() - start) / Double(CLOCKS_PER_SEC)
  }
}

/// Texts of about 450 words that follow Zipf's law, each on one of many subjects.
private struct SyntheticText {
  private var state: UInt64
  private let ranks: [Int]

  init(seed: UInt64) {
    state = seed
    // The inverse of Zipf's distribution over 200,000 words, in 65,536 steps.
    let total = log(200_000.0)
    ranks = (0..<65_536).map { Int(exp(total * (Double($0) + 0.5) / 65_536)) }
  }

  mutating func next() -> [UInt8] {
    let subject = Int(random() % 5_000)
    var text: [UInt8] = []
    for _ in 0..<450 {
      let draw = random()
      let rank = ranks[Int(draw & 0xFFFF)] + Int(draw >> 16 & 0x3)
      let word = draw >> 60 == 0 ? 200_000 + subject * 40 + Int(draw >> 20 % 40) : rank
      text.append(contentsOf: "w\(word) ".utf8)
    }
    return text
  }

  private mutating func random() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (state ^ (state >> 29)) &* 0xBF58_476D_1CE4_E5B9 >> 3 | state << 61
  }
}
