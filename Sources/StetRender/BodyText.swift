import StetContent
import StetCore
import StetSite

/// What a body is filled for: the page it stands on, or a feed that carries it elsewhere.
enum BodyMedium {
  /// Addresses from the site's root.
  case page
  /// Absolute addresses, without what feeds leave out; anchors lead to the page at the address.
  case feed(page: SitePath)
}

extension Body {
  /// The HTML with its holes filled.
  ///
  /// `links` are where the article's references lead; `shortcodes` the HTML of its shortcodes, in
  /// their order; `pictures` what is known of the pictures that references name.
  func filled(
    for medium: BodyMedium, links: [Destination], shortcodes: [[UInt8]],
    pictures: [Int: PictureMarkup] = [:], addresses: Addresses
  ) -> [UInt8] {
    var filler = BodyFiller(self, medium, addresses)
    for hole in holes {
      if case .reference(let index) = hole.kind, let picture = pictures[index],
        let tag = ImageTag(around: hole.offset, in: html), !tag.isMeasured,
        filler.position <= tag.range.lowerBound
      {
        filler.show(picture, tag, at: hole.offset, links[index])
        continue
      }
      filler.copy(upTo: hole.offset)
      // A position beyond the hole means that an omission swallowed it.
      if filler.position > hole.offset { continue }
      switch hole.kind {
      case .reference(let index):
        filler.made.appendEscaped(links[index].address(for: medium, addresses))
      case .shortcode(let index):
        filler.made.append(contentsOf: shortcodes[index])
      }
    }
    filler.copy(upTo: html.count)
    return filler.made
  }
}

/// The HTML of a body while its holes are filled.
private struct BodyFiller {
  var made: [UInt8] = []
  /// Where in the body's HTML it stands.
  private(set) var position = 0
  private var nextOmission = 0
  private let html: [UInt8]
  private let omissions: [Omission]
  private let medium: BodyMedium
  private let addresses: Addresses

  init(_ body: Body, _ medium: BodyMedium, _ addresses: Addresses) {
    html = body.html
    omissions = if case .feed = medium { body.omissions } else { [] }
    self.medium = medium
    self.addresses = addresses
    made.reserveCapacity(html.count + body.holes.count * 48)
  }

  /// Copies up to `offset`, with each omission on the way replaced.
  mutating func copy(upTo offset: Int) {
    while nextOmission < omissions.count, omissions[nextOmission].range.lowerBound < offset {
      let omission = omissions[nextOmission]
      if omission.range.lowerBound > position {
        made.append(contentsOf: html[position..<omission.range.lowerBound])
      }
      made.append(contentsOf: omission.replacement)
      position = max(position, omission.range.upperBound)
      nextOmission += 1
    }
    if offset > position {
      made.append(contentsOf: html[position..<offset])
      position = offset
    }
  }

  /// The picture at `offset`, which leads to `link`, as wide and high as it is, with its copies beside
  /// it.
  mutating func show(
    _ picture: PictureMarkup, _ tag: ImageTag, at offset: Int, _ link: Destination
  ) {
    let isPage = if case .page = medium { true } else { false }
    let isSet = isPage && !picture.sourceElement.isEmpty
    if isSet {
      copy(upTo: tag.range.lowerBound)
      made.append(contentsOf: "<picture>\(picture.sourceElement)".utf8)
    }
    copy(upTo: offset)
    if position > offset { return }
    let shown = isPage ? picture.onPage : picture.inFeed
    let place = shown.source.map { Destination.local($0, suffix: "") } ?? link
    made.appendEscaped(place.address(for: medium, addresses))
    made.append(contentsOf: "\" width=\"\(shown.width)\" height=\"\(shown.height)".utf8)
    if isPage, !tag.isTimed { made.append(contentsOf: "\" loading=\"lazy".utf8) }
    if isPage, let color = picture.color {
      made.append(contentsOf: "\" data-color=\"\(color)".utf8)
    }
    copy(upTo: tag.range.upperBound)
    if isSet { made.append(contentsOf: "</picture>".utf8) }
  }
}

extension Destination {
  /// The address as it stands in `medium`, not yet escaped for HTML.
  func address(for medium: BodyMedium, _ addresses: Addresses) -> String {
    switch (self, medium) {
    case (.local(let path, let suffix), .page): addresses.rooted(path) + suffix
    case (.local(let path, let suffix), .feed): addresses.absolute(path) + suffix
    case (.anchor(let anchor), .page): anchor
    case (.anchor(let anchor), .feed(let page)): addresses.absolute(page) + anchor
    case (.external(let address), .feed) where address.hasPrefix("//"): "https:" + address
    case (.external(let address), _): address
    case (.hidden, .page): "#"
    case (.hidden, .feed(let page)): addresses.absolute(page)
    }
  }

  /// Whether the address is of this site.
  var isLocal: Bool {
    if case .local = self { true } else { false }
  }
}
