import StetCore

/// What is shown between one build and the next.
struct Edition: Sendable {
  /// Counts editions from 0, which is before the first build has ended.
  var number = 0
  var host: StaticHost
  /// What is wrong, errors first.
  var problems: [Problem] = []
  /// Whether there is an error, so that what is missing may be missing because of it.
  var isFailed = false
  /// Addresses of the files that changed since the edition before, pages not among them.
  var assets: [String] = []
}

/// What a build gave the server to show.
package struct Printing: Sendable {
  /// Everything that is wrong.
  package var diagnostics: [Diagnostic]
  /// The output folder on the disk.
  package var output: String
  /// The path that the site lives under, such as `/blog`; empty where it has a host of its own.
  package var basePath: String
  /// The file that each page was written in, by path from the output folder.
  package var sources: [String: String]
  /// Paths from the output folder of what this build wrote or took away; nil where nobody knows.
  package var changed: [String]?

  /// What is in the folder `output`, for a site that lives under `basePath`.
  package init(
    diagnostics: [Diagnostic], output: String, basePath: String, sources: [String: String],
    changed: [String]?
  ) {
    self.diagnostics = diagnostics
    self.output = output
    self.basePath = basePath
    self.sources = sources
    self.changed = changed
  }
}

/// Which of the site's files changed.
package struct Changes: Sendable, Hashable {
  /// From the site's root, or from the disk's where they lie elsewhere.
  package private(set) var paths: Set<String> = []
  /// Whether more may have changed than the paths say.
  package private(set) var isEverything = false

  /// No change.
  package init() {}

  /// Every file may be another.
  package static var everything: Changes {
    var changes = Changes()
    changes.isEverything = true
    return changes
  }

  /// Whether nothing changed.
  package var isEmpty: Bool { paths.isEmpty && !isEverything }

  /// The paths in order.
  package var sorted: [String] { paths.sorted() }

  /// Adds the file at `path`.
  mutating func insert(_ path: String) {
    paths.insert(path)
  }

  /// Adds all of `other`.
  mutating func formUnion(_ other: Changes) {
    paths.formUnion(other.paths)
    isEverything = isEverything || other.isEverything
  }
}
