import CommandWords
import Office
import Records
import Terminal
import Vietnamese
import Wording

/// Sao lưu và phục hồi: where backups go, which there are, and the way back to one.
///
/// It needs no office: it is also what is shown when the office's file cannot be opened.
@MainActor
final class BackupsScreen: ListScreen {
  let session: Session
  /// Why the office's file cannot be opened, and what to do; nil when it can.
  private let reason: Words?
  /// Whether a new office may be begun in its place.
  private let letsBegin: Bool
  /// How many rows the reason took when it was last drawn.
  private var reasonRows = 0
  private var list: ScrollList<FoundBackup>
  private var places: [BackupPlace] = []
  /// What lies in those that were looked at.
  private var contents: [String: FoundBackup.Content?] = [:]

  init(_ session: Session, because reason: Words? = nil, letsBegin: Bool = false) {
    self.session = session
    (self.reason, self.letsBegin) = (reason, letsBegin)
    list = ScrollList(fetch: { _, _, _ in [] })
    read()
    try? list.home()
  }

  /// Whether it is the first screen, because there is no office to be shown.
  var isRecovery: Bool { reason != nil }

  var name: String { isRecovery ? "recovery" : "backups" }
  let title = Words("Sao lưu và phục hồi", "Backups")

  func reload() throws {
    read()
    try list.reload()
  }

  private func read() {
    let found = FoundBackup.near(session.paths.office)
    places = BackupPlaces.read(session.paths.office)?.all ?? []
    list.fetch = { from, direction, limit in
      let place = from.flatMap { from in found.firstIndex { $0.id == from } }
      switch direction {
      case .forward:
        let start = place.map { $0 + 1 } ?? 0
        return Array(found[min(start, found.count)..<min(start + limit, found.count)])
      case .backward:
        let end = place ?? found.count
        return Array(found[max(0, end - limit)..<end])
      }
    }
  }

  var useless: Set<String> { Set((list.isEmpty ? ["restore"] : []) + (letsBegin ? [] : ["init"])) }

  func move(_ movement: Movement) throws { try list.move(movement) }
  func mark(_ marking: Marking) throws {}
  func filter(_ words: String?) throws {}
  func jump(to typed: String) throws -> Bool { false }

  func press(_ mouse: Mouse, rows: Range<Int>) throws -> Bool {
    try list.press(mouse, first: rows.lowerBound + headerRows)
  }

  /// Asks whether the one under the cursor is to be gone back to, and says what that means.
  func confirm(_ workbench: Workbench) throws {
    guard let backup = list.current else {
      return workbench.say(
        Words(
          "Không có bản sao lưu nào ở đây; gõ :restore TỆP, hoặc :restore --from-hub.",
          "There is no backup here; type :restore FILE, or :restore --from-hub."), .warning)
    }
    try workbench.askRestore(backup, content(of: backup))
  }

  private func content(of backup: FoundBackup) -> FoundBackup.Content? {
    if let known = contents[backup.path] { return known }
    let content = backup.content()
    contents[backup.path] = content
    return content
  }

  private var headerRows: Int { reasonRows + max(1, min(places.count, 4)) + 2 }

  func draw(on canvas: inout Canvas, rows: Range<Int>) throws {
    let language = session.language
    var row = rows.lowerBound
    if let reason {
      canvas.writeWrapped(reason[language], row: row, .danger)
      reasonRows = wrapped(reason[language], to: canvas.width - 4).count + 1
      row += reasonRows
    }
    drawPlaces(on: &canvas, from: row)
    row = rows.lowerBound + headerRows
    canvas.write(
      session.say(
        "Lúc ghi           Loại              Cỡ        Tệp", "Written           Kind              Size      File"),
      row: row - 1, column: 1, .heading, width: canvas.width - 2)
    let lines = try list.visible(height: rows.upperBound - row)
    for (offset, line) in lines.enumerated() { draw(line.row, on: &canvas, row: row + offset) }
    if lines.isEmpty {
      canvas.writeWrapped(
        session.say(
          "Chưa có bản sao lưu nào. Gõ :backup để làm ngay; :backups add THƯ-MỤC để thêm USB hay ổ thứ hai.",
          "There is no backup yet. Type :backup to make one; :backups add FOLDER for a stick or second disk."),
        row: row + 1, .dim)
      canvas.cursor = (rows.lowerBound, 0)
    } else {
      canvas.write("▌", row: row + list.cursorLine, column: 0, .selected)
      canvas.cursor = (row + list.cursorLine, 0)
    }
  }

  private func drawPlaces(on canvas: inout Canvas, from row: Int) {
    for (offset, place) in places.prefix(4).enumerated() {
      // The times first, then as much of the path's end as there is room for.
      let facts = BackupWords.facts(place).map { $0[session.language] + " · " }.joined()
      let role: Role = place.failure == nil ? .normal : .danger
      canvas.write(
        facts + pathEnd(place.path, room: canvas.width - 3 - displayWidth(facts)), row: row + offset, column: 1, role,
        width: canvas.width - 2)
    }
    if places.isEmpty {
      canvas.write(
        session.say("Chưa có nơi sao lưu nào.", "No places for backups yet."), row: row, column: 1, .dim,
        width: canvas.width - 2)
    }
  }

  private func draw(_ backup: FoundBackup, on canvas: inout Canvas, row: Int) {
    canvas.write(clockTime(backup.modified), row: row, column: 1, .normal, width: 17)
    let isOwn = backup.owner == .own
    canvas.write(
      BackupWords.what(backup)[session.language], row: row, column: 19, isOwn ? .dim : .warning, width: 17)
    canvas.write(backup.size.inBytes, row: row, column: 37, .normal, width: 9)
    let room = canvas.width - 48
    let agency = backup.owner.agency
    canvas.write(
      agency.isEmpty ? pathEnd(backup.path, room: room) : agency, row: row, column: 47, isOwn ? .normal : .warning,
      width: room)
  }

  /// The end of a path tells more than its beginning.
  private func pathEnd(_ path: String, room: Int) -> String {
    path.count > max(1, room) ? "…" + path.suffix(max(0, room - 1)) : path
  }
}
