import Foundation
import StetBuild
import StetCore
import StetSite
import Testing

@testable import StetDeploy

/// Deploys to hosts that this machine can be: folders, rsync to a path, a repository beside.
struct HostTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "deploy-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private var output: String { folder.appending(path: "output").path }

  /// Makes the output folder hold `texts` and nothing else.
  private func lay(_ texts: [String: String]) throws -> [FinishedFile] {
    try? FileManager.default.removeItem(atPath: output)
    for (path, text) in texts {
      let place = output + "/" + path
      try FileManager.default.createDirectory(
        atPath: (place as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: URL(filePath: place))
    }
    return texts.map { path, text in
      FinishedFile(path: path, digest: Fingerprint(of: text), sizeBytes: text.utf8.count)
    }.sorted { $0.path < $1.path }
  }

  /// The files below `root` with their texts, without the list of what stet sent.
  private func texts(below root: String) throws -> [String: String] {
    let base = URL(filePath: root).resolvingSymlinksInPath().path
    var found: [String: String] = [:]
    for case let path as String in try #require(FileManager.default.enumerator(atPath: base)) {
      guard let data = FileManager.default.contents(atPath: base + "/" + path),
        !path.hasSuffix(HostManifest.name)
      else { continue }
      found[path] = String(decoding: data, as: UTF8.self)
    }
    return found
  }

  private func target(_ route: DeployTarget.Route, releases: Int = 3) -> DeployTarget {
    var target = DeployTarget(name: "test", route: route, range: SourceRange(0, 0))
    target.releaseCount = releases
    return target
  }

  @discardableResult
  private func deploy(
    _ texts: [String: String], to target: DeployTarget, release: String = "r1"
  ) async throws -> Plan {
    let deployment = try await Deployment(
      of: try lay(texts), to: target, site: folder.path, releaseNamed: release)
    try await deployment.carryOut(from: output) { _ in }
    return deployment.plan
  }

  private static let first = [
    "index.html": "one", "a/index.html": "two", "a b/ü.html": "three", "atom.xml": "feed",
  ]
  private static let second = [
    "index.html": "ONE", "atom.xml": "FEED", "a b/ü.html": "three", "n/new.html": "new",
  ]

  @Test(arguments: [true, false])
  func aFolderHoldsWhatTheSiteHoldsAndIsSentOnlyWhatDiffers(keepsReleases: Bool) async throws {
    let target = target(.folder("www"), releases: keepsReleases ? 3 : 0)
    try await deploy(Self.first, to: target)
    #expect(try texts(below: folder.path + "/www") == Self.first)
    let plan = try await deploy(Self.second, to: target, release: "r2")
    #expect(plan.batches.flatMap(\.paths) == ["n/new.html", "index.html", "atom.xml"])
    #expect(plan.deletions == ["a/index.html"])
    #expect(try texts(below: folder.path + "/www") == Self.second)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/www/a"))
    #expect(try await deploy(Self.second, to: target, release: "r3").isEmpty)
  }

  @Test
  func aFolderOfSomebodyElseIsNotTakenForALink() async throws {
    try FileManager.default.createDirectory(
      atPath: folder.path + "/www", withIntermediateDirectories: true)
    let target = target(.folder("www"))
    let failure = await #expect(throws: DeployFailure.self) {
      try await deploy(Self.first, to: target)
    }
    #expect(failure?.message.contains("is a folder and no link to a release") == true)
  }

  @Test
  func aLinkOfSomebodyElseIsNotTurnedElsewhere() async throws {
    let link = folder.path + "/www"
    try LocalDisk.makeFolder(folder.path + "/elsewhere")
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: "elsewhere")
    let failure = await #expect(throws: DeployFailure.self) {
      try await deploy(Self.first, to: target(.folder("www")))
    }
    #expect(failure?.message.contains("is a link to elsewhere and to no release") == true)
    #expect(LocalDisk.target(ofLink: link) == "elsewhere")
  }

  @Test(arguments: ["../precious", "/precious", "a/../../precious", "a//b", ".", "a/."])
  func aHostThatNamesWhatLiesOutsideIsNotBelieved(path: String) async throws {
    let precious = folder.path + "/precious"
    try LocalDisk.replace(precious, with: Array("mine".utf8))
    let target = target(.folder("www"), releases: 0)
    try await deploy(Self.first, to: target)
    var files = try #require(
      try await PlainFolder(root: folder.path + "/www").manifest()
    ).files
    files[path] = .sent(Fingerprint(of: "mine"))
    let list = HostManifest(files: files)
    #expect(HostManifest(list.bytes) == nil)
    try await PlainFolder(root: folder.path + "/www").keep(list)
    #expect(try await deploy(Self.first, to: target).deletions == [])
    #expect(LocalDisk.isTaken(precious))
  }

  @Test
  func oldReleasesGoAndARollbackShowsTheOneBefore() async throws {
    let target = target(.folder("www"), releases: 2)
    for number in 1...4 {
      try await deploy(["index.html": "\(number)"], to: target, release: "r\(number)")
    }
    #expect(try LocalDisk.names(in: folder.path + "/www.releases") == ["r3", "r4"])
    let change = try await rollBack(target, to: nil, site: folder.path)
    #expect(change == ("r4", "r3"))
    #expect(try texts(below: folder.path + "/www") == ["index.html": "3"])
    let failure = await #expect(throws: DeployFailure.self) {
      try await rollBack(target, to: nil, site: folder.path)
    }
    #expect(failure?.message.contains("has no release before r3") == true)
  }

  @Test
  func aClockThatWentBackMakesNoOlderRelease() async throws {
    let target = target(.folder("www"), releases: 2)
    try await deploy(["index.html": "1"], to: target, release: "2026")
    try await deploy(["index.html": "2"], to: target, release: "2025")
    try await deploy(["index.html": "3"], to: target, release: "2025")
    #expect(try texts(below: folder.path + "/www") == ["index.html": "3"])
    #expect(try LocalDisk.names(in: folder.path + "/www.releases").count == 2)
  }

  @Test(.enabled(if: Self.has("rsync"), "rsync is not installed"))
  func rsyncReplacesFilesInPlaceAndDeletesWhatIsGone() async throws {
    let target = target(.rsync(folder.path + "/www/"), releases: 0)
    try await deploy(Self.first, to: target)
    #expect(try texts(below: folder.path + "/www") == Self.first)
    try await deploy(Self.second, to: target)
    #expect(try texts(below: folder.path + "/www") == Self.second)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/www/a"))
  }

  @Test(.enabled(if: Self.has("rclone"), "rclone is not installed"))
  func rcloneReplacesFilesInPlaceAndDeletesWhatIsGone() async throws {
    let target = target(.rclone(":local:" + folder.path + "/www"))
    try await deploy(Self.first, to: target)
    #expect(try texts(below: folder.path + "/www") == Self.first)
    try await deploy(Self.second, to: target)
    #expect(try texts(below: folder.path + "/www") == Self.second)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/www/a"))
  }

  @Test(.enabled(if: Self.has("git"), "git is not installed"), arguments: [true, false])
  func aBranchHoldsTheSiteWithOneCommitADeployOrOneInAll(isHistoryKept: Bool) async throws {
    let repository = folder.path + "/site.git"
    try await Tool.git.run(["init", "--quiet", "--bare", repository], to: "make a repository")
    let target = target(
      .git(repository: repository, branch: "pages", isHistoryKept: isHistoryKept))
    try await deploy(Self.first, to: target)
    try await deploy(Self.second, to: target)
    let list = try await Tool.git.run(
      ["ls-tree", "-r", "-z", "--name-only", "pages"], to: "list", in: repository)
    let names = String(decoding: list, as: UTF8.self).split(separator: "\0").map(String.init)
    #expect(Set(names) == Set(Self.second.keys).union([".nojekyll", HostManifest.name]))
    let text = try await Tool.git.run(["show", "pages:index.html"], to: "show", in: repository)
    #expect(String(decoding: text, as: UTF8.self) == "ONE")
    let count = try await Tool.git.run(
      ["rev-list", "--count", "pages"], to: "count", in: repository)
    #expect(String(decoding: count, as: UTF8.self) == (isHistoryKept ? "2\n" : "1\n"))
    #expect(try await deploy(Self.second, to: target).isEmpty)
  }

  @Test(.enabled(if: Self.has("git"), "git is not installed"))
  func aDeployByGitIsMadeByWhomTheSitesRepositoryNames() async throws {
    let repository = folder.path + "/site.git"
    try await Tool.git.run(["init", "--quiet", "--bare", repository], to: "make a repository")
    let target = target(.git(repository: repository, branch: "pages", isHistoryKept: true))
    try await Tool.git.run(["init", "--quiet", "."], to: "make a repository", in: folder.path)
    for (key, value) in [("user.name", "Ann O’Nym"), ("user.email", "ann@example.org")] {
      try await Tool.git.run(["config", key, value], to: "name the author", in: folder.path)
    }
    try await deploy(Self.first, to: target)
    let names = try await Tool.git.run(
      ["log", "--format=%an <%ae> %cn <%ce>", "pages"], to: "list", in: repository)
    #expect(
      String(decoding: names, as: UTF8.self)
        == "Ann O’Nym <ann@example.org> Ann O’Nym <ann@example.org>\n")
  }

  @Test
  func packedFilesGoWhereAServerChoosesAmongThem() async throws {
    let texts = ["index.html": "one", "index.html.gz": "g", "data.gz": "my own"]
    try await deploy(texts, to: target(.folder("www"), releases: 0))
    #expect(try self.texts(below: folder.path + "/www") == texts)
    var plain = target(.folder("plain"), releases: 0)
    plain.isSendingPacked = false
    let plan = try await deploy(texts, to: plain)
    #expect(plan.batches.flatMap(\.paths) == ["data.gz", "index.html"])
    #expect(!target(.rclone("store:paper")).isTakingPacked)
  }

  @Test
  func aToolIsFoundByItsPathToo() async throws {
    let script = folder.path + "/a-tool"
    try LocalDisk.replace(script, with: Array("#!/bin/sh\necho $1 3.2\n".utf8))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: script)
    let tool = Tool(name: script, versionMin: (3, 1), versionFlag: "tool", package: "tools")
    try await tool.check()
    #expect(try await tool.run(["tool"], to: "speak") == Array("tool 3.2\n".utf8))
  }

  @Test
  func aComplaintWithTheLinesOfATerminalIsOneSentence() async throws {
    let shell = SecureShell(
      host: "-c", command: ["sh", "-c", "printf 'one\\r\\ntwo\\r\\n' >&2; exit 255"])
    let failure = await #expect(throws: DeployFailure.self) {
      try await shell.run("true", to: "speak")
    }
    #expect(failure?.message == "ssh could not reach -c: two")
    #expect(failure?.detail == "one\ntwo\n")
  }

  @Test
  func aMissingToolIsOneSentence() async {
    let tool = Tool(name: "no-such-tool", versionMin: (1, 0), versionFlag: "-v", package: "tools")
    let failure = await #expect(throws: DeployFailure.self) { try await tool.check() }
    #expect(
      failure?.message
        == "no-such-tool is not installed; `apt install tools` (or `brew install tools`) brings it")
  }

  @Test(arguments: [
    (
      Tool.rsync,
      """
      rsync: [receiver] write failed on "/srv/a": No space left on device (28)
      rsync error: error in file IO (code 11) at receiver.c(380) [receiver=3.2.7]

      """, "rsync: [receiver] write failed on \"/srv/a\": No space left on device (28)"
    ),
    (
      Tool.git,
      """
      remote: no
      error: failed to push some refs to 'x'
      hint: Updates were rejected

      """, "error: failed to push some refs to 'x'"
    ),
    (Tool.rclone, "a\nb\n", "b"),
  ])
  func theSentenceHasTheLineThatSaysWhy(tool: Tool, complaint: String, why: String) {
    let answer = Tool.Answer(code: 11, output: [], complaint: complaint)
    #expect(tool.failure(answer, to: "send").message == "\(tool.name) could not send: \(why)")
  }

  @Test(arguments: [
    ("me@example.org:/srv/www/", "me@example.org", "/srv/www"), ("host:www", "host", "www"),
  ])
  func whatRsyncCallsADestinationIsAHostAndAPath(text: String, host: String, path: String) throws {
    let address = try #require(SecureShell.Address(text))
    #expect(address.host == host)
    #expect(address.path == path)
  }

  @Test(arguments: ["rsync://host/module", "host::module", "/srv/www", "host:", "./a:b"])
  func whatIsNoShellIsNotTakenForOne(text: String) {
    #expect(SecureShell.Address(text) == nil)
  }

  private static func has(_ name: String) -> Bool {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: $0 + "/" + name)
    }
  }
}
