import StetCore
import Testing

@testable import StetTemplate

@Test func aMissingNameIsAnErrorWithAPlaceAndASuggestion() {
  let tried = tried(["t.html": "<p>\n{{ tilte }}</p>"], ["title": "x"])
  #expect(
    tried.diagnostics == [
      Diagnostic(
        .error, .unknownVariable, path: "t.html", range: SourceRange(7, 12),
        "There is no variable called tilte", note: "did you mean title?; rendering t.html")
    ])
}

@Test func aMissingFieldIsMarkedAloneAndSuggested() {
  let article = Record(Shape(["title", "standfirst"]), ["a", "b"])
  let tried = tried(["t.html": "{{ article.standfrist }}"], ["article": .record(article)])
  #expect(
    tried.diagnostics == [
      Diagnostic(
        .error, .unknownField, path: "t.html", range: SourceRange(11, 21),
        "A record has no field called standfrist",
        note: "did you mean standfirst?; rendering t.html")
    ])
}

@Test func anErrorNamesThePageAndTheIncludesThatLedThere() {
  var context = RenderContext()
  context.page = "/arts/opera/"
  let files: KeyValuePairs = [
    "page.html": "\n{% include 'list.html' %}", "list.html": "\n\n{% include 'card.html' %}",
    "card.html": "{{ oops }}",
  ]
  let tried = tried(files, ValueMap(), context)
  #expect(tried.diagnostics.map(\.path) == ["card.html"])
  #expect(
    tried.diagnostics.first?.note
      == "included at list.html:3; included at page.html:2; rendering /arts/opera/")
}

private let knownBeforeRendering: [(String, Diagnostic.Code, String?)] = [
  ("{% if false %}{{ x | uper }}{% endif %}", .unknownFilter, "did you mean upper?"),
  ("{{ x is difined }}", .unknownTest, "did you mean defined?"),
  ("{% include 'card.htm' %}", .unknownTemplate, "did you mean card.html?"),
  ("{% extends 'crad.html' %}", .unknownTemplate, "did you mean card.html?"),
  ("{% from 'card.html' import crad %}", .unknownImport, "did you mean card?"),
  ("{{ x | map('uper') }}", .unknownFilter, "did you mean upper?"),
  ("{{ x | select('ood') }}", .unknownTest, "did you mean odd?"),
  ("{{ x | selectattr('a', 'equlto', 1) }}", .unknownTest, "did you mean equalto?"),
  ("{{ x | truncate(lenght=3) }}", .templateArgument, "did you mean length?"),
  ("{{ x | upper(1) }}", .templateArgument, nil),
  ("{{ x | date }}", .templateArgument, "its arguments are pattern, locale"),
  ("{% block a %}{{ super() }}{% endblock %}", .unknownBlock, "the template extends no other"),
  ("{% fro x in y %}", .templateSyntax, "did you mean for?"),
]

@Test(arguments: knownBeforeRendering)
func whatCanBeKnownBeforeRenderingIsReportedThen(
  source: String, code: Diagnostic.Code, note: String?
) {
  let compiled = TemplateSet.compile([
    SourceFile(path: "t.html", text: source),
    SourceFile(path: "card.html", text: "{% macro card() %}{% endmacro %}"),
  ])
  #expect(compiled.diagnostics.map(\.code) == [code])
  #expect(compiled.diagnostics.first?.note == note)
}

@Test func variablesAreCheckedBeforeRenderingWhenTheHostNamesThem() {
  var options = TemplateOptions()
  options.variables = ["page", "site"]
  let sources = [
    SourceFile(path: "a.html", text: "{{ page.x }}{{ psge }}{% set own = 1 %}{{ own }}"),
    SourceFile(
      path: "b.html", text: "{% macro m(q) %}{{ q }}{% endmacro %}{{ maybe | default(1) }}"),
    SourceFile(
      path: "c.html", text: "{% if maybe is defined %}{{ loop }}{{ range(2) }}{% endif %}"),
  ]
  let compiled = TemplateSet.compile(sources, options: options)
  #expect(compiled.diagnostics.map(\.message) == ["There is no variable called psge"])
  #expect(compiled.diagnostics.first?.note == "did you mean page?")
  #expect(TemplateSet.compile(sources).diagnostics.isEmpty)
}

@Test func oneBrokenTemplateLeavesTheOthersUsable() {
  let set = TemplateSet.compile([
    SourceFile(path: "bad.html", text: "{% if %}"), SourceFile(path: "good.html", text: "fine"),
    SourceFile(path: "child.html", text: "{% extends 'bad.html' %}"),
  ])
  #expect(set.diagnostics.map(\.path) == ["bad.html"])
  #expect(set.value.render("good.html", values: Record(ValueMap())) == .bytes(Array("fine".utf8)))
  guard case .failed(let diagnostic) = set.value.render("child.html", values: Record(ValueMap()))
  else {
    Issue.record("a child of a broken template was rendered")
    return
  }
  #expect(diagnostic.code == .templateBroken)
}

@Test func lenientTemplatesPrintNothingForWhatIsMissing() {
  var options = TemplateOptions()
  options.isLenient = true
  #expect(
    tried(["t.html": "[{{ x }}{% if y %}a{% endif %}]"], ValueMap(), options: options).text == "[]")
}

@Test func aNameIsThePathBelowItsFolderAndTheLaterFileCounts() {
  var options = TemplateOptions()
  options.folders = ["themes/plain/templates/", "templates/"]
  let set = TemplateSet.compile(
    [
      SourceFile(path: "themes/plain/templates/a.html", text: "theme {% include 'b.html' %}"),
      SourceFile(path: "themes/plain/templates/b.html", text: "theme"),
      SourceFile(path: "templates/b.html", text: "own"),
    ], options: options
  ).value
  #expect(set.names == ["a.html", "b.html"])
  #expect(set.render("a.html", values: Record(ValueMap())) == .bytes(Array("theme own".utf8)))
}

@Test func aFingerprintCoversAllThatATemplateCanReach() {
  func fingerprints(_ card: String, _ other: String) -> [Fingerprint?] {
    let set = TemplateSet.compile([
      SourceFile(path: "page.html", text: "{% extends 'base.html' %}"),
      SourceFile(path: "base.html", text: "{% from 'm.html' import m %}{{ m() }}"),
      SourceFile(path: "m.html", text: "{% macro m() %}{% include 'card.html' %}{% endmacro %}"),
      SourceFile(path: "card.html", text: card), SourceFile(path: "other.html", text: other),
      SourceFile(path: "any.html", text: "{% include x %}"),
    ]).value
    return ["page.html", "base.html", "card.html", "other.html", "any.html", "none"].map {
      set.fingerprint(of: $0)
    }
  }
  let first = fingerprints("a", "b")
  #expect(first == fingerprints("a", "b"))
  let card = zip(first, fingerprints("c", "b")).map { $0 == $1 }
  #expect(card == [false, false, false, true, false, true])
  let other = zip(first, fingerprints("a", "c")).map { $0 == $1 }
  #expect(other == [true, true, true, false, false, true])
  #expect(first[5] == nil)
}

@Test func hostsAddFunctionsFiltersAndGlobals() {
  let shout = Function("shout") { arguments, context throws(CallFailure) in
    guard let text = arguments.value(0, "text") else { throw CallFailure("shout needs a text") }
    return .text(text.printed.uppercased() + context.page)
  }
  var options = TemplateOptions()
  options.filters = [shout]
  var context = RenderContext()
  context.page = "/p/"
  context.globals = Record(Shape(["shout", "site"]), [.function(shout), "Site"])
  let source =
    "{{ 'a' | shout }}{{ shout('b') }}{{ shout(text='c') }}{{ ['d'] | map('shout') | first }}"
  #expect(
    tried(["t.txt": source], ValueMap(), context, options: options).text == "A/p/B/p/C/p/D/p/")
  #expect(
    tried(["t.txt": "{{ shout() }}"], ValueMap(), context, options: options).messages
      == ["shout needs a text"])
  let imported = tried(
    ["t.txt": "{% from 'm' import m %}{{ m() }}", "m": "{% macro m() %}{{ site }}{% endmacro %}"],
    ValueMap(), context)
  #expect(imported.text == "Site")
}

@Test func equalRecordsShareTheirFingerprint() {
  let shape = Shape(["a", "b"])
  let one = Record(shape, ["x", [1, true, .none]])
  #expect(one.fingerprint == Record(Shape(["a", "b"]), ["x", [1, true, .none]]).fingerprint)
  let others: [Record] = [
    Record(shape, ["y", [1, true, .none]]), Record(shape, ["x", [1, 1, .none]]),
    Record(shape, [.html("x"), [1, true, .none]]),
    Record(Shape(["a", "c"]), ["x", [1, true, .none]]),
    Record(shape, ["x", .tuple([1, true, .none])]), Record(shape, ["x", [[1, true], .none]]),
  ]
  #expect(Set(others.map(\.fingerprint) + [one.fingerprint]).count == 7)
}
