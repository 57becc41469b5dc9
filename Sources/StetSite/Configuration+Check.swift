import StetContent
import StetCore

/// What `stet check` lets pass.
package struct CheckSettings: Sendable, Hashable {
  /// A rule that does not hold for some files, and why.
  package struct Exception: Sendable, Hashable {
    package let rule: String
    /// A pattern of paths, `content/old/*`; nil for all.
    package let path: String?
    /// A pattern of addresses, `https://example.org/*`; nil for all.
    package let link: String?
    package let reason: String
    package let range: SourceRange
  }

  /// The most kilobytes of the HTML of a page, of a page with everything that it loads, and of one
  /// picture, style sheet or script.
  package var page = 250
  package var weight = 3000
  package var image = 1000
  package var style = 150
  package var script = 300
  package var exceptions: [Exception] = []

  package init() {}
}

extension Configuration {
  static let checkKeys = ["budgets", "except"]
  static let budgetKeys = ["page", "weight", "image", "style", "script"]
  static let exceptionKeys = ["rule", "path", "link", "reason"]

  mutating func applyCheck(_ node: LocatedNode?, reading reader: inout NodeReader) {
    guard let node else { return }
    reader.warnOfUnknownKeys(in: node, known: Configuration.checkKeys, of: "“check”")
    if let budgets = node["budgets"] {
      reader.warnOfUnknownKeys(in: budgets, known: Configuration.budgetKeys, of: "“budgets”")
      let range = 1...1_000_000
      check.page = reader.int(budgets["page"], "page", in: range) ?? check.page
      check.weight = reader.int(budgets["weight"], "weight", in: range) ?? check.weight
      check.image = reader.int(budgets["image"], "image", in: range) ?? check.image
      check.style = reader.int(budgets["style"], "style", in: range) ?? check.style
      check.script = reader.int(budgets["script"], "script", in: range) ?? check.script
    }
    guard let exceptions = node["except"] else { return }
    guard case .list(let nodes, _) = exceptions else {
      return reader.wrongKind(exceptions, "except", wanted: "a list of exceptions")
    }
    for node in nodes {
      reader.warnOfUnknownKeys(
        in: node, known: Configuration.exceptionKeys, of: "an entry of “except”")
      guard let rule = reader.string(node["rule"], "rule"),
        let reason = reader.string(node["reason"], "reason"), !reason.isEmpty
      else {
        reader.report(
          .configurationValueInvalid, at: node.range,
          "an entry of “except” needs a rule and a reason",
          note: "such as { rule: page-image-alt, path: \"content/2009/*\", reason: … }")
        continue
      }
      check.exceptions.append(
        CheckSettings.Exception(
          rule: rule, path: reader.string(node["path"], "path"),
          link: reader.string(node["link"], "link"), reason: reason, range: node.range))
    }
  }

  static var checkSchema: SchemaNode {
    let budgets = SchemaNode.object(
      budgetKeys.map { ($0, .integer("Kilobytes.", in: 1...1_000_000)) },
      description: "The most that pages and files may weigh.")
    let exception = SchemaNode.object(
      exceptionKeys.map { ($0, .type("string")) }, required: ["rule", "reason"])
    return .object(
      [
        ("budgets", budgets),
        (
          "except",
          .described(
            "Rules that do not hold for some files, and why.",
            [("type", .text("array")), ("items", exception)])
        ),
      ], description: "What stet check lets pass.")
  }
}
