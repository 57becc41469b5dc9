internal import StetCore

/// `tex` as MathML; nil when it uses anything beyond the subset that docs/MARKDOWN.md lists.
func mathML(_ tex: String, isBlock: Bool) -> String? {
  var reader = TeXReader(tex)
  guard let row = reader.row(depth: 0, until: nil), reader.isAtEnd, !row.isEmpty else { return nil }
  let display = isBlock ? " display=\"block\"" : ""
  var source = [UInt8]()
  source.appendEscaped(tex)
  let annotation =
    "<annotation encoding=\"application/x-tex\">\(String(decoding: source, as: UTF8.self))</annotation>"
  return "<math\(display)><semantics><mrow>\(row)</mrow>\(annotation)</semantics></math>"
}

/// Reads TeX's mathematical notation and writes MathML.
private struct TeXReader {
  private let text: [Unicode.Scalar]
  private var index = 0
  private static let depthMax = 40

  init(_ tex: String) {
    text = Array(tex.unicodeScalars)
  }

  var isAtEnd: Bool {
    mutating get {
      skipSpace()
      return index >= text.count
    }
  }

  private var next: Unicode.Scalar? { index < text.count ? text[index] : nil }

  private mutating func skipSpace() {
    while let scalar = next, scalar.properties.isWhitespace { index += 1 }
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    index += 1
    return true
  }

  /// Everything up to `stop`: a closing brace, `\right`, `\end`, `&` or `\\`, which stay unread.
  mutating func row(depth: Int, until stop: Unicode.Scalar?) -> String? {
    guard depth < TeXReader.depthMax else { return nil }
    var made = ""
    while true {
      skipSpace()
      guard let scalar = next else { return stop == nil ? made : nil }
      if scalar == stop { return made }
      if scalar == "&" || isAt("\\\\") || isAt("\\end") || isAt("\\right") {
        return depth > 0 ? made : nil
      }
      guard let part = scripted(depth: depth) else { return nil }
      made += part
    }
  }

  private func isAt(_ word: String) -> Bool {
    let scalars = Array(word.unicodeScalars)
    guard index + scalars.count <= text.count,
      text[index..<index + scalars.count].elementsEqual(scalars)
    else { return false }
    guard word.count > 2, index + scalars.count < text.count else { return true }
    return !text[index + scalars.count].properties.isAlphabetic
  }

  /// One atom with its sub- and superscript.
  private mutating func scripted(depth: Int) -> String? {
    guard let base = atom(depth: depth) else { return nil }
    var below: String?
    var above: String?
    while true {
      skipSpace()
      if below == nil, take("_") {
        guard let script = atom(depth: depth + 1) else { return nil }
        below = script
      } else if above == nil, take("^") {
        guard let script = atom(depth: depth + 1) else { return nil }
        above = script
      } else if above == nil, take("'") {
        var primes = "′"
        while take("'") { primes += "′" }
        above = "<mo>\(primes)</mo>"
      } else {
        break
      }
    }
    let isLimit = base.hasPrefix("<mo movablelimits") || base.hasPrefix("<munder")
    return switch (below, above) {
    case (nil, nil): base
    case (let below?, nil):
      isLimit ? "<munder>\(base)\(below)</munder>" : "<msub>\(base)\(below)</msub>"
    case (nil, let above?):
      isLimit ? "<mover>\(base)\(above)</mover>" : "<msup>\(base)\(above)</msup>"
    case (let below?, let above?):
      isLimit
        ? "<munderover>\(base)\(below)\(above)</munderover>"
        : "<msubsup>\(base)\(below)\(above)</msubsup>"
    }
  }

  private mutating func atom(depth: Int) -> String? {
    guard depth < TeXReader.depthMax else { return nil }
    skipSpace()
    guard let scalar = next else { return nil }
    switch scalar {
    case "{":
      index += 1
      guard let inside = row(depth: depth + 1, until: "}"), take("}") else { return nil }
      return "<mrow>\(inside)</mrow>"
    case "\\":
      index += 1
      return command(depth: depth)
    case "}", "^", "_", "&", "$", "#", "%": return nil
    case "0"..."9", ".":
      return number()
    case "<":
      index += 1
      return "<mo>&lt;</mo>"
    case ">":
      index += 1
      return "<mo>&gt;</mo>"
    case "-":
      index += 1
      return "<mo>−</mo>"
    case "*":
      index += 1
      return "<mo>∗</mo>"
    case "(", ")", "[", "]", "|":
      index += 1
      return "<mo stretchy=\"false\">\(scalar)</mo>"
    default:
      index += 1
      if scalar.properties.isAlphabetic { return "<mi>\(scalar)</mi>" }
      guard scalar.value >= 0x20 else { return nil }
      return "<mo>\(scalar == "\"" ? "&quot;" : String(scalar))</mo>"
    }
  }

  private mutating func number() -> String? {
    var digits = ""
    while let scalar = next, ("0"..."9").contains(scalar) || scalar == "." {
      digits.unicodeScalars.append(scalar)
      index += 1
    }
    return digits == "." ? "<mo>.</mo>" : "<mn>\(digits)</mn>"
  }

  private mutating func name() -> String {
    var name = ""
    while let scalar = next, scalar.isASCII, scalar.properties.isAlphabetic {
      name.unicodeScalars.append(scalar)
      index += 1
    }
    if name.isEmpty, let scalar = next {
      name.unicodeScalars.append(scalar)
      index += 1
    }
    return name
  }

  private mutating func command(depth: Int) -> String? {
    let name = name()
    if let symbol = TeXSymbols.identifiers[name] { return "<mi>\(symbol)</mi>" }
    if let symbol = TeXSymbols.operators[name] { return "<mo>\(symbol)</mo>" }
    if let symbol = TeXSymbols.large[name] { return "<mo movablelimits=\"true\">\(symbol)</mo>" }
    if let accent = TeXSymbols.accents[name] {
      guard let base = atom(depth: depth + 1) else { return nil }
      return "<mover accent=\"true\">\(base)<mo>\(accent)</mo></mover>"
    }
    if let width = TeXSymbols.spaces[name] { return "<mspace width=\"\(width)\"></mspace>" }
    if TeXSymbols.functions.contains(name) {
      return ["lim", "max", "min", "sup", "inf"].contains(name)
        ? "<mo movablelimits=\"true\">\(name)</mo>" : "<mi>\(name)</mi>"
    }
    if let variant = TeXSymbols.variants[name] { return styled(variant, depth: depth) }
    return structure(name, depth: depth)
  }

  private mutating func structure(_ name: String, depth: Int) -> String? {
    switch name {
    case "frac", "dfrac", "tfrac":
      guard let above = atom(depth: depth + 1), let below = atom(depth: depth + 1) else {
        return nil
      }
      return "<mfrac>\(above)\(below)</mfrac>"
    case "binom":
      guard let above = atom(depth: depth + 1), let below = atom(depth: depth + 1) else {
        return nil
      }
      return "<mrow><mo>(</mo><mfrac linethickness=\"0\">\(above)\(below)</mfrac><mo>)</mo></mrow>"
    case "sqrt": return root(depth: depth)
    case "text", "textrm", "mbox", "operatorname":
      guard let words = words() else { return nil }
      return name == "operatorname" ? "<mi>\(words)</mi>" : "<mtext>\(words)</mtext>"
    case "left": return fenced(depth: depth)
    case "begin": return environment(depth: depth)
    case "underline", "underbrace":
      guard let base = atom(depth: depth + 1) else { return nil }
      return "<munder>\(base)<mo>\(name == "underline" ? "_" : "⏟")</mo></munder>"
    case "overbrace":
      guard let base = atom(depth: depth + 1) else { return nil }
      return "<mover>\(base)<mo>⏞</mo></mover>"
    default: return nil
    }
  }

  private mutating func root(depth: Int) -> String? {
    skipSpace()
    var degree: String?
    if take("[") {
      guard let read = row(depth: depth + 1, until: "]"), take("]") else { return nil }
      degree = read
    }
    guard let base = atom(depth: depth + 1) else { return nil }
    return degree.map { "<mroot>\(base)<mrow>\($0)</mrow></mroot>" } ?? "<msqrt>\(base)</msqrt>"
  }

  /// The raw text of a group.
  private mutating func words() -> String? {
    skipSpace()
    guard take("{") else { return nil }
    var words = ""
    while let scalar = next, scalar != "}" {
      guard scalar != "{", scalar != "\\" else { return nil }
      words.unicodeScalars.append(scalar)
      index += 1
    }
    guard take("}") else { return nil }
    var escaped: [UInt8] = []
    escaped.appendEscaped(words)
    return String(decoding: escaped, as: UTF8.self)
  }

  /// A letter or group in another alphabet, as Unicode's mathematical letters.
  private mutating func styled(_ variant: TeXSymbols.Variant, depth: Int) -> String? {
    guard let words = words() ?? letter() else { return nil }
    return "<mi\(variant == .roman ? " mathvariant=\"normal\"" : "")>"
      + words.unicodeScalars.map { TeXSymbols.letter($0, variant) }.joined() + "</mi>"
  }

  private mutating func letter() -> String? {
    guard let scalar = next, scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) else {
      return nil
    }
    index += 1
    return String(scalar)
  }

  private mutating func fence() -> String? {
    skipSpace()
    guard let scalar = next else { return nil }
    index += 1
    switch scalar {
    case ".": return ""
    case "(", ")", "[", "]", "|", "/": return String(scalar)
    case "<": return "⟨"
    case ">": return "⟩"
    case "\\": return TeXSymbols.fences[name()]
    default: return nil
    }
  }

  private mutating func fenced(depth: Int) -> String? {
    guard let open = fence(), let inside = row(depth: depth + 1, until: nil), isAt("\\right")
    else { return nil }
    index += 6
    guard let close = fence() else { return nil }
    return "<mrow><mo fence=\"true\">\(open)</mo>\(inside)<mo fence=\"true\">\(close)</mo></mrow>"
  }

  private mutating func environment(depth: Int) -> String? {
    guard let name = words(), let (open, close) = TeXSymbols.environments[name] else { return nil }
    if name == "array", words() == nil { return nil }
    var rows = ""
    var cells = ""
    while true {
      guard let cell = row(depth: depth + 1, until: nil) else { return nil }
      cells += "<mtd>\(cell)</mtd>"
      if take("&") { continue }
      rows += "<mtr>\(cells)</mtr>"
      cells = ""
      if isAt("\\\\") {
        index += 2
        continue
      }
      guard isAt("\\end") else { return nil }
      index += 4
      guard words() == name else { return nil }
      let table = "<mtable>\(rows)</mtable>"
      guard !open.isEmpty else { return table }
      return "<mrow><mo fence=\"true\">\(open)</mo>\(table)<mo fence=\"true\">\(close)</mo></mrow>"
    }
  }
}
