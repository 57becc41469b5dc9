/// A status of HTTP (RFC 9110 §15).
enum Status: Int, Sendable, Hashable {
  case ok = 200
  case partialContent = 206
  case movedPermanently = 301
  case notModified = 304
  case badRequest = 400
  case forbidden = 403
  case notFound = 404
  case methodNotAllowed = 405
  case requestTimeout = 408
  case gone = 410
  case targetTooLong = 414
  case rangeNotSatisfiable = 416
  case misdirected = 421
  case fieldsTooLarge = 431
  case internalError = 500
  case unavailable = 503
  case versionUnknown = 505

  /// The words that go with it.
  var phrase: String {
    switch self {
    case .ok: "OK"
    case .partialContent: "Partial Content"
    case .movedPermanently: "Moved Permanently"
    case .notModified: "Not Modified"
    case .badRequest: "Bad Request"
    case .forbidden: "Forbidden"
    case .notFound: "Not Found"
    case .methodNotAllowed: "Method Not Allowed"
    case .requestTimeout: "Request Timeout"
    case .gone: "Gone"
    case .targetTooLong: "URI Too Long"
    case .rangeNotSatisfiable: "Range Not Satisfiable"
    case .misdirected: "Misdirected Request"
    case .fieldsTooLarge: "Request Header Fields Too Large"
    case .internalError: "Internal Server Error"
    case .unavailable: "Service Unavailable"
    case .versionUnknown: "HTTP Version Not Supported"
    }
  }
}
