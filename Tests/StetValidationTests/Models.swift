/// Documents in which the judge finds nothing; every rule's example changes one of them a little.
enum Model: String, CaseIterable {
  case atom, rss, rdf, json, sitemap, index, news, opml, podcast

  var text: String {
    switch self {
    case .atom: modelAtom
    case .rss: modelRSS
    case .rdf: modelRDF
    case .json: modelJSON
    case .sitemap: modelSitemap
    case .index: modelIndex
    case .news: modelNews
    case .opml: modelOPML
    case .podcast: modelPodcast
    }
  }

  /// The file that holds it.
  var file: String {
    switch self {
    case .json: "feed.json"
    case .index: "sitemap.xml"
    case .opml: "feeds.opml"
    default: rawValue + ".xml"
    }
  }
}

private let modelAtom = """
  <?xml version="1.0" encoding="utf-8"?>
  <feed xmlns="http://www.w3.org/2005/Atom" xmlns:x="urn:x-test:x" xml:lang="en">
  <id>tag:example.org,2026:feed</id>
  <title>Gazette</title>
  <link rel="self" type="application/atom+xml" href="https://example.org/atom.xml"/>
  <link href="https://example.org/"/>
  <updated>2026-01-02T03:04:05Z</updated>
  <author><name>Newsroom</name></author>
  <entry>
  <id>tag:example.org,2026:one</id>
  <title>One</title>
  <link href="https://example.org/one"/>
  <published>2026-01-01T03:04:05Z</published>
  <updated>2026-01-02T03:04:05Z</updated>
  <author><name>Ann</name><uri>https://example.org/ann</uri></author>
  <category term="politics" scheme="https://example.org/topics/" label="Politics"/>
  <summary>What happened</summary>
  <content type="html">&lt;p&gt;It happened.&lt;/p&gt;</content>
  </entry>
  <entry>
  <id>tag:example.org,2026:two</id>
  <title>Two</title>
  <link href="https://example.org/two"/>
  <updated>2025-01-02T03:04:05Z</updated>
  <content>Text</content>
  </entry>
  </feed>

  """

private let modelRSS = """
  <?xml version="1.0" encoding="utf-8"?>
  <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"
   xmlns:content="http://purl.org/rss/1.0/modules/content/"
   xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"
   xmlns:thr="http://purl.org/syndication/thread/1.0"
   xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
  <channel>
  <title>Gazette</title>
  <link>https://example.org/</link>
  <description>News</description>
  <language>en</language>
  <lastBuildDate>Fri, 02 Jan 2026 03:04:05 GMT</lastBuildDate>
  <image><url>https://example.org/i.png</url><title>Gazette</title><link>https://example.org/</link></image>
  <atom:link rel="self" type="application/rss+xml" href="https://example.org/rss.xml"/>
  <item>
  <title>One</title>
  <link>https://example.org/one</link>
  <guid isPermaLink="false">tag:example.org,2026:one</guid>
  <pubDate>Fri, 02 Jan 2026 03:04:05 GMT</pubDate>
  <dc:creator>Ann</dc:creator>
  <description>What happened</description>
  <content:encoded>&lt;p&gt;It happened.&lt;/p&gt;</content:encoded>
  <enclosure url="https://example.org/a.mp3" length="12" type="audio/mpeg"/>
  </item>
  <item>
  <title>Two</title>
  <link>https://example.org/two</link>
  <guid>https://example.org/two</guid>
  </item>
  </channel>
  </rss>

  """

private let modelRDF = """
  <?xml version="1.0" encoding="utf-8"?>
  <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
   xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <channel rdf:about="https://example.org/rss">
  <title>Gazette</title>
  <link>https://example.org/</link>
  <description>News</description>
  <items><rdf:Seq><rdf:li resource="https://example.org/one"/></rdf:Seq></items>
  </channel>
  <item rdf:about="https://example.org/one">
  <title>One</title>
  <link>https://example.org/one</link>
  <dc:date>2026-01-02T03:04:05Z</dc:date>
  </item>
  </rdf:RDF>

  """

private let modelJSON = """
  {"version": "https://jsonfeed.org/version/1.1",
  "title": "Gazette",
  "home_page_url": "https://example.org/",
  "feed_url": "https://example.org/feed.json",
  "language": "en",
  "authors": [{"name": "Ann"}],
  "hubs": [{"type": "WebSub", "url": "https://hub.example.org/"}],
  "items": [
  {"id": "tag:example.org,2026:one", "url": "https://example.org/one", "title": "One",
  "content_html": "<p>It happened.</p>", "date_published": "2026-01-02T03:04:05Z",
  "tags": ["politics"],
  "attachments": [{"url": "https://example.org/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 12}]},
  {"id": "tag:example.org,2026:two", "content_text": "Two"}
  ]}

  """

private let modelSitemap = """
  <?xml version="1.0" encoding="utf-8"?>
  <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
  <url><loc>https://example.org/</loc><lastmod>2026-01-02</lastmod></url>
  <url><loc>https://example.org/one</loc><changefreq>daily</changefreq><priority>0.5</priority></url>
  </urlset>

  """

private let modelIndex = """
  <?xml version="1.0" encoding="utf-8"?>
  <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
  <sitemap><loc>https://example.org/sitemap-1.xml</loc></sitemap>
  </sitemapindex>

  """

private let modelNews = """
  <?xml version="1.0" encoding="utf-8"?>
  <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
   xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
  <url><loc>https://example.org/one</loc><news:news>
  <news:publication><news:name>Gazette</news:name><news:language>en</news:language></news:publication>
  <news:publication_date>2026-01-02T03:04:05Z</news:publication_date>
  <news:title>One</news:title></news:news></url>
  </urlset>

  """

private let modelOPML = """
  <?xml version="1.0" encoding="utf-8"?>
  <opml version="2.0"><head><title>Feeds</title></head>
  <body><outline text="All"><outline type="rss" text="Gazette" xmlUrl="https://example.org/atom.xml"/></outline></body>
  </opml>

  """

private let modelPodcast = """
  <?xml version="1.0" encoding="utf-8"?>
  <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"
   xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">
  <channel>
  <title>Gazette</title>
  <link>https://example.org/</link>
  <description>News</description>
  <atom:link rel="self" href="https://example.org/rss.xml"/>
  <itunes:image href="https://example.org/i.png"/>
  <itunes:category text="News"><itunes:category text="Politics"/></itunes:category>
  <itunes:explicit>false</itunes:explicit>
  <item>
  <title>One</title>
  <guid isPermaLink="false">tag:example.org,2026:one</guid>
  <itunes:duration>1:02:03</itunes:duration>
  </item>
  </channel>
  </rss>

  """
