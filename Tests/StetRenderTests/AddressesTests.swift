import StetCore
import Testing

@testable import StetRender

@Suite struct AddressesTests {
  @Test(arguments: [
    ("https://a.example/x", "https://a.example/x"),
    ("mailto:a@example.org", "mailto:a@example.org"),
    ("//a.example/x", "https://a.example/x"), ("/x", "https://example.org/x"),
    ("x.png", "https://example.org/blog/a/b/x.png"), ("./x", "https://example.org/blog/a/b/x"),
    ("../x", "https://example.org/blog/a/x"), ("../../../../../x", "https://example.org/x"),
    ("#top", "https://example.org/blog/a/b/#top"), ("?q", "https://example.org/blog/a/b/?q"),
    ("", "https://example.org/blog/a/b/"), ("a/b:c", "https://example.org/blog/a/b/a/b:c"),
  ])
  func anAddressIsMadeWhole(_ written: String, _ whole: String) {
    let addresses = Addresses(baseURL: "https://example.org/blog")
    #expect(addresses.whole(written, from: SitePath("/a/b/")) == whole)
  }
}
