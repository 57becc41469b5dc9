import StetCore

/// What a template computes with: the values of Jinja, and the records of the host.
///
/// Two values are equal as Python has it: `1`, `1.0` and `true` are one, a text equals the same text
/// that is markup, a list never equals a tuple.
public enum Value: Sendable {
  /// Something that is not there; carries what was looked for, so that using it can say so.
  case undefined(Undefined)
  /// `none`.
  case none
  /// `true` or `false`.
  case bool(Bool)
  /// A whole number of 64 bits.
  case int(Int)
  /// A floating-point number.
  case double(Double)
  /// A text, escaped where it is printed into markup.
  case string(Text)
  /// A text that is already HTML or XML, printed as it is.
  case markup(Text)
  /// A list.
  case list([Value])
  /// A tuple, printed with parentheses.
  case tuple([Value])
  /// An ordered mapping.
  indirect case map(ValueMap)
  /// A host's view: named fields, made once and shared.
  case record(Record)
  /// An instant, printed as RFC 3339.
  indirect case timestamp(Timestamp)
  /// A function of the host.
  case function(Function)
  /// Something that lives only while a page is rendered, such as a macro or `loop`.
  case handle(Handle)

  /// The text `string`.
  public static func text(_ string: String) -> Value { .string(Text(string)) }

  /// The text that is already markup.
  public static func html(_ string: String) -> Value { .markup(Text(string)) }

  /// `value`, or `none` in its place.
  public static func optional(_ string: String?) -> Value {
    string.map { .text($0) } ?? .none
  }
}

/// What was looked for and not found.
///
/// A class so that a value stays two words; it never changes.
public final class Undefined: Sendable {
  /// Where it was looked for.
  enum Place: Sendable {
    case variable(Name)
    case attribute(Name, of: Value)
    case element(Value, of: Value)
    case said(String)
    /// An `if` without `else` that was false: it prints as nothing even where names must exist.
    case nothing
  }

  let place: Place
  /// The node that looked for it; -1 when no template did.
  let node: Int32

  init(_ place: Place, at node: Int32) {
    self.place = place
    self.node = node
  }

  /// The name that was looked for, for a message.
  public var name: String {
    switch place {
    case .variable(let name): name.string
    case .attribute(let name, _): name.string
    case .element(let key, _): key.printed
    case .said(let text): text
    case .nothing: "nothing"
    }
  }
}

/// An index into what a renderer keeps while it makes one page.
public struct Handle: Sendable, Hashable {
  /// What the index counts.
  enum Kind: Int32, Sendable {
    case macro, loop, namespace, cycler, joiner, module, block, blocks, builtin, caller
  }

  let kind: Kind
  let index: Int32

  init(_ kind: Kind, _ index: Int) {
    self.kind = kind
    self.index = Int32(truncatingIfNeeded: index)
  }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// The text of a string literal.
  public init(stringLiteral: String) { self = .string(Text(stringLiteral)) }
  /// The number of an integer literal.
  public init(integerLiteral: Int) { self = .int(integerLiteral) }
  /// The number of a floating-point literal.
  public init(floatLiteral: Double) { self = .double(floatLiteral) }
  /// The truth of a literal.
  public init(booleanLiteral: Bool) { self = .bool(booleanLiteral) }
  /// The list of an array literal.
  public init(arrayLiteral: Value...) { self = .list(arrayLiteral) }
  /// The mapping of a dictionary literal, in its order.
  public init(dictionaryLiteral: (String, Value)...) { self = .map(ValueMap(dictionaryLiteral)) }
}
