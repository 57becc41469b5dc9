package import StetCore

extension Diagnostic.Code {
  package static let pictureBroken = Self("picture-broken")
  package static let pictureTooLarge = Self("picture-too-large")
  package static let drawingUnclean = Self("drawing-unclean")
  package static let pictureLibraryMissing = Self("picture-library-missing")
  package static let fontMissing = Self("font-missing")
}
