import StetCore

extension Value: Equatable {
  /// Whether the two are equal as Python has it.
  public static func == (first: Value, second: Value) -> Bool {
    var comparisonsMax = Value.comparisonsMax
    return areEqual(first, second, &comparisonsMax)
  }

  /// How many parts of two values are compared: a list that holds another twice has its parts twice.
  static let comparisonsMax = 1_000_000

  /// Whether the two are equal; `false`, with less than nothing left of `comparisonsMax`, when to tell
  /// would take more comparisons.
  static func areEqual(_ first: Value, _ second: Value, _ comparisonsMax: inout Int) -> Bool {
    switch (first, second) {
    case (.undefined, .undefined), (.none, .none): return true
    case (.string(let one), .string(let two)), (.string(let one), .markup(let two)),
      (.markup(let one), .string(let two)), (.markup(let one), .markup(let two)):
      return one.utf8 == two.utf8
    case (.int(let one), .int(let two)): return one == two
    case (.list(let one), .list(let two)), (.tuple(let one), .tuple(let two)):
      return areEqual(one, two, &comparisonsMax)
    case (.map(let one), .map(let two)): return areEqual(one, two, &comparisonsMax)
    case (.record(let one), .record(let two)):
      return one === two
        || one.shape.fields == two.shape.fields
          && areEqual(one.values, two.values, &comparisonsMax)
    case (.record(let one), .tuple(let two)):
      return one.shape.isTuple && areEqual(one.values, two, &comparisonsMax)
    case (.tuple(let one), .record(let two)):
      return two.shape.isTuple && areEqual(one, two.values, &comparisonsMax)
    case (.timestamp(let one), .timestamp(let two)):
      return one.secondsSinceEpoch == two.secondsSinceEpoch
    case (.function(let one), .function(let two)): return one === two
    case (.handle(let one), .handle(let two)): return one == two
    default: return Value.areSameNumber(first, second)
    }
  }

  private static func areEqual(
    _ first: [Value], _ second: [Value], _ comparisonsMax: inout Int
  ) -> Bool {
    guard first.count == second.count else { return false }
    comparisonsMax -= first.count
    guard comparisonsMax >= 0 else { return false }
    for (one, two) in zip(first, second) where !areEqual(one, two, &comparisonsMax) {
      return false
    }
    return true
  }

  private static func areEqual(
    _ first: ValueMap, _ second: ValueMap, _ comparisonsMax: inout Int
  ) -> Bool {
    guard first.count == second.count else { return false }
    comparisonsMax -= first.count
    guard comparisonsMax >= 0 else { return false }
    for (key, value) in zip(first.keys, first.values) {
      guard let other = second[key], areEqual(other, value, &comparisonsMax) else { return false }
    }
    return true
  }

  private static func areSameNumber(_ first: Value, _ second: Value) -> Bool {
    if let one = first.wholeNumber, let two = second.wholeNumber { return one == two }
    guard let one = first.number, let two = second.number else { return false }
    return one == two
  }

  /// The number that an integer or a truth is, as Python counts `true` as 1.
  var wholeNumber: Int? {
    switch self {
    case .int(let number): number
    case .bool(let truth): truth ? 1 : 0
    default: nil
    }
  }

  /// The number as floating point; nil when it is no number.
  var number: Double? {
    switch self {
    case .double(let number): number
    case .int(let number): Double(number)
    case .bool(let truth): truth ? 1 : 0
    default: nil
    }
  }

  /// The text of a text or of markup.
  var text: Text? {
    switch self {
    case .string(let text), .markup(let text): text
    default: nil
    }
  }

  /// 64 bits that equal texts share.
  static func hash(of text: Text) -> UInt64 { Fingerprint(of: text.utf8).low }

  /// 64 bits that equal keys share; nil when the value cannot be a key.
  var keyHash: UInt64? {
    switch self {
    case .list, .map: return nil
    case .undefined: return 0x756E_6465
    case .none: return 0x6E6F_6E65
    case .bool, .int: return Value.mixed(UInt64(bitPattern: Int64(wholeNumber ?? 0)))
    case .double(let number):
      if let whole = Int(exactly: number) { return Value.mixed(UInt64(bitPattern: Int64(whole))) }
      return Value.mixed(number.bitPattern)
    case .string(let text), .markup(let text): return Value.hash(of: text)
    case .tuple(let items): return Value.hash(of: items)
    case .record(let record):
      return record.shape.isTuple ? Value.hash(of: record.values) : record.fingerprint.low
    case .timestamp(let timestamp):
      return Value.mixed(UInt64(bitPattern: timestamp.secondsSinceEpoch))
    case .function(let function): return Value.hash(of: Text(function.name))
    case .handle(let handle):
      return Value.mixed(UInt64(UInt32(bitPattern: handle.index)) | 1 << 40)
    }
  }

  private static func hash(of items: [Value]) -> UInt64? {
    var hash: UInt64 = 0x7475_706C_6500
    for item in items {
      guard let part = item.keyHash else { return nil }
      hash = mixed(hash ^ part)
    }
    return hash
  }

  /// The bits of `word` spread (the finaliser of SplitMix64).
  private static func mixed(_ word: UInt64) -> UInt64 {
    var word = word &+ 0x9E37_79B9_7F4A_7C15
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}

extension Record: Equatable {
  /// Whether names and values are the same.
  public static func == (first: Record, second: Record) -> Bool {
    Value.record(first) == Value.record(second)
  }
}

extension ValueMap: Equatable {
  /// Whether the keys and their values are the same, in whatever order.
  public static func == (first: ValueMap, second: ValueMap) -> Bool {
    Value.map(first) == Value.map(second)
  }
}
