import StetCore
import Testing

struct NearestNameTests {
  @Test(arguments: [
    ("standfrist", "standfirst"), ("tilte", "title"), ("autor", "author"), ("Date", "date"),
    ("dte", "date"), ("datee", "date"),
  ])
  func aSlipIsFound(written: String, meant: String) {
    #expect(nearestName(to: written, among: ["title", "date", "author", "standfirst"]) == meant)
  }

  @Test(arguments: ["colour", "x", "", "titanic voyage"])
  func whatIsFarFromEveryNameIsNotGuessed(written: String) {
    #expect(nearestName(to: written, among: ["title", "date", "author", "standfirst"]) == nil)
  }

  @Test
  func ofEqualsTheFirstInOrderWins() {
    #expect(nearestName(to: "cat", among: ["rat", "bat"]) == "bat")
  }
}
