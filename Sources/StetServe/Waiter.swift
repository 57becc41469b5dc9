import Foundation

/// Waits for sockets without holding up other tasks.
///
/// The wait itself blocks a thread, of which tasks share only as many as there are cores; it has one
/// of its own.
struct Waiter: Sendable {
  private let queue = DispatchQueue(label: "stet.wait")

  /// Those of `watches` that are ready, once one is; none after `milliseconds`.
  func wait(for watches: [Sockets.Watch], milliseconds: Int) async -> [Sockets.Watch] {
    await withCheckedContinuation { continuation in
      queue.async {
        continuation.resume(returning: Sockets.poll(watches, milliseconds: milliseconds))
      }
    }
  }
}
