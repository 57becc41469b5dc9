/// A filter: one of the engine's, or a function of the host.
enum Filter: Sendable {
  case text(TextFilter)
  case list(ListFilter)
  case number(NumberFilter)
  case markup(MarkupFilter)
  case publication(PublicationFilter)
  case function(Int)

  /// Every filter the engine has, by name.
  static let all: [(name: String, filter: Filter)] =
    TextFilter.allCases.map { ($0.rawValue, .text($0)) }
    + ListFilter.allCases.map { ($0.rawValue, .list($0)) }
    + NumberFilter.allCases.map { ($0.rawValue, .number($0)) }
    + MarkupFilter.allCases.map { ($0.rawValue, .markup($0)) }
    + PublicationFilter.allCases.map { ($0.rawValue, .publication($0)) }
    + [("d", .list(.default)), ("e", .markup(.escape)), ("count", .list(.length))]

  /// The arguments it takes after the value.
  var parameters: Parameters {
    switch self {
    case .text(let filter): filter.parameters
    case .list(let filter): filter.parameters
    case .number(let filter): filter.parameters
    case .markup(let filter): filter.parameters
    case .publication(let filter): filter.parameters
    case .function: Parameters("...")
    }
  }

  /// Which argument names a filter or a test that is to be applied to every item.
  var nestedName: (place: Int, isTest: Bool)? {
    guard case .list(let filter) = self else { return nil }
    return switch filter {
    case .map: (0, false)
    case .select, .reject: (0, true)
    case .selectattr, .rejectattr: (1, true)
    default: nil
    }
  }
}

/// The arguments of a filter or test by place; nil where one was left out.
struct Places: Sendable {
  var values: [Value?]
  /// What a filter that takes any arguments was given.
  var given = Given()

  /// The argument at `place`; nil when it was left out.
  subscript(place: Int) -> Value? {
    place < values.count ? values[place] : nil
  }
}

extension Renderer {
  /// What the filter of `node` makes of `base`.
  mutating func applyFilter(
    _ node: Node, _ base: Value, at index: Int32
  ) throws(Failure) -> Value {
    let filter = program.filters[Int(node.c)]
    let places = try places(node.b, filter.parameters)
    current = index
    return try apply(filter, base, places)
  }

  /// The arguments at `index` of the pool, each at the place of its parameter.
  mutating func places(
    _ index: Int32, _ parameters: @autoclosure () -> Parameters
  ) throws(Failure) -> Places {
    guard index >= 0 else { return Places(values: []) }
    // Asked for in its place, so that the other parts of the call are not counted.
    if let constants = program.calls[Int(index)].constants { return constants }
    let arguments = program.calls[Int(index)]
    if arguments.isStatic {
      var places = Places(values: [])
      places.values.reserveCapacity(arguments.positional.count)
      for node in arguments.positional {
        places.values.append(node < 0 ? nil : try evaluate(node))
      }
      // A filter that takes any arguments reads them from here.
      if !arguments.isPlaced { places.given.positional = places.values.compactMap(\.self) }
      return places
    }
    return try places(try given(index), parameters())
  }

  /// The arguments `given`, each at the place of its parameter.
  mutating func places(_ given: Given, _ parameters: Parameters) throws(Failure) -> Places {
    if parameters.isVariadic { return Places(values: given.positional, given: given) }
    guard given.positional.count <= parameters.names.count else {
      throw failure(
        .templateArgument, "There are too many arguments", note: parameters.note)
    }
    var places = Places(values: given.positional)
    for (name, value) in given.named {
      guard let place = parameters.names.firstIndex(of: name.string) else {
        throw failure(
          .templateArgument, "There is no argument called \(name.string)", note: parameters.note)
      }
      while places.values.count <= place { places.values.append(nil) }
      places.values[place] = value
    }
    for place in 0..<parameters.required where places[place] == nil {
      throw failure(.templateArgument, "The argument \(parameters.names[place]) is missing")
    }
    return places
  }

  /// What `filter` makes of `base`.
  mutating func apply(
    _ filter: Filter, _ base: Value, _ places: Places
  ) throws(Failure) -> Value {
    switch filter {
    case .text(let filter): return try apply(filter, base, places)
    case .list(let filter): return try apply(filter, base, places)
    case .number(let filter): return try apply(filter, base, places)
    case .markup(let filter): return try apply(filter, base, places)
    case .publication(let filter): return try apply(filter, base, places)
    case .function(let index):
      var given = places.given
      given.positional.insert(base, at: 0)
      return try call(program.functions[index], given)
    }
  }

  // MARK: - Reading arguments

  /// The text at `place`, as it prints; `fallback` when it was left out.
  mutating func text(_ places: Places, _ place: Int, _ fallback: Text) throws(Failure) -> Text {
    guard let value = places[place] else { return fallback }
    return try printed(value)
  }

  /// The whole number at `place`; `fallback` when it was left out.
  mutating func whole(_ places: Places, _ place: Int, _ fallback: Int) throws(Failure) -> Int {
    guard let value = places[place] else { return fallback }
    if case .undefined(let missing) = value { throw undefinedFailure(missing) }
    if let number = value.wholeNumber { return number }
    throw failure(.templateType, "A whole number is needed here, not \(value.kindName)")
  }

  /// The truth at `place`; `fallback` when it was left out.
  mutating func truth(_ places: Places, _ place: Int, _ fallback: Bool) throws(Failure) -> Bool {
    guard let value = places[place] else { return fallback }
    return try isTrue(value, at: current)
  }
}
