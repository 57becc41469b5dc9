import ArgumentParser
import StetCore

/// The command, or the flag, that somebody most likely meant.
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

  /// What the parser `said` of `arguments`, with the flag that was most likely meant: one that begins as
  /// it was typed, else the nearest; nil where it said nothing of a flag, or there is none like it.
  static func flag(
    in said: String, _ arguments: [String], of root: any ParsableCommand.Type
  ) -> String? {
    let complaint = #/Unknown option '(--[^'=]+)[^']*'(?:\. Did you mean '[^']*'\?)?/#
    guard let match = said.firstMatch(of: complaint) else { return nil }
    let names = flags(of: arguments)
    let begun = names.filter { $0.hasPrefix(match.1) }.min { $0.count < $1.count }
    guard let best = begun ?? nearestName(to: String(match.1), among: names) else { return nil }
    return said.replacing(
      complaint, with: "Unknown option '\(match.1)'. Did you mean '\(best)'?")
  }

  /// The long flags of the command that `arguments` name.
  private static func flags(of arguments: [String]) -> [String] {
    do {
      var command = try ToolHelp.root()
      for word in arguments.prefix(while: { !$0.hasPrefix("-") }) {
        let next = (command.subcommands ?? []).first { subcommand in
          ([subcommand.commandName] + (subcommand.aliases ?? [])).contains(word)
        }
        guard let next else { break }
        command = next
      }
      return (command.arguments ?? []).flatMap { ($0.names ?? []).map(\.text) }
        .filter { $0.hasPrefix("--") }
    } catch {
      return []
    }
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
