import StetCore
import Testing

@testable import StetContent

struct FrontMatterEditTests {
  /// A file before and after `Old` and `old` are replaced by what stands in `new`.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let before: String
    let after: String
    var new = "New"
    var dialect = ParseContext.Dialect.stet

    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(
      name: "a block list", before: "---\ntags:\n  - Old # keep\n  - b\n---\nOld\n",
      after: "---\ntags:\n  - New # keep\n  - b\n---\nOld\n"),
    Case(
      name: "a block list that has the new one", before: "---\ntags:\n- New\n-   old\n- b\n---\n",
      after: "---\ntags:\n- New\n- b\n---\n"),
    Case(
      name: "a flow list", before: "---\ntags: [ a,Old , 'b' ]\n---\n",
      after: "---\ntags: [ a,New , 'b' ]\n---\n"),
    Case(
      name: "quotes stay", before: "---\ntags: ['Old', \"b\"]\n---\n",
      after: "---\ntags: ['It''s', \"b\"]\n---\n", new: "It's"),
    Case(
      name: "a flow list that has the new one", before: "---\ntags: [Old, New, c]\n---\n",
      after: "---\ntags: [New, c]\n---\n"),
    Case(
      name: "the last of a flow list", before: "---\ntags: [New, Old]\n---\n",
      after: "---\ntags: [New]\n---\n"),
    Case(
      name: "quotes where YAML needs them", before: "---\ntags: [Old]\ntopics:\n- old\n---\n",
      after: "---\ntags: [\"a: b, c\"]\ntopics:\n- \"a: b, c\"\n---\n", new: "a: b, c"),
    Case(
      name: "a number in quotes", before: "---\ntags: [Old]\n---\n",
      after: "---\ntags: [\"2024\"]\n---\n", new: "2024"),
    Case(
      name: "a comma string", before: "---\r\ntags: a, Old,  b\r\n---\r\n",
      after: "---\r\ntags: a, New,  b\r\n---\r\n"),
    Case(
      name: "a quoted comma string that has the new one",
      before: "---\ntags: \"Old, New, b\"\n---\n", after: "---\ntags: \"New, b\"\n---\n"),
    Case(name: "one text", before: "---\ntags: Old\n---\n", after: "---\ntags: New\n---\n"),
    Case(
      name: "Jekyll's spaces", before: "---\ntags: a Old b\n---\n",
      after: "---\ntags: a New b\n---\n", dialect: .jekyll),
    Case(
      name: "TOML", before: "+++\ntags = [\n  \"a\", # first\n  'Old',\n]\n+++\n",
      after: "+++\ntags = [\n  \"a\", # first\n  'New',\n]\n+++\n"),
    Case(
      name: "TOML under taxonomies",
      before: "+++\n[taxonomies]\ntags = [\"Old\", \"New\"]\n+++\n",
      after: "+++\n[taxonomies]\ntags = [\"New\"]\n+++\n"),
    Case(
      name: "JSON", before: "{\n  \"tags\": [\n    \"Old\",\n    \"New\"\n  ]\n}\nText\n",
      after: "{\n  \"tags\": [\n    \"New\"\n  ]\n}\nText\n"),
    Case(
      name: "Pelican's lines", before: "Title: T\nTags: a, Old\n\nText\n",
      after: "Title: T\nTags: a, New\n\nText\n", dialect: .pelican),
    Case(
      name: "other keys", before: "---\ntitle: Old\nimages: [Old]\n---\nOld\n",
      after: "---\ntitle: Old\nimages: [Old]\n---\nOld\n"),
  ]

  @Test(arguments: cases)
  func onlyTheTermChanges(example: Case) throws {
    var edit = try #require(
      FrontMatterEdit(SourceFile(path: "a.md", text: example.before), dialect: example.dialect))
    let isDone = edit.replaceTerms(
      of: ["tags", "topics"], by: example.new, splittingSpaces: example.dialect == .jekyll
    ) { text in
      text.lowercased() == "old" ? .old : text == example.new ? .new : .other
    }
    #expect(isDone)
    #expect(String(decoding: edit.result, as: UTF8.self) == example.after)
  }

  @Test(arguments: [
    "---\ntags: >\n  Old\n---\n",
    "---\ntags: [\"O\\u006Cd\", New] # written as an escape\n---\n",
  ])
  func whatIsWrittenInOtherWaysIsLeftAloneOrReadsTheSame(text: String) throws {
    let file = SourceFile(path: "a.md", text: text)
    var edit = try #require(FrontMatterEdit(file, dialect: .stet))
    _ = edit.replaceTerms(of: ["tags"], by: "New", splittingSpaces: false) { text in
      text == "Old" ? .old : text == "New" ? .new : .other
    }
    let after = parse(
      SourceFile(path: "a.md", bytes: edit.result), localPath: "a.md",
      in: ParseContext(taxonomyKeys: ["tags"]))
    let terms = after.value.article.metadata.terms["tags"]?.map(\.value)
    #expect(terms == ["New"] || edit.result == file.bytes)
  }

  @Test(arguments: [
    ("---\nname: A\n---\n", "---\nname: A\naliases: [Old name]\n---\n"),
    ("---\naliases: [B]\n---\n", "---\naliases: [B, Old name]\n---\n"),
    ("---\naliases: ['B']\n---\n", "---\naliases: ['B', 'Old name']\n---\n"),
    ("---\naliases: []\n---\n", "---\naliases: [Old name]\n---\n"),
    ("---\naliases: B\n---\n", "---\naliases: [B, Old name]\n---\n"),
    (
      "---\naliases:\n  - B # b\nx: 1\n---\n", "---\naliases:\n  - B # b\n  - Old name\nx: 1\n---\n"
    ),
    ("+++\nname = \"A\"\n[x]\n+++\n", "+++\naliases = [\"Old name\"]\nname = \"A\"\n[x]\n+++\n"),
    ("{\n  \"name\": \"A\"\n}\n", "{\n  \"aliases\": [\"Old name\"],\n  \"name\": \"A\"\n}\n"),
    ("{}\n", "{\"aliases\": [\"Old name\"]}\n"),
  ])
  func anAliasIsAdded(before: String, after: String) throws {
    var edit = try #require(
      FrontMatterEdit(SourceFile(path: "a.md", text: before), dialect: .stet))
    let isDone = edit.addAlias("Old name")
    #expect(isDone)
    #expect(String(decoding: edit.result, as: UTF8.self) == after)
  }
}
