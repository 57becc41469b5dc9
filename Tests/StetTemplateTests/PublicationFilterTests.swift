import StetCore
import Testing

@testable import StetTemplate

private func timestamp(_ text: String) -> Value {
  Timestamp(rfc3339: text).map { .timestamp($0) } ?? .none
}

@Test(arguments: [
  ("y yy yyyy", "2026 26 2026"), ("M MM MMM MMMM MMMMM", "1 01 Jan January J"),
  ("L LLL LLLL", "1 Jan January"), ("d dd D DDD", "2 02 2 002"),
  ("E EEE EEEE EEEEE", "Fri Fri Friday F"), ("H HH h hh K k", "15 15 3 03 3 15"),
  ("a", "PM"), ("m mm s ss", "4 04 5 05"),
  ("X XX XXX x Z ZZZZZ O OOOO", "Z Z Z +00 +0000 Z GMT GMT"),
  ("w Y Q QQQ", "1 2026 1 Q1"), ("'o''clock' ''", "o'clock '"), ("d. MMMM y", "2. January 2026"),
  ("G", "AD"), ("SSS", "000"),
])
func datePatternsFollowUnicode(pattern: String, expected: String) {
  let values: ValueMap = ["t": timestamp("2026-01-02T15:04:05Z"), "p": .text(pattern)]
  #expect(printed("t | date(p)", values) == expected)
}

@Test func datesStandInTheSitesZoneAndLanguage() {
  var context = RenderContext()
  if let zone = TimeZoneRules(identifier: "America/New_York") { context.timeZone = zone }
  let values: ValueMap = ["t": timestamp("2026-07-01T02:30:00Z")]
  #expect(printed("t | date('d MMMM y HH:mm xxx')", values, context) == "30 June 2026 22:30 -04:00")
  #expect(printed("t | rfc3339", values, context) == "2026-06-30T22:30:00-04:00")
  context.language = "de"
  #expect(printed("t | date('EEEE, d. MMMM y')", values, context) == "Dienstag, 30. Juni 2026")
  #expect(printed("t | date('d MMMM', 'fr')", values, context) == "30 juin")
  #expect(printed("t | date('d MMMM LLLL', 'cs')", values, context) == "30 června červen")
  #expect(printed("'2026-03-01' | date('d MMM y', 'en')", values, context) == "1 Mar 2026")
  #expect(printed("t", values, context) == "2026-07-01T02:30:00Z")
  #expect(printed("t.year ~ t.month ~ t.weekday", values, context) == "202673")
  #expect(printed("'soon' | date('y')").hasPrefix("[A text is no date"))
  #expect(printed("t | date('j')", values).hasPrefix("[The date pattern j"))
}

@Test(arguments: [
  ("/a/b/", "/a/b/", "./"), ("/a/", "/", "a/"), ("/", "/a/b/", "../../"), ("/x/y", "/x/z/", "../y"),
  ("/a/b.html?q#f", "/a/c.html", "b.html?q#f"), ("https://e.org/", "/a/", "https://e.org/"),
  ("//e.org/", "/a/", "//e.org/"), ("#top", "/a/", "#top"), ("/arts/#x", "/arts/", "./#x"),
])
func relativeAddressesLeadFromThePage(address: String, page: String, expected: String) {
  var context = RenderContext()
  context.page = page
  #expect(printed("a | relative_url", ["a": .text(address)], context) == expected)
}

@Test func absoluteAddressesBeginWithTheSite() {
  let context = documentContext()
  #expect(printed("'/a/' | absolute_url", ValueMap(), context) == "https://example.org/a/")
  #expect(
    printed("'x.png' | absolute_url", ValueMap(), context) == "https://example.org/news/vote/x.png")
  #expect(printed("'mailto:a@b' | absolute_url", ValueMap(), context) == "mailto:a@b")
  #expect(printed("'//cdn.org/x' | absolute_url", ValueMap(), context) == "https://cdn.org/x")
}

@Test func anUnknownAssetIsAnError() {
  #expect(printed("'style.css' | asset", ValueMap(), documentContext()) == "/assets/style.4f2a.css")
  let tried = tried(["t.txt": "{{ 'stlye.css' | asset }}"], ValueMap(), documentContext())
  #expect(tried.codes == [.unknownAsset])
  #expect(tried.diagnostics.first?.note?.hasPrefix("did you mean style.css?") == true)
}

@Test(arguments: [
  "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)",
  "\u{1}javascript:alert(1)", "vbscript:x", "data:text/html,<script>", "data:image/svg+xml,<svg>",
  "java&#115;cript:alert(1)", "javascript&colon;alert(1)", "\u{A0}javascript:x", "data:,x",
])
func addressesThatRunCodeAreRefused(address: String) {
  let tried = tried(["t.html": "<a href=\"{{ a | safe_url }}\">"], ["a": .text(address)])
  #expect(tried.codes == [.unsafeAddress])
}

@Test(arguments: [
  "https://example.org/?a=1&b", "/a/", "#x", "mailto:a@b.org", "tel:+1", "data:image/png;base64,AA",
  "javascripts/x.js", "?q=javascript:", "a/javascript:b",
])
func otherAddressesAreLetThrough(address: String) {
  #expect(printed("a | safe_url", ["a": .text(address)]) == address)
}

@Test(arguments: [
  ("en", "\"It's 'so' -- 'ok'...\" --- '90s", "“It’s ‘so’ – ‘ok’…” — ’90s"),
  ("de", "\"Es 'ist' so\"", "„Es ‚ist‘ so“"), ("fr", "\"l'art\"", "«\u{202F}l’art\u{202F}»"),
  ("en", "(\"a\")", "(“a”)"),
])
func quotesAreSetInTheWayOfTheLanguage(language: String, text: String, expected: String) {
  var context = RenderContext()
  context.language = language
  #expect(printed("t | smart", ["t": .text(text)], context) == expected)
}

@Test func codeAndTagsKeepTheirQuotes() {
  let markup: Value = .html("<a title=\"x\">\"a\"</a> <code>\"b\"</code>")
  #expect(printed("t | smart", ["t": markup]) == "<a title=\"x\">“a”</a> <code>\"b\"</code>")
}

@Test func plainTextIsWhatAReaderSees() {
  let markup: Value = .html(
    "<p>One<br>two</p><script>x()</script><ul><li>th<b>re</b>e</li></ul><!-- no --> &lt;&nbsp;4 < 5"
  )
  #expect(printed("t | strip_html", ["t": markup]) == "One two three <\u{A0}4 < 5")
  #expect(printed("t | words", ["t": .html("<p>It’s a well-known 5.</p>")]) == "4")
  #expect(printed("('word ' * 441) | reading_time") == "3")
}

@Test(arguments: [
  ("en", [0, 1, 2, 5], "other one other other"), ("fr", [0, 1, 2, 5], "one one other other"),
  ("ru", [1, 2, 5, 11, 21, 22], "one few many many one few"),
  ("pl", [1, 2, 5, 22], "one few many few"),
  ("ar", [0, 1, 2, 3, 11, 100], "zero one two few many other"), ("ja", [1, 2], "other other"),
  ("cs", [1, 2, 5], "one few other"),
])
func pluralsFollowTheLanguage(language: String, counts: [Int], expected: String) {
  var context = RenderContext()
  context.language = language
  let forms = "plural('one', 'other', few='few', many='many', two='two', zero='zero')"
  let source = "{% for n in counts %}{{ n | \(forms) }}{{ ' ' if not loop.last }}{% endfor %}"
  let values: ValueMap = ["counts": .list(counts.map { .int($0) })]
  #expect(tried(["t.txt": source], values, context).text == expected)
}

@Test(arguments: [
  ("en", "1st 2nd 3rd 4th 11th 21st 112th"), ("fr", "1er 2e 3e 4e 11e 21e 112e"),
  ("de", "1. 2. 3. 4. 11. 21. 112."), ("es", "1º 2º 3º 4º 11º 21º 112º"),
])
func ordinalsFollowTheLanguage(language: String, expected: String) {
  let source =
    "{% for n in [1, 2, 3, 4, 11, 21, 112] %}{{ n | ordinal(l) }}{{ ' ' if not loop.last }}{% endfor %}"
  #expect(tried(["t.txt": source], ["l": .text(language)]).text == expected)
}

@Test func slugsAreThoseOfTheSite() {
  #expect(printed("'Über & Ähnliches' | slug") == slug("Über & Ähnliches"))
}
