import ArgumentParser
import Foundation
import StetBuild
import StetCore
import StetServe
import StetSite

/// `stet serve`: the site as it will be, while it is written.
struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serves the site here and shows every change at once.",
    discussion: """
      Builds the site, serves its output, and builds again whenever a file is saved: the page in the \
      browser changes by itself. A mistake is shown over the last good page, with its file and line. \
      Only this machine can reach the server unless --host says otherwise.

      With --drafts, --future or --expired the preview is made in .stet/preview, so that what is not \
      public never stands in the output folder.

      Examples:
        stet serve --open
        stet serve -D -F --port 8080
        stet serve --host 0.0.0.0 --allow-host studio.local
      """,
    aliases: ["server"])

  @OptionGroup var options: PublishOptions

  @Option(
    name: [.long, .customShort("p")],
    help: ArgumentHelp("The port; else 4000, or the next that is free.", valueName: "port"))
  var port: Int?

  @Option(
    name: [.long, .customLong("bind"), .customLong("interface")],
    help: ArgumentHelp(
      "The address to listen at; 0.0.0.0 lets other machines in.", valueName: "address"))
  var host = "127.0.0.1"

  @Option(
    name: .customLong("allow-host"),
    help: ArgumentHelp(
      "A name by which the server may be asked; may be repeated.", valueName: "name"))
  var allowedHosts: [String] = []

  @Flag(help: "Open the front page in the browser.")
  var open = false

  @Option(
    help: ArgumentHelp(
      "Where links to sources lead: \(EditorLink.editors.keys.sorted().joined(separator: ", ")), "
        + "none, or an address with {path}, {line} and {column}.", valueName: "editor"),
    completion: .list(EditorLink.editors.keys.sorted() + ["none"]))
  var editor = "vscode"

  @Flag(help: "Look at the files twice a second, where the disk tells of no changes.")
  var poll = false

  /// Refuses values that make no sense before anything is done.
  func validate() throws {
    if let port, !(0...65_535).contains(port) {
      throw ValidationError("--port must be a number from 0 to 65535.")
    }
    if EditorLink(editor, site: "") == nil {
      let hint = nearestName(to: editor, among: EditorLink.editors.keys).map {
        " Did you mean \($0)?"
      }
      let known =
        " It knows \(EditorLink.editors.keys.sorted().joined(separator: ", ")), none, "
        + "and addresses with {path}."
      throw ValidationError("--editor does not know \(editor).\(hint ?? known)")
    }
  }

  /// Serves until it is stopped.
  func run() async throws {
    let surroundings = try Surroundings.read()
    let terminal = Terminal(surroundings)
    guard let link = EditorLink(editor, site: Surroundings.absolute(options.site)) else {
      throw ValidationError("--editor does not know \(editor).")
    }
    var build = options.order(surroundings)
    // Nobody at a preview takes packed files; the next stet build makes them.
    build.flags.isPackingLater = true
    if options.isPreview, options.output == nil {
      build.flags.output = ".stet/preview"
    }
    var order = ServeOrder(build, editor: link)
    order.host = host
    order.port = port ?? 4_000
    order.isPortFixed = port != nil
    order.names = allowedHosts
    order.isLooking = poll
    let news = ServeNews(
      site: options.site, terminal: terminal, format: options.format, isOpening: open,
      isLoopback: isLoopback, isQuiet: options.quiet)
    do throws(ServeError) {
      try await serve(order, clock: clock(surroundings)) { news.tell($0) }
    } catch {
      terminal.complain("stet: \(error.message)\n")
      throw ExitCode(74)
    }
  }

  private var isLoopback: Bool {
    host == "localhost" || host == "::1" || host.hasPrefix("127.")
  }

  private func clock(_ surroundings: Surroundings) -> ServeClock {
    let fixed = options.now.flatMap { Timestamp(rfc3339: $0) } ?? surroundings.fixedNow
    return ServeClock(
      milliseconds: { Int(surroundings.start.duration(to: .now) / .milliseconds(1)) },
      now: {
        fixed ?? Timestamp(secondsSinceEpoch: Int64(Date().timeIntervalSince1970))
      },
      nanoseconds: { Int64(Date().timeIntervalSince1970 * 1_000_000_000) })
  }
}
