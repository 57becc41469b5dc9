import CLibXML2
import StetCore

// The door of the room: `XMLReader` reads a document record by record; `RelaxNGSchema` judges it.

/// What a reader may spend on a document that nobody vouches for.
package struct XMLLimits: Sendable, Hashable {
  /// The longest document, in bytes.
  package var byteCountMax: Int
  /// The deepest nesting of elements; libxml2 itself stops at 256.
  package var depthMax: Int
  /// How many elements, texts and attributes one record may have, and the document without them.
  package var nodeCountMax: Int
  /// How many records a document may have.
  package var recordCountMax: Int
  /// How many attributes an element may have, and how many namespaces may be declared at a place:
  /// libxml2 compares each with each.
  package var attributeCountMax: Int

  /// Limits that every honest feed and sitemap keeps.
  package init(
    byteCountMax: Int = 256 << 20, depthMax: Int = 200, nodeCountMax: Int = 600_000,
    recordCountMax: Int = 500_000, attributeCountMax: Int = 256
  ) {
    self.byteCountMax = byteCountMax
    self.depthMax = depthMax
    self.nodeCountMax = nodeCountMax
    self.recordCountMax = recordCountMax
    self.attributeCountMax = attributeCountMax
  }
}

/// A problem that the parser met.
package struct XMLProblem: Sendable, Hashable {
  /// What kind of problem it is.
  package enum Kind: Sendable, Hashable {
    /// The document is not well-formed.
    case syntax
    /// A prefix is not declared, or a name is not one that namespaces allow.
    case namespace
    /// An entity is used that XML does not define.
    case entity
    /// The bytes are not what the encoding says.
    case encoding
    /// The document is larger, deeper or longer than allowed.
    case limit
    /// The RELAX NG grammar does not allow it.
    case grammar
  }

  /// What kind of problem it is.
  package let kind: Kind
  /// Where the parser stood, in bytes of the UTF-8 document.
  package let offset: Int
  /// What libxml2 says, without a line break.
  package let message: String

  package init(kind: Kind, offset: Int, message: String) {
    self.kind = kind
    self.offset = offset
    self.message = message
  }
}

/// Prepares libxml2 for use from several threads; the work is done once.
func prepareLibrary() {
  _ = libraryIsReady
}

/// Global on purpose: libxml2's own tables are global, and a lazy `let` runs once in a process.
private let libraryIsReady: Bool = {
  xmlInitParser()
  return xmlRelaxNGInitTypes() == 0
}()

/// The version of libxml2 that XML is read with: `2.9.14`.
package func xmlLibraryNumber() -> String {
  // The program's own word for it is one number: 20914.
  let number = Int(LIBXML_VERSION)
  return "\(number / 10_000).\(number / 100 % 100).\(number % 100)"
}
