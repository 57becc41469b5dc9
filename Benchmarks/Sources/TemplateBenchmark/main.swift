import CAllocations
import Mustache
import StetCore
import StetTemplate

/// Renders one article page with stet and with swift-mustache in turn, and prints the medians.
func benchmark(paragraphs: Int, rounds: Int) throws {
  let (site, article) = Page.values(paragraphs: paragraphs)
  let sources = Page.jinja.sorted { $0.key < $1.key }.map {
    SourceFile(path: $0.key, text: $0.value)
  }
  let compiled = TemplateSet.compile(sources)
  precondition(compiled.diagnostics.isEmpty, "the templates have no errors")
  let set = compiled.value
  let record = Record(Shape(["site", "article"]), [site.value, article.value])
  let context = RenderContext()
  let library = MustacheLibrary(
    templates: try Page.mustache.mapValues { try MustacheTemplate(string: $0) })
  let object: [String: Any] = ["site": site.mustache, "article": article.mustache]

  func stet() -> [UInt8] {
    switch set.render("article.html", values: record, context: context) {
    case .bytes(let bytes): bytes
    case .failed(let diagnostic): preconditionFailure(diagnostic.message)
    }
  }
  func mustache() -> String { library.render(object, withTemplate: "article") ?? "" }

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
    "\(ours.utf8.count) bytes: stet \(digits(stetTime)) µs, \(stetAllocations) allocations;",
    "swift-mustache \(digits(mustacheTime)) µs, \(mustacheAllocations) allocations; \(digits(mustacheTime / stetTime)) times"
  )
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

for paragraphs in [16, 64, 256] { try benchmark(paragraphs: paragraphs, rounds: 101) }
