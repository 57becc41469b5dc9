import StetCore

/// A set of templates, compiled: nodes in one pool, names interned, blocks flattened.
///
/// A class so that a thousand renderings share it; it never changes.
final class Program: Sendable {
  let nodes: [Node]
  let ranges: [(lower: Int32, upper: Int32)]
  let lists: [Int32]
  let texts: [UInt8]
  let constants: [Value]
  let names: [Name]
  let symbols: [Text: Int32]
  let calls: [CallArguments]
  let loops: [LoopDeclaration]
  let macros: [MacroDeclaration]
  let blocks: [BlockDeclaration]
  let templates: [CompiledTemplate]
  let templateIndex: [String: Int32]
  let filters: [Filter]
  let filterIndex: [String: Int32]
  let tests: [Test]
  let testIndex: [String: Int32]
  let functions: [Function]
  let isLenient: Bool
  /// The hashes of the names.
  let nameHashes: [UInt64]
  /// What is the same on every page.
  let standing: Standing?
  /// The plan of each template; nil where only rendering can tell what it does.
  let plans: [Plan?]
  /// What was printed of records that last.
  let prints = Prints()

  init(
    _ pool: ProgramPool, isLenient: Bool, standing: Standing? = nil, plans: [Plan?] = []
  ) {
    nodes = pool.nodes
    ranges = pool.ranges
    lists = pool.lists
    texts = pool.texts
    constants = pool.constants
    names = pool.names
    symbols = pool.symbols
    calls = pool.calls
    loops = pool.loops
    macros = pool.macros
    blocks = pool.blocks
    templates = pool.templates
    templateIndex = pool.templateIndex
    filters = pool.filters
    filterIndex = pool.filterIndex
    tests = pool.tests
    testIndex = pool.testIndex
    functions = pool.functions
    self.isLenient = isLenient
    nameHashes = pool.names.map(\.hash)
    self.standing = standing
    self.plans = plans
  }

  /// The plan of the template `index` for a page made of `values` in `context`; nil when it has none
  /// that fits.
  func plan(of index: Int32, for values: Record, in context: RenderContext) -> Plan? {
    guard Int(index) < plans.count, let plan = plans[Int(index)] else { return nil }
    if let standing, !standing.holds(for: values, in: context) { return nil }
    for symbol in plan.assumed {
      let hash = nameHashes[Int(symbol)]
      if values.shape.slot(of: hash) != nil { return nil }
      if standing == nil, context.globals?.shape.slot(of: hash) != nil { return nil }
    }
    return plan
  }

  /// The template whose source made `node`.
  func template(of node: Int32) -> Int? {
    templates.firstIndex { $0.firstNode <= Int(node) && Int(node) < $0.endNode }
  }
}

extension Program {
  /// The program of `pool` with a plan of each template that can be laid out before it is rendered.
  convenience init(planning pool: ProgramPool, isLenient: Bool, standing: Standing?) {
    let planned = Planner.plans(pool, isLenient: isLenient, standing: standing)
    self.init(planned.pool, isLenient: isLenient, standing: standing, plans: planned.plans)
  }
}

/// The pools of a program while templates are being added to it.
struct ProgramPool {
  var nodes: [Node] = []
  var ranges: [(lower: Int32, upper: Int32)] = []
  var lists: [Int32] = []
  var texts: [UInt8] = []
  var constants: [Value] = []
  var names: [Name] = []
  var symbols: [Text: Int32] = [:]
  var calls: [CallArguments] = []
  var loops: [LoopDeclaration] = []
  var macros: [MacroDeclaration] = []
  var blocks: [BlockDeclaration] = []
  var templates: [CompiledTemplate] = []
  var templateIndex: [String: Int32] = [:]
  var filters: [Filter] = []
  var filterIndex: [String: Int32] = [:]
  var tests: [Test] = []
  var testIndex: [String: Int32] = [:]
  var functions: [Function] = []

  init() {
    for symbol in Symbol.allCases { _ = self.symbol(Text(symbol.name)) }
  }

  /// The number of the name `text`.
  mutating func symbol(_ text: Text) -> Int32 {
    if let known = symbols[text] { return known }
    let symbol = Int32(names.count)
    names.append(Name(text))
    symbols[text] = symbol
    return symbol
  }

  /// Adds `node`, made by the bytes from `lower` to `upper`.
  mutating func add(_ node: Node, _ lower: Int32, _ upper: Int32) -> Int32 {
    nodes.append(node)
    ranges.append((lower, max(lower, upper)))
    return Int32(nodes.count - 1)
  }

  /// Adds the node of a constant.
  mutating func constant(_ value: Value, _ lower: Int32, _ upper: Int32) -> Int32 {
    constants.append(value)
    return add(Node(kind: .constant, a: Int32(constants.count - 1)), lower, upper)
  }

  /// The values of `items`; nil when one of them is no constant.
  func constants(at items: [Int32]) -> [Value]? {
    var values: [Value] = []
    for item in items {
      guard item >= 0, nodes[Int(item)].kind == .constant else { return nil }
      values.append(constants[Int(nodes[Int(item)].a)])
    }
    return values
  }

  /// Adds `items` to the list pool and returns where they begin.
  mutating func list(_ items: [Int32]) -> Int32 {
    let start = Int32(lists.count)
    lists.append(contentsOf: items)
    return start
  }

  /// The number of a filter or function of the host.
  mutating func add(_ function: Function) -> Int {
    functions.append(function)
    return functions.count - 1
  }
}
