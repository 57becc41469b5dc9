import StetCore
import Testing

@testable import StetSite

@Suite struct TranslationTests {
  private let room = Newsroom(
    """
    -- stet.yaml --
    language: en-GB
    -- content/arts/_index.md --
    ---
    title: Arts
    ---
    -- content/arts/_index.es.md --
    ---
    title: Artes
    ---
    -- content/_index.es.md --
    ---
    title: Portada
    ---
    -- content/arts/opera.md --
    ---
    title: Opera
    date: 2026-01-01
    ---
    -- content/arts/opera.es.md --
    ---
    title: Ópera
    date: 2026-01-01
    ---
    [x]({{< ref "film.md" >}})
    -- content/arts/film/index.md --
    ---
    title: Film
    date: 2026-01-02
    ---
    -- content/arts/film/index.es.md --
    ---
    title: Cine
    date: 2026-01-02
    ---
    -- content/arts/only.fr.md --
    ---
    title: Seul
    date: 2026-01-03
    ---
    -- content/arts/own.en.md --
    ---
    title: Own
    date: 2026-01-04
    ---

    """)

  private func address(_ path: String) throws -> String {
    room.site.story(try room.article(path)).address.text
  }

  @Test func anotherLanguageStandsInItsOwnFolder() throws {
    #expect(try address("content/arts/opera.md") == "/arts/opera/")
    #expect(try address("content/arts/opera.es.md") == "/es/arts/opera/")
    #expect(try address("content/arts/film/index.es.md") == "/es/arts/film/")
    #expect(try address("content/arts/_index.es.md") == "/es/arts/")
    #expect(try address("content/_index.es.md") == "/es/")
    #expect(try address("content/arts/own.en.md") == "/arts/own/")
    #expect(room.codes == [])
  }

  @Test func translationsKnowOneAnother() throws {
    let opera = try room.article("content/arts/opera.md")
    let spanish = try room.article("content/arts/opera.es.md")
    #expect(room.site.story(opera).translations == [spanish])
    #expect(room.site.story(spanish).translations == [opera])
    #expect(room.site.story(spanish).language == "es")
    #expect(room.site.story(try room.article("content/arts/only.fr.md")).translations == [])
  }

  @Test func listsAndFeedsTellAStoryOnce() throws {
    #expect(
      room.addresses(room.site.latest) == [
        "/arts/own/", "/fr/arts/only/", "/arts/film/", "/arts/opera/",
      ])
    let spanish = try room.article("content/arts/opera.es.md")
    #expect(room.site.feedIDs[spanish.index] == nil)
  }

  @Test func aKeyJoinsFilesOfOtherNames() throws {
    let room = Newsroom(
      """
      -- content/a.md --
      ---
      title: A
      translationKey: one
      ---
      -- content/b.de.md --
      ---
      title: B
      translationKey: one
      ---

      """)
    let id = try room.article("content/b.de.md")
    #expect(room.addresses(room.site.story(id).translations) == ["/a/"])
  }

  @Test func aDraftIsNobodysTranslation() throws {
    let room = Newsroom(
      """
      -- content/a.md --
      ---
      title: A
      draft: true
      ---
      -- content/a.de.md --
      ---
      title: B
      date: 2026-01-01
      ---

      """)
    let id = try room.article("content/a.de.md")
    #expect(room.site.story(id).translations == [])
    #expect(room.addresses(room.site.latest) == ["/de/a/"])
  }

  @Test func aReferenceLeadsToTheArticleInItsLanguage() throws {
    let room = Newsroom(
      """
      -- stet.yaml --
      content: [{path: content, dialect: hugo}]
      -- content/posts/one/index.md --
      ---
      title: One
      ---
      -- content/posts/one/index.es.md --
      ---
      title: Uno
      ---
      -- content/posts/two.es.md --
      ---
      title: Dos
      ---
      [a]({{< ref "one" >}}) [b]({{< ref "posts/one/index.md" >}})
      -- content/posts/two.md --
      ---
      title: Two
      ---
      [a]({{< ref "one" >}}) [b]({{< relref "/posts/one" >}})

      """)
    let spanish = try room.article("content/posts/two.es.md")
    let english = try room.article("content/posts/two.md")
    #expect(
      room.site.links[spanish.index].body
        == Array(repeating: .local(SitePath("/es/posts/one/"), suffix: ""), count: 2))
    #expect(
      room.site.links[english.index].body
        == Array(repeating: .local(SitePath("/posts/one/"), suffix: ""), count: 2))
    #expect(room.codes == [])
  }
}
