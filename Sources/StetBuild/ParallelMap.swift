extension RandomAccessCollection where Self: Sendable, Element: Sendable {
  /// The results of `transform` for each element, in the elements' order.
  ///
  /// At most `width` elements are worked on at once; stretches of elements are handed out as others
  /// are done, so uneven work is shared evenly. After a failure no more is begun, and the first
  /// failure in the elements' order is thrown. `progress` is told how many elements are done, never
  /// twice at once.
  package func parallelMap<Result: Sendable, Failure: Error>(
    width: Int, progress: (Int) -> Void = { _ in },
    _ transform: @escaping @Sendable (Element) throws(Failure) -> Result
  ) async throws(Failure) -> [Result] {
    try await parallelMap(width: width, progress: progress, tool: {}) {
      (element, _) throws(Failure) in
      try transform(element)
    }
  }

  /// The same, where `transform` is handed a tool that `tool` makes for each stretch: one that costs
  /// something to make, and that two tasks may not share.
  package func parallelMap<Tool, Result: Sendable, Failure: Error>(
    width: Int, progress: (Int) -> Void = { _ in }, tool: @escaping @Sendable () -> Tool,
    _ transform: @escaping @Sendable (Element, Tool) throws(Failure) -> Result
  ) async throws(Failure) -> [Result] {
    precondition(width > 0, "somebody has to do the work")
    // Large enough that a task costs little.
    let stretch = Swift.max(1, Swift.min(256, count / (width * 16)))
    if width == 1 || count <= 1 {
      return try map(inStretchesOf: stretch, progress: progress, tool(), transform)
    }
    var done: [Stretch<Result, Failure>] = []
    done.reserveCapacity(count / stretch + 1)
    await withTaskGroup(of: Stretch<Result, Failure>.self) { group in
      var offset = 0
      var countDone = 0
      var isFailed = false
      let launch = { (group: inout TaskGroup<Stretch<Result, Failure>>) in
        // The last stretches are ever smaller, so that they end together.
        let size = Swift.max(1, Swift.min(stretch, (self.count - offset) / (width * 2)))
        let (start, end) = (offset, offset + size)
        group.addTask { self.work(start, end, tool(), transform) }
        offset = end
      }
      for _ in 0..<width where offset < count { launch(&group) }
      for await result in group {
        if result.failure != nil { isFailed = true }
        countDone += result.values.count
        progress(countDone)
        done.append(result)
        if offset < count, !isFailed { launch(&group) }
      }
    }
    done.sort { $0.offset < $1.offset }
    var results: [Result] = []
    results.reserveCapacity(count)
    for piece in done {
      if let failure = piece.failure { throw failure }
      results += piece.values
    }
    return results
  }

  /// The results of `transform`, which waits more than it works, for each element, in the elements'
  /// order; at most `width` wait at once.
  package func concurrentMap<Result: Sendable>(
    width: Int, progress: (Int) -> Void = { _ in },
    _ transform: @escaping @Sendable (Element) async -> Result
  ) async -> [Result] {
    var done: [(offset: Int, value: Result)] = []
    await withTaskGroup(of: (offset: Int, value: Result).self) { group in
      let elements = Array(self)
      for (offset, element) in elements.enumerated() {
        if offset >= width, let result = await group.next() {
          done.append(result)
          progress(done.count)
        }
        group.addTask { (offset, await transform(element)) }
      }
      for await result in group {
        done.append(result)
        progress(done.count)
      }
    }
    return done.sorted { $0.offset < $1.offset }.map(\.value)
  }

  private func map<Tool, Result: Sendable, Failure: Error>(
    inStretchesOf stretch: Int, progress: (Int) -> Void, _ tool: Tool,
    _ transform: (Element, Tool) throws(Failure) -> Result
  ) throws(Failure) -> [Result] {
    var results: [Result] = []
    results.reserveCapacity(count)
    for element in self {
      results.append(try transform(element, tool))
      if results.count % stretch == 0 { progress(results.count) }
    }
    return results
  }

  private func work<Tool, Result: Sendable, Failure: Error>(
    _ offset: Int, _ end: Int, _ tool: Tool,
    _ transform: (Element, Tool) throws(Failure) -> Result
  ) -> Stretch<Result, Failure> {
    var values: [Result] = []
    values.reserveCapacity(end - offset)
    var position = index(startIndex, offsetBy: offset)
    for _ in offset..<end {
      do throws(Failure) {
        values.append(try transform(self[position], tool))
      } catch {
        return Stretch(offset: offset, values: values, failure: error)
      }
      formIndex(after: &position)
    }
    return Stretch(offset: offset, values: values, failure: nil)
  }
}

/// What one task made of neighbouring elements.
private struct Stretch<Value: Sendable, Failure: Error>: Sendable {
  let offset: Int
  let values: [Value]
  let failure: Failure?
}

/// What `first` and `second` come to, which do not depend on each other: at once where `width` is more
/// than one. Where both fail, the failure of `first` is thrown.
func together<First: Sendable, Second: Sendable, Failure: Error>(
  width: Int, _ first: @escaping @Sendable () async throws(Failure) -> First,
  _ second: @escaping @Sendable () async throws(Failure) -> Second
) async throws(Failure) -> (First, Second) {
  if width == 1 { return (try await first(), try await second()) }
  async let other = outcome(of: second)
  let one = await outcome(of: first)
  let two = await other
  return (try one.get(), try two.get())
}

private func outcome<Value: Sendable, Failure: Error>(
  of work: @Sendable () async throws(Failure) -> Value
) async -> Result<Value, Failure> {
  do throws(Failure) {
    return .success(try await work())
  } catch {
    return .failure(error)
  }
}

/// Work that was begun and is asked for later; done at once where `width` is one.
struct Begun<Value: Sendable, Failure: Error>: Sendable {
  private let task: Task<Result<Value, Failure>, Never>

  init(width: Int, _ work: @escaping @Sendable () async throws(Failure) -> Value) async {
    task = Task { await outcome(of: work) }
    if width == 1 { _ = await task.value }
  }

  /// Waits for its end, whatever it came to.
  func end() async { _ = await task.value }

  /// What it came to.
  var value: Value {
    get async throws(Failure) { try await task.value.get() }
  }
}
