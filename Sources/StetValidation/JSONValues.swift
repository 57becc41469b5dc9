import StetCore

extension JSONRules {
  mutating func wrongType(_ key: String, _ node: JSONNode) {
    examination.find(.jsonType, node.offset, "\"\(key)\" must be a text")
  }

  mutating func judgeText(_ key: String, _ node: JSONNode) {
    guard let text = node.text else { return wrongType(key, node) }
    if key == "content_text" || key == "user_comment" {
      return examination.judgeCharacters(Array(text.utf8), at: node.offset, in: "\"\(key)\"")
    }
    examination.judgePlainText(text, at: node.offset, in: "\"\(key)\"")
  }

  mutating func judgeAddress(_ key: String, _ node: JSONNode) {
    guard let text = node.text else { return wrongType(key, node) }
    if addressScheme(text) == nil {
      examination.find(
        .jsonAddress, node.offset, "\"\(key)\" is \"\(shortened(text))\", not an absolute address")
    } else if let problem = addressProblem(text) {
      examination.find(.jsonAddress, node.offset, "\"\(key)\" \(problem)")
    }
  }

  mutating func judgeLanguage(_ node: JSONNode) {
    guard let text = node.text else { return wrongType("language", node) }
    if !isLanguageTag(text) {
      examination.find(.language, node.offset, "\"language\" is \"\(shortened(text))\"")
    }
  }

  mutating func judgeAuthors(_ key: String, _ node: JSONNode) {
    if key == "author" {
      examination.find(.jsonAuthor, node.offset, "\"author\" was replaced by the list \"authors\"")
    }
    var authors = [node]
    if key == "authors" {
      guard case .array(let list) = node.value else {
        return examination.find(.jsonType, node.offset, "\"authors\" must be a list")
      }
      authors = list
    }
    for author in authors {
      guard case .object(let members) = author.value,
        members.contains(where: { ["name", "url", "avatar"].contains($0.key) })
      else {
        examination.find(.jsonType, author.offset, "An author needs a name, url or avatar")
        continue
      }
      for (key, member) in members where key == "url" || key == "avatar" {
        judgeAddress(key, member)
      }
    }
  }

  mutating func judgeHubs(_ node: JSONNode) {
    guard case .array(let hubs) = node.value else {
      return examination.find(.jsonType, node.offset, "\"hubs\" must be a list")
    }
    for hub in hubs {
      guard case .object(let members) = hub.value,
        ["type", "url"].allSatisfy({ key in members.contains { $0.key == key } })
      else {
        examination.find(.jsonHub, hub.offset, "A hub needs a type and a url")
        continue
      }
      for (key, member) in members where key == "url" { judgeAddress(key, member) }
    }
  }

  mutating func judgeAttachments(_ node: JSONNode) {
    guard case .array(let attachments) = node.value else {
      return examination.find(.jsonType, node.offset, "\"attachments\" must be a list")
    }
    for attachment in attachments {
      guard case .object(let members) = attachment.value else {
        examination.find(.jsonAttachment, attachment.offset, "An attachment must be an object")
        continue
      }
      for key in ["url", "mime_type"] where !members.contains(where: { $0.key == key }) {
        examination.find(.jsonAttachment, attachment.offset, "The attachment has no \(key)")
      }
      for (key, member) in members {
        judgeAttachment(key, member)
        if key == "url" { examination.note(member.text, isEnclosure: true, at: member.offset) }
      }
    }
  }

  mutating func judgeAttachment(_ key: String, _ node: JSONNode) {
    switch key {
    case "url": judgeAddress(key, node)
    case "mime_type":
      if !isMediaType(node.text ?? "") {
        examination.find(.jsonAttachment, node.offset, "\"mime_type\" is not a media type")
      }
    case "size_in_bytes", "duration_in_seconds":
      if case .number(let text) = node.value, !text.hasPrefix("-") { return }
      examination.find(.jsonAttachment, node.offset, "\"\(key)\" is not a number")
    default: break
    }
  }
}
