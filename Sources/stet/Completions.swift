import ArgumentParser

/// `stet completions`: scripts that complete commands and flags in a shell.
struct Completions: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prints a script that completes commands and flags in your shell.",
    discussion: """
      Examples:
        stet completions bash > ~/.local/share/bash-completion/completions/stet
        stet completions zsh > ~/.zfunc/_stet
        stet completions fish > ~/.config/fish/completions/stet.fish
      """)

  /// A shell that can complete.
  enum Shell: String, ExpressibleByArgument, CaseIterable {
    case bash, zsh, fish

    /// The shell as the parser of arguments names it.
    var known: CompletionShell {
      switch self {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    }
  }

  @Argument(help: ArgumentHelp("bash, zsh or fish.", valueName: "shell"))
  var shell: Shell

  @Option(help: ArgumentHelp("How to report: text or json.", valueName: "format"))
  var format = ReportFormat.text

  /// A script, as JSON.
  private struct ScriptObject: Encodable {
    let shell: String
    let script: String
  }

  /// Prints the script.
  func run() throws {
    let terminal = Terminal(try Surroundings.read())
    let script = Stet.completionScript(for: shell.known)
    switch format {
    case .text: terminal.say(script)
    case .json: try terminal.sayJSON(ScriptObject(shell: shell.rawValue, script: script))
    }
  }
}
