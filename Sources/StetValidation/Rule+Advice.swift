import StetCore

extension Rule {
  static let adviceTitleLength = Rule(
    .adviceTitleLength, .info, .rssProfile + "#element-channel-item-title")

  /// What no specification asks for; said only where advice is wanted.
  static let adviceRules = [adviceTitleLength]
}

/// Somebody who shows headlines of others, and how long they may be there.
package struct HeadlineReader: Sendable, Hashable {
  package let name: String
  /// In characters.
  package let range: ClosedRange<Int>

  /// Apple News and MSN publish these limits for what they take in; Google shows about 110 characters.
  package static let all = [
    HeadlineReader(name: "Apple News", range: 15...60),
    HeadlineReader(name: "Google", range: 1...110),
    HeadlineReader(name: "MSN", range: 20...150),
  ]

  /// What readers of `headline` would rather have, in one sentence; nil where it suits all.
  package static func advice(on headline: String) -> String? {
    let count = headline.count
    let unhappy = all.filter { !$0.range.contains(count) }
    if unhappy.isEmpty { return nil }
    let wishes = unhappy.map { reader in
      reader.range.lowerBound > 1
        ? "\(reader.name) takes \(reader.range.lowerBound) to \(reader.range.upperBound)"
        : "\(reader.name) shows \(reader.range.upperBound)"
    }
    return "has \(count) character\(count == 1 ? "" : "s"); " + wishes.joined(separator: ", ")
  }
}

extension Examination {
  /// Adds what would please aggregators though no specification asks for it.
  mutating func advise() {
    for entry in entries where !entry.title.isEmpty {
      guard let advice = HeadlineReader.advice(on: entry.title) else { continue }
      find(
        .adviceTitleLength, entry.offset, "The title \"\(shortened(entry.title))\" \(advice)")
    }
  }
}
