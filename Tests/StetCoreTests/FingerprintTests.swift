import StetCore
import Testing

struct FingerprintTests {
  /// Digests of the xxHash project's own program for XXH3-128 without a seed.
  @Test(arguments: [
    ("", "99aa06d3014798d86001c324468d497f"), ("a", "a96faf705af16834e6c632b61e964e1f"),
    ("abc", "06b05ab6733a618578af5f94892f3950"),
    ("The quick brown fox jumps over the lazy dog", "ddd650205ca3e7fa24a1cc2e3a8a7651"),
    (String(repeating: "x", count: 1000), "50a1af5a5f2dcf01c0a4877b962cba82"),
  ])
  func aFingerprintIsXXH3(text: String, digest: String) {
    #expect(Fingerprint(of: text).hexadecimal == digest)
    #expect(Fingerprint(of: Array(text.utf8)).hexadecimal == digest)
  }

  @Test
  func allBytesCount() {
    #expect(Fingerprint(of: Array(0...255)).hexadecimal == "f1f8a93f50849ac39408a4433b952d71")
  }

  @Test
  func aFingerprintIsReadFromItsDigits() {
    let made = Fingerprint(of: "abc")
    #expect(Fingerprint(hexadecimal: made.hexadecimal) == made)
  }

  @Test(arguments: [
    "", "06b0", "+6b05ab6733a618578af5f94892f3950", "zzb05ab6733a618578af5f94892f3950",
  ])
  func whatIsNoFingerprintIsRefused(text: String) {
    #expect(Fingerprint(hexadecimal: text) == nil)
  }

  @Test
  func theOrderOfPartsCounts() {
    let (one, two) = (Fingerprint(of: "1"), Fingerprint(of: "2"))
    #expect(Fingerprint(of: [one, two]) != Fingerprint(of: [two, one]))
  }
}
