/// Lays out the plan of one template: follows what it extends and includes as the interpreter would,
/// keeping in mind where each variable is or what it is worth.
///
/// It mirrors the frames and scopes of `Renderer`, with a binding in the place of each value. What it
/// cannot foresee is left to the interpreter.
struct Planner: ~Copyable {
  var pool: ProgramPool
  /// Works out expressions whose parts are all known.
  var desk: Renderer
  let standing: Standing?

  var steps: [Step] = []
  /// Steps before this one end where others skip to, and take no more text.
  var barrier = 0
  var bindings: [Binding] = []
  var frames: [Renderer.Frame] = []
  var contexts: [Renderer.TemplateContext] = []
  var scope = Renderer.Scope(floor: 0)
  var isEscaping = false
  var isSilent = false
  var slotTop: Int32 = 0
  var slotCount: Int32 = 0
  /// The mappings whose parts are known, and the steps of those that are asked for as a whole.
  var tables: [Table] = []
  var wholeTables: Set<Int> = []
  /// The slots that hold texts and keep them until their scope ends.
  var textSlots: Set<Int32> = []
  /// How many loops are turning that are not unrolled.
  var turning: Int32 = 0
  /// The loops being unrolled.
  var unrolled: [Renderer.LoopState] = []
  /// Where the text is that a filter block has caught.
  var caught: [Int32] = []
  /// What imported templates left behind.
  var modules: [Module] = []
  /// The templates being included, the page's first.
  var including: [Int32] = []
  /// How many branches are open that may not be taken.
  var branches = 0
  var depth = 0
  /// How much more may be laid out.
  var effort = 50_000
  var pageNames: [Plan.PageName] = []
  var assumed: Set<Int32> = []

  /// Page variables are numbered from here until it is known how many other slots there are.
  static let firstPageSlot: Int32 = 1 << 24
  private static let depthMax = 120

  /// What is known of a variable.
  enum Meaning {
    case constant(Value)
    /// What the node gives.
    case node(Int32)
    /// What the slot holds, or the variable of that name outside.
    case perhaps(Int32)
    /// The `loop` of an unrolled loop.
    case loop(Int)
    /// The block that `super` prints.
    case block(Renderer.BlockReference)
    case macro(Renderer.MacroInstance)
    case module(Int)
    case table(Table)
  }

  /// A variable.
  struct Binding {
    let symbol: Int32
    var meaning: Meaning
    /// The slot it must be put into whenever it is given a value; -1 when there is none.
    var slot: Int32 = -1
  }

  /// What an expression was found to be.
  enum Found {
    case constant(Value)
    case node(Int32)
  }

  init(_ pool: ProgramPool, _ program: Program, _ standing: Standing?) {
    self.pool = pool
    self.standing = standing
    var context = standing?.context ?? RenderContext()
    // What is larger than any page's wording is left to the page that needs it.
    context.limits.outputBytesMax = 1 << 18
    context.limits.stepsMax = 10_000
    desk = Renderer(program, Record(Shape([]), []), context)
    desk.frames = [Renderer.Frame(floor: 0, link: Renderer.Link.globals, linkTop: 0, context: 0)]
  }

  /// Plans of all templates of `pool`, nil for those left to the interpreter, and the pool with the
  /// nodes they need.
  static func plans(
    _ pool: ProgramPool, isLenient: Bool, standing: Standing?
  ) -> (pool: ProgramPool, plans: [Plan?]) {
    let program = Program(pool, isLenient: isLenient)
    var pool = pool
    var plans: [Plan?] = []
    for index in pool.templates.indices {
      var planner = Planner(pool, program, standing)
      // One owner of the pools at a time, or each plan would copy them.
      pool = ProgramPool()
      do throws(Unplannable) {
        plans.append(try planner.plan(page: Int32(index)))
      } catch {
        plans.append(nil)
      }
      pool = planner.pool
    }
    return (pool, plans)
  }

  private mutating func plan(page index: Int32) throws(Unplannable) -> Plan {
    let firstNode = pool.nodes.count
    isEscaping = pool.templates[Int(index)].isEscaped
    try plan(template: index, link: Renderer.Link.values, linkTop: 0)
    dropTables()
    for node in firstNode..<pool.nodes.count where pool.nodes[node].a >= Planner.firstPageSlot {
      switch pool.nodes[node].kind {
      case .slot, .slotField: pool.nodes[node].a += slotCount - Planner.firstPageSlot
      default: break
      }
    }
    if standing != nil { keepPrints(of: index) }
    let names = pageNames.map { name in
      Plan.PageName(
        symbol: name.symbol, slot: name.slot + slotCount - Planner.firstPageSlot,
        seesValues: name.seesValues)
    }
    return Plan(
      template: index, isEscaped: isEscaping, steps: steps, slotCount: Int(slotCount) + names.count,
      pageNames: names,
      assumed: assumed.sorted())
  }

  /// Goes one level deeper, or gives up.
  mutating func enter() throws(Unplannable) {
    depth += 1
    effort -= 1
    if depth > Planner.depthMax || effort < 0 { throw Unplannable() }
  }

  // MARK: - Steps

  /// The number of the step to come, which others may skip to.
  mutating func here() -> Int32 {
    barrier = steps.count
    return Int32(steps.count)
  }

  /// Adds `step` and returns its number.
  @discardableResult
  mutating func add(_ step: Step) -> Int {
    steps.append(step)
    return steps.count - 1
  }

  /// Adds `bytes` to what is printed here.
  mutating func addText(_ bytes: [UInt8]) throws(Unplannable) {
    let start = Int32(pool.texts.count)
    pool.texts.append(contentsOf: bytes)
    try addText(from: start, count: Int32(bytes.count))
  }

  /// Adds bytes of the text pool to what is printed here, as one text with what stands before; what
  /// follows a value is printed by the same step.
  mutating func addText(from start: Int32, count: Int32) throws(Unplannable) {
    if count == 0 { return }
    effort -= Int(count) >> 8
    if effort < 0 { throw Unplannable() }
    guard steps.count > barrier, let last = steps.last,
      last.kind == .text || last.kind == .print
    else {
      add(Step(kind: .text, b: start, c: count))
      return
    }
    if last.c < 0 {
      (steps[steps.count - 1].b, steps[steps.count - 1].c) = (start, count)
    } else if last.b + last.c == start {
      steps[steps.count - 1].c += count
    } else {
      if Int(last.b + last.c) != pool.texts.count {
        steps[steps.count - 1].b = Int32(pool.texts.count)
        pool.texts += Array(pool.texts[Int(last.b)..<Int(last.b + last.c)])
      }
      pool.texts += Array(pool.texts[Int(start)..<Int(start + count)])
      steps[steps.count - 1].c += count
    }
  }

  /// Escapes the text of values from here on, or does not.
  mutating func setEscaping(_ wanted: Bool) {
    guard wanted != isEscaping else { return }
    isEscaping = wanted
    add(Step(kind: .escape, flag: wanted ? 1 : 0))
  }

  /// A slot that nothing else uses in this scope.
  mutating func newSlot() -> Int32 {
    slotTop += 1
    slotCount = max(slotCount, slotTop)
    textSlots.remove(slotTop - 1)
    return slotTop - 1
  }

  /// Carries out `body` in a scope of its own.
  mutating func inScope(
    _ body: (inout Planner) throws(Unplannable) -> Void
  ) throws(Unplannable) {
    let (mark, saved, top) = (bindings.count, scope, slotTop)
    scope = Renderer.Scope(floor: mark)
    try body(&self)
    bindings.removeLast(bindings.count - mark)
    (scope, slotTop) = (saved, top)
  }
}

/// Says that a template is to be left to the interpreter.
struct Unplannable: Error {}
