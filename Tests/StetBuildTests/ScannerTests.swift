import StetContent
import StetCore
import StetSite
import Testing

@testable import StetBuild

struct ScannerTests {
  private func scan(
    _ workplace: Workplace, _ change: (inout Configuration) -> Void = { _ in }
  ) async throws -> Diagnosed<Scanner.Scan> {
    var configuration = Configuration()
    change(&configuration)
    return try await Scanner(root: workplace.path).scan(configuration, width: 2)
  }

  @Test
  func filesAreListedByTheBytesOfTheirPaths() async throws {
    let workplace = try Workplace(
      """
      -- content/b.md --
      -- content/B.markdown --
      -- content/a/z.md --
      -- content/a-b/y.md --
      -- content/a.md --
      -- content/été 'x' "y" 😀.md --
      -- content/photo.jpg --
      -- static/.well-known/x --
      -- themes/broadsheet/theme.yaml --
      """)
    let found = try await scan(workplace)
    #expect(
      found.value.content.map(\.file.path) == [
        "content/B.markdown", "content/a-b/y.md", "content/a.md", "content/a/z.md", "content/b.md",
        "content/été 'x' \"y\" 😀.md",
      ])
    #expect(found.value.content.first?.file.localPath == "B.markdown")
    #expect(found.value.beside.map(\.path) == ["content/photo.jpg"])
    #expect(found.value.statics.map(\.localPath) == [".well-known/x"])
    #expect(found.value.theme.map(\.path) == ["themes/broadsheet/theme.yaml"])
    #expect(found.diagnostics.isEmpty)
  }

  @Test
  func hiddenFilesAndEditorsLeftoversArePassedOver() async throws {
    let workplace = try Workplace(
      """
      -- content/.hidden.md --
      -- content/.git/a.md --
      -- content/a.md~ --
      -- content/#a.md# --
      -- content/.a.md.swp --
      -- content/a.md --
      -- static/.DS_Store --
      -- static/.a.swp --
      """)
    let found = try await scan(workplace)
    #expect(found.value.content.map(\.file.path) == ["content/a.md"])
    #expect(found.value.beside.isEmpty && found.value.statics.isEmpty)
  }

  @Test
  func aSiteWhoseContentIsItsRootDoesNotReadItsOutput() async throws {
    let workplace = try Workplace(
      """
      -- a.md --
      -- output/b.md --
      -- themes/broadsheet/c.md --
      -- static/d.md --
      -- posts/e.md --
      """)
    let found = try await scan(workplace) {
      $0.contentFolders = [
        Configuration.ContentFolder(path: ".", dialect: .stet),
        Configuration.ContentFolder(path: "posts", dialect: .jekyll),
      ]
    }
    #expect(found.value.content.map(\.file.path) == ["a.md", "posts/e.md"])
    #expect(found.value.content.map(\.folder) == [0, 1])
  }

  @Test
  func linksAreFollowedButNotInACircle() async throws {
    let workplace = try Workplace("-- content/a/x.md --\n-- elsewhere/y.md --")
    try workplace.link("content/a/up", to: "..")
    try workplace.link("content/self", to: "self")
    try workplace.link("content/there", to: "../elsewhere")
    try workplace.link("content/twin.md", to: "a/x.md")
    let found = try await scan(workplace)
    #expect(
      found.value.content.map(\.file.path)
        == ["content/a/x.md", "content/there/y.md", "content/twin.md"])
    #expect(found.diagnostics.map(\.code) == [.linkLoop, .linkLoop])
    #expect(Set(found.diagnostics.map(\.path)) == ["content/a/up", "content/self"])
  }

  @Test
  func whatCannotBeReadIsReportedAndTheRestIsRead() async throws {
    let workplace = try Workplace("-- content/a.md --\none\n-- content/c.md --\nthree")
    try workplace.link("content/b.md", to: "/proc/self/mem")
    try workplace.link("content/dead.md", to: "nowhere.md")
    let found = try await scan(workplace)
    #expect(found.diagnostics.map(\.path) == ["content/dead.md"])
    #expect(found.value.countLeftOut == 1)
    let read = await Scanner(root: workplace.path).read(found.value.content.map(\.file), width: 2)
    #expect(read.value.map(\.path) == ["content/a.md", "content/c.md"])
    #expect(read.diagnostics.map(\.path) == ["content/b.md"])
    #expect((found.diagnostics + read.diagnostics).allSatisfy { $0.code == .fileUnreadable })
  }

  @Test
  func aNameThatNoAddressCanHoldIsReported() async throws {
    let workplace = try Workplace("-- content/a.md --")
    try workplace.write("content/line\nfeed.md", "x")
    let found = try await scan(workplace)
    #expect(found.value.content.map(\.file.path) == ["content/a.md"])
    #expect(found.diagnostics.map(\.code) == [.fileNameInvalid])
    #expect(found.diagnostics.map(\.path) == ["content/line?feed.md"])
  }

  @Test
  func anEmptySiteAndAMissingFolderAreToldApart() async throws {
    let workplace = try Workplace("-- content/picture.jpg --")
    #expect(try await scan(workplace).diagnostics.map(\.code) == [.siteEmpty])
    let missing = try await scan(workplace) {
      $0.contentFolders = [Configuration.ContentFolder(path: "posts", dialect: .stet)]
    }
    #expect(missing.diagnostics.map(\.code) == [.contentFolderMissing])
  }

  @Test(arguments: [
    (".", true), ("content", true), ("content/made", true), ("themes/x", true), ("static", true),
    ("output", false), ("contents", false), ("../elsewhere", false), ("public/site", false),
  ])
  func anOutputThatWouldSwallowTheSiteIsRefused(output: String, isRefused: Bool) throws {
    let workplace = try Workplace("-- content/a.md --\n-- themes/x/y --\n-- static/z --")
    var configuration = Configuration()
    configuration.output = output
    let found = try Scanner(root: workplace.path).overlaps(configuration)
    #expect(found.map(\.code) == (isRefused ? [.outputOverlaps] : []))
  }
}
