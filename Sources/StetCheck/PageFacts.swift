import StetCore

/// What one page of the output says, and what is wrong with it as far as it can be known alone.
package struct PageFacts: Sendable {
  /// Its place in the index.
  package let file: Int
  package var sizeBytes = 0
  /// What its ids are, as numbers, in order.
  var ids: [UInt64] = []
  /// The files it leads to or shows, each once, itself left out.
  var leads: [Int] = []
  /// What it loads to be shown.
  var loads: [Int] = []
  /// Places of other pages that it leads to.
  var places: [Place] = []
  var externals: [External] = []
  var problems: [Problem] = []
  /// Whether it only leads on to another page.
  var isRedirect = false

  /// A place of another page.
  struct Place: Sendable {
    let file: Int
    let id: UInt64
    let written: String
    let range: SourceRange
  }

  /// An address of another site.
  package struct External: Sendable, Hashable {
    package let address: String
    package let range: SourceRange
  }

  /// Something wrong with the page.
  struct Problem: Sendable {
    let code: Diagnostic.Code
    let severity: Diagnostic.Severity
    let range: SourceRange
    let message: String
    let note: String?
    /// The address it is about, as written.
    var address: String?
  }
}

/// The number that an id is known by: FNV-1a of its UTF-8.
func number(of id: some Sequence<UInt8>) -> UInt64 {
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  for byte in id { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
  return hash
}

/// Where addresses lead that mean the same on every page, so that each is resolved once.
///
/// A class because it is lent to the readings of many pages, one after another.
package final class TargetCache {
  private var known: [UInt64: Target] = [:]

  /// An empty cache, for one worker.
  package init() {}

  /// What `make` says of the address with the number `key`.
  func target(_ key: UInt64, make: () -> Target) -> Target {
    if let target = known[key] { return target }
    let target = make()
    known[key] = target
    return target
  }
}
