import StetContent
import StetCore
import StetValidation

/// What a build did.
package struct BuildReport: Sendable {
  /// What became of the files of content.
  package var ledger = Ledger()
  /// What became of the files of the output.
  package var pages = PageCounts()
  /// What the author should know, each once, ordered by file and place.
  package var diagnostics: [Diagnostic] = []
  /// The output folder, as messages name it.
  package var output = ""
  /// The files of the output that have new bytes, and those that are gone: paths from the output
  /// folder, in order.
  package var changes = Changes()
  /// The file of content behind each page that has one, by path from the output folder; nil where the
  /// build had no need to know.
  package var sources: [String: String]?
  /// From when on the same files give another output, by the clock; nil where they never do.
  package var changesAt: Timestamp?
  /// How much work it was.
  package var work = Work()
  /// Whether the build stopped before it wrote anything, so that the last good output stands.
  package var isStopped = false

  /// Files of content by what became of them; the parts add up to all files found.
  package struct Ledger: Sendable, Hashable {
    package var published = 0
    package var drafts = 0
    package var scheduled = 0
    package var expired = 0
    /// Left out because of an error.
    package var invalid = 0
    /// No articles: pictures, the texts of sections, topics and authors; articles withdrawn.
    package var other = 0

    /// All files found below the content folders.
    package var files: Int { published + drafts + scheduled + expired + invalid + other }
  }

  /// Files of the output by what was done with them.
  package struct PageCounts: Sendable, Hashable {
    package var written = 0
    package var unchanged = 0
    package var removed = 0
  }

  /// What a build had to do, counted: it is to follow the change, not the size of the site.
  package struct Work: Sendable, Hashable {
    /// Files of content whose bytes were read to see whether they have changed.
    package var read = 0
    /// Files of content that were parsed, some only for a text that is printed again.
    package var parsed = 0
    /// Files of the output that were laid out to see whether they have changed.
    package var laidOut = 0
    /// Files of the output that were printed or copied.
    package var printed = 0
  }

  /// What a reader of the output would find changed.
  package struct Changes: Sendable, Hashable {
    package var written: [String] = []
    package var removed: [String] = []
  }

  /// Whether the site has an error; under `isStrict` a warning counts as one.
  package func isFailed(isStrict: Bool) -> Bool {
    diagnostics.contains { diagnostic in
      switch diagnostic.severity {
      case .error: true
      case .warning: isStrict
      case .info: false
      }
    }
  }

  /// The report of a build that the disk made impossible.
  package static func failed(_ error: FileError) -> BuildReport {
    var report = BuildReport()
    report.isStopped = true
    report.diagnostics = [Diagnostic(.error, .diskFailed, path: error.path, error.message)]
    return report
  }

  /// The report of a build that stopped before it wrote anything.
  func stopped() -> BuildReport {
    var report = settled()
    report.isStopped = true
    return report
  }

  /// The report with each diagnostic once, in order: what one place causes on many pages is said
  /// once, with how often.
  func settled() -> BuildReport {
    var report = self
    report.diagnostics = []
    var placeOfKey: [Diagnostic: Int] = [:]
    var repetitions: [Int] = []
    // What was said where the text stands is not said again of each feed.
    let told = Set(diagnostics.filter { $0.code == .imageAltMissing }.map(\.path))
    for diagnostic in diagnostics.sorted(by: Diagnostic.precedes) {
      if diagnostic.code == .htmlImageAlt, told.contains(diagnostic.path) { continue }
      let key = diagnostic.with(note: nil)
      if let place = placeOfKey[key] {
        if report.diagnostics[place].note != diagnostic.note { repetitions[place] += 1 }
      } else {
        placeOfKey[key] = report.diagnostics.count
        report.diagnostics.append(diagnostic)
        repetitions.append(0)
      }
    }
    for (place, count) in repetitions.enumerated() where count > 0 {
      let more = "and \(count) more like this"
      let note = report.diagnostics[place].note.map { "\($0); \(more)" } ?? more
      report.diagnostics[place] = report.diagnostics[place].with(note: note)
    }
    return report
  }
}
