import Foundation
import StetCore

/// A folder of another machine, reached by rsync over ssh, that is a link to one of several releases.
///
/// The host copies the release before by second names for its files, rsync replaces what differs, and
/// the link is renamed into its place: a reader sees the old site or the new one.
struct RsyncReleases: ReleasingHost {
  let shell: SecureShell
  /// The link that the web server serves.
  let link: String
  let newRelease: String
  let countMax: Int

  var shown: String { "\(shell.host):\(link)" }
  private var folder: String { link + ".releases" }

  func manifest() async throws(DeployFailure) -> HostManifest? {
    try await Tool.rsync.check()
    let script = """
      if [ -e "$1" ] && [ ! -L "$1" ]; then echo "$1 is a folder and no link to a release" >&2; exit 3; fi
      if [ -L "$1" ]; then
        case "/$(readlink "$1")" in
        */"$(basename "$1").releases"/*) ;;
        *) echo "$1 is a link to $(readlink "$1") and to no release of stet's" >&2; exit 3 ;;
        esac
      fi
      if [ -f "$1/$2" ]; then cat "$1/$2"; fi
      """
    let bytes = try await shell.run(
      script, [link, HostManifest.name],
      to: "show its site (move what stands there away once, or write “releases: 0”)")
    return HostManifest(bytes)
  }

  func releases() async throws(DeployFailure) -> [String] {
    let script = "if [ -d \"$1\" ]; then ls -1 \"$1\"; fi"
    let list = try await shell.run(script, [folder], to: "list its releases")
    return String(decoding: list, as: UTF8.self).split(separator: "\n").map(String.init).sorted()
  }

  func current() async throws(DeployFailure) -> String? {
    let script = "if [ -L \"$1\" ]; then basename \"$(readlink \"$1\")\"; fi"
    let name = try await shell.run(script, [link], to: "say which release it shows")
    let text = String(decoding: name, as: UTF8.self).filter { !$0.isNewline }
    return text.isEmpty ? nil : text
  }

  func show(_ release: String) async throws(DeployFailure) {
    // A link made beside and renamed takes the place of the old one in one step; `mv -T` is GNU's,
    // and `mv -h` is that of the BSDs.
    let script = """
      ln -s "$(basename "$1").releases/$2" "$1.stet-new.$$" &&
      { mv -T -f "$1.stet-new.$$" "$1" 2>/dev/null || mv -h -f "$1.stet-new.$$" "$1"; }
      """
    _ = try await shell.run(script, [link, release], to: "show the release \(release)")
  }

  func carryOut(
    _ plan: Plan, from output: String, progress: (DeployProgress) -> Void
  ) async throws(DeployFailure) {
    // A name of its own: what a deploy that was killed has left running there must not reach this one.
    let unfinished = folder + "/.unfinished-" + UUID().uuidString
    let prepare = """
      mkdir -p "$2" && rm -rf "$2"/.unfinished* &&
      if [ -d "$1/" ]; then cp -al "$1/." "$3" 2>/dev/null ||
      { rm -rf "$3"; cp -pR "$1/." "$3"; }; else mkdir "$3"; fi
      """
    _ = try await shell.run(prepare, [link, folder, unfinished], to: "make room for the release")
    progress(DeployProgress(stage: "files", done: 0, total: plan.sendCount))
    let paths = plan.batches.flatMap(\.paths)
    try await Rsync.send(paths, from: output, to: "\(shell.host):\(unfinished)")
    if !plan.deletions.isEmpty {
      _ = try await shell.run(
        "cd \"$1\" && xargs -0 rm -f --", [unfinished], input: Rsync.list(plan.deletions),
        to: "leave out what is gone")
    }
    // The list ends with its seal; where the line broke, what came of it is no release.
    let finish = """
      cat > "$1/$2.new" || exit 4
      tail -n 1 "$1/$2.new" | grep -q "^end " || { echo "its list did not arrive whole" >&2; exit 4; }
      find "$1" -mindepth 1 -type d -empty -delete
      mv -f "$1/$2.new" "$1/$2" && mv "$1" "$(dirname "$1")/$3"
      """
    let release = name(newRelease, after: try await releases())
    _ = try await shell.run(
      finish, [unfinished, HostManifest.name, release], input: plan.outcome.bytes,
      to: "finish the release")
    try await show(release)
    let old = try await releases().filter { $0 != release }.dropLast(max(0, countMax - 1))
    if !old.isEmpty {
      _ = try await shell.run(
        "cd \"$1\" && shift && rm -rf -- \"$@\"", [folder] + old, to: "remove old releases")
    }
  }
}
