import Testing

/// Rules of docs/STYLE.md that a machine can check.
struct StyleTests {
  private let repository = Repository()

  /// Something that no line of code may say, save in some rooms or files.
  struct Ban: Sendable, CustomTestStringConvertible {
    let name: String
    let pattern: String
    var rooms: Set<String> = []
    var files: Set<String> = []

    var testDescription: String { name }
  }

  static let bans: [Ban] = [
    Ban(name: "forced try", pattern: #"\btry!"#),
    Ban(name: "swallowed error", pattern: #"\btry\?"#),
    Ban(name: "forced cast", pattern: #"\bas!"#),
    Ban(name: "fatal error", pattern: #"\bfatalError\b"#),
    // URLSession hands one over.
    Ban(
      name: "untyped error", pattern: #"\bany Error\b"#,
      files: ["Sources/StetBuild/Fetching.swift"]),
    // A queue of URLSession's is unchecked, and so are those derived from it.
    Ban(
      name: "unchecked sendable", pattern: #"@unchecked\s+Sendable"#,
      files: ["Sources/StetBuild/Fetching.swift"]),
    Ban(name: "unsafe isolation", pattern: #"nonisolated\(unsafe\)"#),
    Ban(
      name: "lock", pattern: #"\b(NSLock|NSRecursiveLock|Mutex|OSAllocatedUnfairLock)\b"#,
      // What was made once is there for all.
      files: ["Sources/StetCore/SharedTable.swift"]),
    Ban(
      name: "actor", pattern: #"^\s*((public|package|private|final) )*actor "#,
      // Files change while a build runs.
      files: ["Sources/StetServe/Desk.swift"]),
    Ban(
      name: "task",
      pattern: #"\bTask(\.detached)?\s*[{(]|\bwith(Throwing|Discarding)*TaskGroup\b|\basync let\b"#,
      // A server builds while it answers: two tasks, for as long as it runs.
      files: ["Sources/StetBuild/ParallelMap.swift", "Sources/StetServe/Serve.swift"]),
    Ban(
      name: "queue or thread", pattern: #"\b(DispatchQueue|DispatchGroup|Thread\.)"#,
      // URLSession on Linux heeds no limit on the whole of an answer; waiting for sockets must not
      // take one of the few threads of tasks.
      files: ["Sources/StetBuild/Fetching.swift", "Sources/StetServe/Waiter.swift"]),
    Ban(
      name: "clock", pattern: #"\bDate\(\)|\bDate\.now\b|\w+Clock\.now\b|\bclock_gettime\b"#,
      rooms: ["stet"]),
    Ban(name: "environment", pattern: #"\bProcessInfo\b|\bgetenv\b"#, rooms: ["stet"]),
    Ban(
      name: "printing", pattern: #"(^|[^.\w])(print|debugPrint|dump)\("#,
      rooms: ["stet"]),
    Ban(name: "stored hash", pattern: #"\bHasher\(\)|\.hashValue\b"#),
  ]

  @Test(arguments: bans)
  func noCodeSaysIt(ban: Ban) throws {
    let pattern = try Regex(ban.pattern)
    var found: [String] = []
    for file in repository.files(below: "Sources", endings: [".swift"])
    where !ban.rooms.contains(file.room) && !ban.files.contains(file.path) {
      // A type's own `print` is not the system's.
      if ban.name == "printing", file.text.contains("func print(") { continue }
      for (number, line) in file.code.enumerated() where line.contains(pattern) {
        found.append("\(file.path):\(number + 1): \(line)")
      }
    }
    #expect(found.isEmpty)
  }

  @Test
  func onlyFilesThatWrapALibraryOfCAreUnsafe() throws {
    let wrapped = #/^\s*(?:private )?import (C[A-Z]\w+|Glibc|Darwin)/#
    // The bytes of a literal can be had in no other way; those of a page would be asked at each piece
    // whether anybody shares them; eight bytes of a text can be read as one number in no other, nor numbers
    // as bytes.
    let literals: Set = [
      "Sources/StetContent/ByteReader.swift", "Sources/StetContent/Typesetter.swift",
      "Sources/StetCore/ArrayMemory.swift", "Sources/StetCore/EightBytes.swift",
      "Sources/StetTemplate/Rendering/PageBytes.swift",
    ]
    let files = repository.files(below: "Sources", endings: [".swift"]).filter { file in
      !literals.contains(file.path) && file.code.contains { $0.contains(#/\bunsafe\b/#) }
        && !file.lines.contains { $0.contains(wrapped) }
    }
    #expect(files.map(\.path).isEmpty)
  }

  @Test
  func nothingIsLeftToDo() {
    let files = repository.files(endings: [".swift", ".md", ".sh", "Makefile", ".yaml"])
    let words = ["TO" + "DO", "FIX" + "ME"]
    let found = files.filter { file in
      words.contains { file.text.contains($0) } && !file.path.hasPrefix("content/")
        && file.path != "docs/STYLE.md"
    }
    #expect(found.map(\.path).isEmpty)
  }

  @Test
  func noFileHasMoreThan300Lines() {
    let swift =
      repository.files(below: "Sources", endings: [".swift"])
      + repository.files(below: "Tests", endings: [".swift"])
    let long = swift.filter { $0.lines.count > 301 }
    #expect(long.map { "\($0.path): \($0.lines.count - 1)" }.isEmpty)
  }

  @Test
  func noFunctionHasMoreThan60Lines() {
    var long: [String] = []
    for file in repository.files(below: "Sources", endings: [".swift"]) {
      for function in Self.functions(of: file) where function.count > 60 {
        long.append("\(file.path):\(function.lowerBound + 1): \(function.count) lines")
      }
    }
    #expect(long.isEmpty)
  }

  /// The lines of each function: from its first to the brace at the same depth, which formatted code
  /// puts at the same indentation.
  private static func functions(of file: Repository.File) -> [Range<Int>] {
    let lines = file.lines
    let opening = #/^( *)(?:[@\w()]+ )*(?:func |init[?(<]|deinit|subscript)/#
    return lines.indices.compactMap { start in
      guard let match = lines[start].firstMatch(of: opening) else { return nil }
      let closing = match.1 + "}"
      guard let end = lines[start...].firstIndex(where: { $0 == closing }) else { return nil }
      let outside = lines[start..<end].dropFirst().contains { line in
        !line.isEmpty && line.prefix { $0 == " " }.count < match.1.count
      }
      return outside ? nil : start..<(end + 1)
    }
  }

  @Test
  func everyTypeAndEveryFunctionForOtherRoomsIsDescribed() {
    let declaration =
      #/^(?:(?:public|package|indirect|final) )*(?:struct|enum|class|protocol) \w|^ *(?:(?:static|mutating|consuming) )*(?:public|package) (?:(?:static|mutating|consuming) )*func /#
    var bare: [String] = []
    for file in repository.files(below: "Sources", endings: [".swift"]) {
      let lines = file.lines
      for (number, line) in lines.enumerated() where line.contains(declaration) {
        let before = lines[..<number].last { !$0.contains(#/^\s*@/#) } ?? ""
        if !before.contains(#/^\s*\/\/\//#) { bare.append("\(file.path):\(number + 1): \(line)") }
      }
    }
    #expect(bare.isEmpty)
  }

  @Test
  func noFileNamesAPathOfSomeMachine() {
    let path = #/(^|[^A-Za-z0-9._-])/(work|root|farm|Users)//#
    let endings = [
      ".swift", ".md", ".yaml", ".html", ".css", ".js", ".json", "Makefile", "run", ".sh",
    ]
    let found = repository.files(endings: endings).flatMap { file in
      file.lines.enumerated().filter { $0.element.contains(path) }
        .map { "\(file.path):\($0.offset + 1)" }
    }
    #expect(found.isEmpty)
  }
}
