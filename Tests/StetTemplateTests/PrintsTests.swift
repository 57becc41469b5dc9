import StetCore
import Testing

@testable import StetTemplate

/// What a loop prints of an item alone is kept with it, and nobody can tell.
@Suite struct PrintsTests {
  private static let cardShape = Shape(["title", "address", "authors", "date"])
  private static let pageShape = Shape(["page", "cards", "words"])
  private static let standing = Record(
    Shape(["site"]), [["title": "A & B", "limit": 20, "menu": ["x", "y"]]])

  private static func cards(isLasting: Bool) -> [Record] {
    (1...3).map { number in
      Record(
        cardShape,
        [
          .text("Card <\(number)>"), .text("/cards/\(number)/"),
          .list([["name": "Ann"], ["name": "Bo & Co"]]),
          .timestamp(Timestamp(secondsSinceEpoch: Int64(number) * 86_400)),
        ], isLasting: isLasting)
    }
  }

  private static func page(_ number: Int, _ cards: [Record]) -> Record {
    Record(
      pageShape,
      [
        .text("/page/\(number)/"), .list(cards.map { .record($0) }),
        .list(number == 1 ? ["one"] : ["two", "three"]),
      ])
  }

  private static func templates(_ body: String) -> TemplateSet {
    TemplateSet.compile([
      SourceFile(path: "t.html", text: body),
      SourceFile(
        path: "card.html",
        text: """
          {% set name = card.title | upper %}<a href="{{ card.address }}">{{ name }}</a>\
          {% for author in card.authors %}{{ ', ' if not loop.first }}{{ author.name }}{% endfor %}\
          {% if card.date %}{{ card.date | date('d MMMM y') }}{% endif %}{{ site.title }}
          """),
    ]).value.withConstants(standing)
  }

  private func text(_ set: TemplateSet, _ values: Record) -> String {
    switch set.render("t.html", values: values) {
    case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
    case .failed(let diagnostic): diagnostic.message
    }
  }

  @Test(arguments: [
    "{% for card in cards %}{% include 'card.html' %}{% endfor %}",
    "{% for card in cards %}{{ card.title }}{% endfor %}",
    "{% for card in cards %}{% with level = 3 %}<h{{ level }}>{{ card.title }}{% endwith %}{% endfor %}",
    "{% for card in cards %}{% if card.date %}{{ card.date | rfc3339 }}{% else %}–{% endif %}{% endfor %}",
    "{% for c in cards %}{% for a in c.authors %}{{ loop.index }}{{ a.name }}{% endfor %}{% endfor %}",
    "{% for c in cards %}{% filter upper %}{{ c.title }}{% endfilter %}{% endfor %}",
    "{% macro m(c) %}<b>{{ c.title }}</b>{% endmacro %}{% for c in cards %}{{ m(c) }}{% endfor %}",
    "{% for w in words %}{{ w }}{% for c in cards %}{{ c.title }}{% endfor %}{% endfor %}",
    "{% autoescape false %}{% for c in cards %}{{ c.title }}{% endfor %}{% endautoescape %}",
  ])
  func whatDependsOnTheItemAloneIsKept(body: String) {
    #expect(check(body) == 3, "\(body)")
  }

  @Test(arguments: [
    "{% for card in cards %}{{ card.title }}{{ page }}{% endfor %}",
    "{% for card in cards %}{% if card.address == page %}!{% endif %}{{ card.title }}{% endfor %}",
    "{% for card in cards %}{{ loop.index }}{{ card.title }}{% endfor %}",
    "{% for w in words %}{% for c in cards %}{{ w }}{{ c.title }}{% endfor %}{% endfor %}",
    "{% set x = page %}{% for card in cards %}{{ x }}{{ card.title }}{% endfor %}",
    "{% for card in cards %}{{ card.address | relative_url }}{% endfor %}",
    "{% for card in cards %}{{ card.title }}{% if missing is defined %}?{% endif %}{% endfor %}",
    "{% set n = namespace(i=0) %}{% for c in cards %}{% set n.i = n.i + 1 %}{{ n.i }}{% endfor %}",
    "{% for c in cards %}{{ [c.address] | map(*['relative_url']) | first }}{% endfor %}",
    "{% set c = cycler('a', 'b') %}{% for card in cards %}{{ c.next() }}{% endfor %}",
    "{% for w in words %}{% set o = loop %}{% for c in cards %}{{ o.index }}{{ c.title }}{% endfor %}{% endfor %}",
  ])
  func whatDependsOnMoreIsNot(body: String) {
    #expect(check(body) == 0, "\(body)")
  }

  /// Prints two pages twice, with cards that last and with others; how many cards have prints after it.
  private func check(_ body: String) -> Int {
    let set = Self.templates(body)
    let lasting = Self.cards(isLasting: true)
    for number in [1, 2, 1, 2] {
      let plain = Self.page(number, Self.cards(isLasting: false))
      #expect(text(set, Self.page(number, lasting)) == text(set, plain), "\(body)")
    }
    return set.program.prints.count
  }

  @Test func anotherSetOfTemplatesKeepsItsOwn() {
    let cards = Self.cards(isLasting: true)
    let one = Self.templates("{% for c in cards %}{{ c.title }}{% endfor %}")
    let two = Self.templates("{% for c in cards %}{{ c.address }}{% endfor %}")
    let page = Self.page(1, cards)
    for _ in 0..<2 {
      #expect(text(one, page) == "Card &lt;1&gt;Card &lt;2&gt;Card &lt;3&gt;")
      #expect(text(two, page) == "/cards/1//cards/2//cards/3/")
    }
  }

  @Test func whereThereIsNoRoomNothingIsKept() {
    let cards = Self.cards(isLasting: true)
    let prints = Prints(bytesMax: 10_000)
    prints.keep(Array(repeating: 0, count: 10_000), of: cards[0], in: 1)
    #expect(prints.count == 0)
    prints.keep(Array(repeating: 0, count: 9_000), of: cards[0], in: 1)
    prints.keep(Array(repeating: 1, count: 1_000), of: cards[1], in: 1)
    #expect(prints.bytes(of: cards[0], in: 1)?.count == 9_000)
    #expect(prints.bytes(of: cards[1], in: 1) == nil)
    #expect(prints.bytes(of: cards[0], in: 2) == nil)
  }
}
