import Foundation
import StetCore
import Testing

@testable import StetBuild

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

  /// The pictures that JSON-LD lists for the page at `path`, each with its measure.
  private func listed(
    _ path: String, in place: Workplace
  ) throws -> [(name: String, width: Int?, height: Int?)] {
    let page = try #require(place.read("output/\(path)/index.html"))
    let list = try #require(page.firstMatch(of: #/"image":\[([^\]]*)\]/#)).1
    return try list.split(separator: ",").map { address in
      let name = String(address.dropFirst().dropLast())
        .replacing("https://example.org/", with: "")
      let bytes = FileManager.default.contents(atPath: place.path + "/output/" + name)
      let head = MediaHead([UInt8](try #require(bytes)))
      return (name, head.width, head.height)
    }
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
    try place.write(
      "content/press/drawn.md",
      """
      ---
      title: Drawn
      date: 2026-01-03
      image: {source: sketch.svg, alt: A sketch.}
      ---
      Text.
      """)
    _ = try await build(SampleSite.order(place))
    let pictures = try listed("press/drawn", in: place)
    #expect(pictures.map(\.height) == [nil, 675, 900, 1200])
    #expect(pictures.first?.name.hasSuffix("/sketch.svg") == true)
    #expect(try pictures.dropFirst().first?.name == shared("press/drawn", in: place))
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
