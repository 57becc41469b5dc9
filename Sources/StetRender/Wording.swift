import StetCore
import StetSite
import StetTemplate

/// Small texts that depend on a language, made by the engine that themes use.
enum Wording {
  /// The name of the month of `date`, standing alone: `March`, `mars`, `3月`.
  static func month(_ date: Timestamp, _ configuration: Configuration) -> String {
    text("month.txt", [("date", .timestamp(date))], configuration)
  }

  /// The name of the month of `date` with its year.
  static func monthAndYear(_ date: Timestamp, _ configuration: Configuration) -> String {
    text("month-year.txt", [("date", .timestamp(date))], configuration)
  }

  private static let templates = TemplateSet.compile([
    SourceFile(path: "month.txt", text: "{{ date | date('LLLL') }}"),
    SourceFile(path: "month-year.txt", text: "{{ date | date('LLLL yyyy') }}"),
  ]).value

  private static func text(
    _ name: String, _ values: [(name: String, value: Value)], _ configuration: Configuration
  ) -> String {
    var context = RenderContext()
    context.language = configuration.language
    context.timeZone = configuration.zone
    let record = Record(Shape(values.map(\.name)), values.map(\.value))
    switch templates.render(name, values: record, context: context) {
    case .bytes(let bytes): return String(decoding: bytes, as: UTF8.self)
    case .failed(let diagnostic): preconditionFailure(diagnostic.message)
    }
  }
}
