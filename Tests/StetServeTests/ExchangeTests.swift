import Testing

@testable import StetServe

#if canImport(Glibc)
  import Glibc

  /// One connection, driven by a clock of the test's own.
  struct ExchangeTests {
    /// Both ends of a connection; the first is the server's.
    private func pair() throws -> (Int32, Int32) {
      var ends: [Int32] = [-1, -1]
      let result = unsafe socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends)
      try #require(result == 0)
      for end in ends { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
      return (ends[0], ends[1])
    }

    private func received(_ descriptor: Int32) -> String {
      var bytes: [UInt8] = []
      while case .done = Sockets.receive(descriptor, into: &bytes) {}
      return String(decoding: bytes, as: UTF8.self)
    }

    private func send(_ text: String, to descriptor: Int32) {
      _ = Sockets.send(Array(text.utf8), from: 0, to: descriptor)
    }

    private let hello: (RequestHead) -> Reply = { _ in .plain(.ok, "hello") }

    @Test
    func aHeadThatDripsInEndsAtItsDeadlineHoweverManyBytesCome() throws {
      let (server, client) = try pair()
      defer { [server, client].forEach(Sockets.close) }
      var exchange = Exchange(server, now: 0)
      for second in 0..<10 {
        send("G", to: client)
        exchange.read(now: second * 1_000, secondsSinceEpoch: 0, answer: hello)
      }
      #expect(exchange.deadline == Exchange.Patience.head)
      exchange.expire(now: exchange.deadline - 1, secondsSinceEpoch: 0)
      #expect(received(client).isEmpty)
      exchange.expire(now: exchange.deadline, secondsSinceEpoch: 0)
      #expect(received(client).hasPrefix("HTTP/1.1 408 "))
    }

    @Test
    func anIdleConnectionEndsAndOneThatAsksGoesOn() throws {
      let (server, client) = try pair()
      defer { [server, client].forEach(Sockets.close) }
      var exchange = Exchange(server, now: 0)
      send("GET / HTTP/1.1\r\nHost: a\r\n\r\n", to: client)
      exchange.read(now: 14_000, secondsSinceEpoch: 0, answer: hello)
      exchange.write(now: 14_000, secondsSinceEpoch: 0, answer: hello)
      #expect(received(client).hasSuffix("hello\n"))
      #expect(exchange.isIdle)
      exchange.expire(now: 28_999, secondsSinceEpoch: 0)
      #expect(!exchange.isOver)
      exchange.expire(now: 29_000, secondsSinceEpoch: 0)
      #expect(exchange.isOver)
    }

    @Test
    func whoTakesNothingLosesTheConnectionAndIsNotReadFrom() throws {
      let (server, client) = try pair()
      defer { [server, client].forEach(Sockets.close) }
      var exchange = Exchange(server, now: 0)
      let large = Reply(status: .ok, body: .bytes([UInt8](repeating: 0x61, count: 8 << 20)))
      send("GET / HTTP/1.1\r\nHost: a\r\n\r\nGET /", to: client)
      exchange.read(now: 0, secondsSinceEpoch: 0) { _ in large }
      #expect(
        exchange.watch == Sockets.Watch(descriptor: server, isReading: false, isWriting: true))
      exchange.write(now: 5_000, secondsSinceEpoch: 0, answer: hello)
      exchange.expire(now: 19_999, secondsSinceEpoch: 0)
      #expect(!exchange.isOver)
      exchange.expire(now: 25_000, secondsSinceEpoch: 0)
      #expect(exchange.isOver)
    }

    @Test
    func newsGoOutAsTheyComeAndALineKeepsTheWayOpen() throws {
      let (server, client) = try pair()
      defer { [server, client].forEach(Sockets.close) }
      var exchange = Exchange(server, now: 0)
      send("GET /n HTTP/1.1\r\nHost: a\r\n\r\n", to: client)
      exchange.read(now: 0, secondsSinceEpoch: 0) { _ in
        Reply(status: .ok, body: .news(Listener(page: "/", tag: "t"), first: Array("first".utf8)))
      }
      #expect(received(client).hasSuffix("Connection: close\r\n\r\nfirst"))
      exchange.tell(News.reload, now: 1)
      #expect(received(client) == "event: reload\ndata: {}\n\n")
      exchange.expire(now: 20_000, secondsSinceEpoch: 0)
      #expect(received(client) == ":\n\n")
      #expect(!exchange.isOver)
      Sockets.endSending(client)
      exchange.read(now: 20_001, secondsSinceEpoch: 0, answer: hello)
      #expect(exchange.isOver)
    }
  }
#endif
