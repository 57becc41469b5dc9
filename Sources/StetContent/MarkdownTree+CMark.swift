private import CCMark

extension MarkdownTree {
  /// Which of GitHub's additions to CommonMark are read.
  struct Additions: OptionSet, Sendable {
    let rawValue: Int
    /// Tables, bare addresses, task lists; of strikethrough `BodyWriter` takes care.
    static let github = Additions(rawValue: 1)
    static let footnotes = Additions(rawValue: 2)
  }

  /// The tree of `markdown` by libcmark-gfm.
  init(markdown: [UInt8], additions: Additions) {
    let parser = CMarkParser(additions)
    let root = parser.root(of: markdown)
    nodes.reserveCapacity(markdown.count / 24 + 16)
    text.reserveCapacity(markdown.count + markdown.count / 4)
    root.copy(into: &self)
  }
}

/// Owns a parser of libcmark-gfm.
@safe
private struct CMarkParser: ~Copyable {
  private let parser: OpaquePointer?

  private static let names = ["table", "autolink", "tasklist"]

  /// The library's registry of additions is filled once, before any parser is made.
  ///
  /// Each parser would also enter the characters that its additions wait for, `:` and `w`, in a table
  /// that all parsers share, and take them out when it is done, while others still read: a bare
  /// address would become a link or not as the threads fall. So they are entered here for good, and
  /// the additions then have none to enter.
  private static let isRegistered: Bool = {
    cmark_gfm_core_extensions_ensure_registered()
    let parser = unsafe cmark_parser_new(CMARK_OPT_DEFAULT)
    defer { unsafe cmark_parser_free(parser) }
    for name in names {
      _ = unsafe cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name))
    }
    unsafe cmark_manage_extensions_special_characters(parser, 1)
    for name in names {
      unsafe cmark_syntax_extension_set_special_inline_chars(
        cmark_find_syntax_extension(name), nil)
    }
    return true
  }()

  init(_ additions: MarkdownTree.Additions) {
    precondition(CMarkParser.isRegistered, "the additions are registered before the first parser")
    var options = CMARK_OPT_DEFAULT
    if additions.contains(.footnotes) { options |= CMARK_OPT_FOOTNOTES }
    unsafe parser = cmark_parser_new(options)
    if additions.contains(.github) {
      for name in CMarkParser.names {
        if let found = unsafe cmark_find_syntax_extension(name) {
          _ = unsafe cmark_parser_attach_syntax_extension(parser, found)
        }
      }
    }
  }

  deinit {
    unsafe cmark_parser_free(parser)
  }

  func root(of markdown: [UInt8]) -> CMarkRoot {
    unsafe markdown.withUnsafeBytes { buffer in
      unsafe cmark_parser_feed(
        parser, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count)
    }
    return unsafe CMarkRoot(cmark_parser_finish(parser))
  }
}

/// Owns a tree of libcmark-gfm.
@safe
private struct CMarkRoot: ~Copyable {
  private let root: OpaquePointer?

  init(_ root: OpaquePointer?) {
    unsafe self.root = root
  }

  deinit {
    unsafe cmark_node_free(root)
  }

  /// Copies the nodes in the order written, without recursion.
  func copy(into tree: inout MarkdownTree) {
    var open: [Int] = []
    var next = unsafe root
    while let node = unsafe next {
      let index = tree.nodes.count
      unsafe append(node, parent: open.last, to: &tree)
      if let child = unsafe cmark_node_first_child(node) {
        open.append(index)
        unsafe next = child
        continue
      }
      tree.nodes[index].end = Int32(tree.nodes.count)
      var climbing = unsafe node
      unsafe next = nil
      while true {
        if unsafe climbing == root { break }
        if let sibling = unsafe cmark_node_next(climbing) {
          unsafe next = sibling
          break
        }
        guard let parent = unsafe cmark_node_parent(climbing), let closed = open.popLast() else {
          break
        }
        tree.nodes[closed].end = Int32(tree.nodes.count)
        unsafe climbing = parent
      }
    }
    for index in open { tree.nodes[index].end = Int32(tree.nodes.count) }
  }

  private func append(
    _ node: OpaquePointer, parent: Int?, to tree: inout MarkdownTree
  ) {
    let kind = unsafe kind(of: node)
    var copy = MarkdownTree.Node(kind: kind)
    if kind.rawValue < MarkdownTree.Kind.text.rawValue {
      copy.lineStart = unsafe Int32(cmark_node_get_start_line(node))
      copy.lineEnd = unsafe Int32(cmark_node_get_end_line(node))
    }
    switch kind {
    case .text, .code, .htmlInline, .htmlBlock, .footnoteReference:
      copy.literal = unsafe tree.take(cmark_node_get_literal(node))
    case .codeBlock:
      copy.literal = unsafe tree.take(cmark_node_get_literal(node))
      copy.address = unsafe tree.take(cmark_node_get_fence_info(node))
    case .heading:
      copy.number = unsafe Int32(cmark_node_get_heading_level(node))
    case .list:
      copy.isMarked = unsafe cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
      copy.isTight = unsafe cmark_node_get_list_tight(node) != 0
      copy.number = unsafe Int32(cmark_node_get_list_start(node))
    case .item:
      copy.isTight = unsafe isTask(node)
      if copy.isTight {
        copy.isMarked = unsafe cmark_gfm_extensions_get_tasklist_item_checked(node)
      }
    case .link, .image:
      copy.address = unsafe tree.take(cmark_node_get_url(node))
      copy.title = unsafe tree.take(cmark_node_get_title(node))
    case .table:
      let count = unsafe Int(cmark_gfm_extensions_get_table_columns(node))
      let start = Int32(tree.text.count)
      if let alignments = unsafe cmark_gfm_extensions_get_table_alignments(node) {
        for column in 0..<count { unsafe tree.text.append(alignments[column]) }
      }
      copy.address = start..<Int32(tree.text.count)
    case .tableRow:
      copy.isMarked = unsafe cmark_gfm_extensions_get_table_row_is_header(node) != 0
    case .tableCell:
      if let parent {
        copy.number = tree.nodes[parent].number
        tree.nodes[parent].number += 1
      }
    default: break
    }
    tree.nodes.append(copy)
  }

  private func isTask(_ node: OpaquePointer) -> Bool {
    unsafe cmark_node_get_type_string(node)?.pointee == CChar(UInt8(ascii: "t"))
  }

  private func kind(of node: OpaquePointer) -> MarkdownTree.Kind {
    let type = unsafe cmark_node_get_type(node)
    return switch type {
    case CMARK_NODE_DOCUMENT: .document
    case CMARK_NODE_BLOCK_QUOTE: .blockQuote
    case CMARK_NODE_LIST: .list
    case CMARK_NODE_ITEM: .item
    case CMARK_NODE_CODE_BLOCK: .codeBlock
    case CMARK_NODE_HTML_BLOCK: .htmlBlock
    case CMARK_NODE_PARAGRAPH: .paragraph
    case CMARK_NODE_HEADING: .heading
    case CMARK_NODE_THEMATIC_BREAK: .thematicBreak
    case CMARK_NODE_FOOTNOTE_DEFINITION: .footnoteDefinition
    case CMARK_NODE_TEXT: .text
    case CMARK_NODE_SOFTBREAK: .softBreak
    case CMARK_NODE_LINEBREAK: .lineBreak
    case CMARK_NODE_CODE: .code
    case CMARK_NODE_HTML_INLINE: .htmlInline
    case CMARK_NODE_EMPH: .emphasis
    case CMARK_NODE_STRONG: .strong
    case CMARK_NODE_LINK: .link
    case CMARK_NODE_IMAGE: .image
    case CMARK_NODE_FOOTNOTE_REFERENCE: .footnoteReference
    default: unsafe addition(of: node)
    }
  }

  /// The kinds that the library knows by their name only.
  private func addition(of node: OpaquePointer) -> MarkdownTree.Kind {
    switch unsafe String(cString: cmark_node_get_type_string(node)) {
    case "table": .table
    case "table_row", "table_header": .tableRow
    case "table_cell": .tableCell
    case "tasklist": .item
    default: .unknown
    }
  }
}

extension MarkdownTree {
  /// Copies a C string to the buffer.
  fileprivate mutating func take(_ string: UnsafePointer<CChar>?) -> Range<Int32> {
    let start = Int32(text.count)
    guard let string = unsafe string else { return start..<start }
    var count = 0
    while unsafe string[count] != 0 { count += 1 }
    unsafe text.append(contentsOf: UnsafeRawBufferPointer(start: string, count: count))
    return start..<Int32(text.count)
  }
}

/// The version of cmark-gfm that Markdown is read with: `0.29.0.gfm.6`.
package func markdownLibraryVersion() -> String {
  unsafe String(cString: cmark_version_string())
}
