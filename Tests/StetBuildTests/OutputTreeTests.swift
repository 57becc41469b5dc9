import StetCore
import Testing

@testable import StetBuild

struct OutputTreeTests {
  private let workplace: Workplace
  private var root: String { workplace.path + "/output" }

  init() throws {
    workplace = try Workplace("-- output/theirs.txt --\ntheirs\n-- output/notes/mine.txt --\nmine")
  }

  private func open(_ generator: String = "a") throws -> OutputTree {
    try OutputTree.open(root, shownAs: "output", generator: generator).value
  }

  /// Builds an output of `files` from `tree` as a build does; nil stands for a page that failed.
  @discardableResult
  private func build(
    _ files: [String: String], in tree: OutputTree
  ) throws -> [String: OutputTree.Outcome] {
    try tree.begin(writing: files.keys.sorted(), keeping: Set(files.keys))
    var outcomes: [String: OutputTree.Outcome] = [:]
    var records: [String: Manifest.Record] = [:]
    for (path, text) in files.sorted(by: { $0.key < $1.key }) {
      let outcome = try tree.write(
        Array(text.utf8), to: path, madeFrom: Fingerprint(of: "input " + text))
      outcomes[path] = outcome
      switch outcome {
      case .written(let record), .unchanged(let record): records[path] = record
      case .blocked, .nameTooLong: break
      }
    }
    _ = try tree.finish(records)
    return outcomes
  }

  @Test
  func nothingChangedMeansNothingWritten() throws {
    let files = ["index.html": "front", "a/b/index.html": "article"]
    try build(files, in: open())
    let before = try workplace.statuses()
    let tree = try open()
    #expect(try tree.isCurrent("index.html", madeFrom: Fingerprint(of: "input front")))
    _ = try tree.finish(tree.known.records)
    #expect(try workplace.statuses() == before)
  }

  @Test
  func theSameBytesKeepTheirTime() throws {
    try build(["index.html": "front"], in: open())
    let before = try workplace.statuses()["index.html"]
    let outcomes = try build(["index.html": "front"], in: open("another program"))
    guard case .unchanged = outcomes["index.html"] else {
      Issue.record("the file was written")
      return
    }
    #expect(try workplace.statuses()["index.html"] == before)
  }

  @Test
  func anotherProgramTrustsNoInput() throws {
    try build(["index.html": "front"], in: open())
    let tree = try open("another program")
    #expect(try !tree.isCurrent("index.html", madeFrom: Fingerprint(of: "input front")))
  }

  @Test
  func aFileChangedByHandIsMadeAnew() throws {
    try build(["index.html": "front"], in: open())
    try workplace.write("output/index.html", "tampered")
    let tree = try open()
    #expect(try !tree.isCurrent("index.html", madeFrom: Fingerprint(of: "input front")))
    try build(["index.html": "front"], in: tree)
    #expect(workplace.read("output/index.html") == "front")
  }

  @Test
  func aFileRemovedByHandIsMadeAnew() throws {
    try build(["index.html": "front"], in: open())
    try workplace.remove("output/index.html")
    #expect(try !open().isCurrent("index.html", madeFrom: Fingerprint(of: "input front")))
  }

  @Test
  func whatIsNoLongerMadeIsRemovedWithItsEmptyFolders() throws {
    try build(["index.html": "front", "a/b/index.html": "x", "notes/n.html": "y"], in: open())
    try build(["index.html": "front"], in: open())
    #expect(
      try workplace.listing()
        == [".stet-lock", ".stet-manifest", "index.html", "notes/mine.txt", "theirs.txt"]
        .filter { $0 != ".stet-lock" })
    #expect(!isFolder(root + "/a"))
  }

  @Test
  func aFileOfAnotherHandIsNeverTouched() throws {
    let outcomes = try build(["theirs.txt": "ours", "index.html": "front"], in: open())
    #expect(outcomes["theirs.txt"] == .blocked)
    #expect(workplace.read("output/theirs.txt") == "theirs\n")
    try build(["index.html": "front"], in: open())
    #expect(workplace.read("output/theirs.txt") == "theirs\n")
  }

  @Test
  func aFileOfAnotherHandWithTheRightBytesBecomesOurs() throws {
    let outcomes = try build(["theirs.txt": "theirs\n"], in: open())
    guard case .unchanged = outcomes["theirs.txt"] else {
      Issue.record("the file was not taken over")
      return
    }
    #expect(try open().isOurs("theirs.txt"))
  }

  @Test
  func aFolderOfAnotherHandBlocksAFile() throws {
    #expect(try build(["notes": "x"], in: open())["notes"] == .blocked)
    #expect(
      try build(["theirs.txt/index.html": "x"], in: open())["theirs.txt/index.html"] == .blocked)
    #expect(workplace.read("output/notes/mine.txt") == "mine")
  }

  @Test
  func aFileMayBecomeAFolderAndAFolderAFile() throws {
    try build(["a": "file", "b/c/index.html": "x", "b/d": "y"], in: open())
    try build(["a/index.html": "page", "b": "file"], in: open())
    #expect(workplace.read("output/a/index.html") == "page")
    #expect(workplace.read("output/b") == "file")
    try build(["a": "file", "b/c/index.html": "x"], in: open())
    #expect(workplace.read("output/a") == "file")
    #expect(workplace.read("output/b/c/index.html") == "x")
  }

  @Test
  func aChangedFileThatIsNoLongerMadeStays() throws {
    try build(["index.html": "front", "old.html": "old"], in: open())
    try workplace.write("output/old.html", "precious")
    let tree = try open()
    let records = tree.known.records.filter { $0.key == "index.html" }
    #expect(try tree.finish(records).diagnostics.map(\.code) == [.outputChanged])
    #expect(workplace.read("output/old.html") == "precious")
  }

  @Test
  func anInterruptedBuildLeavesNothingThatTheNextMistakesForAnothersWork() throws {
    try build(["index.html": "front"], in: open())
    let tree = try open()
    try tree.begin(
      writing: ["index.html", "new/index.html", "never.html"],
      keeping: ["index.html", "new/index.html", "never.html"])
    _ = try tree.write(Array("new".utf8), to: "new/index.html", madeFrom: nil)
    let half = OutputTree.temporaryPath(root + "/new/half.html")
    try tree.begin(writing: ["new/half.html"], keeping: [])
    _ = try Disk.write(Array("ha".utf8), to: half)
    _ = try tree.stage([1], to: "atom.xml", madeFrom: nil, number: 0)
    // The process ends here.
    let next = try open()
    #expect(try Disk.status(half, isFollowing: false) == nil)
    #expect(!isFolder(root + "/.stet-staged"))
    let outcomes = try build(["index.html": "front", "new/half.html": "whole"], in: next)
    guard case .written = outcomes["new/half.html"] else {
      Issue.record("a file of ours was not written")
      return
    }
    #expect(workplace.read("output/.stet-journal") == nil)
  }

  @Test
  func aDamagedManifestMeansACleanBuildThatTakesOverWhatIsRight() throws {
    try build(["index.html": "front"], in: open())
    try workplace.write("output/.stet-manifest", "rubbish")
    let opened = try OutputTree.open(root, shownAs: "output", generator: "a")
    #expect(opened.diagnostics.map(\.code) == [.manifestDamaged])
    let before = try workplace.statuses()["index.html"]
    try build(["index.html": "front"], in: opened.value)
    #expect(try workplace.statuses()["index.html"] == before)
    #expect(try open().isOurs("index.html"))
  }

  @Test
  func aStagedFileTakesItsPlaceOnlyWhenAsked() throws {
    let tree = try open()
    guard
      case .waiting(let staged) = try tree.stage(
        Array("feed".utf8), to: "a/atom.xml", madeFrom: nil, number: 7)
    else {
      Issue.record("a new file was settled")
      return
    }
    #expect(workplace.read("output/a/atom.xml") == nil)
    guard case .written = try tree.commit(staged) else {
      Issue.record("the file was not put in place")
      return
    }
    #expect(workplace.read("output/a/atom.xml") == "feed")
  }

  @Test
  func aNewOutputTakesItsPlaceAtOnce() throws {
    let paths = ["a/b/index.html", "a/atom.xml", "index.html"]
    let tree = try open()
    let nursery = try #require(try tree.nursery(for: paths))
    var records: [String: Manifest.Record] = [:]
    for path in paths {
      guard case .written(let record) = try nursery.write([0x61], to: path, madeFrom: nil) else {
        Issue.record("\(path) was not laid out")
        return
      }
      records[path] = record
      #expect(workplace.read("output/" + path) == nil)
    }
    try tree.moveIn(paths)
    for path in paths {
      #expect(workplace.read("output/" + path) == "a")
      #expect(
        try records[path]?.matches(Disk.status(root + "/" + path, isFollowing: false)) == true)
    }
    #expect(workplace.read("output/theirs.txt") == "theirs\n")
    // Killed here, the next build knows the files as its own.
    #expect(try open().isOurs("a/b/index.html"))
  }

  @Test
  func whatStandsWhereANewOutputWouldBeIsComparedFileByFile() throws {
    #expect(try open().nursery(for: ["notes/index.html"])?.root == nil)
    #expect(try open().nursery(for: ["theirs.txt"])?.root == nil)
    try build(["index.html": "front"], in: open())
    #expect(try open().nursery(for: ["a/index.html"])?.root == nil)
  }

  @Test
  func whatABuildThatEndedEarlyLaidOutIsRemoved() throws {
    let nursery = try #require(try open().nursery(for: ["a/b/index.html"]))
    _ = try nursery.write([0x61], to: "a/b/index.html", madeFrom: nil)
    let tree = try open()
    #expect(!isFolder(root + "/.stet-staged"))
    #expect(!tree.isOurs("a/b/index.html"))
  }

  @Test
  func aLargeFileIsCopiedPieceByPiece() throws {
    let bytes = [UInt8](repeating: 7, count: OutputTree.pieceSizeBytes * 2) + [1, 2, 3]
    try workplace.write("large.bin", bytes)
    let tree = try open()
    for isFirst in [true, false] {
      let outcome = try tree.copy(
        workplace.path + "/large.bin", sizeBytes: bytes.count, to: "large.bin", madeFrom: nil)
      switch outcome {
      case .written: #expect(isFirst)
      case .unchanged, .blocked, .nameTooLong: #expect(!isFirst)
      }
    }
    #expect(try Disk.read(root + "/large.bin") == bytes)
  }

  @Test
  func aNameThatNoDiskTakesIsToldFromAFailure() throws {
    let name = String(repeating: "é", count: 128) + "/index.html"
    #expect(try open().write([], to: name, madeFrom: nil) == .nameTooLong)
    let longest = String(repeating: "e", count: 255)
    guard case .written = try open().write([1], to: longest, madeFrom: nil) else {
      Issue.record("the longest name was refused")
      return
    }
  }

  @Test
  func theSecondBuildOfAnOutputIsRefused() throws {
    let lock = try OutputTree.lock(root, shownAs: "output")
    #expect(throws: FileError.self) { _ = try OutputTree.lock(root, shownAs: "output") }
    lock.close()
    try OutputTree.lock(root, shownAs: "output").close()
  }

  @Test
  func anOutputThatIsAFileIsOneClearSentence() {
    let error = #expect(throws: FileError.self) {
      _ = try OutputTree.lock(root + "/theirs.txt", shownAs: "output/theirs.txt")
    }
    #expect(error?.reason == "a file stands where a folder is needed")
  }
}
