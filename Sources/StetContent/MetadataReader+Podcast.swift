internal import StetCore

extension MetadataReader {
  /// Addresses, or maps of source, type, length and duration; one or a list of them.
  mutating func enclosures(_ value: LocatedNode) -> [Metadata.Enclosure] {
    guard case .list(let list, _) = value else { return enclosure(value).map { [$0] } ?? [] }
    return list.compactMap { enclosure($0) }
  }

  private mutating func enclosure(_ value: LocatedNode) -> Metadata.Enclosure? {
    guard case .map = value else {
      guard let source = text(value), !source.value.isEmpty else { return nil }
      return Metadata.Enclosure(source: source)
    }
    let names = Metadata.Enclosure.sourceNames
    guard let node = names.lazy.compactMap({ value[$0] }).first, let source = text(node),
      !source.value.isEmpty
    else {
      report.warning(.wrongValue, value.range, "an enclosure needs a `source`; it is left out")
      return nil
    }
    return Metadata.Enclosure(
      source: source, type: value["type"].flatMap { text($0) }?.value,
      length: count(value["length"] ?? value["size"], "length"),
      durationSeconds: duration(value["duration"]))
  }

  /// A number, or a map of number, season, explicit and image.
  mutating func setEpisode(_ value: LocatedNode) -> Bool {
    guard case .map = value else {
      guard let number = count(value, "episode") else { return false }
      metadata.episode = Metadata.Episode(number: number)
      return true
    }
    metadata.episode = Metadata.Episode(
      number: count(value["number"], "number"), season: count(value["season"], "season"),
      isExplicit: value["explicit"].flatMap { truth($0) },
      image: value["image"].flatMap { text($0) })
    return true
  }

  private mutating func count(_ node: LocatedNode?, _ name: String) -> Int? {
    guard let node else { return nil }
    if let number = text(node).flatMap({ Int($0.value) }), number >= 0 { return number }
    report.warning(
      .wrongValue, node.range, "`\(name)` must be a whole number; it is left out")
    return nil
  }

  /// Seconds, or minutes and seconds, or hours, minutes and seconds with colons between.
  private mutating func duration(_ node: LocatedNode?) -> Int? {
    guard let node, let written = text(node)?.value else { return nil }
    let parts = written.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    let numbers = parts.compactMap(\.self)
    if numbers.count == parts.count, parts.count <= 3,
      numbers.allSatisfy({ (0...359_999).contains($0) })
    {
      return numbers.reduce(0) { $0 * 60 + $1 }
    }
    report.warning(
      .wrongValue, node.range, "`\(written)` is no duration; it is left out",
      note: "write seconds, or 1:02:03")
    return nil
  }
}
