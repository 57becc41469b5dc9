import StetCore
import StetMedia

/// What is known of pictures from one build to the next: `.stet/pictures/album`, beside the files that
/// were made of them.
///
/// Everything is found by content: a picture that moves, or comes back, is not developed again.
struct PictureAlbum: Sendable {
  /// Below the site's root.
  static let folder = ".stet/pictures"
  static let path = folder + "/album"
  private static let heading = "stet pictures 1"

  /// What became of one picture under one recipe.
  enum Page: Sendable, Hashable {
    case developed(Developed)
    case drawing(Drawn)
    case left(Left)
  }

  /// A picture that is not developed.
  struct Left: Sendable, Hashable {
    /// Why: `broken`, `large`, `library` where it is missing, or `other` where nothing is wrong with it.
    var reason: String
    var size: PixelSize?
    /// Bytes of what is published in its place; nil where it stands as it is.
    var cleanBytes: Int?
  }

  /// What was made of a picture.
  struct Developed: Sendable, Hashable {
    var size: PixelSize
    var color: String?
    /// Bytes of what is published in its place; nil where it stands as it is.
    var cleanBytes: Int?
    var files: [File]
  }

  /// What was made of a drawing.
  struct Drawn: Sendable, Hashable {
    var size: PixelSize?
    var cleanBytes: Int?
    var removed: [String]
  }

  /// A file made of a picture.
  struct File: Sendable, Hashable {
    var role: Rendition.Role
    var format: PictureFormat
    var size: PixelSize
    var sizeBytes: Int
  }

  /// The content of files by their state on the disk.
  var contents: [Fingerprint: Fingerprint] = [:]
  /// Pages by the fingerprint of content and recipe.
  var pages: [Fingerprint: Page] = [:]

  init() {}

  /// The album that `bytes` hold; an empty one where they are damaged or of another version.
  init(_ bytes: [UInt8]) {
    var lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").makeIterator()
    guard lines.next() == Self.heading[...] else { return }
    while let line = lines.next() {
      let words = line.split(separator: " ", omittingEmptySubsequences: false)
      guard words.count >= 3, let key = Fingerprint(hexadecimal: String(words[1])) else { continue }
      if words[0] == "s" {
        contents[key] = Fingerprint(hexadecimal: String(words[2]))
      } else {
        pages[key] = Page(String(words[0]), words.dropFirst(2).map(String.init))
      }
    }
  }

  /// The bytes kept on the disk.
  var bytes: [UInt8] {
    var lines = contents.map { "s \($0.key.hexadecimal) \($0.value.hexadecimal)" }
    lines += pages.map { key, page in
      let (letter, words) = page.words
      return "\(letter) \(key.hexadecimal) \(words.joined(separator: " "))"
    }
    return Array(([Self.heading] + lines.sorted()).joined(separator: "\n").utf8) + [0x0A]
  }
}

extension PictureAlbum.Page {
  fileprivate init?(_ letter: String, _ words: [String]) {
    switch letter {
    case "x":
      guard words.count == 3 else { return nil }
      self = .left(
        .init(reason: words[0], size: PixelSize(words[1]), cleanBytes: Int(words[2])))
    case "d":
      guard words.count == 3 else { return nil }
      self = .drawing(
        .init(
          size: PixelSize(words[0]), cleanBytes: Int(words[1]),
          removed: words[2].split(separator: ",").map(String.init)))
    case "p":
      guard words.count >= 3, let size = PixelSize(words[0]) else { return nil }
      let files = words.dropFirst(3).map(PictureAlbum.File.init)
      guard files.allSatisfy({ $0 != nil }) else { return nil }
      self = .developed(
        .init(
          size: size, color: words[1] == "-" ? nil : words[1], cleanBytes: Int(words[2]),
          files: files.compactMap(\.self)))
    default: return nil
    }
  }

  fileprivate var words: (letter: String, words: [String]) {
    switch self {
    case .left(let left):
      return (
        "x", [left.reason, left.size?.name ?? "-", left.cleanBytes.map(String.init) ?? "-"]
      )
    case .drawing(let drawn):
      return (
        "d",
        [
          drawn.size?.name ?? "-", drawn.cleanBytes.map(String.init) ?? "-",
          drawn.removed.joined(separator: ","),
        ]
      )
    case .developed(let made):
      return (
        "p",
        [made.size.name, made.color ?? "-", made.cleanBytes.map(String.init) ?? "-"]
          + made.files.map(\.name)
      )
    }
  }
}

extension PictureAlbum.File {
  fileprivate init?(_ text: String) {
    let parts = text.split(separator: ":").map(String.init)
    guard parts.count == 4, let role = Rendition.Role(rawValue: parts[0]),
      let format = PictureFormat(rawValue: parts[1]), let size = PixelSize(parts[2]),
      let count = Int(parts[3])
    else { return nil }
    self.init(role: role, format: format, size: size, sizeBytes: count)
  }

  fileprivate var name: String {
    "\(role.rawValue):\(format.rawValue):\(size.name):\(sizeBytes)"
  }

  /// Its name below the folder of pictures, for a picture known by `key`.
  func fileName(_ key: Fingerprint) -> String {
    let what = role == .responsive ? String(size.width) : role.rawValue
    return "\(key.hexadecimal)-\(what).\(format.ending)"
  }
}

extension PixelSize {
  fileprivate init?(_ text: String) {
    let parts = text.split(separator: "x").compactMap { Int($0) }
    guard parts.count == 2, parts.allSatisfy({ $0 > 0 }) else { return nil }
    self.init(width: parts[0], height: parts[1])
  }

  fileprivate var name: String { "\(width)x\(height)" }
}
