import ArgumentParser
import StetBuild
import StetCore
import StetSite

extension Topics {
  /// `stet topics suggest`: topics for articles, as the archive's editors would give them.
  struct Suggest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Suggests topics for articles.",
      discussion: """
        Without an article every one that has no topics is answered: published ones, drafts, those \
        that are scheduled or expired, and pages; withdrawn ones are not. It learns from the \
        articles that have topics, on this machine alone, and the same files give the same answer. \
        With --format json each article is one line: \
        {"article": path, "suggestions": [{"topic": name, "confidence": 0…1}]}.

        Examples:
          stet topics suggest
          stet topics suggest content/press/penny-press.md --limit 3
        """)

    @Argument(
      help: ArgumentHelp("Articles, by path.", valueName: "article"), completion: .file())
    var articles: [String] = []

    @Option(help: ArgumentHelp("Topics an article at most.", valueName: "number"))
    var limit = 5

    @Option(help: ArgumentHelp("The least confidence, from 0 to 1.", valueName: "number"))
    var confidence = 0.0

    @Option(help: ArgumentHelp("The taxonomy of stet.yaml to suggest from.", valueName: "name"))
    var taxonomy = "topics"

    @Flag(help: "End with 1 when an article without topics was found.")
    var strict = false

    @OptionGroup var options: SiteOptions

    private struct ArticleObject: Encodable {
      let article: String
      let suggestions: [SuggestionObject]
    }

    private struct SuggestionObject: Encodable {
      let topic: String
      let confidence: Double
    }

    /// Refuses values that make no sense before anything is done.
    func validate() throws {
      if limit < 1 { throw ValidationError("--limit must be at least 1.") }
      guard (0...1).contains(confidence) else {
        throw ValidationError("--confidence must be from 0 to 1.")
      }
    }

    /// Reads the site, learns from it and prints the suggestions.
    func run() async throws {
      let workplace = try Workplace(options)
      let reading = try await workplace.read(isPreview: true)
      let asked = try workplace.articles(articles, in: reading)
      let known = reading.value.site.configuration.taxonomies.map(\.name)
      guard known.contains(taxonomy) else {
        throw ValidationError(
          "There is no taxonomy \(taxonomy); there are: \(known.joined(separator: ", ")).")
      }
      workplace.complainOfInvalidFiles(reading)
      let answers = await reading.value.suggestedTopics(
        for: asked, taxonomy: taxonomy, limit: limit, confidenceMin: confidence,
        width: workplace.width)
      for answer in answers {
        switch options.format {
        case .json:
          try workplace.terminal.sayJSON(
            ArticleObject(
              article: answer.path,
              suggestions: answer.suggestions.map {
                SuggestionObject(topic: $0.topic, confidence: $0.confidence)
              }))
        case .text:
          workplace.terminal.say("\(answer.path): \(answer.title)\n")
          if answer.suggestions.isEmpty { workplace.terminal.say("  nothing to suggest\n") }
          for suggestion in answer.suggestions {
            workplace.terminal.say("  \(hundredths(suggestion.confidence))  \(suggestion.topic)\n")
          }
        }
      }
      if strict, articles.isEmpty, !answers.isEmpty { throw ExitCode(1) }
    }
  }
}
