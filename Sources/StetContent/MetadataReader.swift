internal import StetCore

/// Turns the front matter of one file into its typed metadata.
struct MetadataReader {
  /// The whole file, for values whose spelling counts.
  let bytes: [UInt8]
  let context: ParseContext
  var metadata = Metadata()
  var report: Report
  /// The rank of the name that gave each key its value so far.
  private var ranks: [FrontMatterKey: Int] = [:]
  /// Where an address stands that only a template could make.
  var unreadAddress: SourceRange?
  var seriesOrder: Int?
  /// Where the file itself names its picture.
  var imageRange: SourceRange?
  var imageAlt: Located<String>?
  var imageCaption: Located<String>?
  var imageCredit: Located<String>?
  private let taxonomies: Set<String>

  /// A reader of the front matter in `bytes`.
  init(bytes: [UInt8], context: ParseContext, report: Report) {
    self.bytes = bytes
    self.context = context
    self.report = report
    taxonomies = Set(context.taxonomyKeys)
  }

  /// Reads pairs that a file need not give itself; what is wrong with them is told where they stand.
  mutating func readDefaults(_ entries: [LocatedNode.Entry]) {
    let report = report
    let known = Set(entries.map(\.key.value))
    metadata.extra.removeAll { known.contains($0.key) }
    for entry in entries { read(entry) }
    self.report = report
    ranks = [:]
    unreadAddress = nil
    imageRange = nil
  }

  /// Reads every pair of `node`.
  mutating func read(_ node: LocatedNode) {
    guard case .map(let entries, _) = node else {
      if case .null = node { return }
      report.error(
        .frontMatterInvalid, node.range, "front matter must be keys with values", note: "title: …")
      return
    }
    if !metadata.extra.isEmpty {
      let own = Set(entries.map(\.key.value))
      metadata.extra.removeAll { own.contains($0.key) }
    }
    for entry in entries { read(entry) }
  }

  private mutating func read(_ entry: LocatedNode.Entry) {
    let name = entry.key.value
    if taxonomies.contains(name) || (taxonomies.contains(name.lowercased())) {
      let key = taxonomies.contains(name) ? name : name.lowercased()
      let own = terms(entry.value)
      // Eleventy adds an article's tags to those of its folder; elsewhere they take their place.
      let known = context.dialect == .eleventy ? metadata.terms[key] ?? [] : []
      metadata.terms[key] = known.filter { term in !own.contains { $0.value == term.value } } + own
      return
    }
    let plainName = FrontMatterKey.normalized(name)
    guard let (key, rank) = FrontMatterKey.named(plainName) else {
      keepUnknown(entry, plainName)
      return
    }
    if context.dialect == .hugo, key == .outputs || key == .related {
      metadata.extra.append((name, entry.value))
      return
    }
    if let taken = ranks[key] {
      guard rank < taken else {
        if key == .standfirst || key == .image { metadata.extra.append((name, entry.value)) }
        return
      }
    }
    if case .null = entry.value { return }
    if set(key, entry) { ranks[key] = rank }
  }

  private mutating func keepUnknown(_ entry: LocatedNode.Entry, _ plainName: String) {
    let name = entry.key.value
    metadata.extra.append((name, entry.value))
    guard context.dialect == .stet || context.dialect == .plain || plainName.utf8.count >= 5,
      !FrontMatterKey.foreign.contains(plainName), plainName.utf8.count >= 4,
      let meant = nearestName(
        to: plainName, among: FrontMatterKey.allCases.map(\.rawValue) + context.taxonomyKeys),
      isOneSlip(plainName, meant)
    else { return }
    report.warning(
      .misspeltKey, entry.key.range, "`\(name)` is no key of the front matter",
      note: "did you mean `\(meant)`?")
  }

  /// Whether the names are so alike that a slip is likelier than another word.
  private func isOneSlip(_ name: String, _ meant: String) -> Bool {
    let (one, two) = (name.utf8.sorted(), meant.utf8.sorted())
    guard abs(one.count - two.count) <= 1 else { return false }
    let difference = two.difference(from: one)
    let removals = difference.removals.count
    return max(removals, difference.insertions.count) <= (one.count >= 8 ? 2 : 1)
      && name.utf8.first == meant.utf8.first
  }

  /// Joins what several keys say of one thing, once everything is read.
  mutating func finish() {
    if let series = metadata.series, let seriesOrder, series.order == nil {
      metadata.series = Metadata.Series(name: series.name, order: seriesOrder)
    }
    if let image = metadata.image {
      metadata.image = Metadata.LeadImage(
        source: image.source, alt: image.alt ?? imageAlt?.value,
        caption: image.caption ?? imageCaption?.value, credit: image.credit ?? imageCredit?.value,
        focus: image.focus)
      judgeImage()
    } else {
      for (name, text) in [
        ("image_alt", imageAlt), ("image_caption", imageCaption), ("image_credit", imageCredit),
      ] {
        if let text { metadata.extra.append((name, .string(text.value, text.range))) }
      }
    }
  }

  /// Other generators' themes take descriptions from elsewhere, or know none.
  private mutating func judgeImage() {
    guard context.dialect == .stet, let imageRange, metadata.image?.alt == nil else { return }
    report.warning(
      .imageAltMissing, imageRange, "this picture has no `alt`",
      note:
        "say in it what the picture shows, `image: { source: …, alt: … }`; `alt: \"\"` where it is decoration"
    )
  }
}
