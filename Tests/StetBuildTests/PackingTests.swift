import StetCore
import StetSite
import Testing

@testable import StetBuild

/// Text that is packed beforehand beside its file.
struct PackingTests {
  private static let packing = "\nhosting:\n  precompressed: [gzip, br]\n"

  /// A sample site that asks for packed files.
  private func workplace() throws -> Workplace {
    let workplace = try Workplace(SampleSite.archive)
    let settings = try #require(workplace.read("stet.yaml"))
    try workplace.write("stet.yaml", settings + Self.packing)
    return workplace
  }

  private func build(_ workplace: Workplace, output: String? = nil) async throws -> BuildReport {
    try await StetBuild.build(SampleSite.order(workplace, output: output, isLater: true))
  }

  /// The paths of packed files, and of those among them that are larger than what they were packed of.
  private func packed(_ files: [String: [UInt8]]) -> (paths: Set<String>, large: [String]) {
    let paths = files.keys.filter { $0.hasSuffix(".gz") || $0.hasSuffix(".br") }
    let large = paths.filter { path in
      (files[String(path.dropLast(3))]?.count ?? 0) <= (files[path]?.count ?? 0)
    }
    return (Set(paths), large)
  }

  @Test
  func textIsPackedWhereThatIsSmallerAndTheSecondBuildDoesNothing() async throws {
    let workplace = try workplace()
    let first = try await build(workplace)
    let files = try workplace.files()
    let found = packed(files)
    #expect(found.large.isEmpty)
    #expect(found.paths.isSuperset(of: ["index.html.gz", "index.html.br", "atom.xml.br"]))
    #expect(!found.paths.contains("humans.txt.gz"), "four bytes cannot be packed smaller")
    #expect(files["index.html.gz"]?.prefix(10) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 3])
    let second = try await build(workplace)
    #expect(second.work == BuildReport.Work())
    #expect(second.pages.unchanged == first.pages.written)
  }

  @Test
  func onlyWhatChangedIsPackedAgainAndTheOutputIsThatOfACleanBuild() async throws {
    let workplace = try workplace()
    _ = try await build(workplace)
    try workplace.write("content/about.md", "---\ntitle: About\n---\nOther words.\n")
    let report = try await build(workplace)
    #expect(report.changes.written.contains("about/index.html.br"))
    let strangers = report.changes.written.filter { path in
      (path.hasSuffix(".gz") || path.hasSuffix(".br"))
        && !report.changes.written.contains(String(path.dropLast(3)))
    }
    #expect(strangers.isEmpty, "packed though what it was packed of did not change")
    _ = try await build(workplace, output: "clean")
    #expect(try workplace.files() == workplace.files(below: "clean"))
  }

  @Test
  func aFileOfTheAuthorsIsNotReplaced() async throws {
    let workplace = try workplace()
    try workplace.write("static/list.json", String(repeating: "[1, 2, 3]\n", count: 50))
    try workplace.write("static/list.json.gz", "my own")
    _ = try await build(workplace)
    let files = try workplace.files()
    #expect(files["list.json.gz"] == Array("my own".utf8))
    #expect(files["list.json.br"] != nil)
  }

  @Test
  func whatIsNoLongerAskedForIsRemoved() async throws {
    let workplace = try workplace()
    _ = try await build(workplace)
    let settings = try #require(workplace.read("stet.yaml"))
    try workplace.write("stet.yaml", settings.replacing("[gzip, br]", with: "[br]"))
    _ = try await build(workplace)
    let paths = packed(try workplace.files()).paths
    #expect(!paths.isEmpty && paths.allSatisfy { $0.hasSuffix(".br") })
  }

  @Test
  func aPreviewKeepsWhatIsRightAndLeavesTheRestToTheNextBuild() async throws {
    let workplace = try workplace()
    _ = try await build(workplace)
    try workplace.write("content/about.md", "---\ntitle: About\n---\nOther words.\n")
    var order = SampleSite.order(workplace, isLater: true)
    order.flags.isPackingLater = true
    _ = try await StetBuild.build(order)
    let files = try workplace.files()
    #expect(files["about/index.html.gz"] == nil, "of a page that is no more")
    #expect(files["press/one/index.html.gz"] != nil)
    _ = try await build(workplace)
    #expect(try workplace.files()["about/index.html.gz"] != nil)
  }
}
