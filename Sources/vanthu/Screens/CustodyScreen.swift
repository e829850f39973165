import CommandWords
import Commands
import Office
import Records
import Terminal
import Vietnamese
import Wording

/// Máy nào giữ sổ: the books of the office with the PC that holds each of them, and the PCs.
@MainActor
final class CustodyScreen: Movable {
  let session: Session
  private var list: ScrollList<Row>
  private var stations: [(station: String, name: String)] = []
  private var own = ""
  private var sentences: [Bilingual] = []

  private struct Row: Identifiable {
    let custody: Custody
    var id: String { custody.bookState.book.id }
  }

  init(_ session: Session) throws {
    self.session = session
    list = ScrollList(fetch: { _, _, _ in [] })
    try read()
    try list.home()
  }

  let name = "custody"
  let title = Bilingual("Máy nào giữ sổ", "Where the books are held")
  let hints = [
    Hint("custody hand-over", Bilingual("giao sổ", "hand over")),
    Hint("custody take", Bilingual("nhận bằng mã", "take by code")),
    Hint("custody recover", Bilingual("nhận của máy mất", "of a lost PC")),
    Hint("custody lease", Bilingual("hạn cấp số", "days of numbers")), Hint("back", Bilingual("trở lại", "back")),
    Hint("keys", Bilingual("phím", "keys")),
  ]

  func isAnswer(to request: ScreenRequest) -> Bool { if case .custody = request { true } else { false } }

  var useless: Set<String> {
    guard let custody = list.current?.custody else {
      return ["custody hand-over", "custody take", "custody recover"]
    }
    return custody.isHere ? ["custody take", "custody recover"] : ["custody hand-over"]
  }

  func offer(_ parameter: String) -> String? {
    parameter == CustodyParameters.book.name ? list.current?.id : nil
  }

  func reload() throws {
    try read()
    try list.reload()
  }

  private func read() throws {
    let office = try session.office
    stations = try office.stations()
    own = try office.stationName().station.description
    sentences = try office.numberingTerm(at: session.clock())?.sentences ?? []
    // The books of this year come first.
    let rows = try office.custodies().map(Row.init).sorted {
      ($1.custody.bookState.book.year, $0.id) < ($0.custody.bookState.book.year, $1.id)
    }
    list.fetch = { from, direction, limit in
      let place = from.flatMap { from in rows.firstIndex { $0.id == from } }
      switch direction {
      case .forward: return Array(rows.dropFirst(place.map { $0 + 1 } ?? 0).prefix(limit))
      case .backward: return Array(rows.prefix(place ?? rows.count).suffix(limit))
      }
    }
  }

  func move(_ movement: Movement) throws { try list.move(movement) }

  func press(_ mouse: Mouse, rows: Range<Int>) throws -> Bool {
    try list.press(mouse, first: rows.lowerBound + 1)
  }

  func draw(on canvas: inout Canvas, rows: Range<Int>) throws {
    let below = stationLines(width: canvas.width)
    // The list keeps at least a few rows.
    let shown = below.prefix(max(0, rows.count - 6))
    let first = rows.lowerBound + 1
    let end = rows.upperBound - shown.count
    canvas.write(session.say("Sổ", "Book"), row: rows.lowerBound, column: 1, .heading)
    canvas.write(session.say("Số cuối", "Last"), row: rows.lowerBound, column: CustodyScreen.lastColumn, .heading)
    canvas.write(
      session.say("Máy giữ, cấp số", "Held by"), row: rows.lowerBound, column: CustodyScreen.holderColumn, .heading)
    let lines = try list.visible(height: max(1, end - first))
    for (offset, line) in lines.enumerated() { draw(line.row.custody, on: &canvas, row: first + offset) }
    if lines.isEmpty {
      canvas.writeWrapped(session.say("Chưa có sổ nào.", "There is no book yet."), row: first + 1, .dim)
      canvas.cursor = (rows.lowerBound, 0)
    } else {
      canvas.write("▌", row: first + list.cursorLine, column: 0, .selected)
      canvas.cursor = (first + list.cursorLine, 0)
    }
    for (offset, line) in shown.enumerated() {
      canvas.write(line.text, row: end + offset, column: 1, line.role, width: canvas.width - 2)
    }
  }

  private static let lastColumn = 46
  private static let holderColumn = 54

  private func draw(_ custody: Custody, on canvas: inout Canvas, row: Int) {
    let (state, book) = (custody.bookState, custody.bookState.book)
    canvas.write(
      padded(book.id, 13) + "\(book.name) \(book.year)", row: row, column: 1, .normal,
      width: CustodyScreen.lastColumn - 2)
    canvas.write("\(state.lastNumber)", row: row, column: CustodyScreen.lastColumn, .normal, width: 8)
    let holder =
      custody.isHere
      ? session.say("máy này", "this PC") : named(state.holder, custody.stationName)
    canvas.write(
      holder, row: row, column: CustodyScreen.holderColumn, custody.isHere ? .normal : .warning,
      width: canvas.width - CustodyScreen.holderColumn - 1)
  }

  /// The name of a PC; what tells it from another of the same name is in the list of the PCs.
  private func named(_ station: String, _ name: String?) -> String {
    guard let name else { return station }
    return stations.count { $0.name == name } > 1 ? "\(station) \(name)" : name
  }

  /// The PCs of the office, and why this one may not number some books.
  private func stationLines(width: Int) -> [(text: String, role: Role)] {
    var lines: [(String, Role)] = [("", .normal)]
    for sentence in sentences {
      lines += wrapped(sentence[session.language], to: width - 2).map { ($0, .warning) }
    }
    guard !stations.isEmpty else {
      return lines + [
        (session.say("Tỉnh chưa nêu máy nào của cơ quan.", "The hub has listed no PC of the office yet."), .dim)
      ]
    }
    lines.append((session.say("Các máy của cơ quan", "The PCs of the office"), .heading))
    for (station, name) in stations {
      lines.append(
        (
          "\(station)  \(name)\(station == own ? session.say(" (máy này)", " (this PC)") : "")", .normal
        ))
    }
    return lines
  }
}
