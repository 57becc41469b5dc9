/// A stretch of a file's bytes; line and column are computed only when it is printed.
public struct SourceRange: Sendable, Hashable {
  /// The offset of the first byte, from 0.
  public let lower: Int
  /// The offset after the last byte; equal to `lower` for a point between two bytes.
  public let upper: Int

  /// The bytes from `lower` up to, not including, `upper`.
  public init(_ lower: Int, _ upper: Int) {
    precondition(lower >= 0 && upper >= lower, "a range runs forward from the start of its file")
    self.lower = lower
    self.upper = upper
  }

  /// The bytes of `range`.
  public init(_ range: Range<Int>) {
    self.init(range.lowerBound, range.upperBound)
  }

  /// The same stretch in a file in which `count` bytes stand before it.
  public func shifted(by count: Int) -> SourceRange {
    SourceRange(lower + count, upper + count)
  }
}

/// A value and the bytes that said it.
public struct Located<Value: Sendable>: Sendable {
  /// What was said.
  public let value: Value
  /// Where it was said.
  public let range: SourceRange

  /// `value`, as the bytes of `range` say it.
  public init(_ value: Value, at range: SourceRange) {
    self.value = value
    self.range = range
  }
}

extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}
