import ArgumentParser

/// `stet manual`: pages for man.
struct Manual: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prints the manual page of a command.",
    discussion: """
      Without a command, the page of stet itself. In the repository, make man makes all of them.

      Examples:
        stet manual build | man -l -
        stet manual new site > stet-new-site.1
        stet manual --list
      """)

  @Argument(help: ArgumentHelp("The command: build, new site.", valueName: "command"))
  var command: [String] = []

  @Flag(help: "List the commands that have a page, one a line.")
  var list = false

  @Option(help: ArgumentHelp("How to report: text or json.", valueName: "format"))
  var format = ReportFormat.text

  /// A page, or a command that has one, as JSON.
  private struct PageObject: Encodable {
    let command: String
    var page: String?
  }

  /// Prints the page, or the list.
  func run() throws {
    let terminal = Terminal(try Surroundings.read())
    let root = try ToolHelp.root()
    if list {
      for command in all(below: root) {
        let name = command.path.dropFirst().joined(separator: " ")
        switch format {
        case .text: terminal.say(name + "\n")
        case .json: try terminal.sayJSON(PageObject(command: name))
        }
      }
      return
    }
    var found = root
    for name in command {
      let next = found.subcommands?.first {
        $0.commandName == name || $0.aliases?.contains(name) == true
      }
      guard let next else {
        throw ValidationError("\(found.path.joined(separator: " ")) has no command \(name).")
      }
      found = next
    }
    let page = ManualPage(found).roff
    switch format {
    case .text: terminal.say(page)
    case .json:
      let name = found.path.dropFirst().joined(separator: " ")
      try terminal.sayJSON(PageObject(command: name, page: page))
    }
  }

  private func all(below command: ToolHelp.Command) -> [ToolHelp.Command] {
    (command.subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }
      .flatMap { [$0] + all(below: $0) }
  }
}
