import StetCore
import Testing

struct SlugTests {
  @Test(arguments: [
    ("Council Votes 5–4", "council-votes-5-4"), ("  Hello,   World!  ", "hello-world"),
    ("Don't Panic", "dont-panic"), ("Don’t Panic", "dont-panic"), ("Zürich", "zurich"),
    ("Straße", "strasse"), ("Ærø", "aero"), ("Łódź", "lodz"), ("ﬁne", "fine"), ("ΑΘΗΝΑ", "αθηνα"),
    ("東京 の 朝", "東京-の-朝"), ("नमस्ते", "नमस्ते"), ("C++ & C#", "c-c"), ("2022", "2022"), ("!!!", ""),
    ("İstanbul", "istanbul"), ("e\u{301}", "e"), ("ガ", "ガ"),
  ])
  func aNameBecomesAnAddress(name: String, made: String) {
    #expect(slug(name) == made)
  }

  @Test(arguments: ["Council Votes 5–4", "Łódź", "東京 の 朝", "नमस्ते", "İstanbul", "ガ"])
  func theSlugOfASlugIsItself(name: String) {
    #expect(slug(slug(name)) == slug(name))
  }

  @Test
  func everySlugIsOneWholePartOfAnAddress() {
    for value in UInt32(0)..<0x3000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let made = slug("a\(scalar)b")
      #expect(SitePath(written: made) != nil, "\(value)")
    }
  }
}
