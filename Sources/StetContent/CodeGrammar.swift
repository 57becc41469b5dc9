/// What the code highlighter knows of a programming language: enough for comments, strings, numbers
/// and keywords.
struct CodeGrammar: Sendable {
  /// How the text is cut.
  enum Shape: Sendable {
    case code, markup, difference
  }

  var shape = Shape.code
  /// What begins a comment to the end of the line.
  var lineComments: [[UInt8]] = []
  /// What begins and ends a comment.
  var blockComment: (open: [UInt8], close: [UInt8])?
  /// Quotation marks of texts; a text in one of `longQuotes` goes over lines.
  var quotes: [UInt8] = [0x22, 0x27]
  var longQuotes: [UInt8] = []
  /// Whether three of a quotation mark begin a text over lines.
  var hasTripleQuotes = false
  /// Words with a meaning of their own.
  var keywords: Set<String> = []
  /// Whether keywords are read in any case.
  var ignoresCase = false
  /// Whether names that begin with a capital are types.
  var hasTypes = false

  /// The grammar of `language`, as an info string names it; nil when it is not known.
  static func named(_ language: String) -> CodeGrammar? {
    guard !language.isEmpty else { return nil }
    return grammars[aliases[language.lowercased()] ?? language.lowercased()]
  }

  private static let aliases = [
    "rs": "rust", "js": "javascript", "jsx": "javascript", "mjs": "javascript",
    "node": "javascript",
    "ts": "typescript", "tsx": "typescript", "py": "python", "python3": "python", "rb": "ruby",
    "sh": "bash", "shell": "bash", "zsh": "bash", "console": "bash", "fish": "bash", "yml": "yaml",
    "c++": "cpp", "h": "c", "hpp": "cpp", "cc": "cpp", "cs": "csharp", "c#": "csharp",
    "golang": "go", "kt": "kotlin", "htm": "html", "xml": "html", "svg": "html", "xhtml": "html",
    "vue": "html", "rss": "html", "atom": "html", "patch": "diff", "dockerfile": "docker",
    "docker": "docker", "mysql": "sql", "postgresql": "sql", "sqlite": "sql", "pl": "perl",
    "jsonc": "json", "json5": "json", "scss": "css", "sass": "css", "less": "css", "objc": "c",
    "ps1": "powershell", "makefile": "make", "hs": "haskell", "ex": "elixir", "conf": "nginx",
    "ini": "toml", "cfg": "toml",
  ]

  private static func words(_ text: String) -> Set<String> {
    Set(text.split(separator: " ").map(String.init))
  }

  /// A language whose comments are `//` and `/* */`.
  private static func braces(_ keywords: String, hasTypes: Bool = true) -> CodeGrammar {
    var grammar = CodeGrammar()
    grammar.lineComments = [Array("//".utf8)]
    grammar.blockComment = (Array("/*".utf8), Array("*/".utf8))
    grammar.keywords = words(keywords)
    grammar.hasTypes = hasTypes
    return grammar
  }

  /// A language whose comments begin with `mark`.
  private static func lines(_ mark: String, _ keywords: String, hasTypes: Bool = false)
    -> CodeGrammar
  {
    var grammar = CodeGrammar()
    grammar.lineComments = [Array(mark.utf8)]
    grammar.keywords = words(keywords)
    grammar.hasTypes = hasTypes
    return grammar
  }

  private static let grammars: [String: CodeGrammar] = {
    var known: [String: CodeGrammar] = [
      "c": braces(cWords), "cpp": braces(cWords + " " + cppWords),
      "java": braces(javaWords),
      "csharp": braces(
        javaWords
          + " var string bool decimal using namespace async await get set in out ref params readonly struct foreach is as null true false"
      ),
      "kotlin": braces(
        "fun val var if else when for while do return class object interface data sealed enum override open abstract private public internal import package null true false is in as this super suspend try catch finally throw by companion init"
      ),
      "scala": braces(
        "def val var if else match case for while do yield return class object trait extends with override private protected import package null true false new this super type implicit given using lazy sealed try catch finally throw"
      ),
      "dart": braces(javaWords + " var dynamic late required async await mixin on null true false"),
      "php": braces(
        "function if else elseif foreach for while do switch case break continue return class interface trait extends implements public private protected static new echo print use namespace null true false as fn match try catch finally throw const"
      ),
      "css": braces(
        "important media import supports keyframes font-face charset include mixin extend use from to and not only",
        hasTypes: false),
      "json": braces("true false null", hasTypes: false),
      "zig": braces(
        "const var fn pub return if else while for switch struct enum union error try catch defer errdefer comptime inline test null undefined true false and or orelse unreachable"
      ),
      "python": lines(
        "#",
        "def class if elif else for while return import from as with try except finally raise pass break continue lambda yield in is not and or None True False global nonlocal assert del async await match case self"
      ),
      "ruby": lines(
        "#",
        "def end class module if elsif else unless while until for do return yield begin rescue ensure raise require include extend attr_accessor attr_reader nil true false self super and or not in then case when puts lambda proc",
        hasTypes: true),
      "bash": lines(
        "#",
        "if then else elif fi for while until do done case esac in function return export local readonly set unset source echo cd exit sudo"
      ),
      "yaml": lines("#", "true false null yes no on off"),
      "toml": lines("#", "true false"),
      "docker": lines(
        "#",
        "FROM RUN CMD COPY ADD ENV ARG EXPOSE WORKDIR ENTRYPOINT USER VOLUME LABEL AS SHELL HEALTHCHECK ONBUILD"
      ),
      "make": lines("#", "ifeq ifneq ifdef ifndef else endif include define endef export override"),
      "perl": lines(
        "#",
        "my our local sub if elsif else unless while until for foreach return use require package print die last next undef"
      ),
      "r": lines(
        "#", "function if else for while repeat return library TRUE FALSE NULL NA in next break"),
      "nginx": lines(
        "#",
        "server location listen root index return rewrite proxy_pass upstream include set if types events http"
      ),
      "powershell": lines(
        "#",
        "function param if else elseif foreach for while return try catch finally throw begin process end switch"
      ),
      "elixir": lines(
        "#",
        "def defp defmodule do end if else unless case cond fn use import alias require nil true false when with for in and or not",
        hasTypes: true),
      "sql": lines(
        "--",
        "select from where insert into values update set delete create table alter drop index view join left right inner outer on group by order having limit offset union all distinct as and or not null is in like between case when then else end primary key foreign references default unique constraint begin commit rollback with exists returning"
      ),
      "lua": lines(
        "--",
        "function local if then else elseif end for while do repeat until return nil true false and or not in break"
      ),
      "haskell": lines(
        "--",
        "module where import data type newtype class instance let in case of if then else do deriving qualified as hiding",
        hasTypes: true),
      "lisp": lines(";", "defun let lambda if cond setq defvar defmacro quote nil t define"),
    ]
    known["rust"] = braces(
      "fn let mut const static if else match for while loop in return break continue struct enum trait impl pub use mod crate super self Self as where async await move ref dyn unsafe extern type true false box macro_rules"
    )
    // A lifetime is no text in quotes.
    known["rust"]?.quotes = [0x22]
    known["swift"] = braces(
      "func let var if else guard switch case default for while repeat in return break continue struct enum class protocol extension actor init deinit import public private internal package fileprivate open static mutating throws throw try catch do async await some any where self Self nil true false as is inout lazy weak unowned defer typealias associatedtype borrowing consuming"
    )
    known["swift"]?.quotes = [0x22]
    known["swift"]?.hasTripleQuotes = true
    known["go"] = braces(
      "func var const type struct interface map chan if else for range switch case default return break continue go defer select package import nil true false fallthrough goto make new len append error string int bool byte"
    )
    known["go"]?.longQuotes = [0x60]
    known["javascript"] = braces(scriptWords)
    known["javascript"]?.longQuotes = [0x60]
    known["typescript"] = braces(
      scriptWords
        + " type interface enum implements declare namespace readonly abstract private public protected as is keyof infer any string number boolean unknown never void"
    )
    known["typescript"]?.longQuotes = [0x60]
    known["python"]?.hasTripleQuotes = true
    known["toml"]?.hasTripleQuotes = true
    known["sql"]?.ignoresCase = true
    known["sql"]?.blockComment = (Array("/*".utf8), Array("*/".utf8))
    known["nginx"]?.quotes = [0x22]
    known["php"]?.lineComments.append(Array("#".utf8))
    var markup = CodeGrammar()
    markup.shape = .markup
    markup.blockComment = (Array("<!--".utf8), Array("-->".utf8))
    known["html"] = markup
    var difference = CodeGrammar()
    difference.shape = .difference
    known["diff"] = difference
    return known
  }()

  private static let cWords =
    "auto break case char const continue default do double else enum extern float for goto if int long register return short signed sizeof static struct switch typedef union unsigned void volatile while bool true false NULL inline include define ifdef ifndef endif"
  private static let cppWords =
    "class public private protected virtual override template typename namespace using new delete this operator try catch throw nullptr constexpr auto friend explicit noexcept concept requires co_await"
  private static let javaWords =
    "abstract assert boolean break byte case catch char class const continue default do double else enum extends final finally float for if implements import instanceof int interface long native new package private protected public return short static super switch synchronized this throw throws try void volatile while var record null true false"
  private static let scriptWords =
    "function const let var if else for while do return break continue switch case default class extends new this super import export from async await yield try catch finally throw typeof instanceof in of null undefined true false delete void static get set"
}
