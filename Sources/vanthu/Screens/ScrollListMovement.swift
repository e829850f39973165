import Commands
import Office
import Terminal

extension ScrollList {
  mutating func move(_ movement: Movement) throws {
    switch movement {
    case .down: try down()
    case .up: try up()
    case .pageDown: try pageDown()
    case .pageUp: try pageUp()
    case .home: try home()
    case .end: try end()
    }
  }

  mutating func mark(_ marking: Marking) throws {
    switch marking {
    case .one:
      toggleMark()
      try down()
    case .range: _ = try markRange()
    case .all: _ = try markAll()
    case .none: clearMarks()
    }
  }

  /// Moves the cursor to the pressed line, or by the wheel. Returns false where no line was hit, and for a second
  /// press, which means "open" and is left to the caller.
  mutating func press(_ mouse: Mouse, first: Int) throws -> Bool {
    switch mouse.kind {
    case .press, .doublePress:
      guard mouse.row >= first, select(line: mouse.row - first) else { return false }
      return mouse.kind == .press
    case .wheelDown:
      try down(3)
      return true
    case .wheelUp:
      try up(3)
      return true
    }
  }
}
