import Testing

@testable import Terminal

private struct Row: Identifiable, Equatable, Sendable {
  let id: Int
}

/// The rows of a list, and how often they were fetched.
private final class Rows {
  var ids: [Int]
  var fetched = 0
  init(_ ids: [Int]) { self.ids = ids.sorted() }

  func fetch(_ from: Int?, _ direction: ScrollList<Row>.Direction, _ limit: Int) -> [Row] {
    let rows: ArraySlice<Int>
    switch direction {
    case .forward: rows = ids[(ids.firstIndex { $0 > from ?? .min } ?? ids.count)...].prefix(limit)
    case .backward: rows = ids[..<(ids.lastIndex { $0 < from ?? .max }.map { $0 + 1 } ?? 0)].suffix(limit)
    }
    fetched += rows.count
    return rows.map(Row.init)
  }

  func list(height: Int) throws -> ScrollList<Row> {
    var list = ScrollList<Row>(height: height, fetch: fetch)
    try list.home()
    return list
  }
}

extension ScrollList where Row == TerminalTests.Row {
  fileprivate mutating func shown(_ height: Int) throws -> [Int] { try visible(height: height).map(\.row.id) }
}

@Test func aListOfAMillionFetchesAFewDozenRows() throws {
  let rows = Rows(Array(1...1_000_000))
  var list = try rows.list(height: 20)
  try list.end()
  try list.up(3)
  try list.pageUp()
  try list.home()
  #expect(list.current?.id == 1)
  #expect(rows.fetched < 400)
  #expect(try list.jump(to: 500_000) == true)
  #expect(list.current?.id == 500_000)
  #expect(rows.fetched < 600)
}

@Test func whenTheCursorLeavesTheViewItMovesByHalf() throws {
  var list = try Rows(Array(1...100)).list(height: 10)
  try list.down(9)
  #expect(try list.shown(10) == Array(1...10))
  try list.down()
  #expect(try list.shown(10) == Array(6...15))
  #expect(list.current?.id == 11)
  try list.up(6)
  #expect(try list.shown(10) == Array(1...10))
}

@Test func pagesMoveTheViewByItsHeightAndStopAtTheEnds() throws {
  var list = try Rows(Array(1...25)).list(height: 10)
  try list.pageDown()
  #expect(list.current?.id == 11)
  #expect(try list.shown(10) == Array(11...20))
  try list.pageDown()
  try list.pageDown()
  #expect(list.current?.id == 25)
  #expect(try list.shown(10) == Array(16...25))
  #expect(list.isAtEnd)
  for _ in 0..<4 { try list.pageUp() }
  #expect(list.current?.id == 1 && list.isAtStart)
}

@Test func anEmptyListTakesEveryKey() throws {
  let rows = Rows([])
  var list = try rows.list(height: 5)
  for key in [Key.named(.down), .named(.up), .named(.pageDown), .named(.pageUp), .named(.end), .named(.home)] {
    #expect(try list.handle(key) == true)
    #expect(list.current == nil && list.isEmpty)
  }
  list.toggleMark()
  list.markVisible()
  #expect(try list.markRange() == false)
  try list.reload()
  #expect(list.marks.isEmpty)
  rows.ids = [7]
  try list.reload()
  #expect(list.current?.id == 7)
}

@Test func afterAReloadTheCursorIsOnTheSameRowAndTheRowOnTheSameLine() throws {
  let rows = Rows(Array(stride(from: 2, through: 200, by: 2)))
  var list = try rows.list(height: 10)
  try list.jump(to: 100)
  let line = list.cursorLine
  rows.ids += [1, 3, 5, 7, 99, 101]
  rows.ids.sort()
  try list.reload()
  #expect(list.current?.id == 100)
  #expect(list.cursorLine == line)
}

@Test func whenTheRowIsGoneTheCursorGoesToTheNextThatIsLeft() throws {
  let rows = Rows(Array(1...50))
  var list = try rows.list(height: 10)
  try list.jump(to: 20)
  rows.ids.removeAll { (18...22).contains($0) }
  try list.reload()
  #expect(list.current?.id == 23)
  rows.ids.removeAll { $0 >= 23 }
  try list.reload()
  #expect(list.current?.id == 17)
  rows.ids = []
  try list.reload()
  #expect(list.current == nil)
}

@Test func aJumpToNothingMovesNothing() throws {
  var list = try Rows(Array(stride(from: 0, to: 100, by: 2))).list(height: 10)
  try list.jump(to: 40)
  #expect(try list.jump(to: 41) == false)
  #expect(list.current?.id == 40)
  #expect(try list.jump(toFirstWhere: { $0.id > 70 }) == true)
  #expect(list.current?.id == 72)
  #expect(try list.jump(toFirstWhere: { $0.id > 700 }) == false)
}

@Test func rowsAreMarkedOneByOneInRangesAndInView() throws {
  var list = try Rows(Array(1...500)).list(height: 10)
  list.toggleMark()
  try list.down(200)
  #expect(try list.markRange() == true)
  #expect(list.marks == Set(1...201))
  list.clearMarks()
  list.toggleMark()
  try list.up(3)
  #expect(try list.markRange() == true)
  #expect(list.marks == [198, 199, 200, 201])
  list.toggleMark()
  #expect(list.marks == [199, 200, 201])
  list.clearMarks()
  try list.home()
  list.markVisible()
  #expect(list.marks == Set(1...10))
  #expect(try list.markAll(limit: 499) == false)
  #expect(try list.markAll(limit: 500) && list.marks.count == 500)
  #expect(try list.visible(height: 3).allSatisfy(\.isMarked))
}

@Test func aViewThatGrowsShowsMoreRows() throws {
  var list = try Rows(Array(1...300)).list(height: 5)
  try list.end()
  #expect(try list.shown(5) == Array(296...300))
  #expect(try list.shown(100) == Array(201...300))
  #expect(try list.shown(3).contains(300))
}

@Test func aClickPutsTheCursorOnARow() throws {
  var list = try Rows([1, 2, 3]).list(height: 5)
  #expect(list.select(line: 2) && list.current?.id == 3)
  #expect(list.select(line: 3) == false && list.select(line: -1) == false)
}

@Test(arguments: 1...400) func aListBehavesLikeAnArray(seed: UInt64) throws {
  var chance = Chance(seed)
  let rows = Rows((0..<chance.below(400)).map { $0 * 3 })
  var height = 1 + chance.below(30)
  var list = try rows.list(height: height)
  var cursor = 0  // the model: an index into an array
  for step in 0..<60 {
    let last = max(0, rows.ids.count - 1)
    switch chance.below(11) {
    case 0, 1:
      let count = 1 + chance.below(5)
      try list.down(count)
      cursor = min(last, cursor + count)
    case 2, 3:
      let count = 1 + chance.below(80)
      try list.up(count)
      cursor = max(0, cursor - count)
    case 4:
      try list.pageDown()
      cursor = min(last, cursor + height)
    case 5:
      try list.pageUp()
      cursor = max(0, cursor - height)
    case 6:
      try list.end()
      cursor = last
    case 7:
      try list.home()
      cursor = 0
    case 8:
      guard let id = rows.ids.isEmpty ? nil : rows.ids[chance.below(rows.ids.count)] else { continue }
      #expect(try list.jump(to: id) == true)
      cursor = rows.ids.firstIndex(of: id)!
    case 9: height = 1 + chance.below(30)
    default:
      let id = cursor < rows.ids.count ? rows.ids[cursor] : nil
      for _ in 0..<chance.below(6) where !rows.ids.isEmpty { rows.ids.remove(at: chance.below(rows.ids.count)) }
      for _ in 0..<chance.below(6) { rows.ids.append(chance.below(1200) * 3 + 1) }
      rows.ids = Array(Set(rows.ids)).sorted()
      try list.reload()
      guard let id else {
        cursor = 0
        continue
      }
      if let same = rows.ids.firstIndex(of: id) {
        cursor = same
      } else {
        // Next to where it was: some row between the neighbours that were there before.
        let found = try #require(rows.ids.isEmpty ? Optional(0) : rows.ids.firstIndex { $0 == list.current?.id })
        cursor = found
      }
    }
    let shown = try list.visible(height: height)
    let ids = shown.map(\.row.id)
    let place = "seed \(seed), step \(step)"
    #expect(list.current?.id == (rows.ids.isEmpty ? nil : rows.ids[cursor]), "\(place)")
    #expect(shown.filter(\.isCursor).map(\.row.id) == (rows.ids.isEmpty ? [] : [rows.ids[cursor]]), "\(place)")
    #expect(shown.count == min(height, rows.ids.count), "\(place): the view is full")
    if let first = ids.first, let index = rows.ids.firstIndex(of: first) {
      #expect(ids == Array(rows.ids[index..<index + ids.count]), "\(place): rows stand together")
    }
    if !rows.ids.isEmpty { #expect(shown[list.cursorLine].isCursor, "\(place)") }
  }
}
