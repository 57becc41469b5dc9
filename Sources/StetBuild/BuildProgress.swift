/// How far a build is.
package struct BuildProgress: Sendable {
  /// What the build is doing.
  package enum Stage: String, Sendable {
    case reading
    case developing
    case comparing
    case writing
    case packing
    case asking
  }

  /// What the build is doing.
  package let stage: Stage
  /// How many files of the stage are done.
  package let done: Int
  /// How many files the stage has.
  package let total: Int

  /// A line for a person, `elapsedMilliseconds` after the stage began:
  /// `writing [########------------]  412 of 1,030, 824/s, 1 s left`.
  package func line(elapsedMilliseconds elapsed: Int) -> String {
    let width = 20
    let filled = total == 0 ? width : min(width, done * width / total)
    let bar =
      String(repeating: "#", count: filled) + String(repeating: "-", count: width - filled)
    var line = "\(stage.rawValue) [\(bar)] \(grouped(done)) of \(grouped(total))"
    // The first moments say little about the rest.
    guard done > 0, elapsed >= 250 else { return line }
    let rate = done * 1_000 / elapsed
    if rate > 0 { line += ", \(grouped(rate))/s" }
    let left = (total - done) * elapsed / done
    if left >= 500 { line += ", \(duration(left)) left" }
    return line
  }

  private func duration(_ milliseconds: Int) -> String {
    let seconds = (milliseconds + 500) / 1_000
    return seconds < 60 ? "\(seconds) s" : "\(seconds / 60) min \(seconds % 60) s"
  }

  /// `12,345`.
  private func grouped(_ number: Int) -> String {
    let digits = String(number)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }
}
