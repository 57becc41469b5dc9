import Testing

/// What each room may import: the table of Package.swift, that of docs/ARCHITECTURE.md, the imports.
struct RoomTests {
  private let repository = Repository()

  /// Modules that come with the compiler or the system.
  private static let common: Set<String> = [
    "Foundation", "FoundationEssentials", "FoundationNetworking", "Synchronization", "Glibc",
    "Musl", "Darwin", "Swift",
  ]
  /// The modules behind the short names of Package.swift.
  private static let products = [
    "yams": "Yams", "arguments": "ArgumentParser", "subprocess": "Subprocess",
    "system": "SystemPackage", "allocator": "CMimalloc",
  ]

  private struct Room: Equatable {
    var ours: Set<String>
    var others: Set<String>
  }

  private func manifest() -> [String: Room] {
    var rooms: [String: Room] = [:]
    let pattern = #/Room\(\s*"(\w+)"(?:,\s*\[([^\]]*)\])?(?:,\s*others:\s*\[([^\]]*)\])?/#
    for match in repository.file("Package.swift").text.matches(of: pattern) {
      rooms[String(match.1)] = Room(
        ours: Self.names(match.2 ?? ""), others: Self.names(match.3 ?? ""))
    }
    return rooms
  }

  private static func names(_ list: Substring) -> Set<String> {
    Set(
      list.matches(of: #/\w+/#).map { match in
        products[String(match.output)] ?? String(match.output)
      })
  }

  @Test
  func theManifestAndTheArchitectureSayTheSame() throws {
    var documented: [String: Set<String>] = [:]
    let row = #/^\| `(\w+)` \|.*\| ([^|]+) \|$/#
    for line in repository.file("docs/ARCHITECTURE.md").lines {
      guard let match = line.wholeMatch(of: row) else { continue }
      documented[String(match.1)] = Set(
        match.2.matches(of: #/\w+/#).map { "Stet" + $0.output })
    }
    let declared = manifest().mapValues(\.ours)
    #expect(!declared.isEmpty)
    #expect(documented == declared)
  }

  @Test
  func everyImportIsInTheTable() {
    let rooms = manifest()
    let statement =
      #/^\s*(?:@\w+ )?(?:(?:public|package|internal|fileprivate|private) )?import (?:\w+ )?(\w+)/#
    var strays: [String] = []
    for file in repository.files(below: "Sources", endings: [".swift"]) {
      guard let room = rooms[file.room] else {
        strays.append("\(file.path) belongs to no room")
        continue
      }
      for line in file.lines {
        guard let match = line.firstMatch(of: statement) else { continue }
        let module = String(match.1)
        if Self.common.contains(module) || room.others.contains(module) { continue }
        if !room.ours.contains(module) { strays.append("\(file.path) imports \(module)") }
      }
    }
    #expect(strays.isEmpty)
  }

  @Test
  func importsPointDown() {
    let rooms = manifest()
    var depths: [String: Int] = [:]
    for _ in rooms {
      for (name, room) in rooms where depths[name] == nil {
        let below = room.ours.map { depths[$0] }
        if below.allSatisfy({ $0 != nil }) {
          depths[name] = (below.compactMap(\.self).max() ?? 0) + 1
        }
      }
    }
    #expect(Set(depths.keys) == Set(rooms.keys), "these rooms import one another in a circle")
  }

  @Test
  func theJudgeDoesNotKnowTheAccused() {
    #expect(manifest()["StetValidation"]?.ours == ["StetCore", "StetXML"])
  }
}
