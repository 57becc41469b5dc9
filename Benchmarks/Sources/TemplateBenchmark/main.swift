import CAllocations
import Foundation
import Mustache
import StetTemplate

/// Prints a page with stet and with swift-mustache in turn, and says what each took: medians.
func compare(_ name: String, rounds: Int = 101, stet: () -> [UInt8], mustache: () -> String) {
  // The engines differ in white space around tags and in the name of the quote's reference.
  let ours = String(decoding: stet(), as: UTF8.self)
  let bare: (String) -> String = { page in
    String(page.replacing("&#34;", with: "&quot;").filter { !$0.isWhitespace })
  }
  let (one, two) = (bare(ours), bare(mustache()))
  if one != two {
    let place = zip(one, two).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? 0
    print(one.dropFirst(max(0, place - 40)).prefix(100))
    print(two.dropFirst(max(0, place - 40)).prefix(100))
    preconditionFailure("both engines print the same page")
  }
  let clock = ContinuousClock()
  var stetTimes: [Duration] = []
  var mustacheTimes: [Duration] = []
  for _ in 0..<rounds {
    stetTimes.append(clock.measure { for _ in 0..<20 { _ = stet() } } / 20)
    mustacheTimes.append(clock.measure { for _ in 0..<2 { _ = mustache() } } / 2)
  }
  var before = allocation_count()
  _ = stet()
  let stetAllocations = allocation_count() - before
  before = allocation_count()
  _ = mustache()
  let mustacheAllocations = allocation_count() - before
  let (stetTime, mustacheTime) = (median(stetTimes), median(mustacheTimes))
  print(
    "\(name), \(ours.utf8.count) bytes: stet \(digits(stetTime)) µs,",
    "\(stetAllocations) allocations; swift-mustache \(digits(mustacheTime)) µs,",
    "\(mustacheAllocations) allocations; \(digits(mustacheTime / stetTime)) times")
}

/// The middle of `times`, in microseconds.
func median(_ times: [Duration]) -> Double {
  let middle = times.sorted()[times.count / 2].components
  return Double(middle.seconds) * 1e6 + Double(middle.attoseconds) / 1e12
}

/// `number` with one digit after the point.
func digits(_ number: Double) -> String {
  "\((number * 10).rounded() / 10)"
}

/// Prints Broadsheet's page and nothing else, COUNT times: `TemplateBenchmark COUNT [plain]`, for
/// tools that count instructions.
if let count = CommandLine.arguments.dropFirst().first.flatMap(Int.init) {
  let hasConstants = !CommandLine.arguments.contains("plain")
  let page = try ThemePage(
    Fixture.article(), copies: 1, hasConstants: hasConstants, isLasting: hasConstants)
  for _ in 0..<count { precondition(!page.html().isEmpty, "a page has bytes") }
  exit(0)
}
for paragraphs in [16, 64, 256] {
  let page = try BarePage.printers(paragraphs: paragraphs)
  compare("a bare article page", stet: page.stet, mustache: page.mustache)
}
let fixture = try Fixture.article()
let plain = try ThemePage(fixture, copies: 1, hasConstants: false)
let plainMustache = try MustachePage(fixture, copies: 1)
compare(
  "Broadsheet's article page without constants", stet: plain.html, mustache: plainMustache.html)
let first = try ThemePage(fixture, copies: 1, hasConstants: true)
compare(
  "Broadsheet's article page, its cards on no page before", stet: first.html,
  mustache: plainMustache.html)
for copies in [1, 4, 16, 64] {
  let page = try ThemePage(fixture, copies: copies, hasConstants: true, isLasting: true)
  let mustachePage = try MustachePage(fixture, copies: copies)
  compare("Broadsheet's article page", stet: page.html, mustache: mustachePage.html)
}
