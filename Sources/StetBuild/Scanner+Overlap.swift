import StetCore
import StetSite

extension Scanner {
  /// What to say when the output folder holds, or lies in, a folder that the build reads.
  func overlaps(_ configuration: Configuration) throws(FileError) -> [Diagnostic] {
    let output = resolved(configuration.output)
    let sources = configuration.contentFolders.map(\.path).filter { resolved($0) != resolved(".") }
    for source in sources + ["themes", "static"] {
      let place = resolved(source)
      if output == place || output.hasPrefix(place + "/") || place.hasPrefix(output + "/") {
        return [overlap(configuration, with: source)]
      }
    }
    if output == resolved(".") { return [overlap(configuration, with: "the site's own folder")] }
    return []
  }

  /// `path` without links and dots; what is not there yet is resolved as far as it is.
  private func resolved(_ path: String) -> String {
    let place = diskPath(path)
    if let real = Disk.realPath(place) { return real }
    let parent = folder(of: place)
    guard parent != place, parent != "." else { return place }
    let name = place.utf8.lastIndex(of: 0x2F).map { place[$0...] } ?? ""
    return (Disk.realPath(parent) ?? parent) + name
  }

  private func overlap(_ configuration: Configuration, with source: String) -> Diagnostic {
    Diagnostic(
      .error, .outputOverlaps, path: configuration.path,
      "the output folder \(configuration.output) and \(source) lie in one another",
      note: "nothing is written; name a folder of its own as “output”")
  }
}
