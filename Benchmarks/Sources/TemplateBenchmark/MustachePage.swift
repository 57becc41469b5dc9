import Mustache

/// The same page in Mustache, which can format no date, compare no addresses and put nothing
/// together: all that is laid out for it beforehand, and not counted.
struct MustachePage {
  private let library: MustacheLibrary
  private let object: [String: Any]

  /// The page with `copies` of the article's text for its body.
  init(_ fixture: Fixture, copies: Int) throws {
    var templates: [String: MustacheTemplate] = [:]
    for name in ["article", "card"] {
      let text = String(decoding: try Fixture.bytes("\(name).mustache"), as: UTF8.self)
      templates[name] = try MustacheTemplate(string: text)
    }
    library = MustacheLibrary(templates: templates)
    object = MustachePage.page(fixture, copies: copies)
  }

  /// The page as HTML.
  func html() -> String { library.render(object, withTemplate: "article") ?? "" }

  private static func page(_ fixture: Fixture, copies: Int) -> [String: Any] {
    let (page, article, strings) = (fixture["page"], fixture["article"], fixture["strings"])
    var root = object(fixture, copies: copies)
    let own = page["address"].string
    let section = article["section"]["address"].string
    merge(
      into: &root, "site",
      [
        "menu": fixture["site"]["menu"].items.map { item in
          let address = item["address"].string
          return object(item, copies: 1).merging([
            "is_page": address == own, "is_section": address != own && address == section,
          ]) { $1 }
        }
      ])
    let crumbs = page["breadcrumbs"].items
    merge(
      into: &root, "page",
      [
        "breadcrumbs": crumbs.enumerated().map { place, crumb in
          object(crumb, copies: 1).merging(["is_last": place == crumbs.count - 1]) { $1 }
        }
      ])
    root["assets"] = [
      "style": Fixture.assets["style.css"], "script": Fixture.assets["script.js"],
    ]
    root["ages"] = ["years", "months"].flatMap { unit in
      strings["age_\(unit)"].entries.map { form in
        ["unit": unit, "form": form.key, "text": form.value.string ?? ""]
      }
    }
    if case .number(let minutes) = article["reading_time"] {
      root["minutes"] = strings["minutes"].string?.replacing("{n}", with: String(minutes))
    }
    for key in ["corrections", "sources"] { root["has_\(key)"] = !article[key].items.isEmpty }
    for key in ["narrower", "broader"] {
      root["has_\(key)"] = !article["\(key)_topics"].items.isEmpty
    }
    root["share"] = share(page, article, fixture["site"]["params"]["share"].items, strings)
    return root
  }

  private static func merge(into root: inout [String: Any], _ key: String, _ more: [String: Any]) {
    root[key] = (root[key] as? [String: Any] ?? [:]).merging(more) { $1 }
  }

  private static func share(
    _ page: Fixture, _ article: Fixture, _ names: [Fixture], _ strings: Fixture
  ) -> [[String: Any]] {
    let url = encoded(page["canonical"].string ?? "")
    let text = encoded(article["title"].string ?? "")
    let addresses = [
      "email": "mailto:?subject=\(text)&body=\(url)",
      "bluesky": "https://bsky.app/intent/compose?text=\(text)%20\(url)",
      "facebook": "https://www.facebook.com/sharer/sharer.php?u=\(url)",
      "linkedin": "https://www.linkedin.com/sharing/share-offsite/?url=\(url)",
      "whatsapp": "https://wa.me/?text=\(text)%20\(url)",
    ]
    return names.compactMap(\.string).map { name in
      [
        "address": addresses[name] ?? "",
        "name": strings["share_names"][name].string ?? "",
      ]
    }
  }

  /// `text` with every byte but letters, digits and `-._~` as RFC 3986 escapes it.
  private static func encoded(_ text: String) -> String {
    text.utf8.map { byte in
      let scalar = Unicode.Scalar(byte)
      let isPlain =
        byte < 0x80
        && (scalar.properties.isAlphabetic || "0123456789-._~".unicodeScalars.contains(scalar))
      let digits = String(byte, radix: 16, uppercase: true)
      return isPlain ? String(scalar) : "%" + (digits.count == 1 ? "0" : "") + digits
    }.joined()
  }

  /// A map as Mustache takes it, with the words for its dates and what stands between its authors.
  private static func object(_ fixture: Fixture, copies: Int) -> [String: Any] {
    var object: [String: Any] = [:]
    for (key, value) in fixture.entries { object[key] = plain(value, of: key, copies: copies) }
    for (key, day) in [("date", "day"), ("updated", "updated_day")] {
      if let date = fixture[key].string, date.first?.isNumber == true {
        object[day] = ThemePage.day(date)
        object[key] = ThemePage.instant(date)
      }
    }
    let authors = fixture["authors"].items
    if !authors.isEmpty {
      object["authors"] = authors.enumerated().map { place, author in
        let separator = place == 0 ? "" : place == authors.count - 1 ? " and " : ", "
        return self.object(author, copies: 1).merging(["separator": separator]) { $1 }
      }
    }
    return object
  }

  private static func plain(_ fixture: Fixture, of key: String, copies: Int) -> Any? {
    switch fixture {
    case .none: nil
    case .bool(let bool): bool
    case .number(let number): number
    case .text(let text): key == "body" ? String(repeating: text, count: copies) : text
    case .list(let items): items.compactMap { plain($0, of: "", copies: copies) }
    case .map: object(fixture, copies: copies)
    }
  }
}
