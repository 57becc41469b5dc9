import ArgumentParser
import Foundation

/// The command: a folder of articles becomes a publication.
@main
struct Stet: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stet",
    abstract: "Turns a folder of articles into a publication: pages, topics, feeds.",
    discussion: """
      Commands look at the site in --site, else in this folder, and --format json reports to \
      programs. The exit code is 0 when all is well, 1 when something in the files is wrong, 64 for \
      a command that makes no sense, 74 when the disk or the network failed.

      Examples:
        stet new site gazette --title 'The Gazette'
        stet serve --site gazette --open
        stet build --site gazette
        stet check
        stet deploy --dry-run
        stet list drafts
        stet import wordpress.xml --dry-run
        stet topics suggest
        stet feed check output/atom.xml
      """,
    version: Release.text,
    groupedSubcommands: [
      CommandGroup(
        name: "Publish", subcommands: [Build.self, Serve.self, Deploy.self, Rollback.self]),
      CommandGroup(
        name: "Write and edit",
        subcommands: [New.self, Import.self, List.self, Related.self, Topics.self]),
      CommandGroup(
        name: "Check and try",
        subcommands: [Check.self, Feed.self, Template.self, Schema.self]),
      CommandGroup(
        name: "This site and this machine",
        subcommands: [Config.self, Clean.self, Doctor.self, Completions.self, Manual.self]),
    ])

  /// Runs the command that the arguments name; of a command or a flag that is misspelt, says which was
  /// meant.
  static func main() async {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if let sentence = Misspelling.sentence(arguments, of: Stet.self) {
      exit(withError: ValidationError(sentence))
    }
    do {
      var command = try parseAsRoot(arguments)
      await run(&command)
    } catch {
      guard let sentence = Misspelling.flag(in: fullMessage(for: error), arguments, of: Stet.self)
      else { exit(withError: error) }
      complain(sentence)
      exit(withError: exitCode(for: error))
    }
  }

  /// Runs `command`. Of what is wrong although each word of it made sense, how it is used says nothing.
  private static func run(_ command: inout any ParsableCommand) async {
    do {
      if var waiting = command as? any AsyncParsableCommand {
        try await waiting.run()
      } else {
        try command.run()
      }
    } catch let slip as ValidationError {
      complain("Error: \(slip.message)")
      exit(withError: ExitCode.validationFailure)
    } catch {
      exit(withError: error)
    }
  }

  private static func complain(_ sentence: String) {
    FileHandle.standardError.write(Data((sentence + "\n").utf8))
  }
}
