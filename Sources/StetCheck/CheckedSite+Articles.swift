import StetContent
import StetCore
import StetSite
import StetValidation

extension CheckedSite {
  /// What is wrong, or could be better, in what articles say of themselves.
  var articleFindings: [SiteFinding] {
    let stories = site.stories.compactMap(\.self).filter(\.isDated)
    var findings: [SiteFinding] = []
    for story in stories { findings += articleFindings(of: story) }
    findings += duplicateHeadlines(among: stories)
    findings += site.topics.compactMap { topic in
      guard topic.stories.isEmpty, topic.mergedInto == nil, !topic.isHidden,
        let definition = topic.definition
      else { return nil }
      return SiteFinding(
        Diagnostic(
          .info, .topicUnused, path: site[definition].path,
          "no story is about “\(topic.name)”", note: "write one, or hide the topic"))
    }
    return findings
  }

  private func articleFindings(of story: Story) -> [SiteFinding] {
    let article = site[story.id]
    let metadata = article.metadata
    var found: [Diagnostic] = []
    if let title = metadata.title, let advice = HeadlineReader.advice(on: title.value) {
      found.append(
        Diagnostic(
          .info, .headlineLength, path: article.path, range: title.range, "the headline \(advice)"))
    }
    if metadata.standfirst == nil {
      found.append(
        Diagnostic(
          .info, .standfirstMissing, path: article.path, range: metadata.title?.range,
          "the article has no standfirst",
          note: "lists and feeds show the start of its text instead; write standfirst: …"))
    }
    if let updated = metadata.updated {
      if site.now.isBefore(updated.value) {
        found.append(
          Diagnostic(
            .warning, .updatedInFuture, path: article.path, range: updated.range,
            "“updated” is in the future", note: "readers are told when that instant comes"))
      } else if let date = metadata.date, updated.value.isBefore(date.value) {
        found.append(
          Diagnostic(
            .warning, .updatedBeforeDate, path: article.path, range: updated.range,
            "the article was updated before it was published"))
      }
    }
    if story.topics.isEmpty, !site.topics.isEmpty {
      found.append(
        Diagnostic(
          .info, .topicsMissing, path: article.path, range: metadata.title?.range,
          "the article has no topic", note: "stet topics suggest \(article.path) proposes some"))
    }
    return found.map { SiteFinding($0) }
  }

  /// Stories of one language whose headlines readers cannot tell apart.
  private func duplicateHeadlines(among stories: [Story]) -> [SiteFinding] {
    var first: [String: ArticleID] = [:]
    let ordered = stories.sorted { site[$0.id].path < site[$1.id].path }
    return ordered.compactMap { story in
      let article = site[story.id]
      guard let title = article.metadata.title else { return nil }
      let key = story.language + " " + title.value.lowercased()
      guard let other = first[key] else {
        first[key] = story.id
        return nil
      }
      return SiteFinding(
        Diagnostic(
          .warning, .headlineDuplicate, path: article.path, range: title.range,
          "another story has the same headline", note: "it is \(site[other].path)"))
    }
  }
}

extension CheckedSite {
  /// Addresses that lead on to others which lead on, and those at which something else stands.
  var redirectFindings: [SiteFinding] {
    var next: [Int: Int] = [:]
    for page in pages where page.isRedirect {
      if let target = page.leads.first { next[page.file] = target }
    }
    let facts = Dictionary(pages.map { ($0.file, $0) }) { first, _ in first }
    var findings: [SiteFinding] = []
    for page in pages where page.isRedirect {
      guard let target = next[page.file], next[target] != nil else { continue }
      findings.append(SiteFinding(circle(from: page.file, next)))
    }
    for redirect in site.redirects {
      guard let file = index.file(at: redirect.from.filePath), facts[file]?.isRedirect != true
      else { continue }
      findings.append(
        SiteFinding(
          Diagnostic(
            .warning, .redirectHidden, path: output + "/" + index.paths[file],
            "this file stands where \(redirect.from.text) should lead on to \(redirect.to.text)",
            note: "remove the file, or the alias")))
    }
    return findings
  }

  private func circle(from start: Int, _ next: [Int: Int]) -> Diagnostic {
    let path = output + "/" + index.paths[start]
    var seen: Set<Int> = [start]
    var place = start
    while let following = next[place] {
      place = following
      if !seen.insert(place).inserted {
        return Diagnostic(
          .error, .redirectLoop, path: path, "this page leads on in a circle and never to a page",
          note: "the circle goes through \(index.paths[place])")
      }
    }
    return Diagnostic(
      .warning, .redirectChain, path: path,
      "this page leads on \(seen.count - 1) times before a page comes",
      note: "let it lead to /\(index.paths[place]) at once")
  }
}

/// What is wrong with `bytes`, a feed, sitemap or list of feeds that is file number `file` of `index`.
package func feedFindings(
  _ bytes: [UInt8], file: Int, in index: OutputIndex, output: String, by judge: Judge,
  now: Timestamp
) -> [SiteFinding] {
  let path = output + "/" + index.paths[file]
  let served = index.servedPath(of: file)
  let address = index.origin + (SitePath(written: served)?.escaped ?? served)
  let report = judge.report(on: bytes, JudgeOptions(base: address, now: now))
  var findings = report.findings.filter { finding in
    finding.severity != .info && !finding.code.isForOwnerToJudge
  }.map { finding in
    SiteFinding(
      Diagnostic(
        finding.severity, finding.code, path: path,
        range: SourceRange(finding.offset, finding.offset), finding.message,
        note: "see \(finding.specification)"))
  }
  let links =
    report.entries.compactMap { entry in entry.address.map { ($0, entry.offset) } }
    + report.resources.map { ($0.url, $0.offset) }
    + (report.format == .sitemap || report.format == .sitemapIndex ? locations(in: bytes) : [])
  var told: Set<String> = []
  for (link, offset) in links {
    guard index.target(of: link, from: index.servedPath(of: file), file: file) == .missing,
      told.insert(link).inserted
    else { continue }
    findings.append(
      SiteFinding(
        Diagnostic(
          .error, .feedLinkMissing, path: path, range: SourceRange(offset, offset),
          "“\(link)” leads to nothing"), address: link))
  }
  return findings
}

/// What stands in the `<loc>` elements of a sitemap, with where it begins.
private func locations(in bytes: [UInt8]) -> [(String, Int)] {
  let (opening, closing) = (Array("<loc>".utf8), Array("</loc>".utf8))
  var found: [(String, Int)] = []
  var place = 0
  while let mark = bytes[place...].firstIndex(of: 0x3C) {
    place = mark + 1
    guard bytes[mark...].starts(with: opening) else { continue }
    let start = mark + opening.count
    guard let end = bytes[start...].firstIndex(of: 0x3C), bytes[end...].starts(with: closing) else {
      continue
    }
    found.append((decodedReferences(String(decoding: bytes[start..<end], as: UTF8.self)), start))
    place = end
  }
  return found
}
