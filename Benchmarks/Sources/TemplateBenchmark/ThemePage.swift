import Foundation
import StetCore
import StetTemplate

/// An article page of the default theme: its templates as they are, and the values that the sample
/// paper's article on the penny press gave them.
struct ThemePage {
  private let templates: TemplateSet
  private let values: Record
  private let context: RenderContext

  /// The page with `copies` of the article's text for its body; with `hasConstants`, the templates
  /// know before which values the site and its language have, as in a build. Cards that are `isLasting`
  /// stand on other pages too, which have printed them.
  init(_ fixture: Fixture, copies: Int, hasConstants: Bool, isLasting: Bool = false) throws {
    let folder = Fixture.root.appending(path: "themes/broadsheet/templates")
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    let sources = try names.filter { $0.hasSuffix(".html") }.sorted().map { name in
      SourceFile(path: name, bytes: Array(try Data(contentsOf: folder.appending(path: name))))
    }
    let compiled = TemplateSet.compile(sources)
    precondition(compiled.diagnostics.isEmpty, "the default theme has no errors")
    let values = ThemePage.record(fixture, copies: copies, cards: isLasting)
    var context = RenderContext()
    context.language = "en-GB"
    context.baseURL = "https://stet-gazette.example"
    context.assets = Fixture.assets
    context.globals = ThemePage.globals
    self.context = context
    self.values = values
    let constants = ["site", "strings"]
    templates =
      hasConstants
      ? compiled.value.withConstants(
        Record(Shape(constants), constants.compactMap { values[$0] }), in: context)
      : compiled.value
  }

  /// The page as HTML.
  func html() -> [UInt8] {
    switch templates.render("article.html", values: values, context: context) {
    case .bytes(let bytes): return bytes
    case .failed(let diagnostic): preconditionFailure(diagnostic.message)
    }
  }

  /// `text`, RFC 3339, in the theme's words for a day.
  static func day(_ text: String) -> String { filtered(text, "date('d MMMM yyyy')") }

  /// `text`, RFC 3339, as the theme writes instants.
  static func instant(_ text: String) -> String { filtered(text, "rfc3339") }

  private static func filtered(_ text: String, _ filter: String) -> String {
    let source = SourceFile(path: "day.html", text: "{{ day | \(filter) }}")
    let values = Record(Shape(["day"]), [timestamp(text)])
    let templates = TemplateSet.compile([source]).value
    switch templates.render("day.html", values: values, context: RenderContext()) {
    case .bytes(let bytes): return String(decoding: bytes, as: UTF8.self)
    case .failed(let diagnostic): preconditionFailure(diagnostic.message)
    }
  }

  /// The record of `fixture`, whose cards last or do not; which it `isLasting` itself.
  private static func record(
    _ fixture: Fixture, copies: Int, cards: Bool, isLasting: Bool = false
  ) -> Record {
    Record(
      Shape(fixture.entries.map(\.key)),
      fixture.entries.map { value($0.value, of: $0.key, copies: copies, cards: cards) },
      isLasting: isLasting)
  }

  /// The value of the field `key`, typed as a build types it.
  private static func value(
    _ fixture: Fixture, of key: String, copies: Int, cards: Bool
  ) -> Value {
    switch fixture {
    case .none: .none
    case .bool(let bool): .bool(bool)
    case .number(let number): .int(number)
    case .text(let text) where key == "body": .html(String(repeating: text, count: copies))
    case .text(let text) where key == "jsonld": .html(text)
    case .text(let text) where key == "date" || key == "age_from": timestamp(text)
    case .text(let text) where key == "updated" && text.first?.isNumber == true: timestamp(text)
    case .text(let text): .text(text)
    case .list(let items) where key == "related":
      .list(
        items.map { .record(record($0, copies: copies, cards: cards, isLasting: cards)) })
    case .list(let items): .list(items.map { value($0, of: "", copies: copies, cards: cards) })
    case .map: .record(record(fixture, copies: copies, cards: cards))
    }
  }

  private static func timestamp(_ text: String) -> Value {
    guard let timestamp = Timestamp(rfc3339: text) else {
      preconditionFailure("\(text) is an instant")
    }
    return .timestamp(timestamp)
  }

  private static let globals = Record(
    Shape(["asset"]),
    [
      .function(
        Function("asset", seesPage: false) { arguments, context throws(CallFailure) in
          guard case .string(let name)? = arguments.value(0, "name"),
            let address = context.assets[name.string]
          else { throw CallFailure("there is no such asset") }
          return .text(address)
        })
    ])
}
