import Foundation
import StetCheck
import StetCore

/// How patient and how polite the asking for links is.
package struct LinkLimits: Sendable, Hashable {
  /// For one answer.
  package var seconds = 15
  package var redirectsMax = 10
  /// The longest that a host which is asked too often is waited for.
  package var patienceSeconds = 10
  /// Hosts asked at once.
  package var hostsAtOnce = 8

  package init() {}
}

/// Which links to other sites are asked for, and how.
package struct LinkInquiry: Sendable {
  /// Whether those are asked for again that were well.
  package var isWhole: Bool
  /// Between two requests to one host.
  package var paceSeconds: Double
  /// The day that links.lock is to name.
  package var day: String
  /// What the program calls itself.
  package var agent: String
  package var limits: LinkLimits

  /// An inquiry on `day`.
  package init(
    isWhole: Bool, paceSeconds: Double, day: String, agent: String, limits: LinkLimits
  ) {
    self.isWhole = isWhole
    self.paceSeconds = paceSeconds
    self.day = day
    self.agent = agent
    self.limits = limits
  }
}

/// Asks for the links of `report` to other sites, keeps in links.lock what was found, and says what is
/// to be said of each, whenever it was found.
package func inquire(
  _ inquiry: LinkInquiry, about report: CheckReport, site root: String,
  progress: (BuildProgress) -> Void = { _ in }
) async throws(FileError) -> [Diagnostic] {
  let scanner = Scanner(root: root)
  let file = try scanner.file(LinkLedger.path)
  var ledger = file.map { LinkLedger($0.bytes) } ?? LinkLedger()
  let linked = report.checked.externals
  let asked = linked.filter { inquiry.isWhole || !ledger.isSettled($0) }
  let found = await inquiry.verdicts(on: asked) {
    progress(BuildProgress(stage: .asking, done: $0, total: $1))
  }
  ledger.keep(found, linked: Set(linked))
  if !ledger.entries.isEmpty, ledger.bytes != file?.bytes {
    try Disk.replace(scanner.diskPath(LinkLedger.path), with: ledger.bytes)
  }
  return report.checked.linkFindings(ledger.entries)
}

extension LinkInquiry {
  /// What is found at each of `addresses`: hosts at once, the addresses of one host in turn.
  func verdicts(
    on addresses: [String], progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) async -> [LinkLedger.Entry] {
    let hosts = Dictionary(grouping: addresses) { LinkInquiry.host(of: $0) }
      .sorted { $0.key < $1.key }.map(\.value)
    let found = await hosts.concurrentMap(
      width: limits.hostsAtOnce, progress: { progress($0, hosts.count) }
    ) { addresses in
      var visit = HostVisit(self)
      return await visit.entries(of: addresses)
    }
    return found.flatMap(\.self)
  }

  private static func host(of address: String) -> String {
    let parts = address.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
    return parts.count > 2 ? String(parts[2].prefix { $0 != "/" && $0 != "?" }) : address
  }
}

/// The requests to one host, one after another.
private struct HostVisit {
  private let inquiry: LinkInquiry
  private let fetcher: Fetcher
  private var isFirst = true
  private var rules: RobotRules?
  /// Why the host is not asked any more; nil while it is.
  private var end: LinkVerdict?

  init(_ inquiry: LinkInquiry) {
    self.inquiry = inquiry
    var limits = FetchLimits()
    limits.seconds = inquiry.limits.seconds
    limits.byteCountMax = 1 << 19
    fetcher = Fetcher(agent: inquiry.agent, limits: limits)
  }

  mutating func entries(of addresses: [String]) async -> [LinkLedger.Entry] {
    var entries: [LinkLedger.Entry] = []
    for address in addresses {
      let verdict = await verdict(on: address)
      entries.append(LinkLedger.Entry(address: address, day: inquiry.day, verdict: verdict))
    }
    return entries
  }

  private mutating func verdict(on address: String) async -> LinkVerdict {
    if let end { return end }
    do throws(FetchError) {
      let url = try fetcher.url(address)
      if rules == nil { rules = await robots(of: url) }
      guard rules?.allow(LinkInquiry.path(of: url)) != false else {
        return .unsure("its host asks programs to stay away")
      }
      return try await follow(url)
    } catch {
      return LinkVerdict(failure: error, seconds: inquiry.limits.seconds)
    }
  }

  private mutating func follow(_ start: URL) async throws(FetchError) -> LinkVerdict {
    var url = start
    var seen: Set<String> = [start.absoluteString]
    var isForGood = true
    while true {
      let answer = try await patientAnswer(url)
      guard (300..<400).contains(answer.status), let next = answer.field("location") else {
        let verdict = LinkVerdict(status: answer.status)
        if answer.status == 429 { end = verdict }
        return verdict == .well && url != start && isForGood
          ? .moved(to: url.absoluteString) : verdict
      }
      if answer.status != 301, answer.status != 308 { isForGood = false }
      guard let target = URL(string: next, relativeTo: url)?.absoluteURL else {
        return .broken("it leads on to “\(next)”, which is no address")
      }
      if !seen.insert(target.absoluteString).inserted { return .broken("it leads on in a circle") }
      if seen.count > inquiry.limits.redirectsMax + 1 {
        return .broken("it leads on more than \(inquiry.limits.redirectsMax) times")
      }
      url = try fetcher.url(target.absoluteString)
    }
  }

  /// The head of an answer; a host that asks for patience gets some, once.
  private mutating func patientAnswer(_ url: URL) async throws(FetchError) -> FetchAnswer {
    let first = try await answer(url)
    guard first.status == 429 || first.status == 503,
      let wait = first.field("retry-after").flatMap({ Int($0) }),
      (0...inquiry.limits.patienceSeconds).contains(wait)
    else { return first }
    await LinkInquiry.wait(Double(wait))
    return try await answer(url)
  }

  /// Servers that refuse HEAD, or answer it otherwise than GET, are asked again.
  private mutating func answer(_ url: URL) async throws(FetchError) -> FetchAnswer {
    await keepPace()
    do throws(FetchError) {
      let head = try await fetcher.ask(url, "HEAD", isBodyWanted: false)
      if head.status < 400 || head.status == 429 { return head }
    } catch {
      guard error.kind == .other || error.kind == .hungUp else { throw error }
    }
    await keepPace()
    return try await fetcher.ask(url, "GET", isBodyWanted: false)
  }

  private mutating func keepPace() async {
    if !isFirst { await LinkInquiry.wait(inquiry.paceSeconds) }
    isFirst = false
  }

  /// What robots.txt says; a host without one, or whose answer fails, has no rules.
  private mutating func robots(of url: URL) async -> RobotRules {
    let none = RobotRules([], agent: inquiry.agent)
    do throws(FetchError) {
      guard let place = URL(string: "/robots.txt", relativeTo: url)?.absoluteURL else {
        return none
      }
      await keepPace()
      let answer = try await fetcher.ask(place, "GET")
      guard answer.status == 200 else { return none }
      let name = inquiry.agent.prefix { $0 != "/" }
      return RobotRules(answer.bytes, agent: String(name))
    } catch {
      return none
    }
  }
}

extension LinkInquiry {
  fileprivate static func path(of url: URL) -> String {
    let path = url.path(percentEncoded: true)
    return (path.isEmpty ? "/" : path) + (url.query(percentEncoded: true).map { "?" + $0 } ?? "")
  }

  /// Lets `seconds` pass, or fewer where the program is to end.
  fileprivate static func wait(_ seconds: Double) async {
    do {
      try await Task.sleep(for: .seconds(seconds))
    } catch {
      return
    }
  }
}

extension LinkVerdict {
  /// The verdict on a host that gave no answer.
  fileprivate init(failure: FetchError, seconds: Int) {
    self =
      switch failure.kind {
      case .slow: .unsure("no answer within \(seconds) seconds")
      case .unknownHost: .broken("there is no such host")
      case .refused: .broken("the host takes no connection")
      case .insecure: .broken("its certificate cannot be trusted")
      case .hungUp: .unsure("the host hung up")
      case .other: .unsure(failure.message)
      }
  }
}
