/// Names the engine itself knows; their numbers are the first of every program.
enum Symbol: Int32, CaseIterable {
  case range, dict, lipsum, cycler, joiner, namespace
  case loop, current, parent, caller, varargs, kwargs
  case index, index0, revindex, revindex0, first, last, length, previtem, nextitem, cycle, changed
  case depth, depth0
  case name, arguments, catchKwargs, catchVarargs
  case next, reset
  case year, month, day, hour, minute, second, weekday

  /// The name as templates write it.
  var name: String {
    switch self {
    case .current: "self"
    case .parent: "super"
    case .catchKwargs: "catch_kwargs"
    case .catchVarargs: "catch_varargs"
    default: "\(self)"
    }
  }

  /// Whether it is a function every template has.
  var isFunction: Bool { rawValue <= Symbol.namespace.rawValue }
}
