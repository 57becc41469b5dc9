import StetCore

/// A topic as it is used: one name, spelt one way.
package struct TopicUse: Sendable, Hashable {
  /// The name, as the articles or the topic's file spell it.
  package let name: String
  /// How many articles carry it of their own.
  package let count: Int
  /// How many stand under it, those of narrower topics counted too.
  package let countUnder: Int
  /// Whether it has a file.
  package let isDefined: Bool

  /// A topic that `count` articles carry, and `countUnder` stand under.
  package init(name: String, count: Int, countUnder: Int? = nil, isDefined: Bool) {
    self.name = name
    self.count = count
    self.countUnder = max(count, countUnder ?? count)
    self.isDefined = isDefined
  }
}

/// Two names that are likely one topic.
package struct TopicTwin: Sendable, Hashable {
  /// How the names differ.
  package enum Difference: String, Sendable, Hashable {
    /// Only in capitals, accents, spaces or signs: `Open Source`, `open-source`.
    case writing
    /// Only in number: `budget`, `budgets`.
    case plural
    /// In one letter left out, added, changed or swapped: `kubernetes`, `kuberntes`.
    case spelling
  }

  /// The place of the topic to keep: the one with a file, then the more used, then the earlier name.
  package let kept: Int
  /// The place of the topic to merge into it.
  package let merged: Int
  /// How the two differ.
  package let difference: Difference
}

/// What there is to mend in a vocabulary. Topics are named by their place in the list given.
package struct TopicReview: Sendable, Hashable {
  /// Topics with a file under which no article stands.
  package let orphans: [Int]
  /// Topics in use without a file.
  package let undefined: [Int]
  /// Topics of one article.
  package let singletons: [Int]
  /// Topics that more than a fifth of all articles carry, and at least ten: too broad to tell.
  package let tooBroad: [Int]
  /// Pairs of names that are likely one topic, by the places of the kept and the merged.
  package let twins: [TopicTwin]

  /// The review of `topics`, used by `articleCount` articles. Work grows with the letters of all
  /// names, not with pairs.
  package init(of topics: [TopicUse], articleCount: Int) {
    orphans = topics.indices.filter { topics[$0].isDefined && topics[$0].countUnder == 0 }
    undefined = topics.indices.filter { !topics[$0].isDefined && topics[$0].count > 0 }
    singletons = topics.indices.filter { topics[$0].count == 1 }
    tooBroad = topics.indices.filter {
      topics[$0].count >= Self.broadMin && topics[$0].count * 5 > articleCount
    }
    twins = TopicTwin.all(in: topics)
  }

  private static let broadMin = 10
}

extension TopicTwin {
  /// Two names of fewer letters than this may well be two things: `court`, `count`.
  private static let lettersMin = 6

  /// All twins among `topics`.
  fileprivate static func all(in topics: [TopicUse]) -> [TopicTwin] {
    let written = topics.map { Array(slug($0.name).unicodeScalars.filter { $0 != "-" }) }
    let singular = topics.map { singularLetters($0.name) }
    var found: [Pair: Difference] = [:]
    note(.writing, groups(of: written), in: &found)
    note(.plural, groups(of: singular), in: &found)
    for group in groupsAfterOneSlip(written) {
      for pair in pairs(in: group)
      where written[pair.first].count >= lettersMin && written[pair.second].count >= lettersMin
        && isOneSlip(written[pair.first], written[pair.second]) && found[pair] == nil
      {
        found[pair] = .spelling
      }
    }
    return found.map { pair, difference in
      let isFirst = rank(topics[pair.first]) < rank(topics[pair.second])
      return TopicTwin(
        kept: isFirst ? pair.first : pair.second, merged: isFirst ? pair.second : pair.first,
        difference: difference)
    }.sorted { ($0.kept, $0.merged) < ($1.kept, $1.merged) }
  }

  private struct Pair: Hashable {
    let first: Int
    let second: Int
  }

  private static func rank(_ topic: TopicUse) -> (Int, Int, String) {
    (topic.isDefined ? 0 : 1, -topic.count, topic.name)
  }

  private static func note(
    _ difference: Difference, _ groups: [[Int]], in found: inout [Pair: Difference]
  ) {
    for group in groups {
      for pair in pairs(in: group) where found[pair] == nil { found[pair] = difference }
    }
  }

  /// All pairs of a small group; of a large one each with the next.
  private static func pairs(in group: [Int]) -> [Pair] {
    guard group.count <= 16 else {
      return zip(group, group.dropFirst()).map { Pair(first: $0, second: $1) }
    }
    return group.indices.flatMap { first in
      group[(first + 1)...].map { Pair(first: group[first], second: $0) }
    }
  }

  /// The places of names that read the same, two or more, rising.
  private static func groups(of names: [[Unicode.Scalar]]) -> [[Int]] {
    var places: [[Unicode.Scalar]: [Int]] = [:]
    for (place, name) in names.enumerated() where !name.isEmpty {
      places[name, default: []].append(place)
    }
    return places.values.filter { $0.count > 1 }
  }

  /// The places of names that read the same once at most one letter is left out of each.
  private static func groupsAfterOneSlip(_ names: [[Unicode.Scalar]]) -> [[Int]] {
    var places: [[Unicode.Scalar]: [Int]] = [:]
    for (place, name) in names.enumerated() where name.count >= lettersMin {
      places[name, default: []].append(place)
      for left in name.indices where left == 0 || name[left] != name[left - 1] {
        var rest = name
        rest.remove(at: left)
        places[rest, default: []].append(place)
      }
    }
    return places.values.filter { $0.count > 1 }
  }
}

/// The letters of a name, each of its words in the singular as far as English and its neighbours
/// mark it by `s`, `es`, `ies`.
private func singularLetters(_ name: String) -> [Unicode.Scalar] {
  slug(name).split(separator: "-").flatMap { word -> [Unicode.Scalar] in
    var letters = Array(word.unicodeScalars)
    guard letters.count > 3, letters.last == "s", word != "news" else { return letters }
    let ending = String(word.suffix(3))
    if ending == "ies" {
      letters.removeLast(3)
      return letters + ["y"]
    }
    if ["ses", "xes", "hes", "zes"].contains(ending) {
      letters.removeLast(2)
      return letters
    }
    if ending.hasSuffix("ss") || ending.hasSuffix("us") || ending.hasSuffix("is") { return letters }
    letters.removeLast()
    return letters
  }
}

/// Whether one letter left out, added or changed, or two neighbours swapped, makes the one name of
/// the other; a change of a digit makes another thing: `java 8`, `java 9`.
private func isOneSlip(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar]) -> Bool {
  let short = first.count <= second.count ? first : second
  let long = first.count <= second.count ? second : first
  guard long.count - short.count <= 1, short != long else { return false }
  var start = 0
  while start < short.count, short[start] == long[start] { start += 1 }
  var end = 0
  while end < short.count - start, short[short.count - 1 - end] == long[long.count - 1 - end] {
    end += 1
  }
  let shortRest = short[start..<(short.count - end)]
  let longRest = long[start..<(long.count - end)]
  if (shortRest + longRest).contains(where: { $0.properties.numericType != nil }) { return false }
  switch (shortRest.count, longRest.count) {
  case (0, 1), (1, 1): return true
  case (2, 2): return shortRest.first == longRest.last && shortRest.last == longRest.first
  default: return false
  }
}
