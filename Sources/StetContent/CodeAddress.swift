/// Whether `address` runs as a program where it is followed, instead of leading somewhere: `javascript:`,
/// `vbscript:`, and `data:`, which may be a page with scripts, unless it is the address of what is shown.
///
/// Blanks before it and line ends within do not hide it from a browser (URL Standard §4.4).
func runsCode(_ address: some Sequence<UInt8>, isShown: Bool) -> Bool {
  var scheme: [UInt8] = []
  for byte in address where byte > 0x20 {
    // Only javascript, vbscript and data do.
    let first = byte | 0x20
    if scheme.isEmpty, first != 0x6A, first != 0x76, first != 0x64 { return false }
    scheme.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
    if byte == 0x3A { return isCode(scheme, isShown: isShown) }
    if scheme.count == 11 { return false }
  }
  return false
}

private func isCode(_ scheme: [UInt8], isShown: Bool) -> Bool {
  scheme.elementsEqual("javascript:".utf8) || scheme.elementsEqual("vbscript:".utf8)
    || !isShown && scheme.elementsEqual("data:".utf8)
}
