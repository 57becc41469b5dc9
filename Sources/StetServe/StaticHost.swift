import StetBuild
import StetCore

/// Serves a folder as a good host of plain files does.
struct StaticHost: Sendable {
  /// The output folder on the disk.
  let root: String
  /// The parts of the path that the site lives under; none where it has a host of its own.
  let base: [String]
  /// What moved and what is gone.
  var rules: HostRules
  /// What is put into pages; nil where they are sent as they are.
  var preview: Preview?

  /// The path that the site lives under, such as `/blog`; empty where it has a host of its own.
  var basePath: String { base.map { "/" + $0 }.joined() }

  /// Files up to this size are held whole, tagged by their bytes and packed.
  private static let heldSizeMax = 4 << 20
  /// Less than this is not worth packing.
  private static let packedSizeMin = 1_024

  /// A file of the output, ready to be sent.
  private struct Exhibit {
    let file: OpenedFile
    let type: MediaType
    /// From the output folder.
    let path: String
  }

  /// What is sent for `request`.
  func reply(to request: RequestHead) -> Reply {
    guard request.method == "GET" || request.method == "HEAD" else {
      var reply = Reply.plain(.methodNotAllowed, "This server only reads: GET and HEAD.")
      reply.fields.append(("Allow", "GET, HEAD"))
      return reply
    }
    let path: RequestPath
    do throws(RequestPath.Refusal) {
      path = try RequestPath(request.target)
    } catch {
      return error == .malformed
        ? .plain(.badRequest, "This is no address that a site can have.") : missing(request)
    }
    if let destination = rules.destination(of: path) { return .moved(to: destination) }
    guard let local = path.below(base) else {
      let isStart = path.parts.isEmpty && !base.isEmpty
      return isStart ? .moved(to: "/" + base.joined(separator: "/") + "/") : missing(request)
    }
    // The builder keeps its notes in the output folder under such names.
    if local.parts.contains(where: { $0.hasPrefix(".stet") }) { return missing(request) }
    return reply(to: request, path, local)
  }

  private func reply(to request: RequestHead, _ path: RequestPath, _ local: RequestPath) -> Reply {
    if local.isFolder {
      guard let page = exhibit(local.parts + ["index.html"]) else { return missing(request) }
      return rules.isGone(path)
        ? sent(page, .gone, to: request) : sent(page, .ok, to: request)
    }
    switch standing(at: local.parts, below: root) {
    case .file(let file):
      let name = local.parts.last ?? ""
      let exhibit = Exhibit(
        file: file, type: MediaType(ofFile: name), path: local.parts.joined(separator: "/"))
      return sent(exhibit, rules.isGone(path) ? .gone : .ok, to: request)
    case .folder:
      guard exhibit(local.parts + ["index.html"]) != nil else { return missing(request) }
      return .moved(to: path.escaped + "/" + (path.query.map { "?" + $0 } ?? ""))
    case .nothing: return missing(request)
    }
  }

  /// The tag of the page that `target` names now, as pages carry it; empty where there is none.
  func tag(of target: String) -> String {
    let path: RequestPath
    do throws(RequestPath.Refusal) {
      path = try RequestPath(target)
    } catch {
      return ""
    }
    guard let local = path.below(base) else { return "" }
    let parts = local.isFolder ? local.parts + ["index.html"] : local.parts
    return exhibit(parts).map { Preview.tag(ofPage: bytes(of: $0.file)) } ?? ""
  }

  /// The bytes of the file at `parts`; nil where there is none.
  func bytes(at parts: [String]) -> [UInt8]? {
    exhibit(parts).map { bytes(of: $0.file) }
  }

  private func exhibit(_ parts: [String]) -> Exhibit? {
    guard case .file(let file) = standing(at: parts, below: root) else { return nil }
    return Exhibit(
      file: file, type: MediaType(ofFile: parts.last ?? ""), path: parts.joined(separator: "/"))
  }

  private func bytes(of file: OpenedFile) -> [UInt8] {
    file.read(at: 0, count: file.sizeBytes)
  }

  private static func tag(of bytes: [UInt8]) -> String {
    Fingerprint(of: bytes).hexadecimal
  }
}

extension StaticHost {
  /// The site's page for what is not there, or a page of our own.
  private func missing(_ request: RequestHead) -> Reply {
    if let page = exhibit(["404.html"]) { return sent(page, .notFound, to: request) }
    return notice("The site has no page at this address", .notFound)
  }

  /// A page of our own that says `sentence`, and becomes the site's as soon as there is one.
  func notice(_ sentence: String, _ status: Status) -> Reply {
    let text = """
      <!doctype html><html lang="en"><head><meta charset="utf-8"><title>\(sentence)</title></head>\
      <body><h1>\(sentence)</h1></body></html>

      """
    var bytes = Array(text.utf8)
    if let preview { bytes = preview.page(bytes, tag: "", path: "404.html") }
    return Reply(
      status: status,
      fields: [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")],
      body: .bytes(bytes))
  }

  private func sent(_ exhibit: Exhibit, _ status: Status, to request: RequestHead) -> Reply {
    let file = exhibit.file
    let isHeld = file.sizeBytes <= StaticHost.heldSizeMax
    var bytes = isHeld ? self.bytes(of: file) : []
    var tag =
      isHeld
      ? StaticHost.tag(of: bytes)
      : "\(file.inode)-\(file.sizeBytes)-\(file.modifiedNanoseconds)"
    if isHeld, exhibit.type.isPage, let preview {
      // What is not there has no tag: the page is to be shown as soon as there is one.
      let shown = status == .notFound ? "" : Preview.tag(ofPage: bytes)
      bytes = preview.page(bytes, tag: shown, path: exhibit.path)
      tag = StaticHost.tag(of: bytes)
    }
    var reply = Reply(status: status, fields: [("Content-Type", exhibit.type.text)])
    guard status == .ok else {
      reply.fields.append(("Cache-Control", "no-store"))
      reply.body = isHeld ? .bytes(bytes) : .file(file, 0..<file.sizeBytes)
      return reply
    }
    let isPacked =
      isHeld && exhibit.type.isCompressible && bytes.count >= StaticHost.packedSizeMin
      && request.fields["range"] == nil && takesGzip(request.fields["accept-encoding"])
    tag = isPacked ? "\"\(tag)-gz\"" : "\"\(tag)\""
    reply.fields += [
      ("ETag", tag), ("Last-Modified", HTTPDate.text(secondsSinceEpoch: file.modifiedSeconds)),
      ("Cache-Control", "no-cache"), ("Accept-Ranges", "bytes"),
      ("Cross-Origin-Resource-Policy", "same-origin"),
    ]
    if exhibit.type.isCompressible { reply.fields.append(("Vary", "Accept-Encoding")) }
    let conditions = Conditions(request.fields)
    if conditions.areMet(tag: tag, modifiedSeconds: file.modifiedSeconds) {
      reply.status = .notModified
      return reply
    }
    if isPacked, let packed = gzipped(bytes) {
      reply.fields.append(("Content-Encoding", "gzip"))
      reply.body = .bytes(packed)
      return reply
    }
    let isPartAllowed = conditions.allowPart(tag: tag, modifiedSeconds: file.modifiedSeconds)
    let count = isHeld ? bytes.count : file.sizeBytes
    let range = ByteRange(isPartAllowed ? request.fields["range"] : nil, of: count)
    fill(&reply, with: range, of: count, isHeld ? bytes : nil, file)
    return reply
  }

  /// Gives `reply` the `range` of `count` bytes: those at hand, else those of `file`.
  private func fill(
    _ reply: inout Reply, with range: ByteRange, of count: Int, _ bytes: [UInt8]?,
    _ file: OpenedFile
  ) {
    switch range {
    case .whole:
      reply.body = bytes.map { .bytes($0) } ?? .file(file, 0..<count)
    case .part(let part):
      reply.status = .partialContent
      reply.fields.append(
        ("Content-Range", "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(count)"))
      reply.body = bytes.map { .bytes(Array($0[part])) } ?? .file(file, part)
    case .unsatisfiable:
      reply.status = .rangeNotSatisfiable
      reply.fields.append(("Content-Range", "bytes */\(count)"))
    }
  }
}
