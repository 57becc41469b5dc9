import StetCore
import StetXML

extension Examination {
  /// Judges an element of Media RSS and what is inside it.
  mutating func judgeMedia(_ tree: XMLTree, _ node: Int) {
    let (name, offset) = (tree.nodes[node].name, tree.nodes[node].offset)
    switch name {
    case "group":
      let contents = tree.elements(of: node).filter { tree.nodes[$0].name == "content" }
      if contents.count < 2 {
        find(.mediaGroup, offset, "<media:group> is for alternatives, and there is no second one")
      }
    case "content": judgeMediaContent(tree, node)
    case "thumbnail", "player":
      guard let url = tree.value("url", of: node) else {
        find(.mediaAddress, offset, "<media:\(name)> has no url")
        break
      }
      judgeMediaAddress(url, offset, name)
    case "adult":
      find(.mediaAdult, offset, "<media:adult> was replaced by <media:rating>")
    case "title", "description":
      if tree.value("type", of: node) != "html" {
        judgePlainText(tree.text(of: node), at: offset, in: "<media:\(name)>")
      }
    default: break
    }
    for child in tree.elements(of: node) where tree.namespace(of: child) == .media {
      judgeMedia(tree, child)
    }
  }

  private mutating func judgeMediaContent(_ tree: XMLTree, _ node: Int) {
    let offset = tree.nodes[node].offset
    if let url = tree.value("url", of: node) { judgeMediaAddress(url, offset, "content") }
    let media = ["image", "audio", "video", "document", "executable"]
    if let medium = tree.value("medium", of: node), !media.contains(medium) {
      find(.mediaMedium, offset, "Media RSS knows no medium \"\(shortened(medium))\"")
    }
    if let expression = tree.value("expression", of: node),
      !["sample", "full", "nonstop"].contains(expression)
    {
      find(.mediaExpression, offset, "Media RSS knows no expression \"\(shortened(expression))\"")
    }
    if let type = tree.value("type", of: node), !isMediaType(type) {
      find(.atomMediaType, offset, "\"\(shortened(type))\" is not a media type")
    }
  }

  private mutating func judgeMediaAddress(_ url: String, _ offset: Int, _ name: String) {
    if addressScheme(url) == nil {
      find(.mediaAddress, offset, "The url \"\(shortened(url))\" of <media:\(name)> is relative")
    } else if let problem = addressProblem(url) {
      find(.mediaAddress, offset, "The url of <media:\(name)> \(problem)")
    }
  }

  /// Judges an element that podcast directories read.
  mutating func judgeItunes(_ tree: XMLTree, _ node: Int) {
    let (name, offset) = (tree.nodes[node].name, tree.nodes[node].offset)
    let text = tree.trimmedText(of: node)
    switch name {
    case "explicit":
      if !["true", "false", "yes", "no", "clean", "explicit"].contains(text.lowercased()) {
        find(
          .itunesExplicit, offset, "<itunes:explicit> is \"\(shortened(text))\", not true or false")
      }
    case "duration":
      let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
      if !(1...3).contains(parts.count) || !parts.allSatisfy(isCount) {
        find(.itunesDuration, offset, "<itunes:duration> is \"\(shortened(text))\", not h:mm:ss")
      }
    case "image":
      let href = tree.value("href", of: node) ?? ""
      if addressScheme(href) == nil || addressProblem(href) != nil {
        find(.itunesImage, offset, "<itunes:image> has no absolute address as its href")
      }
    case "category":
      let category = tree.value("text", of: node) ?? ""
      if tree.nodes[node].parent >= 0, !podcastCategories.contains(category) {
        find(.itunesCategory, offset, "Podcast directories know no category \"\(category)\"")
      }
    default: break
    }
  }
}

/// The categories of podcast directories, without the narrower ones inside them.
private let podcastCategories: Set<String> = [
  "Arts", "Business", "Comedy", "Education", "Fiction", "Government", "Health & Fitness",
  "History", "Kids & Family", "Leisure", "Music", "News", "Religion & Spirituality", "Science",
  "Society & Culture", "Sports", "TV & Film", "Technology", "True Crime",
]
