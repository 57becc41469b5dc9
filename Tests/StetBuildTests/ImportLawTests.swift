import Foundation
import Testing

@testable import StetBuild

/// What a feed of stet's says is what its import says.
struct ImportLawTests {
  private struct Entry: Equatable {
    let id: String
    let title: String
    let date: String
    let text: String
  }

  @Test(arguments: ["atom.xml", "rss.xml", "feed.json"])
  func theSamplePaperSurvivesItsOwnFeeds(name: String) throws {
    let program = try Program()
    let workplace = try Workplace()
    let environment = ["SOURCE_DATE_EPOCH": "1790000000"]
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    for folder in ["content", "themes", "static"] {
      try FileManager.default.copyItem(
        atPath: root.path + "/" + folder, toPath: workplace.path + "/" + folder)
    }
    for file in ["stet.yaml", "feeds.lock"] {
      let text = try String(contentsOf: root.appending(path: file), encoding: .utf8)
      try workplace.write(file, text)
      if file == "stet.yaml" { try workplace.write("empty/stet.yaml", text) }
    }
    let build = try program.run(["build"], in: workplace.path, environment: environment)
    #expect(build.code == 0, "\(build.errors)")
    try FileManager.default.moveItem(
      atPath: workplace.path + "/themes", toPath: workplace.path + "/empty/themes")
    try workplace.write("empty/content/_index.md", "---\ntitle: Front\n---\n")
    let made = try program.run(
      ["import", "output/\(name)", "--site", "empty"], in: workplace.path, environment: environment)
    #expect(made.code == 0, "\(made.errors)")
    let again = try program.run(
      ["import", "output/\(name)", "--site", "empty"], in: workplace.path, environment: environment)
    #expect(again.output.hasPrefix("nothing made, "))
    let rebuilt = try program.run(
      ["build", "--site", "empty"], in: workplace.path, environment: environment)
    #expect(rebuilt.code == 0, "\(rebuilt.errors)")
    let old = try entries(workplace.read("output/feed.json"))
    let new = try entries(workplace.read("empty/output/feed.json"))
    #expect(old.count > 20)
    #expect(new.map(\.id) == old.map(\.id))
    #expect(new.map(\.title) == old.map(\.title))
    #expect(new.map { instant($0.date) } == old.map { instant($0.date) })
    for (one, two) in zip(old, new) { #expect(two.text == one.text, "\(one.id)") }
  }

  private func instant(_ text: String) -> Date? {
    ISO8601DateFormatter().date(from: text)
  }

  private func entries(_ json: String?) throws -> [Entry] {
    let feed = try JSONSerialization.jsonObject(with: Data((json ?? "").utf8)) as? [String: Any]
    let items = try #require(feed?["items"] as? [[String: Any]])
    return items.map { item in
      Entry(
        id: item["id"] as? String ?? "", title: item["title"] as? String ?? "",
        date: item["date_published"] as? String ?? "",
        text: text(item["content_html"] as? String ?? ""))
    }
  }

  /// The text of `html`, blanks between blocks.
  private func text(_ html: String) -> String {
    var text = html.replacing(
      #/<\/?(?:p|div|h\d|li|ul|ol|pre|figure|figcaption|blockquote|t[dhr]|table|thead|tbody|br|hr|section|dl|dt|dd|img)\b[^>]*>/#,
      with: " ")
    text = text.replacing(#/<[^>]*>/#, with: "")
    for (name, character) in [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "),
      ("&amp;", "&"),
    ] {
      text = text.replacing(name, with: character)
    }
    return text.split { $0.isWhitespace }.joined(separator: " ")
  }
}
