import StetCore
import Testing

@testable import StetTemplate

private let site = Record(
  Shape(["title", "menu"]),
  [
    "A & B",
    .list([["address": "/arts/", "title": "Arts"], ["address": "/city/", "title": "City"]]),
  ])
private let constants = Record(Shape(["site"]), [.record(site)])

/// The templates, knowing `constants`.
private func templates(
  _ sources: KeyValuePairs<String, String>, in context: RenderContext = RenderContext(),
  options: TemplateOptions = TemplateOptions()
) -> TemplateSet {
  let files = sources.map { SourceFile(path: $0.key, text: $0.value) }
  return TemplateSet.compile(files, options: options).value.withConstants(constants, in: context)
}

private func page(_ address: Value) -> Record { Record(Shape(["page"]), [address]) }

extension TemplateSet {
  /// What the steps of the first template's plan do; nil when it has none.
  fileprivate var kinds: [Step.Kind]? { program.plans[0]?.steps.map(\.kind) }

  /// What `t.html` prints, or the code of what is wrong.
  fileprivate func text(
    _ values: Record, in context: RenderContext = RenderContext()
  ) -> String {
    switch render("t.html", values: values, context: context) {
    case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
    case .failed(let diagnostic): diagnostic.code.name
    }
  }
}

@Test func whatDependsOnConstantsAloneIsOneText() {
  let set = templates([
    "t.html": """
    {% extends 'base.html' %}{% block main %}{% set m = site.menu %}{% include 'menu.html' %}\
    {{ super() }}{% endblock %}
    """,
    "base.html": "<h1>{{ site.title }}</h1>{% block main %}{{ site.menu | length }}{% endblock %}",
    "menu.html": "{% for item in m %}{{ loop.index }} {{ item.title | upper }} {% endfor %}",
  ])
  #expect(set.kinds == [.text])
  #expect(set.text(page("/")) == "<h1>A &amp; B</h1>1 ARTS 2 CITY 2")
}

@Test func aMenuThatKnowsWhereItIsComparesAndNothingElse() {
  let set = templates([
    "t.html":
      "{% for i in site.menu %}<{{ i.title }}{% if i.address == page %}!{% endif %}>{% endfor %}"
  ])
  #expect(
    set.kinds == [.text, .skipUnless, .text, .text, .skipUnless, .text, .text])
  #expect(set.text(page("/city/")) == "<Arts><City!>")
}

@Test func macrosArePrintedWhereTheyAreCalled() {
  let set = templates([
    "t.html": """
    {% from 'm.html' import link, box %}{{ link(site.menu[0]) }}{{ link(page, 'x') }}\
    {% call box() %}{{ site.title }}{% endcall %}
    """,
    "m.html": """
    {% macro link(to, look='plain') %}{{ look }}:{{ to.title }};{% endmacro %}
    {% macro box() %}[{{ caller() }}]{% endmacro %}
    """,
  ])
  #expect(set.kinds == [.text, .put, .text, .print])
  #expect(set.text(page(["title": "<T>"])) == "plain:Arts;x:&lt;T&gt;;[A &amp; B]")
}

@Test func aPageWithOtherConstantsShowsItsOwn() {
  let set = templates(["t.html": "{{ site.title }}"])
  let other = Record(Shape(["site"]), [.record(Record(Shape(["title"]), ["C"]))])
  #expect(set.text(other) == "C")
  #expect(set.text(constants) == "A &amp; B")
}

@Test func aPageInAnotherContextIsPrintedInIt() {
  var german = RenderContext()
  german.language = "de"
  let set = templates(["t.html": "{{ '2026-03-01' | date('MMMM') }}"], in: german)
  #expect(set.kinds == [.text])
  #expect(set.text(page(.none), in: german) == "März")
  #expect(set.text(page(.none)) == "March")
}

@Test func whatAsksForThePageIsNotWorkedOutBefore() {
  var options = TemplateOptions()
  options.filters = [
    Function("here") { _, context in .text(context.page) },
    Function("there", seesPage: false) { _, context in .text(context.baseURL) },
  ]
  var context = RenderContext()
  context.baseURL = "https://example.org"
  let set = templates(
    ["t.html": "{{ 1 | here }} {{ 1 | there }} {{ '/a/b' | relative_url }}"], in: context,
    options: options)
  #expect(set.kinds == [.print, .print])
  context.page = "/a/c"
  #expect(set.text(page(.none), in: context) == "/a/c https://example.org b")
}

@Test func aMistakeAmongConstantsIsToldWhenItIsReached() {
  let set = templates([
    "t.html": "{% if page %}{% include 'part.html' %}{% endif %}fine",
    "part.html": "x\n{{ site.tilte }}",
  ])
  #expect(set.text(page(false)) == "fine")
  guard case .failed(let diagnostic) = set.render("t.html", values: page(true)) else {
    Issue.record("there is no such field")
    return
  }
  #expect(diagnostic.code == .unknownField)
  #expect(diagnostic.path == "part.html")
  #expect(diagnostic.range == SourceRange(10, 15))
  #expect(diagnostic.note?.contains("did you mean title?; included at t.html:1") == true)
}

@Test func aVariableSetInOneBranchOnlyIsSeenOnlyAfterIt() {
  let source =
    "{% set x = 1 %}{% with %}{% if page %}{% set x = 2 %}{% endif %}{{ x }}{% endwith %}{{ x }}"
  let set = templates(["t.html": source])
  #expect(set.kinds != nil)
  #expect(set.text(page(true)) == "21")
  #expect(set.text(page(false)) == "11")
}

@Test func aTemplateThatIncludesItselfGoesDownATree() {
  let set = templates([
    "t.html":
      "({{ tree.name }}{% for child in tree.children %}{% with tree = child %}{% include 't.html' %}{% endwith %}{% endfor %})"
  ])
  #expect(set.kinds?.contains(.include) == true)
  let leaf: Value = ["name": "b", "children": []]
  let tree: Value = ["name": "a", "children": [leaf, ["name": "c", "children": [leaf]]]]
  #expect(set.text(Record(Shape(["tree"]), [tree])) == "(a(b)(c(b)))")
}

@Test func aTableIsPutTogetherOnlyWhereItIsAskedFor() {
  let set = templates([
    "t.html": """
    {% set t = page | upper %}{% set links = {'a': '/a?' ~ t, 'b': '/b?' ~ t} %}\
    {{ links['a'] }} {{ links.b }}{% if links.a is defined %}!{% endif %}
    """
  ])
  #expect(set.kinds == [.put, .skip, .text, .print, .print])
  #expect(set.text(page("x")) == "/a?X /b?X!")
  let whole = templates([
    "t.html":
      "{% set t = page | upper %}{% set m = {'a': t} %}{{ m.a }}{{ m[page] }}{{ m | length }}"
  ])
  #expect(whole.text(page("a")) == "AA1")
  let failing = templates(["t.html": "{{ (missing | upper) is defined }}"])
  #expect(failing.text(page("a")) == "unknown-variable")
}

/// What a macro prints is a value that is asked for later, when other variables have been given theirs.
@Test(arguments: [
  ("{{ m(page, m(other, '')) }}", "[P[O]]"),
  ("{% with x = page, y = m(other, '') %}{{ x }}{{ y }}{% endwith %}", "P[O]"),
  ("{% set x = 'a' %}{% if m(page, '') == 'q' %}{% set x = 'b' %}{% endif %}{{ x }}", "a"),
])
func whatAMacroIsCalledForOverwritesNothing(body: String, text: String) {
  let macro = "{% macro m(a, b) %}[{{ a }}{{ b }}]{% endmacro %}"
  let set = templates(["t.html": macro + body])
  let values = Record(Shape(["page", "other"]), ["P", "O"])
  #expect(set.kinds != nil)
  #expect(set.text(values) == text)
}
