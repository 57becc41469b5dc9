import StetCore

@testable import StetFeed

/// A sequence of numbers that is the same in every run.
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
  }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }

  mutating func roll(_ count: Int) -> Int { Int(next() % UInt64(count)) }
}

/// Articles such as nobody would write.
struct RandomArticles {
  var dice: Dice
  /// Whether texts may look like markup, and dates may be absurd: what an editor is to be told of.
  let isWild: Bool

  private static let pieces = [
    "]]>", "&", "<", ">", "\"", "'", "  ", "\t", "\n", "\r\n", "\r", "\u{0}", "\u{B}", "\u{1F}",
    "\u{7F}", "\u{85}", "\u{80}", "\u{9F}", "\u{FEFF}", "\u{FFFD}",
    "\u{202E}", "\u{200F}", "مرحبا", "שלום", "日本語", "e\u{301}", "👩‍👩‍👧", "\u{2028}", "a",
    "word",
    "<![CDATA[", "<!--", "-->", "<?", "%", "\\", "{{", "\u{AD}",
  ]
  private static let nonCharacters: [UInt32] = [0xFFFE, 0xFFFF, 0xFDD0, 0x10FFFF]
  private static let wild = ["&amp;amp;", "&lt;", "<b>", "</p>", "&#x26;", "<script>"]

  mutating func text(_ countMax: Int) -> String {
    var text = ""
    for _ in 0..<dice.roll(countMax + 1) {
      switch dice.roll(isWild ? 5 : 4) {
      case 0: text.unicodeScalars.append(scalar())
      case 1: text += "word "
      case 2 where dice.roll(10) == 0:
        let value = RandomArticles.nonCharacters[dice.roll(4)]
        if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
      case 4: text += RandomArticles.wild[dice.roll(RandomArticles.wild.count)]
      default: text += RandomArticles.pieces[dice.roll(RandomArticles.pieces.count)]
      }
    }
    return text
  }

  private mutating func scalar() -> Unicode.Scalar {
    while true {
      let limit: UInt32 = [0x80, 0x800, 0x1_0000, 0x11_0000][dice.roll(4)]
      if let scalar = Unicode.Scalar(UInt32(dice.roll(Int(limit)))) {
        // Two characters that begin what looks like a reference or tag are for the wild ones.
        if !isWild, scalar == "&" || scalar == "<" { continue }
        return scalar
      }
    }
  }

  mutating func time() -> Timestamp {
    let offset = dice.roll(2879) - 1439
    if isWild, dice.roll(4) == 0 {
      let absurd: [Int64] = [
        .min / 4, .max / 4, -62_135_596_800, 253_402_300_800, 0, -1, 32_503_680_000,
      ]
      return Timestamp(secondsSinceEpoch: absurd[dice.roll(absurd.count)], offsetMinutes: offset)
    }
    return Timestamp(
      secondsSinceEpoch: 700_000_000 + Int64(dice.roll(1_000_000_000)), offsetMinutes: offset)
  }

  /// A body as the parser makes one: its text escaped, its bytes not always UTF-8.
  private mutating func body() -> [UInt8] {
    var body: [UInt8] = []
    for _ in 0...dice.roll(4) {
      body += Array("<p>word ".utf8)
      body.appendEscaped(text(20))
      if dice.roll(5) == 0 { body += [0xFF, 0xC0, 0x80, 0xED, 0xA0, 0x80, 0xF5, 0xE2, 0x82] }
      body += Array("</p>\n".utf8)
    }
    return body
  }

  mutating func entry(_ number: Int) -> Entry {
    var entry = Entry(
      id: "tag:example.org,2026:\(number)", title: text(6),
      address: "https://example.org/\(number)/" + text(3), published: time(), updated: time(),
      authors: (0...dice.roll(3)).map { _ in
        Person(name: text(3), uri: "https://a.example/" + text(2))
      })
    entry.summary = dice.roll(4) == 0 ? nil : text(8)
    entry.content = dice.roll(8) == 0 ? nil : body()
    entry.language = ["fr", "en-GB", text(2), ""][dice.roll(4)]
    entry.contributors = [Person(name: text(2))]
    entry.categories = (0..<dice.roll(3)).map { _ in
      Category(term: text(2), scheme: "https://example.org/topics/", label: text(2))
    }
    if dice.roll(3) == 0 {
      entry.enclosures = [
        Enclosure(
          url: "https://example.org/" + text(2), type: "audio/mpeg", length: dice.roll(1 << 40))
      ]
    }
    if dice.roll(3) == 0 {
      var media = LeadMedia(url: "https://example.org/" + text(2), type: "image/jpeg")
      media.alt = text(3)
      media.credit = text(2)
      media.width = dice.roll(4000)
      entry.leadMedia = media
    }
    if dice.roll(9) == 0 {
      entry.replies = Replies(url: "https://example.org/c", count: 3, updated: time())
    }
    entry.related = ["https://example.org/" + text(2)]
    entry.rights = text(2)
    return entry
  }

  mutating func feed(_ numbers: Range<Int>) -> Feed {
    var feed = Feed(
      id: "tag:example.org,2026:feed", title: text(4), language: "en", site: "https://example.org/",
      established: time(),
      addresses: FeedAddresses(
        atom: FeedAddress("https://example.org/atom.xml"),
        rss: FeedAddress("https://example.org/rss.xml"),
        json: FeedAddress("https://example.org/feed.json")))
    feed.subtitle = text(4)
    feed.rights = text(4)
    feed.authors = [Person(name: "Newsroom")]
    feed.hubs = ["https://hub.example.org/"]
    feed.logo = "https://example.org/logo.png"
    feed.generator = Generator(name: "stet", version: "1.0", uri: "https://example.org/stet")
    feed.stylesheet = "/feed.css"
    feed.entries = numbers.map { entry($0) }
    return feed
  }
}
