/// The words of all public documents, and in how many of them each stands.
struct Lexicon {
  /// The numbers of the words.
  private(set) var table = WordTable(bits: 12)
  /// Where each word can be read.
  private(set) var places: [WordPlace] = []
  private(set) var documentCounts: [Int32] = []
  private let publicCount: Int
  /// The words of all documents, one document after the other; `unknown` where no public one has it.
  private var idsOfWords: [UInt32] = []
  private var starts: [Int] = [0]

  private static let unknown = UInt32.max

  /// The vocabulary of the public ones of `documents`.
  init(_ documents: [RelatedDocument]) {
    publicCount = documents.count { $0.isPublic }
    for (index, document) in documents.enumerated() {
      document.words.forEach { hash, _, offset in
        guard document.isPublic else { return idsOfWords.append(Self.unknown) }
        let id = table.id(adding: hash)
        idsOfWords.append(UInt32(id))
        if id == documentCounts.count {
          documentCounts.append(1)
          places.append(WordPlace(document: UInt32(index), offset: UInt32(offset)))
        } else {
          documentCounts[id] += 1
        }
      }
      starts.append(idsOfWords.count)
    }
    for (index, document) in documents.enumerated() where !document.isPublic {
      var place = starts[index]
      document.words.forEach { hash, _, _ in
        if let id = table.id(of: hash) { idsOfWords[place] = UInt32(id) }
        place += 1
      }
    }
  }

  /// The best words of each document, by `order`, with their weights: (1 + log count) times the log
  /// of rarity, over the story's length; and those lengths.
  func vectors(
    of documents: [RelatedDocument], inOrder order: [Int], isPublic: [Bool]
  ) -> (vectors: SparseVectors, lengths: [Double]) {
    let scale = WordScale(publicCount: publicCount)
    let rarities = documentCounts.map(scale.rarity)
    var vectors = SparseVectors()
    var best = BestWords()
    for (rank, document) in order.enumerated() {
      let countMin: Int32 = isPublic[rank] ? WordScale.documentCountMin : 1
      var place = starts[document]
      var index = 0
      documents[document].words.forEachCount { count in
        let id = idsOfWords[place]
        place += 1
        index += 1
        guard id != Self.unknown, documentCounts[Int(id)] >= countMin else { return }
        best.add(
          place: index - 1, hash: table.hashes[Int(id)],
          weight: rarities[Int(id)] * scale.emphases[Int(count)])
      }
      best.take { index, weight in
        vectors.append(Int(idsOfWords[starts[document] + index]), weight)
      }
      vectors.endVector()
    }
    let lengths = vectors.lengths
    vectors.scale(by: scale.factors(of: lengths, isPublic: isPublic))
    return (vectors, lengths)
  }
}

/// Where a word stands: in which document, at which offset of its counts.
struct WordPlace: Sendable {
  let document: UInt32
  let offset: UInt32
}
