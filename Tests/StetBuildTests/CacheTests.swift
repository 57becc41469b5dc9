import SeededRandom
import StetCore
import Testing

@testable import StetBuild

/// What builds remember on the disk makes them faster and nothing else.
struct CacheTests {
  private let workplace: Workplace

  init() throws {
    workplace = try Workplace(SampleSite.archive)
  }

  private func order(_ now: Timestamp = SampleSite.now, generator: String = "tests") -> BuildOrder {
    SampleSite.order(workplace, now: now, generator: generator, isLater: true)
  }

  /// The files of the cache, from the site's folder.
  private func cache() throws -> [String] {
    try workplace.listing(".stet").map { ".stet/" + $0 }
  }

  @Test
  func theCacheStandsBesideTheSiteAndVersionControlIsToldToPassItOver() async throws {
    _ = try await build(order())
    let files = try cache().filter { !$0.hasPrefix(".stet/pictures/") }
    #expect(files.count == 4 && files.first == ".stet/.gitignore")
    #expect(workplace.read(".stet/.gitignore") == "*\n")
    #expect(try workplace.files().keys.allSatisfy { !$0.contains(".stet") })
  }

  @Test
  func noMoreThanFourOutputsAreRemembered() async throws {
    for number in 1...6 {
      _ = try await build(
        SampleSite.order(workplace, output: workplace.path + "/output-\(number)"))
    }
    #expect(try cache().count { $0.hasSuffix(".sheet") } == 4)
    #expect(try cache().count { $0.hasSuffix(".copy") } == 4)
    #expect(try cache().count { $0.hasSuffix(".words") } == 4)
  }

  @Test
  func aFolderThatTakesNoCacheIsNoFailure() async throws {
    try workplace.write(".stet", "in the way")
    let first = try await build(order())
    #expect(!first.isStopped && first.pages.written > 0)
    let second = try await build(order())
    #expect(second.pages.written == 0 && second.diagnostics == first.diagnostics)
  }

  @Test
  func wordsThatWereFoundDamagedAreKeptAnew() async throws {
    _ = try await build(order())
    let kept = Cache(
      Scanner(root: workplace.path), output: workplace.path + "/output", generator: "tests")
    let words = try #require(kept.words())
    let path = try #require(try cache().first { $0.hasSuffix(".words") })
    var bytes = try Disk.read(workplace.path + "/" + path)
    bytes[bytes.count - 1] ^= 1
    try workplace.write(path, bytes)
    #expect(kept.words() == nil)
    kept.keep(words)
    #expect(kept.words() != nil)
  }

  /// What may befall the cache between two builds.
  enum Mishap: String, CaseIterable {
    case removed, cut, flipped, emptied, ofAnotherProgram, ofAnotherSite, halfRemoved, older
  }

  @Test(arguments: Mishap.allCases)
  func whateverBefallsTheCacheTheOutputIsThatOfACleanBuild(mishap: Mishap) async throws {
    var random = SeededGenerator(seed: 7)
    _ = try await build(order())
    let old = try cache().filter { !$0.hasSuffix(".gitignore") }.map { path in
      (path: path, bytes: try Disk.read(workplace.path + "/" + path))
    }
    for round in 1...12 {
      try workplace.write(
        "content/press/one.md",
        "---\ntitle: One\ndate: 2026-01-01T08:00:00Z\ntopics: [news]\n---\nRound \(round).\n")
      if round.isMultiple(of: 3) { try workplace.remove("output") }
      try await damage(mishap, old, &random)
      let report = try await build(order(generator: round % 4 == 0 ? "other" : "tests"))
      let clean = try await build(
        SampleSite.order(
          workplace, output: workplace.path + "/clean", generator: "clean \(round)"))
      #expect(report.diagnostics == clean.diagnostics && !report.isStopped)
      #expect(try workplace.files() == workplace.files(below: "clean"), "round \(round)")
      try workplace.remove("clean")
    }
  }

  private func damage(
    _ mishap: Mishap, _ old: [(path: String, bytes: [UInt8])], _ random: inout SeededGenerator
  ) async throws {
    let files = try cache().filter { !$0.hasSuffix(".gitignore") }
    for path in files {
      var bytes = try Disk.read(workplace.path + "/" + path)
      switch mishap {
      case .removed: try workplace.remove(path)
      case .cut: try workplace.write(path, Array(bytes.dropLast(bytes.count / 3)))
      case .flipped:
        let place = Int.random(in: 0..<bytes.count, using: &random)
        bytes[place] ^= UInt8(1 << Int.random(in: 0..<8, using: &random))
        try workplace.write(path, bytes)
      case .emptied: try workplace.write(path, [UInt8]())
      case .ofAnotherProgram:
        _ = try await build(order(generator: "another"))
      case .ofAnotherSite:
        let other = try Workplace(SampleSite.archive.replacing("One", with: "Uno"))
        _ = try await build(SampleSite.order(other))
        let ending = [".sheet", ".copy", ".words"].first { path.hasSuffix($0) } ?? ""
        let strange = try other.listing(".stet").filter { $0.hasSuffix(ending) }
        try workplace.write(path, try Disk.read(other.path + "/.stet/" + strange[0]))
      case .halfRemoved:
        if path.hasSuffix(".copy") { try workplace.remove(path) }
      case .older:
        if let earlier = old.first(where: { $0.path == path }), Bool.random(using: &random) {
          try workplace.write(path, earlier.bytes)
        }
      }
    }
  }

  /// Every byte of what is packed may be another, and nothing but a report of damage comes of it.
  @Test
  func damageNeverEndsTheProgram() async throws {
    _ = try await build(order())
    for path in try cache() where path.hasSuffix(".sheet") {
      let bytes = try Disk.read(workplace.path + "/" + path)
      for place in stride(from: 0, to: bytes.count - 16, by: 3) {
        for value in [0, 1, 0x7F, 0x80, 0xFF] as [UInt8] {
          var damaged = bytes
          damaged[place] = value
          // Without the seal, which would find it out at once.
          var reader = PackedReader(damaged, 0..<(damaged.count - 16))
          _ = reader.text()
          _ = Sheet(from: &reader)
        }
      }
    }
  }
}
