import StetContent
import StetCore
import StetSite

// The door of the room: `readPage` says what one page is, `readFeed` what one feed is, and `findings`
// what is to be said of all of them together.

/// Something that a reader, a searcher or an editor would stumble over.
package struct SiteFinding: Sendable, Hashable {
  package var diagnostic: Diagnostic
  /// The address that it is about; nil where it is about none.
  package let address: String?

  /// A finding about `address`.
  package init(_ diagnostic: Diagnostic, address: String? = nil) {
    self.diagnostic = diagnostic
    self.address = address
  }
}

/// A built site, read.
package struct CheckedSite: Sendable {
  let site: Site
  let index: OutputIndex
  /// By file of the index: its bytes on the disk.
  let sizes: [Int]
  let pages: [PageFacts]
  /// The output folder, as messages name it.
  let output: String
  private let articleOfFile: [Int: ArticleID]

  /// The site whose output `index` lists.
  package init(
    _ site: Site, _ index: OutputIndex, sizes: [Int], pages: [PageFacts], output: String
  ) {
    self.site = site
    self.index = index
    self.sizes = sizes
    self.pages = pages
    self.output = output
    var articles: [Int: ArticleID] = [:]
    for story in site.stories {
      guard let story, let file = index.file(at: story.address.filePath) else { continue }
      articles[file] = story.id
    }
    articleOfFile = articles
  }

  /// The article whose page the file is.
  func article(of file: Int) -> ArticleID? { articleOfFile[file] }

  /// Everything that is to be said, in order; what stet.yaml excepts is left out.
  ///
  /// `others` are what was found in files that are no pages.
  package func findings(_ others: [SiteFinding]) -> [Diagnostic] {
    let found = pageFindings + articleFindings + redirectFindings + budgetFindings + orphanFindings
    return passing(found + others, isVainTold: true)
  }

  /// The addresses of other sites that pages name, each once.
  package var externals: [String] {
    Set(pages.flatMap { $0.externals.map(\.address) }).sorted()
  }

  /// Where `addresses` of other sites are written: once in each article; of those that no article has,
  /// on one page, because a theme writes on all.
  func writings(
    of addresses: Set<String>
  ) -> [(address: String, path: String, range: SourceRange)] {
    var written: [(address: String, path: String, range: SourceRange)] = []
    var onPages: [String: (address: String, path: String, range: SourceRange)] = [:]
    var seen: Set<[String]> = []
    for page in pages {
      for external in page.externals where addresses.contains(external.address) {
        let place = place(of: external.address, external.range, on: page.file)
        let writing = (external.address, place.path, place.range)
        if place.path.hasPrefix(output + "/") {
          onPages[external.address] = onPages[external.address] ?? writing
        } else if seen.insert([external.address, place.path]).inserted {
          written.append(writing)
        }
      }
    }
    let known = Set(written.map(\.address))
    written += onPages.values.filter { !known.contains($0.address) }
    return written.sorted { ($0.address, $0.path) < ($1.address, $1.path) }
  }

  /// `found` without what stet.yaml excepts and, where `isVainTold`, with what it excepts in vain.
  func passing(_ found: [SiteFinding], isVainTold: Bool) -> [Diagnostic] {
    let exceptions = site.configuration.check.exceptions
    var used = Array(repeating: false, count: exceptions.count)
    let kept = found.filter { finding in
      let place = exceptions.firstIndex { $0.covers(finding) }
      if let place { used[place] = true }
      return place == nil
    }
    // Whether links are as they should be is known only when they are asked for.
    let vain = exceptions.indices.filter {
      isVainTold && !used[$0] && !exceptions[$0].rule.hasPrefix("link-")
    }
    return kept.map(\.diagnostic)
      + vain.map { index in
        Diagnostic(
          .info, .ruleIgnoredInVain, path: site.configuration.path, range: exceptions[index].range,
          "nothing breaks “\(exceptions[index].rule)” here any more",
          note: "take the exception out")
      }
  }
}

extension CheckSettings.Exception {
  func covers(_ finding: SiteFinding) -> Bool {
    guard rule == finding.diagnostic.code.name else { return false }
    if let path, !matches(finding.diagnostic.path, path) { return false }
    if let link {
      guard let address = finding.address, matches(address, link) else { return false }
    }
    return true
  }
}

/// Whether `text` is of the form `pattern`, in which `*` stands for any bytes.
func matches(_ text: String, _ pattern: String) -> Bool {
  let parts = pattern.utf8.split(separator: 0x2A, omittingEmptySubsequences: false)
  guard let first = parts.first, let last = parts.last, text.utf8.starts(with: first) else {
    return false
  }
  if parts.count == 1 { return text == pattern }
  var rest = Array(text.utf8.dropFirst(first.count))[...]
  for part in parts.dropFirst().dropLast() where !part.isEmpty {
    guard let place = rest.firstRange(of: Array(part)) else { return false }
    rest = rest[place.upperBound...]
  }
  return rest.count >= last.count && rest.suffix(last.count).elementsEqual(last)
}
