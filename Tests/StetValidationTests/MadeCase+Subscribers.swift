import StetCore

@testable import StetValidation

private let atom = Model.atom.text

/// A feed served as it should be.
private let good: [String: String] = [
  "Content-Type": "application/atom+xml; charset=utf-8", "ETag": "\"a\"",
  "Last-Modified": "Fri, 02 Jan 2026 03:04:05 GMT", "Content-Encoding": "gzip",
]

/// A feed of `count` bytes that is served well but for `fields`, nil for those that are not sent, and
/// for what `change` does.
private func served(
  _ rule: String, _ fields: [String: String?] = [:], count: Int? = nil,
  _ change: (inout HTTPFacts) -> Void = { _ in }
) -> MadeCase {
  let all = good.merging(fields.compactMapValues(\.self)) { $1 }
    .filter { fields[$0.key] != .some(nil) }
  var facts = HTTPFacts(
    status: 200, fields: all.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) })
  facts.conditionalStatus = 304
  change(&facts)
  return MadeCase(rule, .atom, bytes: padded(atom, to: count ?? atom.utf8.count))
    .with { $0.facts = facts }
}

/// A feed with a sound of 12 bytes, of which the server says `status` and `length`.
private func linked(_ rule: String, status: Int, length: Int? = nil) -> MadeCase {
  let before = "<published>2026-01-01T03:04:05Z</published>\n"
  let text = atom.replacing(
    before,
    with: before + """
      <link rel="enclosure" type="audio/mpeg" length="12" href="https://example.org/a.mp3"/>

      """)
  var facts = HTTPFacts(status: 200, fields: good.map { (name: $0.key, value: $0.value) })
  facts.resources = Judge().report(on: Array(text.utf8)).resources.filter(\.isEnclosure)
    .map { .init($0, status: status, length: length) }
  return MadeCase(rule, .atom, text).with { $0.facts = facts }
}

/// What is judged of an answer.
let servedCases: [MadeCase] = [
  served("http-status") { $0.status = 500 },
  served("http-content-type", ["Content-Type": "text/html"]),
  served("http-charset", ["Content-Type": "application/atom+xml; charset=iso-8859-1"]),
  served("http-no-validator", ["ETag": nil, "Last-Modified": nil]),
  served("http-future-last-modified", ["Last-Modified": "Sun, 04 Jan 2026 03:04:05 GMT"]),
  served("http-not-conditional") { $0.conditionalStatus = 200 },
  served("http-uncompressed", ["Content-Encoding": nil], count: 81_920),
  served("http-redirects") { $0.redirects = [301, 302] },
  served("http-large", count: 1_200_000),
  served("http-too-large", count: 6_000_000),
  served("http-slow") { $0.milliseconds = 6000 },
  linked("http-enclosure", status: 200, length: 13),
  linked("http-dead-link", status: 404),
]

/// The model of Atom after it was `old`.
private func after(_ rule: String, _ old: String, now: String = atom) -> MadeCase {
  MadeCase(rule, .atom, now).with { $0.old = old }
}

/// What is judged of a feed in the light of what it was.
let subscribedCases: [MadeCase] = [
  after("ledger-id-changed", atom, now: atom.replacing("2026:one", with: "2026:uno")),
  after(
    "ledger-id-reused", atom,
    now: atom.replacing("org/two", with: "org/three").replacing(">Two<", with: ">Three<")
      .replacing(">Text<", with: ">Other text<")),
  after("ledger-updated-without-change", atom.replacing("2025-01-02", with: "2025-01-01")),
  after("ledger-change-without-updated", atom.replacing(">Text<", with: ">Draft<")),
  after(
    "ledger-vanished", atom,
    now: atom.split(separator: "<entry>").enumerated().filter { $0.offset != 1 }
      .map { String($0.element) }.joined(separator: "<entry>")),
]
