internal import StetCore

/// Reads the TOML 1.0 in `bytes[range]`; nil when it is not valid, which `report` then says.
///
/// Dates and times stay text. Of keys written twice the last remains, with a warning.
func toml(_ range: Range<Int>, of bytes: [UInt8], _ report: inout Report) -> LocatedNode? {
  var reader = TOMLReader(reader: ByteReader(bytes, range))
  var root = TOMLTable(range: SourceRange(range))
  do throws(SyntaxProblem) {
    try reader.document(into: &root)
  } catch {
    report.error(.frontMatterInvalid, error.range, "this is not valid TOML: \(error.message)")
    return nil
  }
  for key in reader.duplicates {
    report.warning(
      .duplicateKey, key.range, "`\(key.value)` is given more than once; the last is taken",
      note: "remove this one")
  }
  return root.located
}

/// A table under construction; its keys in the order written.
struct TOMLTable {
  /// What a key of a table holds.
  indirect enum Value {
    case leaf(LocatedNode)
    case table(TOMLTable)
    case tables([TOMLTable])
  }

  var range: SourceRange
  var keys: [Located<String>] = []
  var values: [Value] = []
  private var places: [String: Int] = [:]

  /// An empty table.
  init(range: SourceRange) {
    self.range = range
  }

  /// The table as a map.
  var located: LocatedNode {
    let entries = zip(keys, values).map { key, value in
      let node: LocatedNode =
        switch value {
        case .leaf(let node): node
        case .table(let table): table.located
        case .tables(let tables): .list(tables.map(\.located), key.range)
        }
      return LocatedNode.Entry(key: key, value: node)
    }
    return .map(entries, range)
  }

  /// Puts `value` under `path`, making the tables between; returns the key that it replaced.
  mutating func insert(
    _ value: Value, at path: ArraySlice<Located<String>>
  ) throws(SyntaxProblem) -> Located<String>? {
    guard let key = path.first else { return nil }
    if path.count == 1 { return merge(value, at: key) }
    let place = place(of: key)
    switch values[place] {
    case .table(var table):
      values[place] = .leaf(.null(key.range))
      let replaced = try table.insert(value, at: path.dropFirst())
      values[place] = .table(table)
      return replaced
    case .tables(var tables):
      guard !tables.isEmpty else { return nil }
      values[place] = .leaf(.null(key.range))
      let replaced = try tables[tables.count - 1].insert(value, at: path.dropFirst())
      values[place] = .tables(tables)
      return replaced
    case .leaf:
      throw SyntaxProblem(
        message: "`\(key.value)` has a value already, so it is no table", range: key.range)
    }
  }

  /// The place of `key`, made an empty table where it is new.
  private mutating func place(of key: Located<String>) -> Int {
    if let place = places[key.value] { return place }
    places[key.value] = keys.count
    keys.append(key)
    values.append(.table(TOMLTable(range: key.range)))
    return keys.count - 1
  }

  private mutating func merge(_ value: Value, at key: Located<String>) -> Located<String>? {
    guard let place = places[key.value] else {
      places[key.value] = keys.count
      keys.append(key)
      values.append(value)
      return nil
    }
    switch (values[place], value) {
    case (.table(var table), .table(let header)):
      table.range = header.range
      values[place] = .table(table)
      return nil
    case (.tables(let tables), .tables(let more)):
      values[place] = .tables(tables + more)
      return nil
    default:
      let earlier = keys[place]
      keys[place] = key
      values[place] = value
      return earlier
    }
  }
}

/// Reads keys and values.
private struct TOMLReader {
  var reader: ByteReader
  var duplicates: [Located<String>] = []
  private static let pathMax = 64

  init(reader: ByteReader) {
    self.reader = reader
  }

  mutating func document(into root: inout TOMLTable) throws(SyntaxProblem) {
    var header: [Located<String>] = []
    while true {
      reader.skipSpace()
      guard !reader.isAtEnd else { return }
      if reader.next == UInt8(ascii: "#") {
        reader.skipLine()
        continue
      }
      if reader.next == UInt8(ascii: "[") {
        let start = reader.index
        let isArray = reader.isAt("[[")
        reader.index += isArray ? 2 : 1
        header = try path()
        guard isArray ? reader.take("]]") : reader.take("]") else {
          throw tomlProblem("the header of this table is not closed", reader)
        }
        let table = TOMLTable(range: SourceRange(start, reader.index))
        let made: TOMLTable.Value = isArray ? .tables([table]) : .table(table)
        if let earlier = try root.insert(made, at: header[...]) { duplicates.append(earlier) }
      } else {
        let keys = try path()
        guard reader.take("=") else { throw tomlProblem("a `=` is missing after the key", reader) }
        let value = try TOMLValue.read(&reader, &duplicates, depth: 0)
        if let earlier = try root.insert(.leaf(value), at: (header + keys)[...]) {
          duplicates.append(earlier)
        }
      }
      reader.skipBlanks()
      if reader.next == UInt8(ascii: "#") { reader.skipLine() }
      guard reader.isAtEnd || isSpace(reader.next) else {
        throw tomlProblem("the line should end here", reader)
      }
    }
  }

  mutating func path() throws(SyntaxProblem) -> [Located<String>] {
    try TOMLValue.path(&reader, max: TOMLReader.pathMax)
  }
}

/// A problem at the next byte of `reader`.
func tomlProblem(_ message: String, _ reader: ByteReader) -> SyntaxProblem {
  SyntaxProblem(
    message: message, range: SourceRange(reader.index, min(reader.index + 1, reader.end)))
}
