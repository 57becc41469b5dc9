private import Foundation

/// `base` raised to `exponent`.
func power(_ base: Double, _ exponent: Double) -> Double {
  pow(base, exponent)
}

/// `number` with `places` digits after the point, as C's `%.*f` writes it.
func fixed(_ number: Double, _ places: Int) -> String {
  String(format: "%.\(places)f", number)
}

/// `number` as C's `printf` writes it with `pattern`, such as `%+.3e`.
func printed(_ number: Double, _ pattern: String) -> String {
  String(format: pattern, number)
}

/// `number` rounded to `places` digits after the point by its exact decimal digits, as Python's
/// `round` does; ties go to the even digit.
func roundedHalfEven(_ number: Double, _ places: Int) -> Double {
  guard number.isFinite, places < 320 else { return number }
  if places < 0 {
    if places < -308 { return 0 * number }
    let scale = pow(10, Double(-places))
    return (number / scale).rounded(.toNearestOrEven) * scale
  }
  return Double(fixed(number, places)) ?? number
}
