import StetCore
import Testing

@testable import StetContent

@Suite struct SchemaTests {
  @Test func theSchemaIsJSONAndNamesEveryKey() {
    let file = SourceFile(path: "schema.json", text: frontMatterSchema(taxonomyKeys: ["topics"]))
    let schema = data(file)
    #expect(schema.diagnostics.isEmpty)
    let properties = schema.value["properties"]
    for key in FrontMatterKey.allCases { #expect(properties?[key.rawValue] != nil) }
    #expect(properties?["topics"] != nil)
  }

  @Test(arguments: Archetype.allCases)
  func aNewFileIsReadBack(_ archetype: Archetype) {
    let date = Timestamp(secondsSinceEpoch: 1_700_000_000)
    let id = Archetype.mintID(authority: "a.org", title: "Ä \"b\"", date: date)
    #expect(id == "tag:a.org,2023-11-14:a-b")
    let result = parsed(archetype.markdown(title: "Ä \"b\\", id: id, date: date))
    #expect(result.diagnostics.isEmpty)
    #expect(result.value.article.metadata.title?.value == "Ä \"b\\")
    #expect(result.value.article.metadata.id?.value == id)
  }
}
