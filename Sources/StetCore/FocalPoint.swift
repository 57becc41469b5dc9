/// What must stay in sight when a picture is cropped: a place in thousandths of its width and height.
public struct FocalPoint: Sendable, Hashable {
  /// From the left, 0 to 1000.
  public let x: Int
  /// From the top, 0 to 1000.
  public let y: Int

  /// The place at `x` and `y` thousandths, brought within the picture.
  public init(x: Int, y: Int) {
    self.x = min(max(x, 0), 1000)
    self.y = min(max(y, 0), 1000)
  }

  /// The place that `text` names: `30% 40%`, `0.3 0.4`, or words such as `top left`; nil where it
  /// names none.
  public init?(written text: String) {
    let parts = text.lowercased().split { " ,;".contains($0) }
    if let words = FocalPoint.place(named: parts) {
      self = words
      return
    }
    guard parts.count == 2 else { return nil }
    let numbers = parts.compactMap(FocalPoint.thousandths)
    guard numbers.count == 2 else { return nil }
    self.init(x: numbers[0], y: numbers[1])
  }

  private static func place(named words: [Substring]) -> FocalPoint? {
    guard (1...2).contains(words.count) else { return nil }
    var (x, y) = (500, 500)
    for word in words {
      switch word {
      case "left": x = 0
      case "right": x = 1000
      case "top": y = 0
      case "bottom": y = 1000
      case "center", "centre", "middle": break
      default: return nil
      }
    }
    return FocalPoint(x: x, y: y)
  }

  /// `30%` and `0.3` are 300.
  private static func thousandths(_ text: Substring) -> Int? {
    let isPercentage = text.hasSuffix("%")
    guard let number = Double(isPercentage ? text.dropLast() : text), number.isFinite else {
      return nil
    }
    let whole = number * (isPercentage ? 10 : 1000)
    guard (0...1000).contains(whole) else { return nil }
    return Int(whole.rounded())
  }
}
