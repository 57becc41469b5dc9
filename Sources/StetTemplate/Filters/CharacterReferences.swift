/// `text` with the character references of HTML decoded: numbers, and the names of HTML 4.
func decodedReferences(_ text: String) -> String {
  guard text.utf8.contains(0x26) else { return text }
  let source = Array(text.unicodeScalars)
  var made = String.UnicodeScalarView()
  var index = 0
  while index < source.count {
    if source[index] == "&", let (scalars, end) = reference(source, index + 1) {
      made.append(contentsOf: scalars)
      index = end
    } else {
      made.append(source[index])
      index += 1
    }
  }
  return String(made)
}

/// What the reference after the `&` before `start` stands for, and where it ends.
private func reference(
  _ source: [Unicode.Scalar], _ start: Int
) -> (scalars: [Unicode.Scalar], end: Int)? {
  var end = start
  let isNumber = end < source.count && source[end] == "#"
  if isNumber { end += 1 }
  let nameMax = 32
  while end < source.count, end - start < nameMax, source[end].value < 0x80,
    source[end].properties.isAlphabetic || ("0"..."9").contains(source[end])
  { end += 1 }
  let isClosed = end < source.count && source[end] == ";"
  let name = String(String.UnicodeScalarView(source[start..<end]))
  if !isNumber {
    if isClosed, let scalar = namedReferences[name] { return ([scalar], end + 1) }
    return openReference(name).map { ([$0.scalar], start + $0.length) }
  }
  if !isClosed { return nil }
  let digits = name.dropFirst()
  let isHexadecimal = digits.first == "x" || digits.first == "X"
  guard
    let code = UInt32(isHexadecimal ? digits.dropFirst() : digits, radix: isHexadecimal ? 16 : 10)
  else { return nil }
  return ([code == 0 ? "\u{FFFD}" : Unicode.Scalar(code) ?? "\u{FFFD}"], end + 1)
}

/// The longest beginning of `name` that browsers read without its semicolon.
private func openReference(_ name: String) -> (scalar: Unicode.Scalar, length: Int)? {
  var part = name
  while part.utf8.count > 1 {
    if openNames.contains(part), let scalar = namedReferences[part] {
      return (scalar, part.utf8.count)
    }
    part.removeLast()
  }
  return nil
}

/// The names that HTML lets stand without a semicolon.
private let openNames: Set<String> = {
  let list = """
    AElig AMP Aacute Acirc Agrave Aring Atilde Auml COPY Ccedil ETH Eacute Ecirc Egrave Euml \
    GT Iacute Icirc Igrave Iuml LT Ntilde Oacute Ocirc Ograve Oslash Otilde Ouml QUOT REG \
    THORN Uacute Ucirc Ugrave Uuml Yacute aacute acirc acute aelig agrave amp aring atilde \
    auml brvbar ccedil cedil cent copy curren deg divide eacute ecirc egrave eth euml frac12 \
    frac14 frac34 gt iacute icirc iexcl igrave iquest iuml laquo lt macr micro middot nbsp \
    not ntilde oacute ocirc ograve ordf ordm oslash otilde ouml para plusmn pound quot raquo \
    reg sect shy sup1 sup2 sup3 szlig thorn times uacute ucirc ugrave uml uuml yacute yen \
    yuml
    """
  return Set(list.split(separator: " ").map(String.init))
}()

/// The names of HTML 4 and XHTML 1.0 (`name=code point`).
private let namedReferences: [String: Unicode.Scalar] = {
  let list = """
    AElig=c6 Aacute=c1 Acirc=c2 Agrave=c0 Alpha=391 Aring=c5 Atilde=c3 Auml=c4 Beta=392 \
    Ccedil=c7 Chi=3a7 Dagger=2021 Delta=394 ETH=d0 Eacute=c9 Ecirc=ca Egrave=c8 Epsilon=395 \
    Eta=397 Euml=cb Gamma=393 Iacute=cd Icirc=ce Igrave=cc Iota=399 Iuml=cf Kappa=39a \
    Lambda=39b Mu=39c Ntilde=d1 Nu=39d OElig=152 Oacute=d3 Ocirc=d4 Ograve=d2 Omega=3a9 \
    Omicron=39f Oslash=d8 Otilde=d5 Ouml=d6 Phi=3a6 Pi=3a0 Prime=2033 Psi=3a8 Rho=3a1 \
    Scaron=160 Sigma=3a3 THORN=de Tau=3a4 Theta=398 Uacute=da Ucirc=db Ugrave=d9 Upsilon=3a5 \
    Uuml=dc Xi=39e Yacute=dd Yuml=178 Zeta=396 aacute=e1 acirc=e2 acute=b4 aelig=e6 \
    agrave=e0 alefsym=2135 alpha=3b1 amp=26 and=2227 ang=2220 aring=e5 asymp=2248 atilde=e3 \
    auml=e4 bdquo=201e beta=3b2 brvbar=a6 bull=2022 cap=2229 ccedil=e7 cedil=b8 cent=a2 \
    chi=3c7 circ=2c6 clubs=2663 cong=2245 copy=a9 crarr=21b5 cup=222a curren=a4 dArr=21d3 \
    dagger=2020 darr=2193 deg=b0 delta=3b4 diams=2666 divide=f7 eacute=e9 ecirc=ea egrave=e8 \
    empty=2205 emsp=2003 ensp=2002 epsilon=3b5 equiv=2261 eta=3b7 eth=f0 euml=eb euro=20ac \
    exist=2203 fnof=192 forall=2200 frac12=bd frac14=bc frac34=be frasl=2044 gamma=3b3 \
    ge=2265 gt=3e hArr=21d4 harr=2194 hearts=2665 hellip=2026 iacute=ed icirc=ee iexcl=a1 \
    igrave=ec image=2111 infin=221e int=222b iota=3b9 iquest=bf isin=2208 iuml=ef kappa=3ba \
    lArr=21d0 lambda=3bb lang=2329 laquo=ab larr=2190 lceil=2308 ldquo=201c le=2264 \
    lfloor=230a lowast=2217 loz=25ca lrm=200e lsaquo=2039 lsquo=2018 lt=3c macr=af \
    mdash=2014 micro=b5 middot=b7 minus=2212 mu=3bc nabla=2207 nbsp=a0 ndash=2013 ne=2260 \
    ni=220b not=ac notin=2209 nsub=2284 ntilde=f1 nu=3bd oacute=f3 ocirc=f4 oelig=153 \
    ograve=f2 oline=203e omega=3c9 omicron=3bf oplus=2295 or=2228 ordf=aa ordm=ba oslash=f8 \
    otilde=f5 otimes=2297 ouml=f6 para=b6 part=2202 permil=2030 perp=22a5 phi=3c6 pi=3c0 \
    piv=3d6 plusmn=b1 pound=a3 prime=2032 prod=220f prop=221d psi=3c8 quot=22 rArr=21d2 \
    radic=221a rang=232a raquo=bb rarr=2192 rceil=2309 rdquo=201d real=211c reg=ae \
    rfloor=230b rho=3c1 rlm=200f rsaquo=203a rsquo=2019 sbquo=201a scaron=161 sdot=22c5 \
    sect=a7 shy=ad sigma=3c3 sigmaf=3c2 sim=223c spades=2660 sub=2282 sube=2286 sum=2211 \
    sup=2283 sup1=b9 sup2=b2 sup3=b3 supe=2287 szlig=df tau=3c4 there4=2234 theta=3b8 \
    thetasym=3d1 thinsp=2009 thorn=fe tilde=2dc times=d7 trade=2122 uArr=21d1 uacute=fa \
    uarr=2191 ucirc=fb ugrave=f9 uml=a8 upsih=3d2 upsilon=3c5 uuml=fc weierp=2118 xi=3be \
    yacute=fd yen=a5 yuml=ff zeta=3b6 zwj=200d zwnj=200c
    """
  var names: [String: Unicode.Scalar] = [
    "apos": "'", "AMP": "&", "LT": "<", "GT": ">", "QUOT": "\"", "COPY": "©", "REG": "®",
    "colon": ":", "Tab": "\t", "NewLine": "\n",
  ]
  for entry in list.split(separator: " ") {
    let parts = entry.split(separator: "=")
    if parts.count == 2, let code = UInt32(parts[1], radix: 16) {
      names[String(parts[0])] = Unicode.Scalar(code)
    }
  }
  return names
}()
