import StetContent
import StetCore
import StetSite

extension CheckedSite {
  /// What is wrong with pages. What a theme says on many of them is said once.
  var pageFindings: [SiteFinding] {
    var groups: [Diagnostic: [SiteFinding]] = [:]
    var keys: [Diagnostic] = []
    let facts = Dictionary(pages.map { ($0.file, $0) }) { first, _ in first }
    for page in pages {
      for problem in page.problems + placeProblems(of: page, facts) {
        let finding = finding(problem, on: page.file)
        let isOnPage = finding.diagnostic.path.hasPrefix(output)
        let key = Diagnostic(
          problem.severity, problem.code, path: isOnPage ? "" : finding.diagnostic.path,
          range: isOnPage ? nil : finding.diagnostic.range, problem.message)
        if groups[key] == nil { keys.append(key) }
        groups[key, default: []].append(finding)
      }
    }
    let countOfTheme = max(20, pages.count / 20)
    // What an article names is told where it does, not on every page that shows a card of it too.
    let told = Set(
      keys.filter { !$0.path.isEmpty }
        .map { Diagnostic($0.severity, $0.code, path: "", range: nil, $0.message) })
    return keys.flatMap { key -> [SiteFinding] in
      if key.path.isEmpty, key.code == .pageLinkMissing, told.contains(key) { return [] }
      let found = groups[key] ?? []
      guard var first = found.first, !key.path.isEmpty || found.count > countOfTheme else {
        return found
      }
      let count = found.count - 1
      if count > 0 {
        let more = count == 1 ? "and on another page" : "and on \(count) more pages"
        first.diagnostic = first.diagnostic.with(
          note: first.diagnostic.note.map { "\($0); \(more)" } ?? more)
      }
      return [first]
    }
  }

  private func placeProblems(
    of page: PageFacts, _ facts: [Int: PageFacts]
  ) -> [PageFacts.Problem] {
    page.places.compactMap { place in
      guard let target = facts[place.file], !target.ids.containsSorted(place.id) else {
        return nil
      }
      return PageFacts.Problem(
        code: .pageAnchorMissing, severity: .warning, range: place.range,
        message: "“\(place.written)” leads to a place that its page does not have",
        note: "\(index.paths[place.file]) has no element with this id", address: place.written)
    }
  }

  private func finding(_ problem: PageFacts.Problem, on file: Int) -> SiteFinding {
    let place: (path: String, range: SourceRange)
    var note = problem.note
    if let address = problem.address {
      place = self.place(of: address, problem.range, on: file)
    } else {
      place = (output + "/" + index.paths[file], problem.range)
    }
    if place.path.hasPrefix(output), let id = article(of: file) {
      let origin = "the page is made of \(site[id].path)"
      note = note.map { "\($0); \(origin)" } ?? origin
    }
    return SiteFinding(
      Diagnostic(
        problem.severity, problem.code, path: place.path, range: place.range, problem.message,
        note: note), address: problem.address)
  }

  /// Where an article says what stands as `address` on its page; the page itself, at `range`, where
  /// no article does.
  func place(
    of address: String, _ range: SourceRange, on file: Int
  ) -> (path: String, range: SourceRange) {
    guard let id = article(of: file) else { return (output + "/" + index.paths[file], range) }
    let article = site[id]
    let links = site.links[id.index]
    for (reference, destination) in zip(article.references, links.body)
    where written(destination) == address {
      return (article.path, reference.range)
    }
    if let image = article.metadata.image, let destination = links.image,
      written(destination) == address
    {
      return (article.path, image.source.range)
    }
    for source in article.metadata.sources {
      if let url = source.url, url.value == address { return (article.path, url.range) }
    }
    if let canonical = article.metadata.canonical, canonical.value == address {
      return (article.path, canonical.range)
    }
    for argument in article.shortcodes.flatMap(\.named) {
      guard let destination = links.arguments[argument.value], written(destination) == address
      else { continue }
      return (article.path, argument.range)
    }
    return (output + "/" + index.paths[file], range)
  }

  /// What stands on a page for a destination.
  private func written(_ destination: Destination) -> String? {
    switch destination {
    case .local(let path, let suffix): index.rootPath + path.escaped + suffix
    case .anchor(let text), .external(let text): text
    case .hidden: nil
    }
  }

  /// Pages that nothing leads to.
  var orphanFindings: [SiteFinding] {
    var isLed = Array(repeating: false, count: index.paths.count)
    for page in pages where !page.isRedirect {
      for target in page.leads { isLed[target] = true }
    }
    var hidden: Set<String> = ["index.html", "404.html"]
    for gone in site.gone { hidden.insert(gone.address.filePath) }
    for story in site.stories.compactMap(\.self) where !site[story.id].metadata.outputs.isInLists {
      hidden.insert(story.address.filePath)
    }
    return pages.compactMap { page in
      let path = index.paths[page.file]
      if isLed[page.file] || page.isRedirect || hidden.contains(path) { return nil }
      let source = article(of: page.file).map { site[$0].path }
      return SiteFinding(
        Diagnostic(
          .warning, .pageOrphan, path: source ?? output + "/" + path,
          "no page leads to /\(path.replacing("index.html", with: ""))",
          note: "link to it, or put it into a menu"))
    }
  }

  /// Pages and files beyond what stet.yaml allows them.
  var budgetFindings: [SiteFinding] {
    let budget = site.configuration.check
    var findings: [SiteFinding] = []
    for page in pages {
      let weight = page.sizeBytes + page.loads.reduce(0) { $0 + sizes[$1] }
      let (what, size, most) =
        page.sizeBytes > budget.page * 1000
        ? ("HTML", page.sizeBytes, budget.page)
        : ("page with all that it loads", weight, budget.weight)
      guard size > most * 1000 else { continue }
      let path = article(of: page.file).map { site[$0].path }
      findings.append(
        SiteFinding(
          Diagnostic(
            .warning, .pageTooLarge, path: path ?? output + "/" + index.paths[page.file],
            "the \(what) has \(size / 1000) kB; \(most) kB are allowed")))
    }
    for (file, path) in index.paths.enumerated() {
      guard let most = allowance(of: path), sizes[file] > most * 1000 else { continue }
      findings.append(
        SiteFinding(
          Diagnostic(
            .warning, .fileTooLarge, path: output + "/" + path,
            "the file has \(sizes[file] / 1000) kB; \(most) kB are allowed",
            note: "make it smaller, or allow more under check: budgets:")))
    }
    return findings
  }

  private func allowance(of path: String) -> Int? {
    let budget = site.configuration.check
    switch path[(path.lastIndex(of: ".") ?? path.endIndex)...].lowercased() {
    case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg": return budget.image
    case ".css": return budget.style
    case ".js", ".mjs": return budget.script
    default: return nil
    }
  }
}

extension [UInt64] {
  /// Whether an array in order has `value`. O(log n).
  func containsSorted(_ value: UInt64) -> Bool {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low] == value
  }
}
