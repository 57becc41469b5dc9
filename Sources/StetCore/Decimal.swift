extension [UInt8] {
  /// Appends the digits of `number`.
  package mutating func appendDecimal(_ number: Int) {
    if number >= 0, number < 10 {
      append(0x30 + UInt8(truncatingIfNeeded: number))
      return
    }
    var digits = number.magnitude
    if number < 0 { append(0x2D) }
    let start = count
    while digits > 0 {
      append(0x30 + UInt8(truncatingIfNeeded: digits % 10))
      digits /= 10
    }
    self[start...].reverse()
  }
}
