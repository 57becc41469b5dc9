import Foundation
import StetCore
import Testing

@testable import StetTemplate

/// Whether Python with Jinja2 3 is on this machine.
private let hasJinja: Bool =
  run(["python3", "-c", "import jinja2; assert jinja2.__version__ >= '3.1'"]) != nil

/// How many random templates are tried; `STET_ORACLE_COUNT=20000` tries as many.
private let count =
  ProcessInfo.processInfo.environment["STET_ORACLE_COUNT"].flatMap { Int($0) } ?? 1000

/// Where the random templates begin; `STET_ORACLE_SEED` chooses others.
private let seed = ProcessInfo.processInfo.environment["STET_ORACLE_SEED"].flatMap { Int($0) } ?? 1

/// Both engines must print the same, or both must refuse.
@Test(.enabled(if: hasJinja, "needs python3 with jinja2 3.1: the random comparison is skipped"))
func randomTemplatesArePrintedAsJinjaPrintsThem() {
  let script = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Oracle/random_templates.py").path()
  var printed = 0
  var compared = 0
  var planned = 0
  for part in 0..<((count + 999) / 1000) {
    let size = min(1000, count - part * 1000)
    guard let json = run(["python3", script, "\(seed + part)", "\(size)"]),
      case .map(let file) = Value.reading(json: SourceFile(path: "random", bytes: json)).value,
      case .map(let shared) = file["values"], case .list(let items) = file["cases"]
    else {
      Issue.record("the generator gave no cases")
      return
    }
    for item in items {
      let one = OracleCase(item, shared: shared)
      // Python shows its iterators and methods by their addresses; we have neither.
      if let expected = one.expected, expected.contains(" at 0x") || expected.contains("dict_") {
        continue
      }
      let (text, problem) = one.rendered()
      compared += 1
      if one.expected != nil { printed += 1 }
      if text != one.expected { explain(one, text, problem) }
      let folded = one.renderedWithConstants(seed: UInt64(seed &* 1_000_003 &+ compared))
      if folded.isPlanned { planned += 1 }
      if folded.text != one.expected { explain(one, folded.text, "with constants") }
    }
  }
  print(
    "random templates: \(compared) compared with jinja2, \(printed) of them printed, "
      + "\(planned) by a plan with constants, seed \(seed)")
}

private func explain(_ one: OracleCase, _ text: String?, _ problem: String) {
  let sources = one.templates.map { "\($0.path): \(String(decoding: $0.bytes, as: UTF8.self))" }
  Issue.record(
    """
    \(one.name) differs \(one.options.isLenient ? "(lenient)" : "") \(problem)
    \(sources.joined(separator: "\n"))
    jinja2: \(one.expected ?? "error")
    stet:   \(text ?? "error")
    """)
}

/// What a program prints; nil when it cannot be run or fails.
private func run(_ arguments: [String]) -> [UInt8]? {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = arguments
  let pipe = Pipe()
  process.standardOutput = pipe
  process.standardError = FileHandle.nullDevice
  do {
    try process.run()
  } catch {
    return nil
  }
  let data = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return process.terminationStatus == 0 ? Array(data) : nil
}
