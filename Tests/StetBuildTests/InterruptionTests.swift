import Foundation
import StetCore
import Testing

@testable import StetBuild

/// A build may be killed at any moment.
struct InterruptionTests {
  @Test
  func aKilledBuildLeavesWholeFilesAndTheNextOneFinishes() throws {
    let program = try Program()
    let workplace = try Workplace(SampleSite.archive)
    for number in 0..<150 {
      try workplace.write(
        "content/press/more-\(number).md",
        """
        ---
        title: Story \(number)
        date: 2026-03-\(number % 28 + 1 < 10 ? "0" : "")\(number % 28 + 1)T10:00:00Z
        topics: [t\(number % 9)]
        ---
        \(String(repeating: "Words and words. ", count: 200))
        """)
    }
    let environment = ["SOURCE_DATE_EPOCH": "1780000000"]
    let template = "themes/plain/templates/article.html"
    let text = try #require(workplace.read(template))

    /// What a build that nothing disturbs makes of each state of the theme.
    var whole: [[String: [UInt8]]] = []
    for state in 0...1 {
      try workplace.write(template, text + String(repeating: "<!-- \(state) -->\n", count: 2000))
      let began = ContinuousClock.now
      #expect(
        try program.run(
          ["build", "--output", "whole"], in: workplace.path, environment: environment
        )
        .code == 0)
      let took = began.duration(to: .now)
      whole.append(try workplace.files(below: "whole"))
      guard state == 1 else { continue }
      for attempt in 0..<12 {
        // The theme changes before each attempt, so that there is always something to write.
        try workplace.write(
          template, text + String(repeating: "<!-- \(attempt % 2) -->\n", count: 2000))
        let process = program.process(["build"], in: workplace.path, environment: environment)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        let moment = took * Double(attempt + 1) / 12
        Thread.sleep(forTimeInterval: moment / .seconds(1))
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        // It may have ended before it made the folder.
        guard FileManager.default.fileExists(atPath: workplace.path + "/output") else { continue }
        for (path, bytes) in try workplace.files() where !path.contains("/.stet-") {
          guard whole.contains(where: { $0[path] == bytes }) else {
            Issue.record("after attempt \(attempt), \(path) is neither old nor new")
            return
          }
        }
      }
    }
    try workplace.write(template, text + String(repeating: "<!-- 1 -->\n", count: 2000))
    let ending = try program.run(["build"], in: workplace.path, environment: environment)
    #expect(ending.code == 0, "\(ending.errors)")
    #expect(try workplace.files() == whole[1])
    let kept = try workplace.listing().filter { $0.split(separator: "/").last?.first == "." }
    #expect(kept == [".stet-lock", ".stet-manifest"])
  }
}
