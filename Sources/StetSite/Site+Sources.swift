import StetContent
import StetCore

extension Site {
  /// The file of content behind each page that has one, by the page's path from the output folder.
  package var sources: [String: String] {
    var sources: [String: String] = [:]
    for story in stories.compactMap(\.self) {
      sources[story.address.filePath] = self[story.id].path
    }
    for page in gone { sources[page.address.filePath] = self[page.id].path }
    let described =
      sections.map { ($0.address, $0.index) } + topics.map { ($0.address, $0.definition) }
      + authors.map { ($0.address, $0.definition) } + [(.root, rootIndex)]
    for (address, id) in described {
      if let id { sources[address.filePath] = self[id].path }
    }
    return sources
  }
}

extension Configuration {
  /// The path that the site lives under, such as `/blog`; empty where it has a host of its own.
  package var basePath: String {
    let place = baseURL.firstRange(of: "://").map { baseURL[$0.upperBound...] } ?? baseURL[...]
    return place.firstIndex(of: "/").map { String(place[$0...]) } ?? ""
  }
}
