import StetCore

extension Diagnostic.Code {
  /// A template's source breaks the language's grammar.
  public static let templateSyntax = Self("template-syntax")
  /// A template is not UTF-8.
  public static let templateEncoding = Self("template-encoding")
  /// A template is larger, or nested deeper, than any page needs.
  public static let templateSize = Self("template-size")
  /// A template needs another one that has an error.
  public static let templateBroken = Self("template-broken")
  /// A template extends itself, directly or through others.
  public static let templateCycle = Self("template-cycle")
  /// No template has this name.
  public static let unknownTemplate = Self("unknown-template")
  /// No filter has this name.
  public static let unknownFilter = Self("unknown-filter")
  /// No test has this name.
  public static let unknownTest = Self("unknown-test")
  /// A filter, test, function or macro is called with arguments it does not take.
  public static let templateArgument = Self("template-argument")
  /// No variable has this name.
  public static let unknownVariable = Self("unknown-variable")
  /// The value has no such field, key or element.
  public static let unknownField = Self("unknown-field")
  /// No block has this name, or a required one is not filled.
  public static let unknownBlock = Self("unknown-block")
  /// A template does not define the macro or name that is imported from it.
  public static let unknownImport = Self("unknown-import")
  /// An operation does not suit the kind of its values.
  public static let templateType = Self("template-type")
  /// A number is too large for 64 bits, or divided by zero.
  public static let templateNumber = Self("template-number")
  /// Rendering used more output, depth or steps than one page may.
  public static let templateLimit = Self("template-limit")
  /// An address has a scheme that would run code.
  public static let unsafeAddress = Self("unsafe-address")
  /// The theme has no such asset.
  public static let unknownAsset = Self("unknown-asset")
  /// The values for a template are no JSON.
  public static let templateValues = Self("template-values")
}
