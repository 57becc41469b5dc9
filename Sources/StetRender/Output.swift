import StetCore

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
}
