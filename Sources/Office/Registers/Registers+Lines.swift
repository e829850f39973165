import GRDB
import Records
import Vietnamese

extension Registers {
  /// Inserts a new line into its register, or a draft or an arrival without a number.
  ///
  /// - Returns: the reserved line whose number it got, if there was one.
  @discardableResult
  func insert(_ sourced: SourcedEntry, _ line: EntryReference, id: Int64) throws -> Int64? {
    guard let making = sourced.entry.act.making else { throw RegisterFault.unknown("\(sourced.entry.reference)") }
    return try making.insert(id, as: line, sourced, into: self)
  }

  func direction(of book: String) throws -> Book.Direction {
    let sql = "SELECT direction FROM book WHERE id = ?"
    guard let text = try String.fetchOne(db.cachedStatement(sql: sql), arguments: [book]),
      let direction = Book.Direction(rawValue: text)
    else { throw RegisterFault.unknown(book) }
    return direction
  }

  /// The place of a new line in its book; a draft has none.
  struct Place {
    var book: String
    var number: Int
    var suffix: String?
    var toPlaces = ""
    var handedOn: Day?
    var closedOn: Day?
    var reason: String?
  }

  func insert(
    _ document: Document, _ direction: Book.Direction, _ state: Processing, _ id: Int64, _ line: EntryReference,
    _ day: Day, _ place: Place?
  ) throws {
    let rank = try place.map {
      try freeRank(NumberPlace(book: $0.book, number: $0.number, suffix: $0.suffix ?? ""), besides: id)
    }
    let organOrder = OrderKeys.organ(direction == .incoming ? document.organName : place?.toPlaces ?? "")
    var values: [(any DatabaseValueConvertible)?] = [
      id, line.description, direction.rawValue, state.rawValue, day.description, place?.book, place?.number,
      place?.suffix ?? "", place?.toPlaces ?? "", place?.handedOn?.description, place?.closedOn?.description,
      place?.reason, organOrder, rank ?? 0,
    ]
    DocumentColumns.append(document, to: &values)
    try run(Registers.insertion, StatementArguments(values))
  }

  private static let insertion: String = {
    let names =
      [
        "id", "entry", "direction", "state", "day", "book", "number", "suffix", "toPlaces", "handedOn", "closedOn",
        "reason", "organOrder", "doubled",
      ] + DocumentColumns.names
    let places = Array(repeating: "?", count: names.count).joined(separator: ", ")
    return "INSERT INTO document (\(names.joined(separator: ", "))) VALUES (\(places))"
  }()

  /// Replaces the content of a draft, or of the document that a draft has become. A document that came under another
  /// office's key keeps its sender, whatever a colleague's entry says.
  func rewrite(_ id: Int64, _ document: Document) throws {
    var document = document
    if let organ = try organ(named: document.organName, document.organID, of: id) {
      (document.organName, document.organID) = (organ.name, organ.id)
    }
    try write(document, to: id)
  }

  func write(_ document: Document, to id: Int64) throws {
    var values: [(any DatabaseValueConvertible)?] = []
    DocumentColumns.append(document, to: &values)
    values.append(id)
    try run(Registers.writing, StatementArguments(values))
  }

  private static let writing =
    "UPDATE document SET \(DocumentColumns.names.map { "\($0) = ?" }.joined(separator: ", ")) WHERE id = ?"

  /// Gives the line its place in the book, and moves the book's last number forward.
  func place(_ id: Int64, _ book: String, _ number: Int, _ suffix: String?, _ day: Day) throws {
    let rank = try freeRank(NumberPlace(book: book, number: number, suffix: suffix ?? ""), besides: id)
    try run(
      "UPDATE document SET book = ?, number = ?, suffix = ?, day = ?, doubled = ? WHERE id = ?",
      [book, number, suffix ?? "", day.description, rank, id])
    try count(book, number, day)
  }

  func count(_ book: String, _ number: Int, _ day: Day) throws {
    try run(
      """
      UPDATE book SET firstNumber = min(firstNumber, ?), lastDay = max(ifnull(lastDay, ''), ?) WHERE id = ?
      """, [number, day.description, book])
    try countOn(book)
  }

  func address(_ id: Int64, _ to: [Recipient]) throws {
    try run("DELETE FROM recipient WHERE document = ?", [id])
    try name(to, id)
    let printed = Recipient.printed(to)
    try run("UPDATE document SET toPlaces = ?, organOrder = ? WHERE id = ?", [printed, OrderKeys.organ(printed), id])
  }

  /// Adds the recipients of earlier issues: a draft that two stations of the office issued went to the recipients of
  /// both. Their reports are shown too.
  func addressBesides(_ id: Int64, by earlier: [SourcedEntry], _ sourced: [SourcedEntry]) throws {
    let issued = earlier.flatMap { sourced in
      if case .issued(let issued) = sourced.entry.act { issued.to } else { [Recipient]() }
    }
    guard !issued.isEmpty else { return }
    let known = try String.fetchAll(
      db, sql: "SELECT coalesce(organID, name) FROM recipient WHERE document = ?", arguments: [id])
    var seen = Set(known)
    try name(issued.filter { seen.insert($0.organID ?? $0.name).inserted }, id, from: known.count)
    for sourced in sourced where sourced.isReceived {
      if case .reported(let report) = sourced.entry.act { try report.applyForeign(id, by: sourced.entry, in: self) }
    }
  }

  func name(_ to: [Recipient], _ id: Int64, from first: Int = 0) throws {
    for (position, recipient) in zip(first..., to) {
      try run(
        "INSERT INTO recipient (document, position, name, organID, grouped) VALUES (?, ?, ?, ?, ?)",
        [id, position, recipient.name, recipient.organID, recipient.group])
    }
  }
}

extension Recipient {
  /// Nơi nhận as printed: groups by their name, once.
  static func printed(_ recipients: [Recipient]) -> String {
    var names: [String] = []
    for recipient in recipients {
      let name = recipient.group ?? recipient.name
      if !names.contains(name) { names.append(name) }
    }
    return names.joined(separator: "; ")
  }
}
