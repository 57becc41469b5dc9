/// HTML with holes: the text of an article before it is known where its links lead.
///
/// A page fills the holes with addresses from the site's root, a feed with absolute ones; neither
/// parses HTML again.
package struct Body: Sendable, Hashable {
  /// The HTML, UTF-8, well nested.
  package var html: [UInt8]
  /// What is to be put into `html`, by ascending offset.
  package var holes: [Hole]
  /// Stretches that a feed leaves out (scripts, styles, forms, frames, event handlers), ascending
  /// and disjoint.
  package var omissions: [Omission]
  /// Offset of `<!--more-->` in `html`; nil when the author set none.
  package var excerptEnd: Int?

  package init(
    html: [UInt8] = [], holes: [Hole] = [], omissions: [Omission] = [], excerptEnd: Int? = nil
  ) {
    self.html = html
    self.holes = holes
    self.omissions = omissions
    self.excerptEnd = excerptEnd
  }
}

/// A place in a body's HTML at which something is still to be put.
package struct Hole: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// The address of the article's reference of this index, attribute-escaped.
    case reference(Int)
    /// The output of the article's shortcode of this index.
    case shortcode(Int)
  }

  /// Bytes of `html` before the hole.
  package let offset: Int
  package let kind: Kind

  package init(offset: Int, kind: Kind) {
    self.offset = offset
    self.kind = kind
  }
}

/// A stretch of a body's HTML that a feed leaves out, and what stands there instead.
package struct Omission: Sendable, Hashable {
  /// Offsets into `html`; holes inside it are left out with it.
  package let range: Range<Int>
  /// Clean HTML that takes its place, often empty; it holds no holes.
  package let replacement: [UInt8]

  package init(range: Range<Int>, replacement: [UInt8] = []) {
    self.range = range
    self.replacement = replacement
  }
}
