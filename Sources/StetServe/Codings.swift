/// Whether the value of an Accept-Encoding field takes gzip (RFC 9110 §12.5.3).
func takesGzip(_ field: String?) -> Bool {
  guard let field else { return false }
  var isAnyTaken = false
  for part in field.lowercased().split(separator: ",") {
    let pieces = part.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
    let isRefused = pieces.dropFirst().contains { piece in
      piece.hasPrefix("q=") && Double(piece.dropFirst(2)) == 0
    }
    if pieces.first == "gzip" || pieces.first == "x-gzip" { return !isRefused }
    if pieces.first == "*" { isAnyTaken = !isRefused }
  }
  return isAnyTaken
}
