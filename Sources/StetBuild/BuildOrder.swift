import StetCore
import StetSite

/// What a build is asked for: everything it depends on besides the site's files.
package struct BuildOrder: Sendable {
  /// The site's folder.
  package var site: String
  /// What the command line decides over stet.yaml.
  package var flags: Configuration.Flags
  /// The instant for which the site is built.
  package var now: Timestamp
  /// How many files are worked on at once.
  package var width: Int
  /// Names the program that builds; another name lets every output be made anew.
  package var generator: String
  /// Nanoseconds since 1970 when the build began, by the clock that stamps files.
  package var startNanoseconds: Int64

  /// An order to build the site in the folder `site`.
  package init(
    site: String, flags: Configuration.Flags, now: Timestamp, width: Int, generator: String,
    startNanoseconds: Int64
  ) {
    self.site = site
    self.flags = flags
    self.now = now
    self.width = width
    self.generator = generator
    self.startNanoseconds = startNanoseconds
  }
}
