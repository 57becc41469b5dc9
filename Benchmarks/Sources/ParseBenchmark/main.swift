import CCMark
import Foundation
import StetContent
import StetCore
import Yams

/// An article to be parsed, and the parts that libraries take.
struct Sample {
  let place: String
  let file: SourceFile
  let frontMatter: String
  let body: [UInt8]
}

/// The Markdown files below `folder` of 2.9 to 3.9 KB, the size of a usual article, ordered by path.
func samples(below folder: String) throws -> [Sample] {
  let names = try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
  return try names.filter { $0.hasSuffix(".md") }.compactMap { name in
    let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
    guard (2_900...3_900).contains(text.utf8.count) else { return nil }
    let parts = text.components(separatedBy: "---\n")
    guard parts.count >= 3, parts[0].isEmpty else { return nil }
    let body = parts.dropFirst(2).joined(separator: "---\n")
    return Sample(
      place: folder + "/" + name,
      file: SourceFile(path: "content/" + name, text: text), frontMatter: parts[1],
      body: Array(body.utf8))
  }
}

/// The median of `times` in microseconds.
func median(_ times: [Duration]) -> Double {
  let middle = times.sorted()[times.count / 2].components
  return Double(middle.seconds) * 1e6 + Double(middle.attoseconds) / 1e12
}

/// What libcmark-gfm alone needs for the tree of `markdown`.
func passThroughCMark(_ markdown: [UInt8]) {
  let parser = unsafe cmark_parser_new(CMARK_OPT_DEFAULT | CMARK_OPT_FOOTNOTES)
  defer { unsafe cmark_parser_free(parser) }
  for name in ["table", "autolink", "tasklist"] {
    if let addition = unsafe cmark_find_syntax_extension(name) {
      _ = unsafe cmark_parser_attach_syntax_extension(parser, addition)
    }
  }
  unsafe markdown.withUnsafeBytes { buffer in
    unsafe cmark_parser_feed(
      parser, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count)
  }
  unsafe cmark_node_free(cmark_parser_finish(parser))
}

let folder =
  CommandLine.arguments.dropFirst().first ?? "../shared/corpora/18f/content/posts"
let found = try samples(below: folder)
guard !found.isEmpty else {
  print("no article of 2.9 to 3.9 KB with YAML front matter below \(folder)")
  exit(1)
}
let context = ParseContext(dialect: .eleventy, taxonomyKeys: ["tags"], language: "en-US")
let count = Double(found.count)
let sizeBytes = Double(found.reduce(0) { $0 + $1.file.bytes.count }) / count
// The additions are registered, and the pages of everything touched, before anything is measured.
for sample in found { _ = parse(sample.file, localPath: sample.file.path, in: context) }

let rounds = 200
var times: (read: [Duration], whole: [Duration], yams: [Duration], cmark: [Duration]) = (
  [], [], [], []
)
let clock = ContinuousClock()
var sizeReadBytes = 0
// In turn, so that whatever else the machine does falls on all alike.
for _ in 0..<rounds {
  times.read.append(
    clock.measure {
      for sample in found {
        sizeReadBytes += FileManager.default.contents(atPath: sample.place)?.count ?? 0
      }
    })
  times.whole.append(
    clock.measure {
      for sample in found { _ = parse(sample.file, localPath: sample.file.path, in: context) }
    })
  times.yams.append(
    try clock.measure {
      for sample in found { _ = try Yams.compose(yaml: sample.frontMatter, .basic) }
    })
  times.cmark.append(clock.measure { for sample in found { passThroughCMark(sample.body) } })
}
precondition(sizeReadBytes > 0, "the articles are still there")
let read = median(times.read) / count
let whole = median(times.whole) / count
let (yams, cmark) = (median(times.yams) / count, median(times.cmark) / count)
let standardBytes = 3_400.0
print(
  String(
    format: """
      %d articles of %.1f KB on average, median of %d rounds on one core
      an article      %6.1f µs   (%.1f µs for 3.4 KB)
        its bytes     %6.1f µs
        Yams          %6.1f µs
        libcmark-gfm  %6.1f µs
        stet's own    %6.1f µs
      """,
    found.count, sizeBytes / 1000, rounds, read + whole,
    (read + whole) * standardBytes / sizeBytes, read, yams, cmark, whole - yams - cmark))
