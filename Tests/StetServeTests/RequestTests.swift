import Testing

@testable import StetServe

/// Heads, paths and hosts of requests: what is taken, and what is refused.
struct RequestTests {
  private func parse(_ text: String) -> RequestHead.Parsed {
    RequestHead.parse(Array(text.utf8))
  }

  private func head(_ text: String) -> RequestHead? {
    if case .head(let head, _) = parse(text) { head } else { nil }
  }

  @Test
  func aHeadIsReadAndWhatFollowsItIsLeft() {
    let text = "\r\nGET /a?b HTTP/1.1\r\nHost: Example.org\r\nX-Y:  z \r\nx-y: w\r\n\r\n"
    let head = RequestHead(
      method: "GET", target: "/a?b", host: "example.org",
      fields: ["host": "Example.org", "x-y": "z, w"], isPersistent: true)
    #expect(parse(text + "GET /") == .head(head, length: text.utf8.count))
  }

  @Test
  func aHeadThatHasNotEndedIsWaitedFor() {
    #expect(parse("") == .incomplete)
    #expect(parse("GET / HTTP/1.1\r\nHost: a\r\n") == .incomplete)
  }

  @Test(arguments: [
    ("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", false),
    ("GET / HTTP/1.0\r\n\r\n", false), ("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", true),
    ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n", false),
    ("GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", false),
    ("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n", true),
  ])
  func aConnectionGoesOnOnlyWhereTheNextRequestCanBeFound(text: String, isPersistent: Bool) {
    #expect(head(text)?.isPersistent == isPersistent)
  }

  @Test
  func anAuthorityInTheTargetIsTheHost() {
    let head = head("GET http://evil.example/x HTTP/1.1\r\nHost: localhost\r\n\r\n")
    #expect(head?.host == "evil.example")
    #expect(head?.target == "/x")
  }

  @Test(arguments: [
    ("GET / HTTP/1.1\r\n\r\n", Status.badRequest),
    ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", .badRequest),
    ("GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n", .badRequest),
    ("GET / HTTP/1.1\r\nHost: a\r\nX: \u{1}\r\n\r\n", .badRequest),
    ("GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n", .badRequest),
    ("GET nothing HTTP/1.1\r\nHost: a\r\n\r\n", .badRequest),
    ("GET / HTTP/2.0\r\nHost: a\r\n\r\n", .versionUnknown),
    ("GET /\(String(repeating: "a", count: 9_000))", .targetTooLong),
    ("GET / HTTP/1.1\r\nX: \(String(repeating: "a", count: 17_000))", .fieldsTooLarge),
  ])
  func aBrokenRequestIsRefused(text: String, status: Status) {
    #expect(parse(text) == .refused(status))
  }

  private func path(_ target: String) -> [String]? {
    do throws(RequestPath.Refusal) {
      return try RequestPath(target).parts
    } catch {
      return nil
    }
  }

  @Test
  func aPathIsDecodedOnce() throws {
    #expect(path("/a%20b/c") == ["a b", "c"])
    #expect(path("/%252e%252e/c") == ["%2e%2e", "c"])
    #expect(path("/%C3%A9/") == ["é"])
    let whole = try RequestPath("/a%20b/?q=/../#f")
    #expect(whole.isFolder)
    #expect(whole.query == "q=/../")
    #expect(whole.escaped == "/a%20b/")
  }

  @Test(arguments: [
    "/../a", "/a/..", "/%2e%2e/a", "/.%2E/a", "/./a", "/a%2fb", "/a%5cb", "/a\\b", "/%00", "/a%0ab",
    "/%c0%ae", "/%", "/%4", "/%zz", "//a", "/a//b",
  ])
  func aPathThatNoFileCanHaveIsRefused(target: String) {
    #expect(path(target) == nil)
  }

  @Test(arguments: [
    ("localhost:4000", true), ("127.0.0.1", true), ("[::1]:4000", true), ("a.localhost", true),
    ("192.168.0.7:4000", true), ("studio.local", true), ("studio.local.", true),
    ("evil.example", false), ("localhost.evil.example", false), ("127.0.0.1.evil.example", false),
    ("1.2.3.256", false), ("[evil]", false), ("", false), ("localhost:x", false),
  ])
  func onlyOwnNamesAndNumbersAreAnswered(host: String, isAllowed: Bool) {
    let rule = HostRule(listeningOn: "127.0.0.1", names: ["Studio.local"])
    #expect(rule.allows(host) == isAllowed)
  }
}
