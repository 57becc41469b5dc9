/// A page of the manual of one command, in the language of man(7).
struct ManualPage {
  private let command: ToolHelp.Command
  private var lines: [String] = []

  /// The page of `command`.
  init(_ command: ToolHelp.Command) {
    self.command = command
    let name = command.path.joined(separator: "-")
    line(".TH", quoted(name.uppercased()), "1", "\"\"", quoted("stet \(Surroundings.version)"))
    heading("NAME")
    text("\(name) - \(command.abstract ?? "")")
    heading("SYNOPSIS")
    lines.append("\\fB" + escaped(command.path.joined(separator: " ")) + "\\fR" + synopsis)
    addDescription()
    addArguments()
    addCommands()
    heading("EXIT STATUS")
    text(
      "0 when all is well, 1 when something in the files is wrong, 64 for a command that makes no")
    text("sense, 74 when the disk or the network failed.")
    if command.path.count > 1 {
      heading("SEE ALSO")
      lines.append(".BR \(escaped(command.path.dropLast().joined(separator: "-"))) (1)")
    }
  }

  /// The page, ending in a line feed.
  var roff: String { lines.joined(separator: "\n") + "\n" }

  private var arguments: [ToolHelp.Argument] {
    (command.arguments ?? []).filter(\.shouldDisplay)
  }

  private var commands: [ToolHelp.Command] {
    (command.subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }
  }

  private var synopsis: String {
    if !commands.isEmpty { return " \\fIcommand\\fR [\\fIoptions\\fR]" }
    let values = arguments.filter { $0.kind == "positional" }.map { argument in
      let name =
        "\\fI\(escaped(argument.valueName ?? "value"))\\fR"
        + (argument.isRepeating ? " ..." : "")
      return argument.isOptional ? " [\(name)]" : " \(name)"
    }
    return values.joined() + " [\\fIoptions\\fR]"
  }

  private mutating func addDescription() {
    guard let discussion = command.discussion, !discussion.isEmpty else { return }
    heading("DESCRIPTION")
    var isListing = false
    for line in discussion.split(separator: "\n", omittingEmptySubsequences: false) {
      let isIndented = line.hasPrefix("  ")
      if isIndented != isListing {
        lines.append(isIndented ? ".nf" : ".fi")
        isListing = isIndented
      }
      if line == "Examples:" || line == "Example:" {
        heading("EXAMPLES")
      } else if line.isEmpty {
        lines.append(".PP")
      } else {
        text(String(line))
      }
    }
    if isListing { lines.append(".fi") }
  }

  private mutating func addArguments() {
    if arguments.isEmpty { return }
    heading("OPTIONS")
    for argument in arguments {
      lines.append(".TP")
      let value = argument.valueName.map { " \\fI\(escaped($0))\\fR" } ?? ""
      let names = (argument.names ?? []).map { "\\fB\(escaped($0.text))\\fR" }
      lines.append(
        names.isEmpty
          ? String(value.dropFirst())
          : names.joined(separator: ", ") + (argument.kind == "option" ? value : ""))
      var sentence = argument.abstract ?? ""
      if let standard = argument.defaultValue { sentence += " (default: \(standard))" }
      text(sentence.isEmpty ? "-" : sentence)
    }
  }

  private mutating func addCommands() {
    if commands.isEmpty { return }
    heading("COMMANDS")
    for command in commands {
      lines.append(".TP")
      lines.append(".BR \(escaped(command.path.joined(separator: "-"))) (1)")
      text(command.abstract ?? "-")
    }
  }

  private mutating func heading(_ title: String) {
    lines.append(".SH " + title)
  }

  private mutating func line(_ parts: String...) {
    lines.append(parts.joined(separator: " "))
  }

  private mutating func text(_ text: String) {
    lines.append(escaped(text))
  }

  private func quoted(_ text: String) -> String {
    "\"\(escaped(text))\""
  }

  /// `text` for troff: a backslash and a minus are themselves, and no line is a request.
  private func escaped(_ text: String) -> String {
    let plain = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
    return plain.hasPrefix(".") || plain.hasPrefix("'") ? "\\&" + plain : plain
  }
}
