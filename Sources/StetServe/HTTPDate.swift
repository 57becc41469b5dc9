import StetCore

/// Dates of HTTP fields (RFC 9110 §5.6.7).
enum HTTPDate {
  /// `Fri, 02 Jan 2026 03:04:05 GMT`.
  static func text(secondsSinceEpoch seconds: Int64) -> String {
    Timestamp(secondsSinceEpoch: seconds).rfc822
  }

  /// The instant that `text` names in the form that everybody writes today; nil for any other text,
  /// which asks for nothing then (RFC 9110 §13.1.3).
  static func secondsSinceEpoch(_ text: String) -> Int64? {
    let parts = text.split(separator: " ")
    guard parts.count == 6, parts[5] == "GMT", let day = Int(parts[1]), let year = Int(parts[3]),
      let month = months.firstIndex(of: String(parts[2]))
    else { return nil }
    let clock = parts[4].split(separator: ":", omittingEmptySubsequences: false)
      .compactMap { Int($0) }
    guard clock.count == 3 else { return nil }
    return CivilTime(
      year: year, month: month + 1, day: day, hour: clock[0], minute: clock[1], second: clock[2]
    )?.secondsSinceEpoch
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
