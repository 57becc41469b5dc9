import ArgumentParser
import StetBuild
import StetCore
import StetImport
import StetSite

/// `stet import`: other people's feeds and exports become files of content.
struct Import: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Makes articles of a feed or a WordPress export.",
    discussion: """
      Read are RSS 2.0 and 1.0, Atom, JSON Feed and WordPress exports (WXR), from a file, an address \
      or - for standard input. HTML becomes Markdown; what Markdown cannot say stays HTML. Permanent \
      ids are kept, so that readers of the old feed see nothing new, and old addresses lead to the \
      new ones. Nothing is downloaded but the source itself, and nothing is ever written over: an \
      entry that is there already, by id, address or headline and date, is passed over.

      Examples:
        stet import wordpress.xml --into content/news --dry-run
        stet import https://old.example/feed.xml --into content/archive
        stet import wordpress.xml --local-images --images images.tsv
      """)

  @Argument(
    help: ArgumentHelp("A file, an address, or - for standard input.", valueName: "source"),
    completion: .file())
  var source: String

  @Option(
    help: ArgumentHelp(
      "The folder for articles, in a content folder of the site; else articles.",
      valueName: "folder"), completion: .directory)
  var into: String?

  @Option(
    help: ArgumentHelp(
      "Write a list of the images: address, place, file, with tabs between.", valueName: "file"),
    completion: .file())
  var images: String?

  @Flag(help: "Name images where the list says to put them, not where they are.")
  var localImages = false

  @Flag(help: "Keep typed quotation marks, hyphens and dots from becoming typographic.")
  var exact = false

  @Flag(help: "Say what would be made, and make nothing.")
  var dryRun = false

  @OptionGroup var options: SiteOptions

  /// Reads the source and the site, makes the files and says which.
  func run() async throws {
    let workplace = try Workplace(options)
    let document = try await document(workplace)
    let read = readExport(document.file, address: document.address)
    guard let export = read.value else {
      try show(ImportReceipt(diagnostics: read.diagnostics), document.file, workplace)
      throw ExitCode(1)
    }
    let reading = try await workplace.read(isPreview: true)
    var wishes = ImportWishes()
    wishes.isExact = exact
    wishes.hasLocalImages = localImages
    let plan = plan(
      export, from: document.file, in: try ground(reading), wishes)
    let receipt = ImportReceipt(
      plan: plan.value, export: export, diagnostics: read.diagnostics + plan.diagnostics)
    do throws(FileError) {
      if !dryRun { try add(plan.value.files, to: options.site) }
      if let images { try writeLoose(receipt.imageList, to: images) }
    } catch {
      throw workplace.failure(error)
    }
    try show(receipt, document.file, workplace)
    if receipt.diagnostics.contains(where: { $0.severity == .error }) { throw ExitCode(1) }
  }

  /// The source and where it was found; one that is too long is not read at all.
  private func document(
    _ workplace: Workplace
  ) async throws -> (file: SourceFile, address: String?) {
    let document = try await Document(name: source).read(
      workplace.surroundings, workplace.terminal, countMax: exportByteCountMax)
    if let status = document.refusal {
      workplace.terminal.complain("stet: the server answered \(source) with status \(status)\n")
      throw ExitCode(74)
    }
    guard let bytes = document.bytes else {
      workplace.terminal.complain(
        "stet: \(source) is longer than \(exportByteCountMax >> 20) MB; export it in parts\n")
      throw ExitCode(1)
    }
    return (SourceFile(path: document.name, bytes: bytes), document.address)
  }

  private func show(
    _ receipt: ImportReceipt, _ file: SourceFile, _ workplace: Workplace
  ) throws {
    // A place can be shown only in UTF-8.
    let isShown = String(validating: file.bytes, as: UTF8.self) != nil
    let source = isShown ? file.bytes : nil
    switch options.format {
    case .json:
      try workplace.terminal.sayJSON(receipt.object(isDryRun: dryRun, source: source))
    case .text:
      complain(receipt.diagnostics.filter { $0.severity != .info }, of: source, workplace.terminal)
      workplace.terminal.say(receipt.text(isDryRun: dryRun))
    }
  }

  /// Says the first of `diagnostics`, with the lines they are about where the source is short.
  private func complain(_ diagnostics: [Diagnostic], of source: [UInt8]?, _ terminal: Terminal) {
    let countMax = 200
    let first = Array(diagnostics.sorted(by: Diagnostic.precedes).prefix(countMax))
    if let source, source.count > 1 << 20 {
      let lines = LongSource(source)
      terminal.complain(of: first.map { lines.placed($0) }) { _ in nil }
    } else {
      terminal.complain(of: first) { _ in source }
    }
    if diagnostics.count > countMax {
      terminal.complain(
        "stet: \(diagnostics.count - countMax) more like these (--format json lists them)\n")
    }
  }
}
