import StetContent
import StetCore
import StetSite
import Testing

@testable import StetRender

@Suite struct BodyTextTests {
  private let addresses = Addresses(baseURL: "https://example.org/blog")

  private func filled(_ body: Body, for medium: BodyMedium, links: [Destination]) -> String {
    let bytes = body.filled(for: medium, links: links, shortcodes: [], addresses: addresses)
    return String(decoding: bytes, as: UTF8.self)
  }

  private let link = Body(
    html: Array(#"<a href="">x</a>"#.utf8), holes: [Hole(offset: 9, kind: .reference(0))])

  @Test func aPageNamesItsOwnSiteFromTheRootAndAFeedInFull() {
    let links = [Destination.local(SitePath("/a b/"), suffix: "?q=1&r=2#x")]
    #expect(
      filled(link, for: .page, links: links) == #"<a href="/blog/a%20b/?q=1&amp;r=2#x">x</a>"#)
    #expect(
      filled(link, for: .feed(page: SitePath("/p/")), links: links)
        == #"<a href="https://example.org/blog/a%20b/?q=1&amp;r=2#x">x</a>"#)
  }

  @Test func inAFeedAnAnchorLeadsToThePage() {
    #expect(filled(link, for: .page, links: [.anchor("#fn1")]) == ##"<a href="#fn1">x</a>"##)
    #expect(
      filled(link, for: .feed(page: SitePath("/p/")), links: [.anchor("#fn1")])
        == ##"<a href="https://example.org/blog/p/#fn1">x</a>"##)
  }

  @Test func aFeedLeavesOutWhatReadersRefuse() {
    let html = #"<p>a</p><script src=""></script><p>b</p>"#
    let body = Body(
      html: Array(html.utf8), holes: [Hole(offset: 21, kind: .reference(0))],
      omissions: [Omission(range: 8..<32, replacement: Array("<p>–</p>".utf8))])
    let links = [Destination.external("https://example.org/x.js")]
    #expect(
      filled(body, for: .page, links: links)
        == #"<p>a</p><script src="https://example.org/x.js"></script><p>b</p>"#)
    #expect(
      filled(body, for: .feed(page: .root), links: links) == "<p>a</p><p>–</p><p>b</p>")
  }

  @Test func nothingOfAHiddenArticleIsFilledIn() {
    #expect(filled(link, for: .page, links: [.hidden]) == ##"<a href="#">x</a>"##)
  }
}
