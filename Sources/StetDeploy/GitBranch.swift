import StetCore

/// A branch of a repository that holds the site, as the hosts of pages want it.
///
/// The branch itself is the list of what is there; one push shows the new site at once.
struct GitBranch: Host {
  let repository: String
  let branch: String
  let isHistoryKept: Bool
  let message: String
  /// The folder of the site, whose repository may name the author.
  let site: String

  var shown: String { "\(repository) (\(branch))" }

  private static let unattended = ["GIT_TERMINAL_PROMPT": "0"]

  func manifest() async throws(DeployFailure) -> HostManifest? {
    try await Tool.git.check()
    return try await withFolder { folder throws(DeployFailure) in
      guard try await fetch(into: folder) != nil else { return nil }
      let answer = try await Tool.git.ask(["show", "FETCH_HEAD:\(HostManifest.name)"], in: folder)
      return answer.code == 0 ? HostManifest(answer.output) : nil
    }
  }

  func carryOut(
    _ plan: Plan, from output: String, progress: (DeployProgress) -> Void
  ) async throws(DeployFailure) {
    try await withFolder { folder throws(DeployFailure) in
      let before = try await fetch(into: folder)
      progress(DeployProgress(stage: "files", done: 0, total: plan.sendCount))
      // The index begins as the branch is; what others put there stays.
      if before != nil {
        try await Tool.git.run(["read-tree", "FETCH_HEAD"], to: "read the branch", in: folder)
      }
      try await index(plan, from: output, in: folder)
      let tree = try await word(["write-tree"], in: folder)
      let parent = isHistoryKept ? before.map { ["-p", $0] } ?? [] : []
      let commit = try await word(
        ["commit-tree", tree, "-m", message] + parent, in: folder, as: try await identity())
      let refspec = "\(commit):refs/heads/\(branch)"
      let flags = isHistoryKept ? [] : ["--force-with-lease=\(branch):\(before ?? "")"]
      try await Tool.git.run(
        ["push", "--quiet"] + flags + [repository, refspec], to: "push to \(shown)", in: folder,
        variables: GitBranch.unattended)
    }
  }

  /// Makes `folder` a repository and fetches the branch into it: the branch's commit; nil where there
  /// is no such branch yet.
  private func fetch(into folder: String) async throws(DeployFailure) -> String? {
    try await Tool.git.run(["init", "--quiet", "--bare", "."], to: "make a folder", in: folder)
    let reference = "refs/heads/\(branch)"
    let answer = try await Tool.git.ask(
      ["ls-remote", repository, reference], in: folder, variables: GitBranch.unattended)
    if answer.code != 0 { throw Tool.git.failure(answer, to: "reach \(repository)") }
    if answer.output.isEmpty { return nil }
    try await Tool.git.run(
      ["fetch", "--quiet", "--depth=1", repository, reference], to: "fetch \(shown)", in: folder,
      variables: GitBranch.unattended)
    return try await word(["rev-parse", "FETCH_HEAD"], in: folder)
  }

  private func index(
    _ plan: Plan, from output: String, in folder: String
  ) async throws(DeployFailure) {
    var lines: [UInt8] = []
    let add = { (object: Substring, path: String) in
      lines += Array("100644 \(object)\t\(path)".utf8) + [0]
    }
    let sent = plan.batches.flatMap(\.paths)
    // git reads one path a line, so a path with a line feed is told alone.
    let plain = sent.filter { !$0.utf8.contains(0x0A) }
    let objects = try await Tool.git.run(
      ["hash-object", "-w", "--no-filters", "--stdin-paths"], to: "store the files",
      input: Array(plain.map { "\(output)/\($0)\n" }.joined().utf8), in: folder)
    for (object, path) in zip(
      String(decoding: objects, as: UTF8.self).split(separator: "\n"), plain)
    {
      add(object, path)
    }
    for path in sent where path.utf8.contains(0x0A) {
      add(
        try await word(["hash-object", "-w", "--no-filters", "\(output)/\(path)"], in: folder)[...],
        path)
    }
    let list = try await Tool.git.run(
      ["hash-object", "-w", "--stdin"], to: "store the list", input: plan.outcome.bytes, in: folder)
    add(String(decoding: list, as: UTF8.self).filter { !$0.isNewline }[...], HostManifest.name)
    // Jekyll, which some hosts run over a branch, would leave out files that begin with `_`.
    let empty = try await word(["hash-object", "-w", "--stdin"], in: folder)
    add(empty[...], ".nojekyll")
    for path in plan.deletions {
      lines += Array("0 0000000000000000000000000000000000000000\t\(path)".utf8) + [0]
    }
    try await Tool.git.run(
      ["update-index", "-z", "--index-info"], to: "list the files", input: lines, in: folder)
  }

  private func word(
    _ arguments: [String], in folder: String, as author: [String: String] = [:]
  ) async throws(DeployFailure) -> String {
    let output = try await Tool.git.run(
      arguments, to: "make a commit", in: folder, variables: author)
    return String(decoding: output, as: UTF8.self).filter { !$0.isNewline }
  }

  /// Who makes the commit, as git's variables say it: whom git knows in the site's folder, by the
  /// environment, the repository or the user's own settings; stet where it knows nobody. A name that git
  /// would guess from the machine's is nobody.
  private func identity() async throws(DeployFailure) -> [String: String] {
    var variables: [String: String] = [:]
    for role in ["AUTHOR", "COMMITTER"] {
      let answer = try await Tool.git.ask(
        ["-c", "user.useConfigOnly=true", "var", "GIT_\(role)_IDENT"], in: site)
      let text = String(decoding: answer.output, as: UTF8.self)
      let found = answer.code == 0 ? text.firstMatch(of: #/^(.*) <(.*)> \d+ [+-]\d+/#) : nil
      variables["GIT_\(role)_NAME"] = found.map { String($0.1) } ?? "stet"
      variables["GIT_\(role)_EMAIL"] = found.map { String($0.2) } ?? "stet@localhost"
    }
    return variables
  }
}
