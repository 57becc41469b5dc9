import StetCore

/// One node of a compiled template: a kind and up to three numbers that index other nodes or pools.
///
/// Nodes are plain words in one array, so walking them counts no references.
struct Node: Sendable {
  /// What a node is; the comment says what its numbers are.
  enum Kind: UInt8, Sendable {
    // Statements.
    case text  // a, b: the bytes of the text pool
    case output  // a: expression
    case sequence  // a, b: the nodes in the list pool
    case branch  // a: condition, b: body, c: otherwise or -1
    case loop  // a: loop declaration
    case assign  // a: target, b: expression
    case assignBlock  // a: target, b: body, c: filter expression or -1
    case block  // a: block declaration
    case extends  // a: expression, b: template or -1
    case include  // a: expression, b: template or -1, flag: IncludeFlag
    case importModule  // a: expression, b: template or -1, c: symbol, flag: IncludeFlag
    case importNames  // a: expression, b: template or -1, c: list of count, name, alias…
    case macro  // a: macro declaration, b: symbol
    case callBlock  // a: call expression, b: macro declaration
    case filterBlock  // a: filter expression, b: body
    case with  // a: list of count, target, expression…, b: body
    case autoescape  // a: expression, b: body
    // Targets.
    case targetName  // a: symbol
    case targetField  // a: symbol of a namespace, b: name
    case targetTuple  // a, b: the targets in the list pool
    // Expressions.
    case constant  // a: constant
    case name  // a: symbol
    case attribute  // a: base, b: name
    case item  // a: base, b: key
    case slice  // a: base, b: list of three expressions or -1
    case call  // a: callee, b: call arguments
    case filter  // a: base, b: call arguments or -1, c: filter
    case filterInput  // the text a filter block has caught
    case test  // a: base, b: call arguments or -1, c: test
    case not  // a
    case negative  // a
    case positive  // a
    case arithmetic  // a, b, flag: Arithmetic
    case concat  // a, b: the expressions in the list pool
    case compare  // a: first, b, c: list of operator, expression…
    case and  // a, b
    case or  // a, b
    case conditional  // a: condition, b: then, c: otherwise or -1
    case list  // a, b: the expressions in the list pool
    case tuple  // a, b
    case map  // a, b: key, value… in the list pool
    // Expressions of plans.
    case slot  // a: slot
    case slotField  // a: slot, b: name
    case slotOr  // a: slot, b: expression where nothing was put into it
    case captured  // a, b: the steps that print it
    case asMarkup  // a: expression, whose text is markup
  }

  var kind: Kind
  var flag: UInt8 = 0
  var a: Int32 = -1
  var b: Int32 = -1
  var c: Int32 = -1
}

/// The arithmetic of two numbers.
enum Arithmetic: UInt8, Sendable {
  case add, subtract, multiply, divide, floorDivide, modulo, power
}

/// The comparison of two values.
enum Comparison: Int32, Sendable {
  case equal, notEqual, less, lessEqual, greater, greaterEqual, within, notWithin
}

/// How an include or import was written.
enum IncludeFlag {
  static let ignoresMissing: UInt8 = 1
  static let withContext: UInt8 = 2
}

/// The arguments of a call, as nodes.
struct CallArguments: Sendable {
  /// Expressions by place; -1 where a filter's argument was left out.
  var positional: [Int32] = []
  var named: [(name: Int32, node: Int32)] = []
  var restPositional: Int32 = -1
  var restNamed: Int32 = -1
  /// Whether what is called has a place for each of them.
  var isPlaced = false
  /// The arguments by place, where all of them are constants.
  var constants: Places?

  var isEmpty: Bool {
    positional.isEmpty && named.isEmpty && restPositional < 0 && restNamed < 0
  }

  /// Whether places are known before rendering.
  var isStatic: Bool { named.isEmpty && restPositional < 0 && restNamed < 0 }
}

/// A `for` with all its parts.
struct LoopDeclaration: Sendable {
  var target: Int32
  var iterable: Int32
  var condition: Int32
  var body: Int32
  var otherwise: Int32
  var isRecursive: Bool
}

/// A `macro`, or the body of a `call`.
struct MacroDeclaration: Sendable {
  var name: Int32
  var parameters: [Int32] = []
  /// The nodes of the last parameters' defaults.
  var defaults: [Int32] = []
  var body: Int32 = -1
  var usesCaller = false
  var usesVarargs = false
  var usesKwargs = false
}

/// A `block`.
struct BlockDeclaration: Sendable {
  var name: Int32
  var body: Int32
  var isScoped: Bool
  var isRequired: Bool
  var isEscaped: Bool
  var node: Int32
}

/// One template of a set, compiled.
struct CompiledTemplate: Sendable {
  var path: String
  var root: Int32 = -1
  /// The first of its nodes; the next template's first ends them.
  var firstNode: Int = 0
  var endNode: Int = 0
  var isEscaped = false
  /// Whether it can be rendered: neither it nor anything it needs has an error.
  var isSound = true
  /// Its own blocks by the symbol of their name.
  var blocks: [Int32: Int32] = [:]
  /// Its parent where the source says it plainly, else -1.
  var parent: Int32 = -1
  /// Blocks by name, the most derived first, through all parents that are known.
  var lineage: [Int32: [Int32]] = [:]
  var hasExtends = false
  /// The templates it names plainly.
  var uses: [Int32] = []
  /// Whether it names a template by a computed value.
  var usesAny = false
  /// Names defined at the top: what `import` can take.
  var exports: Set<Int32> = []
  /// The names it takes from templates it names plainly.
  var imports: [ImportedName] = []
}

/// A name taken from another template.
struct ImportedName: Sendable {
  var template: Int32
  var name: Int32
  var range: SourceRange
}
