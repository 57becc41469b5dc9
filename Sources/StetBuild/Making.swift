import StetCore
import StetRender
import StetSite

/// Makes a new file of content from the site's archetype, `archetypes/KIND.md`, or from the built-in
/// one. Gives its path from the site's root; nil, with the reason, where the archetype is wrong.
///
/// A file that is there already is a failure of the disk: nothing is ever written over.
package func make(
  _ file: NewFile, site root: String
) throws(FileError) -> Diagnosed<String?> {
  let scanner = Scanner(root: root)
  let own = try scanner.file("archetypes/\(file.kind.rawValue).md")
  let archetype = own.map { Archetype($0) } ?? Archetype(builtIn: file.kind.rawValue)
  var values = Archetype.Values()
  values.title = file.title
  values.slug = file.slug
  values.date = file.date
  values.id = file.id
  values.section = file.section
  let made = archetype.filled(values)
  guard let bytes = made.value else { return Diagnosed(nil, made.diagnostics) }
  try make(bytes, at: scanner.diskPath(file.path))
  return Diagnosed(file.path)
}

/// What a file that is to be made depends on.
package struct Groundwork: Sendable {
  package let configuration: Configuration
  package let ledger: FeedLedger
}

/// What stet.yaml and feeds.lock of the site in `root` say; their mistakes are for the build to tell.
package func groundwork(of root: String) throws(FileError) -> Groundwork {
  let scanner = Scanner(root: root)
  let configuration = try scanner.configuration(flags: Configuration.Flags())
  let ledger = try scanner.file(FeedLedger.path).map { FeedLedger.read($0).value }
  return Groundwork(configuration: configuration.value, ledger: ledger ?? FeedLedger())
}

/// Makes a small site in `folder`, which may be there but must be empty; gives the paths made.
///
/// `theme` are the files of its theme, by path below its folder in themes/; nil for Galley, which the
/// program carries.
package func makeSite(
  in folder: String, _ starter: StarterSite, theme: [SourceFile]? = nil
) throws(FileError) -> [String] {
  if try Disk.status(folder, isFollowing: true) != nil,
    try !Disk.names(in: folder).allSatisfy({ $0.first == 0x2E })
  {
    throw FileError.exists(folder)
  }
  let files =
    starter.files.map { SourceFile(path: $0.path, text: $0.text) }
    + (theme?.map { SourceFile(path: "themes/\(starter.theme)/\($0.path)", bytes: $0.bytes) }
      ?? StarterSite.galley)
  for file in files { try make(file.bytes, at: folder + "/" + file.path) }
  return files.map(\.path)
}

/// Makes a new file of `bytes` at `path`, and the folders that lead to it; nothing is written over.
func make(_ bytes: [UInt8], at path: String) throws(FileError) {
  if let slash = path.lastIndex(of: "/") { try Disk.makeFolders(String(path[..<slash])) }
  try Disk.create(bytes, at: path)
}
