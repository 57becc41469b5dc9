import StetCore
import StetTemplate
import Testing

@Test(arguments: [
  ("{% if 1 %}", "{% endif %}"), ("{% for x in [1] %}", "{% endfor %}"),
  ("{% with %}", "{% endwith %}"), ("{% filter upper %}", "{% endfilter %}"),
  ("{% autoescape true %}", "{% endautoescape %}"), ("{% set x %}", "{% endset %}"),
  ("{% macro m() %}", "{% endmacro %}"),
])
func tenThousandNestedStatementsAreAnError(open: String, close: String) {
  let source =
    String(repeating: open, count: 10_000) + "x" + String(repeating: close, count: 10_000)
  #expect(tried(["t.html": source]).codes == [.templateSize, .templateBroken])
  #expect(tried(["t.html": String(repeating: open, count: 10_000)]).text == nil)
}

@Test func tenThousandNestedBlocksAreAnError() {
  let open = (0..<10_000).map { "{% block b\($0) %}" }.joined()
  let close = String(repeating: "{% endblock %}", count: 10_000)
  #expect(tried(["t.html": open + close]).codes == [.templateSize, .templateBroken])
}

@Test(arguments: [
  ("(", ")"), ("[", "]"), ("{1:", "}"), ("-", ""), ("not ", ""), ("1 + ", ""), ("1 ~ (", ")"),
  ("1 if 1 else ", ""), ("x.", ""), ("x[", "]"), ("x(", ")"), ("1 and ", ""), ("2 ** ", ""),
])
func deepExpressionsAreAnError(open: String, close: String) {
  let source =
    "{{ " + String(repeating: open, count: 10_000) + "x" + String(repeating: close, count: 10_000)
    + " }}"
  #expect(tried(["t.txt": source]).codes.first == .templateSize)
}

@Test func longChainsOfFiltersAndTestsAreAnError() {
  for piece in ["|upper", "|first.x", ".a", "()", "[0]", " is defined"] {
    let source = "{{ x" + String(repeating: piece, count: 10_000) + " }}"
    #expect(tried(["t.txt": source]).text == nil)
  }
}

@Test func aTemplateOf50MegabytesIsRefused() {
  let file = SourceFile(path: "t.html", bytes: [UInt8](repeating: 0x7B, count: 50 << 20))
  let compiled = TemplateSet.compile([file])
  #expect(compiled.diagnostics.map(\.code) == [.templateSize])
}

@Test(arguments: [
  "{{", "{%", "{#", "{{ 'x", "{% raw %}", "{{ (", "{% if x", "{% set x %}", "{{ }}", "{% %}", "{{-",
  "{%-", "{#-", "{% raw", "{{ \"\\", "{% for", "{% block a", "{{ x | }}", "{{ 1. }}", "{% endif %}",
])
func whatIsNeverClosedIsAnError(source: String) {
  for text in [source, String(repeating: source, count: 1000), source + "\n\n" + source] {
    let tried = tried(["t.html": text])
    #expect(tried.text == nil)
    // A thousand that open something nest too deeply before their end is missed.
    #expect([.templateSyntax, .templateSize].contains(tried.codes.first))
  }
  #expect(tried(["t.html": source]).codes.first == .templateSyntax)
}

@Test func bytesThatAreNoUTF8AreAnErrorAtTheirPlace() {
  for bytes: [UInt8] in [
    [0x61, 0xFF], [0x61, 0xC3], [0x61, 0xED, 0xA0, 0x80], [0x61, 0xC0, 0x80],
  ] {
    let compiled = TemplateSet.compile([SourceFile(path: "t.html", bytes: bytes)])
    #expect(compiled.diagnostics.map(\.code) == [.templateEncoding])
    #expect(compiled.diagnostics.first?.range == SourceRange(1, 2))
  }
}

@Test func aBlockThatPrintsItselfIsAnError() {
  let tried = tried(["t.html": "{% block a %}x{{ self.a() }}{% endblock %}"])
  #expect(tried.codes == [.templateLimit])
}

@Test(arguments: [
  "{% include 't.html' %}", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
  "{% macro m() %}{{ caller() }}{% call m() %}{{ caller() }}{% endcall %}{% endmacro %}{% call m() %}{% endcall %}",
  "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}", "{% import 't.html' as t %}",
  "{% macro m(x) %}{{ m(m) }}{% endmacro %}{{ m(m) }}", "{% extends ['t.html'][0] %}",
  "{% set ns = namespace() %}{% macro m() %}{{ ns.f() }}{% endmacro %}{% set ns.f = m %}{{ m() }}",
])
func whatCallsItselfWithoutEndIsAnError(source: String) {
  #expect(tried(["t.html": source]).codes == [.templateLimit])
}

@Test func whatExtendsItselfIsAnErrorBeforeRendering() {
  #expect(tried(["t.html": "{% extends 't.html' %}"]).codes.first == .templateCycle)
  let circle = tried(["a": "{% extends 'b' %}", "b": "{% extends 'a' %}"])
  #expect(circle.codes.prefix(2) == [.templateCycle, .templateCycle])
}

@Test(arguments: [
  "{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}",
  "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(40) }}",
  "{% set ns = namespace(x='aaaaaaaaaa') %}{% for i in range(60) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}",
  "{% set ns = namespace(x=[1]) %}{% for i in range(60) %}{% set ns.x = ns.x + ns.x %}{% endfor %}",
  "{% set ns = namespace(x=[1]) %}{% for i in range(1000) %}{% set ns.x = [ns.x] %}{% endfor %}",
  "{% set ns = namespace(x={}) %}{% for i in range(1000) %}{% set ns.x = {'a': ns.x} %}{% endfor %}",
  "{{ 'x' * 10000000000 }}", "{{ [1] * 10000000000 }}", "{{ '%10000000000d' | format(1) }}",
  "{{ '{:10000000000}'.format(1) }}", "{{ 'x' | center(10000000000) }}",
  "{{ 'x'.ljust(10000000000) }}",
  "{{ 'a\nb' | indent(10000000000) }}", "{{ range(10000000000) }}",
  "{{ [1] | batch(10000000000, 1) }}",
  "{{ [1] | slice(10000000000) }}", "{% for i in range(100000) %}{{ 'x' * 10000 }}{% endfor %}",
  "{{ ('a' * 10000) | replace('a', 'b' * 100000) }}",
  "{{ ('a' * 100000) | list | join('b' * 100000) }}",
  "{{ '%.1000f' | format(1) }}",
  "{% set ns = namespace(x=[1]) %}{% for i in range(59) %}{% set ns.x = [ns.x, ns.x] %}{% endfor %}",
  doubled + "{{ a }}", doubled + "{{ a | tojson }}", doubled + "{{ a | pprint }}",
  doubled + "{{ '%r' | format(a) }}", doubled + doubled.replacing("a", with: "b") + "{{ a == b }}",
])
func whatGrowsWithoutMeasureIsAnError(source: String) {
  var context = RenderContext()
  context.limits.outputBytesMax = 1 << 20
  context.limits.stepsMax = 200_000
  let tried = tried(["t.txt": source], ValueMap(), context)
  #expect(tried.codes == [.templateLimit], "\(source.prefix(80)) \(tried.messages)")
}

/// A list `a` that holds a list twice, which holds a list twice, and so on: 2⁴⁰ parts in 40 lists.
private let doubled = "{% set a = [1] %}" + String(repeating: "{% set a = [a, a] %}", count: 40)

/// Of known lists, and of lists that only the page knows.
@Test(arguments: ["[]", "x"])
func aListThatNestsWithoutEndIsAnError(first: String) {
  let source =
    "{% set a = \(first) %}" + String(repeating: "{% set a = [a] %}", count: 60_000) + "{{ x }}"
  #expect(tried(["t.txt": source], ValueMap([("x", .list([]))])).codes == [.templateLimit])
}

@Test func aLongWordIsWrappedInTimeOfItsLength() {
  let text = printed("('-' ~ 'a' * 200000) | wordwrap(1) | length")
  #expect(text == "400001")
}

@Test func numbersThatDoNotFitAreErrors() {
  for source in [
    "9223372036854775807 + 1", "-9223372036854775807 - 2", "9223372036854775807 * 2", "10 ** 30",
    "-(-9223372036854775807 - 1)", "(-9223372036854775807 - 1) | abs", "1 // 0", "1 % 0", "1 / 0",
    "0 ** -1", "(-8) ** 0.5", "9223372036854775808", "(-9223372036854775807 - 1) // -1",
  ] {
    #expect(tried(["t.txt": "{{ \(source) }}"]).codes.contains(.templateNumber), "\(source)")
  }
  #expect(printed("'abc'[::9223372036854775807]") == "a")
  #expect(printed("'abc'[-9223372036854775807:9223372036854775807]") == "abc")
  #expect(printed("(-9223372036854775807 - 1) % -1") == "0")
  #expect(printed("1e308 * 10") == "inf")
  #expect(printed("(1e308 * 10) | int") == "0")
  #expect(printed("(1e308 * 10) | round") == "inf")
}

/// Cuts, doubles and swaps pieces of working templates; whatever comes of it must end and not crash.
@Test func mutilatedTemplatesNeverCrash() {
  let corpus = OracleCase.cases(in: "corpus.json")
  var random = SplitMix64(state: 20_261_123)
  var context = RenderContext()
  context.limits.stepsMax = 20_000
  context.limits.outputBytesMax = 1 << 16
  for _ in 0..<4000 {
    let one = corpus[Int(random.next() % UInt64(corpus.count))]
    let other = corpus[Int(random.next() % UInt64(corpus.count))]
    let files = one.templates.enumerated().map { place, file in
      place == 0
        ? SourceFile(path: file.path, bytes: random.mutated(file.bytes, other.templates[0].bytes))
        : file
    }
    let compiled = TemplateSet.compile(files, options: one.options)
    let rendering = compiled.value.render(files[0].path, values: one.values, context: context)
    if case .failed(let diagnostic) = rendering {
      let source = files.first { $0.path == diagnostic.path }?.bytes
      #expect(!DiagnosticPrinter().text(for: diagnostic, in: source).isEmpty)
    }
  }
}

/// A small generator of numbers that a seed fixes.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  private mutating func place(_ count: Int) -> Int { count == 0 ? 0 : Int(next() % UInt64(count)) }

  private static let pieces = [
    "{{", "}}", "{%", "%}", "{#", "#}", "(", ")", "[", "]", "|", ".", ",", "'", "\"", " if ",
    " in ",
    "for x in ", "endfor", "block a", "endblock", "super()", "loop", "-", "~", "\\", "\u{0}", "é",
    "*",
    "**", "9223372036854775807", "caller()", "self.", "recursive", " is ", "not ",
  ].map { Array($0.utf8) }

  mutating func mutated(_ bytes: [UInt8], _ other: [UInt8]) -> [UInt8] {
    var made = bytes
    for _ in 0...place(4) {
      let start = place(made.count + 1)
      let end = start + place(min(12, made.count - start + 1))
      switch next() % 5 {
      case 0: made.removeSubrange(start..<end)
      case 1: made.insert(contentsOf: made[start..<end], at: start)
      case 2: made.insert(contentsOf: Self.pieces[place(Self.pieces.count)], at: start)
      case 3:
        let from = place(other.count + 1)
        made.insert(contentsOf: other[from..<(from + place(other.count - from + 1))], at: start)
      default: if start < made.count { made[start] = UInt8(truncatingIfNeeded: next()) }
      }
    }
    return made
  }
}
