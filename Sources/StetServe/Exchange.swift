/// One connection: what came, what is still to be sent, and until when.
///
/// It never waits. A client that is slow to ask, or slow to take, loses its connection; one that
/// takes nothing has nothing read from it.
struct Exchange {
  /// How long a client may take, in milliseconds.
  enum Patience {
    /// Until the first byte of a request.
    static let idle = 15_000
    /// From the first byte of a head to its last, however it drips in.
    static let head = 10_000
    /// Between two bytes that are taken.
    static let taking = 20_000
    /// Between two lines of news, when there is none: a line without meaning keeps the way open.
    static let news = 15_000
    /// For a client to hang up after the last reply.
    static let leaving = 2_000
  }

  private enum Stage {
    case waiting, reading, sending, news, leaving
  }

  /// Its socket.
  let descriptor: Int32
  /// The instant, in milliseconds, at which something must have happened.
  private(set) var deadline: Int
  /// Whether it is over.
  private(set) var isOver = false
  /// Who listens to news through it.
  private(set) var listener: Listener?

  private var stage = Stage.waiting
  private var received: [UInt8] = []
  private var sending: [UInt8] = []
  private var sentCount = 0
  private var rest: (file: OpenedFile, part: Range<Int>)?
  private var isLast = false

  /// A connection that began at `now`.
  init(_ descriptor: Int32, now: Int) {
    self.descriptor = descriptor
    deadline = now + Patience.idle
  }

  /// Whether it waits for a request, so that it can be closed without harm.
  var isIdle: Bool { stage == .waiting }

  /// What it is watched for.
  var watch: Sockets.Watch {
    Sockets.Watch(
      descriptor: descriptor, isReading: stage != .sending,
      isWriting: stage == .sending || sentCount < sending.count)
  }

  /// Reads what has come; a request that is whole is answered with what `answer` gives.
  mutating func read(now: Int, secondsSinceEpoch: Int64, answer: (RequestHead) -> Reply) {
    switch Sockets.receive(descriptor, into: &received) {
    case .ended: isOver = true
    case .blocked: break
    case .done:
      if stage == .news || stage == .leaving {
        received = []
        return
      }
      if stage == .waiting {
        stage = .reading
        deadline = now + Patience.head
      }
      answerNext(now: now, secondsSinceEpoch: secondsSinceEpoch, answer)
    }
  }

  /// Sends what the client takes, and goes on with the request after it.
  mutating func write(now: Int, secondsSinceEpoch: Int64, answer: (RequestHead) -> Reply) {
    guard push(now: now), stage == .sending else { return }
    if isLast {
      Sockets.endSending(descriptor)
      stage = .leaving
      deadline = now + Patience.leaving
      received = []
      return
    }
    stage = received.isEmpty ? .waiting : .reading
    deadline = now + (received.isEmpty ? Patience.idle : Patience.head)
    answerNext(now: now, secondsSinceEpoch: secondsSinceEpoch, answer)
  }

  /// Tells who listens of `event`; once it has all been sent, nothing more where it `isLast`.
  mutating func tell(_ event: [UInt8], now: Int) {
    // Who takes nothing while news piles up has gone away without a word.
    guard sending.count - sentCount < 1 << 20 else {
      isOver = true
      return
    }
    sending += event
    _ = push(now: now)
  }

  /// What the time that has passed means for it.
  mutating func expire(now: Int, secondsSinceEpoch: Int64) {
    guard now >= deadline else { return }
    switch stage {
    case .waiting, .sending, .leaving: isOver = true
    case .reading:
      let reply = Reply.plain(.requestTimeout, "The request did not end in time.")
      begin(reply, isLast: true, isHead: false, now: now, secondsSinceEpoch: secondsSinceEpoch)
    case .news:
      if sentCount < sending.count {
        isOver = true
      } else {
        tell(Array(":\n\n".utf8), now: now)
      }
    }
  }

  /// Ends it with `reply`, which nobody asked for yet.
  mutating func refuse(with reply: Reply, now: Int, secondsSinceEpoch: Int64) {
    begin(reply, isLast: true, isHead: false, now: now, secondsSinceEpoch: secondsSinceEpoch)
  }

  private mutating func answerNext(
    now: Int, secondsSinceEpoch: Int64, _ answer: (RequestHead) -> Reply
  ) {
    while stage == .reading, !isOver {
      switch RequestHead.parse(received) {
      case .incomplete: return
      case .refused(let status):
        let reply = Reply.plain(status, "This request cannot be understood.")
        begin(reply, isLast: true, isHead: false, now: now, secondsSinceEpoch: secondsSinceEpoch)
      case .head(let head, let length):
        received.removeFirst(length)
        begin(
          answer(head), isLast: !head.isPersistent, isHead: head.method == "HEAD", now: now,
          secondsSinceEpoch: secondsSinceEpoch)
      }
    }
  }

  private mutating func begin(
    _ reply: Reply, isLast: Bool, isHead: Bool, now: Int, secondsSinceEpoch: Int64
  ) {
    self.isLast = isLast
    sending = reply.head(secondsSinceEpoch: secondsSinceEpoch, isLast: isLast)
    sentCount = 0
    stage = .sending
    deadline = now + Patience.taking
    if !isHead, reply.status != .notModified {
      switch reply.body {
      case .none: break
      case .bytes(let bytes): sending += bytes
      case .file(let file, let part): rest = (file, part)
      case .news(let listener, let first):
        self.listener = listener
        sending += first
        stage = .news
        deadline = now + Patience.news
      }
    }
    // Most replies fit into what the system takes at once; the next round sees to the others.
    _ = push(now: now)
  }

  /// Sends until the client takes no more; whether all is sent.
  private mutating func push(now: Int) -> Bool {
    while true {
      if sentCount == sending.count, !refill() { return true }
      switch Sockets.send(sending, from: sentCount, to: descriptor) {
      case .blocked: return false
      case .ended:
        isOver = true
        return false
      case .done(let count):
        sentCount += count
        deadline = now + (stage == .news ? Patience.news : Patience.taking)
      }
    }
  }

  /// Takes the next piece of a large file; whether there was one.
  private mutating func refill() -> Bool {
    sending = []
    sentCount = 0
    guard let (file, part) = rest, !part.isEmpty else {
      rest = nil
      return false
    }
    sending = file.read(at: part.lowerBound, count: min(part.count, 1 << 18))
    rest = (file, (part.lowerBound + sending.count)..<part.upperBound)
    // The file is shorter than was said: the client must not take what it has for the whole.
    if sending.isEmpty { isOver = true }
    return !sending.isEmpty
  }
}
