import CommandWords
import Commands
import DurableFile
import Office
import Records
import Terminal
import Vietnamese
import Wording

/// Sao lưu và phục hồi: the places of the backups, the backups found, and how to go back to one.
///
/// It needs no office: it is also shown when the office's file cannot be opened.
@MainActor
final class BackupsScreen: Movable, BackupChoosing {
  let session: Session
  /// Why the office's file cannot be opened, and what to do; `nil` when it can.
  private let reason: Bilingual?
  /// Whether a new office may be begun instead.
  private let letsBegin: Bool
  /// How many rows the reason took in the last frame.
  private var reasonRows = 0
  /// How many rows the places took in the last frame.
  private var placesRows = 1
  private var list: ScrollList<FoundBackup>
  private var places: [BackupPlace] = []
  /// The places that are not connected now.
  private var absent: [String] = []
  private var isDamaged = false
  private var names = PlaceNames([], office: "")
  /// The contents of the backups that were read.
  private var contents: [String: FoundBackup.Content?] = [:]

  init(_ session: Session, because reason: Bilingual? = nil, letsBegin: Bool = false) {
    self.session = session
    (self.reason, self.letsBegin) = (reason, letsBegin)
    list = ScrollList(fetch: { _, _, _ in [] })
    read()
    try? list.home()
  }

  /// Whether this is the first screen, because no office can be shown.
  private var isRecovery: Bool { reason != nil }
  var place: ScreenPlace { isRecovery ? .beginning : .list }

  var name: String { isRecovery ? "recovery" : "backups" }
  let title = Bilingual("Sao lưu và phục hồi", "Backups")

  func reload() throws {
    read()
    try list.reload()
  }

  private func read() {
    let found = FoundBackup.near(session.paths.office)
    let remembered = BackupPlaces.read(session.paths.office)
    (places, absent) = (remembered?.all ?? [], remembered?.absent(beside: session.paths.office) ?? [])
    isDamaged = remembered?.isDamaged(session.paths.office) == true
    names = PlaceNames(places.map(\.path) + found.map { Folder.parent(of: $0.path) }, office: session.paths.office)
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

  var hints: [Hint] {
    isRecovery
      ? [
        Hint("restore", Bilingual("phục hồi từ bản này", "restore it")),
        Hint("restore --from-hub", Bilingual("lấy lại từ tỉnh", "from the hub")),
        Hint("init", Bilingual("lập sổ mới", "start new")), Hint("join", Bilingual("thêm máy", "join")),
        Hint("quit", Bilingual("ra", "quit")),
      ]
      : [
        Hint("restore", Bilingual("phục hồi từ bản này", "restore it")),
        Hint("backup", Bilingual("sao lưu ngay", "back up now")),
        Hint("restore --from-hub", Bilingual("lấy lại từ tỉnh", "from the hub")),
        Hint("back", Bilingual("trở lại", "back")),
        Hint("keys", Bilingual("phím", "keys")), Hint("quit", Bilingual("ra", "quit")),
      ]
  }
  var useless: Set<String> {
    Set((list.isEmpty ? ["restore"] : []) + (letsBegin ? [] : ["init", "join"]) + (isThere ? [] : ["backup"]))
  }

  /// Whether there is a file that can be backed up or replaced.
  private var isThere: Bool { Folder.leadsSomewhere(session.paths.office) }

  func move(_ movement: Movement) throws { try list.move(movement) }

  func press(_ mouse: Mouse, rows: Range<Int>) throws -> Bool {
    try list.press(mouse, first: rows.lowerBound + headerRows)
  }

  var chosenBackup: (backup: FoundBackup, content: FoundBackup.Content?)? {
    list.current.map { ($0, content(of: $0)) }
  }

  private func content(of backup: FoundBackup) -> FoundBackup.Content? {
    if let known = contents[backup.path] { return known }
    let content = backup.content()
    contents[backup.path] = content
    return content
  }

  private var headerRows: Int { reasonRows + placesRows + 2 }

  func draw(on canvas: inout Canvas, rows: Range<Int>) throws {
    let language = session.language
    var row = rows.lowerBound
    if let reason {
      canvas.writeWrapped(reason[language], row: row, .danger)
      reasonRows = wrapped(reason[language], to: canvas.width - 4).count + 1
      row += reasonRows
    }
    // The list keeps at least a few rows, however many rows the places need.
    let said = placeRows(width: canvas.width).prefix(max(1, rows.upperBound - row - 6))
    placesRows = said.count
    for (offset, line) in said.enumerated() {
      canvas.write(line.text, row: row + offset, column: 1, line.role, width: canvas.width - 2)
    }
    row = rows.lowerBound + headerRows
    canvas.write(
      session.say(
        "Lúc ghi           Loại              Cỡ        Nơi", "Written           Kind              Size      Place"),
      row: row - 1, column: 1, .heading, width: canvas.width - 2)
    let lines = try list.visible(height: rows.upperBound - row)
    for (offset, line) in lines.enumerated() { draw(line.row, on: &canvas, row: row + offset) }
    if lines.isEmpty {
      canvas.writeWrapped(nothingFound[session.language], row: row + 1, .dim)
      canvas.cursor = (rows.lowerBound, 0)
    } else {
      canvas.write("▌", row: row + list.cursorLine, column: 0, .selected)
      canvas.cursor = (row + list.cursorLine, 0)
    }
  }

  /// The sentence for an empty list. A damaged file is no longer backed up: what is left is a copy elsewhere, or the
  /// hub.
  private var nothingFound: Bilingual {
    let fromHub = session.keyHint("restore --from-hub", name)
    if !isThere {
      return Bilingual(
        """
        Không thấy bản sao lưu nào ở gần đây. Có bản trên USB hay ổ khác thì gõ :restore TỆP; \
        cơ quan đã gửi nhận qua tỉnh thì nhấn \(fromHub).
        """,
        """
        No backup was found nearby. If there is one on a stick or another disk, type :restore FILE; \
        if the office takes part in the exchange, press \(fromHub).
        """
      )
    }
    return isDamaged
      ? Bilingual(
        """
        Không thấy bản sao lưu nào ở gần đây. Cắm USB sao lưu vào; \
        cơ quan đã gửi nhận qua tỉnh thì nhấn \(fromHub).
        """,
        """
        No backup was found nearby. Insert the stick with the backups, \
        or if the office takes part in the exchange, press \(fromHub).
        """
      )
      : Bilingual(
        "Chưa có bản sao lưu nào. Gõ :backup để làm ngay; :backups add THƯ-MỤC để thêm USB hay ổ thứ hai.",
        "There is no backup yet. Type :backup to make one; :backups add FOLDER for a USB stick or second disk.")
  }

  /// Returns a row for each place, and below it all that went wrong there, except that the office's file is damaged:
  /// this is shown above already.
  private func placeRows(width: Int) -> [(text: String, role: Role)] {
    guard !places.isEmpty else {
      return [(session.say("Chưa có nơi sao lưu nào.", "No places for backups yet."), .dim)]
    }
    let language = session.language
    return places.prefix(4).flatMap { place in
      let isThere = !absent.contains(place.path)
      let facts = BackupWords.facts(place, isThere: isThere).map { $0[language] }.joined(separator: " · ")
      let isSaid = isDamaged && place.path == places[0].path
      let failure =
        isSaid ? [] : place.failure.map { wrapped($0.words[language], to: width - 6).map { "    " + $0 } } ?? []
      let role: Role = place.failure != nil ? .danger : isThere ? .normal : .warning
      return ([names[place.path, language] + ": " + facts] + failure).map { ($0, role) }
    }
  }

  private func draw(_ backup: FoundBackup, on canvas: inout Canvas, row: Int) {
    let isOwn = backup.owner == .own && backup.isSound
    canvas.write(clockTime(backup.modified), row: row, column: 1, .normal, width: 17)
    canvas.write(
      BackupWords.what(backup)[session.language], row: row, column: 19,
      backup.isDamaged ? .danger : isOwn ? .dim : .warning, width: 17)
    canvas.write(backup.size.inBytes, row: row, column: 37, .normal, width: 9)
    let agency = backup.owner.agency
    let file: String
    if case .daily(let day) = backup.kind { file = day.display } else { file = Folder.name(of: backup.path) }
    let place = names[Folder.parent(of: backup.path), session.language] + " · "
    let text = place + (agency.isEmpty ? file : agency)
    canvas.write(text, row: row, column: 47, isOwn ? .normal : .warning, width: canvas.width - 48)
  }
}
