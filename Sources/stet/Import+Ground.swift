import ArgumentParser
import StetBuild
import StetContent
import StetCore
import StetImport
import StetSite

extension Import {
  /// What the import must know of the site.
  func ground(_ reading: Diagnosed<Reading>) throws -> ImportGround {
    let site = reading.value.site
    let folder = try folder(in: site.configuration)
    var ground = ImportGround()
    ground.contentFolder = folder.content
    ground.articleFolder = folder.articles
    ground.topicKey = site.configuration.taxonomies.first?.keys.first ?? "topics"
    ground.language = site.configuration.language
    let listed = listing(of: reading)
    ground.paths = Set(site.articles.map(\.path) + listed.map(\.path))
    ground.unread = Set(listed.filter { $0.state == .invalid }.map(\.path))
    ground.ids = Set(site.ledger.lines.map(\.id))
    for article in site.articles {
      if let id = article.metadata.id?.value { ground.ids.insert(id) }
      for alias in article.metadata.aliases {
        if let path = SitePath(written: alias.value) {
          ground.aliases.insert(ImportGround.aliasKey(path))
        }
      }
      if let title = article.metadata.title?.value {
        ground.headlines.insert(
          ImportGround.writtenKey(title: title, date: article.metadata.date?.value))
      }
    }
    for topic in site.topics where topic.definition != nil {
      ground.topics.formUnion(([topic.id, topic.name] + topic.aliases).map { slug($0) })
    }
    for author in site.authors where author.definition != nil {
      ground.authors.formUnion([author.id, slug(author.name)])
    }
    return ground
  }

  /// The folder for articles and the content folder it is in, which must be one of stet's own
  /// dialect: the files are written in it.
  private func folder(
    in configuration: Configuration
  ) throws -> (content: String, articles: String) {
    let own = configuration.contentFolders.filter { $0.dialect == .stet }
    guard let first = own.first else {
      throw ValidationError("stet.yaml names no content folder with the dialect stet.")
    }
    guard let into else { return (first.path, join(first.path, "articles")) }
    let parts = into.split(separator: "/").filter { $0 != "." }
    guard !into.hasPrefix("/"), !parts.isEmpty, !parts.contains("..") else {
      throw ValidationError("--into must be a folder of the site, such as content/news.")
    }
    let path = parts.joined(separator: "/")
    let holder = own.filter { $0.path == "." || path == $0.path || path.hasPrefix($0.path + "/") }
      .max { $0.path.utf8.count < $1.path.utf8.count }
    guard let holder else {
      let names = own.map(\.path).joined(separator: ", ")
      throw ValidationError("--into must be in a content folder of stet's dialect: \(names).")
    }
    return (holder.path, path)
  }

  private func join(_ folder: String, _ name: String) -> String {
    folder == "." ? name : folder + "/" + name
  }
}
