import StetCore
import StetTemplate

/// The bytes of one file of the output folder and how they are to be judged.
package struct Output: Sendable {
  /// From the output folder, with `/` between its parts.
  package let path: String
  package let bytes: [UInt8]
  package let judgement: Judgement

  package enum Judgement: Sendable {
    /// Nothing judges it before it is written.
    case none
    /// Atom, with the place of each entry and the file that made it.
    case feed(WrittenDocument)
    case sitemap(WrittenDocument)
  }
}

/// Everything a page depends on: equal fingerprints, equal bytes.
package struct PageInput: Sendable {
  package let page: Page
  /// From the output folder.
  package let path: String
  package let fingerprint: Fingerprint
  /// What a template sees, in its order, all but the text of the page's prose; empty for documents
  /// that no template makes.
  let values: [(name: String, value: Value)]
  /// What is written where no template is.
  let document: MachineDocument

  /// The values with `prose`, HTML, in the place where the page's template looks for it: `body`, or
  /// the body of the article, topic or author.
  func values(with prose: Value) -> [(name: String, value: Value)] {
    values.map { name, value in
      if name == "body" { return (name, prose) }
      guard case .record(let record) = value, PageInput.ownersOfProse.contains(name),
        let slot = record.shape.fields.firstIndex(of: "body")
      else { return (name, value) }
      var fields = record.values
      fields[slot] = prose
      return (name, .record(Record(record.shape, fields)))
    }
  }

  private static let ownersOfProse = ["article", "topic", "author"]
}
