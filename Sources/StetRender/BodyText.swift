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
  /// their order.
  func filled(
    for medium: BodyMedium, links: [Destination], shortcodes: [[UInt8]], addresses: Addresses
  ) -> [UInt8] {
    var made: [UInt8] = []
    made.reserveCapacity(html.count + holes.count * 48)
    var position = 0
    var nextOmission = 0
    let omissions: [Omission] = if case .feed = medium { self.omissions } else { [] }

    /// Copies up to `offset`, with each omission on the way replaced.
    func copy(upTo offset: Int) {
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

    for hole in holes {
      copy(upTo: hole.offset)
      // A position beyond the hole means that an omission swallowed it.
      if position > hole.offset { continue }
      switch hole.kind {
      case .reference(let index):
        made.appendEscaped(links[index].address(for: medium, addresses))
      case .shortcode(let index):
        made.append(contentsOf: shortcodes[index])
      }
    }
    copy(upTo: html.count)
    return made
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
