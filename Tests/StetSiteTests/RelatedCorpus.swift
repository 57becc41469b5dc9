import Foundation
import StetSite
import Testing

/// A real archive, read only as far as the evaluation of related stories needs it.
///
/// A crude reader of front matter and Markdown: links and the words that carry them are taken out
/// of the text, for they are the truth that is asked for.
struct RelatedCorpus {
  struct Article {
    let name: String
    let title: String
    let standfirst: String
    let text: String
    let tags: [String]
    let secondsSinceEpoch: Int
    var links: [Int]
  }

  private(set) var articles: [Article] = []

  /// The blog of 18F: YAML, the date in the file's name, addresses of `/year/month/day/name`.
  static func newsroom(at folder: String) throws -> RelatedCorpus {
    var drafts: [(Article, String)] = []
    for file in try markdownFiles(below: folder + "/18f/content/posts") {
      let (front, body) = parts(of: try String(contentsOfFile: file, encoding: .utf8), fence: "---")
      let name = (file as NSString).lastPathComponent.replacingOccurrences(of: ".md", with: "")
      let pieces = name.split(separator: "-", maxSplits: 3, omittingEmptySubsequences: false)
      guard pieces.count == 4 else { continue }
      drafts.append(
        (
          Article(
            name: pieces[3].lowercased(), title: yamlText("title", front),
            standfirst: yamlText("excerpt", front), text: "", tags: yamlList("tags", front),
            secondsSinceEpoch: seconds(pieces[0...2].compactMap { Int($0) }), links: []), body
        ))
    }
    return RelatedCorpus(drafts) { target in
      if target.hasPrefix("http"), !matches(target, #"^https?://18f\.gsa\.gov/\d"#) { return nil }
      return firstGroup(target, ##"\d{4}/\d{2}/\d{2}/([^/"#\s)?}|]+)"##)?.lowercased()
        .replacingOccurrences(of: ".html", with: "")
    }
  }

  /// The blog of Rust: TOML, the address with its date in `path`.
  static func projectNews(at folder: String) throws -> RelatedCorpus {
    var drafts: [(Article, String)] = []
    for file in try markdownFiles(below: folder + "/rust-blog/content") {
      let (front, body) = parts(of: try String(contentsOfFile: file, encoding: .utf8), fence: "+++")
      guard let path = firstGroup(front, #"(?m)^path = "([^"]*)""#),
        let date = firstGroup(path, #"(\d{4}/\d{2}/\d{2})/"#)
      else { continue }
      let title = firstGroup(front, #"(?m)^title = ["']+([^\n]*?)["']+$"#) ?? ""
      drafts.append(
        (
          Article(
            name: path.lowercased(), title: title, standfirst: "", text: "", tags: [],
            secondsSinceEpoch: seconds(date.split(separator: "/").compactMap { Int($0) }),
            links: []), body
        ))
    }
    return RelatedCorpus(drafts) { target in
      guard
        let path = firstGroup(target, #"^(?:https?://blog\.rust-lang\.org)?/([^#?]*)"#)
      else { return nil }
      return path.lowercased().replacingOccurrences(of: ".html", with: "")
        .trimmingCharacters(in: ["/"])
    }
  }

  private init(_ drafts: [(Article, String)], name: (String) -> String?) {
    var places: [String: Int] = [:]
    for (place, draft) in drafts.enumerated() { places[draft.0.name] = place }
    for (place, draft) in drafts.enumerated() {
      let (text, targets) = unlinked(draft.1)
      let links = Set(targets.compactMap { name($0).flatMap { places[$0] } })
      let article = draft.0
      articles.append(
        Article(
          name: article.name, title: article.title, standfirst: unlinked(article.standfirst).text,
          text: text, tags: article.tags, secondsSinceEpoch: article.secondsSinceEpoch,
          links: links.subtracting([place]).sorted()))
    }
  }
}

private func markdownFiles(below folder: String) throws -> [String] {
  try FileManager.default.subpathsOfDirectory(atPath: folder)
    .filter { $0.hasSuffix(".md") }.sorted().map { folder + "/" + $0 }
}

private func parts(of file: String, fence: String) -> (front: String, body: String) {
  let lines = file.split(separator: "\n", omittingEmptySubsequences: false)
  guard lines.first?.hasPrefix(fence) == true,
    let end = lines.dropFirst().firstIndex(where: { $0.hasPrefix(fence) })
  else { return ("", file) }
  return (
    lines[1..<end].joined(separator: "\n"), lines[(end + 1)...].joined(separator: "\n")
  )
}

/// Seconds since 1970 of a year, month and day, by the civil calendar.
private func seconds(_ date: [Int]) -> Int {
  guard date.count == 3 else { return 0 }
  let year = date[1] <= 2 ? date[0] - 1 : date[0]
  let era = year / 400
  let dayOfYear = (153 * (date[1] + (date[1] > 2 ? -3 : 9)) + 2) / 5 + date[2] - 1
  let yearOfEra = year - era * 400
  return (era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468)
    * 86_400
}

private func yamlText(_ key: String, _ front: String) -> String {
  let found = firstGroup(front, "(?m)^\(key):[ \\t]*([^\\n]*(?:\\n[ \\t]+[^\\n]*)*)") ?? ""
  return found.trimmingCharacters(in: ["\"", "'", ">", "|", "-", " ", "\n"])
}

private func yamlList(_ key: String, _ front: String) -> [String] {
  let block = firstGroup(front, "(?m)^\(key):[ \\t]*((?:\\n[ \\t]*-[^\\n]*)*)") ?? ""
  return block.split(separator: "\n").map {
    $0.trimmingCharacters(in: ["-", " ", "\t", "\"", "'"]).lowercased()
  }.filter { !$0.isEmpty }
}

/// Markdown without its links and their words, and what they led to.
private func unlinked(_ markdown: String) -> (text: String, targets: [String]) {
  var text = markdown
  var targets: [String] = []
  var definitions: [String: String] = [:]
  text = replacing(text, #"(?m)^ {0,3}\[([^\]\^][^\]]*)\]:\s*(\S+).*$"#) { groups in
    definitions[groups[1].lowercased()] = groups[2]
    return ""
  }
  text = replacing(text, #"!\[([^\]]*)\]\([^)]*\)"#) { " \($0[1]) " }
  text = replacing(text, #"\[((?:[^\[\]]|\[[^\]]*\])*)\]\(\s*((?:\{\{[^}]*\}\}|[^)])*)\)"#) {
    targets.append($0[2])
    return " "
  }
  text = replacing(text, #"\[([^\]]+)\](?:\[([^\]]*)\])?"#) { groups in
    let label = (groups[2].isEmpty ? groups[1] : groups[2]).lowercased()
    guard let target = definitions[label] else { return groups[0] }
    targets.append(target)
    return " "
  }
  text = replacing(text, #"(?is)<a\b[^>]*href="([^"]*)"[^>]*>.*?</a>"#) {
    targets.append($0[1])
    return " "
  }
  text = replacing(text, #"https?://[^\s>]+"#) {
    targets.append($0[0])
    return " "
  }
  text = replacing(text, #"(?s)\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->"#) { _ in " " }
  text = replacing(text, #"<[^>]*>"#) { _ in " " }
  return (text, targets)
}

private func replacing(_ text: String, _ pattern: String, with made: ([String]) -> String)
  -> String
{
  let expression: NSRegularExpression
  do {
    expression = try NSRegularExpression(pattern: pattern)
  } catch {
    Issue.record(error)
    return text
  }
  let whole = text as NSString
  var result = ""
  var place = 0
  for match in expression.matches(in: text, range: NSRange(location: 0, length: whole.length)) {
    result += whole.substring(with: NSRange(location: place, length: match.range.location - place))
    result += made(
      (0..<match.numberOfRanges).map { group in
        let range = match.range(at: group)
        return range.location == NSNotFound ? "" : whole.substring(with: range)
      })
    place = match.range.location + match.range.length
  }
  return result + whole.substring(from: place)
}

private func firstGroup(_ text: String, _ pattern: String) -> String? {
  var found: String?
  _ = replacing(text, pattern) { groups in
    if found == nil, groups.count > 1 { found = groups[1] }
    return ""
  }
  return found
}

private func matches(_ text: String, _ pattern: String) -> Bool {
  text.range(of: pattern, options: .regularExpression) != nil
}
