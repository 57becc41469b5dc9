import StetCore
import StetRender
import StetSite

/// The theme of a site, and whether there is one of the name that stet.yaml gives.
struct ChosenTheme: Sendable {
  let theme: Theme
  let isKnown: Bool

  /// `diagnostics` without those that only follow from the theme's absence.
  func consequences(of diagnostics: [Diagnostic]) -> [Diagnostic] {
    isKnown ? diagnostics : diagnostics.filter { $0.code != .templateMissing }
  }
}

extension Scanner {
  /// The folder of the theme that `configuration` names, from the site's root.
  func themeFolder(_ configuration: Configuration) -> String {
    "themes/" + configuration.theme.value
  }

  /// The shortcodes that the theme has a template for; nil where there is no theme.
  func shortcodeNames(_ scan: Scan, _ configuration: Configuration) -> [String]? {
    if scan.theme.isEmpty { return nil }
    let folder = themeFolder(configuration) + "/templates/shortcodes/"
    return scan.theme.map(\.path).filter { $0.hasPrefix(folder) && $0.hasSuffix(".html") }
      .map { String($0.dropFirst(folder.count).dropLast(5)) }
  }

  /// Reads the theme that `configuration` names; an empty one, with the reason, where it is missing.
  func theme(
    _ scan: Scan, _ configuration: Configuration, width: Int
  ) async throws(FileError) -> Diagnosed<ChosenTheme> {
    let files = await read(scan.theme, width: width)
    let theme = Theme.read(
      files.value, name: configuration.theme.value, root: themeFolder(configuration))
    var diagnostics = files.diagnostics + theme.diagnostics
    if scan.theme.isEmpty { diagnostics.append(try unknownTheme(configuration)) }
    return Diagnosed(
      ChosenTheme(theme: theme.value, isKnown: !scan.theme.isEmpty), diagnostics)
  }

  private func unknownTheme(_ configuration: Configuration) throws(FileError) -> Diagnostic {
    let name = configuration.theme.value
    var themes: [String] = []
    if try Disk.status(diskPath("themes"), isFollowing: true) != nil {
      themes = try Disk.names(in: diskPath("themes")).map { String(decoding: $0, as: UTF8.self) }
        .filter { !$0.hasPrefix(".") }.sorted()
    }
    let range = configuration.theme.range
    let hint =
      nearestName(to: name, among: themes).map { "did you mean “\($0)”?" }
      ?? (themes.isEmpty
        ? "there is no theme in themes/" : "there are: \(themes.joined(separator: ", "))")
    return Diagnostic(
      .error, .themeUnknown, path: configuration.path,
      range: range.upper > range.lower ? range : nil,
      "there is no theme “\(name)” in themes/",
      note: hint + "; feeds and files are built, pages stay as they are")
  }
}
