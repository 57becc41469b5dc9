import Foundation
import StetCore
import StetSite

@testable import StetBuild

/// A small site with a theme whose pages show all that they are made from.
enum SampleSite {
  /// An instant after every article of the site but the scheduled one.
  static let now = Timestamp(secondsSinceEpoch: 1_780_000_000)

  /// The site as files.
  static let archive = """
    -- stet.yaml --
    title: The Example
    base_url: https://example.org
    identity: example.org,2020
    theme: plain
    paginate: 2
    -- content/press/one.md --
    ---
    title: One
    date: 2026-01-01T08:00:00Z
    topics: [printing, news]
    authors: [jane]
    ---
    See [two](two.md) and ![a picture](one.svg).
    -- content/press/one.svg --
    <svg xmlns="http://www.w3.org/2000/svg"/>
    -- content/press/two.md --
    ---
    title: Two
    date: 2026-01-02T08:00:00Z
    topics: [printing]
    ---
    The second.
    -- content/web/three.md --
    ---
    title: Three
    date: 2026-01-03T08:00:00Z
    topics: [web]
    ---
    The third, about [the first](../press/one.md).
    -- content/web/four.md --
    ---
    title: Four
    date: 2026-01-04T08:00:00Z
    draft: true
    ---
    Not yet.
    -- content/web/five.md --
    ---
    title: Five
    date: 2030-01-01T00:00:00Z
    ---
    Later.
    -- content/web/six.md --
    ---
    title: Six
    date: 2025-01-01T00:00:00Z
    expires: 2026-01-01T00:00:00Z
    ---
    No more.
    -- content/about.md --
    ---
    title: About
    ---
    About this.
    -- content/topics/printing.md --
    ---
    name: Printing
    broader: [news]
    ---
    Ink on paper.
    -- static/humans.txt --
    We.

    """ + theme

  /// A theme that prints every value that its pages are made from.
  static let theme = """
    -- themes/plain/theme.yaml --
    name: Plain
    -- themes/plain/assets/style.css --
    body { margin: 0 }
    -- themes/plain/templates/front.html --
    {{ site|tojson }}{{ page|tojson }}{{ lead|tojson }}{{ pager|tojson }}
    -- themes/plain/templates/section.html --
    {{ page|tojson }}{{ section|tojson }}{{ lead|tojson }}{{ pager|tojson }}
    -- themes/plain/templates/topic.html --
    {{ page|tojson }}{{ topic|tojson }}{{ lead|tojson }}{{ pager|tojson }}
    -- themes/plain/templates/list.html --
    {{ page|tojson }}
    -- themes/plain/templates/article.html --
    {{ page|tojson }}{{ article|tojson }}{{ article.body }}
    -- themes/plain/templates/page.html --
    {{ page|tojson }}
    -- themes/plain/templates/404.html --
    Nothing here.
    -- themes/plain/templates/redirect.html --
    Moved.
    """

  /// An order to build the site in `workplace`; one that `isLater` says that it begins so much later
  /// that the times of files can be trusted.
  static func order(
    _ workplace: Workplace, output: String? = nil, width: Int = 2, now: Timestamp = now,
    generator: String = "tests", isLater: Bool = false
  ) -> BuildOrder {
    var flags = Configuration.Flags()
    flags.output = output
    return BuildOrder(
      site: workplace.path, flags: flags, now: now, width: width, generator: generator,
      startNanoseconds: Int64(Date().timeIntervalSince1970 * 1_000_000_000)
        + (isLater ? 60_000_000_000 : 0))
  }
}
