import Commands
import Office
import Records
import Terminal
import Vietnamese
import Wording

/// Hộp việc, the first screen: the documents that need an act now, the most pressing first.
@MainActor
final class TriageScreen: Movable, Markable, Filterable, Jumpable {
  let session: Session
  private var list: ScrollList<InboxLine>
  private var counts: [Need: Int] = [:]
  /// Trouble with the exchange, shown above the list.
  private var trouble: Bilingual?
  /// Trouble with the backups, shown above the list, and how the last ones went, shown after the counts where there is
  /// no trouble.
  private var backups: (trouble: Bilingual?, summary: Bilingual, short: Bilingual)?
  /// How far the clock is behind the file; shown above the list.
  private var clock: ClockBehind?
  /// Whether the last numbers on paper must be confirmed before a number is given; shown above the list.
  private var asksNumbers = false
  private var isRestored = false
  private var awaitsHub = false
  private var numberWidth: Int { Columns.number(pages?.shown.map(\.line) ?? []) }
  private var filterWords: [String] = []
  private var filterTerms: [SearchQuery.Term] = []
  private var filterText = ""
  private var pages: InboxPages?
  /// Documents that were looked at for files on their way since the last reading, and those that have one.
  private var asked: Set<Int64> = []
  private var awaited: Set<Int64> = []
  /// Called for each read of lines; for tests.
  private let reading: (_ from: Int, _ limit: Int) -> Void

  /// Whether the documents of muted offices are in the list too.
  private let showsMuted: Bool
  /// The last day known for sure, where the clock is too far ahead of it to be believed; otherwise `nil`.
  private var knownDay: Day?
  /// How many documents of muted offices are urgent.
  private var urgentMuted = 0

  init(
    _ session: Session, showsMuted: Bool = false, reading: @escaping (_ from: Int, _ limit: Int) -> Void = { _, _ in }
  ) throws {
    (self.session, self.reading) = (session, reading)
    self.showsMuted = showsMuted
    list = ScrollList(fetch: { _, _, _ in [] })
    try reload()
    try list.home()
  }

  let name = "triage"
  let place = ScreenPlace.home
  var title: Bilingual {
    guard !filterWords.isEmpty else {
      return showsMuted
        ? Bilingual("Hộp việc, cả nơi đã tắt tiếng", "Triage, muted senders too") : Bilingual("Hộp việc", "Triage")
    }
    let shown = pages?.shown.count ?? 0
    return Bilingual("Hộp việc · lọc: \(filterText) (\(shown) việc)", "Triage · filter: \(filterText) (\(shown))")
  }

  var selection: [DocumentLine] {
    if list.marks.isEmpty { return list.current.map { [$0.line] } ?? [] }
    return (try? session.office.lines(ids: list.marks.sorted(by: >))) ?? []
  }

  let hints = [
    Hint("register", Bilingual("đăng ký", "register")), Hint("submit", Bilingual("trình", "submit")),
    Hint("route", Bilingual("chuyển", "route")), Hint("settle", Bilingual("xong", "settle")),
    Hint("undo", Bilingual("hoàn tác", "undo")), Hint("search", Bilingual("tìm", "search")),
    Hint("mark", Bilingual("dấu", "mark")),
    Hint("list incoming", Bilingual("sổ đến", "incoming")), Hint("list outgoing", Bilingual("sổ đi", "outgoing")),
    Hint("issue", Bilingual("phát hành", "issue")), Hint("keys", Bilingual("phím", "keys")),
    Hint("quit", Bilingual("ra", "quit")),
  ]
  var documentHints: [Hint] {
    let seen = Hint("seen", Bilingual("đã xem", "seen"))
    let open = Hint("open", Bilingual("mở", "open"))
    if let need = list.current?.need, need.isOfSent || need == .conflict { return [open, seen] }
    return DocumentHints.of(list.current?.line, opens: true)
  }
  var useless: Set<String> { DocumentHints.useless(list.current?.line) }

  func reload() throws {
    (asked, awaited) = ([], [])
    trouble = try ExchangeTrouble.words(session)
    asksNumbers = try !session.office.numbersToConfirm(today: session.today).isEmpty
    isRestored = try session.office.mustConfirmNumbers()
    awaitsHub = try session.office.awaitsHub()
    clock = session.options.day == nil ? try session.office.clockBehind(today: session.today) : nil
    knownDay = try session.office.dayKnown(before: session.contextByClock)
    backups = BackupPlaces.read(session.paths.office).map { places in
      (
        BackupWords.trouble(places, isOfDamage: places.isDamaged(session.paths.office), now: session.clock()),
        BackupWords.summary(places, today: session.today),
        BackupWords.short(places, today: session.today)
      )
    }
    let (office, today, calendar) = (try session.office, session.today, try session.calendar)
    counts = try office.inboxCounts(today: today, calendar: calendar)
    // The session is asked each time: a screen that held the office would keep its file open after another file has
    // taken its place.
    let read: InboxPages.Read = { [reading, session] from, limit in
      reading(from, limit)
      return try session.office.inbox(today: today, calendar: calendar, offset: from, limit: limit)
    }
    let (all, muted) = (counts.values.reduce(0, +), counts[.muted] ?? 0)
    urgentMuted = try urgent(from: all - muted, of: all, read)
    // Documents of muted offices are counted above, and shown only on request; a filter finds them by their need. They
    // are the last.
    let total = showsMuted || !filterWords.isEmpty ? all : all - muted
    show(try InboxPages(total: total, before: pages, passes: filterWords.isEmpty ? nil : filter, read: read))
    try list.reload()
  }

  private func show(_ pages: InboxPages) {
    self.pages = pages
    list.fetch = { try pages.fetch($0, $1, $2) }
  }

  /// Returns how many of the muted lines are urgent: these are the first of them.
  private func urgent(from start: Int, of all: Int, _ read: InboxPages.Read) throws -> Int {
    var count = 0
    while start + count < all {
      let lines = try read(start + count, InboxPages.page)
      let urgent = lines.prefix { $0.line.document.urgency != .routine }.count
      count += urgent
      guard urgent == InboxPages.page else { break }
    }
    return count
  }

  private var filter: InboxPages.Filter { { [unowned self] in passes($0) } }

  private func passes(_ line: InboxLine) -> Bool {
    let text = [
      line.line.document.code, line.line.author, line.line.document.subject, line.line.toPlaces, line.place,
      line.line.listNumber, line.words.vietnamese, line.words.english,
    ]
    let words = text.flatMap(searchTokens)
    return filterWords.allSatisfy { typed in words.contains { $0.hasPrefix(typed) } }
  }

  func move(_ movement: Movement) throws { try list.move(movement) }
  func mark(_ marking: Marking) throws { try list.mark(marking) }

  func filter(_ words: String?) throws {
    filterText = words ?? ""
    filterTerms = searchWords(filterText).map { SearchQuery.Term(words: [$0], isPrefix: true, isExact: false) }
    filterWords = filterTerms.map { $0.words[0].folded }
    list.clearMarks()
    if let pages, pages.isWhole, !filterWords.isEmpty {
      show(InboxPages(pages, passes: filter))
    } else {
      try reload()
    }
    try list.home()
  }

  func jump(to typed: String) throws -> Bool {
    pages?.looksFurther = true
    return try list.jump(to: try session.office.find(typed, today: session.today).id)
  }

  func stepBack() throws -> Bool {
    if !list.marks.isEmpty {
      list.clearMarks()
      return true
    }
    guard !filterWords.isEmpty else { return false }
    try filter(nil)
    return true
  }

  func press(_ mouse: Mouse, rows: Range<Int>) throws -> Bool {
    try list.press(mouse, first: rows.lowerBound + headerRows)
  }

  /// The width of the column of needs. The longest word is rare and is worth the room.
  private var needWidth: Int {
    max(longWidth, counts[.requested, default: 0] > 0 ? displayWidth(Need.requested.words[session.language]) : 0)
  }

  private var longWidth: Int {
    pages?.shown.filter { $0.need == .muted || $0.need == .conflict }.map { displayWidth($0.words[session.language]) }
      .max() ?? 0
  }

  private var headerRows: Int { 2 + troubles.count }
  /// The width of the last frame, in columns: a sentence of trouble takes the rows it needs.
  private var width = 80

  /// The sentences of trouble, wrapped into rows.
  private var troubles: [(text: String, role: Role)] {
    sentences.flatMap { sentence in
      wrapped(sentence.words[session.language], to: width - 2).map { ($0, sentence.role) }
    }
  }

  /// Why the last numbers on paper are asked for.
  private var numbersSentence: Bilingual {
    let (key, sync) = (session.keyHint("numbers", name), session.keyHint("sync", name))
    if awaitsHub {
      return Bilingual(
        "Sổ vừa phục hồi, chưa cấp số: đồng bộ trước (\(sync)), rồi gõ \(key) cho số trên giấy.",
        "Restored file, no numbers yet: exchange first (\(sync)), then \(key) for paper numbers.")
    }
    if isRestored {
      return Bilingual(
        "Sổ vừa phục hồi, chưa cấp số: gõ \(key) để cho biết số cuối trên giấy.",
        "Restored file, no numbers yet: type \(key) to enter the last on paper.")
    }
    return Bilingual(
      "Máy này lại được cấp số: gõ \(key) để cho biết số cuối trên giấy.",
      "This PC may give numbers again: type \(key) to enter the last on paper.")
  }

  private var sentences: [(words: Bilingual, role: Role)] {
    var rows: [(Bilingual, Role)] = []
    if asksNumbers { rows.append((numbersSentence, .danger)) }
    if let reason = session.viewOnly?.words {
      rows.append(
        (
          Bilingual(
            "\(reason.vietnamese.capitalisedFirst): chỉ xem, chưa ghi được gì.",
            "\(reason.english.capitalisedFirst): view only, nothing can be written."), .warning
        ))
    }
    if let clock {
      let (key, day) = (session.keyHint("mend-clock", name), clock.newest.display)
      // The key does not help where the clock itself is wrong.
      let ways =
        clock.slow == nil
        ? Bilingual("chỉnh lại, hay \(key) nếu sổ sai", "set it, or \(key) if that is wrong")
        : Bilingual("chỉnh lại đồng hồ máy", "set the clock")
      rows.append(
        (
          Bilingual(
            "Đồng hồ chậm hơn sổ (đã có ngày \(day)): \(ways.vietnamese).",
            "The clock is behind the file (of \(day)): \(ways.english)."), .danger
        ))
    }
    if let knownDay {
      let today = session.today
      rows.append(
        (
          Bilingual(
            """
            Đồng hồ máy chỉ \(today.display), ngày gần nhất biết chắc là \(knownDay.display): sai thì chỉnh lại, \
            đúng thì gõ :today \(today.display).
            """,
            """
            The PC's clock says \(today.display), and the last day known for sure is \(knownDay.display): \
            set it if it is wrong; if it is right type :today \(today.display).
            """
          ), .danger
        ))
    }
    if let trouble {
      let key = session.keyHint("sync status", name)
      rows.append(
        (Bilingual("\(trouble.vietnamese): nhấn \(key) để xem.", "\(trouble.english): press \(key) to see."), .danger))
    }
    if let backups = backups?.trouble {
      let key = session.keyHint("backups", name)
      rows.append((Bilingual("\(backups.vietnamese): \(key) để xem.", "\(backups.english): \(key) to see."), .warning))
    }
    return rows
  }

  func draw(on canvas: inout Canvas, rows: Range<Int>) throws {
    let language = session.language
    width = canvas.width
    let first = rows.lowerBound + headerRows
    for (offset, trouble) in troubles.enumerated() {
      canvas.write(
        trouble.text, row: rows.lowerBound + offset, column: 1, trouble.role, width: canvas.width - 2)
    }
    drawCounts(on: &canvas, row: first - 2)
    let lines = try list.visible(height: rows.upperBound - first)
    var needs: [Int64: InboxLine] = [:]
    for line in lines { needs[line.row.id] = line.row }
    let columns = Columns.triage(
      width: canvas.width, number: numberWidth, need: needWidth, awaiting: try awaiting(lines.map(\.row.line)),
      needs: { line in needs[line.id].map { ($0.words, $0.role) } ?? ("", .normal) },
      places: { line in needs[line.id]?.place ?? line.author },
      language: language)
    columns.drawHeading(on: &canvas, row: first - 1, language: language)
    let highlight = Highlight(filterTerms)
    for (offset, line) in lines.enumerated() {
      columns.draw(line.row.line, on: &canvas, row: first + offset, today: session.today, marked: line.isMarked)
      highlight.draw(on: &canvas, row: first + offset, columns: columns, line: line.row.line, session.today)
    }
    if lines.isEmpty {
      let muted = counts[.muted, default: 0]
      let words =
        filterWords.isEmpty && muted > 0
        ? Bilingual(
          """
          Không còn việc nào khác đang chờ; nơi đã tắt tiếng gửi \(muted) \
          văn bản\(urgentMuted > 0 ? ", \(urgentMuted) khẩn" : ""): gõ :inbox --muted để xem.
          """,
          """
          Nothing else is waiting; muted senders sent \(muted)\(urgentMuted > 0 ? ", \(urgentMuted) urgent" : ""): \
          type :inbox --muted to see them.
          """
        )
        : filterWords.isEmpty && session.viewOnly != nil
          ? Bilingual("Không còn việc nào đang chờ.", "Nothing is waiting.")
          : filterWords.isEmpty
            ? Bilingual(
              "Không còn việc nào đang chờ. Nhấn n để đăng ký văn bản đến, p để phát hành văn bản đi, ? để xem các "
                + "phím.",
              "Nothing is waiting. Press n to register an incoming document, p to issue one, ? for the keys.")
            : Bilingual("Không có việc nào khớp với “\(filterText)”.", "Nothing matches “\(filterText)”.")
      canvas.writeWrapped(words[language], row: first + 1, .dim)
    } else {
      canvas.write("▌", row: first + list.cursorLine, column: 0, .selected)
      canvas.cursor = (first + list.cursorLine, 0)
    }
  }

  /// Returns the documents of which a file is still on its way.
  private func awaiting(_ lines: [DocumentLine]) throws -> Set<Int64> {
    let unknown = lines.filter { $0.files > 0 && !asked.contains($0.id) }.map(\.id)
    guard !unknown.isEmpty else { return awaited }
    asked.formUnion(unknown)
    awaited.formUnion(try session.office.awaitingFiles(of: unknown))
    return awaited
  }

  /// Draws `3 quá hạn · 5 sắp đến hạn · 12 chờ trình`, and how the backups are. The backups get their room first, in
  /// fewer words on a narrow screen: the counts begin with the most pressing, and those that do not fit are in the
  /// list.
  private func drawCounts(on canvas: inout Canvas, row: Int) {
    let language = session.language
    let texts: [(text: String, role: Role)] = Need.allCases.compactMap { need in
      counts[need].flatMap { count in
        guard count > 0 else { return nil }
        let urgent = need == .muted && urgentMuted > 0
        let more = urgent ? Bilingual(", \(urgentMuted) khẩn", ", \(urgentMuted) urgent")[language] : ""
        return (text: "\(count) \(need.words[language])\(more)", role: urgent ? Role.danger : need.role)
      }
    }
    let wanted = texts.map { displayWidth($0.text) + 3 }.reduce(1, +)
    var room = canvas.width - 1
    if let backups, backups.trouble == nil {
      let forms = [backups.summary, backups.short].map { $0[language] }
      let text = forms.first { wanted + displayWidth($0) <= room } ?? forms[1]
      room -= min(displayWidth(text), canvas.width / 2)
      canvas.write(text, row: row, column: room, .dim, width: canvas.width - 1 - room)
      room -= 3
    }
    var column = 1
    for (text, role) in texts {
      guard column + displayWidth(text) <= room else { break }
      canvas.write(text, row: row, column: column, role)
      column += displayWidth(text) + 3
    }
  }
}

extension InboxLine {
  var role: Role { need == .muted && line.document.urgency != .routine ? .danger : need.role }
}

extension Need {
  /// The colour for how pressing it is; the word says it too, so that no colour is needed.
  var role: Role {
    switch self {
    case .enterAgain, .doubled, .requested, .conflict, .urgent, .held, .returned, .recallRefused, .overdue: .danger
    case .arrived, .submissionLate, .dueSoon, .untaken: .warning
    case .answered, .toHandOn, .opinion: .accent
    case .inHand, .draft, .withoutDay, .muted: .dim
    }
  }
}
