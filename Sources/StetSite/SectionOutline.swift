import StetContent
import StetCore

/// The folders that are sections, and the section of each article.
struct SectionOutline {
  private struct Node {
    let path: String
    var title: String?
    var index: ArticleID?
  }

  private let desk: Desk
  private var nodes: [Node] = []
  private var nodeOfPath: [String: Int] = [:]
  /// Index of the section of each article; nil at the root and for supporting files.
  private(set) var sectionOf: [Int?]
  /// The path of the section that each article belongs to, even where no public one is in it.
  private var pathOf: [String]

  /// The sections that have an index file or an article that `standings` calls published.
  init(_ desk: Desk, standings: [Standing]) {
    self.desk = desk
    sectionOf = Array(repeating: nil, count: desk.articles.count)
    pathOf = Array(repeating: "", count: desk.articles.count)
    var indexOfFolder: [String: ArticleID] = [:]
    for id in desk.ids(.sectionIndex) {
      let folders = desk.places[id.index].folders
      indexOfFolder[path(of: folders)] = id
    }
    var wanted: [(article: Int, path: String, title: String?)] = []
    for id in desk.ids(.article) {
      let (path, title) = sectionPath(of: id, indices: indexOfFolder)
      if path.isEmpty { continue }
      pathOf[id.index] = path
      wanted.append((id.index, path, title))
    }
    let used = wanted.filter { standings[$0.article] == .published }.map(\.path)
    let paths = Set(used + indexOfFolder.keys.filter { !$0.isEmpty })
    for path in paths.sorted() {
      nodeOfPath[path] = nodes.count
      nodes.append(Node(path: path, index: indexOfFolder[path]))
    }
    for (article, path, title) in wanted {
      guard let node = nodeOfPath[path] else { continue }
      sectionOf[article] = node
      // A name that only a hidden article writes so is not for the public.
      if nodes[node].title == nil, standings[article] == .published { nodes[node].title = title }
    }
  }

  /// The path of the section that `article` belongs to, empty at the root, with the name it is
  /// given where that is not a folder's.
  private func sectionPath(
    of id: ArticleID, indices: [String: ArticleID]
  ) -> (path: String, title: String?) {
    if let named = desk.articles[id.index].metadata.section?.value {
      return (slugPath(named), named)
    }
    if let named = desk.configuration.folder(of: desk.articles[id.index].path)?.section {
      return (slugPath(named), named)
    }
    var folders = desk.places[id.index].folders
    let first = folders.first
    while !folders.isEmpty, !indices.isEmpty {
      let path = path(of: folders)
      if indices[path] != nil { return (path, nil) }
      folders.removeLast()
    }
    return (first.map { path(of: [$0]) } ?? "", nil)
  }

  /// The section path of `id`, empty at the root.
  func path(ofSectionOf id: ArticleID) -> String { pathOf[id.index] }

  /// The address of each section, in their order.
  var addresses: [SitePath] {
    nodes.map { node in
      let written = node.index.flatMap { desk.articles[$0.index].metadata.address?.value }
      return written.flatMap { SitePath(written: withFinalSlash($0)) }
        ?? SitePath("/" + node.path + "/")
    }
  }

  /// The index file of each section, in their order.
  var indices: [ArticleID?] { nodes.map(\.index) }

  /// The file that describes the front page.
  var rootIndex: ArticleID? {
    desk.ids(.sectionIndex).first {
      desk.places[$0.index].folders.isEmpty
    }
  }

  /// The sections, `listed` being every public story in the order of lists.
  func sections(listed: [ArticleID], leads: inout Leads) -> [Section] {
    let parents = nodes.map { parent(of: $0.path) }
    var stories: [[ArticleID]] = Array(repeating: [], count: nodes.count)
    for id in listed {
      var section = sectionOf[id.index]
      while let at = section {
        stories[at].append(id)
        section = parents[at]
      }
    }
    let addresses = addresses
    return nodes.indices.map { at in
      let node = nodes[at]
      let metadata = node.index.map { desk.articles[$0.index].metadata }
      return Section(
        path: node.path,
        title: metadata?.title?.value ?? node.title ?? humanized(node.path),
        description: metadata?.standfirst?.value, address: addresses[at], index: node.index,
        parent: parents[at], subsections: nodes.indices.filter { parents[$0] == at },
        weight: metadata?.weight?.value ?? .max, stories: stories[at],
        leads: leads.leads(of: stories[at], index: node.index))
    }
  }

  private func parent(of path: String) -> Int? {
    var rest = Substring(path)
    while let slash = rest.lastIndex(of: "/") {
      rest = rest[..<slash]
      if let node = nodeOfPath[String(rest)] { return node }
    }
    return nil
  }

  private func path(of folders: [String]) -> String {
    folders.count == 1 ? slugOrSelf(folders[0]) : folders.map(slugOrSelf).joined(separator: "/")
  }

  private func slugPath(_ name: String) -> String {
    name.split(separator: "/").map { slugOrSelf(String($0)) }.joined(separator: "/")
  }

  private func humanized(_ path: String) -> String {
    let last = path.split(separator: "/").last.map(String.init) ?? path
    let words = last.split { $0 == "-" || $0 == "_" }.joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}

/// The slug of `name`; a name without letters or digits stays as it is.
func slugOrSelf(_ name: String) -> String {
  let made = slug(name)
  return made.isEmpty ? name : made
}

/// `address` with the final slash of a page that is a folder's index, unless it names a file.
func withFinalSlash(_ address: String) -> String {
  if address.utf8.last == 0x2F { return address }
  let endings = [".html", ".htm", ".xml", ".json", ".txt"]
  return endings.contains { address.hasSuffix($0) } ? address : address + "/"
}
