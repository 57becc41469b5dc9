import StetCore
import StetSite

extension Scanner {
  /// What to say of the file at `path` that cannot be read.
  func unreadable(_ path: String, _ error: FileError) -> Diagnostic {
    Diagnostic(
      .error, .fileUnreadable, path: path, "this cannot be read: \(error.reason)",
      note: "it is left out; give yourself the right to read it, or take it away")
  }

  func loop(_ path: String) -> Diagnostic {
    Diagnostic(
      .error, .linkLoop, path: path, "this symbolic link leads back to a folder it stands in",
      note: "it is not followed; remove the link")
  }

  func deadLink(_ path: String) -> Diagnostic {
    Diagnostic(
      .error, .fileUnreadable, path: path, "this symbolic link leads to nothing",
      note: "it is left out; mend or remove the link")
  }

  /// `path` with every control character as a question mark, fit for a terminal.
  func printable(_ path: String) -> String {
    String(
      String.UnicodeScalarView(
        path.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? "?" : $0 }))
  }

  func special(_ path: String) -> Diagnostic {
    Diagnostic(
      .warning, .fileSpecial, path: path, "this is neither a file nor a folder",
      note: "it is left out")
  }

  func badName(_ path: String) -> Diagnostic {
    Diagnostic(
      .error, .fileNameInvalid, path: path,
      "this name has control characters or is not UTF-8, so that no address can hold it",
      note: "it is left out; give it another name")
  }

  func missing(
    _ folder: Configuration.ContentFolder, _ configuration: Configuration
  ) -> Diagnostic {
    Diagnostic(
      .error, .contentFolderMissing, path: configuration.path,
      "there is no content folder \(folder.path)",
      note: "make the folder, or let “content” in stet.yaml name the one that is there")
  }

  func empty(_ configuration: Configuration) -> Diagnostic {
    let folders = configuration.contentFolders.map(\.path).joined(separator: ", ")
    return Diagnostic(
      .warning, .siteEmpty, path: configuration.path,
      "no article was found in \(folders.isEmpty ? "any folder" : folders)",
      note: "articles are files that end in .md or .markdown")
  }
}
