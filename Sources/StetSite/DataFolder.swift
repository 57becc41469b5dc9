import StetContent
import StetCore

/// The values of a site's data files under the names of their folders and files: `team.people` for
/// `data/team/people.yaml`. Of two with one name the later counts.
package func dataTree(_ files: [(localPath: String, value: LocatedNode)]) -> LocatedNode {
  let nowhere = SourceRange(0, 0)
  var tree = LocatedNode.map([], nowhere)
  for file in files {
    let stem = file.localPath.lastIndex(of: ".").map { file.localPath[..<$0] } ?? ""
    let names = stem.split(separator: "/").map(String.init)
    tree = planted(file.value, at: names[...], in: tree)
  }
  return tree
}

/// `tree` with `value` at the path `names`.
private func planted(
  _ value: LocatedNode, at names: ArraySlice<String>, in tree: LocatedNode
) -> LocatedNode {
  guard let name = names.first else { return value }
  let nowhere = SourceRange(0, 0)
  let inner = planted(
    value, at: names.dropFirst(), in: tree[name] ?? .map([], nowhere))
  let others = tree.entries.filter { $0.key.value != name }
  return .map(others + [.init(key: Located(name, at: nowhere), value: inner)], nowhere)
}

/// The people that `people`, the data called `authors`, tells of, each as a file of content/authors
/// would: a map of ids and what is known of each, or a list of such. `path` is the data's file.
package func dataAuthors(_ people: LocatedNode, path: String) -> [Article] {
  var known: [(id: String, person: LocatedNode)] = []
  switch people {
  case .map(let entries, _): known = entries.map { ($0.key.value, $0.value) }
  case .list(let list, _):
    known = list.compactMap { person in
      text(person, ["id", "username", "slug", "short_name", "name"]).map { ($0.value, person) }
    }
  default: return []
  }
  return known.map { id, person in
    var metadata = Metadata()
    if case .string(let name, let range) = person {
      metadata.title = Located(name, at: range)
    } else {
      metadata.title = text(person, ["name", "display_name", "title", "full_name"])
      metadata.standfirst = text(person, ["bio", "description", "about"])
      metadata.extra = person.entries.map { ($0.key.value, $0.value) }
      if let picture = text(person, ["image", "avatar", "photo", "picture", "headshot"]) {
        let isRooted =
          picture.value.hasPrefix("/") || picture.value.contains("://")
        metadata.image = Metadata.LeadImage(
          source: Located((isRooted ? "" : "/") + picture.value, at: picture.range), alt: nil,
          caption: nil, credit: nil)
      }
    }
    return Article(
      path: path, localPath: "authors/\(id).md", fingerprint: Fingerprint(of: "\(id) \(person)"),
      metadata: metadata)
  }
}

private func text(_ map: LocatedNode, _ names: [String]) -> Located<String>? {
  for name in names {
    if case .string(let text, let range)? = map[name] { return Located(text, at: range) }
  }
  return nil
}
