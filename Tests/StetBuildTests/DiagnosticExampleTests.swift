import Foundation
import StetCore
import Testing

@testable import StetBuild

/// The examples of docs/diagnostics: each site in them is checked, or worked on as at a terminal where
/// lines begin with `$ `, and must say what stands below. `feed.md` is held by StetValidationTests.
struct DiagnosticExampleTests {
  /// An entry of a file in docs/diagnostics.
  struct Entry: Sendable, CustomTestStringConvertible {
    let code: String
    let file: String
    /// The site of the example; nil where there is none.
    let site: String?
    /// What is typed, a command each.
    let session: [String]
    /// What is said of it.
    let message: String

    var testDescription: String { code }
  }

  /// Every entry, in order.
  static let entries: [Entry] = {
    let folder = Workplace.repository + "/docs/diagnostics"
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(".md") }.sorted().flatMap { name in
      let bytes = FileManager.default.contents(atPath: folder + "/" + name) ?? Data()
      let text = String(decoding: bytes, as: UTF8.self)
      return text.split(separator: "\n## ").dropFirst(text.hasPrefix("## ") ? 0 : 1).map {
        entry(String($0), file: name)
      }
    }
  }()

  private static func entry(_ text: String, file: String) -> Entry {
    var blocks: [(kind: Substring, text: String)] = []
    var isInside = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        if !isInside { blocks.append((line.dropFirst(3), "")) }
        isInside.toggle()
      } else if isInside {
        blocks[blocks.count - 1].text += line + "\n"
      }
    }
    let said = (blocks.last { $0.kind.isEmpty }?.text ?? "").split(separator: "\n")
    return Entry(
      code: String(text.trimmingPrefix("## ").prefix { $0 != "\n" }), file: file,
      site: blocks.first { $0.kind == "site" }?.text,
      session: said.filter { $0.hasPrefix("$ ") }.map { String($0.dropFirst(2)) },
      message: String(said.first { !$0.hasPrefix("$ ") } ?? ""))
  }

  /// What every example has unless it brings its own.
  private static let ground = [
    (
      "stet.yaml",
      "title: The Example\nbase_url: https://example.org\nidentity: example.org,2026\ntheme: plain\n"
    ),
    ("themes/plain/theme.yaml", "name: Plain\n"),
    (
      "themes/plain/templates/list.html",
      """
      <!doctype html><html lang="{{ page.language }}"><title>{{ page.title }}</title>\
      <h1>{{ page.title }}</h1><a href="/">Front</a></html>
      """
    ),
    (
      "themes/plain/templates/article.html",
      """
      <!doctype html><html lang="{{ page.language }}"><title>{{ page.title }}</title>\
      <h1>{{ page.title }}</h1>{{ article.body }}</html>
      """
    ),
  ]

  /// The site of `entry`, with all that it does not bring itself.
  private func workplace(_ entry: Entry) throws -> Workplace {
    let workplace = try Workplace(entry.site ?? "")
    let own = SiteArchive(entry.site ?? "").files.map(\.path)
    for (path, text) in Self.ground where !own.contains(path) { try workplace.write(path, text) }
    for name in ["front", "section", "404", "gone", "redirect", "feeds"] {
      let path = "themes/plain/templates/\(name).html"
      if !own.contains(path) {
        let text =
          name == "redirect"
          ? "<meta http-equiv=\"refresh\" content=\"0; url={{ redirect.address }}\">"
          : "{% extends 'list.html' %}"
        try workplace.write(path, text)
      }
    }
    return workplace
  }

  @Test(arguments: entries.filter { $0.site != nil && $0.session.isEmpty })
  func anExampleSaysWhatStandsBelowIt(entry: Entry) async throws {
    let workplace = try workplace(entry)
    let instant = try #require(Timestamp(rfc3339: "2026-06-01T00:00:00Z"))
    let order = SampleSite.order(workplace, now: instant)
    let built = try await build(order)
    var diagnostics = built.diagnostics
    if !built.isStopped, !diagnostics.contains(where: { $0.code.name == entry.code }) {
      diagnostics += try await check(order).diagnostics
    }
    let lines = diagnostics.map { diagnostic in
      let source = sourceBytes(at: diagnostic.path, site: workplace.path)
      return String(DiagnosticPrinter().text(for: diagnostic, in: source).prefix { $0 != "\n" })
    }
    #expect(lines.contains(entry.message), "\(entry.file) has another message")
    #expect(entry.message.contains("[\(entry.code)]"))
  }

  @Test(arguments: entries.filter { !$0.session.isEmpty })
  func whatIsTypedSaysWhatStandsBelowIt(entry: Entry) throws {
    let workplace = try workplace(entry)
    // The address of the examples stands for a host that answers with the status that it is asked for.
    let host = entry.site?.contains(StatusHost.example) == true ? try StatusHost() : nil
    if let host, let page = workplace.read("content/a.md") {
      try workplace.write(
        "content/a.md", page.replacingOccurrences(of: StatusHost.example, with: host.address))
    }
    let lines = try Program().type(entry.session, in: workplace.path).map { line in
      host.map { line.replacingOccurrences(of: $0.address, with: StatusHost.example) } ?? line
    }
    #expect(lines.contains(entry.message), "\(entry.file) has another message: \(lines)")
    #expect(entry.message.contains(entry.code))
  }

  @Test
  func everyCodeHasAnExampleThatIsRun() {
    let bare = Self.entries.filter { entry in
      entry.site == nil && entry.session.isEmpty && entry.file != "feed.md"
    }
    #expect(bare.map(\.code) == [], "write a ```site block below these headings")
  }
}
