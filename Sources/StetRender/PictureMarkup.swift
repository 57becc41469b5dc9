import StetContent
import StetCore
import StetSite

/// What stands in a text around and behind the address of one of its pictures.
struct PictureMarkup: Sendable, Hashable {
  /// What older browsers show, and what feeds do.
  let onPage: Shown
  let inFeed: Shown
  /// The `source` element of newer formats, with addresses from the site's root; empty for none.
  let sourceElement: String
  let color: String?

  /// The picture, or a smaller copy of it at `source`.
  struct Shown: Sendable, Hashable {
    let source: SitePath?
    let width: Int
    let height: Int

    init(source: SitePath?, width: Int, height: Int) {
      self.source = source
      self.width = width
      self.height = height
    }

    init(_ copy: PictureSheet.File) {
      self.init(source: copy.address, width: copy.width, height: copy.height)
    }
  }

  /// The markup of a picture of which `facts` are known; nil where its measure is not.
  init?(_ facts: FileFacts, sizes: String, _ addresses: Addresses) {
    guard let width = facts.width, let height = facts.height else { return nil }
    let whole = Shown(source: nil, width: width, height: height)
    onPage = facts.sheet?.fallback.map(Shown.init) ?? whole
    inFeed = facts.copyForFeeds.map(Shown.init) ?? whole
    color = facts.sheet?.color
    let responsive = facts.sheet?.responsive ?? []
    guard let type = responsive.first?.type else {
      sourceElement = ""
      return
    }
    let set = PictureMarkup.sourceSet(responsive, addresses)
    sourceElement = "<source type=\"\(type)\" srcset=\"\(set)\" sizes=\"\(sizes)\">"
  }

  /// `/assets/pictures/opera-480.1a2b3c4d.avif 480w, …`
  static func sourceSet(_ files: [PictureSheet.File], _ addresses: Addresses) -> String {
    files.map { "\(addresses.rooted($0.address)) \($0.width)w" }.joined(separator: ", ")
  }

  var fingerprint: Fingerprint {
    let shown = [onPage, inFeed].map { "\($0.source?.text ?? "-") \($0.width) \($0.height)" }
    return Fingerprint(of: "\(shown) \(color ?? "-") \(sourceElement)")
  }
}

/// The `img` element around a place in its `src`.
struct ImageTag {
  /// From its `<` to behind its `>`.
  let range: Range<Int>
  /// Whether its author said how large it is, or which copies it has.
  let isMeasured: Bool
  let isTimed: Bool

  /// The element whose `src` begins at `offset` of `html`; nil where there is none.
  init?(around offset: Int, in html: [UInt8]) {
    guard offset <= html.count, html[..<offset].suffix(5).elementsEqual("src=\"".utf8) else {
      return nil
    }
    guard let start = html[..<offset].lastIndex(of: 0x3C),
      html[start...].starts(with: "<img ".utf8),
      let close = html[offset...].firstIndex(of: 0x22)
    else { return nil }
    var quote: UInt8?
    var index = close + 1
    while index < html.count {
      let byte = html[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == 0x22 || byte == 0x27 {
        quote = byte
      } else if byte == 0x3E {
        break
      }
      index += 1
    }
    guard index < html.count else { return nil }
    range = start..<(index + 1)
    let text = html[range]
    let has = { (name: String) in text.firstRange(of: Array(" \(name)=".utf8)) != nil }
    isMeasured = has("width") || has("height") || has("srcset")
    isTimed = has("loading")
  }
}

extension Renderer {
  /// What is known of the pictures in the text of `article`, by reference.
  static func pictures(
    in article: Article, _ links: Links, _ views: Views, _ theme: Theme
  ) -> [Int: PictureMarkup] {
    if views.files.isEmpty { return [:] }
    var pictures: [Int: PictureMarkup] = [:]
    for (index, reference) in article.references.enumerated()
    where reference.kind == .image && index < links.body.count {
      pictures[index] = views.facts(of: links.body[index]).flatMap {
        PictureMarkup($0, sizes: theme.pictureSizes, views.addresses)
      }
    }
    return pictures
  }
}
