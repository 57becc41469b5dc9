import Foundation
import StetBuild
import StetCore
import StetServe

/// Tells what a server does, to a person or to a program.
struct ServeNews: Sendable {
  let site: String
  let terminal: Terminal
  let format: ReportFormat
  /// Whether the front page is to be opened.
  let isOpening: Bool
  /// Whether no other machine can reach the server.
  let isLoopback: Bool
  let isQuiet: Bool

  /// One event, as JSON.
  private struct EventObject: Encodable {
    let event: String
    var address: String?
    var changed: [String]?
    var scheduled: Bool?
    var milliseconds: Int?
    var report: ReportObject?
  }

  /// Tells of `event`.
  func tell(_ event: ServeEvent) {
    switch format {
    case .text: tellPerson(event)
    case .json: tellProgram(event)
    }
    if case .serving(let address) = event, isOpening { open(address) }
  }

  private func tellPerson(_ event: ServeEvent) {
    switch event {
    case .building(let changed, let isByClock):
      if isQuiet { return }
      if !changed.isEmpty { terminal.say("\(summary(changed)) changed\n") }
      if isByClock { terminal.say("the hour has come at which the site changes by itself\n") }
    case .progress: break
    case .built(let report, let milliseconds):
      let reporter = Reporter(site: site, terminal: terminal)
      reporter.printText(report, isQuiet: isQuiet, took: .milliseconds(milliseconds))
    case .failed(let error): terminal.complain("stet: \(error.message)\n")
    case .serving(let address):
      let reach =
        isLoopback
        ? "only this machine can reach it" : "every machine of this network can reach it"
      terminal.say("Serving at \(address) (\(reach)); Ctrl-C ends it\n")
    }
  }

  private func tellProgram(_ event: ServeEvent) {
    let object: EventObject
    switch event {
    case .progress: return
    case .building(let changed, let isByClock):
      object = EventObject(event: "building", changed: changed, scheduled: isByClock ? true : nil)
    case .built(let report, let milliseconds):
      object = EventObject(
        event: "built", milliseconds: milliseconds, report: reportObject(report))
    case .failed(let error):
      object = EventObject(event: "failed", report: reportObject(.failed(error)))
    case .serving(let address): object = EventObject(event: "serving", address: address)
    }
    do {
      try terminal.sayJSON(object)
    } catch {
      terminal.complain("stet: an event could not be written as JSON\n")
    }
  }

  private func reportObject(_ report: BuildReport) -> ReportObject {
    ReportObject(report) { diagnostic in
      diagnostic.range == nil ? nil : sourceBytes(at: diagnostic.path, site: site)
    }
  }

  private func summary(_ changed: [String]) -> String {
    let shown = changed.prefix(3).joined(separator: ", ")
    return changed.count > 3 ? "\(shown) and \(changed.count - 3) more" : shown
  }

  /// Opens `address` with the system's own command; a machine without one is told of.
  private func open(_ address: String) {
    #if os(macOS)
      let opener = "open"
    #else
      let opener = "xdg-open"
    #endif
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [opener, address]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      terminal.complain("stet: \(opener) could not be started; open \(address) yourself\n")
    }
  }
}
