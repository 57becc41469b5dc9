import Foundation
import Testing

@testable import StetBuild

/// `stet template` and `stet schema`.
struct CommandTemplateTests {
  private let program: Program
  private let workplace: Workplace

  init() throws {
    program = try Program()
    workplace = try Workplace(
      """
      -- values.json --
      {"title": "A < B", "numbers": [1, 2.5, true], "map": {"z": 1, "a": null}}
      -- card.html --
      {{ title }}: {% for n in numbers %}{{ n }} {% endfor %}{{ map }}
      -- plain.txt --
      {{ title }}
      -- themes/t/base.html --
      [{% block main %}{% endblock %}]
      -- themes/t/page.html --
      {% extends "base.html" %}
      {% block main %}{{ title }}{% endblock %}
      -- wrong.html --
      One
      {{ titel }}
      -- list.json --
      [1]
      -- broken.json --
      {"title": }
      """)
  }

  private func run(_ arguments: String...) throws -> Program.Ending {
    try program.run(arguments, in: workplace.path)
  }

  @Test
  func valuesArePrintedInTheirOrder() throws {
    let ending = try run("template", "card.html", "--data", "values.json")
    #expect(ending.code == 0)
    #expect(ending.errors.isEmpty)
    #expect(
      ending.output
        == "A &lt; B: 1 2.5 True {&#39;z&#39;: 1, &#39;a&#39;: None}")
    #expect(try run("template", "plain.txt", "--data", "values.json").output == "A < B")
  }

  @Test
  func aTemplateExtendsThoseOfItsFolder() throws {
    for file in ["themes/t/page.html", "./themes/../themes/t/page.html"] {
      let ending = try run("template", file, "--data", "values.json", "--templates", "themes/t/")
      #expect(ending.output == "[A &lt; B]")
    }
    try workplace.write("other.html", "{% include 'base.html' %}!\n")
    let other = try run(
      "template", "other.html", "--templates", "themes/t", "--keep-trailing-newline")
    #expect(other.output == "[]\n!\n")
  }

  @Test
  func aMistakeIsShownWithItsPlace() throws {
    let ending = try run("template", "wrong.html", "--data", "values.json")
    #expect(ending.code == 1)
    #expect(ending.output.isEmpty)
    #expect(ending.errors.hasPrefix("wrong.html:2:4: error["))
    #expect(ending.errors.contains("\n2 | {{ titel }}\n  |    ^^^^^\n"))
    #expect(ending.errors.contains("title"))
    let lenient = try run("template", "wrong.html", "--data", "values.json", "--lenient")
    #expect(lenient.code == 0)
    #expect(lenient.output == "One\n")
  }

  @Test
  func theOutputIsAnObjectToo() throws {
    let ending = try run("template", "plain.txt", "--data", "values.json", "--format", "json")
    #expect(ending.output == "{\"diagnostics\":[],\"output\":\"A < B\"}\n")
    let wrong = try run("template", "wrong.html", "--format", "json")
    #expect(wrong.code == 1)
    #expect(wrong.output.contains("\"column\":4,\"line\":2"))
    #expect(wrong.output.contains("\"output\":null"))
  }

  @Test
  func valuesMustBeAnObject() throws {
    for file in ["list.json", "broken.json"] {
      let ending = try run("template", "plain.txt", "--data", file)
      #expect(ending.code == 1)
      #expect(ending.errors.hasPrefix("\(file):1:"))
    }
    #expect(try run("template", "plain.txt", "--data", "none.json").code == 74)
    #expect(try run("template", "none.txt").code == 74)
    #expect(try run("template", "plain.txt", "--templates", "none").code == 64)
  }

  @Test
  func schemasAreJSONAndKnowTheSitesTaxonomies() throws {
    try workplace.write("stet.yaml", "taxonomies: {topics: [topics], places: [places]}\n")
    for kind in ["frontmatter", "config"] {
      let ending = try run("schema", kind)
      #expect(ending.code == 0)
      let object = try JSONSerialization.jsonObject(with: Data(ending.output.utf8))
      let properties = try #require((object as? [String: Any])?["properties"] as? [String: Any])
      #expect(!properties.isEmpty)
      if kind == "config" {
        #expect(properties["base_url"] != nil && properties["feeds"] != nil)
        #expect(!properties.values.contains { ($0 as? [String: Any])?.isEmpty == true })
      } else {
        #expect(properties["standfirst"] != nil && properties["places"] != nil)
      }
    }
  }
}
