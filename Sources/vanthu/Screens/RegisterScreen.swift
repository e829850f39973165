import Commands
import Office
import Records
import Terminal
import Vietnamese
import Wording

/// Sổ đến, sổ đi, and every search: a list of documents, newest first, of which only the part in view is loaded.
@MainActor
final class RegisterScreen: Movable, Markable, Filterable, Jumpable, Turnable, Sortable {
  /// The source of the list, apart from the filter.
  enum Kind: Equatable {
    /// A register of one year, or of all years for `nil`.
    case register(Book.Direction, year: Int?)
    /// A search over both registers and the drafts.
    case search
  }

  let session: Session
  private var kind: Kind
  private var order: ListOrder
  private var list: ScrollList<DocumentLine>
  private var filterText = ""
  private var filter = SearchQuery()
  private var found: Int?
  /// The page drawn last, and what it looked like on an empty canvas.
  private var drawn: (page: RegisterPage, canvas: Canvas)?
  /// Whether the file may say something else of the lines in view than when they were drawn.
  private var hasReloaded = false
  /// Whether the query has changed and has not been run yet.
  private var pending = false
  /// The field in which a search is typed; `nil` while the keys go to the list.
  private var field: TextField?

  init(_ session: Session, _ kind: Kind, order: ListOrder = .day) throws {
    self.session = session
    self.kind = kind
    self.order = order
    list = ScrollList(fetch: { _, _, _ in [] })
    if kind == .search { field = TextField() }
    try begin()
  }

  var name: String { kind == .search ? "search" : "register" }

  var title: Bilingual {
    let name =
      order == .day
      ? place
      : Bilingual(
        "\(place.vietnamese), \(order.words(direction).vietnamese)",
        "\(place.english), \(order.words(direction).english)")
    guard kind != .search, !filter.isEmpty else { return name }
    return Bilingual(
      "\(name.vietnamese) · lọc: \(filterText) (\(foundText))",
      "\(name.english) · filter: \(filterText) (\(foundText))")
  }

  /// The direction of a register; `nil` for a search, which covers both.
  private var direction: Book.Direction? { if case .register(let direction, _) = kind { direction } else { nil } }

  private var place: Bilingual {
    switch kind {
    case .register(.incoming, nil): Bilingual("Sổ đến, mọi năm", "Incoming, all years")
    case .register(.incoming, .some(let year)): Bilingual("Sổ đến \(year)", "Incoming \(year)")
    case .register(.outgoing, nil): Bilingual("Sổ đi, mọi năm", "Outgoing, all years")
    case .register(.outgoing, .some(let year)): Bilingual("Sổ đi \(year)", "Outgoing \(year)")
    case .search: Bilingual("Tìm", "Search")
    }
  }

  var selection: [DocumentLine] {
    // Keys typed ahead act on the result of the new query, not on what was shown before.
    try? answer()
    if list.marks.isEmpty { return list.current.map { [$0] } ?? [] }
    return (try? session.office.lines(ids: list.marks.sorted(by: >))) ?? []
  }

  var documentHints: [Hint] { DocumentHints.of(list.current) }
  var useless: Set<String> { DocumentHints.useless(list.current) }

  /// Offers the words of the filter, to be saved as a search.
  func offer(_ parameter: String) -> String? { parameter == SaveSearchParameters.query.name ? filterText : nil }

  // MARK: the list

  private var query: ListQuery {
    switch kind {
    case .register(let direction, let year): .register(direction, year: year, filter: filter, order: order)
    case .search: ListQuery(filter, order: order)
    }
  }

  /// Runs the query again; interrupted when a further key has come.
  private func begin() throws {
    pending = true
    try session.office.interruptible(when: session.inputIsWaiting) { try ask() }
    pending = false
  }

  /// Runs a query that is still pending to its end, however many keys wait.
  private func answer() throws {
    guard pending else { return }
    try ask()
    pending = false
  }

  private func ask() throws {
    let (office, query, today) = (try session.office, query, session.today)
    // A result that fits the first page need not be counted.
    var whole: Int?
    list.fetch = { from, direction, limit in
      let lines = try office.lines(
        query, from: from, walk: direction == .forward ? .older : .newer, limit: limit, today: today)
      if from == nil, direction == .forward { whole = lines.count < limit ? lines.count : nil }
      return lines
    }
    guard kind != .search || !filter.isEmpty else {
      list.fetch = { _, _, _ in [] }
      found = nil
      return try list.home()
    }
    try list.home()
    found = filter.isEmpty ? nil : try whole ?? office.count(query, most: 1001, today: today)
  }

  func reload() throws {
    try list.reload()
    hasReloaded = true
    if !filter.isEmpty { found = try session.office.count(query, most: 1001, today: session.today) }
  }

  func move(_ movement: Movement) throws {
    try answer()
    // The search field is above the first row.
    if movement == .up, kind == .search, list.isAtStart { return type(nil) }
    try list.move(movement)
  }

  func mark(_ marking: Marking) throws {
    try answer()
    try list.mark(marking)
  }

  func filter(_ words: String?) throws {
    let words = words ?? ""
    let read = try SearchQuery(words, today: session.today)
    filterText = words
    guard read != filter else { return }
    filter = read
    // The documents of a bulk act must be in view.
    list.clearMarks()
    pending = true
  }

  /// Puts words into the search field; for `nil`, goes back to the field with its words as they are.
  func type(_ words: String?) {
    field = TextField(words ?? filterText)
    if let words { try? filter(words) }
  }

  func typeFilter() -> Bool {
    guard kind == .search else { return false }
    type(nil)
    return true
  }

  func jump(to typed: String) throws -> Bool {
    let line = try session.office.find(typed, today: session.today, direction: direction)
    if case .register(let direction, .some(let year)) = kind, line.direction == direction, line.day.year != year {
      try show(year: line.day.year)
    }
    return try list.jump(to: line.id)
  }

  /// Shows the same documents in another order, from the beginning.
  private func sort(_ order: ListOrder) throws {
    self.order = order
    try begin()
  }

  func sort(_ order: ListOrder?) throws -> Bilingual {
    try sort(order ?? self.order.next)
    return self.order.words(direction)
  }

  func showAllYears() throws { try show(year: nil) }

  /// Shows another year of the same register, or all years for `nil`.
  private func show(year: Int?) throws {
    guard case .register(let direction, _) = kind else { return }
    kind = .register(direction, year: year)
    try begin()
  }

  /// Shows the year before or after the current one.
  func turn(by step: Int) throws {
    guard case .register(_, let year) = kind else { return }
    try show(year: (year ?? session.today.year + (step < 0 ? 1 : -1)) + step)
  }

  func stepBack() throws -> Bool {
    if field != nil, !list.isEmpty, kind == .search {
      field = nil
      return true
    }
    if !list.marks.isEmpty {
      list.clearMarks()
      return true
    }
    if !filter.isEmpty, kind != .search {
      try filter(nil)
      return true
    }
    guard order != .day else { return false }
    try sort(.day)
    return true
  }

  // MARK: typing a search

  func handle(_ key: Key) throws -> Bool {
    guard kind == .search, field != nil else { return false }
    field!.typing = try session.typing.options(for: .words)
    switch key {
    case .named(.enter), .named(.down):
      // Moves from the field to the first result.
      try endTyping()
      return true
    case .named(.pageDown), .named(.pageUp):
      try endTyping()
      return false
    case .named(.up), .named(.escape), .function: return false
    default:
      let before = field!.value
      // `has:` is a filter and not the beginning of "há".
      if key == .character(":"), SearchQuery.hasFilter(fold(field!.rawKeys)) { _ = field!.handle(.control("z")) }
      guard field!.handle(key) else { return false }
      if field!.value != before { try filter(field!.value) }
      return true
    }
  }

  private func endTyping() throws {
    let before = field!.value
    field!.finishTyping()
    let now = field!.value
    if now != before { try filter(now) }
    field = nil
  }

  var typing: TypingOptions? { get throws { try field == nil ? nil : session.typing.options(for: .words) } }

  /// While letters go into the search field, keys with letters are not commands.
  var typingHints: [(key: String, words: String)]? {
    guard field != nil else { return nil }
    return [
      ("Enter", session.say("xuống danh sách", "to the list")), ("^U", session.say("xóa", "clear")),
      ("Esc", session.say("thôi", "leave")), ("F2", session.say("hộp việc", "triage")),
      ("F1", session.say("phím", "keys")),
    ]
  }

  func paste(_ text: String) throws -> Bool {
    guard field != nil else { return false }
    field!.paste(cleaned(text))
    try filter(field!.value)
    return true
  }

  func press(_ mouse: Mouse, rows: Range<Int>) throws -> Bool {
    try list.press(mouse, first: rows.lowerBound + headerRows)
  }

  // MARK: drawing

  var hints: [Hint] {
    guard kind != .search else {
      return [
        Hint("open", Bilingual("mở", "open")), Hint("filter", Bilingual("sửa từ", "words")),
        Hint("sort", Bilingual("xếp", "sort")),
        Hint("save-search", Bilingual("lưu", "save")), Hint("route", Bilingual("chuyển", "route")),
        Hint("inbox", Bilingual("hộp việc", "triage")), Hint("keys", Bilingual("phím", "keys")),
      ]
    }
    return [
      Hint("open", Bilingual("mở", "open")), Hint("filter", Bilingual("lọc", "filter")),
      Hint("jump", Bilingual("tới số", "number")), Hint("sort", Bilingual("xếp", "sort")),
      Hint("register", Bilingual("đăng ký", "register")), Hint("issue", Bilingual("phát hành", "issue")),
      Hint("previous", Bilingual("năm trước", "year before")), Hint("next", Bilingual("năm sau", "year after")),
      Hint("inbox", Bilingual("hộp việc", "triage")), Hint("keys", Bilingual("phím", "keys")),
    ]
  }

  private var headerRows: Int { kind == .search ? 2 : 1 }

  func draw(on canvas: inout Canvas, rows: Range<Int>) throws {
    if pending { try begin() }
    let language = session.language
    let first = rows.lowerBound + headerRows
    let lines = try list.visible(height: rows.upperBound - first)
    let page = RegisterPage(
      lines: lines.map(\.row), marks: lines.map(\.isMarked), width: canvas.width, height: canvas.height, first: first,
      language: language,
      words: filter.highlights, today: session.today, underway: try underway(lines.map(\.row)))
    if let drawn, drawn.page == page {
      canvas = drawn.canvas
    } else {
      draw(page, on: &canvas)
      drawn = (page, canvas)
    }
    if kind == .search { drawField(on: &canvas, row: rows.lowerBound) }
    if lines.isEmpty {
      canvas.writeWrapped(emptyWords[language], row: first + 1, .dim)
    } else {
      canvas.write("▌", row: first + list.cursorLine, column: 0, .selected)
      if canvas.cursor == nil { canvas.cursor = (first + list.cursorLine, 0) }
    }
  }

  /// What is still on its way of the documents in view, read once for each page.
  private func underway(_ lines: [DocumentLine]) throws -> Underway {
    let ids = lines.map(\.id)
    if let known = drawn?.page, known.lines.map(\.id) == ids, !hasReloaded { return known.underway }
    hasReloaded = false
    let office = try session.office
    return Underway(
      places: direction == .outgoing ? try office.deliveryMarks(of: ids) : [:],
      awaiting: direction == .outgoing ? [] : try office.awaitingFiles(of: lines.filter { $0.files > 0 }.map(\.id)))
  }

  private func draw(_ page: RegisterPage, on canvas: inout Canvas) {
    let (columns, highlight) = (columns(page), Highlight(page.words))
    columns.drawHeading(on: &canvas, row: page.first - 1, language: page.language)
    for (offset, line) in page.lines.enumerated() {
      let row = page.first + offset
      columns.draw(line, on: &canvas, row: row, today: page.today, marked: page.marks[offset])
      highlight.draw(on: &canvas, row: row, columns: columns, line: line, page.today)
    }
  }

  private func drawField(on canvas: inout Canvas, row: Int) {
    let label = Bilingual("Tìm: ", "Search: ")[session.language]
    canvas.write(label, row: row, column: 1, .heading)
    let column = 1 + displayWidth(label)
    let right = foundText
    let width = canvas.width - column - displayWidth(right) - 2
    if var field {
      field.draw(on: &canvas, row: row, column: column, width: width, focused: true)
      canvas.cursor = canvas.cursor ?? (row, column)
    } else {
      canvas.write(filterText, row: row, column: column, .normal, width: width)
    }
    canvas.write(right, row: row, column: canvas.width - displayWidth(right) - 1, .dim)
  }

  /// `12 văn bản`, `hơn 1000 văn bản`.
  var foundText: String {
    guard let found else { return "" }
    return found > 1000
      ? Bilingual("hơn 1000 văn bản", "more than 1000")[session.language]
      : Bilingual("\(found) văn bản", "\(found) found")[session.language]
  }

  private func columns(_ page: RegisterPage) -> Columns {
    let number = Columns.number(page.lines)
    return switch kind {
    case .register(.incoming, _):
      .incoming(width: page.width, number: number, awaiting: page.underway.awaiting, session.language)
    case .register(.outgoing, _): .outgoing(width: page.width, marks: page.underway.places, session.language)
    case .search: .both(width: page.width, number: number, awaiting: page.underway.awaiting, session.language)
    }
  }

  private var emptyWords: Bilingual {
    switch kind {
    case .search where filter.isEmpty:
      Bilingual(
        "Gõ chữ cần tìm, có dấu hay không dấu; trong nháy kép thì đúng từng dấu. "
          + "Lọc thêm: tu:  den:  loai:  nam:  han:qua  trangthai: …",
        "Type what you are looking for, with marks or without; in quotes it is exact. "
          + "Filters: from:  to:  type:  year:  due:late  state: …"
      )
    case _ where !filter.isEmpty: filter.nothingFound(filterText)
    case .register(.outgoing, _):
      Bilingual(
        "Sổ chưa có dòng nào. Nhấn p để phát hành văn bản đầu tiên.",
        "The book is empty. Press p to issue the first document.")
    default:
      Bilingual(
        "Sổ chưa có dòng nào. Nhấn n để đăng ký văn bản đến đầu tiên.",
        "The book is empty. Press n to register the first document.")
    }
  }
}
