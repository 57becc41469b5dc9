import StetContent
import StetCore

/// One topic of a site to be merged into another, in the files.
package struct TopicMerge: Sendable {
  /// Why two topics cannot be merged.
  package struct Refusal: Error, Sendable, Hashable {
    /// One sentence, without a full stop.
    package let message: String
  }

  private let site: Site
  private let taxonomy: Configuration.Taxonomy
  private let old: Topic
  private let new: Topic?
  /// The new topic as it is to be written.
  private let name: String
  /// The slugs that lead to the old topic, and to the new one.
  private let oldKeys: Set<String>
  private let newKeys: Set<String>

  /// The merge of the topic called `from` into the one called `into`, each by id, name or alias; a
  /// name that nothing has yet is a new one.
  package init(
    _ site: Site, from: String, into: String, taxonomy name: String = "topics"
  ) throws(Refusal) {
    guard let taxonomy = site.configuration.taxonomies.first(where: { $0.name == name }) else {
      throw Refusal(message: "stet.yaml has no taxonomy “\(name)”")
    }
    let topics = site.topics.filter { $0.taxonomy == name }
    guard let old = Self.find(from, in: topics) else {
      let near = nearestName(to: from, among: topics.map(\.name))
      throw Refusal(
        message: "there is no topic “\(from)”" + (near.map { "; did you mean “\($0)”?" } ?? ""))
    }
    let new = Self.find(into, in: topics)
    if new == nil, let file = old.definition {
      throw Refusal(
        message: "there is no topic “\(into)”; to rename “\(old.name)”, rename \(site[file].path) "
          + "and put the old name under its aliases")
    }
    self.site = site
    self.taxonomy = taxonomy
    self.old = old
    self.new = new
    self.name = into
    if old.id == new?.id {
      oldKeys = [slugOrSelf(from)]
      newKeys = Self.keys(of: old).subtracting(oldKeys)
    } else {
      oldKeys = Self.keys(of: old)
      newKeys = (new.map { Self.keys(of: $0) } ?? []).union([slugOrSelf(into)])
    }
  }

  private static func keys(of topic: Topic) -> Set<String> {
    Set(([topic.id, topic.name] + topic.aliases).map { slugOrSelf($0) })
  }

  private static func find(_ name: String, in topics: [Topic]) -> Topic? {
    let key = slugOrSelf(name)
    return topics.first { slugOrSelf($0.id) == key || slugOrSelf($0.name) == key }
      ?? topics.first { keys(of: $0).contains(key) }
  }

  private func match(_ text: String) -> FrontMatterEdit.Match {
    if text == name { return .new }
    let key = slugOrSelf(text)
    return oldKeys.contains(key) ? .old : newKeys.contains(key) ? .new : .other
  }

  /// The articles whose front matter changes, ordered by path.
  package var articles: [ArticleID] {
    site.articles.indices.filter { at in
      taxonomy.keys.contains { key in
        (site.articles[at].metadata.terms[key] ?? []).contains { match($0.value) == .old }
      }
    }.map(ArticleID.init).sorted { site[$0].path < site[$1].path }
  }

  /// The file of a topic that changes too: that of the new topic, which learns the old name, or that
  /// of the old one, which leads to the new.
  package var topicFile: ArticleID? {
    guard let new, old.id != new.id else { return nil }
    if let file = old.definition { return site.isMerged(old) ? nil : file }
    guard let file = new.definition, !Self.keys(of: new).contains(slugOrSelf(old.name)) else {
      return nil
    }
    return file
  }

  /// `file`, which is that of `id`, after the merge; nil, with the reason, where it cannot be changed
  /// without a risk to anything else in it.
  package func edited(_ file: SourceFile, of id: ArticleID) -> Diagnosed<[UInt8]?> {
    let article = site[id]
    let context = parseContext(of: article)
    guard var edit = FrontMatterEdit(file, dialect: context.dialect) else {
      return impossible(article)
    }
    if id == topicFile {
      let isDone =
        old.definition == id
        ? edit.addText("merged_into", new?.id ?? name) : edit.addAlias(old.name)
      guard isDone else { return impossible(article) }
    }
    let isSplit = context.dialect == .jekyll
    guard
      edit.replaceTerms(of: taxonomy.keys, by: name, splittingSpaces: isSplit, match: match)
    else { return impossible(article) }
    let result = edit.result
    let before = parse(file, localPath: article.localPath, in: context)
    let after = parse(
      SourceFile(path: file.path, bytes: result), localPath: article.localPath, in: context)
    guard before.value.body.html == after.value.body.html,
      before.diagnostics.count == after.diagnostics.count,
      before.value.article.metadata.title?.value == after.value.article.metadata.title?.value,
      taxonomy.keys.allSatisfy({ key in
        merged(before.value.article.metadata.terms[key] ?? [])
          == (after.value.article.metadata.terms[key] ?? []).map(\.value)
      }),
      id != topicFile || isTold(in: after.value.article)
    else { return impossible(article) }
    return Diagnosed(result)
  }

  /// What a list of terms must be after the merge.
  private func merged(_ terms: [Located<String>]) -> [String] {
    var isPresent = terms.contains { match($0.value) == .new }
    return terms.compactMap { term in
      guard match(term.value) == .old else { return term.value }
      if isPresent { return nil }
      isPresent = true
      return name
    }
  }

  private func isTold(in article: Article) -> Bool {
    if old.definition != nil {
      return article.metadata.extra.contains { $0.key == "merged_into" }
    }
    return article.metadata.aliases.contains { $0.value == old.name }
  }

  private func parseContext(of article: Article) -> ParseContext {
    site.configuration.folder(of: article.path).map { site.configuration.parseContext(for: $0) }
      ?? ParseContext(taxonomyKeys: taxonomy.keys)
  }

  private func impossible(_ article: Article) -> Diagnosed<[UInt8]?> {
    let range = taxonomy.keys.flatMap { article.metadata.terms[$0] ?? [] }
      .first { match($0.value) == .old }?.range
    return Diagnosed(
      nil,
      [
        Diagnostic(
          .error, .topicEditImpossible, path: article.path, range: range,
          "the front matter cannot be changed without a risk to the rest of it",
          note: "it is as it was; write “\(name)” here yourself")
      ])
  }
}
