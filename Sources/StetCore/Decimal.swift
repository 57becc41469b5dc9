extension [UInt8] {
  /// Appends the digits of `number`.
  package mutating func appendDecimal(_ number: Int) {
    if number >= 0, number < 10 {
      append(0x30 + UInt8(truncatingIfNeeded: number))
      return
    }
    let digits = number.magnitude
    if number < 0 { append(0x2D) }
    var power: UInt = 1
    while digits / power >= 10 { power *= 10 }
    while power > 0 {
      append(0x30 + UInt8(truncatingIfNeeded: digits / power % 10))
      power /= 10
    }
  }
}
