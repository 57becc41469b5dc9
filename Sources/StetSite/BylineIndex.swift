import StetContent
import StetCore

/// Everybody who signs an article, found by id or by name whatever its case and accents.
struct BylineIndex {
  private struct Entry {
    let id: String
    var name: String
    var definition: ArticleID?
  }

  private var entries: [Entry] = []
  /// Authors by the slug of an id or name.
  private var placeOfKey: [String: Int] = [:]
  /// The bylines of each article, in the order it names them.
  private(set) var bylinesOf: [[Story.Byline]]

  init(_ desk: Desk, publicIDs: [ArticleID]) {
    bylinesOf = Array(repeating: [], count: desk.articles.count)
    var names: [String: (name: String, definition: ArticleID?)] = [:]
    var idOfKey: [String: String] = [:]
    for id in desk.ids(.author) {
      let article = desk.articles[id.index]
      let stem = slugOrSelf(Desk.location(of: article).stem)
      var name = article.metadata.title?.value ?? Desk.location(of: article).stem
      if case .string(let written, _)? = article.metadata.extra.first(where: { $0.key == "name" })?
        .value
      {
        name = written
      }
      // A file of its own goes before a data file, which comes later.
      if names[stem] != nil { continue }
      names[stem] = (name, id)
      idOfKey[stem] = stem
      idOfKey[slugOrSelf(name)] = stem
    }
    for id in publicIDs {
      for credit in desk.articles[id.index].metadata.authors {
        let key = slugOrSelf(credit.name.value)
        if idOfKey[key] == nil {
          idOfKey[key] = key
          names[key] = (credit.name.value, nil)
        }
      }
    }
    var place: [String: Int] = [:]
    for id in names.keys.sorted() {
      guard let entry = names[id] else { continue }
      place[id] = entries.count
      entries.append(Entry(id: id, name: entry.name, definition: entry.definition))
    }
    placeOfKey = idOfKey.compactMapValues { place[$0] }
    for id in publicIDs {
      bylinesOf[id.index] = desk.articles[id.index].metadata.authors.compactMap { credit in
        placeOfKey[slugOrSelf(credit.name.value)]
          .map { Story.Byline(author: $0, role: credit.role) }
      }
    }
  }

  /// The authors that sign `article`, as far as they are known.
  func authors(namedBy article: Article) -> [Int] {
    article.metadata.authors.compactMap { placeOfKey[slugOrSelf($0.name.value)] }
  }

  /// Where each file that describes an author has its page.
  var addresses: [(id: ArticleID, address: SitePath)] {
    entries.compactMap { entry in
      entry.definition.map { ($0, address(of: entry)) }
    }
  }

  /// The authors by id, `listed` being every public story in the order of lists.
  func authors(listed: [ArticleID]) -> [Author] {
    var stories: [[ArticleID]] = Array(repeating: [], count: entries.count)
    for id in listed {
      for author in Set(bylinesOf[id.index].map(\.author)) { stories[author].append(id) }
    }
    return entries.enumerated().map { at, entry in
      Author(
        id: entry.id, name: entry.name, address: address(of: entry), definition: entry.definition,
        stories: stories[at])
    }
  }

  private func address(of entry: Entry) -> SitePath {
    SitePath(written: "/authors/\(entry.id)/") ?? SitePath("/authors/")
  }
}
