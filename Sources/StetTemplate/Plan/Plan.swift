/// A template laid out for printing: what it extends and includes in one row of steps, its variables
/// in numbered slots, and everything that depends on standing values worked out.
///
/// A plan prints what the interpreter would print, or gives up: it keeps no account of places, and
/// where anything is wrong the interpreter makes the page again and says what and where.
struct Plan: Sendable {
  /// The template.
  let template: Int32
  /// Whether the template escapes the text of values.
  let isEscaped: Bool
  let steps: [Step]
  let slotCount: Int
  /// The variables that come with each page, and their slots.
  let pageNames: [PageName]
  /// Names that are the engine's or the context's unless the page has a value of that name.
  let assumed: [Int32]

  /// A variable that comes with each page.
  struct PageName: Sendable {
    let symbol: Int32
    let slot: Int32
    /// Whether it may be a value of the page; else only a global.
    let seesValues: Bool
  }
}

/// One step of a plan.
struct Step: Sendable {
  /// What a step does; the comment says what its numbers are.
  enum Kind: UInt8, Sendable {
    case text  // b, c: the bytes of the text pool
    case print  // a: expression, flag: 1 where text is escaped, b, c: the text after it or -1
    case put  // a: slot, b: expression
    case putField  // a: namespace, b: name, c: expression
    case clear  // a: slot
    case unpack  // a: targets in the list pool, b: expression
    case skip  // c: step
    case skipUnless  // a: condition, c: step
    case sift  // begins a list of items to be kept
    case begin  // a: iterable or -1 for the items kept, c: the step after the loop's last turn
    case item  // b: targets, flag: 1 where b is a slot, 2 where prints are kept: a: key, c: next
    case keep  // keeps the item
    case next  // c: the step of the item, a: the key of its prints or -1
    case catchOutput  // keeps what is printed from here on
    case caught  // a: slot of what was kept
    case escape  // flag: 1 where text is escaped from here on
    case include  // a: statement, b: variables in the list pool, flag: 1 where values are seen
  }

  var kind: Kind
  var flag: UInt8 = 0
  var a: Int32 = -1
  var b: Int32 = -1
  var c: Int32 = -1
}

/// What is the same on every page that a set of templates prints.
///
/// A class so that asking whether it holds copies nothing; it never changes.
final class Standing: Sendable {
  let values: Record
  let context: RenderContext

  init(values: Record, context: RenderContext) {
    self.values = values
    self.context = context
  }

  /// Whether a page made of `values` in `context` is one for which this stands.
  func holds(for values: Record, in context: RenderContext) -> Bool {
    let own = self.context
    guard own.language == context.language, own.timeZone == context.timeZone,
      own.baseURL == context.baseURL, own.globals === context.globals,
      own.assets == context.assets
    else { return false }
    for (name, value) in zip(self.values.shape.names, self.values.values) {
      guard let slot = values.shape.slot(of: name) else { continue }
      guard case .record(let given) = values.values[slot], case .record(let standing) = value,
        given === standing
      else { return false }
    }
    return true
  }
}
