import StetCore
import StetRender
import StetValidation

/// What the judge says of a feed or sitemap that is about to be published.
func findings(on output: Output, shownAs path: String) -> [Diagnostic] {
  []
}
