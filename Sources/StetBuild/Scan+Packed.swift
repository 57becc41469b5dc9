import StetCore

extension Scanner.Scan {
  /// Writes every list.
  func pack(into writer: inout PackedWriter) {
    writer.write(content) { writer, item in
      item.file.pack(into: &writer)
      writer.write(item.folder)
    }
    for list in [beside, theme, statics, data] { writer.write(list) { $1.pack(into: &$0) } }
    writer.write(countLeftOut)
  }

  /// The lists that were packed.
  init(from reader: inout PackedReader) {
    content = reader.list { reader in
      let file = Scanner.Found(from: &reader)
      return (file: file, folder: reader.number())
    }
    beside = reader.list { Scanner.Found(from: &$0) }
    theme = reader.list { Scanner.Found(from: &$0) }
    statics = reader.list { Scanner.Found(from: &$0) }
    data = reader.list { Scanner.Found(from: &$0) }
    countLeftOut = reader.number()
  }
}

extension Scanner.Found {
  fileprivate func pack(into writer: inout PackedWriter) {
    writer.write(path)
    writer.write(localPath.utf8.count)
    writer.write(status.kind == .file)
    writer.write(status.sizeBytes)
    writer.write(Int(status.modifiedNanoseconds))
    writer.write(Int(status.changedNanoseconds))
    writer.write(word: status.device)
    writer.write(word: status.inode)
  }

  fileprivate init(from reader: inout PackedReader) {
    let path = reader.text()
    let count = reader.number()
    if !(0...path.utf8.count).contains(count) { reader.complain() }
    let local = String(Substring(path.utf8.suffix(max(0, count))))
    let isFile = reader.truth()
    let size = reader.number()
    let modified = reader.number()
    let changed = reader.number()
    let device = reader.word()
    self.init(
      path: path, localPath: local,
      status: Disk.Status(
        kind: isFile ? .file : .link, sizeBytes: size, modifiedNanoseconds: Int64(modified),
        changedNanoseconds: Int64(changed), device: device, inode: reader.word()))
  }
}
