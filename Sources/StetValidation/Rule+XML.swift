import StetCore

extension Rule {
  static let xmlNotWellFormed = Rule(
    .xmlNotWellFormed, .error, .xml + "#sec-well-formed", w3c: "SAXError")
  static let xmlUndeclaredPrefix = Rule(
    .xmlUndeclaredPrefix, .error, "https://www.w3.org/TR/xml-names/#ns-qualnames",
    w3c: "UndeclaredPrefix")
  static let xmlUndeclaredEntity = Rule(
    .xmlUndeclaredEntity, .error, .xml + "#wf-entdeclared", w3c: "UndefinedNamedEntity")
  static let xmlEncoding = Rule(
    .xmlEncoding, .error, .xml + "#charencoding", w3c: "UnicodeError")
  static let xmlEncodingUnknown = Rule(
    .xmlEncodingUnknown, .error, .xml + "#charencoding", w3c: "UnknownEncoding")
  static let xmlEncodingUnusual = Rule(
    .xmlEncodingUnusual, .info, .xml + "#charencoding", w3c: "NonstdEncoding")
  static let xmlLimit = Rule(
    .xmlLimit, .error, .xml + "#sec-documents", w3c: "ValidatorLimit")
  static let xmlDoctype = Rule(
    .xmlDoctype, .warning, .xml + "#sec-prolog-dtd", w3c: "ContainsSystemEntity")
  static let xmlBadCharacter = Rule(
    .xmlBadCharacter, .warning, .xml + "#charsets", w3c: "BadCharacters")
  static let unknownFormat = Rule(
    .unknownFormat, .error, .atom("2"), w3c: "UndefinedElement")

  static let xmlRules = [
    xmlNotWellFormed, xmlUndeclaredPrefix, xmlUndeclaredEntity, xmlEncoding, xmlEncodingUnknown,
    xmlEncodingUnusual, xmlLimit, xmlDoctype, xmlBadCharacter, unknownFormat,
  ]
}
