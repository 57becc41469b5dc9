import Testing

@testable import StetSite

struct RelatedIndexTests {
  @Test func sharedRareWordsBringStoriesTogether() {
    let index = RelatedIndex([
      story("council budget tram depot"), story("tram depot opens"), story("budget of the state"),
      story("football results"), story("football transfer"),
    ])
    #expect(index.related(to: 0, limit: 5).map(\.document) == [1, 2])
    #expect(index.related(to: 3, limit: 5).map(\.document) == [4])
  }

  @Test func sharedTopicsCountByRarity() {
    let broad = RelatedTopic(id: 0)
    let index = RelatedIndex([
      story("one", topics: [broad, RelatedTopic(id: 1)]), story("two", topics: [broad]),
      story("three", topics: [broad]), story("four", topics: [RelatedTopic(id: 1)]),
      story("five"), story("six"),
    ])
    #expect(index.related(to: 0, limit: 5).map(\.document) == [3, 2, 1])
  }

  @Test func aBroaderTopicCountsLess() {
    let index = RelatedIndex([
      story("one", topics: [RelatedTopic(id: 0)]),
      story("two", topics: [RelatedTopic(id: 0, distance: 1)]),
      story("three", topics: [RelatedTopic(id: 0)]), story("four"), story("five"),
    ])
    #expect(index.related(to: 0, limit: 5).map(\.document) == [2, 1])
  }

  @Test func storiesOfASeriesBelongTogether() {
    let index = RelatedIndex([
      story("one", series: 4), story("two"), story("three", series: 4), story("four"),
    ])
    #expect(index.related(to: 0, limit: 5).map(\.document) == [2])
    #expect(
      index.reasons(for: index.related(to: 0, limit: 1)[0], beside: 0) == [.series(4), .days(0)])
  }

  @Test func ofLikeStoriesTheNearerInTimeComesFirst() {
    let index = RelatedIndex([
      story("tram depot", day: 1_000), story("tram depot", day: 0), story("tram depot", day: 990),
      story("football", day: 1_000), story("opera", day: 1_000), story("weather", day: 1_000),
    ])
    #expect(index.related(to: 0, limit: 5).map(\.document) == [2, 1])
  }

  @Test func equalsAreOrderedTheNewerFirst() {
    let index = RelatedIndex([
      story("tram depot", day: 5), story("tram depot", day: 4), story("tram depot", day: 6),
      story("tram depot", day: 4), story("football"), story("opera"),
    ])
    #expect(index.related(to: 0, limit: 5).map(\.document) == [2, 3, 1])
  }

  @Test func pinsComeFirstAndWhatIsForbiddenOrListedIsLeftOut() {
    let documents = [
      story("tram depot", pinned: [4, 0, 5, 9, 4], forbidden: [1]), story("tram depot"),
      story("tram depot line"), story("tram"), story("football"),
      story("secret", isPublic: false), story("opera"),
    ]
    let index = RelatedIndex(documents)
    #expect(index.related(to: 0, limit: 5).map(\.document) == [4, 2, 3])
    #expect(index.related(to: 0, limit: 5).map(\.isPinned) == [true, false, false])
    let query = RelatedQuery(document: 0, listed: [2, 4])
    #expect(index.related(for: [query], limit: 5)[0].map(\.document) == [3])
    #expect(index.related(to: 0, limit: 1).map(\.document) == [4])
  }

  @Test func whatReadersMayNotSeeIsNeverRankedAndChangesNothing() {
    let open = (0..<60).map { fixture($0) }
    let drafts = (60..<80).map { fixture($0, isPublic: false) }
    let alone = RelatedIndex(open)
    let together = RelatedIndex(open + drafts)
    for place in open.indices {
      #expect(together.related(to: place, limit: 9) == alone.related(to: place, limit: 9))
    }
    for place in 60..<80 {
      let related = together.related(to: place, limit: 9)
      #expect(!related.isEmpty)
      #expect(related.allSatisfy { $0.document < 60 })
    }
  }

  @Test func eachAnswerIsTheSameWhateverElseIsAsked() {
    let documents = (0..<120).map { fixture($0) }
    let index = RelatedIndex(documents)
    let together = index.related(
      for: documents.indices.map { RelatedQuery(document: $0) }, limit: 6)
    for place in documents.indices.reversed() {
      #expect(index.related(to: place, limit: 6) == together[place])
      #expect(!together[place].contains { $0.document == place })
      #expect(Set(together[place].map(\.document)).count == together[place].count)
    }
  }

  @Test func ofALongListTheNearestAndTheHeaviestAreRead() {
    // One word in 400 of 4,000 stories: the first is far in time, and has it most often.
    let documents = (0..<4_000).map { place in
      place == 0
        ? story("tram tram tram tram", day: 0)
        : story(place % 10 == 0 ? "tram w\(place)" : "w\(place) v\(place / 2)", day: place)
    }
    let related = RelatedIndex(documents).related(to: 3_000, limit: 1_000).map(\.document)
    #expect(related.contains(0))
    #expect(related.prefix(2).sorted() == [2_990, 3_010])
    #expect(related.count == 32 + 16 - 1)
  }

  @Test func storiesThatCiteOneAnotherVote() {
    // Story 3 shares no word with 0, but story 1, which is like 0, links to it.
    let documents = [
      story("tram depot"), story("tram depot", links: [3]), story("football"), story("transport"),
      story("opera"), story("weather"),
    ]
    let index = RelatedIndex(documents)
    let related = index.related(to: 0, limit: 5)
    #expect(related.map(\.document) == [1, 3])
    #expect(index.reasons(for: related[1], beside: 0) == [.linkedToNearest(1), .days(0)])
    #expect(index.withoutVotes.related(to: 0, limit: 5).map(\.document) == [1])
  }

  @Test func aFollowUpIsRelatedToWhatItCites() {
    let index = RelatedIndex([story("tram"), story("bus", links: [0]), story("opera")])
    let related = index.related(to: 0, limit: 5)
    #expect(related.map(\.document) == [1])
    #expect(index.reasons(for: related[0], beside: 0) == [.cites, .days(0)])
  }

  @Test func reasonsNameTopicsWordsAndDays() {
    let index = RelatedIndex([
      story("tram depot opens", topics: [RelatedTopic(id: 7)], day: 3),
      story("old tram depot", topics: [RelatedTopic(id: 7)], day: 1), story("football"),
      story("depot of the opera"), story("weather"),
    ])
    let related = index.related(to: 0, limit: 1)
    #expect(
      related.map { index.reasons(for: $0, beside: 0) } == [
        [.topics([7]), .words(["tram", "depot"]), .days(2)]
      ])
  }

  @Test func anEmptyArchiveAndAnEmptyStoryAreFine() {
    #expect(RelatedIndex([]).related(for: [], limit: 5) == [])
    let index = RelatedIndex([story(""), story("tram"), story("")])
    #expect(index.related(to: 0, limit: 5) == [])
  }

  @Test func noScoreIsLeftOutBecauseItsTimeWasTakenToBeLonger() {
    for scale in [
      TimeScale(linkSeconds: []), TimeScale(linkSeconds: Array(repeating: 0, count: 30)),
    ] {
      for exponent in 0..<62 {
        for seconds in [(1 << exponent) - 1, 1 << exponent, (1 << exponent) / 8 * 13] {
          let (factor, factorMax) = (
            scale.factor(seconds: seconds), scale.factorMax(seconds: seconds)
          )
          #expect(factorMax >= factor, "\(seconds)")
          if exponent < 48 { #expect(factorMax <= factor * 1.05, "\(seconds)") }
        }
      }
    }
  }

  @Test func theTimeScaleIsTheMedianOfTheLinks() {
    #expect(TimeScale(linkSeconds: [86_400]).days == 90)
    #expect(TimeScale(linkSeconds: (1...21).map { -$0 * 86_400 }).days == 11)
    #expect(TimeScale(linkSeconds: Array(repeating: 0, count: 30)).days == 1)
    #expect(TimeScale(linkSeconds: []).factor(seconds: 0) == 1)
  }
}

/// A story of which only the named is known.
private func story(
  _ text: String, topics: [RelatedTopic] = [], day: Int = 0, series: Int? = nil, links: [Int] = [],
  isPublic: Bool = true, pinned: [Int] = [], forbidden: [Int] = []
) -> RelatedDocument {
  RelatedDocument(
    words: WordCounts(title: "", standfirst: "", text: Array(text.utf8)), topics: topics,
    secondsSinceEpoch: day * 86_400, series: series, links: links, isPublic: isPublic,
    pinned: pinned, forbidden: forbidden)
}

/// One of many stories with words, topics and links in a fixed muddle.
private func fixture(_ place: Int, isPublic: Bool = true) -> RelatedDocument {
  let words = (0..<12).map { "w\((place * 7 + $0 * $0 * 5) % 53)" }.joined(separator: " ")
  return story(
    words, topics: [RelatedTopic(id: place % 9)], day: place * 3 % 41, links: [place * 11 % 60],
    isPublic: isPublic)
}
