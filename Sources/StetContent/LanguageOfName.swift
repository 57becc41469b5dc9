/// The language that a file's name ends with: `es` of `opera.es.md`, `pt-br` of `index.pt-br.md`; nil
/// where it names none (ISO 639-1, BCP 47).
func languageOfName(_ path: String) -> String? {
  // Most names have one dot.
  var dotCount = 0
  for byte in path.utf8 {
    if byte == UInt8(ascii: "/") {
      dotCount = 0
    } else if byte == UInt8(ascii: ".") {
      dotCount += 1
    }
  }
  if dotCount < 2 { return nil }
  let name = path.utf8.split(separator: UInt8(ascii: "/")).last ?? path.utf8[...]
  let parts = name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
  guard parts.count >= 3, let code = parts.dropLast().last else { return nil }
  let subtags = code.split(omittingEmptySubsequences: false) { $0 == 0x2D || $0 == 0x5F }
  guard let main = subtags.first, main.count == 2, subtags.count <= 3,
    subtags.dropFirst().allSatisfy({ (2...4).contains($0.count) && $0.allSatisfy(isAlphanumeric) }),
    languageCodes.contains(String(Substring(main)).lowercased())
  else { return nil }
  return subtags.map { String(Substring($0)) }.joined(separator: "-")
}

/// The languages of ISO 639-1, without Ido, whose `io` ends the names of too many other things.
private let languageCodes = Set(
  """
  aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de
  dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id
  ie ig ii ik is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv
  mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm
  rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts
  tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
  """.split { $0 == " " || $0 == "\n" }.map(String.init))
