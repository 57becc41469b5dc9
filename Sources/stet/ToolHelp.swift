import ArgumentParser
import Foundation

/// What the parser of arguments knows of a command, as it tells other programs.
struct ToolHelp: Decodable {
  /// One command, with those under it.
  struct Command: Decodable {
    let superCommands: [String]?
    let shouldDisplay: Bool
    let commandName: String
    let aliases: [String]?
    let abstract: String?
    let discussion: String?
    let subcommands: [Command]?
    let arguments: [Argument]?

    /// The words that call it: `stet new site`.
    var path: [String] { (superCommands ?? []) + [commandName] }
  }

  /// A flag, an option with a value, or a value.
  struct Argument: Decodable {
    let kind: String
    let shouldDisplay: Bool
    let isOptional: Bool
    let isRepeating: Bool
    let names: [Name]?
    let valueName: String?
    let abstract: String?
    let discussion: String?
    let defaultValue: String?
  }

  /// One way of writing a flag.
  struct Name: Decodable {
    let kind: String
    let name: String

    /// `--drafts`, `-D`.
    var text: String { (kind == "long" ? "--" : "-") + name }
  }

  private let command: Command

  /// The commands of stet.
  static func root() throws -> Command {
    try JSONDecoder().decode(ToolHelp.self, from: Data(Stet._dumpHelp().utf8)).command
  }
}
