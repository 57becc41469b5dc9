import StetCore

extension Rule {
  static let xmlNotWellFormed = Rule(
    "xml-not-well-formed", .error, .xml + "#sec-well-formed", w3c: "SAXError")
  static let xmlUndeclaredPrefix = Rule(
    "xml-undeclared-prefix", .error, "https://www.w3.org/TR/xml-names/#ns-qualnames",
    w3c: "UndeclaredPrefix")
  static let xmlUndeclaredEntity = Rule(
    "xml-undeclared-entity", .error, .xml + "#wf-entdeclared", w3c: "UndefinedNamedEntity")
  static let xmlEncoding = Rule(
    "xml-encoding", .error, .xml + "#charencoding", w3c: "UnicodeError")
  static let xmlEncodingUnknown = Rule(
    "xml-encoding-unknown", .error, .xml + "#charencoding", w3c: "UnknownEncoding")
  static let xmlEncodingUnusual = Rule(
    "xml-encoding-unusual", .info, .xml + "#charencoding", w3c: "NonstdEncoding")
  static let xmlLimit = Rule(
    "xml-limit", .error, .xml + "#sec-documents", w3c: "ValidatorLimit")
  static let xmlDoctype = Rule(
    "xml-doctype", .warning, .xml + "#sec-prolog-dtd", w3c: "ContainsSystemEntity")
  static let xmlBadCharacter = Rule(
    "xml-bad-character", .warning, .xml + "#charsets", w3c: "BadCharacters")
  static let unknownFormat = Rule(
    "feed-format-unknown", .error, .atom("2"), w3c: "UndefinedElement")

  static let xmlRules = [
    xmlNotWellFormed, xmlUndeclaredPrefix, xmlUndeclaredEntity, xmlEncoding, xmlEncodingUnknown,
    xmlEncodingUnusual, xmlLimit, xmlDoctype, xmlBadCharacter, unknownFormat,
  ]
}
