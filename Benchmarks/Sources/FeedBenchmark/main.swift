import Foundation
import StetCore
import StetFeed
import StetValidation

/// One article of `sizeBytes` of body, with everything that an entry may carry.
func entry(_ number: Int, sizeBytes: Int) -> Entry {
  let published = Timestamp(secondsSinceEpoch: 1_300_000_000 + Int64(number) * 40_000)
  var entry = Entry(
    id: "tag:example.org,2026:press/story-\(number)",
    title: "Council votes on budget no. \(number)",
    address: "https://example.org/press/story-\(number)/", published: published,
    updated: published,
    authors: [Person(name: "Ann Writer", uri: "https://example.org/authors/ann/")])
  entry.summary = "What the council decided in its session no. \(number), and what it put off."
  let paragraph =
    "<p>The council met on Tuesday &amp; spoke for <a href=\"https://example.org/press/\(number)/\">"
    + "two hours</a> about “the <em>budget</em>” of the coming year, which is smaller by a tenth.</p>\n"
  let picture =
    "<figure><img src=\"https://example.org/press/\(number).jpg\" alt=\"The hall\" width=\"1200\" "
    + "height=\"675\"><figcaption>The hall</figcaption></figure>\n"
  var content = Array(picture.utf8)
  while content.count < sizeBytes { content.append(contentsOf: paragraph.utf8) }
  entry.content = content
  entry.categories = ["press", "budget", "council"].map {
    Category(term: $0, scheme: "https://example.org/topics/", label: $0.capitalized)
  }
  var media = LeadMedia(url: "https://example.org/press/\(number).jpg", type: "image/jpeg")
  (media.width, media.height, media.length) = (1200, 675, 150_000)
  media.alt = "The hall"
  entry.leadMedia = media
  entry.origin = SourceOrigin(path: "content/press/story-\(number).md")
  return entry
}

/// A feed called `name` of the entries with these numbers, the newest first.
func feed(_ name: String, _ numbers: Range<Int>, sizeBytes: Int) -> Feed {
  var feed = Feed(
    id: "tag:example.org,2026:\(name)", title: "The Example", language: "en-GB",
    site: "https://example.org/", established: Timestamp(secondsSinceEpoch: 1_300_000_000),
    addresses: FeedAddresses(
      atom: FeedAddress("https://example.org/\(name)/atom.xml"),
      rss: FeedAddress("https://example.org/\(name)/rss.xml"),
      json: FeedAddress("https://example.org/\(name)/feed.json")))
  feed.authors = [Person(name: "The Example")]
  feed.entries = numbers.reversed().map { entry($0, sizeBytes: sizeBytes) }
  return feed
}

/// Runs `work` for each of `items` on `width` threads.
func spread<Item: Sendable, Result: Sendable>(
  _ items: [Item], width: Int, _ work: @escaping @Sendable ([Item]) -> Result
) async -> [Result] {
  let size = (items.count + width - 1) / width
  let lots = stride(from: 0, to: items.count, by: size).map {
    Array(items[$0..<min($0 + size, items.count)])
  }
  return await withTaskGroup(of: Result.self) { group in
    for lot in lots { group.addTask { work(lot) } }
    var results: [Result] = []
    for await result in group { results.append(result) }
    return results
  }
}

/// The most memory that the program held so far, in megabytes; nil where the system does not say.
func peakMegabytes() -> Int? {
  guard let text = FileManager.default.contents(atPath: "/proc/self/status") else { return nil }
  let line = String(decoding: text, as: UTF8.self).split(separator: "\n")
    .first { $0.hasPrefix("VmHWM:") }
  return line?.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) }.map { $0 / 1024 }
}

/// The best and the middle of the times of five runs of `work`, in milliseconds, said as `name`.
func measure(_ name: String, _ work: () async -> Void) async {
  let clock = ContinuousClock()
  var times: [Duration] = []
  for _ in 0..<5 { times.append(await clock.measure { await work() }) }
  let order = times.sorted().map { Int(($0 / .milliseconds(1)).rounded()) }
  print("\(name): \(order[0]) ms, mostly \(order[2]) ms; peak \(peakMegabytes() ?? 0) MB")
}

let arguments = CommandLine.arguments.dropFirst()
let sizeBytes = arguments.first.flatMap { Int($0) } ?? 3000

/// Whether only the feeds of topics are judged, so that a profile shows nothing else.
let isForTopics = arguments.contains("topics")
let topicCount = isForTopics ? arguments.last.flatMap { Int($0) } ?? 300 : 300

let large = feed("feed", 0..<(isForTopics ? 1 : 10_000), sizeBytes: sizeBytes)
print("bodies of \(sizeBytes) bytes; peak \(peakMegabytes() ?? 0) MB")
for (name, write) in [
  ("Atom", { large.atomDocument() }), ("RSS", { large.rssDocument() }),
  ("JSON Feed", { large.jsonDocument() }),
] as [(String, () -> WrittenDocument)] where !isForTopics {
  await measure("10,000 entries written as \(name)") { _ = write() }
  let bytes = write().bytes
  await measure("10,000 entries judged as \(name), \(bytes.count / 1_000_000) MB") {
    precondition(Judge().report(on: bytes).isValid, "what is written is valid")
  }
}

// Each story stands in two of them, as in an archive whose stories have a few topics each: the newest 30 of
// 300 topics of 10,000 stories are 9,019 entries of 4,810 stories there.
let topics = (0..<topicCount).map {
  feed("topics/\($0)", ($0 * 15)..<($0 * 15 + 30), sizeBytes: sizeBytes).atomDocument()
}
print("\(topicCount) feeds: \(topics.reduce(0) { $0 + $1.bytes.count } / 1_000_000) MB")

/// Judges the feeds of all topics on `width` threads; with `isShared`, what is known of an entry is known to
/// both, as in a build.
func judgeTopics(width: Int, isShared: Bool) async {
  let known = KnownEntries()
  let valid = await spread(topics, width: width) { lot in
    let judge = Judge(known: known)
    return lot.allSatisfy { document in
      let findings =
        isShared
        ? judge.gate(document, path: "atom.xml").map(\.severity)
        : judge.report(on: document.bytes).findings.map(\.severity)
      return !findings.contains(.error)
    }
  }
  precondition(valid.allSatisfy { $0 }, "what is written is valid")
}

for width in [1, 2] {
  await measure("\(topicCount) feeds of 30 entries judged on \(width) threads") {
    await judgeTopics(width: width, isShared: true)
  }
  await measure("the same, each entry as if it stood in one feed alone") {
    await judgeTopics(width: width, isShared: false)
  }
}
