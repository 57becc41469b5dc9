import Foundation
import StetBuild
import StetCore
import StetValidation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// What is done once a site has landed: hubs and search engines are told, the host is looked at.
package struct Landing: Sendable {
  /// Where the site lives, without a final `/`.
  package let baseURL: String
  /// What the deploy sent, from the output folder.
  package let paths: [String]
  /// How requests name their sender.
  package let agent: String

  package init(baseURL: String, plan: Plan, agent: String) {
    self.baseURL = baseURL
    paths = plan.batches.flatMap(\.paths)
    self.agent = agent
  }

  /// Feeds among what was sent.
  package var feeds: [String] {
    let names: Set = ["atom.xml", "rss.xml", "feed.json", "podcast.xml"]
    return paths.filter { path in
      names.contains(path.split(separator: "/").last.map(String.init) ?? "")
    }
  }

  /// Tells `hub` which feeds are new (W3C WebSub §6): a sentence for each refusal.
  package func tell(hub: String) async -> [String] {
    var problems: [String] = []
    for start in stride(from: 0, to: feeds.count, by: 100) {
      var parts = ["hub.mode=publish"]
      for feed in feeds[start..<min(start + 100, feeds.count)] {
        parts.append("hub.url=" + Landing.formEncoded(address(of: feed)))
      }
      do throws(DeployFailure) {
        try await post(
          Array(parts.joined(separator: "&").utf8), "application/x-www-form-urlencoded", to: hub)
      } catch {
        problems.append(error.message)
      }
    }
    return problems
  }

  /// Tells IndexNow which pages are new; a sentence for each refusal.
  package func tellIndexNow(
    key: String, endpoint: String = "https://api.indexnow.org/indexnow"
  ) async -> [String] {
    guard let note = indexNowNote(key: key) else { return [] }
    do throws(DeployFailure) {
      try await post(note, "application/json; charset=utf-8", to: endpoint)
      return []
    } catch {
      return [error.message]
    }
  }

  private var pages: ArraySlice<String> {
    paths.filter { $0.hasSuffix("index.html") }.prefix(10_000)
  }

  /// Pages that IndexNow is told of.
  package var pageCount: Int { pages.count }

  /// What IndexNow is told: of 10,000 pages at most, as it asks; nil where no page is new.
  func indexNowNote(key: String) -> [UInt8]? {
    let pages = pages.map(address(of:))
    guard !pages.isEmpty, let host = URL(string: baseURL)?.host else { return nil }
    let note = IndexNowNote(
      host: host, key: key, keyLocation: "\(baseURL)/\(key).txt", urlList: pages)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return Array(try encoder.encode(note))
    } catch {
      return nil
    }
  }

  /// Fetches a sample of what was sent (the front page, changed feeds, some pages) and compares it
  /// with the folder `output`; a sentence for each difference.
  package func verify(output: String) async -> [String] {
    var problems: [String] = []
    for path in sample {
      let address = address(of: path)
      do {
        guard let here = try LocalDisk.read(output + "/" + path) else { continue }
        let there = try await Fetcher(agent: agent).document(at: address, stopwatch: { 0 })
        if there.facts.status != 200 {
          problems.append("\(address) answers with status \(there.facts.status)")
        } else if there.bytes != here {
          problems.append("\(address) has other bytes than \(path) of the output")
        } else if let wanted = Landing.type(of: path),
          let type = there.facts.fields.first(where: { $0.name.lowercased() == "content-type" })?
            .value.prefix(while: { $0 != ";" }),
          !wanted.contains(String(type))
        {
          problems.append("\(address) is served as \(type) and should be \(wanted[0])")
        }
      } catch let error as FetchError {
        problems.append(error.message)
      } catch {
        problems.append("\(path) of the output cannot be read")
      }
    }
    return problems
  }

  /// Paths worth a look: the front page, up to eight feeds, the first new pages.
  private var sample: [String] {
    let front = paths.filter { $0 == "index.html" }
    let pages = paths.filter { $0.hasSuffix(".html") && $0 != "index.html" }
    return front + feeds.prefix(8) + pages.prefix(4)
  }

  /// The address of the file at `path`: a folder's for its index.
  func address(of path: String) -> String {
    let shown = path.hasSuffix("index.html") ? String(path.dropLast("index.html".count)) : path
    return baseURL + "/" + Landing.pathEncoded(shown)
  }

  /// The media types that the file at `path` may be served as, the best first; nil where any will do.
  private static func type(of path: String) -> [String]? {
    switch path.split(separator: "/").last.map(String.init) {
    case "atom.xml": ["application/atom+xml", "application/xml", "text/xml"]
    case "rss.xml", "podcast.xml": ["application/rss+xml", "application/xml", "text/xml"]
    case "feed.json": ["application/feed+json", "application/json"]
    case let name? where name.hasSuffix(".html"): ["text/html"]
    default: nil
    }
  }

  private static func pathEncoded(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? text
  }

  private static func formEncoded(_ text: String) -> String {
    text.addingPercentEncoding(
      withAllowedCharacters: .alphanumerics.intersection(.init(charactersIn: "\u{0}"..."\u{7F}")))
      ?? text
  }

  private func post(_ body: [UInt8], _ type: String, to address: String) async throws(DeployFailure)
  {
    guard let url = URL(string: address) else {
      throw DeployFailure("“\(address)” is no address")
    }
    var request = URLRequest(url: url, timeoutInterval: 30)
    request.httpMethod = "POST"
    request.httpBody = Data(body)
    request.setValue(type, forHTTPHeaderField: "Content-Type")
    request.setValue(agent, forHTTPHeaderField: "User-Agent")
    do {
      let session = URLSession(configuration: .ephemeral)
      defer { session.finishTasksAndInvalidate() }
      let (_, response) = try await session.data(for: request)
      let status = (response as? HTTPURLResponse)?.statusCode ?? 0
      if (200...299).contains(status) { return }
      throw DeployFailure("\(address) answered with status \(status)")
    } catch let failure as DeployFailure {
      throw failure
    } catch {
      throw DeployFailure("\(address) could not be told: \(error.localizedDescription)")
    }
  }
}

/// What IndexNow wants to read.
private struct IndexNowNote: Encodable {
  let host: String
  let key: String
  let keyLocation: String
  let urlList: [String]
}
