import ArgumentParser
import StetBuild
import StetCore
import StetDeploy
import StetSite

/// What became of a deploy.
struct DeployReceipt: Encodable, Sendable {
  let target: String
  let host: String
  let isDryRun: Bool
  /// Whether it was not carried out: nobody agreed, or too much would be deleted.
  var isRefused = false
  /// Whether the check found errors, so that nothing is sent.
  var isFaulty = false
  let batches: [Batch]
  let deletions: [String]
  let unchanged: Int
  let bytes: Int
  /// How long it took to find out what is to be done, once the site was built.
  let planMilliseconds: Int
  /// What went wrong after the files had landed, a sentence each.
  var problems: [String] = []
  /// What was done after they had landed, a sentence each.
  var told: [String] = []

  struct Batch: Encodable, Sendable {
    let stage: String
    let paths: [String]
  }

  enum CodingKeys: String, CodingKey {
    case target, host, batches, deletions, unchanged, bytes, problems, told
    case isDryRun = "dryRun"
    case planMilliseconds
    case isRefused = "refused"
    case isFaulty = "errors"
  }

  init(_ deployment: Deployment, isDryRun: Bool, planMilliseconds: Int) {
    self.planMilliseconds = planMilliseconds
    target = deployment.target.name
    host = deployment.shown
    self.isDryRun = isDryRun
    batches = deployment.plan.batches.map { Batch(stage: $0.stage.rawValue, paths: $0.paths) }
    deletions = deployment.plan.deletions
    unchanged = deployment.plan.unchangedCount
    bytes = deployment.plan.sizeBytes
  }
}

/// Carries one deploy out and says what it does.
struct Courier: Sendable {
  let order: Deploy
  let target: DeployTarget
  let configuration: Configuration
  let output: String
  let workplace: Workplace
  /// When the site was built, and the plan begun.
  let began: ContinuousClock.Instant

  private var terminal: Terminal { workplace.terminal }

  /// Compares `files` with the host and, when it may, sends what differs.
  func deliver(_ files: [FinishedFile]) async -> Result<DeployReceipt, DeployFailure> {
    do throws(DeployFailure) {
      let deployment = try await Deployment(
        of: files, to: target, site: order.options.site, releaseNamed: release)
      var receipt = DeployReceipt(
        deployment, isDryRun: order.dryRun,
        planMilliseconds: Int(began.duration(to: .now) / .milliseconds(1)))
      if deployment.plan.isEmpty { return .success(receipt) }
      if order.check { receipt.isFaulty = try await isFaulty() }
      if order.dryRun || receipt.isFaulty { return .success(receipt) }
      if let refusal = refusal(of: deployment) {
        terminal.complain(refusal)
        receipt.isRefused = true
        return .success(receipt)
      }
      let gauge = StageGauge(terminal)
      try await deployment.carryOut(from: output) { gauge.show($0) }
      gauge.clear()
      await land(deployment, &receipt)
      return .success(receipt)
    } catch {
      return .failure(error)
    }
  }

  /// Whether the site as it was built has errors, which are told. What is a warning waits for `stet check`.
  private func isFaulty() async throws(DeployFailure) -> Bool {
    var gauge = Gauge(terminal, start: workplace.surroundings.start, isShown: true)
    let report: CheckReport
    do throws(FileError) {
      report = try await check(workplace.buildOrder) { gauge.show($0) }
      gauge.clear()
    } catch {
      gauge.clear()
      throw DeployFailure(error.message)
    }
    let errors = report.diagnostics.filter { $0.severity == .error }
    if errors.isEmpty { return false }
    terminal.complain(of: errors) { sourceBytes(at: $0, site: order.options.site) }
    let count = errors.count == 1 ? "1 error" : "\(errors.count) errors"
    terminal.complain("stet: nothing is deployed; the check found \(count)\n")
    return true
  }

  /// The release's name: the instant at which the deploy began.
  private var release: String {
    workplace.surroundings.now.rfc3339.filter { $0 != "-" && $0 != ":" }
  }

  /// Why the deploy is not carried out; nil when it may be.
  private func refusal(of deployment: Deployment) -> String? {
    let plan = deployment.plan
    if deployment.isDeletingMuch, !order.allowDeletes {
      return """
        stet: this would delete \(plan.deletions.count) files at \(deployment.shown), more than \
        \(target.deletePercentMax) in a hundred; --allow-deletes allows it, --dry-run lists them

        """
    }
    if order.yes { return nil }
    guard terminal.isAsking else {
      return "stet: nobody is here to ask; --yes deploys without asking, --dry-run shows the plan\n"
    }
    terminal.complain(summary(of: plan) + "\nDeploy to \(deployment.shown)? [y/N] ")
    let answer = readLine()?.lowercased() ?? ""
    return ["y", "yes"].contains(answer) ? nil : "stet: nothing was deployed\n"
  }

  private func summary(of plan: Plan) -> String {
    let parts = plan.batches.map { "\($0.paths.count) \($0.stage.rawValue)" }
    let sent = parts.isEmpty ? "nothing to send" : "to send: " + parts.joined(separator: ", ")
    return "\(sent); \(plan.deletions.count) to delete; \(plan.unchangedCount) unchanged"
  }

  /// Tells hubs and search engines, runs the user's command, looks at the host.
  private func land(_ deployment: Deployment, _ receipt: inout DeployReceipt) async {
    let landing = Landing(
      baseURL: configuration.baseURL, plan: deployment.plan,
      agent: "stet/\(Surroundings.version)")
    for hub in configuration.feeds.hubs where !landing.feeds.isEmpty {
      let problems = await landing.tell(hub: hub)
      receipt.problems += problems
      if problems.isEmpty { receipt.told.append("\(hub) was told of \(landing.feeds.count) feeds") }
    }
    if let key = target.indexNowKey {
      let problems = await landing.tellIndexNow(key: key)
      receipt.problems += problems
      if problems.isEmpty, landing.pageCount > 0 {
        receipt.told.append("IndexNow was told of \(landing.pageCount) pages")
      }
    }
    if let purge = target.purge {
      do throws(DeployFailure) {
        try await runHook(purge, in: order.options.site)
        receipt.told.append("the command of “purge” was run")
      } catch {
        receipt.problems.append(error.message)
      }
    }
    if order.verify {
      let problems = await landing.verify(output: output)
      receipt.problems += problems
      if problems.isEmpty {
        receipt.told.append("a sample fetched from \(configuration.baseURL) is right")
      }
    }
  }

  /// Prints `receipt`.
  func show(_ receipt: DeployReceipt) throws {
    for problem in receipt.problems { terminal.complain("stet: \(problem)\n") }
    if order.options.format == .json { return try terminal.sayJSON(receipt) }
    if receipt.isRefused || receipt.isFaulty && !order.dryRun { return }
    if order.dryRun {
      for batch in receipt.batches {
        terminal.say(batch.paths.map { "send    \($0)\n" }.joined())
      }
      terminal.say(receipt.deletions.map { "delete  \($0)\n" }.joined())
    }
    let sent = receipt.batches.reduce(0) { $0 + $1.paths.count }
    let verb = order.dryRun ? "to send" : "sent"
    let gone = order.dryRun ? "to delete" : "deleted"
    terminal.say(
      "\(receipt.host): \(sent) \(verb) (\(receipt.bytes / 1000) kB), \(receipt.deletions.count) \(gone), "
        + "\(receipt.unchanged) unchanged\n")
    terminal.say(receipt.told.map { $0 + "\n" }.joined())
  }
}

/// One line that tells which part of a deploy is at work, where somebody watches.
struct StageGauge: Sendable {
  private let terminal: Terminal

  init(_ terminal: Terminal) {
    self.terminal = terminal
  }

  /// Shows `progress`.
  func show(_ progress: DeployProgress) {
    guard terminal.isWatched else { return }
    terminal.complain("\r\u{1B}[K\(progress.stage): \(progress.done) of \(progress.total)")
  }

  /// Takes the line away.
  func clear() {
    if terminal.isWatched { terminal.complain("\r\u{1B}[K") }
  }
}
