import StetCore

extension Renderer {
  /// Renders the template `index` as a page.
  mutating func renderPage(_ index: Int32) throws(Failure) {
    try renderTemplate(index, link: Link.values, linkTop: 0)
  }

  /// Renders the template `index`, whose variables are looked for on at `link` when it has none.
  private mutating func renderTemplate(
    _ index: Int32, link: Int32, linkTop: Int
  ) throws(Failure) {
    try openTemplate(index, link: link, linkTop: linkTop)
    try runTemplate(index)
    closeFrame()
    contexts.removeLast()
  }

  private mutating func openTemplate(
    _ index: Int32, link: Int32, linkTop: Int
  ) throws(Failure) {
    let template = program.templates[Int(index)]
    guard template.isSound else {
      throw failure(.templateBroken, "The template \(template.path) has an error")
    }
    contexts.append(
      TemplateContext(
        template: index, frame: Int32(frames.count), exportTop: symbols.count,
        lineage: template.lineage))
    openFrame(link: link, linkTop: linkTop, context: Int32(contexts.count - 1))
  }

  /// Runs the template `index` and, after it, what it extends.
  private mutating func runTemplate(_ index: Int32) throws(Failure) {
    let own = contexts.count - 1
    let wasEscaping = isEscaping
    let wasSilent = isSilent
    let saved = scope
    scope = Scope(floor: frames[frames.count - 1].floor, isTop: true)
    var next = index
    var ancestors = 0
    while next >= 0 {
      let template = program.templates[Int(next)]
      isEscaping = template.isEscaped
      isSilent = false
      contexts[own].parent = -1
      try run(template.root)
      next = contexts[own].parent
      ancestors += 1
      if ancestors > 100 {
        throw failure(.templateLimit, "A template extends itself without end")
      }
    }
    isEscaping = wasEscaping
    isSilent = wasSilent
    scope = saved
  }

  /// Begins the variables of a template, block or macro.
  mutating func openFrame(link: Int32, linkTop: Int, context: Int32) {
    frames.append(Frame(floor: symbols.count, link: link, linkTop: linkTop, context: context))
  }

  /// Drops the variables of the innermost frame.
  mutating func closeFrame() {
    truncate(to: frames.removeLast().floor)
  }

  // MARK: - Inheritance

  /// Notes what the template extends; from here on its own text is dropped.
  mutating func runExtends(_ node: Node, _ index: Int32) throws(Failure) {
    let frame = frames[frames.count - 1]
    let own = Int(frame.context)
    guard contexts[own].frame == Int32(frames.count - 1) else {
      throw failure(.templateSyntax, "A template extends another only at its top", at: index)
    }
    if contexts[own].parent >= 0 {
      throw failure(.templateSyntax, "The template extends two others", at: index)
    }
    let parent = node.b >= 0 ? node.b : try templateIndex(try evaluate(node.a), at: index)
    guard let parent else { return }
    let template = program.templates[Int(parent)]
    guard template.isSound else {
      throw failure(.templateBroken, "The template \(template.path) has an error", at: index)
    }
    contexts[own].parent = parent
    isSilent = true
    guard program.templates[Int(contexts[own].template)].parent != parent else { return }
    for (name, block) in template.blocks where !isKnown(block, name, in: own) {
      contexts[own].lineage[name, default: []].append(block)
    }
  }

  private func isKnown(_ block: Int32, _ name: Int32, in context: Int) -> Bool {
    contexts[context].lineage[name]?.contains(block) ?? false
  }

  /// Prints the most derived block of the name that stands here.
  mutating func runBlock(_ node: Node, _ index: Int32) throws(Failure) {
    if isSilent { return }
    let block = program.blocks[Int(node.a)]
    let frame = frames[frames.count - 1]
    let own = Int(frame.context)
    let levels = contexts[own].lineage[block.name]?.count ?? 0
    if block.isRequired, levels <= 1 {
      throw failure(
        .unknownBlock, "The required block \(program.names[Int(block.name)].string) is not filled",
        note: "a template that extends this one has to define it", at: index)
    }
    let reference = BlockReference(
      name: block.name, level: 0, context: frame.context,
      link: block.isScoped ? Int32(frames.count - 1) : contexts[own].frame,
      linkTop: block.isScoped ? symbols.count : contexts[own].exportTop)
    try runBlock(reference, at: index)
  }

  /// Prints the block that `reference` names.
  mutating func runBlock(_ reference: BlockReference, at node: Int32) throws(Failure) {
    let levels = contexts[Int(reference.context)].lineage[reference.name] ?? []
    guard reference.level < levels.count else {
      throw failure(
        .unknownBlock, "There is no block \(program.names[Int(reference.name)].string) here",
        at: node)
    }
    try enter(node)
    current = node
    try step()
    let block = Int(levels[reference.level])
    let saved = (scope, isEscaping, isSilent)
    openFrame(link: reference.link, linkTop: reference.linkTop, context: reference.context)
    scope = Scope(floor: symbols.count)
    if reference.level + 1 < levels.count {
      var next = reference
      next.level += 1
      blockReferences.append(next)
      push(
        Symbol.parent.rawValue, .handle(Handle(.block, blockReferences.count - 1)))
      scope = Scope(floor: symbols.count)
    }
    isSilent = false
    isEscaping = program.blocks[block].isEscaped
    try run(program.blocks[block].body)
    (scope, isEscaping, isSilent) = saved
    if reference.level + 1 < levels.count { blockReferences.removeLast() }
    closeFrame()
    depth -= 1
  }

  // MARK: - Includes and imports

  /// The template that `name` names; a list gives the first that exists. Nil when there is none and
  /// `ignoresMissing`.
  private mutating func templateIndex(
    _ name: Value, ignoresMissing: Bool = false, at node: Int32
  ) throws(Failure) -> Int32? {
    var names: [Value] = [name]
    switch name {
    case .list(let items), .tuple(let items): names = items
    case .undefined(let missing): throw undefinedFailure(missing)
    default: break
    }
    for name in names {
      if case .undefined(let missing) = name { throw undefinedFailure(missing) }
      guard let text = name.text else {
        throw failure(
          .templateType, "A template is named by a text, not by \(name.kindName)", at: node)
      }
      if let index = program.templateIndex[text.string] { return index }
    }
    if ignoresMissing { return nil }
    let wanted = names.map(\.printed).joined(separator: ", ")
    let near = nearestName(to: names.first?.printed ?? "", among: program.templateIndex.keys)
    throw failure(
      .unknownTemplate, "There is no template \(wanted)", note: near.map { "did you mean \($0)?" },
      at: node)
  }

  /// Prints another template here.
  mutating func runInclude(_ node: Node, _ index: Int32) throws(Failure) {
    current = index
    try step()
    var template: Int32? = node.b >= 0 ? node.b : nil
    if template == nil {
      let ignores = node.flag & IncludeFlag.ignoresMissing != 0
      template = try templateIndex(try evaluate(node.a), ignoresMissing: ignores, at: index)
    }
    guard let template else { return }
    includes.append(index)
    if node.flag & IncludeFlag.withContext != 0 {
      try renderTemplate(template, link: Int32(frames.count - 1), linkTop: symbols.count)
    } else {
      try renderTemplate(template, link: Link.globals, linkTop: 0)
    }
    includes.removeLast()
  }

  /// Names another template's module.
  mutating func runImport(_ node: Node, _ index: Int32) throws(Failure) {
    let module = try importModule(node, index)
    assign(node.c, .handle(Handle(.module, module)))
  }

  /// Takes names from another template's module.
  mutating func runImportNames(_ node: Node, _ index: Int32) throws(Failure) {
    let module = try importModule(node, index)
    let start = Int(node.c)
    for pair in 0..<Int(program.lists[start]) {
      let name = program.lists[start + 1 + pair * 2]
      let alias = program.lists[start + 2 + pair * 2]
      if let place = modules[module].symbols.lastIndex(of: name) {
        assign(alias, modules[module].values[place])
      } else {
        let path = program.templates[Int(modules[module].template)].path
        let missing = Undefined(
          .said("\(path) does not define \(program.names[Int(name)].string)"), at: index)
        assign(alias, .undefined(missing))
      }
    }
  }

  /// Runs an imported template, once unless it sees the importing one's variables.
  private mutating func importModule(_ node: Node, _ index: Int32) throws(Failure) -> Int {
    current = index
    try step()
    let template = node.b >= 0 ? node.b : try templateIndex(try evaluate(node.a), at: index)
    guard let template else { return 0 }
    let withContext = node.flag & IncludeFlag.withContext != 0
    if !withContext,
      let known = modules.firstIndex(where: { $0.template == template && $0.isShared })
    {
      return known
    }
    includes.append(index)
    let module = try runModule(template, withContext: withContext)
    includes.removeLast()
    return module
  }

  private mutating func runModule(
    _ template: Int32, withContext: Bool
  ) throws(Failure) -> Int {
    let firstMacro = macros.count
    let start = output.count
    var link = Link.globals
    if withContext { link = snapshotModule() }
    try openTemplate(template, link: link, linkTop: 0)
    let frame = Int32(frames.count - 1)
    try runTemplate(template)
    let floor = frames[Int(frame)].floor
    let body = output.take(from: start)
    let module = modules.count
    modules.append(
      Module(
        template: template, symbols: Array(symbols[floor...]), values: Array(locals[floor...]),
        link: link, body: body, isShared: !withContext))
    // The module's frame ends here; its macros go on finding its names in the module itself.
    for macro in firstMacro..<macros.count where macros[macro].link == frame {
      macros[macro].link = Link.module(module)
    }
    closeFrame()
    return module
  }

  /// Keeps the variables that can be seen here as a module, for an import with context.
  private mutating func snapshotModule() -> Int32 {
    var names: [Int32] = []
    var seen: [Value] = []
    var frame = frames.count - 1
    var top = symbols.count
    var link = Link.values
    while true {
      names.insert(contentsOf: symbols[frames[frame].floor..<top], at: 0)
      seen.insert(contentsOf: locals[frames[frame].floor..<top], at: 0)
      link = frames[frame].link
      guard link >= 0 else { break }
      top = frames[frame].linkTop
      frame = Int(link)
    }
    modules.append(
      Module(template: -1, symbols: names, values: seen, link: link, body: [], isShared: false))
    return Link.module(modules.count - 1)
  }
}
