import StetBuild
import StetCore
import Testing

@testable import StetDeploy

/// What is told to others once a site has landed.
struct LandingTests {
  private func landing(_ paths: [String]) -> Landing {
    let files = paths.map { path in
      FinishedFile(path: path, digest: Fingerprint(of: path), sizeBytes: 1)
    }
    return Landing(
      baseURL: "https://example.org/paper", plan: Plan(sending: files, to: nil), agent: "tests")
  }

  @Test
  func feedsAreThoseThatSubscribersHave() {
    let landing = landing([
      "atom.xml", "atom.xml.gz", "index.html", "press/feed.json", "sitemap.xml",
    ])
    #expect(landing.feeds == ["atom.xml", "press/feed.json"])
  }

  @Test
  func indexNowIsToldOfPagesByTheirAddresses() {
    let note = landing(["index.html", "press/größe/index.html", "atom.xml"]).indexNowNote(key: "k1")
    #expect(
      note.map { String(decoding: $0, as: UTF8.self) } == """
        {"host":"example.org","key":"k1","keyLocation":"https://example.org/paper/k1.txt",\
        "urlList":["https://example.org/paper/","https://example.org/paper/press/gr%C3%B6%C3%9Fe/"]}
        """)
  }

  @Test
  func indexNowIsNotToldOfNothing() {
    #expect(landing(["atom.xml"]).indexNowNote(key: "k1") == nil)
  }
}
