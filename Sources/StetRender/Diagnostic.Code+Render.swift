import StetCore

extension Diagnostic.Code {
  package static let themeInvalid = Self("theme-invalid")
  package static let templateMissing = Self("template-missing")
  package static let shortcodeUnknown = Self("shortcode-unknown")
  package static let pageAddressTaken = Self("page-address-taken")
}
