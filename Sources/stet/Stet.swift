import ArgumentParser

/// The command: a folder of articles becomes a publication.
@main
struct Stet: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stet",
    abstract: "Turns a folder of articles into a publication: pages, topics, feeds.",
    version: Surroundings.version,
    subcommands: [Build.self])
}
