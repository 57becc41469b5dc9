/// A function of the host that templates call by name, as `asset('style.css')`, or as a filter.
///
/// A class so that a value stays two words; it never changes. It must depend on nothing but its
/// arguments and the context, or a page would depend on more than its value.
public final class Function: Sendable {
  /// What a function gives back, or why it cannot.
  public typealias Body =
    @Sendable (_ arguments: Arguments, _ context: RenderContext) throws(CallFailure) -> Value

  /// The name in messages and in fingerprints.
  public let name: String
  /// Whether it asks the context which page is being rendered, so that it cannot be worked out once
  /// for all pages.
  public let seesPage: Bool
  let body: Body

  /// The function called `name`; a filter gets the filtered value as its first argument.
  public init(_ name: String, seesPage: Bool = true, _ body: @escaping Body) {
    self.name = name
    self.seesPage = seesPage
    self.body = body
  }
}

/// What a template hands to a function.
public struct Arguments: Sendable {
  /// The arguments given by place.
  public internal(set) var positional: [Value] = []
  /// The arguments given by name, in their order.
  public internal(set) var named: [(name: String, value: Value)] = []

  /// The arguments `positional` and `named`.
  public init(_ positional: [Value] = [], named: [(name: String, value: Value)] = []) {
    self.positional = positional
    self.named = named
  }

  /// The argument at `place` or, failing that, the one called `name`; nil when it was not given.
  public func value(_ place: Int, _ name: String) -> Value? {
    if place < positional.count { return positional[place] }
    return named.last { $0.name == name }?.value
  }
}

/// Why a function of the host cannot answer: the author's mistake, in one sentence.
public struct CallFailure: Error, Sendable, Hashable {
  /// One plain sentence, without a full stop.
  public let message: String
  /// What to do about it.
  public let note: String?

  /// The failure described by `message`.
  public init(_ message: String, note: String? = nil) {
    self.message = message
    self.note = note
  }
}
