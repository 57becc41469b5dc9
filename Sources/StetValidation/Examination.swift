import StetCore

/// What is found while a document is judged; the rules add to it.
struct Examination {
  let options: JudgeOptions
  private var found: [Found] = []
  private var counts: [String: Int] = [:]
  /// What a subscriber sees of the entries so far.
  var entries: [SeenEntry] = []
  /// What Atom's entries are held against one another by, so far.
  var claims: [EntryClaims] = []
  /// The pages and enclosures that the document names.
  private var resources: [LinkedResource] = []

  private struct Found {
    let rule: Rule
    let offset: Int
    let message: String
  }

  private static let findingCountPerRule = 200

  init(options: JudgeOptions) {
    self.options = options
  }

  /// Notes that `rule` is broken at `offset`, up to 200 times.
  mutating func find(_ rule: Rule, _ offset: Int, _ message: @autoclosure () -> String) {
    let count = counts[rule.code.name, default: 0]
    guard count < Examination.findingCountPerRule else { return }
    counts[rule.code.name] = count + 1
    found.append(Found(rule: rule, offset: offset, message: message()))
  }

  /// Notes an address that the document names, up to 1,000 of them.
  mutating func note(
    _ url: String?, isEnclosure: Bool, length: String? = nil, type: String? = nil, at offset: Int
  ) {
    guard let url, resources.count < 1000, addressScheme(url)?.hasPrefix("http") == true else {
      return
    }
    resources.append(
      LinkedResource(
        url: url, isEnclosure: isEnclosure, length: length, type: type, offset: offset))
  }

  /// Whether an error is noted already.
  var hasError: Bool { found.contains { $0.rule.severity == .error } }

  /// How often `rule` was broken so far.
  func count(of rule: Rule) -> Int { counts[rule.code.name] ?? 0 }

  /// The report on `bytes`, the document as UTF-8; one pass finds all lines and columns.
  func report(_ format: Report.Format, on bytes: [UInt8]) -> Report {
    var examination = self
    if options.isAdvising { examination.advise() }
    return examination.settled(format, on: bytes)
  }

  private func settled(_ format: Report.Format, on bytes: [UInt8]) -> Report {
    let order = found.indices.sorted {
      (found[$0].offset, $0) < (found[$1].offset, $1)
    }
    var findings: [Finding] = []
    var position = Position()
    for index in order {
      let found = found[index]
      position.advance(to: found.offset, in: bytes)
      findings.append(
        Finding(
          code: found.rule.code, severity: found.rule.severity, offset: found.offset,
          line: position.line, column: position.column, message: found.message,
          specification: found.rule.specification, w3c: found.rule.w3c))
    }
    return Report(
      format: format, findings: findings, entries: entries, resources: resources, claims: claims)
  }
}

/// A line and a column that move forward through a document.
private struct Position {
  var line = 1
  var column = 1
  private var offset = 0

  mutating func advance(to target: Int, in bytes: [UInt8]) {
    let end = min(target, bytes.count)
    while offset < end {
      let byte = bytes[offset]
      offset += 1
      if byte == 0x0A || byte == 0x0D && !(offset < bytes.count && bytes[offset] == 0x0A) {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
  }
}
