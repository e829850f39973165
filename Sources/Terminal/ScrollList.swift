/// A list of any length that is never loaded completely: it holds the rows around the view and fetches more at its
/// edges.
///
/// It is a value: moving the cursor among a million rows touches a few dozen of them.
public struct ScrollList<Row: Identifiable> {
  public enum Direction: Sendable { case forward, backward }

  /// Returns at most `limit` rows strictly after (or before) `from`, the nearest ones, in the order of display; if
  /// `from` is `nil`, the first (or last) rows of all. Fewer than `limit` rows mean that there are no more.
  public typealias Fetch = (_ from: Row.ID?, _ direction: Direction, _ limit: Int) throws -> [Row]

  /// Returns rows to the list. After changing it (another filter), call `reload`.
  public var fetch: Fetch
  /// The marked rows, in view or not.
  public var marks: Set<Row.ID> = []

  /// The number of rows in the view.
  public private(set) var height: Int
  private(set) var window: [Row] = []
  private var top = 0
  private var cursor = 0
  private var reachesStart = true
  private var reachesEnd = true
  private var anchor: Row.ID?

  /// Creates an empty list; call `home`, `end`, `jump` or `reload` to fill it.
  public init(height: Int = 20, fetch: @escaping Fetch) {
    self.height = max(1, height)
    self.fetch = fetch
  }

  public var isEmpty: Bool { window.isEmpty }
  /// The row under the cursor.
  public var current: Row? { cursor < window.count ? window[cursor] : nil }
  /// The line of the view with the cursor, from 0.
  public var cursorLine: Int { cursor - top }
  public var isAtStart: Bool { reachesStart && cursor == 0 }
  public var isAtEnd: Bool { reachesEnd && cursor >= window.count - 1 }

  public struct Line {
    public let row: Row
    public let isCursor: Bool
    public let isMarked: Bool
  }

  /// Returns the rows to draw in a view of that height.
  public mutating func visible(height: Int) throws -> [Line] {
    if height != self.height {
      self.height = max(1, height)
      try showCursor()
    }
    return (top..<min(top + self.height, window.count)).map {
      Line(row: window[$0], isCursor: $0 == cursor, isMarked: marks.contains(window[$0].id))
    }
  }

  // MARK: Moving

  public mutating func down(_ count: Int = 1) throws {
    try needRows(below: cursor + count)
    cursor = min(cursor + count, max(0, window.count - 1))
    try showCursor()
  }

  public mutating func up(_ count: Int = 1) throws {
    try needRows(above: count - cursor)
    cursor = max(0, cursor - count)
    try showCursor()
  }

  /// Moves the view and the cursor down by the height of the view.
  public mutating func pageDown() throws {
    try needRows(below: top + 2 * height)
    cursor = min(cursor + height, max(0, window.count - 1))
    top = min(top + height, max(0, window.count - height))
    try showCursor()
  }

  public mutating func pageUp() throws {
    try needRows(above: height - top)
    cursor = max(0, cursor - height)
    top = max(0, top - height)
    try showCursor()
  }

  public mutating func home() throws {
    let rows = try fetch(nil, .forward, chunk)
    (window, reachesStart, reachesEnd) = (rows, true, rows.count < chunk)
    (top, cursor) = (0, 0)
  }

  public mutating func end() throws {
    let rows = try fetch(nil, .backward, chunk)
    (window, reachesStart, reachesEnd) = (rows, rows.count < chunk, true)
    cursor = max(0, rows.count - 1)
    top = max(0, rows.count - height)
  }

  /// Puts the cursor on a line of the view (from 0), as a click does; false if there is no row.
  @discardableResult
  public mutating func select(line: Int) -> Bool {
    guard line >= 0, line < height, top + line < window.count else { return false }
    cursor = top + line
    return true
  }

  /// Puts the cursor on a row, wherever it is; false, and nothing moves, if there is no such row.
  @discardableResult
  public mutating func jump(to id: Row.ID) throws -> Bool {
    try jump(to: id, line: height / 2, evenIfVisible: false)
  }

  /// Puts the cursor on the first row that satisfies the condition, among about `limit` rows from the start.
  @discardableResult
  public mutating func jump(limit: Int = 10_000, toFirstWhere condition: (Row) -> Bool) throws -> Bool {
    var from: Row.ID?
    var seen = 0
    while seen < limit {
      let rows = try fetch(from, .forward, chunk)
      if let found = rows.first(where: condition) { return try jump(to: found.id) }
      guard rows.count == chunk, let last = rows.last else { return false }
      (from, seen) = (last.id, seen + rows.count)
    }
    return false
  }

  private mutating func jump(to id: Row.ID, line: Int, evenIfVisible: Bool) throws -> Bool {
    if !evenIfVisible, let index = window.firstIndex(where: { $0.id == id }) {
      cursor = index
      try showCursor()
      return true
    }
    let before = try fetch(id, .backward, chunk)
    let after = try fetch(before.last?.id, .forward, chunk)
    guard let index = after.firstIndex(where: { $0.id == id }) else { return false }
    (window, reachesStart, reachesEnd) = (before + after, before.count < chunk, after.count < chunk)
    cursor = before.count + index
    top = max(0, cursor - line)
    try showCursor()
    return true
  }

  /// Fetches the rows again, after a change, and keeps the cursor on its row and the row on its line.
  ///
  /// If the row is gone, the cursor goes to the next remaining row, or else to the one before.
  public mutating func reload() throws {
    guard !window.isEmpty else { return try home() }
    let line = cursorLine
    let nearest = window[cursor...].map(\.id) + window[..<cursor].reversed().map(\.id)
    for id in nearest where try jump(to: id, line: line, evenIfVisible: true) { return }
    try home()
  }

  // MARK: Marks

  /// Marks the row under the cursor, or unmarks it.
  public mutating func toggleMark() {
    guard let id = current?.id else { return }
    if marks.remove(id) == nil { marks.insert(id) }
    anchor = id
  }

  /// Marks all rows from the last one marked to the cursor; false if they are more than `limit` apart.
  @discardableResult
  public mutating func markRange(limit: Int = 10_000) throws -> Bool {
    guard let end = current?.id else { return false }
    guard let anchor, anchor != end else {
      marks.insert(end)
      self.anchor = end
      return true
    }
    for direction in [Direction.forward, .backward] {
      if let between = try rows(from: anchor, to: end, direction, limit) {
        marks.formUnion(between)
        marks.insert(anchor)
        self.anchor = end
        return true
      }
    }
    return false
  }

  /// Marks every row in the view.
  public mutating func markVisible() {
    for row in window[top..<min(top + height, window.count)] { marks.insert(row.id) }
  }

  /// Marks every row of the list; false, and nothing is marked, if there are more than `limit`.
  @discardableResult
  public mutating func markAll(limit: Int = 10_000) throws -> Bool {
    let all = try fetch(nil, .forward, limit + 1)
    guard all.count <= limit else { return false }
    marks.formUnion(all.map(\.id))
    return true
  }

  public mutating func clearMarks() {
    marks = []
    anchor = nil
  }

  private func rows(from: Row.ID, to: Row.ID, _ direction: Direction, _ limit: Int) throws -> [Row.ID]? {
    var ids: [Row.ID] = []
    var edge = from
    while ids.count < limit {
      let rows = try fetch(edge, direction, chunk)
      let ordered = direction == .forward ? rows : rows.reversed()
      for row in ordered {
        ids.append(row.id)
        if row.id == to { return ids }
      }
      guard rows.count == chunk, let last = ordered.last else { return nil }
      edge = last.id
    }
    return nil
  }

  // MARK: The window

  private var chunk: Int { max(40, height * 3) }

  private mutating func needRows(below index: Int) throws {
    while index >= window.count, !reachesEnd {
      let limit = max(chunk, index + 1 - window.count)
      let rows = try fetch(window.last?.id, .forward, limit)
      reachesEnd = rows.count < limit
      window += rows
    }
  }

  private mutating func needRows(above count: Int) throws {
    guard count > 0, !reachesStart else { return }
    let limit = max(chunk, count)
    let rows = try fetch(window.first?.id, .backward, limit)
    reachesStart = rows.count < limit
    window = rows + window
    cursor += rows.count
    top += rows.count
  }

  /// Moves the view so that it contains the cursor: by half its height, because a terminal on a slow connection
  /// repaints the entire view whether it moves by one row or by many.
  private mutating func showCursor() throws {
    cursor = min(cursor, max(0, window.count - 1))
    if cursor < top {
      top = max(0, min(cursor, top - height / 2))
    } else if cursor >= top + height {
      top = max(cursor - height + 1, top + height / 2)
    }
    try needRows(below: top + height - 1)
    let missing = top + height - window.count
    if missing > 0 {
      try needRows(above: missing - top)
      top = max(0, window.count - height)
    }
    trim()
  }

  private mutating func trim() {
    let most = 4 * chunk
    guard window.count > 2 * most else { return }
    let kept = max(0, top - most / 2)..<min(window.count, top + height + most / 2)
    reachesStart = reachesStart && kept.lowerBound == 0
    reachesEnd = reachesEnd && kept.upperBound == window.count
    window = Array(window[kept])
    top -= kept.lowerBound
    cursor -= kept.lowerBound
  }
}

extension ScrollList {
  /// Handles a key that moves the cursor; returns false for other keys.
  public mutating func handle(_ key: Key) throws -> Bool {
    switch key {
    case .named(.down): try down()
    case .named(.up): try up()
    case .named(.pageDown): try pageDown()
    case .named(.pageUp): try pageUp()
    case .named(.home): try home()
    case .named(.end): try end()
    default: return false
    }
    return true
  }
}
