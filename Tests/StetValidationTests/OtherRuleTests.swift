import Testing

@testable import StetValidation

private let one = "<title>One</title>"

let rssCases: [RuleCase] = [
  RuleCase(
    "rss-version", .rss, "version=\"2.0\" ", bad: "version=\"3.0\" ", good: "version='2.0' "),
  RuleCase(
    "rss-old-version", .rss, "version=\"2.0\" ", bad: "version=\"0.92\" ", good: "version='2.0' "),
  RuleCase(
    "rss-missing-channel", .opml, Model.opml.text, bad: "<rss version=\"2.0\"/>",
    good: Model.rss.text),
  RuleCase(
    "rss-missing-title", .podcast, "<title>Gazette</title>", bad: "", good: "<title>G</title>"),
  RuleCase(
    "rss-missing-link", .podcast, "<link>https://example.org/</link>", bad: "",
    good: "<link>http://example.org/</link>"),
  RuleCase(
    "rss-missing-description", .podcast, "<description>News</description>", bad: "",
    good: "<description>N</description>"),
  RuleCase("rss-item-empty", .podcast, one, bad: "", good: "<description>d</description>"),
  RuleCase(
    "rss-unknown-element", .rss, one, bad: one + "<summary>s</summary>",
    good: one + "<x:summary xmlns:x=\"urn:x-test:x\">s</x:summary>"),
  RuleCase(
    "rss-duplicate-element", .rss, one, bad: one + one,
    good: one + "<category>a</category><category>b</category>"),
  RuleCase(
    "rss-misplaced-item", .rss, "</channel>",
    bad: "</channel><item><title>a</title><guid>https://example.org/a</guid></item>",
    good: "<item><title>a</title><guid>https://example.org/a</guid></item></channel>"),
  RuleCase("rss-stray-text", .rss, one, bad: one + "text", good: one + "<!-- text -->"),
  RuleCase(
    "rss-guid-not-url", .rss, "<guid>https://example.org/two<", bad: "<guid>two-two<",
    good: "<guid isPermaLink=\"false\">two-two<"),
  RuleCase(
    "rss-guid-flag", .rss, "isPermaLink=\"false\"", bad: "isPermaLink=\"no\"",
    good: "isPermaLink='false'"),
  RuleCase(
    "rss-duplicate-guid", .rss, "<guid>https://example.org/two<",
    bad: "<guid isPermaLink=\"false\">tag:example.org,2026:one<",
    good: "<guid isPermaLink=\"false\">tag:example.org,2026:ones<"),
  RuleCase(
    "rss-missing-guid", .rss, "<guid>https://example.org/two</guid>", bad: "",
    good: "<guid>https://example.org/2</guid>"),
  RuleCase(
    "rss-guid-weak", .rss, "<guid>https://example.org/two<", bad: "<guid isPermaLink=\"false\">17<",
    good: "<guid isPermaLink=\"false\">a:17<"),
  RuleCase("rss-enclosure", .rss, "length=\"12\" ", bad: "", good: "length=\"0\" "),
  RuleCase(
    "rss-enclosure-address", .rss, "<enclosure url=\"https://example.org/",
    bad: "<enclosure url=\"/",
    good: "<enclosure url=\"http://example.org/"),
  RuleCase(
    "rss-enclosure-length", .rss, "length=\"12\" ", bad: "length=\"12 kB\" ", good: "length='12' "),
  RuleCase(
    "rss-enclosure-type", .rss, "type=\"audio/mpeg\"/>", bad: "type=\"mp3\"/>",
    good: "type=\"audio/ogg\"/>"),
  RuleCase(
    "rss-several-enclosures", .rss, "<enclosure ",
    bad:
      "<enclosure url=\"https://example.org/b.mp3\" length=\"1\" type=\"audio/mpeg\"/><enclosure ",
    good: "<category>audio</category><enclosure "),
  RuleCase(
    "rss-content-before-description", .rss,
    "<description>What happened</description>\n<content:encoded>&lt;p&gt;It happened.&lt;/p&gt;</content:encoded>",
    bad: "<content:encoded>a</content:encoded><description>b</description>",
    good: "<description>b</description><content:encoded>a</content:encoded>"),
  RuleCase(
    "rss-author", .rss, "<dc:creator>Ann</dc:creator>", bad: "<author>Ann</author>",
    good: "<author>ann@example.org (Ann)</author>"),
  RuleCase("rss-missing-self", .rss, "rel=\"self\"", bad: "rel=\"via\"", good: "rel='self'"),
  RuleCase("rss-character-data", .rss, ">One<", bad: ">R&amp;D<", good: ">R&#x26;D<"),
  RuleCase(
    "rss-image-title", .rss, "<title>Gazette</title><link>", bad: "<title>Logo</title><link>",
    good: "<title> Gazette </title><link>"),
  RuleCase(
    "rss-image-link", .rss, "<link>https://example.org/</link></image>",
    bad: "<link>https://example.org/x</link></image>",
    good: "<link>https://example.org/</link><width>144</width></image>"),
  RuleCase(
    "rss-image", .rss, "<url>https://example.org/i.png</url>", bad: "",
    good: "<url>https://example.org/i.gif</url>"),
  RuleCase(
    "rss-duplicate-date", .rss, "<dc:creator>",
    bad: "<dc:date>2026-01-02T03:04:05Z</dc:date><dc:creator>",
    good: "<dc:rights>free</dc:rights><dc:creator>"),
  RuleCase(
    "rss-value", .rss, "<language>", bad: "<ttl>hour</ttl><language>",
    good: "<ttl>60</ttl><language>"),
  RuleCase(
    "rss-value", .rss, "<language>", bad: "<skipHours><hour>24</hour></skipHours><language>",
    good: "<skipHours><hour>23</hour></skipHours><language>"),
  RuleCase(
    "rss-link-relative", .rss, "<link>https://example.org/two<", bad: "<link>/two<",
    good: "<link>https://example.org/2<"),
  RuleCase(
    "rss-source", .rss, one, bad: one + "<source>Agency</source>",
    good: one + "<source url=\"https://a.example/rss\">Agency</source>"),
  RuleCase(
    "date-rfc822", .rss, "<pubDate>Fri, 02 Jan 2026 03:04:05 GMT", bad: "<pubDate>2026-01-02",
    good: "<pubDate>2 Jan 2026 03:04 +0000"),
  RuleCase("date-weekday", .rss, "<pubDate>Fri", bad: "<pubDate>Mon", good: "<pubDate>fri"),
  RuleCase(
    "date-zone", .rss, "03:04:05 GMT</pub", bad: "03:04:05 EST</pub", good: "03:04:05 -0500</pub"),
  RuleCase(
    "date-w3cdtf", .rdf, "<dc:date>2026-01-02T03:04:05Z", bad: "<dc:date>2 January",
    good: "<dc:date>2026-01"),
  RuleCase(
    "rdf-about", .rdf, "<item rdf:about=\"https://example.org/one\">", bad: "<item>",
    good: "<item rdf:about=\"https://example.org/1\">"),
  RuleCase(
    "rdf-items", .rdf, "<rdf:li resource=\"https://example.org/one\"/>", bad: "",
    good: "<rdf:li rdf:resource=\"https://example.org/one\"/>"),
  media(
    "media-namespace", bad: "<m:content xmlns:m=\"http://search.yahoo.com/mrss\"/>",
    good: "<m:content xmlns:m=\"http://search.yahoo.com/mrss/\"/>"),
  media(
    "media-medium", bad: "<media:content url=\"https://example.org/a\" medium=\"picture\"/>",
    good: "<media:content url=\"https://example.org/a\" medium=\"image\"/>"),
  media(
    "media-expression", bad: "<media:content url=\"https://example.org/a\" expression=\"half\"/>",
    good: "<media:content url=\"https://example.org/a\" expression=\"sample\"/>"),
  media(
    "media-group", bad: "<media:group><media:content url=\"https://example.org/a\"/></media:group>",
    good:
      "<media:group><media:content url=\"https://example.org/a\"/><media:content url=\"https://example.org/b\"/></media:group>"
  ),
  media(
    "media-adult", bad: "<media:adult>true</media:adult>",
    good: "<media:rating>adult</media:rating>"),
  media(
    "media-address", bad: "<media:thumbnail url=\"a.png\"/>",
    good: "<media:thumbnail url=\"https://example.org/a.png\"/>"),
  RuleCase(
    "itunes-category", .podcast, "text=\"News\"", bad: "text=\"Gossip\"", good: "text=\"Arts\""),
  RuleCase(
    "itunes-explicit", .podcast, "<itunes:explicit>false", bad: "<itunes:explicit>maybe",
    good: "<itunes:explicit>true"),
  RuleCase("itunes-duration", .podcast, "1:02:03", bad: "an hour", good: "3723"),
  RuleCase(
    "itunes-image", .podcast, "href=\"https://example.org/i.png\"", bad: "href=\"i.png\"",
    good: "href=\"https://example.org/i.jpg\""),
  RuleCase(
    "itunes-missing", .podcast, "<itunes:explicit>false</itunes:explicit>", bad: "",
    good: "<itunes:explicit>yes</itunes:explicit>"),
  RuleCase(
    "syndication-value", .rss, "<language>",
    bad: "<sy:updatePeriod>often</sy:updatePeriod><language>",
    good: "<sy:updatePeriod>hourly</sy:updatePeriod><language>"),
]

private func media(_ rule: String, bad: String, good: String) -> RuleCase {
  RuleCase(rule, .rss, one, bad: one + bad, good: one + good)
}

let jsonCases: [RuleCase] = [
  RuleCase("json-syntax", .json, "\"Gazette\",", bad: "'Gazette',", good: "\"Ga\\u007aette\","),
  RuleCase("json-syntax", .json, "\"Gazette\",", bad: "\"\\ud800\",", good: "\"\\ud83d\\ude00\","),
  RuleCase("json-version", .json, "version/1.1", bad: "version/2", good: "version/1"),
  RuleCase(
    "json-missing-title", .json, "\"title\": \"Gazette\",\n", bad: "", good: "\"title\": \"G\",\n"),
  RuleCase(
    "json-missing-items", .json, "\"items\": [", bad: "\"_items\": [", good: "\"items\" : ["),
  RuleCase(
    "json-missing-address", .json, "\"feed_url\"", bad: "\"_feed_url\"", good: "\"feed_url\" "),
  RuleCase(
    "json-item-id", .json, "\"id\": \"tag:example.org,2026:two\"", bad: "\"id\": 2",
    good: "\"id\": \"2\""),
  RuleCase("json-duplicate-id", .json, "2026:two", bad: "2026:one", good: "2026:2"),
  RuleCase(
    "json-item-empty", .json, "\"content_text\"", bad: "\"summary\"", good: "\"content_html\""),
  RuleCase(
    "json-date", .json, "2026-01-02T03:04:05Z", bad: "2 January", good: "2026-01-02T03:04:05+01:00"),
  RuleCase(
    "json-address", .json, "\"url\": \"https://example.org/one\"", bad: "\"url\": \"/one\"",
    good: "\"url\": \"http://example.org/one\""),
  RuleCase("json-type", .json, "[\"politics\"]", bad: "\"politics\"", good: "[\"a\", \"b\"]"),
  RuleCase(
    "json-attachment", .json, "\"mime_type\": \"audio/mpeg\", ", bad: "",
    good: "\"mime_type\": \"audio/ogg\", "),
  RuleCase("json-hub", .json, "\"type\": \"WebSub\", ", bad: "", good: "\"type\": \"rssCloud\", "),
  RuleCase(
    "json-author", .json, "\"authors\": [{\"name\": \"Ann\"}]",
    bad: "\"author\": {\"name\": \"Ann\"}", good: "\"authors\": [{\"url\": \"https://a.example/\"}]"
  ),
  RuleCase("json-unknown-key", .json, "\"language\"", bad: "\"lang\"", good: "\"_lang\""),
  RuleCase(
    "json-duplicate-key", .json, "\"language\": \"en\"",
    bad: "\"language\": \"en\", \"language\": \"fr\"", good: "\"language\": \"fr\""),
  RuleCase(
    "html-in-text", .json, "\"title\": \"One\"", bad: "\"title\": \"<b>One</b>\"",
    good: "\"title\": \"1 < 2\""),
]

let siteCases: [RuleCase] = [
  RuleCase(
    "sitemap-address", .sitemap, "<loc>https://example.org/<", bad: "<loc>/<",
    good: "<loc>http://example.org/<"),
  RuleCase(
    "sitemap-address", .sitemap, "<loc>https://example.org/<", bad: "<loc>https://example.org/é<",
    good: "<loc>https://example.org/%C3%A9<"),
  RuleCase(
    "sitemap-missing-address", .sitemap, "<loc>https://example.org/</loc>", bad: "",
    good: "<loc>https://example.org/a</loc>"),
  RuleCase(
    "sitemap-duplicate", .sitemap, "example.org/one", bad: "example.org/", good: "example.org/One"),
  RuleCase(
    "sitemap-date", .sitemap, "2026-01-02", bad: "2 January", good: "2026-01-02T03:04+01:00"),
  RuleCase("sitemap-value", .sitemap, "daily", bad: "often", good: "never"),
  RuleCase("sitemap-value", .sitemap, ">0.5<", bad: ">5<", good: ">1<"),
  RuleCase(
    "sitemap-namespace", .index,
    "http://www.sitemaps.org/schemas/sitemap/0.9\">\n<sitemap><loc>https://example.org/sitemap-1.xml</loc></sitemap>",
    bad: "https://www.sitemaps.org/schemas/sitemap/0.9\">",
    good: "http://www.sitemaps.org/schemas/sitemap/0.9\">"),
  RuleCase(
    "sitemap-unknown-element", .sitemap, "<changefreq>daily</changefreq>",
    bad: "<frequency>daily</frequency>", good: "<x:f xmlns:x=\"urn:x-test:x\"/>"),
  RuleCase(
    "news-missing", .news, "<news:title>One</news:title>", bad: "",
    good: "<news:title>1</news:title>"),
  RuleCase("news-language", .news, ">en<", bad: ">en-GB<", good: ">zh-cn<"),
  RuleCase("news-date", .news, "2026-01-02T03:04:05Z", bad: "2026", good: "2026-01-02"),
  RuleCase(
    "news-old", .news, "2026-01-02T03:04:05Z", bad: "2025-12-31T23:59:59Z",
    good: "2026-01-01T00:00:01Z"),
  RuleCase("opml-version", .opml, "version=\"2.0\"", bad: "version=\"9\"", good: "version=\"1.0\""),
  RuleCase("opml-missing", .opml, "<head><title>Feeds</title></head>", bad: "", good: "<head/>"),
  RuleCase("opml-text", .opml, "text=\"Gazette\" ", bad: "title=\"Gazette\" ", good: "text=\"G\" "),
  RuleCase(
    "opml-missing-feed", .opml, " xmlUrl=\"https://example.org/atom.xml\"", bad: "",
    good: " xmlUrl=\"https://example.org/rss.xml\""),
  RuleCase(
    "opml-address", .opml, "https://example.org/atom.xml", bad: "atom.xml",
    good: "http://example.org/atom.xml"),
  RuleCase(
    "opml-date", .opml, "<title>Feeds</title>", bad: "<dateCreated>today</dateCreated>",
    good: "<dateCreated>Fri, 02 Jan 2026 03:04:05 GMT</dateCreated>"),
  RuleCase("feed-format-unknown", .opml, Model.opml.text, bad: "<html/>", good: Model.opml.text),
]

@Suite struct OtherRuleTests {
  @Test(arguments: rssCases + jsonCases + siteCases)
  func theExampleBreaksTheRule(_ example: RuleCase) {
    #expect(example.codes(example.bad) == [example.rule])
  }

  @Test(arguments: rssCases + jsonCases + siteCases)
  func theNearMissBreaksNone(_ example: RuleCase) {
    #expect(example.codes(example.good) == [])
  }

  @Test(arguments: Model.allCases) func theModelIsClean(_ model: Model) {
    #expect(Judge().report(on: Array(model.text.utf8)).findings == [])
  }
}
