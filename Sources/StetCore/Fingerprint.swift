private import CXXHash

/// A 128-bit digest (XXH3-128) that tells whether bytes changed; not a secret, not a signature.
public struct Fingerprint: Sendable, Hashable, BitwiseCopyable {
  /// The upper 64 bits.
  public let high: UInt64
  /// The lower 64 bits.
  public let low: UInt64

  /// A fingerprint stored earlier.
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The fingerprint of `bytes`.
  public init(of bytes: [UInt8]) {
    let digest = unsafe bytes.withUnsafeBytes { buffer in
      unsafe XXH3_128bits(buffer.baseAddress, buffer.count)
    }
    self.init(high: digest.high64, low: digest.low64)
  }

  /// The fingerprint of `bytes`.
  public init(of bytes: ArraySlice<UInt8>) {
    let digest = unsafe bytes.withUnsafeBytes { buffer in
      unsafe XXH3_128bits(buffer.baseAddress, buffer.count)
    }
    self.init(high: digest.high64, low: digest.low64)
  }

  /// The fingerprint of `bytes`.
  package init(of bytes: RawSpan) {
    let digest = unsafe bytes.withUnsafeBytes { buffer in
      unsafe XXH3_128bits(buffer.baseAddress, buffer.count)
    }
    self.init(high: digest.high64, low: digest.low64)
  }

  /// The fingerprint of the UTF-8 of `text`.
  public init(of text: String) {
    var text = text
    let digest = text.withUTF8 { buffer in
      unsafe XXH3_128bits(buffer.baseAddress, buffer.count)
    }
    self.init(high: digest.high64, low: digest.low64)
  }

  /// The fingerprint of several fingerprints in their order.
  public init(of parts: [Fingerprint]) {
    let digest = unsafe parts.withUnsafeBytes { buffer in
      unsafe XXH3_128bits(buffer.baseAddress, buffer.count)
    }
    self.init(high: digest.high64, low: digest.low64)
  }

  /// The fingerprint of `words`, as memory holds them.
  package init(ofWords words: [UInt64]) {
    let digest = unsafe words.withUnsafeBytes { buffer in
      unsafe XXH3_128bits(buffer.baseAddress, buffer.count)
    }
    self.init(high: digest.high64, low: digest.low64)
  }

  /// 32 lower case hexadecimal digits.
  public var hexadecimal: String {
    var digits: [UInt8] = []
    appendHexadecimal(to: &digits)
    return String(decoding: digits, as: UTF8.self)
  }

  /// Appends the 32 lower case hexadecimal digits to `bytes`.
  package func appendHexadecimal(to bytes: inout [UInt8]) {
    let digits = (
      Fingerprint.digits(of: high >> 32), Fingerprint.digits(of: high & 0xFFFF_FFFF),
      Fingerprint.digits(of: low >> 32), Fingerprint.digits(of: low & 0xFFFF_FFFF)
    )
    unsafe withUnsafeBytes(of: digits) { unsafe bytes.append(contentsOf: $0) }
  }

  /// The eight digits of a number of 32 bits, in memory the highest first.
  private static func digits(of number: UInt64) -> UInt64 {
    // Each half of a byte in a byte of its own, the lowest half the lowest byte.
    var halves = (number | number << 16) & 0x0000_FFFF_0000_FFFF
    halves = (halves | halves << 8) & 0x00FF_00FF_00FF_00FF
    halves = (halves | halves << 4) & 0x0F0F_0F0F_0F0F_0F0F
    // From ten on, letters: 0x27 lies between 9 and a.
    let letters = (halves &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
    return (halves &+ 0x3030_3030_3030_3030 &+ letters &* 0x27).bigEndian
  }

  /// The fingerprint that `hexadecimal` names; nil when it is not 32 hexadecimal digits.
  public init?(hexadecimal text: String) {
    guard text.utf8.count == 32, text.utf8.first != 0x2B, text.utf8.dropFirst(16).first != 0x2B,
      let high = UInt64(text.prefix(16), radix: 16), let low = UInt64(text.suffix(16), radix: 16)
    else { return nil }
    self.init(high: high, low: low)
  }

  /// The fingerprint that lower case hexadecimal digits in ASCII name; nil when they are not 32.
  public init?(hexadecimal digits: ArraySlice<UInt8>) {
    guard digits.count == 32 else { return nil }
    var words: (UInt64, UInt64) = (0, 0)
    for (place, digit) in digits.enumerated() {
      let value: UInt8
      switch digit {
      case 0x30...0x39: value = digit - 0x30
      case 0x61...0x66: value = digit - 0x57
      default: return nil
      }
      if place < 16 {
        words.0 = words.0 << 4 | UInt64(value)
      } else {
        words.1 = words.1 << 4 | UInt64(value)
      }
    }
    self.init(high: words.0, low: words.1)
  }
}

/// The version of xxHash that fingerprints are made with: `0.8.1`.
package func fingerprintLibraryVersion() -> String {
  let number = XXH_versionNumber()
  return "\(number / 10_000).\(number / 100 % 100).\(number % 100)"
}
