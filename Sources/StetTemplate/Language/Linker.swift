import StetCore

/// Joins parsed templates: follows what they extend, flattens blocks, and checks what can be known
/// before a page is rendered.
struct Linker {
  var pool: ProgramPool
  let sources: [SourceFile]
  let options: TemplateOptions
  var diagnostics: [Diagnostic] = []
  var fingerprints: [Fingerprint] = []

  init(pool: ProgramPool, sources: [SourceFile], options: TemplateOptions) {
    self.pool = pool
    self.sources = sources
    self.options = options
  }

  /// The sources with the names templates call each other by; of two with one name the later.
  static func named(
    _ sources: [SourceFile], _ options: TemplateOptions
  ) -> [(name: String, file: SourceFile)] {
    var named: [(name: String, file: SourceFile)] = []
    var places: [String: Int] = [:]
    for file in sources {
      let folder = options.folders.filter { file.path.hasPrefix($0) }.max { $0.count < $1.count }
      let name = String(file.path.dropFirst(folder?.count ?? 0))
      if let place = places[name] {
        named[place] = (name, file)
      } else {
        places[name] = named.count
        named.append((name, file))
      }
    }
    return named
  }

  /// Whether the text of values is escaped in the template called `name`.
  static func isEscaped(_ name: String, _ options: TemplateOptions) -> Bool {
    var name = name.lowercased()
    for suffix in [".j2", ".jinja", ".jinja2"] where name.hasSuffix(suffix) {
      name.removeLast(suffix.count)
    }
    return options.escapedExtensions.contains { name.hasSuffix($0) }
  }

  /// Joins everything.
  mutating func link() {
    for index in pool.templates.indices { flatten(index) }
    for index in pool.templates.indices {
      checkImports(index)
      checkNodes(index)
    }
    fingerprints = pool.templates.indices.map { fingerprint(of: $0) }
  }

  private mutating func report(
    _ code: Diagnostic.Code, _ template: Int, _ range: SourceRange?, _ message: String,
    note: String? = nil
  ) {
    pool.templates[template].isSound = false
    diagnostics.append(
      Diagnostic(
        .error, code, path: sources[template].path, range: range, message, note: note))
  }

  private func range(_ node: Int) -> SourceRange {
    SourceRange(Int(pool.ranges[node].lower), Int(pool.ranges[node].upper))
  }

  /// Collects the blocks of a template and of all it extends, the most derived first.
  private mutating func flatten(_ index: Int) {
    var lineage: [Int32: [Int32]] = [:]
    var seen: Set<Int> = []
    var next = index
    while true {
      guard seen.insert(next).inserted else {
        let template = pool.templates[index]
        let node = (template.firstNode..<template.endNode).first {
          pool.nodes[$0].kind == .extends
        }
        report(.templateCycle, index, node.map { range($0) }, "The template extends itself")
        break
      }
      for (name, block) in pool.templates[next].blocks { lineage[name, default: []].append(block) }
      guard pool.templates[next].parent >= 0 else { break }
      next = Int(pool.templates[next].parent)
    }
    pool.templates[index].lineage = lineage
  }

  private mutating func checkImports(_ index: Int) {
    for taken in pool.templates[index].imports {
      let source = pool.templates[Int(taken.template)]
      guard source.isSound, !source.hasExtends, !source.exports.contains(taken.name) else {
        continue
      }
      let name = pool.names[Int(taken.name)].string
      let known = source.exports.map { pool.names[Int($0)].string }
      let near = nearestName(to: name, among: known)
      report(
        .unknownImport, index, taken.range, "\(source.path) does not define \(name)",
        note: near.map { "did you mean \($0)?" })
    }
  }

  /// Checks variables and `super` in the nodes of a template.
  private mutating func checkNodes(_ index: Int) {
    let template = pool.templates[index]
    var known = Set(Symbol.allCases.prefix(while: { $0 != .index }).map(\.rawValue))
    for template in pool.templates { known.formUnion(template.exports) }
    let variables = options.isLenient ? nil : options.variables
    for name in variables ?? [] {
      if let symbol = pool.symbols[Text(name)] { known.insert(symbol) }
    }
    let guarded = guardedNodes(template)
    for node in template.firstNode..<template.endNode {
      let kind = pool.nodes[node]
      if kind.kind == .call, !template.hasExtends { checkSuper(Int(kind.a), index) }
      guard let variables, kind.kind == .name, !known.contains(kind.a),
        !guarded.contains(Int32(node))
      else { continue }
      let name = pool.names[Int(kind.a)].string
      let near = nearestName(
        to: name, among: variables + known.map { pool.names[Int($0)].string }.sorted())
      report(
        .unknownVariable, index, range(node), "There is no variable called \(name)",
        note: near.map { "did you mean \($0)?" })
    }
  }

  private mutating func checkSuper(_ callee: Int, _ index: Int) {
    guard pool.nodes[callee].kind == .name, pool.nodes[callee].a == Symbol.parent.rawValue else {
      return
    }
    report(
      .unknownBlock, index, range(callee), "There is no parent block that super could print",
      note: "the template extends no other")
  }

  /// The expressions that may be missing: what `is defined` and `default` are asked about.
  private func guardedNodes(_ template: CompiledTemplate) -> Set<Int32> {
    var guarded: Set<Int32> = []
    for node in pool.nodes[template.firstNode..<template.endNode] where node.c >= 0 {
      if node.kind == .test {
        let test = pool.tests[Int(node.c)]
        if test == .defined || test == .undefined { guarded.insert(node.a) }
      } else if node.kind == .filter, case .list(.default) = pool.filters[Int(node.c)] {
        guarded.insert(node.a)
      }
    }
    return guarded
  }

  private func fingerprint(of index: Int) -> Fingerprint {
    var reached: Set<Int> = [index]
    var waiting = [index]
    while let next = waiting.popLast() {
      let template = pool.templates[next]
      if template.usesAny { reached.formUnion(pool.templates.indices) }
      for used in template.uses where reached.insert(Int(used)).inserted {
        waiting.append(Int(used))
      }
      if template.usesAny { break }
    }
    let parts = reached.sorted().flatMap { template in
      [Fingerprint(of: pool.templates[template].path), sources[template].fingerprint]
    }
    let way = "\(options.trimBlocks) \(options.lstripBlocks) \(options.keepTrailingNewline) "
    return Fingerprint(
      of: [Fingerprint(of: way + "\(options.isLenient) \(pool.templates[index].isEscaped)")] + parts
    )
  }
}

extension ProgramPool {
  /// Makes the engine's filters and tests and the host's filters known by name.
  mutating func register(_ options: TemplateOptions) {
    for (name, filter) in Filter.all {
      filterIndex[name] = Int32(filters.count)
      filters.append(filter)
    }
    for function in options.filters {
      filterIndex[function.name] = Int32(filters.count)
      filters.append(.function(add(function)))
    }
    for (name, test) in Test.allCases.map({ ($0.rawValue, $0) }) + Test.aliases {
      testIndex[name] = Int32(tests.count)
      tests.append(test)
    }
  }
}
