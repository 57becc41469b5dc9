import ArgumentParser
import StetBuild
import StetCore
import StetTemplate

/// `stet template`: what one template makes of some values.
struct Template: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prints what a template makes of the values in a JSON file.",
    discussion: """
      A template may extend, include and import those of --templates, by their paths below that \
      folder. What is missing is an error unless --lenient is given. Names that end in .html, .xml \
      and the like are escaped.

      Examples:
        stet template card.html --data card.json
        stet template themes/plain/a.html --templates themes/plain --data a.json
        echo '{"title": "Late edition"}' | stet template card.html --data -
      """)

  @Argument(help: ArgumentHelp("The template.", valueName: "file"), completion: .file())
  var file: String

  @Option(
    help: ArgumentHelp("A JSON object of values; - for standard input.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var data: String?

  @Option(
    help: ArgumentHelp("The folder of the other templates.", valueName: "folder"),
    completion: .directory)
  var templates: String?

  @Option(help: ArgumentHelp("The language of dates and numbers.", valueName: "language"))
  var language = "en"

  @Flag(help: "Print what is missing as nothing.")
  var lenient = false

  @Flag(help: "Drop the line end after a block's tag.")
  var trimBlocks = false

  @Flag(help: "Drop white space before a block's tag on its line.")
  var lstripBlocks = false

  @Flag(help: "Keep the line end at the end of the template.")
  var keepTrailingNewline = false

  @Option(help: ArgumentHelp("How to report: text or json.", valueName: "format"))
  var format = ReportFormat.text

  private struct RenderingObject: Encodable {
    let output: String?
    let diagnostics: [FindingObject]

    private enum CodingKeys: CodingKey {
      case output, diagnostics
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(output, forKey: .output)
      try container.encode(diagnostics, forKey: .diagnostics)
    }
  }

  /// Refuses values that make no sense before anything is done.
  func validate() throws {
    if let templates, !isFolder(templates) {
      throw ValidationError("There is no folder \(templates).")
    }
  }

  /// Reads, renders and prints.
  func run() async throws {
    let terminal = Terminal(try Surroundings.read())
    let work: (sources: [SourceFile], name: String, values: SourceFile)
    do throws(FileError) {
      work = try read()
    } catch {
      terminal.complain("stet: \(error.message)\n")
      throw ExitCode(74)
    }
    let values = readObject(work.values)
    let compiled = TemplateSet.compile(work.sources, options: options)
    var diagnostics = values.diagnostics + compiled.diagnostics.filter { $0.severity == .error }
    var output: [UInt8]?
    if values.diagnostics.isEmpty {
      // A template with an error says so itself; others of the folder do not matter then.
      switch compiled.value.render(work.name, values: values.value, context: context) {
      case .bytes(let bytes): (output, diagnostics) = (bytes, [])
      case .failed(let diagnostic):
        if !diagnostics.contains(where: { $0.with(note: nil) == diagnostic.with(note: nil) }) {
          diagnostics.append(diagnostic)
        }
      }
    }
    try show(output, diagnostics, of: work.sources + [work.values], to: terminal)
    if output == nil { throw ExitCode(1) }
  }

  private func show(
    _ output: [UInt8]?, _ diagnostics: [Diagnostic], of sources: [SourceFile],
    to terminal: Terminal
  ) throws {
    let source = { path in sources.first { $0.path == path }?.bytes }
    switch format {
    case .text:
      if let output { terminal.say(output) }
      terminal.complain(of: diagnostics, source: source)
    case .json:
      try terminal.sayJSON(
        RenderingObject(
          output: output.map { String(decoding: $0, as: UTF8.self) },
          diagnostics: diagnostics.map { FindingObject($0, source: source($0.path)) }))
    }
  }

  /// The templates, the name of the one to print, and the values.
  private func read() throws(FileError) -> (
    sources: [SourceFile], name: String, values: SourceFile
  ) {
    let values =
      switch data {
      case nil: SourceFile(path: "values", text: "{}")
      case "-"?: SourceFile(path: "standard input", bytes: Terminal.input())
      case let path?: try looseFile(path)
      }
    guard let folder else { return ([try looseFile(file)], file, values) }
    let sources = try looseFiles(below: folder)
    if let name = localPath(of: file, below: folder) { return (sources, name, values) }
    return (sources + [try looseFile(file)], file, values)
  }

  private var folder: String? {
    guard var folder = templates else { return nil }
    while folder.hasSuffix("/"), folder.count > 1 { folder.removeLast() }
    return folder
  }

  private var options: TemplateOptions {
    var options = TemplateOptions()
    options.folders = folder.map { [$0 + "/"] } ?? []
    options.isLenient = lenient
    options.trimBlocks = trimBlocks
    options.lstripBlocks = lstripBlocks
    options.keepTrailingNewline = keepTrailingNewline
    return options
  }

  private var context: RenderContext {
    var context = RenderContext()
    context.language = language
    return context
  }

  /// The values that `file` writes; none, with the reason, where it is no JSON object.
  private func readObject(_ file: SourceFile) -> Diagnosed<Record> {
    let value = Value.reading(json: file)
    if case .map(let map) = value.value { return Diagnosed(Record(map), value.diagnostics) }
    let other = Diagnostic(
      .error, .templateValues, path: file.path, range: SourceRange(0, 1),
      "The values must be a JSON object")
    return Diagnosed(
      Record(ValueMap()), value.diagnostics.isEmpty ? [other] : value.diagnostics)
  }
}
