import Foundation
import StetCore
import StetSite
import Testing

@testable import StetBuild
@testable import StetMedia

/// From pictures beside articles to what pages show.
struct PictureTests {
  private static let site = """
    -- stet.yaml --
    title: The Example
    base_url: https://example.org/paper
    identity: example.org,2020
    theme: plain
    -- content/arts/opera.md --
    ---
    title: Opera
    date: 2026-01-01T08:00:00Z
    image: { source: bow.png, alt: They bow, focus: 20% 30% }
    ---
    ![A hall](hall.png)

    <img width="10" height="10" alt="small" src="hall.png">

    ![Elsewhere](https://example.com/a.png)

    """ + SampleSite.theme

  /// A picture with grain, so that its file is worth developing; the same for the same `seed`.
  private func picture(_ width: Int, _ height: Int, seed: UInt32 = 1) throws -> [UInt8] {
    #expect(startLibrary())
    var state = seed
    let pixels = (0..<(width * height * 3)).map { _ -> UInt8 in
      state = state &* 1_664_525 &+ 1_013_904_223
      return UInt8(state >> 26)
    }
    let size = PixelSize(width: width, height: height)
    let bytes = VipsPicture(pixels: pixels, size)?.written(as: .png, quality: 0)
    return try #require(bytes)
  }

  private func workplace() throws -> Workplace {
    let place = try Workplace(Self.site)
    try place.write("content/arts/bow.png", try picture(1500, 900))
    try place.write("content/arts/hall.png", try picture(600, 400, seed: 2))
    return place
  }

  private func text(_ place: Workplace, _ path: String = "output/arts/opera/index.html") throws
    -> String
  {
    try #require(place.read(path))
  }

  @Test
  func pagesOfferCopiesAndFeedsGiveTheMeasure() async throws {
    let place = try workplace()
    let report = try await build(SampleSite.order(place))
    #expect(report.diagnostics == [])
    let page = try text(place)
    let ending = responsiveFormat.ending
    let source = try #require(
      page.firstMatch(
        of:
          #/<picture><source type="([^"]+)" srcset="([^"]+)" sizes="100vw"><img src="([^"]+)" ([^>]*)><\/picture>/#
      ))
    #expect(source.1 == "image/\(ending)" && source.3 == "/paper/arts/hall.png")
    let copies = source.2.matches(
      of: #/\/paper\/(assets\/pictures\/hall-([0-9]+)\.[0-9a-f]{8}\.[a-z]+) ([0-9]+)w/#)
    #expect(copies.map(\.3) == ["480", "600"])
    for copy in copies { #expect(place.read("output/\(copy.1)") != nil, "\(copy.1)") }
    #expect(source.4.hasPrefix("width=\"600\" height=\"400\" loading=\"lazy\" data-color=\"#"))
    #expect(source.4.hasSuffix("alt=\"A hall\""))
    // What the author measured stands as written, and so does what is not ours.
    #expect(page.contains(#"<img width="10" height="10" alt="small" src="/paper/arts/hall.png">"#))
    #expect(page.contains(#"<img src="https://example.com/a.png" alt="Elsewhere">"#))
    // The lead is wider than older browsers need.
    let lead = try #require(
      page.firstMatch(of: #/assets\/pictures\/bow-fallback\.[0-9a-f]{8}\.png/#)
    )
    .output
    #expect(place.read("output/\(lead)") != nil)
    for crop in ["wide", "standard", "square"] {
      let address = try #require(
        page.firstMatch(of: try Regex("assets/pictures/bow-\(crop)\\.[0-9a-f]{8}\\.jpg")))
      #expect(place.read("output/\(page[address.range])") != nil)
    }
    let feed = try text(place, "output/atom.xml")
    #expect(
      feed.contains(
        #"https://example.org/paper/\#(lead)" alt="They bow" width="1280" height="768""#.replacing(
          "\"", with: "&quot;"))
        || feed.contains(
          #"https://example.org/paper/\#(lead)" alt="They bow" width="1280" height="768""#)
    )
    #expect(feed.contains("width=\"600\" height=\"400\"") || feed.contains("width=&quot;600&quot;"))
    #expect(!feed.contains("<picture>") && !feed.contains("&lt;picture"))
  }

  @Test
  func whatIsKnownIsNotDevelopedAgain() async throws {
    let place = try workplace()
    _ = try await build(SampleSite.order(place))
    let first = try place.files()
    let kept = try place.statuses(below: ".stet/pictures")
    // As long ago as the clock of files must be trusted.
    try await Task.sleep(nanoseconds: 2_100_000_000)
    _ = try await build(SampleSite.order(place))
    let again = try await build(SampleSite.order(place))
    #expect(again.pages.written == 0)
    #expect(try place.files() == first)
    var now = try place.statuses(below: ".stet/pictures")
    #expect(now.removeValue(forKey: "album") != nil)
    #expect(now == kept.filter { $0.key != "album" })
    // A picture that moves is known by its content.
    try place.remove("content/arts/hall.png")
    try place.write("content/arts/room.png", try picture(600, 400, seed: 2))
    let article = try #require(place.read("content/arts/opera.md"))
    try place.write("content/arts/opera.md", article.replacing("hall.png", with: "room.png"))
    _ = try await build(SampleSite.order(place))
    var moved = try place.statuses(below: ".stet/pictures")
    moved.removeValue(forKey: "album")
    #expect(moved == now)
    #expect(try text(place).contains("pictures/room-480."))
  }

  @Test
  func aCleanBuildMakesTheSameBytes() async throws {
    let place = try workplace()
    _ = try await build(SampleSite.order(place, width: 2))
    let first = try place.files()
    for path in try place.listing(".stet/pictures") { try place.remove(".stet/pictures/" + path) }
    _ = try await build(SampleSite.order(place, output: "other", width: 1))
    #expect(try place.files(below: "other") == first)
  }

  @Test
  func aBrokenPictureIsToldAtItsLineAndThePageStands() async throws {
    let place = try workplace()
    let hall = try picture(600, 400, seed: 2)
    try place.write("content/arts/hall.png", Array(hall.prefix(hall.count / 2)))
    var bomb = try picture(20, 20)
    bomb.replaceSubrange(16..<24, with: [0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF])
    try place.write("content/arts/bow.png", bomb)
    let report = try await build(SampleSite.order(place))
    let told = report.diagnostics.map { ($0.code.name, $0.path, $0.range?.lower) }
    let article = Array((place.read("content/arts/opera.md") ?? "").utf8)
    let places = ["bow.png", "hall.png"].map { article.firstRange(of: Array($0.utf8))?.lowerBound }
    #expect(told.map(\.0) == ["picture-too-large", "picture-broken"])
    #expect(told.allSatisfy { $0.1 == "content/arts/opera.md" })
    #expect(told.map(\.2) == places)
    #expect(try text(place).contains(#"<img src="/paper/arts/hall.png""#))
    #expect(place.read("output/arts/hall.png") != nil)
    // What is no picture at all, but is called one.
    try place.write("content/arts/hall.png", "hello")
    #expect(try await build(SampleSite.order(place)).diagnostics.map(\.code.name) == told.map(\.0))
  }

  @Test
  func aPictureThatIsCutOffIsPublishedWithoutWhatItsCameraNoted() async throws {
    let place = try workplace()
    let hall = try picture(600, 400, seed: 2)
    let note = Array("Comment\u{0}52.5N".utf8)
    let chunk = [0, 0, 0, UInt8(note.count)] + Array("tEXt".utf8) + note + [0, 0, 0, 0]
    let half = Array(hall[33..<hall.count / 2])
    try place.write("content/arts/hall.png", Array(hall[..<33]) + chunk + half)
    for _ in 1...2 {
      #expect(try await build(SampleSite.order(place)).diagnostics.count == 1)
      #expect(try place.files()["arts/hall.png"] == Array(hall[..<33]) + half)
    }
  }

  @Test
  func manyPicturesMayBeTheSame() async throws {
    let place = try workplace()
    let bytes = try picture(600, 400, seed: 2)
    for number in 1...12 {
      try place.write("content/arts/same\(number).png", bytes)
      try place.write(
        "content/arts/a\(number).md",
        "---\ntitle: Same\ndate: 2026-01-02\n---\n![Same](same\(number).png)\n")
    }
    let report = try await build(SampleSite.order(place, width: 4))
    #expect(report.diagnostics == [])
    for number in 1...12 {
      #expect(
        try text(place, "output/arts/a\(number)/index.html").contains("pictures/same\(number)-480.")
      )
    }
  }

  @Test
  func withoutLibvipsPagesStandAndTheNextBuildMakesUpForIt() throws {
    let place = try workplace()
    let program = try Program()
    let instant = ["SOURCE_DATE_EPOCH": "1780000000"]
    let without = try program.run(
      ["build", "--format", "json"], in: place.path,
      environment: instant.merging(["STET_LIBVIPS": "/nowhere"]) { $1 })
    #expect(without.code == 0)
    #expect(try BuildObject(without).diagnostics.map(\.code) == ["picture-library-missing"])
    let plain = #"<img src="/paper/arts/hall.png" width="600" height="400""#
    #expect(try text(place).contains(plain))
    #expect(try text(place).contains("<picture>") == false)
    let with = try program.run(
      ["build", "--format", "json"], in: place.path, environment: instant)
    #expect(try BuildObject(with).diagnostics == [])
    #expect(try text(place).contains("<picture>"))
  }

  @Test
  func copiesCanBeSwitchedOff() async throws {
    let place = try workplace()
    let settings = try #require(place.read("stet.yaml"))
    try place.write("stet.yaml", settings + "pictures: { copies: false }\n")
    _ = try await build(SampleSite.order(place))
    #expect(try place.listing().filter { $0.hasPrefix("assets/pictures/") } == [])
    #expect(try !text(place).contains("<picture>"))
  }

  @Test
  func aSiteWithoutPicturesKeepsNothing() async throws {
    let place = try Workplace(SampleSite.archive.replacing("![a picture](one.svg)", with: "words"))
    _ = try await build(SampleSite.order(place))
    #expect(!FileManager.default.fileExists(atPath: place.path + "/.stet/pictures"))
  }
}
