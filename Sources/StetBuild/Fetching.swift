import Foundation
import StetValidation
import Synchronization

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Why a document could not be fetched, in one sentence without a full stop.
package struct FetchError: Error, Sendable, Hashable {
  /// What kind of failure it was, where that is known.
  package enum Kind: Sendable, Hashable {
    case slow, unknownHost, refused, insecure, hungUp, other
  }

  package let message: String
  package var kind = Kind.other
}

/// How much a server may send, and how long it may take.
package struct FetchLimits: Sendable, Hashable {
  package var byteCountMax = 128 << 20
  package var seconds = 30
  package var redirectsMax = 10

  package init() {}
}

/// A document as a server sent it.
package struct FetchedDocument: Sendable {
  package let bytes: [UInt8]
  /// Where it was found, after redirects.
  package let address: String
  /// How it was served.
  package var facts: HTTPFacts
}

/// Fetches over HTTP and HTTPS, without a cache, cookies or anybody's name.
package struct Fetcher: Sendable {
  private let limits: FetchLimits
  private let agent: String

  /// A fetcher that calls itself `agent`.
  package init(agent: String, limits: FetchLimits = FetchLimits()) {
    self.agent = agent
    self.limits = limits
  }

  /// The document at `address`, redirects followed, and what the server answers when it is asked for
  /// changes only; `stopwatch` tells the milliseconds since some instant.
  package func document(
    at address: String, stopwatch: () -> Int
  ) async throws(FetchError) -> FetchedDocument {
    var url = try url(address)
    var redirects: [Int] = []
    let start = stopwatch()
    while true {
      let answer = try await ask(url, "GET")
      guard (300...399).contains(answer.status), let next = answer.field("location") else {
        var facts = HTTPFacts(status: answer.status, fields: answer.fields)
        facts.redirects = redirects
        facts.milliseconds = stopwatch() - start
        facts.conditionalStatus = try await conditionalStatus(url, after: answer)
        return FetchedDocument(bytes: answer.bytes, address: url.absoluteString, facts: facts)
      }
      redirects.append(answer.status)
      guard redirects.count <= limits.redirectsMax else {
        throw FetchError(
          message: "\(address) leads on by more than \(limits.redirectsMax) redirects")
      }
      guard let target = URL(string: next, relativeTo: url)?.absoluteURL else {
        throw FetchError(
          message: "\(url.absoluteString) leads on to “\(next)”, which is no address")
      }
      url = try self.url(target.absoluteString)
    }
  }

  /// What a server says of each of `resources`, at most `countMax` of them, asked one after another;
  /// one that cannot be reached has the status 0.
  package func look(
    at resources: [LinkedResource], countMax: Int = 100
  ) async -> [HTTPFacts.Resource] {
    var seen: [HTTPFacts.Resource] = []
    for resource in resources.prefix(countMax) {
      do throws(FetchError) {
        let answer = try await ask(try url(resource.url), "HEAD")
        seen.append(
          HTTPFacts.Resource(
            resource, status: answer.status,
            length: answer.field("content-length").flatMap { Int($0) },
            type: answer.field("content-type")))
      } catch {
        seen.append(HTTPFacts.Resource(resource, status: 0))
      }
    }
    return seen
  }

  func url(_ address: String) throws(FetchError) -> URL {
    guard let url = URL(string: address), let scheme = url.scheme?.lowercased(), url.host != nil,
      ["http", "https"].contains(scheme)
    else { throw FetchError(message: "“\(address)” is no address of HTTP") }
    return url
  }

  /// The status of a second request that names what the first answer was marked with; nil where it
  /// was not marked.
  private func conditionalStatus(
    _ url: URL, after answer: FetchAnswer
  ) async throws(FetchError) -> Int? {
    var marks: [String: String] = [:]
    marks["If-None-Match"] = answer.field("etag")
    marks["If-Modified-Since"] = answer.field("last-modified")
    if marks.isEmpty || answer.status != 200 { return nil }
    return try await ask(url, "GET", with: marks).status
  }

  /// One answer, whatever it is; a redirect is not followed. What follows its head is read only where
  /// `isBodyWanted`.
  func ask(
    _ url: URL, _ method: String, with fields: [String: String] = [:], isBodyWanted: Bool = true
  ) async throws(FetchError) -> FetchAnswer {
    let (events, continuation) = AsyncStream.makeStream(of: Event.self)
    let configuration = URLSessionConfiguration.ephemeral
    configuration.urlCache = nil
    configuration.httpCookieStorage = nil
    configuration.timeoutIntervalForResource = TimeInterval(limits.seconds)
    let session = URLSession(
      configuration: configuration,
      delegate: Listener(continuation, byteCountMax: limits.byteCountMax),
      delegateQueue: PatientQueue())
    defer { session.invalidateAndCancel() }
    var request = URLRequest(
      url: url, cachePolicy: .reloadIgnoringLocalCacheData,
      timeoutInterval: TimeInterval(limits.seconds))
    request.httpMethod = method
    request.setValue(agent, forHTTPHeaderField: "User-Agent")
    for (name, value) in fields { request.setValue(value, forHTTPHeaderField: name) }
    session.dataTask(with: request).resume()
    // URLSession on Linux heeds no limit on the whole answer, only on silence.
    DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(limits.seconds)) {
      continuation.yield(.end("it took longer than \(limits.seconds) seconds", .slow))
      continuation.finish()
    }
    var answer = FetchAnswer()
    for await event in events {
      switch event {
      case .answer(let status, let fields):
        (answer.status, answer.fields) = (status, fields)
      case .bytes(let bytes):
        // Not before: URLSession on Linux does not bear to be cancelled while it waits for an answer
        // to what it told.
        if !isBodyWanted { return answer }
        answer.bytes += bytes
        if answer.bytes.count > limits.byteCountMax {
          throw FetchError(
            message: "\(url.absoluteString) sends more than \(limits.byteCountMax) bytes")
        }
      case .end(let problem?, let kind):
        throw FetchError(
          message: "could not fetch \(url.absoluteString): \(problem)", kind: kind)
      case .end: break
      }
    }
    guard answer.status != 0 else {
      throw FetchError(message: "could not fetch \(url.absoluteString): there was no answer")
    }
    return answer
  }
}

/// What a server sent.
struct FetchAnswer: Sendable {
  var status = 0
  var fields: [(name: String, value: String)] = []
  var bytes: [UInt8] = []

  func field(_ name: String) -> String? {
    fields.first { $0.name.lowercased() == name }?.value
  }
}

private enum Event: Sendable {
  case answer(status: Int, fields: [(name: String, value: String)])
  case bytes([UInt8])
  case end(String?, FetchError.Kind)
}

/// The queue on which URLSession tells, where it waits while much is still to be told: on Linux it
/// reads as fast as a server sends, and holds what nobody has taken yet.
private final class PatientQueue: OperationQueue, @unchecked Sendable {
  private let places = DispatchSemaphore(value: 64)

  override init() {
    super.init()
    maxConcurrentOperationCount = 1
  }

  override func addOperation(_ block: @escaping @Sendable () -> Void) {
    places.wait()
    super.addOperation { [places] in
      places.signal()
      block()
    }
  }
}

/// Hands on what URLSession tells, and no more bytes than one above the bound wherever the reader is.
/// A class because URLSession wants one.
private final class Listener: NSObject, URLSessionDataDelegate {
  private let events: AsyncStream<Event>.Continuation
  private let byteCountMax: Int
  private let byteCount = Atomic(0)

  init(_ events: AsyncStream<Event>.Continuation, byteCountMax: Int) {
    self.events = events
    self.byteCountMax = byteCountMax
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask,
    willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
    completionHandler: @escaping @Sendable (URLRequest?) -> Void
  ) {
    events.yield(event(of: response))
    completionHandler(nil)
  }

  func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
  ) {
    if let response = response as? HTTPURLResponse { events.yield(event(of: response)) }
    completionHandler(.allow)
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    let room = byteCountMax + 1 - byteCount.load(ordering: .relaxed)
    byteCount.add(data.count, ordering: .relaxed)
    if room > 0 { events.yield(.bytes(Array(data.prefix(room)))) }
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
  ) {
    events.yield(.end(error?.localizedDescription, kind(of: error)))
    events.finish()
  }

  private func kind(of error: (any Error)?) -> FetchError.Kind {
    switch (error as? URLError)?.code {
    case .timedOut: .slow
    case .cannotFindHost, .dnsLookupFailed: .unknownHost
    case .cannotConnectToHost: .refused
    case .secureConnectionFailed, .serverCertificateUntrusted, .serverCertificateHasBadDate,
      .serverCertificateHasUnknownRoot, .serverCertificateNotYetValid, .clientCertificateRejected:
      .insecure
    // On Linux the words of curl are all that tells these apart.
    default:
      switch error?.localizedDescription {
      case let text? where text.contains("SSL") || text.contains("certificate"): .insecure
      case let text? where text.contains("Empty reply"): .hungUp
      default: .other
      }
    }
  }

  private func event(of response: HTTPURLResponse) -> Event {
    let fields = response.allHeaderFields.compactMap { name, value in
      (name as? String).map { (name: $0, value: "\(value)") }
    }
    return .answer(
      status: response.statusCode, fields: fields.sorted { $0.name < $1.name })
  }
}
