import Foundation
import StetCore

/// The values of one article page of the sample paper, as its template saw them, in JSON: what
/// `{{ {'article': article, …} | tojson }}` printed there.
indirect enum Fixture: Decodable {
  case none
  case bool(Bool)
  case number(Int)
  case text(String)
  case list([Fixture])
  case map([(key: String, value: Fixture)])

  /// The folder of the whole project.
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// What `asset('style.css')` and the like give.
  static let assets = [
    "style.css": "/assets/style.35e64ab8.css", "script.js": "/assets/script.bf815e38.js",
    "favicon.svg": "/assets/favicon.0f0f0f0f.svg",
  ]

  /// The bytes of the file `name` of Fixtures/.
  static func bytes(_ name: String) throws -> Data {
    try Data(contentsOf: root.appending(path: "Benchmarks/Fixtures/\(name)"))
  }

  /// The page's values.
  static func article() throws -> Fixture {
    try JSONDecoder().decode(Fixture.self, from: bytes("article.json"))
  }

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  init(from decoder: any Decoder) throws {
    if let map = try? decoder.container(keyedBy: Key.self) {
      self = .map(
        try map.allKeys.map { ($0.stringValue, try map.decode(Fixture.self, forKey: $0)) }
          .sorted { $0.0 < $1.0 })
    } else if let list = try? decoder.singleValueContainer().decode([Fixture].self) {
      self = .list(list)
    } else {
      let value = try decoder.singleValueContainer()
      if value.decodeNil() {
        self = .none
      } else if let bool = try? value.decode(Bool.self) {
        self = .bool(bool)
      } else if let number = try? value.decode(Int.self) {
        self = .number(number)
      } else {
        self = .text(try value.decode(String.self))
      }
    }
  }

  /// The value at `key` of a map.
  subscript(key: String) -> Fixture {
    guard case .map(let entries) = self else { return .none }
    return entries.first { $0.key == key }?.value ?? .none
  }

  /// The text, where it is one.
  var string: String? { if case .text(let text) = self { text } else { nil } }

  /// The items of a list.
  var items: [Fixture] { if case .list(let items) = self { items } else { [] } }

  /// The entries of a map.
  var entries: [(key: String, value: Fixture)] {
    if case .map(let entries) = self { entries } else { [] }
  }
}
