extension Planner {
  /// A mapping that the template writes out, with known keys and with texts that cannot fail, so that
  /// each of them can be put together where it is asked for.
  struct Table {
    let node: Int32
    /// Where it is as a whole.
    let slot: Int32
    /// The step that puts it there.
    let step: Int
    let isEscaping: Bool
  }

  /// The node of `table` as a whole.
  mutating func whole(_ table: Table) -> Int32 {
    wholeTables.insert(table.step)
    return slotNode(table.slot)
  }

  /// Leaves out the tables that nobody asks for as a whole.
  mutating func dropTables() {
    for table in tables where !wholeTables.contains(table.step) && table.step < steps.count {
      guard steps[table.step].kind == .put, steps[table.step].b == table.node else { continue }
      steps[table.step] = Step(kind: .skip, c: Int32(table.step + 1))
    }
  }

  /// Whether the node `index` gives a text whatever the page is, and does so again later.
  func isText(_ index: Int32) -> Bool {
    let node = pool.nodes[Int(index)]
    switch node.kind {
    case .constant: return pool.constants[Int(node.a)].text != nil
    case .slot: return textSlots.contains(node.a)
    case .concat:
      return pool.lists[Int(node.a)..<Int(node.a + node.b)].allSatisfy { isText($0) }
    default: return false
    }
  }

  /// Whether the node `index` gives a text unless it fails.
  func givesText(_ index: Int32) -> Bool {
    let node = pool.nodes[Int(index)]
    guard node.kind == .filter else { return isText(index) }
    switch pool.filters[Int(node.c)] {
    case .text(.replace), .text(.upper), .text(.lower), .markup(.urlencode): return true
    default: return false
    }
  }

  /// Whether the node `index` writes a mapping that can be a table.
  func isTable(_ index: Int32) -> Bool {
    let node = pool.nodes[Int(index)]
    guard node.kind == .map else { return false }
    for place in stride(from: Int(node.a), to: Int(node.a + node.b), by: 2) {
      let (key, value) = (pool.lists[place], pool.lists[place + 1])
      guard constantText(key) != nil, isText(value) else { return false }
    }
    return true
  }

  /// What the variable that the node `base` names has under `key`, where it is a table; nil where only
  /// rendering can tell.
  mutating func part(of base: Int32, under key: Text) -> Found? {
    let name = pool.nodes[Int(base)]
    guard name.kind == .name, case .table(let table)? = special(name.a),
      table.isEscaping == isEscaping
    else { return nil }
    let node = pool.nodes[Int(table.node)]
    for place in stride(from: Int(node.a + node.b) - 2, through: Int(node.a), by: -2)
    where constantText(pool.lists[place]) == key {
      let value = pool.lists[place + 1]
      if pool.nodes[Int(value)].kind == .constant {
        return .constant(pool.constants[Int(pool.nodes[Int(value)].a)])
      }
      return .node(value)
    }
    return nil
  }

  /// The text that the node `index` is.
  func constantText(_ index: Int32) -> Text? {
    let node = pool.nodes[Int(index)]
    return node.kind == .constant ? pool.constants[Int(node.a)].text : nil
  }
}

extension Planner.Meaning {
  /// Whether it is a table, which is a value all the same.
  var isTable: Bool { if case .table = self { true } else { false } }
}
