/// The plural categories of Unicode CLDR, for whole numbers.
enum PluralCategory: Sendable {
  case zero, one, two, few, many, other

  /// The category of `count` in `language`, by the CLDR rules for cardinal numbers.
  init(of count: Int, language: String) {
    let number = count.magnitude
    let (ten, hundred) = (number % 10, number % 100)
    switch language.prefix(while: { $0 != "-" && $0 != "_" }).lowercased() {
    case "ja", "ko", "zh", "vi", "th", "id", "ms", "my", "lo", "yue": self = .other
    case "fr", "pt", "hy": self = number < 2 ? .one : .other
    case "ru", "uk", "be", "sr", "hr", "bs":
      if ten == 1, hundred != 11 {
        self = .one
      } else if (2...4).contains(ten), !(12...14).contains(hundred) {
        self = .few
      } else {
        self = ["sr", "hr", "bs"].contains(language.prefix(2).lowercased()) ? .other : .many
      }
    case "pl":
      if number == 1 {
        self = .one
      } else {
        self = (2...4).contains(ten) && !(12...14).contains(hundred) ? .few : .many
      }
    case "cs", "sk": self = number == 1 ? .one : (2...4).contains(number) ? .few : .other
    case "sl":
      self =
        hundred == 1 ? .one : hundred == 2 ? .two : hundred == 3 || hundred == 4 ? .few : .other
    case "lt":
      let isTeen = (11...19).contains(hundred)
      self = ten == 1 && !isTeen ? .one : (2...9).contains(ten) && !isTeen ? .few : .other
    case "lv":
      let isZero = ten == 0 || (11...19).contains(hundred)
      self = isZero ? .zero : ten == 1 ? .one : .other
    case "ro":
      let isFew = number == 0 || (number != 1 && (1...19).contains(hundred))
      self = number == 1 ? .one : isFew ? .few : .other
    case "ar":
      switch number {
      case 0: self = .zero
      case 1: self = .one
      case 2: self = .two
      default:
        self = (3...10).contains(hundred) ? .few : (11...99).contains(hundred) ? .many : .other
      }
    case "he": self = number == 1 ? .one : number == 2 ? .two : .other
    case "ga":
      switch number {
      case 1: self = .one
      case 2: self = .two
      case 3...6: self = .few
      case 7...10: self = .many
      default: self = .other
      }
    case "is", "mk": self = ten == 1 && hundred != 11 ? .one : .other
    default: self = number == 1 ? .one : .other
    }
  }
}

/// `number` as an ordinal in `language`: `1st`, `1er`, `1º`, and `1.` where a point does it.
func ordinal(_ number: Int, _ language: String) -> String {
  switch language.prefix(while: { $0 != "-" && $0 != "_" }).lowercased() {
  case "en":
    let (ten, hundred) = (number.magnitude % 10, number.magnitude % 100)
    if (11...13).contains(hundred) { return "\(number)th" }
    return "\(number)\(ten == 1 ? "st" : ten == 2 ? "nd" : ten == 3 ? "rd" : "th")"
  case "fr": return number == 1 ? "1er" : "\(number)e"
  case "es", "it", "pt", "gl": return "\(number)º"
  case "nl": return "\(number)e"
  case "ca":
    return
      "\(number)\(number == 1 || number == 3 ? "r" : number == 2 ? "n" : number == 4 ? "t" : "è")"
  case "sv":
    let isA = [1, 2].contains(number.magnitude % 10) && ![11, 12].contains(number.magnitude % 100)
    return "\(number):\(isA ? "a" : "e")"
  case "ja", "zh": return "第\(number)"
  default: return "\(number)."
  }
}
