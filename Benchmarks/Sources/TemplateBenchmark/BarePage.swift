import Mustache
import StetCore
import StetTemplate

/// One article page in two languages, and the values both print.
enum BarePage {
  static let jinja = [
    "base.html": """
    <!DOCTYPE html>
    <html lang="{{ site.language }}">
    <head>
    <meta charset="utf-8">
    <title>{{ article.title }} – {{ site.title }}</title>
    <meta name="description" content="{{ article.standfirst }}">
    <link rel="canonical" href="{{ site.url }}{{ article.url }}">
    <link rel="alternate" type="application/atom+xml" href="{{ site.url }}/feed.xml" title="{{ site.title }}">
    <link rel="stylesheet" href="{{ site.style }}">
    </head>
    <body>
    <header class="masthead"><a href="/">{{ site.title }}</a>
    <nav>{% for section in site.sections %}<a href="{{ section.url }}">{{ section.title }}</a>{% endfor %}</nav></header>
    <main>{% block main %}{% endblock %}</main>
    <footer><p>{{ site.imprint }}</p><p><a href="/feed.xml">Feed</a></p></footer>
    </body>
    </html>

    """,
    "card.html": """
    <li class="card"><a href="{{ card.url }}"><h3>{{ card.title }}</h3></a><p>{{ card.standfirst }}</p><p class="by">{{ card.byline }}, <time datetime="{{ card.date }}">{{ card.day }}</time></p></li>
    """,
    "article.html": """
    {% extends "base.html" %}{% block main %}<article>
    <p class="section"><a href="{{ article.section.url }}">{{ article.section.title }}</a></p>
    <h1>{{ article.title }}</h1>
    <p class="standfirst">{{ article.standfirst }}</p>
    <p class="by">{% for author in article.authors %}<a href="{{ author.url }}">{{ author.name }}</a> {% endfor %}<time datetime="{{ article.date }}">{{ article.day }}</time></p>
    {% if article.image %}<figure><img src="{{ article.image.url }}" alt="{{ article.image.alt }}" width="{{ article.image.width }}" height="{{ article.image.height }}"><figcaption>{{ article.image.caption }}</figcaption></figure>{% endif %}
    <div class="body">{{ article.body }}</div>
    <ul class="topics">{% for topic in article.topics %}<li><a href="{{ topic.url }}">{{ topic.title }}</a></li>{% endfor %}</ul>
    </article>
    <aside><h2>Read on</h2><ul>{% for card in article.related %}{% include "card.html" %}{% endfor %}</ul></aside>{% endblock %}
    """,
  ]

  static let mustache = [
    "card": """
    <li class="card"><a href="{{url}}"><h3>{{title}}</h3></a><p>{{standfirst}}</p><p class="by">{{byline}}, <time datetime="{{date}}">{{day}}</time></p></li>
    """,
    "article": """
    <!DOCTYPE html>
    <html lang="{{site.language}}">
    <head>
    <meta charset="utf-8">
    <title>{{article.title}} – {{site.title}}</title>
    <meta name="description" content="{{article.standfirst}}">
    <link rel="canonical" href="{{site.url}}{{article.url}}">
    <link rel="alternate" type="application/atom+xml" href="{{site.url}}/feed.xml" title="{{site.title}}">
    <link rel="stylesheet" href="{{site.style}}">
    </head>
    <body>
    <header class="masthead"><a href="/">{{site.title}}</a>
    <nav>{{#site.sections}}<a href="{{url}}">{{title}}</a>{{/site.sections}}</nav></header>
    <main><article>
    <p class="section"><a href="{{article.section.url}}">{{article.section.title}}</a></p>
    <h1>{{article.title}}</h1>
    <p class="standfirst">{{article.standfirst}}</p>
    <p class="by">{{#article.authors}}<a href="{{url}}">{{name}}</a> {{/article.authors}}<time datetime="{{article.date}}">{{article.day}}</time></p>
    {{#article.image}}<figure><img src="{{url}}" alt="{{alt}}" width="{{width}}" height="{{height}}"><figcaption>{{caption}}</figcaption></figure>{{/article.image}}
    <div class="body">{{{article.body}}}</div>
    <ul class="topics">{{#article.topics}}<li><a href="{{url}}">{{title}}</a></li>{{/article.topics}}</ul>
    </article>
    <aside><h2>Read on</h2><ul>{{#article.related}}{{> card}}{{/article.related}}</ul></aside></main>
    <footer><p>{{site.imprint}}</p><p><a href="/feed.xml">Feed</a></p></footer>
    </body>
    </html>

    """,
  ]

  /// A value in the words of both engines.
  indirect enum Content {
    case text(String)
    case markup(String)
    case number(Int)
    case list([Content])
    case record(KeyValuePairs<String, Content>)

    /// The value as Mustache takes it.
    var mustache: Any {
      switch self {
      case .text(let text), .markup(let text): text
      case .number(let number): number
      case .list(let items): items.map(\.mustache)
      case .record(let fields):
        Dictionary(uniqueKeysWithValues: fields.map { ($0.key, $0.value.mustache) })
      }
    }

    /// The value as stet takes it.
    var value: Value {
      switch self {
      case .text(let text): .text(text)
      case .markup(let text): .html(text)
      case .number(let number): .int(number)
      case .list(let items): .list(items.map(\.value))
      case .record(let fields): .record(Record(Shape(fields.map(\.key)), fields.map(\.value.value)))
      }
    }
  }

  private static func link(_ name: String) -> Content {
    .record(["title": .text(name), "url": .text("/\(name.lowercased())/")])
  }

  private static func card(_ number: Int) -> Content {
    .record([
      "title": .text("Bridge & river, part \(number)"), "url": .text("/city/bridge-\(number)/"),
      "standfirst": .text("What the council's vote means for the people on both banks."),
      "byline": .text("Ada Lind"), "date": .text("2026-01-0\(number)T08:00:00Z"),
      "day": .text("\(number) January 2026"),
    ])
  }

  /// The values of the page; `paragraphs` sets the length of its body.
  static func values(paragraphs: Int) -> (site: Content, article: Content) {
    let paragraph =
      "<p>The council has voted for the new bridge after a long night of debate, and work begins in spring.</p>"
    let site: Content = .record([
      "title": .text("The Example Gazette"), "language": .text("en"),
      "url": .text("https://gazette.example"), "style": .text("/assets/style.4f2a91.css"),
      "imprint": .text("© The Example Gazette & its authors"),
      "sections": .list(["City", "Politics", "Arts", "Science", "Sport"].map(link)),
    ])
    let article: Content = .record([
      "title": .text("Council votes on the \"new\" bridge"), "url": .text("/city/council-vote/"),
      "standfirst": .text("A decision that was put off for nine years, taken by one vote."),
      "section": link("City"), "date": .text("2026-01-02T15:04:05Z"),
      "day": .text("2 January 2026"),
      "authors": .list([.record(["name": .text("Ada Lind"), "url": .text("/authors/ada-lind/")])]),
      "image": .record([
        "url": .text("/media/bridge-1200.webp"), "alt": .text("The old bridge at dawn"),
        "width": .number(1200), "height": .number(800),
        "caption": .text("The bridge. Photo: B. Rook"),
      ]),
      "body": .markup(String(repeating: paragraph, count: paragraphs)),
      "topics": .list(["Bridges", "Council", "Budget", "River"].map(link)),
      "related": .list((1...6).map(card)),
    ])
    return (site, article)
  }

  /// What prints the page with `paragraphs`, in either engine.
  static func printers(
    paragraphs: Int
  ) throws -> (stet: () -> [UInt8], mustache: () -> String) {
    let (site, article) = values(paragraphs: paragraphs)
    let sources = jinja.sorted { $0.key < $1.key }.map { SourceFile(path: $0.key, text: $0.value) }
    let compiled = TemplateSet.compile(sources)
    precondition(compiled.diagnostics.isEmpty, "the templates have no errors")
    let record = Record(Shape(["site", "article"]), [site.value, article.value])
    let library = MustacheLibrary(
      templates: try mustache.mapValues { try MustacheTemplate(string: $0) })
    let object: [String: Any] = ["site": site.mustache, "article": article.mustache]
    return (
      {
        switch compiled.value.render("article.html", values: record, context: RenderContext()) {
        case .bytes(let bytes): return bytes
        case .failed(let diagnostic): preconditionFailure(diagnostic.message)
        }
      },
      { library.render(object, withTemplate: "article") ?? "" }
    )
  }
}
