import ArgumentParser
import StetBuild
import StetCore
import StetSite

/// `stet schema`: JSON Schemas, for editors that check what is typed.
struct Schema: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prints the JSON Schema of the front matter or of stet.yaml.",
    discussion: """
      The schema of the front matter names the site's own taxonomies, where stet.yaml is found. The \
      output is JSON whatever --format says.

      Examples:
        stet schema frontmatter > frontmatter.schema.json
        stet schema config > stet.schema.json
      """)

  @Argument(help: ArgumentHelp("frontmatter or config.", valueName: "kind"))
  var kind: SiteSchema

  @OptionGroup var options: SiteOptions

  /// Prints the schema.
  func run() async throws {
    let workplace = try Workplace(options)
    do throws(FileError) {
      let taxonomies = try groundwork(of: options.site).configuration.taxonomies
      workplace.terminal.say(kind.json(taxonomyKeys: taxonomies.flatMap(\.keys)))
    } catch {
      throw workplace.failure(error)
    }
  }
}

extension SiteSchema: ExpressibleByArgument {}
