import Testing

struct SiteArchiveTests {
  @Test
  func aStringHoldsASite() {
    let archive = SiteArchive(
      """
      A comment.
      -- stet.yaml --
      title: The Example
      -- content/a b.md --
      One.

      -- content/empty.md --
      """)
    #expect(archive.files.map(\.path) == ["stet.yaml", "content/a b.md", "content/empty.md"])
    #expect(archive.files.map(\.text) == ["title: The Example\n", "One.\n\n", ""])
  }
}
