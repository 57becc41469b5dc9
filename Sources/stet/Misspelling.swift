import ArgumentParser
import StetCore

/// The command that somebody most likely meant.
enum Misspelling {
  /// What to say of `arguments`, where they name a command that `root` has not; nil where they do not.
  static func sentence(_ arguments: [String], of root: any ParsableCommand.Type) -> String? {
    var command = root
    var path = [name(of: root)]
    var rest = arguments[...]
    if rest.first == "help" { rest = rest.dropFirst() }
    while let word = rest.first, !word.hasPrefix("-") {
      let subcommands = self.subcommands(of: command)
      if subcommands.isEmpty { return nil }
      if let next = subcommands.first(where: { names(of: $0).contains(word) }) {
        command = next
        path.append(word)
        rest = rest.dropFirst()
        continue
      }
      if path.count == 1, word == "version" { return "did you mean stet --version?" }
      let nearest = nearestName(to: word, among: subcommands.flatMap(names) + ["help"])
      let all = subcommands.map(name).joined(separator: ", ")
      let hint = nearest.map { "did you mean \(path.joined(separator: " ")) \($0)?" }
      return "\(path.joined(separator: " ")) has no command \(word); " + (hint ?? "it has \(all).")
    }
    return nil
  }

  private static func subcommands(
    of command: any ParsableCommand.Type
  ) -> [any ParsableCommand.Type] {
    command.configuration.subcommands
  }

  private static func names(of command: any ParsableCommand.Type) -> [String] {
    [name(of: command)] + command.configuration.aliases
  }

  private static func name(of command: any ParsableCommand.Type) -> String {
    command.configuration.commandName ?? String(describing: command).lowercased()
  }
}
