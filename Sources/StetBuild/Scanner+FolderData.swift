import StetContent
import StetCore
import StetSite

extension Scanner {
  // MARK: Hugo

  /// What the `cascade` of each `_index.md` below `path` gives to the files of its folder.
  func cascades(
    of path: String, _ context: ParseContext
  ) throws(FileError) -> Diagnosed<FolderSettings> {
    var diagnostics: [Diagnostic] = []
    var defaults: [FrontMatterDefaults] = []
    for found in files(below: path, endingIn: "/_index.md") {
      guard let file = try file(found), let cascade = frontMatter(of: file, in: context)?["cascade"]
      else { continue }
      let maps: [LocatedNode] = if case .list(let list, _) = cascade { list } else { [cascade] }
      for map in maps where !map.entries.isEmpty {
        if let target = map["target"] ?? map["_target"] {
          diagnostics.append(
            Diagnostic(
              .warning, .unknownConstruct, path: found, range: target.range,
              "a cascade with a target is not read",
              note: "say it in “defaults” of a content folder in stet.yaml"))
          continue
        }
        diagnostics += FrontMatterDefaults.diagnostics(of: map, in: file, for: context)
        let folder = String(found.dropLast("/_index.md".count))
        defaults.append(FrontMatterDefaults(map, in: file, scope: folder))
      }
    }
    return Diagnosed(FolderSettings(defaults: defaults), diagnostics)
  }

  // MARK: Eleventy

  /// Eleventy's data for the folders and files below `path`: `posts/posts.json`,
  /// `posts/posts.11tydata.json`, `posts/story.json`.
  func directoryData(
    of path: String, _ context: ParseContext
  ) throws(FileError) -> Diagnosed<FolderSettings> {
    guard let status = try Disk.status(diskPath(path), isFollowing: true), status.kind == .folder
    else { return Diagnosed(FolderSettings()) }
    var diagnostics: [Diagnostic] = []
    var defaults: [FrontMatterDefaults] = []
    for found in files(below: path, endingIn: ".json") {
      var parts = found.split(separator: "/").map(String.init)
      guard let name = parts.popLast() else { continue }
      let stem = String(name.prefix { $0 != "." })
      guard name == stem + ".json" || name == stem + ".11tydata.json" else { continue }
      let folder = (found.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
      let isOfFolder = parts.last == stem || (parts.isEmpty && path == stem)
      guard isOfFolder || isArticle(folder + "/" + stem), let file = try file(found) else {
        continue
      }
      let read = data(file)
      diagnostics += read.diagnostics
      guard !read.value.entries.isEmpty else { continue }
      diagnostics += FrontMatterDefaults.diagnostics(of: read.value, in: file, for: context)
      defaults.append(
        FrontMatterDefaults(
          read.value, in: file, scope: isOfFolder ? folder : folder + "/" + stem))
    }
    return Diagnosed(FolderSettings(defaults: defaults), diagnostics)
  }

  private func isArticle(_ stem: String) -> Bool {
    do throws(FileError) {
      for ending in [".md", ".markdown"] {
        if try Disk.status(diskPath(stem + ending), isFollowing: true) != nil { return true }
      }
    } catch { return false }
    return false
  }

  /// The files below `folder` whose names end in `ending`, those of a folder before those below it,
  /// `x.json` before `x.11tydata.json`; links to folders are not followed.
  private func files(below folder: String, endingIn ending: String) -> [String] {
    var found: [String] = []
    var waiting = [folder]
    while let next = waiting.popLast() {
      var folders: [String] = []
      var files: [String] = []
      do throws(FileError) {
        for bytes in try Disk.names(in: diskPath(next)) {
          let name = String(decoding: bytes, as: UTF8.self)
          if name.hasPrefix(".") || name == "node_modules" { continue }
          let path = joined(next, name)
          switch try Disk.status(diskPath(path), isFollowing: false)?.kind {
          case .folder: folders.append(path)
          case .file where path.hasSuffix(ending): files.append(path)
          default: break
          }
        }
      } catch {
        // The scan tells of it.
        continue
      }
      found += files.sorted { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
      waiting += folders.sorted(by: >)
    }
    return found
  }
}
