import StetCore
import StetXML

/// Judges an OPML document.
func judgeOPML(_ reader: inout XMLReader, _ examination: Examination) -> Examination {
  var examination = examination
  while reader.nextRecord() != nil {}
  examination.judgeOutlines(reader.shell)
  return examination
}

extension Examination {
  /// Judges OPML 1.0 and 2.0.
  fileprivate mutating func judgeOutlines(_ shell: XMLTree) {
    guard let root = shell.nodes.first else { return }
    let versions = ["1.0", "1.1", "2.0"]
    if !versions.contains(shell.value("version", of: 0) ?? "") {
      find(.opmlVersion, root.offset, "The document does not say that it is OPML 2.0")
    }
    if let head = shell.first("head", .none, in: 0) {
      for child in shell.elements(of: head)
      where ["dateCreated", "dateModified"].contains(shell.nodes[child].name) {
        let text = shell.trimmedText(of: child)
        if MailDate(text) == nil {
          find(.opmlDate, shell.nodes[child].offset, "\"\(shortened(text))\" is not a date of mail")
        }
      }
    } else {
      find(.opmlMissing, root.offset, "The document has no head")
    }
    guard let body = shell.first("body", .none, in: 0) else {
      return find(.opmlMissing, root.offset, "The document has no body")
    }
    if shell.first("outline", .none, in: body) == nil {
      find(.opmlMissing, shell.nodes[body].offset, "The body has no outline")
    }
    for node in (body + 1)..<max(shell.nodes[body].next, body + 1)
    where shell.nodes[node].kind == .element && shell.nodes[node].name == "outline" {
      judgeOutline(shell, node)
    }
  }

  private mutating func judgeOutline(_ shell: XMLTree, _ node: Int) {
    let offset = shell.nodes[node].offset
    if shell.value("text", of: node) == nil {
      find(.opmlText, offset, "The outline has no text")
    }
    if shell.value("type", of: node)?.lowercased() == "rss",
      shell.value("xmlUrl", of: node) == nil
    {
      find(.opmlMissingFeed, offset, "The outline is a feed, but has no xmlUrl")
    }
    for name in ["xmlUrl", "htmlUrl", "url"] {
      guard let address = shell.value(name, of: node), !address.isEmpty else { continue }
      if addressScheme(address) == nil || addressProblem(address) != nil {
        find(
          .opmlAddress, offset,
          "The outline's \(name) is \"\(shortened(address))\", not an absolute address")
      }
    }
  }
}
