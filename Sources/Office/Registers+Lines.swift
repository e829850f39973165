import GRDB
import Records
import Vietnamese

extension Registers {
  /// Puts a new line into its register, or a draft or an arrival beside them. Gives the reserved line whose number it took, if there was one.
  @discardableResult
  func insert(_ told: Told, _ line: EntryReference, id: Int64) throws -> Int64? {
    let entry = told.entry
    var filled: Int64?
    switch entry.act {
    case .issued(let document, _, _, _, _, _, _, let files, let replaces) where told.isReceived:
      let signed = try signed(document, by: entry.reference)
      try insert(signed.document, .incoming, .arrived, id, line, entry.day, nil)
      try run(
        """
        UPDATE document SET replaces = ?, sender = ?, written = ?, mailbox = (
          SELECT position FROM received WHERE station = ? AND epoch = ? AND sequence = ?)
        WHERE id = ?
        """,
        [
          replaces?.description, signed.sender, signed.written, entry.reference.station, entry.reference.epoch,
          entry.reference.sequence, id,
        ])
      try attach(id, files ?? [])
    case .registered(let document, let book, let number, let suffix, let day, _, _):
      filled = try fill(book, number, suffix)
      try insert(document, .incoming, .accepted, id, line, day, Place(book: book, number: number, suffix: suffix))
      try count(book, number, day)
    case .registeredProvisionally(let document, let day, _):
      try insert(document, .incoming, .arrived, id, line, day, nil)
    case .registerImported(let document, let book, let number, let suffix, let day, let toPlaces, let state):
      filled = try fill(book, number, suffix)
      let closed = state.isOpen ? nil : day
      try insert(
        document, try direction(of: book), state, id, line, day,
        Place(
          book: book, number: number, suffix: suffix, toPlaces: toPlaces ?? "", closedOn: closed,
          // The note of a number that was voided on paper says why.
          reason: state == .voided ? document.note : nil))
      try count(book, number, day)
    case .drafted(let document, let to):
      try insert(document, .outgoing, .draft, id, line, entry.day, nil)
      try address(id, to)
    case .issued(let document, let book, let number, let suffix, let to, _, _, _, let replaces):
      filled = try fill(book, number, suffix)
      try insert(
        document, .outgoing, .issued, id, line, document.issuedDate,
        Place(
          book: book, number: number, suffix: suffix, toPlaces: Recipient.printed(to), handedOn: entry.day,
          closedOn: entry.day))
      try count(book, number, document.issuedDate)
      try name(to, id)
      if let replaces { try run("UPDATE document SET replaces = ? WHERE id = ?", [replaces.description, id]) }
    default:
      throw RegisterFault.unknown("\(entry.reference)")
    }
    return filled
  }

  private func direction(of book: String) throws -> Book.Direction {
    let sql = "SELECT direction FROM book WHERE id = ?"
    guard let text = try String.fetchOne(db.cachedStatement(sql: sql), arguments: [book]),
      let direction = Book.Direction(rawValue: text)
    else { throw RegisterFault.unknown(book) }
    return direction
  }

  /// Where a new line stands in its book; a draft stands in none.
  private struct Place {
    var book: String
    var number: Int
    var suffix: String?
    var toPlaces = ""
    var handedOn: Day?
    var closedOn: Day?
    var reason: String?
  }

  private func insert(
    _ document: Document, _ direction: Book.Direction, _ state: Processing, _ id: Int64, _ line: EntryReference,
    _ day: Day, _ place: Place?
  ) throws {
    try run(
      """
      INSERT INTO document (
        id, entry, direction, state, day, code, codeKey, organName, organID, organKey, issuedDate, typeName, subject,
        urgency, signerPosition, signerName, pageAmount, issuedAmount, dueDate, note, documentID, book, number, suffix,
        toPlaces, handedOn, closedOn, reason, organOrder, typeOrder, subjectOrder, signerOrder)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        id, line.description, direction.rawValue, state.rawValue, day.description, document.code,
        Duplicates.key(of: document.code), document.organName, document.organID,
        OrganDirectory.nameKey(document.organName),
        document.issuedDate.description, document.typeName, document.subject, document.urgency.rawValue,
        document.signer?.position, document.signer?.fullName, document.pageAmount, document.issuedAmount,
        document.dueDate?.description, document.note, document.documentID, place?.book, place?.number,
        place?.suffix ?? "", place?.toPlaces ?? "", place?.handedOn?.description, place?.closedOn?.description,
        place?.reason, OrderKeys.organ(direction == .incoming ? document.organName : place?.toPlaces ?? ""),
        OrderKeys.type(document.typeName), OrderKeys.subject(document.subject),
        OrderKeys.signer(document.signer?.fullName),
      ])
  }

  /// Writes the content of a draft, or of the document a draft has become, over the line. What came under another office's key keeps its
  /// sender, whatever a colleague's entry says.
  func rewrite(_ id: Int64, _ document: Document) throws {
    var document = document
    if let organ = try organ(named: document.organName, document.organID, of: id) {
      (document.organName, document.organID) = (organ.name, organ.id)
    }
    try run(
      """
      UPDATE document SET code = ?, codeKey = ?, organName = ?, organID = ?, organKey = ?, issuedDate = ?, typeName = ?,
        subject = ?, urgency = ?, signerPosition = ?, signerName = ?, pageAmount = ?, issuedAmount = ?, dueDate = ?,
        note = ?, documentID = ?, typeOrder = ?, subjectOrder = ?, signerOrder = ?
      WHERE id = ?
      """,
      [
        document.code, Duplicates.key(of: document.code), document.organName, document.organID,
        OrganDirectory.nameKey(document.organName), document.issuedDate.description, document.typeName,
        document.subject,
        document.urgency.rawValue, document.signer?.position, document.signer?.fullName, document.pageAmount,
        document.issuedAmount, document.dueDate?.description, document.note, document.documentID,
        OrderKeys.type(document.typeName), OrderKeys.subject(document.subject),
        OrderKeys.signer(document.signer?.fullName), id,
      ])
  }

  /// Gives the line its place in the book, and counts the book on.
  func place(_ id: Int64, _ book: String, _ number: Int, _ suffix: String?, _ day: Day) throws {
    try run(
      "UPDATE document SET book = ?, number = ?, suffix = ?, day = ? WHERE id = ?",
      [book, number, suffix ?? "", day.description, id])
    try count(book, number, day)
  }

  private func count(_ book: String, _ number: Int, _ day: Day) throws {
    try run(
      """
      UPDATE book SET firstNumber = min(firstNumber, ?), lastDay = max(ifnull(lastDay, ''), ?) WHERE id = ?
      """, [number, day.description, book])
    try countOn(book)
  }

  /// A number reserved after a restore makes room for the document that bears it on paper.
  func fill(_ book: String, _ number: Int, _ suffix: String?) throws -> Int64? {
    let reserved = try Int64.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT id FROM document WHERE book = ? AND number = ? AND suffix = ? AND state = 'reserved'
          """), arguments: [book, number, suffix ?? ""])
    if let reserved { try run("DELETE FROM document WHERE id = ?", [reserved]) }
    return reserved
  }

  func address(_ id: Int64, _ to: [Recipient]) throws {
    try run("DELETE FROM recipient WHERE document = ?", [id])
    try name(to, id)
    let printed = Recipient.printed(to)
    try run("UPDATE document SET toPlaces = ?, organOrder = ? WHERE id = ?", [printed, OrderKeys.organ(printed), id])
  }

  private func name(_ to: [Recipient], _ id: Int64) throws {
    for (position, recipient) in to.enumerated() {
      try run(
        "INSERT INTO recipient (document, position, name, organID, grouped) VALUES (?, ?, ?, ?, ?)",
        [id, position, recipient.name, recipient.organID, recipient.group])
    }
  }

  /// So many numbers of a book are reserved at the most: no office needs more, and whoever says more would fill the disk with lines. It does
  /// not depend on what is there already, which the next station may hear in another order.
  private static let mostReserved = 200_000
  private static let reservedSubject = "(số đã dùng trên giấy, chờ nhập lại)"

  /// After a restore: numbers used on paper that the file does not know stand in the book and wait to be entered again.
  ///
  /// The day they were used is not known: they stand under the day of the question, or the end of their book's year that is
  /// nearest to it.
  func reserve(through last: Int, in book: String, _ entry: JournalEntry) throws -> [Int64] {
    let sql = "SELECT firstNumber FROM book WHERE id = ?"
    guard let first = try Int.fetchOne(db, sql: sql, arguments: [book]) else { throw RegisterFault.unknown(book) }
    // Of two that say so the earlier one counts, whichever came first.
    var changed = try giveUpReserved(through: last, in: book, after: entry)
    // Those that are not there, and not those behind the last one known: a later word of it may have come before.
    let there = Set(
      try Int.fetchAll(
        db, sql: "SELECT number FROM document WHERE book = ? AND number <= ?", arguments: [book, last]))
    guard last - first < Registers.mostReserved else { return changed }
    for number in stride(from: first, through: last, by: 1) where !there.contains(number) {
      changed.append(try reserve(number, in: book, entry))
    }
    try countOn(book)
    return changed
  }

  private func reserve(_ number: Int, in book: String, _ entry: JournalEntry) throws -> Int64 {
    guard
      let row = try Row.fetchOne(
        db.cachedStatement(sql: "SELECT direction, year FROM book WHERE id = ?"), arguments: [book])
    else { throw RegisterFault.unknown(book) }
    let (direction, year): (String, Int) = (row[0], row[1])
    let day = min(max(entry.day, Day(year, 1, 1)), Day(year, 12, 31))
    let line = "\(entry.reference)/\(number)"
    let id = try newID(line, day)
    try run(
      """
      INSERT INTO document (id, entry, direction, state, book, number, day, code, codeKey, organName, organKey,
        issuedDate, typeName, subject, urgency, subjectOrder)
      VALUES (?, ?, ?, 'reserved', ?, ?, ?, '', '', '', '', ?, '', ?, 'thuong', ?)
      """,
      [
        id, line, direction, book, number, day.description, day.description,
        Registers.reservedSubject, OrderKeys.subject(Registers.reservedSubject),
      ])
    return id
  }

  /// A line two stations of the office have numbered, each for itself: it bears the later number, and the earlier one stands in its
  /// book and waits for somebody to say what it was given to. Gives the reserved lines that came or went.
  func keepPlace(
    of number: Int, _ suffix: String, in book: String, on day: Day, _ entry: JournalEntry
  ) throws -> [Int64] {
    let there = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT id, state, entry FROM document WHERE book = ? AND number = ? AND suffix = ?"),
      arguments: [book, number, suffix])
    var changed: [Int64] = []
    if let there {
      guard there[1] as String == Processing.reserved.rawValue, try isReserved(there[2], after: entry) else {
        return []
      }
      try run("DELETE FROM document WHERE id = ?", [there[0] as Int64])
      changed.append(there[0])
    }
    changed.append(try reserve(number, in: book, entry))
    try count(book, number, day)
    return changed
  }

  /// Whether a number was reserved by an entry later than this one.
  private func isReserved(_ line: String, after entry: JournalEntry) throws -> Bool {
    guard let by = line.split(separator: "/").first.flatMap({ EntryReference(String($0)) }),
      let earlier = try Journal(db).entry(by)
    else { return false }
    return (entry.time, entry.reference) < (earlier.time, earlier.reference)
  }

  /// Numbers that were reserved by an entry later than this one are free now. Gives their lines.
  private func giveUpReserved(through last: Int, in book: String, after entry: JournalEntry) throws -> [Int64] {
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT id, entry FROM document WHERE book = ? AND state = 'reserved' AND number <= ? ORDER BY number
          """), arguments: [book, last])
    return try rows.compactMap { row in
      guard try isReserved(row[1], after: entry) else { return nil }
      try run("DELETE FROM document WHERE id = ?", [row[0] as Int64])
      return row[0]
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
