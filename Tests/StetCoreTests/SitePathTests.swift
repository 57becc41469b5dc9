import StetCore
import Testing

struct SitePathTests {
  @Test(arguments: [
    ("/", "index.html"), ("/a/", "a/index.html"), ("/a/b.xml", "a/b.xml"),
    ("/été/", "été/index.html"),
  ])
  func anAddressHasItsFile(address: String, file: String) {
    #expect(SitePath(address).filePath == file)
  }

  @Test(arguments: [
    ("/a-b_c.~!$&'()*+,;=:@/", "/a-b_c.~!$&'()*+,;=:@/"), ("/été/", "/%C3%A9t%C3%A9/"),
    ("/a b/", "/a%20b/"), ("/100%/", "/100%25/"), ("/what?/", "/what%3F/"), ("/a#b/", "/a%23b/"),
    ("/\u{7}/", "/%07/"), ("/😀/", "/%F0%9F%98%80/"),
  ])
  func anAddressIsEscapedForLinks(address: String, escaped: String) {
    #expect(SitePath(address).escaped == escaped)
  }

  @Test(arguments: ["a//b", "/../a", "a/./b", "..", "."])
  func anAddressDoesNotLeaveTheRoot(text: String) {
    #expect(SitePath(written: text) == nil)
  }

  @Test(arguments: [("a/b", "/a/b"), ("/a/", "/a/"), ("", "/")])
  func aMissingSlashIsPutBefore(text: String, address: String) {
    #expect(SitePath(written: text)?.text == address)
  }

  @Test
  func orderIsThatOfBytes() {
    #expect(
      ["/b", "/é", "/a/", "/a", "/Z"].map { SitePath($0) }.sorted().map(\.text)
        == ["/Z", "/a", "/a/", "/b", "/é"])
  }
}
