import Testing

@testable import StetValidation

private let name = "<name>Ann</name>"
private let content = "<content type=\"html\">&lt;p&gt;It happened.&lt;/p&gt;</content>"
private let link = "<link href=\"https://example.org/one\"/>"

let atomCases: [RuleCase] = [
  RuleCase("xml-not-well-formed", .atom, "</name>", bad: "</nome>", good: "</name >"),
  RuleCase("xml-undeclared-prefix", .atom, name, bad: name + "<y:z/>", good: name + "<x:z/>"),
  RuleCase("xml-undeclared-entity", .atom, ">One<", bad: ">&eacute;<", good: ">&#233;<"),
  RuleCase(
    "xml-encoding-unknown", .atom, "encoding=\"utf-8\"", bad: "encoding=\"klingon\"",
    good: "encoding=\"UTF-8\""),
  RuleCase(
    "xml-encoding-unusual", .atom, "encoding=\"utf-8\"", bad: "encoding=\"iso-8859-1\"",
    good: "encoding='utf-8'"),
  RuleCase("xml-doctype", .atom, "?>\n", bad: "?>\n<!DOCTYPE feed>\n", good: "?>\n<!-- feed -->\n"),
  RuleCase("xml-bad-character", .atom, ">One<", bad: ">O\u{85}ne<", good: ">O\u{A0}ne<"),
  RuleCase(
    "atom-grammar", .atom, name, bad: "<name>Ann<x:y/></name>", good: name + "<x:y/>"),
  RuleCase("atom-unknown-element", .atom, name, bad: name + "<url>u</url>", good: name + "<x:u/>"),
  RuleCase(
    "atom-unknown-attribute", .atom, "<name>", bad: "<name id=\"a\">", good: "<name x:id=\"a\">"),
  RuleCase(
    "atom-missing-id", .atom, "<id>tag:example.org,2026:two</id>", bad: "",
    good: "<id>tag:example.org,2026:2</id>"),
  RuleCase("atom-missing-title", .atom, "<title>Two</title>", bad: "", good: "<title>2</title>"),
  RuleCase(
    "atom-missing-updated", .atom, "<updated>2025-01-02T03:04:05Z</updated>", bad: "",
    good: "<updated>2025-01-02T03:04:06Z</updated>"),
  RuleCase(
    "atom-missing-author", .atom, "<author><name>Newsroom</name></author>", bad: "",
    good: "<author><name>N</name></author>"),
  RuleCase("atom-missing-name", .atom, name, bad: "", good: "<name>A</name>"),
  RuleCase(
    "atom-missing-href", .atom, link, bad: link + "<link/>",
    good: link + "<link rel=\"via\" href=\"https://a.example/\"/>"),
  RuleCase("atom-missing-term", .atom, "term=\"politics\" ", bad: "", good: "term=\"p\" "),
  RuleCase(
    "atom-duplicate-element", .atom, "<title>One</title>",
    bad: "<title>One</title><title>Uno</title>",
    good: "<title>One</title><contributor>\(name)</contributor>"),
  RuleCase(
    "atom-metadata-after-entry", .atom, "</feed>", bad: "<rights>free</rights></feed>",
    good: "<x:rights>free</x:rights></feed>"),
  RuleCase(
    "atom-stray-text", .atom, "<id>tag:example.org,2026:two",
    bad: "text<id>tag:example.org,2026:two", good: "\n\n<id>tag:example.org,2026:two"),
  RuleCase(
    "atom-white-space", .atom, "<id>tag:example.org,2026:two<",
    bad: "<id> tag:example.org,2026:two<", good: "<id\n>tag:example.org,2026:two<"),
  RuleCase(
    "atom-no-content-or-alternate", .atom,
    "<link href=\"https://example.org/two\"/>\n<updated>2025-01-02T03:04:05Z</updated>\n<content>Text</content>",
    bad: "<summary>s</summary><updated>2025-01-02T03:04:05Z</updated>",
    good:
      "<link href=\"https://example.org/two\"/><summary>s</summary><updated>2025-01-02T03:04:05Z</updated>"
  ),
  RuleCase(
    "atom-missing-summary", .atom, "<content>Text</content>",
    bad: "<content type=\"image/png\" src=\"https://example.org/a.png\"/>",
    good: "<summary>s</summary><content type=\"image/png\" src=\"https://example.org/a.png\"/>"),
  RuleCase(
    "atom-duplicate-alternate", .atom, link, bad: link + link,
    good: link + "<link hreflang=\"fr\" href=\"https://example.org/une\"/>"),
  RuleCase("atom-duplicate-id", .atom, "2026:two", bad: "2026:one", good: "2026:ones"),
  RuleCase(
    "atom-duplicate-updated", .atom, "2025-01-02T03:04:05Z", bad: "2026-01-02T03:04:05Z",
    good: "2026-01-02T03:04:04Z"),
  RuleCase("atom-missing-self", .atom, "rel=\"self\"", bad: "rel=\"via\"", good: "rel='self'"),
  RuleCase(
    "atom-relative-self", .atom, "href=\"https://example.org/atom.xml\"", bad: "href=\"atom.xml\"",
    good: "href=\"https://example.org/atom\""),
  RuleCase(
    "atom-self-type", .atom, "type=\"application/atom+xml\"", bad: "type=\"text/html\"",
    good: "type=\"application/atom+xml;type=feed\""),
  RuleCase(
    "atom-text-type", .atom, "<title>Two", bad: "<title type=\"plain\">Two",
    good: "<title type=\"text\">Two"),
  RuleCase(
    "atom-missing-div", .atom, content,
    bad: "<content type=\"xhtml\"><p xmlns=\"http://www.w3.org/1999/xhtml\">a</p></content>",
    good: "<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">a</div></content>"),
  RuleCase(
    "atom-html-children", .atom, content,
    bad: "<content type=\"html\">a<p xmlns=\"\">a</p></content>",
    good: "<content type=\"html\"><![CDATA[<p>a</p>]]></content>"),
  RuleCase(
    "atom-base64", .atom, content, bad: "<content type=\"image/png\">???</content>",
    good: "<content type=\"image/png\">AAAA</content>"),
  RuleCase(
    "atom-media-type", .atom, content, bad: "<content type=\"png\">a</content>",
    good: "<content type=\"text/plain\">a</content>"),
  RuleCase(
    "atom-missing-text", .atom, "<content>Text</content>", bad: "", good: "<summary>Text</summary>"),
  RuleCase(
    "atom-link-relation", .atom, link,
    bad: link + "<link rel=\"home\" href=\"https://a.example/\"/>",
    good: link + "<link rel=\"https://a.example/rel\" href=\"https://a.example/\"/>"),
  RuleCase(
    "atom-link-not-empty", .atom, link, bad: "<link href=\"https://example.org/one\">one</link>",
    good: "<link href=\"https://example.org/one\"> </link>"),
  RuleCase(
    "atom-length", .atom, link, bad: "<link href=\"https://example.org/one\" length=\"1 KB\"/>",
    good: "<link href=\"https://example.org/one\" length=\"1024\"/>"),
  RuleCase(
    "atom-email", .atom, name, bad: name + "<email>ann</email>",
    good: name + "<email>ann@example.org</email>"),
  RuleCase(
    "atom-id-relative", .atom, "tag:example.org,2026:two", bad: "two", good: "https://example.org/2"
  ),
  RuleCase(
    "atom-id-not-canonical", .atom, "tag:example.org,2026:two", bad: "HTTP://example.org/2",
    good: "http://example.org/2"),
  RuleCase("atom-no-language", .atom, " xml:lang=\"en\"", bad: "", good: " xml:lang=\"\""),
  RuleCase(
    "uri-bad", .atom, "https://example.org/ann", bad: "https://example.org/a b",
    good: "https://example.org/a%20b"),
  RuleCase(
    "uri-tag", .atom, "tag:example.org,2026:two", bad: "tag:example.org:two",
    good: "tag:example.org,2026-01:two"),
  RuleCase("uri-urn", .atom, "tag:example.org,2026:two", bad: "urn:two", good: "urn:isbn:two"),
  RuleCase(
    "uri-uuid", .atom, "tag:example.org,2026:two", bad: "urn:uuid:1",
    good: "urn:uuid:60a76c80-d399-11d9-b93c-0003939e0af6"),
  RuleCase(
    "language-tag", .atom, "xml:lang=\"en\"", bad: "xml:lang=\"english_uk\"",
    good: "xml:lang=\"en-GB\""),
  RuleCase("blank-element", .atom, "<title>Two<", bad: "<title> <", good: "<title>.<"),
  RuleCase("blank-attribute", .atom, "label=\"Politics\"", bad: "label=\" \"", good: "label=\"P\""),
  RuleCase(
    "email-in-text", .atom, name, bad: "<name>Ann ann@example.org</name>",
    good: "<name>Ann @ home</name>"),
  RuleCase(
    "date-rfc3339", .atom, "<published>2026-01-01T03:04:05Z",
    bad: "<published>2026-01-01 03:04:05Z", good: "<published>2026-01-01T03:04:05+00:00"),
  RuleCase(
    "date-rfc3339", .atom, "<published>2026-01-01T03:04:05Z", bad: "<published>2026-01-01T03:04:05",
    good: "<published>2026-01-01T03:04:05.25Z"),
  RuleCase(
    "date-implausible", .atom, "2025-01-02T03:04:05Z", bad: "0001-01-01T00:00:00Z",
    good: "1990-01-01T00:00:00Z"),
  RuleCase(
    "date-updated-before-published", .atom, "<published>2026-01-01T03",
    bad: "<published>2026-01-02T04", good: "<published>2026-01-02T03"),
  RuleCase(
    "date-feed-updated", .atom, "<updated>2026-01-02T03:04:05Z</updated>\n<author>",
    bad: "<updated>2026-01-01T03:04:05Z</updated>\n<author>",
    good: "<updated>2026-01-02T04:04:05+01:00</updated>\n<author>"),
  RuleCase(
    "history-link-in-complete", .atom, "<author><name>N",
    bad:
      "<complete xmlns=\"http://purl.org/syndication/history/1.0\"/><link rel=\"prev-archive\" href=\"https://example.org/1\"/><author><name>N",
    good: "<complete xmlns=\"http://purl.org/syndication/history/1.0\"/><author><name>N"),
  RuleCase(
    "history-current-not-self", .atom, "<author><name>N",
    bad:
      "<complete xmlns=\"http://purl.org/syndication/history/1.0\"/><link rel=\"current\" href=\"https://example.org/1\"/><author><name>N",
    good:
      "<complete xmlns=\"http://purl.org/syndication/history/1.0\"/><link rel=\"current\" href=\"https://example.org/atom.xml\"/><author><name>N"
  ),
  RuleCase(
    "history-link-past-end", .atom, "<author><name>N",
    bad:
      "<link rel=\"last\" href=\"https://example.org/atom.xml\"/><link rel=\"next\" href=\"https://example.org/2\"/><author><name>N",
    good:
      "<link rel=\"last\" href=\"https://example.org/3\"/><link rel=\"next\" href=\"https://example.org/2\"/><author><name>N"
  ),
  RuleCase(
    "history-archive-incomplete", .atom, "<author><name>N",
    bad:
      "<archive xmlns=\"http://purl.org/syndication/history/1.0\"/><link rel=\"current\" href=\"https://example.org/1\"/><author><name>N",
    good:
      "<archive xmlns=\"http://purl.org/syndication/history/1.0\"/><link rel=\"current\" href=\"https://example.org/1\"/><link rel=\"prev-archive\" href=\"https://example.org/0\"/><author><name>N"
  ),
  RuleCase(
    "history-archive-no-current", .atom, "<author><name>N",
    bad:
      "<archive xmlns=\"http://purl.org/syndication/history/1.0\"/><link rel=\"next-archive\" href=\"https://example.org/2\"/><author><name>N",
    good:
      "<archive xmlns=\"http://purl.org/syndication/history/1.0\"/><complete xmlns=\"http://purl.org/syndication/history/1.0\"/><author><name>N"
  ),
  RuleCase(
    "history-link-in-entry", .atom, link,
    bad: link + "<link rel=\"prev-archive\" href=\"https://example.org/1\"/>",
    good: link + "<link rel=\"prev\" href=\"https://example.org/1\"/>"),
  RuleCase(
    "thread-missing-ref", .atom, link,
    bad: link + "<in-reply-to xmlns=\"http://purl.org/syndication/thread/1.0\"/>",
    good: link
      + "<in-reply-to xmlns=\"http://purl.org/syndication/thread/1.0\" ref=\"tag:example.org,2026:0\"/>"
  ),
  RuleCase(
    "thread-relative-ref", .atom, link,
    bad: link + "<in-reply-to xmlns=\"http://purl.org/syndication/thread/1.0\" ref=\"0\"/>",
    good: link
      + "<in-reply-to xmlns=\"http://purl.org/syndication/thread/1.0\" ref=\"https://example.org/0\"/>"
  ),
  RuleCase(
    "thread-count", .atom, link,
    bad: link
      + "<link rel=\"replies\" href=\"https://example.org/c\" xmlns:thr=\"http://purl.org/syndication/thread/1.0\" thr:count=\"-1\"/>",
    good: link
      + "<link rel=\"replies\" href=\"https://example.org/c\" xmlns:thr=\"http://purl.org/syndication/thread/1.0\" thr:count=\"0\"/>"
  ),
  RuleCase(
    "thread-updated", .atom, link,
    bad: link
      + "<link rel=\"replies\" href=\"https://example.org/c\" xmlns:thr=\"http://purl.org/syndication/thread/1.0\" thr:updated=\"now\"/>",
    good: link
      + "<link rel=\"replies\" href=\"https://example.org/c\" xmlns:thr=\"http://purl.org/syndication/thread/1.0\" thr:updated=\"2026-01-02T03:04:05Z\"/>"
  ),
  RuleCase(
    "tombstone", .atom, "<author><name>N",
    bad:
      "<deleted-entry xmlns=\"http://purl.org/atompub/tombstones/1.0\" ref=\"tag:example.org,2026:0\"/><author><name>N",
    good:
      "<deleted-entry xmlns=\"http://purl.org/atompub/tombstones/1.0\" ref=\"tag:example.org,2026:0\" when=\"2026-01-02T03:04:05Z\"/><author><name>N"
  ),
]

let htmlCases: [RuleCase] = [
  RuleCase(
    "html-in-text", .atom, "<title>Two<", bad: "<title>&lt;b&gt;Two&lt;/b&gt;<",
    good: "<title>2 &lt; 3 &gt; 1<"),
  RuleCase(
    "html-double-escaped", .atom, "<title>Two<", bad: "<title>Two &amp;amp; three<",
    good: "<title>Two &amp; three<"),
  RuleCase(
    "html-double-escaped", .atom, content,
    bad: "<content type=\"html\">&amp;lt;p&amp;gt;a&amp;lt;/p&amp;gt;</content>",
    good: "<content type=\"html\">The tag &amp;lt;p&amp;gt; begins a paragraph</content>"),
  html(
    "html-relative-url", bad: "<a href=\"/one\">a</a>", good: "<a href=\"https://a.example/\">a</a>"
  ),
  html(
    "html-relative-url", bad: "<a href=\"#note\">a</a>",
    good: "<a href=\"mailto:a@example.org\">a</a>"),
  html(
    "html-relative-url",
    bad: "<img src=\"https://a.example/a\" srcset=\"/b 2x\" alt=\"\" width=\"1\" height=\"1\">",
    good:
      "<img src=\"https://a.example/a\" srcset=\"https://a.example/b 2x, https://a.example/c,d 3x\" alt=\"\" width=\"1\" height=\"1\">"
  ),
  html(
    "html-risky-element", bad: "<p>a</p><script>a()</script>", good: "<p>a</p><code>script</code>"),
  html("html-risky-attribute", bad: "<p onclick=\"a()\">a</p>", good: "<p title=\"onclick\">a</p>"),
  html(
    "html-risky-attribute", bad: "<a href=\"java&#115;cript:a()\">a</a>",
    good: "<a href=\"https://a.example/javascript:\">a</a>"),
  html(
    "html-risky-style", bad: "<p style=\"background: url(a)\">a</p>",
    good: "<p style=\"text-align: right\">a</p>"),
  html("html-unknown-element", bad: "<blink>a</blink>", good: "<my-blink>a</my-blink>"),
  html("html-unclosed", bad: "<p><em>a</p>", good: "<ul><li>a<li>b</ul>"),
  html("html-unclosed", bad: "<p>a</div>", good: "<p>a<br>b"),
  html(
    "html-image-alt", bad: "<img src=\"https://a.example/a\" width=\"1\" height=\"1\">",
    good: "<img src=\"https://a.example/a\" alt=\"\" width=\"1\" height=\"1\">"),
  html(
    "html-image-size", bad: "<img src=\"https://a.example/a\" alt=\"\" width=\"1\">",
    good: "<img src=\"https://a.example/a\" alt=\"\" width=\"1\" height=\"1\">"),
  html("html-empty-body", bad: "<p> </p>", good: "<hr>"),
]

private func html(_ rule: String, bad: String, good: String) -> RuleCase {
  let wrap: (String) -> String = { "<content type=\"html\"><![CDATA[\($0)]]></content>" }
  return RuleCase(rule, .atom, content, bad: wrap(bad), good: wrap(good))
}

@Suite struct AtomRuleTests {
  @Test(arguments: atomCases + htmlCases) func theExampleBreaksTheRule(_ example: RuleCase) {
    #expect(example.codes(example.bad) == [example.rule])
  }

  @Test(arguments: atomCases + htmlCases) func theNearMissBreaksNone(_ example: RuleCase) {
    #expect(example.codes(example.good) == [])
  }
}
