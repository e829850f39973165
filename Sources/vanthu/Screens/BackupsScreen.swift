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
  /// Why the office's file cannot be opened; nil when it can.
  private let reason: Words?
  private var list: ScrollList<FoundBackup>
  private var places: [BackupPlace] = []
  /// What lies in those that were looked at.
  private var contents: [String: FoundBackup.Content?] = [:]

  init(_ session: Session, because reason: Words? = nil) {
    self.session = session
    self.reason = reason
    list = ScrollList(fetch: { _, _, _ in [] })
    read()
    try? list.home()
  }

  let name = "backups"
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
    guard let content = content(of: backup) else {
      return workbench.say(
        Words("\(backup.path) không đọc được; chọn bản khác.", "\(backup.path) cannot be read; choose another."),
        .danger)
    }
    let until = content.lastAct.map { clockTime($0) } ?? "—"
    workbench.put(
      Dialog(
        session.say("Phục hồi từ bản này? Việc cuối trong đó: \(until)", "Go back to this one? Its last act: \(until)"),
        sentence: session.say(
          "\(content.office), \(content.documents) văn bản. Việc làm sau lúc ấy phải nhập lại (máy hỏi số cuối trên giấy); sổ đang có được cất bên cạnh, không xóa.",
          "\(content.office), \(content.documents) documents. What was done later must be entered again; the file in place is set aside, not deleted."
        ),
        answers: [
          .init(.named(.enter), session.say("phục hồi", "go back")),
          .init(.named(.escape), session.say("thôi", "leave it")),
        ], dangerous: true),
      [
        { try self.restore(backup, workbench) },
        { workbench.say(Words("Chưa làm gì.", "Nothing was done.")) },
      ])
  }

  private func restore(_ backup: FoundBackup, _ workbench: Workbench) throws {
    var arguments = try Command.restore.parse([], strict: false)
    arguments.values["file"] = [backup.path]
    let outcome = try Command.restore.run(session, arguments)
    workbench.begin(with: try TriageScreen(session))
    try workbench.watch()
    workbench.show(TextScreen(Command.restore.summary, outcome.lines.joined(separator: "\n")))
  }

  private func content(of backup: FoundBackup) -> FoundBackup.Content? {
    if let known = contents[backup.path] { return known }
    let content = backup.content()
    contents[backup.path] = content
    return content
  }

  private var headerRows: Int { (reason == nil ? 0 : 3) + max(1, min(places.count, 4)) + 2 }

  func draw(on canvas: inout Canvas, rows: Range<Int>) throws {
    let language = session.language
    var row = rows.lowerBound
    if let reason {
      canvas.writeWrapped(reason[language], row: row, .danger)
      row += 3
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
      var parts = BackupWords.place(place, today: session.today, now: session.clock())[session.language]
        .split(separator: "\t").map(String.init)
      // The times first, then as much of the path's end as there is room for.
      let path = parts.removeFirst()
      let facts = parts.joined(separator: " · ") + " · "
      let role: Role = place.failure == nil ? .normal : .danger
      canvas.write(
        facts + pathEnd(path, room: canvas.width - 3 - displayWidth(facts)), row: row + offset, column: 1, role,
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
    canvas.write(BackupWords.kind(backup)[session.language], row: row, column: 19, .dim, width: 17)
    canvas.write(backup.size.inBytes, row: row, column: 37, .normal, width: 9)
    let room = canvas.width - 48
    canvas.write(pathEnd(backup.path, room: room), row: row, column: 47, .normal, width: room)
  }

  /// The end of a path tells more than its beginning.
  private func pathEnd(_ path: String, room: Int) -> String {
    path.count > max(1, room) ? "…" + path.suffix(max(0, room - 1)) : path
  }
}
