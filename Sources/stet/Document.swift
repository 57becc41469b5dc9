import ArgumentParser
import StetBuild
import StetCore
import StetValidation

/// A document that a command was given: a file, an address, or standard input.
struct Document {
  let name: String

  static let fetcher = Fetcher(agent: "stet/\(Surroundings.version)")

  /// Whether it is to be fetched.
  private var isAddress: Bool { name.hasPrefix("https://") || name.hasPrefix("http://") }

  /// Reads it, at most `countMax` bytes of it; says why and ends with 74 where that fails.
  func read(
    _ surroundings: Surroundings, _ terminal: Terminal,
    countMax: Int = JudgeOptions().byteCountMax
  ) async throws -> ReadDocument {
    if isAddress { return try await fetch(surroundings, terminal) }
    if name == "-" {
      return ReadDocument(name: name, bytes: try Terminal.input(countMax: countMax))
    }
    do throws(FileError) {
      return ReadDocument(name: name, bytes: try looseBytes(name, countMax: countMax))
    } catch {
      terminal.complain("stet: \(error.message)\n")
      throw ExitCode(74)
    }
  }

  private func fetch(
    _ surroundings: Surroundings, _ terminal: Terminal
  ) async throws -> ReadDocument {
    do throws(FetchError) {
      let fetched = try await Document.fetcher.document(at: name) {
        Int(surroundings.start.duration(to: .now) / .milliseconds(1))
      }
      return ReadDocument(
        name: name, bytes: fetched.bytes, address: fetched.address, facts: fetched.facts)
    } catch {
      terminal.complain("stet: \(error.message)\n")
      throw ExitCode(74)
    }
  }
}

/// A document with how it was served, where it was.
struct ReadDocument {
  let name: String
  /// Nil where there are more than are read.
  let bytes: [UInt8]?
  /// Where it was found, after redirects.
  var address: String?
  var facts: HTTPFacts?
  /// The status with which a server refused it; nil where none did.
  var refusal: Int? { facts.flatMap { (200..<300).contains($0.status) ? nil : $0.status } }
}

extension Judge {
  /// What is to be said of `document`.
  func report(on document: ReadDocument, _ options: JudgeOptions) -> Report {
    guard let bytes = document.bytes else { return report(onTooLong: options) }
    return document.facts.map { report(on: bytes, served: $0, options) }
      ?? report(on: bytes, options)
  }
}

extension Report {
  /// The findings for a person, and a last line that sums them up.
  func text(of name: String, _ bytes: [UInt8]) -> String {
    let printer = DiagnosticPrinter()
    // Offsets are those of the document as UTF-8; of another encoding no line can be shown.
    let isShown = String(validating: bytes, as: UTF8.self) != nil
    var text = ""
    for finding in findings {
      let more = [finding.specification, finding.w3c.map { "W3C: \($0)" }].compactMap(\.self)
      let range = SourceRange(finding.offset, finding.offset)
      text += printer.text(
        for: Diagnostic(
          finding.severity, finding.code,
          path: isShown ? name : "\(name):\(finding.line):\(finding.column)",
          range: isShown ? range : nil, finding.message, note: more.joined(separator: "; ")),
        in: isShown ? bytes : nil)
    }
    let errors = findings.count { $0.severity == .error }
    let warnings = findings.count { $0.severity == .warning }
    let verdict = isValid ? "valid" : "not valid"
    return text + "\(name): \(verdict) (\(format.rawValue)), errors: \(errors), "
      + "warnings: \(warnings)\n"
  }
}
