import StetContent
import StetCore

/// Every permanent id that the site ever gave out, and to which article: feeds.lock.
///
/// A line holds an id, the article's instant of publication, its path below the content folder and
/// its headline, with tabs between; the first line holds the authority of new ids. A line stays when
/// its article goes, so that no id is ever given twice.
package struct FeedLedger: Sendable, Hashable {
  /// One id and the article that has it.
  package struct Line: Sendable, Hashable {
    package var id: String
    /// RFC 3339, in UTC.
    package var published: String
    package var path: String
    package var title: String
    /// Where feeds.lock says it; nil for a line that is new.
    var range: SourceRange?
  }

  /// The authority and year of new ids (RFC 4151 §2.1): `example.org,2026`.
  package var authority: String?
  /// By id.
  package var lines: [Line] = []

  package init() {}

  /// Where it stands, from the site's root.
  package static let path = "feeds.lock"

  private static let header =
    "# Permanent ids of feed entries. Keep this file under version control."

  /// The ledger that `file` writes; a line that cannot be read is an error.
  package static func read(_ file: SourceFile) -> Diagnosed<FeedLedger> {
    var ledger = FeedLedger()
    var diagnostics: [Diagnostic] = []
    var offset = 0
    for bytes in file.bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let range = SourceRange(offset, offset + bytes.count)
      offset += bytes.count + 1
      if bytes.isEmpty || bytes.first == UInt8(ascii: "#") { continue }
      let fields = bytes.split(separator: 0x09, omittingEmptySubsequences: false).map {
        String(decoding: $0, as: UTF8.self)
      }
      if fields.count == 2, fields[0] == "authority" {
        ledger.authority = fields[1]
      } else if fields.count == 4, Timestamp(rfc3339: fields[1]) != nil {
        ledger.lines.append(
          Line(
            id: fields[0], published: fields[1], path: fields[2], title: fields[3], range: range))
      } else {
        diagnostics.append(
          Diagnostic(
            .error, .feedLedgerDamaged, path: file.path, range: range,
            "this line is not an id, a time, a path and a headline with tabs between",
            note: "bring the file back from version control"))
      }
    }
    return Diagnosed(ledger, diagnostics)
  }

  /// The file, its lines by id.
  package var bytes: [UInt8] {
    var bytes = Array("\(FeedLedger.header)\n".utf8)
    if let authority { bytes += "authority\t\(authority)\n".utf8 }
    bytes.reserveCapacity(bytes.count + lines.count * 160)
    let lines = linesInOrder
    for place in lines.indices {
      bytes.append(utf8Of: lines[place].id)
      bytes.append(0x09)
      bytes.append(utf8Of: lines[place].published)
      bytes.append(0x09)
      bytes.append(utf8Of: lines[place].path)
      bytes.append(0x09)
      bytes.append(utf8Of: lines[place].title)
      bytes.append(0x0A)
    }
    return bytes
  }

  /// The lines by id, as they stand in the file; those of a file that was read are in order already.
  private var linesInOrder: [Line] {
    let isOrdered = lines.indices.dropFirst().allSatisfy { place in
      !lines[place].id.precedesInBytes(lines[place - 1].id)
    }
    return isOrdered ? lines : lines.sorted { $0.id.precedesInBytes($1.id) }
  }
}
