import ArgumentParser
import StetBuild
import StetCore
import StetSite

/// `stet new`: files that begin something.
struct New: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Makes a new site, article, topic or author.",
    discussion: """
      Nothing that is there is ever written over. archetypes/article.md, topic.md and author.md of \
      the site, where they are, say what a new file holds: templates that may name title, slug, \
      date, id and section, and the filter quoted.

      Examples:
        stet new site gazette --title 'The Gazette'
        stet new site gazette --base-url https://gazette.example
        stet new article 'Council Votes to Keep the Library' --section politics
        stet new topic Libraries
        stet new author 'Jane Doe'
      """,
    subcommands: [NewSite.self, NewArticle.self, NewTopic.self, NewAuthor.self])
}

/// `stet new site`.
struct NewSite: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "site",
    abstract: "Makes a small site that `stet build` can build.",
    discussion: """
      It has one article, one topic, one author and the theme Galley, which the program carries; \
      --theme copies another in its place. The folder may be there but must be empty.

      Examples:
        stet new site gazette --title 'The Gazette'
        stet new site gazette --base-url https://gazette.example
        stet new site gazette --theme themes/broadsheet
      """)

  @Argument(
    help: ArgumentHelp("The folder to make.", valueName: "folder"), completion: .directory)
  var folder: String

  @Option(help: ArgumentHelp("What the publication is called.", valueName: "title"))
  var title = "The Gazette"

  @Option(
    name: .customLong("base-url"),
    help: ArgumentHelp("Where the site will live.", valueName: "url"))
  var baseURL = "https://example.org"

  @Option(
    help: ArgumentHelp("A theme to copy in place of Galley.", valueName: "folder"),
    completion: .directory)
  var theme: String?

  @Option(help: ArgumentHelp("How to report: text or json.", valueName: "format"))
  var format = ReportFormat.text

  /// Refuses values that make no sense before anything is done.
  func validate() throws {
    guard baseURL.hasPrefix("https://") || baseURL.hasPrefix("http://") else {
      throw ValidationError("--base-url must begin with https:// or http://.")
    }
    if let theme, !isFolder(theme) { throw ValidationError("There is no folder \(theme).") }
  }

  /// Makes the site and says what was made.
  func run() async throws {
    let surroundings = try Surroundings.read()
    let terminal = Terminal(surroundings)
    let made: [String]
    do throws(FileError) {
      let files = try theme.map { folder throws(FileError) in try themeFiles(folder) }
      let starter = StarterSite(
        title: title, baseURL: baseURL, date: surroundings.now,
        theme: theme.map { name(of: $0) } ?? "galley")
      made = try makeSite(in: folder, starter, theme: files)
    } catch {
      terminal.complain("stet: \(error.message)\n")
      throw ExitCode(74)
    }
    switch format {
    case .json: try terminal.sayJSON(MadeObject(made: made))
    case .text:
      terminal.say("\(made.count) files made in \(folder)\nNext: stet build --site \(folder)\n")
    }
  }

  private func themeFiles(_ folder: String) throws(FileError) -> [SourceFile] {
    try looseFiles(below: folder).map {
      SourceFile(path: String($0.path.dropFirst(folder.count + 1)), bytes: $0.bytes)
    }
  }

  private func name(of folder: String) -> String {
    folder.split(separator: "/").last.map(String.init) ?? folder
  }
}

/// `stet new article`.
struct NewArticle: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "article",
    abstract: "Makes a draft with the present date and its permanent id.",
    discussion: """
      Example:
        stet new article 'Council Votes to Keep the Library' --section politics
      """)

  @Argument(help: ArgumentHelp("The headline.", valueName: "title"))
  var title: String

  @Option(help: ArgumentHelp("The section: a folder below the content folder.", valueName: "path"))
  var section: String?

  @OptionGroup var options: NewFileOptions

  /// Makes the file and says which.
  func run() async throws {
    try options.make(.article, title: title, section: section)
  }
}

/// `stet new topic`.
struct NewTopic: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "topic", abstract: "Makes the file of a topic.",
    discussion: """
      Example:
        stet new topic Libraries
      """)

  @Argument(help: ArgumentHelp("The topic's name.", valueName: "name"))
  var name: String

  @OptionGroup var options: NewFileOptions

  /// Makes the file and says which.
  func run() async throws {
    try options.make(.topic, title: name, section: nil)
  }
}

/// `stet new author`.
struct NewAuthor: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "author", abstract: "Makes the file of an author.",
    discussion: """
      Example:
        stet new author 'Jane Doe'
      """)

  @Argument(help: ArgumentHelp("The author's name.", valueName: "name"))
  var name: String

  @OptionGroup var options: NewFileOptions

  /// Makes the file and says which.
  func run() async throws {
    try options.make(.author, title: name, section: nil)
  }
}

/// The paths that were made, as JSON.
private struct MadeObject: Encodable {
  let made: [String]
}

/// What every command that makes one file takes.
struct NewFileOptions: ParsableArguments {
  @OptionGroup var options: SiteOptions

  /// Makes a file of `kind`, and says its path.
  func make(_ kind: NewFile.Kind, title: String, section: String?) throws {
    let workplace = try Workplace(options)
    let made: Diagnosed<String?>
    let file = try plan(kind, title, section, in: workplace)
    do throws(FileError) {
      made = try StetBuild.make(file, site: options.site)
    } catch {
      throw workplace.failure(error)
    }
    workplace.terminal.complain(of: made.diagnostics) { sourceBytes(at: $0, site: options.site) }
    guard let path = made.value else { throw ExitCode(1) }
    switch options.format {
    case .json: try workplace.terminal.sayJSON(MadeObject(made: [path]))
    case .text: workplace.terminal.say(path + "\n")
    }
  }

  private func plan(
    _ kind: NewFile.Kind, _ title: String, _ section: String?, in workplace: Workplace
  ) throws -> NewFile {
    let ground: Groundwork
    do throws(FileError) {
      ground = try groundwork(of: options.site)
    } catch {
      throw workplace.failure(error)
    }
    do throws(NewFile.Refusal) {
      return try NewFile(
        kind, title: title, section: section, configuration: ground.configuration,
        ledger: ground.ledger, now: workplace.now)
    } catch {
      throw ValidationError(error.message)
    }
  }
}
