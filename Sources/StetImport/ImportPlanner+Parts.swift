import StetCore
import StetXML

extension ImportPlanner {
  /// The lead image; where the text begins with the same one, it is taken out of the text, with the
  /// words that stand with it there.
  func leadImage(of entry: ExportEntry, _ body: inout String) -> ExportImage? {
    var image = entry.image
    if image == nil,
      let file = entry.enclosures.first(where: { $0.type?.hasPrefix("image/") == true })
    {
      image = ExportImage(address: file.address)
    }
    guard var image else { return nil }
    let address = image.address
    let local = "/" + place(ofImage: address).dropFirst("static/".count)
    if wishes.hasLocalImages { image.address = local }
    let lines = body.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = lines.first, first.hasPrefix("!["), first.hasSuffix(")"),
      let shown = firstImage(of: entry), resolved(shown.address, against: entry.base) == address
    else { return image }
    body = lines.count > 1 ? String(lines[1].drop { $0 == "\n" }) : ""
    image.alt = image.alt ?? shown.alt
    image.caption =
      shown.caption.map { caption in
        // The words of a caption with the name behind them are the caption and the name.
        image.credit.flatMap { credit in
          caption.hasSuffix(" – \(credit)") ? String(caption.dropLast(credit.count + 3)) : nil
        } ?? (caption == image.credit ? "" : caption)
      } ?? image.caption
    return image
  }

  private func firstImage(of entry: ExportEntry) -> ExportImage? {
    do throws(HTMLProblem) {
      let tree = try readHTML(String(entry.body.prefix(20_000)))
      guard let index = tree.nodes.firstIndex(where: { $0.name == "img" }),
        let source = tree.nodes[index].value("src")
      else { return nil }
      let figure = tree.nodes.indices.last { at in
        at < index && tree.nodes[at].name == "figure" && tree.nodes[at].next > index
      }
      let caption = figure.flatMap { figure in
        (figure..<tree.nodes[figure].next).first { tree.nodes[$0].name == "figcaption" }
      }.map { tree.text(of: $0).split { $0.isWhitespace }.joined(separator: " ") }
      return ExportImage(address: source, alt: tree.nodes[index].value("alt"), caption: caption)
    } catch {
      return nil
    }
  }

  /// What an article calls its author: the id of their file where the import makes one.
  func authorName(_ name: String) -> String {
    let id = slug(name)
    return export.format == .wordpress && !id.isEmpty ? id : name
  }

  /// Files of the authors that the export lists.
  mutating func addAuthors(_ used: Set<String>) {
    guard export.format == .wordpress else { return }
    for name in used.sorted() {
      let id = slug(name)
      let path = folder("authors") + "/\(id).md"
      guard !id.isEmpty, !ground.authors.contains(id), !ground.paths.contains(path),
        !plan.files.contains(where: { $0.path == path })
      else { continue }
      var front = FrontMatterText()
      front.add("name", name)
      plan.files.append(SourceFile(path: path, bytes: front.file(body: "")))
      plan.authorCount += 1
    }
  }

  /// Files of the topics that have a broader one, a description, or an id that is not their name's.
  mutating func addTopics(_ used: Set<String>) {
    var wanted = used
    // Broader topics come along.
    for _ in 0..<10 {
      let parents = export.terms.filter { wanted.contains($0.name) }.compactMap(\.parent)
      if wanted.isSuperset(of: parents) { break }
      wanted.formUnion(parents)
    }
    var names: Set<String> = []
    for term in export.terms where wanted.contains(term.name) {
      let id = slug(term.slug).isEmpty ? slug(term.name) : slug(term.slug)
      let key = slug(term.name)
      let isPlain = id == key && term.parent == nil && term.description == nil
      guard !isPlain, !id.isEmpty, !key.isEmpty, !ground.topics.contains(id),
        !ground.topics.contains(key), !names.contains(id), !names.contains(key)
      else { continue }
      let path = folder("topics") + "/\(id).md"
      guard !ground.paths.contains(path) else { continue }
      names.formUnion([id, key])
      var front = FrontMatterText()
      front.add("name", term.name)
      front.add("broader", list: term.parent.map { [$0] } ?? [])
      front.add("description", headline: term.description.map { plainText(ofHTML: $0) })
      plan.files.append(SourceFile(path: path, bytes: front.file(body: "")))
      plan.topicCount += 1
    }
  }

  private func folder(_ name: String) -> String {
    ground.contentFolder == "." ? name : ground.contentFolder + "/" + name
  }
}

/// Where the lines of an export begin.
struct ExportLines {
  private let starts: [Int]

  init(_ bytes: [UInt8]) {
    var starts = [0]
    for (index, byte) in bytes.enumerated() where byte == 0x0A { starts.append(index + 1) }
    self.starts = starts
  }

  /// The start of the line `count` lines after the one that holds `offset`.
  func range(of count: Int, after offset: Int) -> SourceRange {
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    let start = count == 0 ? offset : starts[min(max(0, low - 1) + count, starts.count - 1)]
    return SourceRange(start, start)
  }
}
