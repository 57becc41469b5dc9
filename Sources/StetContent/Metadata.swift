package import StetCore

/// The front matter of one file, typed; every value remembers the bytes that said it.
///
/// Absent keys are nil or empty. Dates are already in the site's zone where they named none.
package struct Metadata: Sendable {
  package var title: Located<String>?
  package var kicker: Located<String>?
  /// The standfirst, or what the file calls description, summary, excerpt, deck, dek or subtitle.
  package var standfirst: Located<String>?
  package var authors: [Credit] = []
  package var dateline: Located<String>?
  /// When the article was published; from the front matter, else from the file's name or its `path`.
  package var date: Located<Timestamp>?
  package var updated: Located<Timestamp>?
  package var embargo: Located<Timestamp>?
  package var expires: Located<Timestamp>?
  package var isDraft = false
  /// When and why the article was withdrawn; nil while it stands.
  package var withdrawn: Withdrawal?
  /// The section the file names, where that is not its folder.
  package var section: Located<String>?
  /// Terms by the front matter key that lists them, for each key configured as a taxonomy:
  /// `["tags": [rust, swift]]`; terms in the order written, each once.
  package var terms: [String: [Located<String>]] = [:]
  package var series: Series?
  package var image: LeadImage?
  /// Files that feeds carry with the article, such as the sound of an episode.
  package var enclosures: [Enclosure] = []
  package var episode: Episode?
  package var canonical: Located<String>?
  package var sources: [Source] = []
  package var corrections: [Correction] = []
  package var tip: Located<String>?
  package var endMark: Located<String>?
  package var language: Located<String>?
  package var weight: Located<Int>?
  package var isLead = false
  /// The articles that lead what the file describes: a section, a topic, the front page.
  package var leads: [Located<String>] = []
  /// The permanent identity, a `tag:` URI or what the archive called its id.
  package var id: Located<String>?
  package var slug: Located<String>?
  /// The whole address where the file sets one (`path`, `url`, `permalink`).
  package var address: Located<String>?
  /// Earlier addresses of the same article.
  package var aliases: [Located<String>] = []
  package var outputs = Outputs()
  package var relatedPins: [Located<String>] = []
  package var relatedForbids: [Located<String>] = []
  /// The template the file asks for (`template`, `layout`), without its ending.
  package var template: Located<String>?
  /// Every key that is not known here, in the order written.
  package var extra: [(key: String, value: LocatedNode)] = []

  package init() {}

  /// An author as named by an article: an id in content/authors or a name.
  package struct Credit: Sendable, Hashable {
    package let name: Located<String>
    /// What they did, where it is not writing: photographs, illustration.
    package let role: String?
    package init(name: Located<String>, role: String? = nil) {
      self.name = name
      self.role = role
    }
  }

  package struct Withdrawal: Sendable, Hashable {
    package let date: Located<Timestamp>?
    package let reason: String?
    package init(date: Located<Timestamp>?, reason: String?) {
      self.date = date
      self.reason = reason
    }
  }

  package struct Series: Sendable, Hashable {
    package let name: Located<String>
    package let order: Int?
    package init(name: Located<String>, order: Int?) {
      self.name = name
      self.order = order
    }
  }

  package struct LeadImage: Sendable, Hashable {
    package let source: Located<String>
    /// nil where the author gave none; empty where the picture is said to be decoration.
    package let alt: String?
    package let caption: String?
    package let credit: String?
    /// What crops keep in sight; nil where the author did not say.
    package let focus: FocalPoint?
    package init(
      source: Located<String>, alt: String?, caption: String?, credit: String?,
      focus: FocalPoint? = nil
    ) {
      self.source = source
      self.alt = alt
      self.caption = caption
      self.credit = credit
      self.focus = focus
    }
  }

  package struct Source: Sendable, Hashable {
    package let title: String
    package let url: Located<String>?
    package init(title: String, url: Located<String>?) {
      self.title = title
      self.url = url
    }
  }

  package struct Correction: Sendable, Hashable {
    package let date: Located<Timestamp>
    package let text: String
    /// `correction`, `clarification`, `update`, `retraction`.
    package let kind: String
    package init(date: Located<Timestamp>, text: String, kind: String) {
      self.date = date
      self.text = text
      self.kind = kind
    }
  }

  /// Where an article is shown beside its own page.
  package struct Outputs: Sendable, Hashable {
    package var isInFeeds = true
    package var isInSearch = true
    package var isInLists = true
    package init() {}
  }
}
