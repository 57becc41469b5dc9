import Testing

@testable import StetValidation

/// Characters that a text should not have are found wherever they stand.
struct BadCharacterTests {
  @Test(arguments: [0x00, 0x08, 0x0B, 0x1F, 0x7F, 0x80, 0x9F, 0xFEFF, 0xFFFD, 0xFFFE] as [UInt32])
  func isFoundAtEveryPlace(scalar: UInt32) throws {
    let character = Array(String(try #require(Unicode.Scalar(scalar))).utf8)
    for before in 0..<20 {
      for after in 0..<20 {
        // A tab and a letter of two bytes are met on the way, which begin like what is looked for.
        var text = [UInt8](repeating: 0x61, count: before)
        if before > 2 { text.replaceSubrange(0..<3, with: [0x09, 0xC3, 0xA9]) }
        text += character + [UInt8](repeating: 0x7A, count: after)
        #expect(badCharacter(in: text) == scalar, "\(before) bytes before, \(after) after")
      }
    }
  }

  @Test func nothingIsFoundInTextOfManyScripts() {
    for text in ["", "a", "Grüße,\tnaïve\r\n©®¡ ﬀ ﷽ ﺀ", "日本語の新聞", "🗞️ 𝔘𝔫𝔦𝔠𝔬𝔡𝔢", "~}|{` \u{A0}"] {
      #expect(badCharacter(in: Array(text.utf8)) == nil, "\(text)")
    }
  }
}
