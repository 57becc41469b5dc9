/// The names and aliases of topics, ready to be found in the words of stories.
///
/// A name is found where all its words stand in the story, in any order and any inflection that
/// keeps them whole; how often is the count of its rarest word, a headline's counting as three.
struct TopicNames: Sendable {
  private var table = WordTable(bits: 8)
  private var names: [Name] = []
  /// For each word of the table the names that begin with it.
  private var namesBeginning: [[Int]] = []

  private struct Name: Sendable {
    let topic: Int
    let words: [Int]
  }

  /// The names of each topic, by its number.
  init(_ namesOfTopic: [[String]]) {
    for (topic, alternatives) in namesOfTopic.enumerated() {
      for alternative in alternatives {
        var words: [Int] = []
        WordCounts(name: alternative).forEach { hash, _, _ in
          words.append(table.id(adding: hash))
        }
        while namesBeginning.count < table.hashes.count { namesBeginning.append([]) }
        guard let first = words.first else { continue }
        namesBeginning[first].append(names.count)
        names.append(Name(topic: topic, words: words))
      }
    }
  }

  /// The topics named in a story with how often, by topic.
  func found(in words: WordCounts) -> [(topic: Int, count: Int)] {
    var counts: [UInt8] = Array(repeating: 0, count: table.hashes.count)
    var met: [Int] = []
    words.forEach { hash, count, _ in
      guard let word = table.id(of: hash) else { return }
      counts[word] = count
      met.append(word)
    }
    var found: [(topic: Int, count: Int)] = []
    for word in met {
      for name in namesBeginning[word] {
        let least = names[name].words.reduce(UInt8.max) { min($0, counts[$1]) }
        if least > 0 { found.append((names[name].topic, Int(least))) }
      }
    }
    found.sort { ($0.topic, $1.count) < ($1.topic, $0.count) }
    var unique: [(topic: Int, count: Int)] = []
    for topic in found where unique.last?.topic != topic.topic { unique.append(topic) }
    return unique
  }
}
