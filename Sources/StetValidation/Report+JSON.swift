import StetCore

extension Report {
  /// The report as one JSON object: `{"file", "format", "valid", "findings": […]}`, without a line
  /// break at its end.
  public func json(file: String) -> [UInt8] {
    var json: [UInt8] = []
    json.append(contentsOf: "{\"file\":".utf8)
    json.appendJSON(file)
    json.append(contentsOf: ",\"format\":\"\(format.rawValue)\",\"valid\":\(isValid)".utf8)
    json.append(contentsOf: ",\"findings\":[".utf8)
    for (index, finding) in findings.enumerated() {
      if index > 0 { json.append(0x2C) }
      json.append(contentsOf: "\n{\"code\":\"\(finding.code.name)\"".utf8)
      json.append(contentsOf: ",\"severity\":\"\(finding.severity.rawValue)\"".utf8)
      json.append(contentsOf: ",\"line\":\(finding.line),\"column\":\(finding.column)".utf8)
      json.append(contentsOf: ",\"message\":".utf8)
      json.appendJSON(finding.message)
      json.append(contentsOf: ",\"specification\":\"\(finding.specification)\",\"w3c\":".utf8)
      json.append(contentsOf: (finding.w3c.map { "\"\($0)\"" } ?? "null").utf8)
      json.append(0x7D)
    }
    json.append(contentsOf: "]}".utf8)
    return json
  }
}

extension [UInt8] {
  /// Appends `text` as a JSON string (RFC 8259 §7).
  fileprivate mutating func appendJSON(_ text: String) {
    append(0x22)
    for byte in text.utf8 {
      switch byte {
      case 0x22: append(contentsOf: "\\\"".utf8)
      case 0x5C: append(contentsOf: "\\\\".utf8)
      case 0x0A: append(contentsOf: "\\n".utf8)
      case 0x00..<0x20:
        let digits = String(byte, radix: 16)
        append(contentsOf: (byte < 16 ? "\\u000" : "\\u00").utf8)
        append(contentsOf: digits.utf8)
      default: append(byte)
      }
    }
    append(0x22)
  }
}
