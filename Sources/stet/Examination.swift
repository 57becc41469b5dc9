import Foundation
import StetBuild
import StetContent
import StetCore
import StetServe
import StetSite
import StetXML

/// What `stet doctor` finds out about a machine and a site.
struct Examination {
  /// One thing that was looked at.
  struct Finding: Encodable, Sendable {
    /// How it stands.
    enum State: String, Encodable {
      case ok
      /// Some things cannot be done without it.
      case optional
      /// Needed, and not there or not right.
      case missing
    }

    let name: String
    let state: State
    let version: String?
    /// What it is for.
    let purpose: String
    /// What to do about it; nil where nothing need be done.
    let remedy: String?

    private enum CodingKeys: CodingKey {
      case name, state, version, purpose, remedy
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(name, forKey: .name)
      try container.encode(state, forKey: .state)
      try container.encode(version, forKey: .version)
      try container.encode(purpose, forKey: .purpose)
      try container.encode(remedy, forKey: .remedy)
    }
  }

  /// Everything that was looked at.
  private(set) var findings: [Finding] = []
  private let surroundings: Surroundings

  /// Looks at the machine that `surroundings` tell of and the site in the folder `site`.
  init(_ surroundings: Surroundings, site: String) {
    self.surroundings = surroundings
    addVersions()
    addZones()
    addFonts()
    addTools()
    addWatches()
    addSite(site)
  }

  private mutating func add(
    _ name: String, _ version: String?, _ purpose: String, _ state: Finding.State = .ok,
    remedy: String? = nil
  ) {
    findings.append(
      Finding(name: name, state: state, version: version, purpose: purpose, remedy: remedy))
  }

  private mutating func addVersions() {
    add("stet", Release.text, "this program")
    add(
      "system", ProcessInfo.processInfo.operatingSystemVersionString, "\(surroundings.cores) cores")
    add("cmark-gfm", markdownLibraryVersion(), "reads Markdown")
    add("libxml2", xmlLibraryNumber(), "judges feeds, reads imports")
    add("xxHash", fingerprintLibraryVersion(), "tells what changed")
    if let pictures = pictureLibraryVersion() {
      add("libvips", pictures.number, "develops pictures, with copies in \(pictures.format)")
    } else {
      add(
        "libvips", nil, "develops pictures", .optional,
        remedy: installation(debian: "libvips42", homebrew: "vips"))
    }
    add("zlib", packingLibraryVersion(), "packs what stet serve sends")
    add("Brotli", brotliLibraryVersion(), "packs files beforehand")
    if let version = allocatorVersion() { add("mimalloc", version, "hands out memory") }
  }

  /// Zones come with the system, but small images of containers leave them out.
  private mutating func addZones() {
    let isThere = TimeZoneRules(identifier: "Europe/London") != nil
    add(
      "time zones", isThere ? "present" : nil, "timezone: in stet.yaml", isThere ? .ok : .missing,
      remedy: isThere ? nil : installation(debian: "tzdata", homebrew: nil))
  }

  /// Small images of containers have none. Who sets type is asked, so that without libvips there is no
  /// answer.
  private mutating func addFonts() {
    guard pictureLibraryVersion() != nil else { return }
    let areThere = areFontsThere()
    add(
      "fonts", areThere ? "present" : nil, "sets pictures of headlines",
      areThere ? .ok : .optional,
      remedy: areThere ? nil : installation(debian: "fonts-dejavu-core", homebrew: nil))
  }

  private mutating func addTools() {
    #if os(macOS)
      let opener = "open"
    #else
      let opener = "xdg-open"
    #endif
    let tools = [
      ("git", "keeps the site's history, stet deploy to a branch", "git", "git"),
      (opener, "stet serve --open", "xdg-utils", nil),
      ("rsync", "stet deploy to a host by rsync", "rsync", "rsync"),
      ("ssh", "the way of rsync and git to a host", "openssh-client", "openssh"),
      ("rclone", "stet deploy to S3, SFTP, WebDAV and the like", "rclone", "rclone"),
    ]
    for (name, purpose, debian, homebrew) in tools {
      let path = surroundings.searchPath.map { $0 + "/" + name }
        .first { FileManager.default.isExecutableFile(atPath: $0) }
      add(
        name, path, purpose, path == nil ? .optional : .ok,
        remedy: path == nil ? installation(debian: debian, homebrew: homebrew) : nil)
    }
  }

  /// Linux tells of changes in as many folders as it was told to.
  private mutating func addWatches() {
    #if os(Linux)
      let path = "/proc/sys/fs/inotify/max_user_watches"
      let text = FileManager.default.contents(atPath: path).map {
        String(decoding: $0, as: UTF8.self)
      }
      guard let count = text.flatMap({ Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) })
      else { return }
      let isEnough = count >= 8_192
      add(
        "folder notices", "\(count) folders", "stet serve notices changes",
        isEnough ? .ok : .optional,
        remedy: isEnough
          ? nil : "sudo sysctl fs.inotify.max_user_watches=65536, or stet serve --poll")
    #endif
  }

  private mutating func addSite(_ site: String) {
    guard isFolder(site), sourceBytes(at: "stet.yaml", site: site) != nil else {
      add(
        "site", nil, "stet.yaml", .optional, remedy: "no site here; stet new site FOLDER makes one")
      return
    }
    var order = BuildOrder(
      site: site, flags: Configuration.Flags(), now: surroundings.now, width: 1,
      generator: surroundings.program, startNanoseconds: surroundings.startNanoseconds)
    order.flags.isDraftsShown = false
    do throws(FileError) {
      let found = try settings(of: order)
      let errors = found.diagnostics.count { $0.severity == .error }
      add(
        "stet.yaml", errors == 0 ? "readable" : "\(errors) errors", "the site's configuration",
        errors == 0 ? .ok : .missing, remedy: errors == 0 ? nil : "stet config tells what is wrong")
      addTheme(found.value, site)
    } catch {
      add("stet.yaml", nil, "the site's configuration", .missing, remedy: error.message)
    }
  }

  private mutating func addTheme(_ settings: [Setting], _ site: String) {
    guard case .text(let name)? = settings.first(where: { $0.key == "theme" })?.value else {
      return
    }
    let isThere = isFolder(site + "/themes/" + name)
    add(
      "theme", name, "prints the pages", isThere ? .ok : .missing,
      remedy: isThere
        ? nil
        : "there is no folder themes/\(name); put the theme there, or name another in stet.yaml")
  }

  /// The command that installs a package here.
  private func installation(debian: String, homebrew: String?) -> String {
    #if os(macOS)
      return homebrew.map { "brew install \($0)" } ?? "it comes with the system"
    #else
      let managers = [
        ("apt-get", "sudo apt-get install"), ("dnf", "sudo dnf install"),
        ("apk", "sudo apk add"), ("pacman", "sudo pacman -S"),
      ]
      let manager = managers.first { name, _ in
        surroundings.searchPath.contains {
          FileManager.default.isExecutableFile(atPath: $0 + "/" + name)
        }
      }
      return (manager?.1 ?? "install") + " " + debian
    #endif
  }
}
