import ArgumentParser
import StetBuild
import StetCore
import StetDeploy
import StetSite

/// `stet deploy`: builds the site and brings a host up to date with it.
struct Deploy: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Builds the site and sends what changed to its host.",
    discussion: """
      Targets stand in stet.yaml under “deploy”, each with a name and one of folder, rsync, rclone and \
      git. The site is built, and where something is to be sent it is checked as stet check does; an \
      error in it stops the deploy. Pictures and styles are sent first, then new pages, changed pages, feeds and sitemaps; what \
      is gone is deleted last. A deploy that was interrupted is finished by the next.

      With --wait the files are looked at twice a minute for instants to come. Changes that nobody \
      scheduled go with the next of them; a deploy that failed is tried again a minute later.

      Examples:
        stet deploy --dry-run
        stet deploy production --yes --verify
        stet rollback production
      """)

  @Argument(
    help: ArgumentHelp("Its name in stet.yaml; not needed where there is one.", valueName: "target")
  )
  var target: String?

  @Flag(name: [.long, .customShort("n")], help: "Say what would be sent, and send nothing.")
  var dryRun = false

  @Flag(name: [.long, .customShort("y")], help: "Deploy without asking.")
  var yes = false

  @Flag(help: "Allow more deletions than the target's share.")
  var allowDeletes = false

  @Flag(inversion: .prefixedNo, help: "Check the site before anything is sent; errors stop it.")
  var check = true

  @Flag(help: "Fetch a sample from the host afterwards and compare it.")
  var verify = false

  @Flag(help: "Stay, and deploy again at each instant at which the site changes by itself.")
  var wait = false

  @OptionGroup var options: SiteOptions

  /// Refuses flags that make no sense together.
  func validate() throws {
    if wait, dryRun || options.now != nil {
      throw ValidationError("--wait goes neither with --dry-run nor with --now.")
    }
    if wait, !yes { throw ValidationError("--wait needs --yes: nobody will be there to ask.") }
  }

  /// Deploys, and with `--wait` again whenever an embargo lifts or a story ages.
  func run() async throws {
    var deployed = try await deployOnce()
    var told: String?
    while wait {
      let workplace = try Workplace(options)
      // What was to come when the site was last sent, in the files as they are now: nothing whose hour
      // came meanwhile is passed over, and a story that was written since is found.
      let site = try await workplace.read(asOf: deployed).value.site
      let next = Schedule(site).events.first?.at
      let seconds = next.map { $0.secondsSinceEpoch - workplace.now.secondsSinceEpoch } ?? .max
      if seconds > 0 {
        let news = next.map { "the next change is at \($0.rfc3339)" } ?? "nothing is scheduled"
        if news != told { workplace.terminal.complain(news + "\n") }
        told = news
        try await Task.sleep(for: .seconds(min(30, seconds)))
        if seconds > 30 { continue }
      }
      do {
        deployed = try await deployOnce()
      } catch is ExitCode {
        // It has been told why.
        try await Task.sleep(for: .seconds(60))
      }
    }
  }

  /// Builds, plans, asks, sends, tells; the instant that the site was built for.
  private func deployOnce() async throws -> Timestamp {
    let workplace = try Workplace(options)
    let configuration = try workplace.configuration()
    let target = try configuration.target(named: target)
    let report = try await workplace.build()
    let reporter = Reporter(site: options.site, terminal: workplace.terminal)
    if report.isFailed(isStrict: false) {
      reporter.printText(report, isQuiet: true, took: .zero)
      workplace.terminal.complain("stet: nothing was deployed; the site has errors\n")
      throw ExitCode(1)
    }
    let output = diskPath(of: configuration, site: options.site)
    let courier = Courier(
      order: self, target: target, configuration: configuration, output: output,
      workplace: workplace, began: .now)
    let outcome: Result<DeployReceipt, DeployFailure>
    do throws(FileError) {
      outcome = try await withFinishedFiles(of: output, shownAs: configuration.output) { files in
        await courier.deliver(files ?? [])
      }
    } catch {
      throw workplace.failure(error)
    }
    switch outcome {
    case .success(let receipt):
      try courier.show(receipt)
      if receipt.isRefused || receipt.isFaulty { throw ExitCode(1) }
      if !receipt.problems.isEmpty { throw ExitCode(74) }
      return workplace.now
    case .failure(let failure):
      workplace.complain(of: failure)
      throw ExitCode(74)
    }
  }
}

/// `stet rollback`: shows an earlier release again.
struct Rollback: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows the release before the last deploy again.",
    discussion: """
      For folder and rsync targets, which keep releases. Nothing is built or sent; the next deploy \
      brings the newest state back.

      Examples:
        stet rollback
        stet rollback production --to 20260131T090000Z
      """)

  @Argument(
    help: ArgumentHelp("Its name in stet.yaml; not needed where there is one.", valueName: "target")
  )
  var target: String?

  @Option(help: ArgumentHelp("The release to show; else the one before.", valueName: "release"))
  var to: String?

  @OptionGroup var options: SiteOptions

  /// Shows the release and says which.
  func run() async throws {
    let workplace = try Workplace(options)
    let target = try workplace.configuration().target(named: target)
    let change: (from: String, to: String)
    do throws(DeployFailure) {
      change = try await rollBack(target, to: to, site: options.site)
    } catch {
      workplace.complain(of: error)
      throw ExitCode(74)
    }
    switch options.format {
    case .text:
      workplace.terminal.say("\(target.name) shows \(change.to) again, before \(change.from)\n")
    case .json: try workplace.terminal.sayJSON(["from": change.from, "to": change.to])
    }
  }
}

extension Workplace {
  /// What stet.yaml says; its errors end the command.
  func configuration() throws -> Configuration {
    let read: Diagnosed<Configuration>
    do throws(FileError) {
      read = try StetBuild.configuration(site: options.site)
    } catch {
      throw failure(error)
    }
    if read.diagnostics.contains(where: { $0.severity == .error }) {
      terminal.complain(of: read.diagnostics) { sourceBytes(at: $0, site: options.site) }
      throw ExitCode(1)
    }
    return read.value
  }

  /// An order to build the site as the public sees it.
  var buildOrder: BuildOrder {
    BuildOrder(
      site: options.site, flags: Configuration.Flags(), now: now, width: width,
      generator: surroundings.program, startNanoseconds: surroundings.startNanoseconds)
  }

  /// Builds the site as the public sees it.
  func build() async throws -> BuildReport {
    var gauge = Gauge(terminal, start: surroundings.start, isShown: true)
    defer { gauge.clear() }
    do throws(FileError) {
      return try await StetBuild.build(buildOrder) { gauge.show($0) }
    } catch {
      gauge.clear()
      throw failure(error)
    }
  }

  /// Says why a deploy ended early, and what else the tool said of it.
  func complain(of failure: DeployFailure) {
    terminal.complain("stet: \(failure.message)\n")
    let lines = (failure.detail ?? "").split(separator: "\n").filter { line in
      !line.allSatisfy(\.isWhitespace) && !failure.message.contains(line)
    }
    terminal.complain(lines.suffix(8).map { "  | \($0)\n" }.joined())
  }
}

extension Configuration {
  /// The target called `name`, or the only one.
  func target(named name: String?) throws -> DeployTarget {
    let names = deployTargets.map(\.name)
    if let name {
      if let target = deployTargets.first(where: { $0.name == name }) { return target }
      throw ValidationError(
        names.isEmpty
          ? "\(path) has no “deploy”, so there is no target \(name)."
          : "There is no target \(name) in \(path); it has \(names.joined(separator: ", ")).")
    }
    switch deployTargets.count {
    case 0:
      throw ValidationError(
        """
        \(path) does not say where to deploy to. Write, for example:

        deploy:
          production:
            rsync: me@example.org:/srv/www/paper
        """)
    case 1: return deployTargets[0]
    default:
      throw ValidationError("Which target? \(path) has \(names.joined(separator: ", ")).")
    }
  }
}
