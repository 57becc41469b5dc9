import StetCore

/// Answers every connection of the server; one task owns it.
struct Reception {
  /// More connections than this are turned away.
  let countMax: Int
  private let hostRule: HostRule
  private let script: [UInt8]
  private let seconds: @Sendable () -> Int64
  private var exchanges: [Int32: Exchange] = [:]
  private var edition: Edition
  /// Pages as they were when they could last be made, by address, those asked for last at the end.
  private var lastGood: [(key: String, reply: Reply)] = []

  private static let lastGoodCountMax = 32

  /// A reception without guests; `script` is what pages run, `seconds` the time since 1970.
  init(
    _ edition: Edition, hostRule: HostRule, script: [UInt8], countMax: Int,
    seconds: @escaping @Sendable () -> Int64
  ) {
    self.edition = edition
    self.hostRule = hostRule
    self.script = script
    self.countMax = countMax
    self.seconds = seconds
  }

  /// How many connections there are.
  var count: Int { exchanges.count }

  /// What all connections are watched for.
  var watches: [Sockets.Watch] { exchanges.values.map(\.watch) }

  /// The next instant at which a connection must be seen to; nil where there is none.
  var deadline: Int? { exchanges.values.map(\.deadline).min() }

  /// Takes every connection that waits at `listener`.
  mutating func welcome(_ listener: Int32, now: Int) {
    while true {
      switch Sockets.accept(listener) {
      case .none: return
      case .full:
        // The one that has waited longest for a request it never made gives way.
        guard dismissIdle() else { return }
      case .client(let descriptor):
        var exchange = Exchange(descriptor, now: now)
        if exchanges.count >= countMax, !dismissIdle() {
          exchange.refuse(
            with: .plain(.unavailable, "Too many connections are open."), now: now,
            secondsSinceEpoch: seconds())
        }
        exchanges[descriptor] = exchange
      }
    }
  }

  /// Does what the connections of `ready` are ready for.
  mutating func attend(to ready: [Sockets.Watch], now: Int) {
    for watch in ready {
      guard var exchange = exchanges[watch.descriptor] else { continue }
      if watch.isReading {
        exchange.read(now: now, secondsSinceEpoch: seconds()) { reply(to: $0) }
      }
      if watch.isWriting, !exchange.isOver {
        exchange.write(now: now, secondsSinceEpoch: seconds()) { reply(to: $0) }
      }
      keep(exchange)
    }
  }

  /// Ends what has taken too long.
  mutating func expire(now: Int) {
    for exchange in exchanges.values where exchange.deadline <= now {
      var exchange = exchange
      exchange.expire(now: now, secondsSinceEpoch: seconds())
      keep(exchange)
    }
  }

  /// Shows `next` from now on, and tells the pages that are open what it means for them.
  mutating func publish(_ next: Edition, now: Int) {
    edition = next
    for exchange in exchanges.values {
      guard let listener = exchange.listener else { continue }
      var exchange = exchange
      exchange.tell(news(for: listener), now: now)
      keep(exchange)
    }
  }

  /// Ends everything.
  mutating func close() {
    exchanges.keys.forEach(Sockets.close)
    exchanges = [:]
  }

  private mutating func keep(_ exchange: Exchange) {
    if exchange.isOver {
      exchanges[exchange.descriptor] = nil
      Sockets.close(exchange.descriptor)
    } else {
      exchanges[exchange.descriptor] = exchange
    }
  }

  private mutating func dismissIdle() -> Bool {
    let idle = exchanges.values.filter(\.isIdle).min { $0.deadline < $1.deadline }
    guard let idle else { return false }
    exchanges[idle.descriptor] = nil
    Sockets.close(idle.descriptor)
    return true
  }
}

extension Reception {
  /// What is sent for `request`.
  private mutating func reply(to request: RequestHead) -> Reply {
    guard hostRule.allows(request.host) else {
      return .plain(
        .misdirected,
        "This preview does not answer to that name. Start it with --allow-host NAME if it should.")
    }
    if request.target.hasPrefix("/.stet/") { return ownReply(to: request) }
    if edition.number == 0 { return edition.host.notice("The site is being built", .unavailable) }
    return withLastGood(edition.host.reply(to: request), to: request)
  }

  /// Files of the preview itself.
  private func ownReply(to request: RequestHead) -> Reply {
    // Another site's page has no business here, whatever name it uses.
    if request.fields["sec-fetch-site"] == "cross-site" {
      return .plain(.forbidden, "Only this preview's own pages may ask for that.")
    }
    if request.target == Preview.scriptPath {
      return Reply(
        status: .ok,
        fields: [
          ("Content-Type", "text/javascript; charset=utf-8"), ("Cache-Control", "no-store"),
        ],
        body: .bytes(script))
    }
    guard let listener = listener(of: request.target), request.method == "GET" else {
      return .plain(.notFound, "The preview has nothing there.")
    }
    return Reply(
      status: .ok,
      fields: [("Content-Type", "text/event-stream"), ("Cache-Control", "no-store")],
      body: .news(listener, first: News.start + news(for: listener, isFirst: true)))
  }

  /// Who asks for news with `target`: `/.stet/news?tag=…&page=…`.
  private func listener(of target: String) -> Listener? {
    guard target.hasPrefix(Preview.newsPath + "?") else { return nil }
    var values: [Substring: String] = [:]
    for pair in target.dropFirst(Preview.newsPath.count + 1).split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { continue }
      values[parts[0]] = percentDecoded(parts[1])
    }
    guard let page = values["page"], page.hasPrefix("/") else { return nil }
    return Listener(page: page, tag: values["tag"] ?? "")
  }

  /// What the edition means for the page that `listener` shows.
  private func news(for listener: Listener, isFirst: Bool = false) -> [UInt8] {
    var news = News.problems(edition.problems)
    let tag = edition.host.tag(of: listener.page)
    if tag != listener.tag {
      // A page that is gone because of a mistake stays on the screen until the mistake is mended.
      if !tag.isEmpty || !edition.isFailed { news += News.reload }
    } else if !isFirst, !edition.assets.isEmpty {
      news += News.assets(edition.assets)
    }
    return news
  }

  /// `reply`; where a page is missing because of a mistake, the page as it was before.
  private mutating func withLastGood(_ reply: Reply, to request: RequestHead) -> Reply {
    let key =
      String(request.target.prefix { $0 != "?" })
      + (takesGzip(request.fields["accept-encoding"]) ? " gzip" : "")
    if reply.status == .ok, request.method == "GET", reply.isPage {
      lastGood.removeAll { $0.key == key }
      if lastGood.count == Reception.lastGoodCountMax { lastGood.removeFirst() }
      lastGood.append((key, reply.unconditional))
    }
    guard reply.status == .notFound, edition.isFailed,
      let old = lastGood.last(where: { $0.key == key })
    else { return reply }
    return old.reply
  }
}
