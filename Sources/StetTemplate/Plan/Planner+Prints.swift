extension Planner {
  /// Has the loops whose turns print the same of an item on every page keep what they print.
  ///
  /// Such a turn depends on nothing but its item and what stands on all pages. Slots are numbered from
  /// the outside in, so that those below the item's belong to what is around the loop.
  mutating func keepPrints(of template: Int32) {
    var depth = -1
    var count: Int32 = 0
    for place in steps.indices {
      switch steps[place].kind {
      case .begin: depth += 1
      case .next: depth -= 1
      case .item where steps[place].flag == 1:
        guard let end = end(ofTurnAt: place) else { break }
        let turn = Turn(steps: (place + 1)..<end, slot: steps[place].b, loop: depth)
        if count < 1 << 12, isAlone(turn) {
          let key = template << 12 | count
          count += 1
          (steps[place].flag, steps[place].a, steps[place].c) = (2, key, Int32(end))
          steps[end].a = key
        }
      default: break
      }
    }
  }

  /// One turn of a loop: its steps, the slot of its item, and how many loops are around it.
  private struct Turn {
    let steps: Range<Int>
    let slot: Int32
    let loop: Int
  }

  private func end(ofTurnAt place: Int) -> Int? {
    steps[place...].firstIndex { $0.kind == .next && Int($0.c) == place }
  }

  private mutating func isAlone(_ turn: Turn) -> Bool {
    var isPrinting = false
    for place in turn.steps {
      let step = steps[place]
      switch step.kind {
      case .text: isPrinting = true
      case .print:
        isPrinting = true
        guard isAlone(step.a, turn) else { return false }
      case .skipUnless: guard isAlone(step.a, turn) else { return false }
      case .begin: guard step.a >= 0, isAlone(step.a, turn) else { return false }
      case .put: guard step.a >= turn.slot, isAlone(step.b, turn) else { return false }
      case .clear, .caught: guard step.a >= turn.slot else { return false }
      case .item: guard step.flag > 0, step.b >= turn.slot else { return false }
      case .skip, .next, .catchOutput, .escape: break
      case .putField, .unpack, .sift, .keep, .include: return false
      }
    }
    return isPrinting
  }

  /// Whether the expression `index` depends on nothing but the item of `turn` and what follows from it.
  private mutating func isAlone(_ index: Int32, _ turn: Turn) -> Bool {
    if index < 0 { return true }
    effort -= 1
    guard effort > 0 else { return false }
    let node = pool.nodes[Int(index)]
    switch node.kind {
    case .constant:
      // The `loop` of a loop around this one says where the item stands.
      guard case .handle(let handle) = pool.constants[Int(node.a)] else { return true }
      return handle.kind == .loop && Int(handle.index) > turn.loop
    case .slot, .slotField: return node.a >= turn.slot && node.a < slotCount
    case .slotOr: return node.a >= turn.slot && node.a < slotCount && isAlone(node.b, turn)
    case .attribute, .not, .negative, .positive, .asMarkup: return isAlone(node.a, turn)
    case .item, .arithmetic, .and, .or: return isAlone(node.a, turn) && isAlone(node.b, turn)
    case .conditional:
      return isAlone(node.a, turn) && isAlone(node.b, turn) && isAlone(node.c, turn)
    case .slice: return isAlone(node.a, turn) && areAlone(node.b, 3, turn)
    case .concat, .list, .tuple, .map: return areAlone(node.a, node.b, turn)
    case .compare:
      guard isAlone(node.a, turn) else { return false }
      return (0..<node.c).allSatisfy { isAlone(pool.lists[Int(node.b + $0 * 2 + 1)], turn) }
    case .test: return isAlone(node.a, turn) && areAlone(arguments: node.b, turn)
    case .filter:
      return isAlone(node.a, turn) && areAlone(arguments: node.b, turn) && isSettled(node)
    default: return false
    }
  }

  private mutating func areAlone(_ start: Int32, _ count: Int32, _ turn: Turn) -> Bool {
    (start..<(start + count)).allSatisfy { isAlone(pool.lists[Int($0)], turn) }
  }

  private mutating func areAlone(arguments index: Int32, _ turn: Turn) -> Bool {
    guard index >= 0 else { return true }
    let arguments = pool.calls[Int(index)]
    let nodes =
      arguments.positional + arguments.named.map(\.node)
      + [arguments.restPositional, arguments.restNamed]
    return nodes.allSatisfy { isAlone($0, turn) }
  }
}
