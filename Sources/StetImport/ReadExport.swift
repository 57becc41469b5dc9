import StetContent
import StetCore
import StetXML

// The door of the room: `readExport` says what a file of somebody else's holds, `plan` what files of
// content it becomes.

/// The longest export that is read, in bytes.
package let exportByteCountMax = 256 << 20

/// What the feed or export `file` says; nil, with the reason, where it is none that can be read.
///
/// `address` is where it was found, for feeds whose addresses are relative. What is damaged is read as
/// far as it can be.
package func readExport(_ file: SourceFile, address: String?) -> Diagnosed<Export?> {
  var report = Report(path: file.path, countMax: .max)
  guard file.bytes.count <= exportByteCountMax else {
    report.error(
      .importExcessive, nil,
      "this has \(file.bytes.count >> 20) MB; at most \(exportByteCountMax >> 20) MB are read",
      note: "export it in parts, as WordPress does by year, and import each")
    return Diagnosed(nil, report.diagnostics)
  }
  let start = file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  let first = file.bytes[start...].first { ![0x20, 0x0A, 0x0D, 0x09].contains($0) }
  if first == UInt8(ascii: "{") {
    let export = readJSONFeed(file, &report)
    return Diagnosed(export, report.diagnostics)
  }
  let decoded = decodeXML(file.bytes)
  if let problem = decoded.problem {
    report.error(.importMalformed, nil, problem.message)
    return Diagnosed(nil, report.diagnostics)
  }
  // Offsets point into the file only where it is UTF-8 already.
  report.hasPlaces = decoded.bytes.count == file.bytes.count
  let bytes = withoutControls(decoded.bytes, &report)
  let export = readXMLFeed(bytes, address: address, &report)
  return Diagnosed(export, report.diagnostics)
}

/// `bytes` with a blank for every control character: one of them would end an XML document.
private func withoutControls(_ bytes: [UInt8], _ report: inout Report) -> [UInt8] {
  var count = 0
  var first = 0
  var bytes = bytes
  for index in bytes.indices {
    let byte = bytes[index]
    guard byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D else { continue }
    if count == 0 { first = index }
    count += 1
    bytes[index] = 0x20
  }
  if count > 0 {
    report.warning(
      .importControlCharacter, SourceRange(first, first + 1),
      "\(count == 1 ? "a control character is" : "\(count) control characters are") left out",
      note: "XML allows none of them")
  }
  return bytes
}

/// `text` as a date; nil, with a warning, where it is none.
func date(
  _ text: String?, at range: SourceRange, _ report: inout Report
) -> Timestamp? {
  guard let text, text.contains(where: { !$0.isWhitespace }) else { return nil }
  switch DateText(text.split { $0.isWhitespace }.joined(separator: " "), zone: .utc) {
  case .date(let date) where (1...9999).contains(date.civil.year): return date
  default:
    report.warning(
      .importDateInvalid, range, "“\(text.prefix(60))” cannot be read as a date; it is left out",
      note: "write the date into the article")
    return nil
  }
}
