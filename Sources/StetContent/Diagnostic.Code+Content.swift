package import StetCore

extension Diagnostic.Code {
  /// The file is not UTF-8.
  package static let invalidUTF8 = Self("invalid-utf8")
  /// A character that no page and no feed may hold.
  package static let controlCharacter = Self("control-character")
  /// Front matter that has no closing fence.
  package static let frontMatterUnclosed = Self("front-matter-unclosed")
  /// Front matter that is not valid YAML, TOML or JSON.
  package static let frontMatterInvalid = Self("front-matter-invalid")
  /// A tab in the indentation of YAML.
  package static let yamlTab = Self("yaml-tab")
  /// A key that stands twice in one map.
  package static let duplicateKey = Self("duplicate-key")
  /// A value of another kind than its key takes.
  package static let wrongValue = Self("wrong-value")
  /// Text that should be a date and is none.
  package static let invalidDate = Self("invalid-date")
  /// A key that is one slip away from a known one.
  package static let misspeltKey = Self("misspelt-key")
  /// Raw HTML that is not closed, or closes what is not open.
  package static let unbalancedHTML = Self("unbalanced-html")
  /// A picture in raw HTML that says nothing to those who do not see it.
  package static let imageAltMissing = Self("image-alt-missing")
  /// A construct of another generator that is left as it is.
  package static let unknownConstruct = Self("unknown-construct")
  /// A shortcode whose call cannot be read.
  package static let invalidShortcode = Self("invalid-shortcode")
  /// A formula outside the subset that becomes MathML.
  package static let unknownFormula = Self("unknown-formula")
  /// A body with more nesting or size than can be read in bounded time.
  package static let excessiveNesting = Self("excessive-nesting")
}
