import StetCore
import Testing

@testable import StetContent

/// What `text` becomes, at `path` below its content folder.
func parsed(
  _ text: String, at path: String = "a.md", in context: ParseContext = ParseContext()
) -> Diagnosed<ParsedFile> {
  parse(SourceFile(path: "content/\(path)", text: text), localPath: path, in: context)
}

/// The HTML of `markdown` with its addresses as written.
func html(_ markdown: String, in context: ParseContext = ParseContext()) -> String {
  let file = parsed(markdown, in: context).value
  return String(decoding: file.body.filled(with: file.article.references), as: UTF8.self)
}

/// The problems of `text`, each as `line:column severity code`.
func problems(_ text: String, in context: ParseContext = ParseContext()) -> [String] {
  let file = SourceFile(path: "content/a.md", text: text)
  let result = parse(file, localPath: "a.md", in: context)
  let unread = UnreadConstruct.warnings(of: result.value.unread)
  return (result.diagnostics + unread).map { diagnostic in
    let place = diagnostic.range.map { SourcePlace(of: $0, in: file.bytes) }
    return
      "\(place?.line ?? 0):\(place?.column ?? 0) \(diagnostic.severity) \(diagnostic.code.name)"
  }
}

@Suite struct ParseTests {
  @Test func aFileBecomesAnArticleAndABody() {
    let result = parsed("---\ntitle: Hello\n---\n# One\n\nSome [text](b.md).\n")
    let article = result.value.article
    #expect(result.diagnostics.isEmpty)
    #expect(article.metadata.title?.value == "Hello")
    #expect(article.outline == [Heading(level: 1, id: "one", title: "One")])
    #expect(
      article.references == [
        Reference(kind: .link, destination: "b.md", range: SourceRange(40, 44))
      ])
    #expect(article.wordCount == 3)
    #expect(article.excerpt == "Some text.")
    #expect(
      String(decoding: result.value.body.html, as: UTF8.self)
        == "<h1 id=\"one\">One</h1>\n<p>Some <a href=\"\">text</a>.</p>\n")
  }

  @Test(arguments: [
    ("---\ntitle: x\n", "1:1 error front-matter-unclosed"),
    ("---\na:\n\tb: 1\n---\n", "3:1 error yaml-tab"),
    ("---\ntitle: a: b\n---\n", "2:9 error front-matter-invalid"),
    ("---\ndate: 2024-02-30\n---\n", "2:7 error invalid-date"),
    ("---\ndate: soon\n---\n", "2:7 error invalid-date"),
    ("---\ntitle: a\nb: 1\ntitle: c\n---\n", "2:1 warning duplicate-key"),
    ("+++\ntitle = \"a\"\ntitle = \"b\"\n+++\n", "2:1 warning duplicate-key"),
    ("+++\ntitle = a\n+++\n", "2:9 error front-matter-invalid"),
    ("{\"title\": \"a\" \"b\": 1}\n", "1:15 error front-matter-invalid"),
    ("---\nstandfrist: a\n---\n", "2:1 warning misspelt-key"),
    ("---\ndraft: perhaps\n---\n", "2:8 error wrong-value"),
    ("---\ntitle: \"a\\u000Bb\"\n---\n", "2:8 warning control-character"),
    ("a\u{B}b\n", "1:2 warning control-character"),
    ("---\n- a\n---\n", "2:1 error front-matter-invalid"),
    ("<div>\n\na\n", "1:1 warning unbalanced-html"),
    ("a</b>\n", "1:2 warning unbalanced-html"),
  ])
  func aMistakeNamesItsPlace(_ text: String, _ problem: String) {
    #expect(problems(text) == [problem])
  }

  @Test func invalidUTF8IsAnErrorAtItsByte() {
    let file = SourceFile(path: "a.md", bytes: Array("abc\u{E9}".utf8) + [0xFF, 0x41])
    let result = parse(file, localPath: "a.md", in: ParseContext())
    #expect(result.diagnostics.map(\.code) == [.invalidUTF8])
    #expect(result.diagnostics.first?.range == SourceRange(5, 6))
  }

  @Test func theLastOfTwoKeysRemains() {
    #expect(
      parsed("---\nt: 1\ntitle: a\ntitle: b\n---\n").value.article.metadata.title?.value == "b")
    #expect(parsed("+++\ntitle='a'\ntitle='b'\n+++\n").value.article.metadata.title?.value == "b")
    #expect(
      parsed("{\"title\":\"a\",\"title\":\"b\"}\n").value.article.metadata.title?.value == "b")
  }

  @Test(arguments: [
    "\u{FEFF}---\ntitle: a\n---\ntext", "---  \r\ntitle: a\r\n--- \r\ntext",
    "\n\n---\ntitle: a\n---\ntext", "+++\ntitle = \"a\"\n+++   \ntext",
    "\n+++\ntitle='a'\n+++\ntext",
    "{\"title\": \"a\"}\ntext", "---\ntitle: 'a'\n...\ntext", "---toml\ntitle='a'\n---\ntext",
  ])
  func everyFenceIsRead(_ text: String) {
    let result = parsed(text)
    #expect(result.diagnostics.isEmpty)
    #expect(result.value.article.metadata.title?.value == "a")
    #expect(String(decoding: result.value.body.html, as: UTF8.self) == "<p>text</p>\n")
  }

  @Test func textWithoutFrontMatterIsABody() {
    #expect(html("Key: value\n\ntext") == "<p>Key: value</p>\n<p>text</p>\n")
    #expect(html("") == "")
    #expect(html("{{ x }}") == "<p>{{ x }}</p>\n")
  }
}
