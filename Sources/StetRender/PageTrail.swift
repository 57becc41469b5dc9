import StetCore
import StetSite
import StetTemplate

/// The pages on the way to one, from the front page down, the page itself last.
struct PageTrail: Sendable {
  /// Each with its title and where it leads.
  private(set) var links: [Value] = []
  /// The items of its list in JSON-LD, with commas between them (schema.org, BreadcrumbList).
  private(set) var items: [UInt8] = []

  /// Adds the page called `title` at `address`, which is whole as `absolute`.
  mutating func add(
    _ title: String, _ address: SitePath, absolute: String? = nil, in addresses: Addresses
  ) {
    links.append(Views.link(title, addresses.rooted(address)))
    var json = JSONWriter(after: items, capacity: 256)
    json.beginObject()
    json.add("@type", "ListItem")
    json.add("position", links.count)
    json.add("name", title)
    json.add("item", absolute ?? addresses.absolute(address))
    json.endObject()
    items = json.bytes
  }

  /// The trail to the front page.
  static func front(of site: Site, _ addresses: Addresses) -> PageTrail {
    var trail = PageTrail()
    trail.add(site.configuration.title, .root, in: addresses)
    return trail
  }

  /// The trails to the sections, by section.
  static func sections(of site: Site, _ addresses: Addresses) -> [PageTrail] {
    site.sections.indices.map { index in
      var path: [Int] = []
      var at: Int? = index
      while let section = at {
        path.append(section)
        at = site.sections[section].parent
      }
      var trail = front(of: site, addresses)
      for section in path.reversed() {
        trail.add(site.sections[section].title, site.sections[section].address, in: addresses)
      }
      return trail
    }
  }
}
