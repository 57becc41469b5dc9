import Foundation
import StetCore
import Testing

@testable import StetBuild
@testable import StetMedia

/// Pictures of headlines, where the system has a font to set them in.
struct CardTests {
  private let hasFont = areFontsThere()

  private func workplace() throws -> Workplace {
    let archive = SampleSite.archive.replacing("theme: plain", with: "theme: broadsheet")
    let place = try Workplace(archive)
    try place.linkRepositoryTheme("broadsheet")
    return place
  }

  private func kept(_ place: Workplace) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: place.path + "/.stet/pictures")
      .filter { $0.hasSuffix("-share.png") }.sorted()
  }

  /// The picture that the page at `path` is shared by.
  private func shared(_ path: String, in place: Workplace) throws -> String {
    let page = try #require(place.read("output/\(path)/index.html"))
    let image = #/<meta property="og:image" content="https:\/\/example\.org\/([^"]+)">/#
    return String(try #require(page.firstMatch(of: image)).1)
  }

  /// The pictures that JSON-LD lists for the page at `path`, each with its measure where it is ours.
  private func listed(
    _ path: String, in place: Workplace
  ) throws -> [(name: String, width: Int?, height: Int?)] {
    let page = try #require(place.read("output/\(path)/index.html"))
    let list = try #require(page.firstMatch(of: #/"image":\[([^\]]*)\]/#)).1
    return try list.split(separator: ",").map { address in
      let name = String(address.dropFirst().dropLast())
        .replacing("https://example.org/", with: "")
      if name.hasPrefix("https:") { return (name, nil, nil) }
      let bytes = FileManager.default.contents(atPath: place.path + "/output/" + name)
      let head = MediaHead([UInt8](try #require(bytes)))
      return (name, head.width, head.height)
    }
  }

  /// Adds a story at `press/led` whose own picture is `image`, and builds the site.
  private func buildStory(ledBy image: String, in place: Workplace) async throws {
    try place.write(
      "content/press/led.md",
      """
      ---
      title: Led
      date: 2026-01-03
      image: {source: "\(image)", alt: What it shows.}
      ---
      Text.
      """)
    _ = try await build(SampleSite.order(place))
  }

  @Test
  func aStoryWithoutAPictureIsSharedByItsHeadline() async throws {
    guard hasFont else { return }
    let place = try workplace()
    _ = try await build(SampleSite.order(place))
    let pages = ["press/one", "press/two", "about", "topics"]
    let addresses = Set(try pages.map { try shared($0, in: place) })
    let name = #/assets\/pictures\/share-[0-9a-f]{16}\.png/#
    #expect(addresses.allSatisfy { $0.wholeMatch(of: name) != nil })
    // Two headlines, and the publication for what is no story.
    #expect(addresses.count == 3)
    for address in addresses {
      #expect(FileManager.default.fileExists(atPath: place.path + "/output/" + address))
    }
  }

  @Test
  func searchEnginesGetItInThreeShapes() async throws {
    guard hasFont else { return }
    let place = try workplace()
    _ = try await build(SampleSite.order(place))
    let pictures = try listed("press/one", in: place)
    #expect(pictures.map(\.width) == [1200, 1200, 1200])
    #expect(pictures.map(\.height) == [675, 900, 1200])
    #expect(try pictures.first?.name == shared("press/one", in: place))
    // Of three stories, and one of the publication, which is only shared.
    let count = try kept(place).count
    #expect(count == 3 * 3 + 1)
  }

  @Test
  func soDoTheyOfAStoryLedByADrawing() async throws {
    guard hasFont else { return }
    let place = try workplace()
    try place.write("content/press/sketch.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
    try await buildStory(ledBy: "sketch.svg", in: place)
    let pictures = try listed("press/led", in: place)
    #expect(pictures.map(\.height) == [nil, 675, 900, 1200])
    #expect(pictures.first?.name.hasSuffix("/sketch.svg") == true)
    #expect(try pictures.dropFirst().first?.name == shared("press/led", in: place))
  }

  @Test
  func theyGetThoseOfAStoryLedByAMovingPictureToo() async throws {
    guard hasFont else { return }
    let place = try workplace()
    try place.write(
      "content/press/loop.gif", Array("GIF89a".utf8) + [0x40, 1, 0xF0, 0, 0, 0, 0, 0x3B])
    try await buildStory(ledBy: "loop.gif", in: place)
    let pictures = try listed("press/led", in: place)
    #expect(pictures.map(\.height) == [240, 675, 900, 1200])
    // Networks show it as it is.
    #expect(try pictures.first?.name == shared("press/led", in: place))
  }

  @Test
  func theyGetThoseOfAStoryLedByAPictureOnAnotherHostToo() async throws {
    guard hasFont else { return }
    let place = try workplace()
    let address = "https://example.com/opera.jpg"
    try await buildStory(ledBy: address, in: place)
    let pictures = try listed("press/led", in: place)
    #expect(pictures.map(\.height) == [nil, 675, 900, 1200])
    #expect(pictures.first?.name == address)
    let page = try #require(place.read("output/press/led/index.html"))
    #expect(page.contains("<meta property=\"og:image\" content=\"\(address)\">"))
  }

  @Test(arguments: [true, false])
  func aPhotographHasItsCropsUnlessCopiesAreOff(isDeveloped: Bool) async throws {
    guard hasFont else { return }
    let place = try workplace()
    let settings = try #require(place.read("stet.yaml"))
    try place.write("stet.yaml", settings + "\npictures: { copies: \(isDeveloped) }\n")
    let size = PixelSize(width: 320, height: 240)
    let red = [UInt8](repeating: 0, count: size.width * size.height)
    let picture = try #require(indexedPNG(red, size, palette: [[200, 30, 30]]))
    try place.write("content/press/moon.png", picture)
    try await buildStory(ledBy: "moon.png", in: place)
    let pictures = try listed("press/led", in: place)
    let names = pictures.map { $0.name.split(separator: "/").last.map(String.init) ?? "" }
    if isDeveloped {
      #expect(names.map { $0.prefix(7) } == ["moon-wi", "moon-st", "moon-sq"])
    } else {
      #expect(names.map { $0.prefix(6) } == ["moon.p", "share-", "share-", "share-"])
      #expect(pictures.dropFirst().map(\.height) == [675, 900, 1200])
    }
    #expect(try shared("press/led", in: place).hasSuffix("/moon.png"))
  }

  @Test
  func whatWasSetOnceIsNotSetAgain() async throws {
    guard hasFont else { return }
    let place = try workplace()
    _ = try await build(SampleSite.order(place))
    let cards = try kept(place)
    for name in cards { try place.write(".stet/pictures/" + name, "kept") }
    try place.write(
      "content/press/new.md", "---\ntitle: New\ndate: 2026-01-03\n---\nText.\n")
    _ = try await build(SampleSite.order(place))
    #expect(cards.allSatisfy { place.read(".stet/pictures/" + $0) == "kept" })
    let count = try kept(place).count
    #expect(count == cards.count + 3)
  }
}
