import StetCore
import StetRender

/// The files of a new site, besides its theme.
package struct StarterSite: Sendable, Hashable {
  /// The publication's name.
  package let title: String
  /// Where it will live.
  package let baseURL: String
  /// The instant of its first article.
  package let date: Timestamp
  /// The name of its theme.
  package let theme: String

  /// A site called `title`.
  package init(title: String, baseURL: String, date: Timestamp, theme: String = "galley") {
    self.title = title
    self.baseURL = baseURL
    self.date = date
    self.theme = theme
  }

  /// Every file, by path.
  var files: [(path: String, text: String)] {
    [
      (".gitignore", "/output/\n"), ("stet.yaml", configuration),
      ("content/news/first-edition.md", article), ("content/authors/editor.md", author),
      ("content/topics/announcements.md", topic),
    ] + automation
  }

  private var configuration: String {
    let host = baseURL.split(separator: "/", omittingEmptySubsequences: true).dropFirst().first
    let authority = (host ?? "localhost").prefix { $0 != ":" }
    return """
      title: \(quoted(title))
      # Where the site will live. Feeds need it.
      base_url: \(quoted(baseURL))
      # Part of the permanent id of every story: never change it after the first publication.
      identity: \(authority),\(date.civil.year)
      language: en
      timezone: UTC
      theme: \(quoted(theme))
      content: content

      """
  }

  private var article: String {
    """
    ---
    title: The First Edition
    standfirst: A new publication begins.
    date: \(date.rfc3339)
    authors: [editor]
    topics: [announcements]
    ---
    This is the first story of *\(title)*. It stands in `content/news/first-edition.md`; the folder
    is its section. Write the next one:

    ```sh
    stet new article "What Happened Today" --section news
    ```

    """
  }

  private var author: String {
    """
    ---
    name: The Editor
    bio: Decides what stands.
    ---

    """
  }

  private var topic: String {
    """
    ---
    name: Announcements
    description: What this publication has to say about itself.
    ---

    """
  }

  /// The theme Galley, from the repository's themes/galley.
  static let galley: [SourceFile] = {
    var files: [(path: String, lines: [Substring])] = []
    let text = String(decoding: PackageResources.galley_txt, as: UTF8.self)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("-- "), line.hasSuffix(" --") {
        files.append((String(line.dropFirst(3).dropLast(3)), []))
      } else if !files.isEmpty {
        files[files.count - 1].lines.append(line)
      }
    }
    return files.enumerated().map { index, file in
      // What ends the last file's last line ends the text.
      let isLast = index == files.count - 1
      let text = file.lines.joined(separator: "\n") + (isLast ? "" : "\n")
      return SourceFile(path: file.path, text: text)
    }
  }()
}
