import ArgumentParser
import StetBuild
import StetCore
import StetSite

/// `stet related`: the stories at the foot of articles.
struct Related: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows the related stories of articles, and why.",
    discussion: """
      Without an article every public story is answered. With --format json each is one line: \
      {"article": path, "related": [{"path", "score", "because": [reasons]}]}.

      Examples:
        stet related content/press/penny-press.md --explain
        stet related --limit 3 --format json
      """)

  @Argument(
    help: ArgumentHelp("Articles, by path.", valueName: "article"), completion: .file())
  var articles: [String] = []

  @Flag(help: "Say why each story stands there.")
  var explain = false

  @Option(
    help: ArgumentHelp("Stories an article; else as many as the site shows.", valueName: "number"))
  var limit: Int?

  @OptionGroup var options: SiteOptions

  private struct AnswerObject: Encodable {
    let article: String
    let related: [StoryObject]
  }

  private struct StoryObject: Encodable {
    let path: String
    let score: Double
    let because: [String]
  }

  /// Refuses values that make no sense before anything is done.
  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit must be at least 1.") }
  }

  /// Reads the site, asks its index and prints the answers.
  func run() async throws {
    let workplace = try Workplace(options)
    let reading = try await workplace.read()
    let asked = try workplace.articles(articles, in: reading)
    workplace.complainOfInvalidFiles(reading)
    let count = reading.value.site.configuration.relatedCount
    let answers = await reading.value.relatedStories(
      to: asked, limit: limit ?? max(1, count), width: workplace.width)
    for answer in answers {
      switch options.format {
      case .json: try workplace.terminal.sayJSON(object(answer))
      case .text: printText(answer, to: workplace.terminal)
      }
    }
  }

  private func object(_ answer: RelatedAnswer) -> AnswerObject {
    AnswerObject(
      article: answer.path,
      related: answer.related.map {
        StoryObject(path: $0.path, score: $0.score, because: $0.because)
      })
  }

  private func printText(_ answer: RelatedAnswer, to terminal: Terminal) {
    terminal.say("\(answer.path): \(answer.title)\n")
    if answer.related.isEmpty { terminal.say("  nothing is near\n") }
    for story in answer.related {
      terminal.say("  \(hundredths(story.score))  \(story.path): \(story.title)\n")
      if explain {
        for reason in story.because { terminal.say("        \(reason)\n") }
      }
    }
  }
}

/// `0.25`: a number with two places.
func hundredths(_ number: Double) -> String {
  let whole = Int((number * 100).rounded())
  let digits = String(whole % 100)
  return "\(whole / 100)." + (digits.count == 1 ? "0" + digits : digits)
}
