import StetCore

/// Filters that apply another filter or a test to every item, by its name.
extension Renderer {
  /// The items each sent through a filter, or a field of each.
  mutating func mapped(_ base: Value, _ given: Given) throws(Failure) -> Value {
    var items = try elements(of: base)
    if given.positional.isEmpty,
      let path = given.named.first(where: { $0.name.text == "attribute" })
    {
      let fallback = given.named.first { $0.name.text == "default" }?.value
      for (name, _) in given.named where name.text != "attribute" && name.text != "default" {
        throw failure(.templateArgument, "map has no argument called \(name.string)")
      }
      for index in items.indices {
        items[index] = try field(items[index], at: path.value, fallback: fallback)
      }
      return .list(items)
    }
    guard let name = given.positional.first else {
      throw failure(.templateArgument, "map needs the name of a filter or an attribute")
    }
    let spelling = try printed(name).string
    guard let filter = program.filter(named: spelling) else {
      let near = nearestName(to: spelling, among: program.filterNames)
      throw failure(
        .unknownFilter, "There is no filter called \(spelling)",
        note: near.map { "did you mean \($0)?" })
    }
    let rest = Given(positional: Array(given.positional.dropFirst()), named: given.named)
    let places = try places(rest, filter.parameters)
    for index in items.indices {
      try step()
      items[index] = try apply(filter, items[index], places)
    }
    return .list(items)
  }

  /// The items for which a test holds, or does not.
  mutating func chosen(
    _ base: Value, _ given: Given, keeps: Bool
  ) throws(Failure) -> Value {
    let test = try namedTest(given, 0)
    var kept: [Value] = []
    for item in try elements(of: base) {
      try step()
      if try passes(test, item) == keeps { kept.append(item) }
    }
    return .list(kept)
  }

  /// The items for whose field a test holds, or does not.
  mutating func chosenByField(
    _ base: Value, _ given: Given, keeps: Bool
  ) throws(Failure) -> Value {
    guard let path = given.positional.first else {
      throw failure(.templateArgument, "The name of the field is missing")
    }
    let test = try namedTest(given, 1)
    var kept: [Value] = []
    for item in try elements(of: base) {
      try step()
      let value = try field(item, at: path)
      if try passes(test, value) == keeps { kept.append(item) }
    }
    return .list(kept)
  }

  private mutating func passes(
    _ test: (test: Test, places: Places)?, _ value: Value
  ) throws(Failure) -> Bool {
    guard let test else { return try isTrue(value, at: current) }
    return try holds(test.test, value, test.places)
  }

  private mutating func namedTest(
    _ given: Given, _ place: Int
  ) throws(Failure) -> (test: Test, places: Places)? {
    guard place < given.positional.count else { return nil }
    let name = try printed(given.positional[place]).string
    guard let test = program.test(named: name) else {
      let near = nearestName(to: name, among: Test.allCases.map(\.rawValue))
      throw failure(
        .unknownTest, "There is no test called \(name)", note: near.map { "did you mean \($0)?" })
    }
    let rest = Given(positional: Array(given.positional[(place + 1)...]), named: given.named)
    return (test, try places(rest, test.parameters))
  }
}

extension Program {
  /// The filter called `name`.
  func filter(named name: String) -> Filter? { filterIndex[name].map { filters[Int($0)] } }

  /// The test called `name`.
  func test(named name: String) -> Test? { testIndex[name].map { tests[Int($0)] } }

  /// The names of all filters.
  var filterNames: [String] { filterIndex.keys.sorted() }
}
