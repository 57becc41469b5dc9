import SeededRandom
import StetCore

@testable import StetBuild

/// Changes a site at random, as people do.
struct RandomEditor {
  private let workplace: Workplace
  private var random: SeededGenerator
  private var count = 0
  private var articles = ["content/press/one.md", "content/press/two.md", "content/web/three.md"]
  private(set) var now = SampleSite.now

  init(_ workplace: Workplace, seed: UInt64) {
    self.workplace = workplace
    random = SeededGenerator(seed: seed)
  }

  /// What was done, and to which files.
  struct Edit: CustomStringConvertible {
    var description: String
    var paths: [String]
  }

  /// Makes one to three changes and says which.
  mutating func edit() throws -> Edit {
    var done: [String] = []
    let before = try stamps()
    for _ in 0..<Int.random(in: 1...3, using: &random) { done.append(try change()) }
    let after = try stamps()
    let paths = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
    return Edit(description: done.joined(separator: ", "), paths: paths.sorted())
  }

  /// The site's files, each with what the disk says of it.
  private func stamps() throws -> [String: Disk.Status] {
    var stamps: [String: Disk.Status] = [:]
    for folder in ["content", "static", "themes"] {
      for (path, status) in try workplace.statuses(below: folder) {
        stamps[folder + "/" + path] = status
      }
    }
    stamps["stet.yaml"] = try Disk.status(workplace.path + "/stet.yaml", isFollowing: true)
    return stamps
  }

  private mutating func change() throws -> String {
    count += 1
    let article = articles.randomElement(using: &random) ?? "content/about.md"
    switch Int.random(in: 0..<12, using: &random) {
    case 0, 1: return try create()
    case 2, 3:
      let text = workplace.read(article) ?? ""
      try workplace.write(article, text + "\nMore \(count).\n")
      return "change \(article)"
    case 4:
      let text = workplace.read(article) ?? ""
      try workplace.write(
        article, text.replacing(#/title: .*/#, with: "title: Renamed \(count)"))
      return "retitle \(article)"
    case 5:
      guard articles.count > 1 else { return "nothing" }
      let moved = "content/web/moved-\(count).md"
      try workplace.write(moved, workplace.read(article) ?? "")
      try workplace.remove(article)
      articles.removeAll { $0 == article }
      articles.append(moved)
      return "move \(article)"
    case 6:
      guard articles.count > 1 else { return "nothing" }
      try workplace.remove(article)
      articles.removeAll { $0 == article }
      return "remove \(article)"
    case 7:
      let template = ["front", "section", "topic", "list", "article"].randomElement(using: &random)
      let path = "themes/plain/templates/\(template ?? "front").html"
      try workplace.write(path, (workplace.read(path) ?? "") + "<!-- \(count) -->\n")
      return "change \(path)"
    case 8:
      let text = workplace.read("stet.yaml") ?? ""
      let pages = Int.random(in: 1...3, using: &random)
      try workplace.write(
        "stet.yaml", text.replacing(#/paginate: .*/#, with: "paginate: \(pages)"))
      return "paginate \(pages)"
    case 9:
      try workplace.write("static/file-\(count % 3).txt", "\(count)")
      try workplace.write("themes/plain/assets/style.css", "body { margin: \(count)px }")
      return "change static files"
    case 10:
      try workplace.write("content/web/broken.md", "---\ntitle: [\n---\n")
      if count % 2 == 0 { try workplace.remove("content/web/broken.md") }
      return "break a file or take it away"
    default:
      now = Timestamp(secondsSinceEpoch: now.secondsSinceEpoch + 86_400 * 40)
      return "wait"
    }
  }

  private mutating func create() throws -> String {
    let path = "content/press/new-\(count).md"
    let topics = ["printing", "web", "new-\(count % 4)"].shuffled(using: &random).prefix(2)
    let link = articles.randomElement(using: &random).map { "[other](@/\($0.dropFirst(8)))" } ?? ""
    try workplace.write(
      path,
      """
      ---
      title: New \(count)
      date: 2026-02-\(count % 18 + 10)T0\(count % 10):00:\(count % 50 + 10)Z
      topics: [\(topics.joined(separator: ", "))]
      ---
      Text \(count) \(link)
      """)
    articles.append(path)
    return "create \(path)"
  }
}
