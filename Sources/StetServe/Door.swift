/// The place that the server listens at, and the bell that wakes it.
struct Door: Sendable {
  let listener: Int32
  /// What is written to its one end wakes who waits for the other.
  let alarm: (reading: Int32, writing: Int32)
  let port: Int
  private let host: String

  /// Another port is looked for this far.
  private static let portTries = 20

  /// Listens where `order` says; at one of the next ports, where one is taken and that is allowed.
  init(_ order: ServeOrder) throws(ServeError) {
    host = order.host
    var tries = order.isPortFixed ? 1 : Door.portTries
    var port = order.port
    while true {
      do throws(ServeError) {
        let found = try Sockets.listen(host: order.host, port: port)
        listener = found.descriptor
        self.port = found.port
        break
      } catch {
        tries -= 1
        port += 1
        guard error.isPortTaken, tries > 0, port <= 65_535 else { throw error }
      }
    }
    do throws(ServeError) {
      alarm = try Sockets.pipe()
    } catch {
      Sockets.close(listener)
      throw error
    }
  }

  /// The address of the front page; the machine's own name where it listens at all addresses.
  var address: String {
    let name =
      switch host {
      case "0.0.0.0", "::", "": "localhost"
      default: host.contains(":") ? "[\(host)]" : host
      }
    return "http://\(name):\(port)"
  }

  /// Stops listening.
  func close() {
    Sockets.close(listener)
    Sockets.close(alarm.reading)
    Sockets.close(alarm.writing)
  }
}
