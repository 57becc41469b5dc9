/// The arguments that a filter or test takes, known before a page is rendered.
struct Parameters: Sendable {
  let names: [String]
  /// How many of the first must be given.
  let required: Int
  /// Whether any further arguments are taken too.
  let isVariadic: Bool

  /// The parameters in `list`, such as `length, end?`; `...` at the end takes any more.
  init(_ list: String) {
    var names: [String] = []
    var required = 0
    var isVariadic = false
    for part in list.split(separator: ",") {
      let part = part.drop { $0 == " " }
      if part == "..." {
        isVariadic = true
      } else if part.hasSuffix("?") {
        names.append(String(part.dropLast()))
      } else {
        names.append(String(part))
        required = names.count
      }
    }
    self.names = names
    self.required = required
    self.isVariadic = isVariadic
  }

  static let none = Parameters("")

  /// A note that lists the arguments; nil when there are none.
  var note: String? {
    names.isEmpty ? nil : "its arguments are \(names.joined(separator: ", "))"
  }
}
