import StetCore
import Testing

@testable import StetContent

@Suite struct LanguageTests {
  @Test(arguments: [
    ("a.es.md", "es"), ("posts/x/index.pt-br.md", "pt-br"), ("_index.FR.md", "FR"),
    ("a.zh_Hant.md", "zh-Hant"), ("a.md", nil), ("release.v2.md", nil), ("socket.io.md", nil),
    ("node.js.md", nil), ("es.md", nil), ("a.es/b.md", nil), ("a.e.md", nil),
  ])
  func aFilesNameMayEndWithItsLanguage(_ path: String, _ language: String?) {
    #expect(languageOfName(path) == language)
  }

  @Test func theLanguageOfTheNameIsTheArticles() {
    let hugo = ParseContext(dialect: .hugo)
    let article = parsed("Hola", at: "a.es.md", in: hugo).value.article
    #expect(article.metadata.language?.value == "es")
    #expect(article.languageOfName == "es")
    let given = parsed("---\nlang: es-MX\n---\n", at: "a.es.md", in: hugo).value.article
    #expect(given.metadata.language?.value == "es-MX")
    let jekyll = parsed("x", at: "a.es.md", in: ParseContext(dialect: .jekyll)).value.article
    #expect(jekyll.languageOfName == nil)
  }

  @Test(arguments: [
    ("", "“a” ’90s"), ("lang: de\n", "„a“ ’90s"), ("lang: fr-CH\n", "«a» ’90s"),
    ("lang: ja\n", "「a」 ’90s"),
  ])
  func quotationMarksAreThoseOfTheArticlesLanguage(_ lines: String, _ expected: String) {
    #expect(html("---\nx: 1\n\(lines)---\n\"a\" '90s") == "<p>\(expected)</p>\n")
  }

  @Test(arguments: [
    ("en", "Warning"), ("de-AT", "Warnung"), ("es", "Advertencia"), ("tlh", "Warning"),
    ("pt_BR", "Aviso"),
  ])
  func alertsAreCalledByTheArticlesLanguage(_ language: String, _ title: String) {
    let made = html("---\nlang: \(language)\n---\n> [!WARNING]\n> x")
    #expect(
      made
        == "<div class=\"alert alert-warning\" role=\"note\">\n<p class=\"alert-title\">\(title)</p>\n<p>x</p>\n</div>\n"
    )
  }

  @Test func everyAlertHasATitleInEveryLanguage() {
    for kind in AlertKind.allCases {
      #expect(alertTitle(kind, language: "en").lowercased() == kind.rawValue)
      #expect(!alertTitle(kind, language: "zh-TW").isEmpty)
    }
  }
}
