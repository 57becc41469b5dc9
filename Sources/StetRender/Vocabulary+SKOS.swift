import StetCore
import StetSite

/// A taxonomy as a SKOS concept scheme (SKOS Reference §3–§8), in Turtle (RDF 1.1 Turtle).
struct VocabularyDocument {
  let site: Site
  let addresses: Addresses
  let taxonomy: String

  /// The UTF-8 of the document: the scheme, then each concept by address.
  var bytes: [UInt8] {
    let scheme = "<\(addresses.absolute(SitePath("/\(taxonomy)/")))>"
    let language = site.configuration.language
    var text = """
      @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
      @prefix dct: <http://purl.org/dc/terms/> .

      \(scheme) a skos:ConceptScheme ;
        dct:title \(literal(site.configuration.title, language)) .

      """
    for topic in site.topics where topic.taxonomy == taxonomy && !topic.isHidden {
      var facts = ["a skos:Concept", "skos:inScheme \(scheme)"]
      facts.append("skos:prefLabel \(literal(topic.name, language))")
      facts += topic.aliases.map { "skos:altLabel \(literal($0, language))" }
      facts += topic.description.map { ["skos:definition \(literal($0, language))"] } ?? []
      facts += visible(topic.broader).map { "skos:broader \(iri($0))" }
      facts += visible(topic.narrower).map { "skos:narrower \(iri($0))" }
      facts += visible(topic.related).map { "skos:related \(iri($0))" }
      facts += topic.sameAs.filter(isIRI).map { "skos:exactMatch <\($0)>" }
      if visible(topic.broader).isEmpty { facts.append("skos:topConceptOf \(scheme)") }
      text += "\n<\(addresses.absolute(topic.address))> "
      text += facts.joined(separator: " ;\n  ") + " .\n"
    }
    return Array(text.utf8)
  }

  private func visible(_ topics: [Int]) -> [Topic] {
    topics.map { site.topics[$0] }.filter { !$0.isHidden }
  }

  private func iri(_ topic: Topic) -> String { "<\(addresses.absolute(topic.address))>" }

  /// Turtle §6.4, IRIREF: none of the characters that an IRI in angle brackets may not hold.
  private func isIRI(_ text: String) -> Bool {
    text.hasPrefix("http")
      && !text.unicodeScalars.contains {
        $0.value <= 0x20 || "<>\"{}|^`\\".unicodeScalars.contains($0)
      }
  }

  /// Turtle §6.4, STRING_LITERAL_QUOTE.
  private func literal(_ text: String, _ language: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": escaped += "\\\""
      case "\\": escaped += "\\\\"
      case "\n": escaped += "\\n"
      case "\r": escaped += "\\r"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return "\"\(escaped)\"@\(language)"
  }
}
