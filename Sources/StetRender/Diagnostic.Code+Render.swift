import StetCore

extension Diagnostic.Code {
  package static let enclosureMissing = Self("enclosure-missing")
  package static let enclosureLengthMissing = Self("enclosure-length-missing")
  package static let podcastListMissing = Self("podcast-list-missing")
  package static let podcastImageUnfit = Self("podcast-image-unfit")
  package static let themeInvalid = Self("theme-invalid")
  package static let templateMissing = Self("template-missing")
  package static let shortcodeUnknown = Self("shortcode-unknown")
  package static let pageAddressTaken = Self("page-address-taken")
}
