import StetCore

/// How templates are read.
public struct TemplateOptions: Sendable {
  /// The folders that templates lie in, each ending in `/`; a template's name is its path below the
  /// longest that fits.
  public var folders: [String] = []
  /// Whether the line end after a block's tag is dropped.
  public var trimBlocks = false
  /// Whether white space from the start of a line to a block's tag is dropped.
  public var lstripBlocks = false
  /// Whether a line end at the end of a template is kept.
  public var keepTrailingNewline = false
  /// Whether something missing prints as nothing instead of being an error.
  public var isLenient = false
  /// Which names' text is escaped, by what they end in; `.j2` and `.jinja` after that do not count.
  public var escapedExtensions = [".html", ".htm", ".xhtml", ".xml", ".svg"]
  /// Filters of the host, by their names.
  public var filters: [Function] = []
  /// Whether templates are laid out for printing at once; false where `withConstants` will do it.
  public var isPlannedAtOnce = true
  /// The variables that every page has; when given, any other that no template sets is an error
  /// before a page is rendered.
  public var variables: [String]?

  /// Jinja's usual ways, with escaping by name and strict about what is missing.
  public init() {}
}

/// What rendering a page gave.
public enum Rendering: Sendable, Hashable {
  /// The page.
  case bytes([UInt8])
  /// Why there is no page: the author's mistake.
  case failed(Diagnostic)
}

/// A theme's templates, compiled together: names interned, inheritance flattened, ready to render.
///
/// A class so that all pages share it; it never changes.
public final class TemplateSet: Sendable {
  let program: Program
  let sources: [SourceFile]
  private let fingerprints: [Fingerprint]
  /// The templates before any was laid out.
  private let pool: ProgramPool

  private init(
    program: Program, sources: [SourceFile], fingerprints: [Fingerprint], pool: ProgramPool
  ) {
    self.program = program
    self.sources = sources
    self.fingerprints = fingerprints
    self.pool = pool
  }

  /// Compiles `sources`; of two with one name the later counts. A template with an error is left
  /// unusable, and so is what needs it; the rest can be rendered.
  public static func compile(
    _ sources: [SourceFile], options: TemplateOptions = TemplateOptions()
  ) -> Diagnosed<TemplateSet> {
    var pool = ProgramPool()
    pool.register(options)
    let named = Linker.named(sources, options)
    for (index, entry) in named.enumerated() {
      pool.templateIndex[entry.name] = Int32(index)
      var template = CompiledTemplate(path: entry.name)
      template.isEscaped = Linker.isEscaped(entry.name, options)
      pool.templates.append(template)
    }
    let policy = WhitespacePolicy(
      trimBlocks: options.trimBlocks, lstripBlocks: options.lstripBlocks,
      keepTrailingNewline: options.keepTrailingNewline)
    var diagnostics: [Diagnostic] = []
    for (index, entry) in named.enumerated() {
      diagnostics += Parser.parse(entry.file, as: index, policy, into: &pool)
    }
    var linker = Linker(pool: pool, sources: named.map(\.file), options: options)
    linker.link()
    diagnostics += linker.diagnostics
    let linked = linker.pool
    let program =
      options.isPlannedAtOnce
      ? Program(planning: linked, isLenient: options.isLenient, standing: nil)
      : Program(linked, isLenient: options.isLenient)
    let set = TemplateSet(
      program: program, sources: named.map(\.file), fingerprints: linker.fingerprints,
      pool: linked)
    return Diagnosed(set, diagnostics)
  }

  /// The same templates with everything worked out that depends on nothing but `constants` and on
  /// what `context` says of the whole site: its language, zone, root, assets and globals.
  ///
  /// Templates see the constants as values of every page. A page that comes with values of these
  /// names, other than the same records, or with another context is rendered all the same, only
  /// without the gain.
  public func withConstants(
    _ constants: Record, in context: RenderContext = RenderContext()
  ) -> TemplateSet {
    TemplateSet(
      program: Program(
        planning: pool, isLenient: program.isLenient,
        standing: Standing(values: constants, context: context)),
      sources: sources, fingerprints: fingerprints, pool: pool)
  }

  /// The templates' names, in order.
  public var names: [String] { program.templateIndex.keys.sorted() }

  /// The fingerprint of the template called `name` and of every template it can reach; nil when
  /// there is none of that name.
  public func fingerprint(of name: String) -> Fingerprint? {
    program.templateIndex[name].map { fingerprints[Int($0)] }
  }

  /// The page that the template called `name` makes of `values`.
  public func render(
    _ name: String, values: Record, context: RenderContext = RenderContext()
  ) -> Rendering {
    guard let index = program.templateIndex[name] else {
      let near = nearestName(to: name, among: program.templateIndex.keys)
      return .failed(
        Diagnostic(
          .error, .unknownTemplate, path: "", "There is no template \(name)",
          note: near.map { "did you mean \($0)?" }))
    }
    if let plan = program.plan(of: index, for: values, in: context),
      let bytes = printed(plan, values, context)
    {
      return .bytes(bytes)
    }
    return interpreted(index, values, context)
  }

  /// The page that `plan` prints; nil when something is wrong with it.
  private func printed(
    _ plan: Plan, _ values: Record, _ context: RenderContext
  ) -> [UInt8]? {
    var renderer = Renderer(program, values, context)
    do throws(Failure) {
      try renderer.printPage(plan)
      return renderer.output.bytes(from: 0)
    } catch {
      return nil
    }
  }

  /// The page that the interpreter makes, or what is wrong and where.
  func interpreted(_ index: Int32, _ values: Record, _ context: RenderContext) -> Rendering {
    var renderer = Renderer(program, values, context)
    do throws(Failure) {
      try renderer.renderPage(index)
      return .bytes(renderer.output.bytes(from: 0))
    } catch {
      return .failed(diagnostic(error, in: renderer, rendering: Int(index)))
    }
  }

  /// `failure` with its place, the page, and the includes that led there.
  private func diagnostic(
    _ failure: Failure, in renderer: borrowing Renderer, rendering index: Int
  ) -> Diagnostic {
    var notes = failure.note.map { [$0] } ?? []
    for include in renderer.includes.reversed() {
      if let place = place(of: include) { notes.append("included at \(place)") }
    }
    let page = renderer.context.page
    notes.append(page.isEmpty ? "rendering \(program.templates[index].path)" : "rendering \(page)")
    let template = program.template(of: failure.node) ?? index
    var range: SourceRange?
    if failure.node >= 0 {
      let (lower, upper) = program.ranges[Int(failure.node)]
      range = SourceRange(Int(lower), Int(upper))
    }
    return Diagnostic(
      .error, failure.code, path: sources[template].path, range: range, failure.message,
      note: notes.joined(separator: "; "))
  }

  private func place(of node: Int32) -> String? {
    guard let template = program.template(of: node) else { return nil }
    let (lower, upper) = program.ranges[Int(node)]
    let place = SourcePlace(of: SourceRange(Int(lower), Int(upper)), in: sources[template].bytes)
    return "\(sources[template].path):\(place.line)"
  }
}

extension Record {
  /// The record of the text keys of `map`, in their order.
  public convenience init(_ map: ValueMap) {
    var names: [String] = []
    var values: [Value] = []
    for (key, value) in zip(map.keys, map.values) {
      guard let name = key.text?.string else { continue }
      names.append(name)
      values.append(value)
    }
    self.init(Shape(names), values)
  }
}
