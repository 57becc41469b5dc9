private import CStamp

/// Which release of stet this is.
enum Release {
  /// The release, and the commit that it was built of where the build was told: `0.1.0 (1a2b3c4d5e6f)`.
  static var text: String {
    let commit = unsafe String(cString: stet_commit())
    return commit.isEmpty ? Surroundings.version : "\(Surroundings.version) (\(commit))"
  }
}
