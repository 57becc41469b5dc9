import StetContent
import StetCore

/// A file of content that is to be made: where it stands and what it must say.
package struct NewFile: Sendable, Hashable {
  /// What is to be made.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case article, topic, author
  }

  /// Why a file cannot be made.
  package struct Refusal: Error, Sendable, Hashable {
    /// One sentence.
    package let message: String
  }

  package let kind: Kind
  /// From the site's root.
  package let path: String
  package let title: String
  package let slug: String
  /// The instant in the site's zone, RFC 3339.
  package let date: String
  /// The permanent id of an article; nil where the site's own rule makes ids.
  package let id: String?
  package let section: String?

  /// The new file of `kind` called `title` in the site that `configuration` describes.
  ///
  /// A section is a path of folders below the content folder. An id that `ledger` ever gave out gets
  /// a number after it.
  package init(
    _ kind: Kind, title: String, section: String?, configuration: Configuration,
    ledger: FeedLedger, now: Timestamp
  ) throws(Refusal) {
    let slug = NewFile.slug(for: kind, title)
    guard !slug.isEmpty else {
      throw Refusal(message: "“\(title)” has no letter or digit to make a file's name of.")
    }
    guard slug.utf8.count <= 240 else {
      throw Refusal(message: "This name is too long: the file is named for it.")
    }
    if let section, section.split(separator: "/").contains(where: { $0 == "." || $0 == ".." }) {
      throw Refusal(message: "“\(section)” leads out of the content folder.")
    }
    let date = configuration.zone.localized(now)
    let section = section.map { $0.split(separator: "/").map { slugOrSelf(String($0)) } } ?? []
    let folders = configuration.contentFolders
    let localPath: String
    let folder: Configuration.ContentFolder?
    switch kind {
    case .article:
      folder = folders.first
      localPath =
        folder?.dialect == .jekyll
        ? "_posts/\(date.civil.isoDate)-\(slug).md"
        : (section + ["\(slug).md"]).joined(separator: "/")
    case .topic, .author:
      // Only stet's own folders hold files of topics and authors.
      folder = folders.first { $0.dialect == .stet }
      localPath = (kind == .topic ? "topics/" : "authors/") + slug + ".md"
    }
    guard let folder else {
      throw Refusal(message: "stet.yaml names no content folder with the dialect stet.")
    }
    self.kind = kind
    self.title = title
    self.slug = slug
    self.date = date.rfc3339
    self.section = section.isEmpty ? nil : section.joined(separator: "/")
    path = folder.path == "." ? localPath : folder.path + "/" + localPath
    id =
      kind == .article && configuration.feeds.idPattern == nil
      ? ledger.freeID(localPath: localPath, date: date, configuration: configuration) : nil
  }
}

extension NewFile {
  /// The name of a new file: of an article as many words of its headline as an address may well have.
  /// Topics and authors are found by the whole of it.
  private static func slug(for kind: Kind, _ title: String) -> String {
    let slug = StetCore.slug(title)
    guard kind == .article, slug.utf8.count > 100 else { return slug }
    var short = ""
    for word in slug.split(separator: "-") {
      if short.utf8.count + word.utf8.count >= 100 { break }
      short += (short.isEmpty ? "" : "-") + word
    }
    return short.isEmpty ? slug : short
  }
}

extension FeedLedger {
  /// The authority of new ids: the ledger's, else that of stet.yaml, else its host and the year.
  func authorityOfNewIDs(for configuration: Configuration, now: Timestamp) -> String {
    if let authority { return authority }
    let url = configuration.baseURL
    let rest = url.firstRange(of: "://").map { url[$0.upperBound...] } ?? url[...]
    let host = rest.prefix { $0 != "/" && $0 != ":" }
    return configuration.identity ?? "\(host),\(now.civil.year)"
  }

  /// A `tag:` URI (RFC 4151) of the authority's host, the day and the file without its ending.
  static func tagURI(authority: String, date: Timestamp, localPath: String) -> String {
    let stem = localPath.utf8.lastIndex(of: 0x2E).map { localPath[..<$0] } ?? localPath[...]
    let name = stem.hasSuffix("/index") ? stem.dropLast(6) : stem
    let escaped = SitePath(written: String(name))?.escaped.dropFirst() ?? name
    return "tag:\(authority.prefix { $0 != "," }),\(date.civil.isoDate):\(escaped)"
  }

  /// The id of a new article; one that was ever given out gets a number after it.
  fileprivate func freeID(
    localPath: String, date: Timestamp, configuration: Configuration
  ) -> String {
    let authority = authorityOfNewIDs(for: configuration, now: date)
    let id = FeedLedger.tagURI(authority: authority, date: date, localPath: localPath)
    let taken = Set(lines.map(\.id))
    guard taken.contains(id) else { return id }
    var number = 2
    while taken.contains("\(id)-\(number)") { number += 1 }
    return "\(id)-\(number)"
  }
}
