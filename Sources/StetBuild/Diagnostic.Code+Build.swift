import StetCore

extension Diagnostic.Code {
  /// A file or folder of the site cannot be read.
  package static let fileUnreadable = Self("file-unreadable")
  /// The disk failed; the build stopped.
  package static let diskFailed = Self("disk-failed")
  /// A file's name cannot be put into an address.
  package static let fileNameInvalid = Self("file-name-invalid")
  /// A symbolic link leads back to a folder it stands in.
  package static let linkLoop = Self("link-loop")
  /// Something that is neither file nor folder stands among the content.
  package static let fileSpecial = Self("file-special")
  /// A content folder that stet.yaml names is not there.
  package static let contentFolderMissing = Self("content-folder-missing")
  /// The dialect of a content folder was found out.
  package static let dialectDetected = Self("dialect-detected")
  /// There is no theme of the name that stet.yaml gives.
  package static let themeUnknown = Self("theme-unknown")
  /// No file of content was found.
  package static let siteEmpty = Self("site-empty")
  /// The output folder would swallow the site's own files.
  package static let outputOverlaps = Self("output-overlaps")
  /// A file that stet did not make stands where it must write.
  package static let outputNotOurs = Self("output-not-ours")
  /// Somebody changed a file that stet made and would now remove.
  package static let outputChanged = Self("output-changed")
  /// A file would stand where another output needs a folder.
  package static let outputPathTaken = Self("output-path-taken")
  /// A part of an output's path is longer than disks allow.
  package static let outputNameTooLong = Self("output-name-too-long")
  /// The list of what stet made cannot be read.
  package static let manifestDamaged = Self("manifest-damaged")
}
