import StetCore
import Testing

@testable import StetContent

@Suite struct MetadataTests {
  private func metadata(
    _ yaml: String, at path: String = "a.md", in context: ParseContext = ParseContext()
  ) -> Metadata {
    parsed("---\n\(yaml)\n---\n", at: path, in: context).value.article.metadata
  }

  @Test(arguments: [
    ("2014-03-19T10:14:29Z", "2014-03-19T10:14:29Z"),
    ("2014-03-19T10:14:29.5+01:30", "2014-03-19T10:14:29+01:30"),
    ("2014-03-19 10:14:29 -0400", "2014-03-19T10:14:29-04:00"),
    ("2014-03-19 10:14:29 -04", "2014-03-19T10:14:29-04:00"),
    ("2014-03-19 10:14:29 -4", "2014-03-19T10:14:29-04:00"),
    ("2014-03-19 10:14 +0000", "2014-03-19T10:14:00Z"),
    ("2014-03-19 10:14", "2014-03-19T10:14:00+01:00"),
    ("2014-07-19", "2014-07-19T00:00:00+02:00"),
    ("2014/3/9", "2014-03-09T00:00:00+01:00"),
    ("2014-03-19 10:14 PM EST", "2014-03-19T22:14:00-05:00"),
    ("Wed, 19 Mar 2014 10:14:29 GMT", "2014-03-19T10:14:29Z"),
    ("March 19, 2014", "2014-03-19T00:00:00+01:00"),
    ("19 March 2014 8:05", "2014-03-19T08:05:00+01:00"),
    ("19.3.2014", "2014-03-19T00:00:00+01:00"),
    ("2023-01-29 18:30:22 2023 -0800", "2023-01-29T18:30:22-08:00"),
  ])
  func datesAreReadAsPublicationsWriteThem(_ text: String, _ expected: String) throws {
    let zone = try #require(TimeZoneRules(identifier: "Europe/Berlin"))
    guard case .date(let date) = DateText(text, zone: zone) else {
      Issue.record("\(text) is not read")
      return
    }
    #expect(date.rfc3339 == expected)
  }

  @Test(arguments: [
    "2014-13-01", "2014-02-30", "2014-03-19 25:00", "03/04/2014", "tomorrow", "", "2014",
    "2014-03-19 10:14:29 Mars/Olympus", "2014-03-19x",
  ])
  func whatIsNoDateIsSaidToBeNone(_ text: String) {
    if case .date = DateText(text, zone: .utc) { Issue.record("\(text) is read as a date") }
  }

  @Test(arguments: [
    ("_posts/2014-05-06-title.md", "2014-05-06"), ("2014-05-06_title/index.md", "2014-05-06"),
    ("news/2014/05/06/title.md", "2014-05-06"), ("2014-05-06.md", "2014-05-06"),
  ])
  func aPathMayHoldTheDate(_ path: String, _ day: String) {
    let file = parsed("text", at: path).value.article
    #expect(file.metadata.date?.value.civil.isoDate == day)
  }

  @Test func anAddressMayHoldTheDate() {
    let date = metadata("path: inside/2014/05/06/title").date
    #expect(date?.value.civil.isoDate == "2014-05-06")
    #expect(metadata("path: /2014/about").date == nil)
  }

  @Test(arguments: [
    ("tags: [a, b c]", ["a", "b c"]), ("tags:\n- a\n- b c", ["a", "b c"]),
    ("tags: a, b c", ["a", "b c"]),
    ("tags: \"a, b c\"", ["a", "b c"]), ("tags: b c", ["b c"]), ("tags:", []), ("tags: []", []),
    ("tags: [a, a, 2024]", ["a", "2024"]), ("Tags: a", ["a"]), ("taxonomies:\n  tags: [a]", ["a"]),
  ])
  func aListIsReadHoweverItIsWritten(_ yaml: String, _ terms: [String]) {
    let context = ParseContext(taxonomyKeys: ["tags"])
    #expect(metadata(yaml, in: context).terms["tags"]?.map(\.value) ?? [] == terms)
  }

  @Test func jekyllPartsTermsByBlanks() {
    let context = ParseContext(dialect: .jekyll, taxonomyKeys: ["tags"])
    #expect(metadata("tags: a b", in: context).terms["tags"]?.map(\.value) == ["a", "b"])
  }

  @Test(arguments: [
    ("author: Jane Doe", ["Jane Doe"]), ("authors: [jane, joe]", ["jane", "joe"]),
    ("author: Jane Doe, Joe Roe", ["Jane Doe", "Joe Roe"]),
    ("author: Martin King, Jr., Joe Roe", ["Martin King, Jr.", "Joe Roe"]),
    ("authors:\n- name: Jane\n  role: photographs\n- joe", ["Jane", "joe"]),
    ("byline: The Team", ["The Team"]),
  ])
  func authorsAreReadHoweverTheyAreWritten(_ yaml: String, _ names: [String]) {
    #expect(metadata(yaml).authors.map(\.name.value) == names)
  }

  @Test(arguments: [
    ("description: a\nexcerpt: b", "b"), ("excerpt: b\ndescription: a", "b"),
    ("standfirst: s\nsummary: t", "s"), ("dek: d", "d"), ("subtitle: ''\ndescription: a", "a"),
  ])
  func theBestNameOfTheStandfirstCounts(_ yaml: String, _ standfirst: String) {
    #expect(metadata(yaml).standfirst?.value == standfirst)
  }

  @Test func anArticleOfANewspaperHasAllItsParts() {
    let read = metadata(
      """
      kicker: Politics
      dateline: Bonn
      updated: 2024-02-01
      embargo: 2024-01-01T00:00:00Z
      expires: 2025-01-01
      draft: yes
      withdrawn: {date: 2024-03-01, reason: wrong}
      series: {name: s, order: 2}
      image: {src: a.jpg, alt: '', caption: c, credit: d}
      canonical: https://a.org/
      sources: [{title: t, url: 'https://b.org'}, https://c.org]
      corrections: [{date: 2024-01-02, text: x, kind: clarification}]
      lang: de
      weight: 3
      lead: true
      id: tag:a
      slug: 2022
      aliases: /old/
      outputs: {feed: false}
      related: {pin: [b.md], forbid: c.md}
      layout: post.html
      extra: {mood: good}
      colour: red
      """)
    #expect(read.kicker?.value == "Politics")
    #expect(read.dateline?.value == "Bonn")
    #expect(read.isDraft && read.isLead)
    #expect(read.withdrawn?.reason == "wrong")
    #expect(read.series?.order == 2)
    #expect(read.image?.alt == "" && read.image?.credit == "d")
    #expect(read.sources.map(\.title) == ["t", "https://c.org"])
    #expect(read.corrections.map(\.kind) == ["clarification"])
    #expect(read.language?.value == "de")
    #expect(read.weight?.value == 3)
    #expect(read.slug?.value == "2022")
    #expect(read.aliases.map(\.value) == ["/old/"])
    #expect(!read.outputs.isInFeeds && read.outputs.isInLists)
    #expect(read.relatedPins.map(\.value) == ["b.md"])
    #expect(read.relatedForbids.map(\.value) == ["c.md"])
    #expect(read.template?.value == "post")
    #expect(read.extra.map(\.key) == ["mood", "colour"])
  }

  @Test func companionKeysDescribeTheImage() {
    let image = metadata("image: a.jpg\nimage_alt: b\nimage_figcaption: c").image
    #expect(image?.alt == "b")
    #expect(image?.caption == "c")
  }

  @Test func aPictureWithoutAWordOnWhatItShowsIsToldOf() {
    let missing = ["2:8 warning image-alt-missing"]
    #expect(problems("---\nimage: a.jpg\n---\n") == missing)
    #expect(problems("---\nimage: a.jpg\nimage_alt: A bridge\n---\n") == [])
    #expect(problems("---\nimage: { source: a.jpg, alt: '' }\n---\n") == [])
    #expect(
      problems("---\nimage: { source: a.jpg }\n---\n") == ["2:18 warning image-alt-missing"])
    #expect(problems("---\nimage: a.jpg\n---\n", in: ParseContext(dialect: .jekyll)) == [])
  }

  @Test(arguments: [("published: false", true), ("status: draft", true), ("draft: 'false'", false)])
  func aDraftIsOneByAnyName(_ yaml: String, _ isDraft: Bool) {
    #expect(metadata(yaml).isDraft == isDraft)
  }

  @Test func pelicansLinesAreRead() {
    let text = "Title: A: b\nDate: 2014-05-06 10:20\nTags: x, y z\nAuthors: Jane; Joe\n\nText"
    let context = ParseContext(dialect: .pelican, taxonomyKeys: ["tags"])
    let file = parsed(text, in: context).value
    #expect(file.article.metadata.title?.value == "A: b")
    #expect(file.article.metadata.date?.value.civil.isoDate == "2014-05-06")
    #expect(file.article.metadata.terms["tags"]?.map(\.value) == ["x", "y z"])
    #expect(String(decoding: file.body.html, as: UTF8.self) == "<p>Text</p>\n")
  }

  @Test(arguments: [
    ("a: 1\nb: 1.5\nc: true\nd: ~\ne: 007\nf: 2024-01-01\ng: 1e3", "a.yaml"),
    (
      "a = 1\nb = 1.5\nc = true\nf = 2024-01-01\nx.y = 'z'\n[t]\nk = [1, [2]]\n[[u]]\nv={w=1}",
      "a.toml"
    ),
    ("{\"a\": 1, \"b\": [true, null, \"\\ud83d\\ude00\"]}", "a.json"),
  ])
  func everyValueKnowsItsBytes(_ text: String, _ path: String) {
    let bytes = Array(text.utf8)
    func check(_ node: LocatedNode) {
      let written = String(decoding: bytes[node.range.lower..<node.range.upper], as: UTF8.self)
      switch node {
      case .int(let value, _): #expect(Int(written) == value)
      case .double(let value, _): #expect(Double(written) == value)
      case .bool(let value, _): #expect(written == "\(value)")
      case .string(let value, _):
        #expect(written == value || written == "'\(value)'" || value == "😀")
      case .null: break
      case .list(let list, _): list.forEach(check)
      case .map(let entries, _):
        for entry in entries {
          let key = bytes[entry.key.range.lower..<entry.key.range.upper]
          #expect(String(decoding: key, as: UTF8.self).contains(entry.key.value))
          check(entry.value)
        }
      }
    }
    let result = data(SourceFile(path: path, text: text))
    #expect(result.diagnostics.isEmpty)
    check(result.value)
  }

  @Test func mergeKeysAreMerged() {
    let read = data(SourceFile(path: "a.yaml", text: "a: &a {x: 1, y: 2}\nb:\n  <<: *a\n  x: 3\n"))
    guard case .map(let entries, _) = read.value["b"] else {
      Issue.record("no map")
      return
    }
    #expect(entries.map(\.key.value) == ["x", "y"])
  }

  @Test(arguments: [
    "a = \"\"\"\nx\ny\"\"\"", "a = '''x'''", "a = \"\\u00e9\\n\"", "a = 0xff", "a = 1_000",
    "\"a b\".c = 1", "[a.b]\nc=1\n[a]\nd=2", "a = [\n1, # x\n2,\n]", "a = {b = 1, c.d = 2}",
    "a = 1979-05-27 07:32:00Z", "a = inf", "a = +1", "a = \"\"",
  ])
  func tomlIsRead(_ text: String) {
    #expect(data(SourceFile(path: "a.toml", text: text)).diagnostics.isEmpty)
  }

  @Test(arguments: [
    "a", "a =", "a = b", "a = 'x", "[a", "a = [1", "a = {b = 1", "= 1", "a = 1 b = 2", "a = 01",
    "a = \"\\x\"", "a.b = 1\na.b.c = 2", "[[a]\n",
  ])
  func wrongTOMLIsAnError(_ text: String) {
    #expect(
      data(SourceFile(path: "a.toml", text: text)).diagnostics.map(\.code) == [.frontMatterInvalid])
  }
}
