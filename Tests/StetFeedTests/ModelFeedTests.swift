import Foundation
import StetCore
import StetValidation
import Testing

@testable import StetFeed

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// The model documents stand beside the repository, in shared/feeds, as the archives do.
private let modelFolder = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
private let models = ["../shared/feeds/", "../../shared/feeds/"].map {
  modelFolder.appending(path: $0).standardized.path
}.first { FileManager.default.fileExists(atPath: $0) }

/// What we write has the elements, attributes and values of documents that are known to be right.
@Suite(.enabled(if: models != nil, "the model feeds of shared/feeds are not here"))
struct ModelFeedTests {
  private func lines(ofModel name: String) throws -> Set<String> {
    let folder = try #require(models)
    let data = try #require(FileManager.default.contents(atPath: folder + "/" + name))
    #expect(Judge().report(on: Array(data)).isValid)
    return try Outline.lines(of: data)
  }

  private func lines(of document: WrittenDocument) throws -> Set<String> {
    #expect(Judge().report(on: document.bytes).isValid)
    return try Outline.lines(of: Data(document.bytes))
  }

  @Test func ourAtomIsTheModel() throws {
    let model = try lines(ofModel: "model.atom")
    let ours = try lines(of: modelFeed().atomDocument())
    // Of agencies' pages and sources we do not know the type; a credit has no role of IPTC;
    // dcterms:modified says again what updated says.
    let omitted: Set<String> = [
      "feed/entry/link href=https://example.net/agency rel=via type=text/html",
      "feed/entry/link href=https://example.net/source rel=related type=text/html",
      "feed/entry/media:content/media:credit role=photographer scheme=urn:ebu: P. H.",
      "feed/entry/dcterms:modified: 2026-01-02T03:04:05Z",
      // The entry's language is the feed's.
      "feed/entry xml:lang=en-GB",
    ]
    let written: Set<String> = [
      "feed/entry/link href=https://example.net/agency rel=via",
      "feed/entry/link href=https://example.net/source rel=related",
      "feed/entry/media:content/media:credit: P. H.", "feed/entry",
    ]
    #expect(model.subtracting(ours) == omitted)
    #expect(ours.subtracting(model) == written)
  }

  @Test func ourRSSIsTheModel() throws {
    let model = try lines(ofModel: "model.rss")
    let ours = try lines(of: modelFeed(isRSS: true).rssDocument())
    // Two creators are one element, because readers keep one; the picture's size and how long to wait
    // are for servers to say.
    let omitted: Set<String> = [
      "rss/channel/item/dc:creator: Ann Writer", "rss/channel/item/dc:creator: Bob Reporter",
      "rss/channel/ttl: 60", "rss/channel/image/width: 144", "rss/channel/image/height: 144",
    ]
    #expect(model.subtracting(ours) == omitted)
    #expect(ours.subtracting(model) == ["rss/channel/item/dc:creator: Ann Writer, Bob Reporter"])
  }

  private func modelFeed(isRSS: Bool = false) throws -> Feed {
    let changed = try #require(Timestamp(rfc3339: "2026-01-02T03:04:05Z"))
    var feed = Feed(
      id: "tag:example.org,2026:feed", title: "The Stet Gazette & Co", language: "en-GB",
      site: "https://example.org/", established: changed)
    feed.addresses.atom = FeedAddress(
      "https://example.org/feed.atom", previousArchive: "https://example.org/archive/3.atom")
    feed.addresses.json = FeedAddress("https://example.org/feed.json")
    feed.subtitle = "News of the press"
    feed.hubs = ["https://hub.example.org/"]
    feed.authors = [Person(name: "Newsroom", uri: "https://example.org/about")]
    feed.icon = "https://example.org/icon.png"
    feed.logo = isRSS ? "https://example.org/rss.png" : "https://example.org/logo.png"
    feed.rights = "© 2026 Stet Gazette"
    feed.generator = Generator(
      name: "stet", version: "1.0", uri: "https://example.org/stet")
    feed.entries = [try modelEntry(changed, isRSS: isRSS)]
    if isRSS {
      feed.addresses = FeedAddresses(rss: FeedAddress("https://example.org/feed.rss"))
    } else {
      feed.stylesheet = "/feed.css"
    }
    return feed
  }

  private func modelEntry(_ changed: Timestamp, isRSS: Bool) throws -> Entry {
    let published = try #require(Timestamp(rfc3339: "2026-01-01T03:04:05+01:00"))
    var entry = Entry(
      id: "tag:example.org,2026:one", title: "One & two — “quoted”" + (isRSS ? " <b>" : ""),
      address: "https://example.org/one", published: published, updated: changed,
      authors: [
        Person(name: "Ann Writer", uri: "https://example.org/authors/ann"),
        Person(name: "Bob Reporter"),
      ])
    entry.contributors = [Person(name: "Ed Itor")]
    entry.summary = "A plain text standfirst & more."
    entry.content = Array((isRSS ? Self.rssContent : Self.atomContent).utf8)
    entry.categories = [
      Category(term: "politics", scheme: "https://example.org/sections/", label: "Politics"),
      Category(
        term: "budget", scheme: isRSS ? nil : "https://example.org/tags/", label: "Budget"),
    ]
    entry.enclosures = [
      Enclosure(url: "https://example.org/one.jpg", type: "image/jpeg", length: 123_456)
    ]
    entry.related = ["https://example.net/source"]
    entry.via = ["https://example.net/agency"]
    entry.rights = "CC BY 4.0"
    var media = LeadMedia(url: "https://example.org/one.jpg", type: "image/jpeg")
    (media.width, media.height) = (1200, 675)
    media.alt = "A pic"
    media.credit = "P. H."
    if !isRSS {
      media.length = 123_456
      media.thumbnail = .init(url: "https://example.org/one-t.jpg", width: 320, height: 180)
      entry.replies = Replies(
        url: "https://example.org/one#comments", count: 3, updated: changed)
    }
    entry.leadMedia = media
    return entry
  }

  private static let atomContent =
    "<figure><img src=\"https://example.org/one.jpg\" "
    + "srcset=\"https://example.org/one-2x.jpg 2x\" width=\"1200\" height=\"675\" alt=\"A pic\">"
    + "<figcaption>Cap</figcaption></figure><p>Hi <a href=\"https://example.org/x\">link</a></p>"
    + "<blockquote><p>Q</p></blockquote>"
    + "<video src=\"https://example.org/v.mp4\" controls></video>"
  private static let rssContent =
    "<figure><img src=\"https://example.org/one.jpg\" alt=\"A pic\"></figure><p>Hi</p>"
}

/// One line for each element: its path, its attributes by name, its text.
private final class Outline: NSObject, XMLParserDelegate {
  private var lines: Set<String> = []
  private var open: [(line: String, path: String, text: String)] = []

  static func lines(of data: Data) throws -> Set<String> {
    let outline = Outline()
    let parser = XMLParser(data: data)
    parser.delegate = outline
    #expect(parser.parse())
    return outline.lines
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    let path = (open.last.map { $0.path + "/" } ?? "") + name
    let kept = attributes.filter { !$0.key.hasPrefix("xmlns") }.sorted { $0.key < $1.key }
    let line = ([path] + kept.map { "\($0.key)=\($0.value)" }).joined(separator: " ")
    open.append((line, path, ""))
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    if !open.isEmpty { open[open.count - 1].text += string }
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    guard let last = open.popLast() else { return }
    let text = last.text.trimmingCharacters(in: .whitespacesAndNewlines)
    lines.insert(text.isEmpty ? last.line : "\(last.line): \(text)")
  }
}
