import StetCore

/// What a page gets while it is served: a script that reloads it, tells what is wrong and names the
/// file that it was written in. Nothing of it is ever in the output folder.
struct Preview: Sendable {
  /// Where the script is.
  static let scriptPath = "/.stet/preview.js"
  /// Where the news is.
  static let newsPath = "/.stet/news"

  /// The file that each page was written in, by path from the output folder.
  let sources: [String: String]
  let editor: EditorLink

  /// `page` with the script before the end of its body; `tag` names the bytes of the file at `path`.
  func page(_ page: [UInt8], tag: String, path: String) -> [UInt8] {
    var script = "<script defer src=\"\(Preview.scriptPath)\" data-tag=\"\(tag)\""
    if let source = sources[path] {
      script += " data-source=\"\(Preview.escaped(source))\""
      if let link = editor.address(of: source, line: 1, column: 1) {
        script += " data-link=\"\(Preview.escaped(link))\""
      }
    }
    script += "></script>"
    let end = Preview.endOfBody(page)
    var whole: [UInt8] = []
    whole.reserveCapacity(page.count + script.utf8.count)
    whole += page[..<end]
    whole += script.utf8
    whole += page[end...]
    return whole
  }

  /// Names what `page` shows, by its bytes without the links to its stylesheets: those can be swapped
  /// while the page stays.
  static func tag(ofPage page: [UInt8]) -> String {
    var rest: [UInt8] = []
    rest.reserveCapacity(page.count)
    var start = 0
    let mark = Array("<link".utf8)
    let kind = Array("stylesheet".utf8)
    while let open = page[start...].firstRange(of: mark)?.lowerBound,
      let end = page[open...].firstIndex(of: 0x3E)
    {
      let isStyle = page[open...end].firstRange(of: kind) != nil
      rest += page[start..<(isStyle ? open : end + 1)]
      start = end + 1
    }
    rest += page[start...]
    return Fingerprint(of: rest).hexadecimal
  }

  /// The offset of the last `</body`, whatever its case; the end where there is none.
  private static func endOfBody(_ page: [UInt8]) -> Int {
    let mark = Array("</body".utf8)
    var start = page.count - mark.count
    while start >= 0 {
      if page[start] == 0x3C,
        mark.indices.allSatisfy({ page[start + $0] | (($0 > 1) ? 0x20 : 0) == mark[$0] })
      {
        return start
      }
      start -= 1
    }
    return page.count
  }

  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "\"": escaped += "&quot;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}

/// How a place in a file is opened in the writer's editor: by an address that the editor has
/// registered with the system.
package struct EditorLink: Sendable, Hashable {
  /// An address with `{path}`, and `{line}` and `{column}` where the editor takes them; nil for none.
  let pattern: String?
  /// The site's folder from the root of the disk.
  let site: String

  /// Editors that have such addresses.
  package static let editors = [
    "vscode": "vscode://file{path}:{line}:{column}",
    "vscodium": "vscodium://file{path}:{line}:{column}",
    "cursor": "cursor://file{path}:{line}:{column}",
    "windsurf": "windsurf://file{path}:{line}:{column}",
    "zed": "zed://file{path}:{line}:{column}",
    "sublime": "subl://open?url=file://{path}&line={line}&column={column}",
    "textmate": "txmt://open?url=file://{path}&line={line}&column={column}",
    "idea": "idea://open?file={path}&line={line}&column={column}",
    "emacs": "emacs://open?url=file://{path}&line={line}&column={column}",
  ]

  /// Links into the editor called `editor`, or of the address with `{path}` that it is; without links
  /// where it is `none`. Nil where there is no such editor.
  package init?(_ editor: String, site: String) {
    self.site = site
    if editor == "none" {
      pattern = nil
    } else if let known = EditorLink.editors[editor] {
      pattern = known
    } else if editor.contains("{path}"), editor.contains(":") {
      pattern = editor
    } else {
      return nil
    }
  }

  /// The address that opens the file at `path`, from the site's root, at a place.
  func address(of path: String, line: Int, column: Int) -> String? {
    guard let pattern else { return nil }
    let whole = path.hasPrefix("/") ? path : site + "/" + path
    return pattern.replacing("{path}", with: EditorLink.escaped(whole))
      .replacing("{line}", with: String(line)).replacing("{column}", with: String(column))
  }

  private static func escaped(_ path: String) -> String {
    path.split(separator: "/", omittingEmptySubsequences: false)
      .map { RequestPath.escaped(String($0)) }.joined(separator: "/")
  }
}
