/// The names of TeX's mathematical symbols.
enum TeXSymbols {
  /// An alphabet of Unicode's mathematical letters.
  enum Variant: Sendable {
    case roman, bold, blackboard, script, fraktur
  }

  static let variants: [String: Variant] = [
    "mathrm": .roman, "mathbf": .bold, "boldsymbol": .bold, "mathbb": .blackboard,
    "mathcal": .script, "mathscr": .script, "mathfrak": .fraktur,
  ]

  static let identifiers: [String: String] = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ",
    "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "varpi": "ϖ", "rho": "ρ",
    "varrho": "ϱ", "sigma": "σ", "varsigma": "ς", "tau": "τ", "upsilon": "υ", "phi": "ϕ",
    "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ",
    "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ",
    "Psi": "Ψ", "Omega": "Ω", "infty": "∞", "partial": "∂", "nabla": "∇", "hbar": "ℏ",
    "ell": "ℓ", "Re": "ℜ", "Im": "ℑ", "aleph": "ℵ", "emptyset": "∅", "varnothing": "∅",
    "imath": "ı", "jmath": "ȷ", "wp": "℘",
  ]

  static let operators: [String: String] = [
    "pm": "±", "mp": "∓", "times": "×", "div": "÷", "cdot": "⋅", "ast": "∗", "star": "⋆",
    "circ": "∘", "bullet": "∙", "oplus": "⊕", "ominus": "⊖", "otimes": "⊗", "odot": "⊙",
    "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠", "ne": "≠", "equiv": "≡",
    "approx": "≈", "sim": "∼", "simeq": "≃", "cong": "≅", "propto": "∝", "ll": "≪", "gg": "≫",
    "prec": "≺", "succ": "≻", "in": "∈", "notin": "∉", "ni": "∋", "subset": "⊂",
    "supset": "⊃", "subseteq": "⊆", "supseteq": "⊇", "cup": "∪", "cap": "∩", "setminus": "∖",
    "land": "∧", "wedge": "∧", "lor": "∨", "vee": "∨", "lnot": "¬", "neg": "¬", "forall": "∀",
    "exists": "∃", "nexists": "∄", "top": "⊤", "bot": "⊥", "perp": "⊥", "vdash": "⊢",
    "models": "⊨", "parallel": "∥", "mid": "∣", "angle": "∠", "triangle": "△", "square": "□",
    "to": "→", "rightarrow": "→", "leftarrow": "←", "gets": "←", "leftrightarrow": "↔",
    "Rightarrow": "⇒", "implies": "⟹", "Leftarrow": "⇐", "Leftrightarrow": "⇔", "iff": "⟺",
    "mapsto": "↦", "uparrow": "↑", "downarrow": "↓", "longrightarrow": "⟶", "hookrightarrow": "↪",
    "ldots": "…", "dots": "…", "cdots": "⋯", "vdots": "⋮", "ddots": "⋱", "prime": "′",
    "langle": "⟨", "rangle": "⟩", "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉",
    "{": "{", "}": "}", "|": "‖", "%": "%", "#": "#", "$": "$", "_": "_", "&": "&amp;",
    "lbrace": "{", "rbrace": "}", "vert": "|", "Vert": "‖", "colon": ":", "degree": "°",
    "therefore": "∴", "because": "∵", "surd": "√", "bmod": "mod",
  ]

  static let large: [String: String] = [
    "sum": "∑", "prod": "∏", "coprod": "∐", "int": "∫", "iint": "∬", "iiint": "∭", "oint": "∮",
    "bigcup": "⋃", "bigcap": "⋂", "bigoplus": "⨁", "bigotimes": "⨂", "bigvee": "⋁",
    "bigwedge": "⋀",
  ]

  static let accents: [String: String] = [
    "hat": "^", "widehat": "^", "bar": "‾", "overline": "‾", "vec": "→", "dot": "˙",
    "ddot": "¨", "tilde": "~", "widetilde": "~", "check": "ˇ", "acute": "´", "grave": "`",
    "breve": "˘", "overrightarrow": "→",
  ]

  static let spaces: [String: String] = [
    ",": "0.167em", ":": "0.222em", ";": "0.278em", "!": "-0.167em", " ": "0.333em",
    "quad": "1em", "qquad": "2em",
  ]

  static let functions: Set<String> = [
    "sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "sinh", "cosh",
    "tanh", "log", "ln", "lg", "exp", "lim", "max", "min", "sup", "inf", "det", "dim", "ker",
    "gcd", "deg", "arg", "hom", "Pr",
  ]

  static let fences: [String: String] = [
    "{": "{", "}": "}", "|": "‖", "langle": "⟨", "rangle": "⟩", "lfloor": "⌊", "rfloor": "⌋",
    "lceil": "⌈", "rceil": "⌉", "lvert": "|", "rvert": "|", "lVert": "‖", "rVert": "‖",
    "lbrace": "{", "rbrace": "}", "vert": "|", "Vert": "‖",
  ]

  static let environments: [String: (open: String, close: String)] = [
    "matrix": ("", ""), "pmatrix": ("(", ")"), "bmatrix": ("[", "]"), "vmatrix": ("|", "|"),
    "Vmatrix": ("‖", "‖"), "Bmatrix": ("{", "}"), "cases": ("{", ""), "aligned": ("", ""),
    "align": ("", ""), "align*": ("", ""), "gathered": ("", ""), "array": ("", ""),
    "smallmatrix": ("", ""), "split": ("", ""),
  ]

  /// `letter` in the alphabet `variant`; the letters that Unicode had before are where they were.
  static func letter(_ letter: Unicode.Scalar, _ variant: Variant) -> String {
    let exceptions: [Unicode.Scalar: String]
    let (upper, lower, digit): (UInt32, UInt32, UInt32?)
    switch variant {
    case .roman: return letter == "<" || letter == "&" ? "" : String(letter)
    case .bold: (exceptions, upper, lower, digit) = ([:], 0x1D400, 0x1D41A, 0x1D7CE)
    case .blackboard:
      exceptions = ["C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ"]
      (upper, lower, digit) = (0x1D538, 0x1D552, 0x1D7D8)
    case .script:
      exceptions = [
        "B": "ℬ", "E": "ℰ", "F": "ℱ", "H": "ℋ", "I": "ℐ", "L": "ℒ", "M": "ℳ", "R": "ℛ",
        "e": "ℯ", "g": "ℊ", "o": "ℴ",
      ]
      (upper, lower, digit) = (0x1D49C, 0x1D4B6, nil)
    case .fraktur:
      exceptions = ["C": "ℭ", "H": "ℌ", "I": "ℑ", "R": "ℜ", "Z": "ℨ"]
      (upper, lower, digit) = (0x1D504, 0x1D51E, nil)
    }
    if let exception = exceptions[letter] { return exception }
    let value: UInt32? =
      switch letter {
      case "A"..."Z": upper + letter.value - 0x41
      case "a"..."z": lower + letter.value - 0x61
      case "0"..."9": digit.map { $0 + letter.value - 0x30 }
      default: nil
      }
    return String(value.flatMap(Unicode.Scalar.init) ?? letter)
  }
}
