import ArgumentParser
import StetBuild
import StetCore
import StetSite

/// `stet config`: the configuration in force, and who decided each value.
struct Config: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows every setting in force, and where it comes from.",
    discussion: """
      A setting comes from a line of stet.yaml, from a flag, from the environment, from what was found \
      in the folder, or is the default. Name keys to see only those and what is under them. Flags are \
      those of stet build: give the same to see what they change.

      Examples:
        stet config
        stet config feeds base_url
        stet config --base-url https://example.org --format json
      """)

  @Argument(help: ArgumentHelp("Keys to show: feeds, feeds.limit.", valueName: "key"))
  var keys: [String] = []

  @OptionGroup var options: PublishOptions

  /// One setting, as JSON.
  private struct SettingObject: Encodable {
    let setting: Setting

    private enum CodingKeys: CodingKey {
      case key, value, origin
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(setting.key, forKey: .key)
      try container.encode(setting.origin.text, forKey: .origin)
      switch setting.value {
      case .nothing: try container.encodeNil(forKey: .value)
      case .truth(let truth): try container.encode(truth, forKey: .value)
      case .number(let number): try container.encode(number, forKey: .value)
      case .text(let text): try container.encode(text, forKey: .value)
      case .list(let list): try container.encode(list, forKey: .value)
      }
    }
  }

  /// Reads the configuration and prints it.
  func run() async throws {
    let surroundings = try Surroundings.read()
    let terminal = Terminal(surroundings)
    let found: Diagnosed<[Setting]>
    do throws(FileError) {
      found = try settings(of: options.order(surroundings))
    } catch {
      terminal.complain("stet: \(error.message)\n")
      throw ExitCode(74)
    }
    terminal.complain(of: found.diagnostics) { sourceBytes(at: $0, site: options.site) }
    let all = found.value + ownSettings(surroundings)
    for key in keys where !all.contains(where: { isUnder($0, key) }) {
      let hint = nearestName(to: key, among: all.map(\.key)).map { " Did you mean \($0)?" }
      throw ValidationError("There is no setting \(key).\(hint ?? "")")
    }
    let shown =
      keys.isEmpty ? all : all.filter { setting in keys.contains { isUnder(setting, $0) } }
    switch options.format {
    case .json: for setting in shown { try terminal.sayJSON(SettingObject(setting: setting)) }
    case .text: terminal.sayTable(shown.map { [$0.key, text($0.value), $0.origin.text] })
    }
    if found.diagnostics.contains(where: { $0.severity == .error }) { throw ExitCode(1) }
  }

  /// What the command itself decides.
  private func ownSettings(_ surroundings: Surroundings) -> [Setting] {
    let order = options.order(surroundings)
    let origin: Setting.Origin =
      options.now != nil
      ? .flag("--now")
      : surroundings.fixedNow != nil ? .environment("SOURCE_DATE_EPOCH") : .found
    return [
      Setting("now", .text(order.now.rfc3339), origin),
      Setting("jobs", .number(order.width), options.jobs == nil ? .found : .flag("--jobs")),
    ]
  }

  private func isUnder(_ setting: Setting, _ key: String) -> Bool {
    setting.key == key || setting.key.hasPrefix(key + ".") || setting.key.hasPrefix(key + "[")
  }

  private func text(_ value: Setting.Value) -> String {
    switch value {
    case .nothing: "-"
    case .truth(let truth): String(truth)
    case .number(let number): String(number)
    case .text(let text): text
    case .list(let list): "[\(list.joined(separator: ", "))]"
    }
  }
}
