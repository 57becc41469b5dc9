import ArgumentParser

/// The command: a folder of articles becomes a publication.
@main
struct Stet: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stet",
    abstract: "Turns a folder of articles into a publication: pages, topics, feeds.",
    discussion: """
      Examples:
        stet new site gazette --title 'The Gazette'
        stet serve --site gazette --open
        stet build --site gazette
        stet deploy --dry-run
        stet list drafts
        stet import wordpress.xml --dry-run
        stet topics suggest
        stet check
        stet feed check output/atom.xml

      Commands look at the site in --site, else in this folder, and --format json reports to \
      programs. The exit code is 0 when all is well, 1 when something in the files is wrong, 64 for \
      a command that makes no sense, 74 when the disk failed.
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

  /// Runs the command that the arguments name; of one that is misspelt, says which was meant.
  static func main() async {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if let sentence = Misspelling.sentence(arguments, of: Stet.self) {
      exit(withError: ValidationError(sentence))
    }
    await main(arguments)
  }
}
