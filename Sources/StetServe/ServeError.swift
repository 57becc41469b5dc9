#if canImport(Darwin)
  private import Darwin
#elseif canImport(Musl)
  private import Musl
#else
  private import Glibc
#endif

/// Why the server cannot be there.
package enum ServeError: Error, Sendable, Hashable {
  /// No machine has the name that it was to listen at.
  case noSuchHost(String)
  /// The system refused the place; `code` is its `errno`.
  case cannotListen(host: String, port: Int, code: Int32)
  /// The system has nothing left to watch files with.
  case cannotWatch(code: Int32)

  /// Whether another program listens at the port already.
  package var isPortTaken: Bool {
    if case .cannotListen(_, _, EADDRINUSE) = self { true } else { false }
  }

  /// One sentence, without a full stop.
  package var message: String {
    switch self {
    case .noSuchHost(let host): "there is no address called \(host) to listen at"
    case .cannotListen(let host, let port, let code):
      switch code {
      case EADDRINUSE:
        "another program listens at port \(port) of \(host) already; choose one with --port"
      case EACCES, EPERM: "you may not listen at port \(port); choose one from 1024 on with --port"
      case EADDRNOTAVAIL: "this machine does not have the address \(host)"
      default: "cannot listen at port \(port) of \(host): the system reported error \(code)"
      }
    case .cannotWatch(let code):
      "the site's files cannot be watched: the system reported error \(code)"
    }
  }
}
