import StetCore
import Testing

@testable import StetBuild

struct ManifestTests {
  private static let manifest = Manifest(
    generator: "0.1.0 12 34",
    records: [
      "index.html": Manifest.Record(
        input: Fingerprint(of: "a"), bytes: Fingerprint(of: "b"), sizeBytes: 3,
        modifiedNanoseconds: 4),
      "a b/%0A\n😀.html": Manifest.Record(
        input: nil, bytes: Fingerprint(of: "c"), sizeBytes: 0, modifiedNanoseconds: -1),
    ])

  @Test
  func whatIsWrittenIsWhatWasRead() {
    #expect(Manifest(Self.manifest.bytes) == Self.manifest)
  }

  @Test
  func theTextIsOrderedByPath() {
    let lines = String(decoding: Self.manifest.bytes, as: UTF8.self).split(separator: "\n")
    #expect(lines[0] == "stet manifest 1 0.1.0 12 34")
    #expect(lines[1].hasSuffix(" a b/%250A%0A😀.html"))
    #expect(lines[2].hasSuffix(" index.html"))
    #expect(lines[3].hasPrefix("end "))
  }

  @Test
  func anyDamageIsNoticed() {
    let bytes = Self.manifest.bytes
    for index in bytes.indices {
      var damaged = bytes
      damaged[index] ^= 0x20
      #expect(Manifest(damaged) == nil, "byte \(index)")
      #expect(Manifest(Array(bytes[..<index])) == nil, "cut at \(index)")
    }
  }

  @Test
  func anotherVersionIsNotRead() {
    let text = "stet manifest 2 x\n"
    let sealed = text + "end \(Fingerprint(of: text).hexadecimal)\n"
    #expect(Manifest(Array(sealed.utf8)) == nil)
  }
}
