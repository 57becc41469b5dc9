import StetCore

/// Renders one page: walks the nodes of a program and appends to one buffer of bytes.
///
/// Variables live on one stack of values beside the symbols of their names. A frame says where a
/// template's, block's or macro's own variables begin and where the search goes on after them.
///
/// It is never copied. Its methods are `mutating` even where they change nothing: such a method takes
/// the renderer by its address, any other by value, which is six hundred bytes at each call.
struct Renderer: ~Copyable {
  let program: Program
  let context: RenderContext
  let values: Record
  let outputMax: Int

  let output: PageBytes
  var symbols: [Int32] = []
  var locals: [Value] = []
  var frames: [Frame] = []
  /// The innermost scope.
  var scope = Scope(floor: 0)
  var isEscaping = false
  /// Whether text at the top of a template that extends another is dropped.
  var isSilent = false
  /// The node being carried out, for errors.
  var current: Int32 = -1
  var depth = 0
  var steps = 0

  var contexts: [TemplateContext] = []
  var loops: [LoopState] = []
  var macros: [MacroInstance] = []
  var modules: [Module] = []
  var namespaces: [ValueMap] = []
  var cyclers: [Cycler] = []
  var joiners: [Joiner] = []
  var blockReferences: [BlockReference] = []
  /// The names of months and days in the languages met so far.
  var dateNames: [String: DateNames] = [:]
  /// The text a filter block has caught, for its filters.
  var caught: [Value] = []
  /// Values on their way to the names of a `with`.
  var pending: [Value] = []
  /// The nodes of the includes and imports that are open.
  var includes: [Int32] = []

  /// The steps of the plan being carried out, and its variables.
  var row: [Step] = []
  var slots: [Value] = []
  /// Where the output began that is being caught.
  var catching: [Int] = []
  /// The items that loops with a condition have kept.
  var sifted: [[Value]] = []

  init(_ program: Program, _ values: Record, _ context: RenderContext) {
    self.program = program
    self.values = values
    self.context = context
    outputMax = context.limits.outputBytesMax
    // Most pages fit, so that the room need not grow on the way.
    output = PageBytes(capacity: 32 * 1024, texts: program.texts)
  }

  /// A part of a template with variables of its own.
  struct Scope {
    /// The first of its variables.
    var floor: Int
    /// Whether it is the top of a template, whose variables its blocks see.
    var isTop = false
  }

  /// The variables of one template, block or macro.
  struct Frame {
    /// The first of its own variables.
    var floor: Int
    /// Where the search goes on: a frame, or one of the codes of `Link`.
    var link: Int32
    /// Where the linked frame's visible variables end.
    var linkTop: Int
    /// The template that blocks and `self` belong to.
    var context: Int32
  }

  /// Where a search ends that no frame answers; lower numbers are modules.
  enum Link {
    static let values: Int32 = -1
    static let globals: Int32 = -2
    /// The code of the module `index`.
    static func module(_ index: Int) -> Int32 { Int32(-3 - index) }
    /// The module that `link` is the code of.
    static func moduleIndex(_ link: Int32) -> Int { Int(-3 - link) }
  }

  /// A template being rendered, with the blocks of what it extends.
  struct TemplateContext {
    var template: Int32
    var frame: Int32
    /// Where the variables set at its top end.
    var exportTop: Int
    var lineage: [Int32: [Int32]]
    /// The template it extends, once that was reached; -1 before.
    var parent: Int32 = -1
  }

  /// A loop that is turning.
  struct LoopState {
    var items: [Value]
    var index: Int
    var declaration: Int32
    var depth: Int
    var frame: Int32
    var mark: Int
    var changed: [Value]?
    /// The item of which this turn's print is to be kept, and where it begins.
    var printed: Record?
    var printStart = 0
  }

  /// A macro and the place where it was defined.
  struct MacroInstance {
    var declaration: Int32
    var link: Int32
    var linkTop: Int
    var context: Int32
    var isEscaping: Bool
  }

  /// What an imported template left behind.
  struct Module {
    var template: Int32
    var symbols: [Int32]
    var values: [Value]
    /// Where the search goes on after the module's own names.
    var link: Int32
    var body: [UInt8]
    var isShared: Bool
  }

  /// The state of `cycler(…)`.
  struct Cycler {
    var items: [Value]
    var index = 0
  }

  /// The state of `joiner(…)`.
  struct Joiner {
    var separator: Value
    var isUsed = false
  }

  /// A block that can be called, as `super` or `self.name`.
  struct BlockReference: Equatable {
    var name: Int32
    var level: Int
    var context: Int32
    var link: Int32
    var linkTop: Int
  }

  // MARK: - Failing

  /// The failure at the node being carried out.
  func failure(
    _ code: Diagnostic.Code, _ message: String, note: String? = nil, at node: Int32? = nil
  ) -> Failure {
    Failure(code, message, note: note, node: node ?? current)
  }

  /// Counts one turn of a loop or one call.
  mutating func step() throws(Failure) {
    steps += 1
    if steps > context.limits.stepsMax {
      throw failure(
        .templateLimit, "The page takes more than \(context.limits.stepsMax) steps",
        note: "a loop turns too often or templates call each other without end")
    }
  }

  /// Goes one level deeper.
  mutating func enter(_ node: Int32) throws(Failure) {
    depth += 1
    if depth > context.limits.depthMax {
      throw failure(
        .templateLimit, "Templates nest deeper than \(context.limits.depthMax) levels",
        note: "a block, macro or include calls itself without end", at: node)
    }
  }

  /// Fails when a text or list of `count` bytes would be made, and a page may not have that many.
  func checkSize(_ count: Int) throws(Failure) {
    if count > outputMax {
      throw failure(.templateLimit, "The page grows beyond \(outputMax) bytes")
    }
  }

  /// Whether something missing counts as nothing instead of being an error.
  func isForgiven(_ missing: Undefined) -> Bool {
    if case .nothing = missing.place { return true }
    return program.isLenient
  }

  // MARK: - Variables

  /// The value of the variable `symbol` as it is seen here.
  func lookup(_ symbol: Int32, at node: Int32) -> Value {
    var top = symbols.count
    var frame = frames.count - 1
    var link = Link.values
    while true {
      let floor = frames[frame].floor
      var place = top
      while place > floor {
        place -= 1
        if symbols[place] == symbol { return locals[place] }
      }
      link = frames[frame].link
      guard link >= 0 else { break }
      top = frames[frame].linkTop
      frame = Int(link)
    }
    if link == Link.values { return inherited(symbol, seesValues: true, at: node) }
    return lookupBeyond(symbol, link, at: node)
  }

  private func lookupBeyond(_ symbol: Int32, _ link: Int32, at node: Int32) -> Value {
    var link = link
    while link < Link.globals {
      let module = modules[Link.moduleIndex(link)]
      if let place = module.symbols.lastIndex(of: symbol) { return module.values[place] }
      link = module.link
    }
    return inherited(symbol, seesValues: link == Link.values, at: node)
  }

  private func inherited(_ symbol: Int32, seesValues: Bool, at node: Int32) -> Value {
    let name = program.names[Int(symbol)]
    if seesValues, let slot = values.shape.slot(of: name) { return values.values[slot] }
    if seesValues, let standing = program.standing?.values, let value = standing[name] {
      return value
    }
    if let globals = context.globals, let slot = globals.shape.slot(of: name) {
      return globals.values[slot]
    }
    if symbol <= Symbol.parent.rawValue, let value = special(symbol) { return value }
    return .undefined(Undefined(.variable(name), at: node))
  }

  private func special(_ symbol: Int32) -> Value? {
    if symbol <= Symbol.namespace.rawValue { return .handle(Handle(.builtin, Int(symbol))) }
    if symbol == Symbol.current.rawValue {
      return .handle(Handle(.blocks, Int(frames[frames.count - 1].context)))
    }
    return nil
  }

  /// Gives the variable `symbol` of the innermost scope the value `value`.
  mutating func assign(_ symbol: Int32, _ value: Value) {
    var place = symbols.count
    while place > scope.floor {
      place -= 1
      if symbols[place] == symbol {
        locals[place] = value
        return
      }
    }
    push(symbol, value)
    if scope.isTop {
      contexts[Int(frames[frames.count - 1].context)].exportTop = symbols.count
    }
  }

  /// Adds a variable to the innermost scope.
  mutating func push(_ symbol: Int32, _ value: Value) {
    symbols.append(symbol)
    locals.append(value)
  }

  /// Drops the variables from `mark` on.
  mutating func truncate(to mark: Int) {
    let surplus = symbols.count - mark
    guard surplus > 0 else { return }
    symbols.removeLast(surplus)
    locals.removeLast(surplus)
  }

  /// The names that can be seen here, for a suggestion.
  var visibleNames: [String] {
    var names = symbols.map { program.names[Int($0)].string }
    names += values.shape.fields
    names += program.standing?.values.shape.fields ?? []
    names += context.globals?.shape.fields ?? []
    names += Symbol.allCases.filter(\.isFunction).map(\.name)
    return names
  }
}
