import Foundation
import Testing

@testable import StetBuild

/// `stet config`, `clean`, `doctor`, `completions`, `manual`, and what is said of slips.
struct CommandMachineTests {
  private let site: CommandSite
  private var workplace: Workplace { site.workplace }

  init() throws {
    site = try CommandSite()
  }

  @Test
  func eachSettingNamesWhoDecidedIt() throws {
    try workplace.write(
      "stet.yaml",
      """
      title: The Paper
      base_url: https://paper.example
      theme: plain
      feeds:
        limit: 5
      params:
        accent: [red, 2]
      check:
        except:
          - { rule: page-orphan, path: "old/*", reason: as it was }
      """)
    let ending = try site.run(
      "config", "title", "base_url", "feeds.limit", "feeds.archive", "params", "check.except",
      "drafts",
      "now",
      "-b",
      "https://other.example", "-D")
    #expect(
      ending.output == """
        title                   The Paper              stet.yaml:1
        base_url                https://other.example  --base-url
        feeds.limit             5                      stet.yaml:5
        feeds.archive           100                    default
        check.except[0].rule    page-orphan            stet.yaml:10
        check.except[0].path    old/*                  stet.yaml:10
        check.except[0].reason  as it was              stet.yaml:10
        params.accent           [red, 2]               stet.yaml:7
        drafts                  true                   --drafts
        now                     2026-05-28T20:26:40Z   SOURCE_DATE_EPOCH

        """)
    let json = try site.run("config", "feeds.limit", "--format", "json")
    #expect(json.output == "{\"key\":\"feeds.limit\",\"origin\":\"stet.yaml:5\",\"value\":5}\n")
    let slip = try site.run("config", "feeds.limt")
    #expect(slip.code == 64)
    #expect(slip.errors.contains("Did you mean feeds.limit?"))
  }

  @Test
  func whatWasMadeIsTakenAwayAndNothingElse() throws {
    #expect(try site.run("build").code == 0)
    try workplace.write("output/mine.txt", "mine")
    try workplace.write("output/about/index.html", "changed by hand")
    let made = try workplace.listing().count
    let dry = try site.run("clean", "--dry-run", "--format", "json")
    #expect(dry.output.contains("\"dryRun\":true"))
    #expect(try workplace.listing().count == made)
    let ending = try site.run("clean")
    #expect(ending.code == 0)
    #expect(ending.errors.contains("output-changed"))
    #expect(try workplace.listing() == ["about/index.html", "mine.txt"])
    #expect(!FileManager.default.fileExists(atPath: workplace.path + "/.stet"))
    #expect(workplace.read("content/about.md") != nil)
    #expect(try site.run("clean").output == "0 files removed from output\n")
  }

  @Test
  func theDoctorNamesWhatIsMissingAndHowToInstallIt() throws {
    let path = ["PATH": "/nowhere"]
    let ending = try site.run("doctor", "--format", "json", environment: path)
    let lines = ending.output.split(separator: "\n")
    let git = lines.first { $0.contains("\"name\":\"git\"") }
    #expect(git?.contains("\"state\":\"optional\"") == true)
    #expect(git?.contains("install git") == true)
    for name in ["stet", "libxml2", "cmark-gfm", "xxHash", "zlib"] {
      let line = try #require(lines.first { $0.contains("\"name\":\"\(name)\"") })
      #expect(line.contains("\"state\":\"ok\"") && !line.contains("\"version\":null"))
    }
    let bare = try site.run("doctor", "--format", "json", environment: ["STET_LIBVIPS": "/nowhere"])
    #expect(bare.code == 0)
    let pictures = bare.output.split(separator: "\n").first { $0.contains("\"name\":\"libvips\"") }
    #expect(pictures?.contains("\"state\":\"optional\"") == true)
    #expect(pictures?.contains("\"version\":null") == true)
    try workplace.write("stet.yaml", "theme: nowhere\n")
    let broken = try site.run("doctor")
    #expect(broken.code == 1)
    #expect(broken.output.contains("there is no folder themes/nowhere"))
  }

  @Test
  func aSiteWithoutPicturesNeedsNoLibvips() throws {
    let ending = try site.run("build", environment: ["STET_LIBVIPS": "/nowhere"])
    #expect(ending.code == 0)
    #expect(!(ending.output + ending.errors).contains("libvips"))
  }

  @Test(arguments: [
    (["serv"], "did you mean stet serve?"),
    (["new", "artcle", "X"], "did you mean stet new article?"),
    (["help", "buld"], "did you mean stet build?"), (["topics", "marge"], "stet topics merge?"),
    (["build", "--buildDraft"], "Did you mean '--buildDrafts'?"),
    (["deploy", "--dry"], "Unknown option '--dry'. Did you mean '--dry-run'?"),
    (["topics", "suggest", "--confidance=1"], "Did you mean '--confidence'?"),
    (["xyzzy"], "it has build, serve"),
  ])
  func aSlipIsMet(arguments: [String], hint: String) throws {
    let ending = try site.run(arguments)
    #expect(ending.code == 64)
    #expect(ending.errors.contains(hint))
  }

  @Test(arguments: [
    ["-D", "-F", "-E", "-b", "https://x.example", "-d", "out"],
    ["--buildDrafts", "--buildFuture", "--buildExpired", "--baseURL", "https://x.example"],
    ["-s", ".", "--destination", "out", "-q"],
  ])
  func flagsOfOtherGeneratorsAreTaken(flags: [String]) throws {
    #expect(try site.run(["build"] + flags).code == 0)
  }

  @Test
  func whatMakesNoSenseInThisSiteIsOneSentence() throws {
    let ending = try site.run("deploy", "nowhere")
    #expect(ending.code == 64)
    #expect(ending.errors == "Error: stet.yaml has no “deploy”, so there is no target nowhere.\n")
  }

  @Test
  func everyExampleOfTheHelpFitsATerminal() throws {
    // A line that is folded cannot be copied.
    let commands = try site.run("manual", "--list").output.split(separator: "\n")
    #expect(commands.count > 20)
    for command in commands {
      let help = try site.run(["help"] + command.split(separator: " ").map(String.init)).output
      let examples = help.split(separator: "\n\n").first { $0.contains("Example") }
      let lines = try #require(examples?.split(separator: "\n").dropFirst(), "\(command)")
      #expect(lines.filter { !$0.hasPrefix("  ") } == [], "\(command)")
    }
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func shellsCompleteEveryCommand(shell: String) throws {
    let script = try site.run("completions", shell)
    #expect(script.code == 0)
    #expect(["serve", "doctor", "buildDrafts"].allSatisfy(script.output.contains))
    // A shell that is here reads its script too.
    let lines = try site.program.type(
      [
        "stet completions \(shell) > script",
        "if command -v \(shell) > .found; then \(shell) -n script; fi", "echo read",
      ], in: workplace.path)
    #expect(lines == ["read"])
  }

  @Test
  func everyCommandSpeaksJSON() throws {
    #expect(try site.run("build").code == 0)
    let words = [
      "build", "list all", "related", "topics review", "topics suggest content/press/one.md",
      "topics merge web Printing --dry-run", "check --no-build", "feed check output/atom.xml",
      "feed diff output/atom.xml output/atom.xml", "template a.html", "schema config", "config",
      "doctor", "completions bash", "manual build", "new site inner", "new article A",
      "new topic B",
      "new author C", "import output/rss.xml --dry-run", "clean --dry-run",
      "deploy --yes", "deploy --yes",
      "rollback",
    ]
    try workplace.write("a.html", "{{ 1 + 1 }}")
    let settings = try #require(workplace.read("stet.yaml"))
    try workplace.write(
      "stet.yaml", settings + "deploy: { here: { folder: published } }\n")
    for (number, line) in words.enumerated() {
      // Each deploy has something to send.
      try workplace.write("static/number.txt", "\(number)")
      let ending = try site.run(
        line.split(separator: " ").map(String.init) + ["--format", "json"],
        environment: ["SOURCE_DATE_EPOCH": "\(1_780_000_000 + number)"])
      // A schema is one object on many lines, for people to read.
      let lines =
        line.hasPrefix("schema") ? [ending.output[...]] : ending.output.split(separator: "\n")
      #expect(!lines.isEmpty, "\(line): \(ending.errors)")
      for text in lines {
        let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
        #expect(object is [String: Any], "\(line)")
      }
    }
    // None is forgotten; serve never ends, and is asked by a client of its own.
    let leaves = try site.run("manual", "--list").output.split(separator: "\n").filter {
      !["new", "topics", "feed", "serve"].contains($0)
    }
    #expect(leaves.filter { leaf in !words.contains { $0.hasPrefix(leaf) } } == [])
  }

  @Test
  func everyCommandHasAPage() throws {
    let list = try site.run("manual", "--list").output.split(separator: "\n")
    #expect(list.contains("new article"))
    for command in list {
      let page = try site.run(["manual"] + command.split(separator: " ").map(String.init))
      #expect(page.code == 0)
      let lines = page.output.split(separator: "\n")
      #expect(lines.first?.hasPrefix(".TH \"STET") == true)
      #expect(lines.contains(".SH NAME") && lines.contains(".SH OPTIONS"))
    }
  }

  @Test(arguments: [".github/workflows/publish.yml", ".gitlab-ci.yml"])
  func whatAHostRunsSucceedsOnANewSite(file: String) throws {
    #expect(try site.run("new", "site", "gazette", "--base-url", "https://g.example").code == 0)
    let text = try #require(workplace.read("gazette/" + file))
    let commands = text.matches(of: #/(?:run:|-) stet (.*)/#).map { $0.1.split(separator: " ") }
    #expect(Set(commands.map { $0[0] }) == ["build", "check"])
    #expect(text.contains("stet deploy \"$STET_TARGET\" --yes\n"))
    for command in commands {
      let ending = try site.run(command.map(String.init) + ["--site", "gazette"])
      #expect(ending.code == 0, "\(command): \(ending.output)\(ending.errors)")
      #expect(!ending.errors.contains("warning["), "\(ending.errors)")
    }
  }

  @Test
  func aLineTellsHowFarHowFastAndHowLong() {
    let early = BuildProgress(stage: .writing, done: 5, total: 1_030)
    #expect(
      early.line(elapsedMilliseconds: 10) == "writing [--------------------] 5 of 1,030")
    let later = BuildProgress(stage: .writing, done: 412, total: 1_030)
    #expect(
      later.line(elapsedMilliseconds: 1_000)
        == "writing [########------------] 412 of 1,030, 412/s, 2 s left")
  }

  @Test
  func whoIsNoTerminalSeesNoProgress() throws {
    let ending = try site.run("build")
    #expect(!ending.errors.contains("\r") && !ending.output.contains("\r"))
  }
}
