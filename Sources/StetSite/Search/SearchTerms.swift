import StetCore

/// Every word of a list of documents, and which of them have it: what a search looks up.
///
/// Words are those that related stories are compared by: folded, without accents, overlapping pairs of
/// letters where a script sets no spaces.
package struct SearchTerms: Sendable {
  /// Where each word stands in `letters`, words in the order of their bytes.
  private var places: [Range<Int>] = []
  private var letters: [UInt8] = []
  /// Where the documents of each word stand in `postings`.
  private var spans: [Range<Int>] = []
  /// The number of a document times ten, and the weight of the word in it, 1 to 6, or 9 where it is
  /// part of a name; ascending.
  private var postings: [UInt32] = []

  /// How many different words there are.
  package var count: Int { places.count }

  /// The bytes of a word.
  package func word(_ index: Int) -> ArraySlice<UInt8> { letters[places[index]] }

  /// The documents of a word: each number times ten, and the weight of the word in it.
  package func documents(_ index: Int) -> ArraySlice<UInt32> { postings[spans[index]] }

  /// The words of `documents`, and of `names`, what stands over each of them. Of a word that more than `documentCountMax` have, those are kept in
  /// which it weighs most, later documents first.
  package init(_ documents: [WordCounts], names: [WordCounts], documentCountMax: Int) {
    var table = WordTable(bits: 14)
    var firsts: [(words: WordCounts, offset: Int)] = []
    var counts: [Int] = []
    var stream: [UInt32] = []
    var weights: [UInt8] = []
    stream.reserveCapacity(documents.count * 256)
    weights.reserveCapacity(documents.count * 256)
    var ends: [Int] = []
    for (document, name) in zip(documents, names) {
      for (words, isName) in [(document, false), (name, true)] {
        words.forEach { hash, count, offset in
          let id = table.id(adding: hash)
          if id == firsts.count {
            firsts.append((words, offset))
            counts.append(0)
          }
          counts[id] += 1
          stream.append(UInt32(truncatingIfNeeded: id))
          // What stands in a name stands above any number of mentions.
          weights.append(isName ? 9 : min(6, count))
        }
      }
      ends.append(stream.count)
    }
    var starts = [0]
    starts.reserveCapacity(counts.count + 1)
    for count in counts { starts.append(starts[starts.count - 1] + count) }
    var filled = starts
    var all = [UInt32](repeating: 0, count: stream.count)
    var position = 0
    for (number, end) in ends.enumerated() {
      while position < end {
        let id = Int(stream[position])
        let weight = UInt32(weights[position])
        position += 1
        // A name that stands in the text too.
        if filled[id] > starts[id], Int(all[filled[id] - 1]) / 10 == number {
          all[filled[id] - 1] = UInt32(number * 10) + max(all[filled[id] - 1] % 10, weight)
          continue
        }
        all[filled[id]] = UInt32(truncatingIfNeeded: number * 10) + weight
        filled[id] += 1
      }
    }
    lay(firsts)
    let order = places.indices.sorted {
      letters[places[$0]].lexicographicallyPrecedes(letters[places[$1]])
    }
    places = order.map { places[$0] }
    keep(order.map { all[starts[$0]..<filled[$0]] }, documentCountMax)
  }

  /// Lays the documents of each word behind those of the last, at most `countMax`.
  private mutating func keep(_ lists: [ArraySlice<UInt32>], _ countMax: Int) {
    postings.reserveCapacity(lists.reduce(0) { $0 + min(countMax, $1.count) })
    for list in lists {
      let kept = SearchTerms.kept(list, countMax: countMax)
      spans.append(postings.count..<(postings.count + kept.count))
      postings.append(contentsOf: kept)
    }
  }

  /// Lays the letters of each word behind those of the last.
  private mutating func lay(_ firsts: [(words: WordCounts, offset: Int)]) {
    letters.reserveCapacity(firsts.count * 8)
    places.reserveCapacity(firsts.count)
    for first in firsts {
      let bytes = first.words.bytes
      let start = letters.count
      letters.append(
        contentsOf: bytes[(first.offset + 2)..<(first.offset + 2 + Int(bytes[first.offset + 1]))])
      places.append(start..<letters.count)
    }
  }

  private static func kept(_ all: ArraySlice<UInt32>, countMax: Int) -> ArraySlice<UInt32> {
    if all.count <= countMax { return all }
    var counts = [Int](repeating: 0, count: 10)
    for posting in all { counts[Int(posting % 10)] += 1 }
    // All that weigh more than `least` are kept, and the last of those that weigh as much.
    var least: UInt32 = 9
    var room = countMax
    while counts[Int(least)] <= room, least > 0 {
      room -= counts[Int(least)]
      least -= 1
    }
    var passed = counts[Int(least)] - room
    var kept: [UInt32] = []
    kept.reserveCapacity(countMax)
    for posting in all where posting % 10 >= least {
      if posting % 10 == least, passed > 0 {
        passed -= 1
      } else {
        kept.append(posting)
      }
    }
    return kept[...]
  }
}
