import StetCore
import Testing

@testable import StetFeed

private let noon = Timestamp(secondsSinceEpoch: 1_767_355_445)

private func feed(_ entries: [Entry] = []) -> Feed {
  var feed = Feed(
    id: "tag:example.org,2026:feed", title: "The Gazette & Co", language: "en-GB",
    site: "https://example.org/", established: noon,
    addresses: FeedAddresses(atom: FeedAddress("https://example.org/atom.xml")))
  feed.authors = [Person(name: "Newsroom")]
  feed.entries = entries
  return feed
}

private func entry(_ title: String = "One") -> Entry {
  Entry(
    id: "tag:example.org,2026:one", title: title, address: "https://example.org/one/",
    published: noon, updated: noon, authors: [Person(name: "Ann")])
}

@Suite struct AtomWriterTests {
  @Test func anEmptyFeedIsWrittenWhole() {
    let text = String(decoding: feed().atomDocument().bytes, as: UTF8.self)
    #expect(
      text == """
        <?xml version="1.0" encoding="utf-8"?>
        <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">
        <id>tag:example.org,2026:feed</id>
        <title type="text">The Gazette &amp; Co</title>
        <link rel="alternate" type="text/html" href="https://example.org/"/>
        <link rel="self" type="application/atom+xml" href="https://example.org/atom.xml"/>
        <updated>2026-01-02T12:04:05Z</updated>
        <author><name>Newsroom</name></author>
        </feed>

        """)
  }

  @Test func eachPartGoesBackToItsArticle() {
    var one = entry()
    one.origin = SourceOrigin(path: "content/one.md")
    let document = feed([one]).atomDocument()
    let start = document.parts[0].range.lowerBound
    #expect(document.bytes[start...].starts(with: "<entry>".utf8))
    #expect(document.origin(at: start + 3)?.path == "content/one.md")
    #expect(document.origin(at: 0) == nil)
  }

  @Test(arguments: [
    ("a\u{0B}b", "a b"), ("a\u{1}b", "ab"), ("a\u{85}b", "a…b"), ("]]>", "]]&gt;"),
    ("a\r\nb", "a b"),
    ("\u{FEFF}a\u{FFFD}", "a"), ("  a \n b ", "a b"), ("a < b & c", "a &lt; b &amp; c"),
  ])
  func aTitleIsCleaned(_ title: String, _ written: String) {
    let text = String(decoding: feed([entry(title)]).atomDocument().bytes, as: UTF8.self)
    #expect(text.contains("<title type=\"text\">\(written)</title>\n"))
  }
}
