import StetCore

/// What a subscriber will see when a feed takes the place of an older one.
public struct FeedDifference: Sendable, Hashable {
  /// Entries that were not there.
  public var new: [SeenEntry] = []
  /// Entries whose text changed.
  public var changed: [SeenEntry] = []
  /// Entries that are there no more, though newer than the oldest that is.
  public var gone: [SeenEntry] = []
  /// Entries that came to the end of the feed.
  public var aged: [SeenEntry] = []
  /// Entries that readers show a second time, because their id changed.
  public var reappearing: [SeenEntry] = []
}

extension Report {
  /// What a subscriber of the feed that `old` is about sees of this one. O(n).
  public func difference(from old: Report) -> FeedDifference {
    var difference = FeedDifference()
    let before = Dictionary(old.entries.map { ($0.id, $0) }) { first, _ in first }
    let now = Set(entries.map(\.id))
    let byAddress = addresses(of: old.entries.filter { !now.contains($0.id) })
    for entry in entries {
      if let known = before[entry.id] {
        if known.content != entry.content || known.title != entry.title {
          difference.changed.append(entry)
        }
      } else if entry.address.flatMap({ byAddress[$0] }) != nil {
        difference.reappearing.append(entry)
      } else {
        difference.new.append(entry)
      }
    }
    let oldest = entries.compactMap(\.time).map(\.secondsSinceEpoch).min()
    let shown = Set(difference.reappearing.compactMap(\.address))
    for entry in old.entries where !now.contains(entry.id) {
      if let address = entry.address, shown.contains(address) { continue }
      let isInside =
        if let time = entry.time, let oldest { time.secondsSinceEpoch > oldest } else { false }
      if isInside { difference.gone.append(entry) } else { difference.aged.append(entry) }
    }
    return difference
  }

  /// This report with the findings that only the older feed shows.
  public func against(_ old: Report, in bytes: [UInt8]) -> Report {
    var examination = Examination(options: JudgeOptions())
    let before = Dictionary(old.entries.map { ($0.id, $0) }) { first, _ in first }
    let now = Set(entries.map(\.id))
    let byAddress = addresses(of: old.entries.filter { !now.contains($0.id) })
    for entry in entries {
      if let known = before[entry.id] {
        examination.compare(entry, known)
      } else if let address = entry.address, let known = byAddress[address] {
        examination.find(
          .ledgerIDChanged, entry.offset,
          "The entry at \(shortened(address)) had the id \(known.id): every reader shows it again")
      }
    }
    for entry in difference(from: old).gone {
      examination.find(
        .ledgerVanished, 0,
        "The entry \"\(shortened(entry.title))\" is gone, though older ones are still there")
    }
    let more = examination.report(format, on: bytes).findings
    return Report(
      format: format, findings: (findings + more).sorted { $0.offset < $1.offset },
      entries: entries, resources: resources)
  }

  private func addresses(of entries: [SeenEntry]) -> [String: SeenEntry] {
    Dictionary(entries.compactMap { entry in entry.address.map { ($0, entry) } }) { first, _ in
      first
    }
  }
}

extension Examination {
  /// Compares an entry with what it was.
  fileprivate mutating func compare(_ entry: SeenEntry, _ old: SeenEntry) {
    let isOther = entry.content != old.content
    if isOther, entry.address != old.address, entry.title != old.title {
      return find(
        .ledgerIDReused, entry.offset,
        "The id \(entry.id) was that of \"\(shortened(old.title))\": readers take both for one")
    }
    guard let updated = entry.updated, let before = old.updated else { return }
    if updated == before, isOther {
      find(
        .ledgerChangeWithoutUpdated, entry.offset,
        "\"\(shortened(entry.title))\" changed, but not when it says it was updated")
    } else if updated != before, !isOther {
      find(
        .ledgerUpdatedWithoutChange, entry.offset,
        "\"\(shortened(entry.title))\" says it was updated, but its text is the same")
    }
  }
}
