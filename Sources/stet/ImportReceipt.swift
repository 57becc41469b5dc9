import StetCore
import StetImport

/// What an import did, for a person or a program.
struct ImportReceipt {
  var plan = ImportPlan()
  var attachments: [ExportAttachment] = []
  var commentCount = 0
  let diagnostics: [Diagnostic]

  /// The receipt of an import that could not begin.
  init(diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics
  }

  /// The receipt of `plan`.
  init(plan: ImportPlan, export: Export, diagnostics: [Diagnostic]) {
    self.plan = plan
    self.diagnostics = diagnostics
    attachments = export.attachments
    commentCount = export.commentCount
  }

  /// The images as lines of address, place and file, with tabs between.
  var imageList: [UInt8] {
    Array(plan.images.map { "\($0.address)\t\($0.place)\t\($0.file)\n" }.joined().utf8)
  }

  /// The paths, and lines that sum up.
  func text(isDryRun: Bool) -> String {
    var text = plan.files.map { $0.path + "\n" }.joined()
    let made = [
      (plan.articleCount, "article"), (plan.pageCount, "page"), (plan.authorCount, "author"),
      (plan.topicCount, "topic"),
    ].filter { $0.0 > 0 }.map { counted($0.0, $0.1) }
    text += made.isEmpty ? "nothing" : made.joined(separator: ", ")
    text += isDryRun ? " would be made" : " made"
    if plan.knownCount > 0 { text += ", \(plan.knownCount) there already" }
    let left = [(commentCount, "comment"), (attachments.count, "attachment")]
      .filter { $0.0 > 0 }.map { counted($0.0, $0.1) }
    if !left.isEmpty { text += "; \(left.joined(separator: ", ")) left out" }
    text += "\n"
    let images = Set(plan.images.map(\.address)).count
    if images > 0 { text += "\(counted(images, "image")) named (--images FILE lists them)\n" }
    let notes = diagnostics.count { $0.severity == .info }
    if notes > 0 { text += "\(counted(notes, "note")) (--format json lists them)\n" }
    return text
  }

  private func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  /// The receipt as JSON.
  func object(isDryRun: Bool, source: [UInt8]?) -> Object {
    let lines = source.map { LongSource($0) }
    return Object(
      files: plan.files.map(\.path), articles: plan.articleCount, pages: plan.pageCount,
      authors: plan.authorCount, topics: plan.topicCount, known: plan.knownCount,
      comments: commentCount,
      attachments: attachments.map {
        Object.Attachment(address: $0.address, place: place(ofImage: $0.address))
      },
      images: plan.images.map {
        Object.Image(address: $0.address, place: $0.place, file: $0.file)
      },
      diagnostics: diagnostics.map { diagnostic in
        let place = diagnostic.range.flatMap { lines?.place(of: $0.lower) }
        return FindingObject(diagnostic, line: place?.line, column: place?.column)
      }, dryRun: isDryRun)
  }

  /// A receipt as `--format json` prints it.
  struct Object: Encodable {
    struct Attachment: Encodable {
      let address: String
      let place: String
    }

    struct Image: Encodable {
      let address: String
      let place: String
      let file: String
    }

    let files: [String]
    let articles: Int
    let pages: Int
    let authors: Int
    let topics: Int
    let known: Int
    let comments: Int
    let attachments: [Attachment]
    let images: [Image]
    let diagnostics: [FindingObject]
    let dryRun: Bool
  }
}
