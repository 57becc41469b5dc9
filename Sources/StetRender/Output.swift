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
  /// What a template sees, all but the text of the page's prose; nil for documents that no template
  /// makes.
  let values: Record?
  /// What is written where no template is.
  let document: MachineDocument

  /// `values` with `prose`, HTML, in the place where the page's template looks for it: `body`, or the body
  /// of the article, topic or author.
  static func values(_ values: Record, with prose: Value) -> Record {
    var made = values
    for (slot, name) in values.shape.fields.enumerated() {
      if name == "body" {
        made = made.replacing(slot, with: prose)
      } else if PageInput.ownersOfProse.contains(name),
        case .record(let owner) = values.values[slot],
        let place = owner.shape.fields.firstIndex(of: "body")
      {
        made = made.replacing(slot, with: .record(owner.replacing(place, with: prose)))
      }
    }
    return made
  }

  private static let ownersOfProse = ["article", "topic", "author"]
}
