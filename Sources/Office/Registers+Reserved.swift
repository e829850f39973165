import GRDB
import Records

/// Numbers that are used and borne by no line: each waits in its book for the document that bears it on paper.
///
/// Two kinds of entries claim a number: one that says how far a book has come on paper claims all up to the last one, and one that numbered a
/// line which bears a later number now claims the one it gave. Of all that claim a number the earliest names the reserved line, in
/// whatever order they came.
extension Registers {
  /// So many numbers of a book are reserved at the most: no office needs more, and whoever says more would fill the disk with lines. It does
  /// not depend on what is there already, which the next station may hear in another order.
  private static let mostReserved = 200_000
  private static let reservedSubject = "(số đã dùng trên giấy, chờ nhập lại)"

  /// What was said of a book on paper, in the order of time, and the number it begins with.
  struct Paper {
    var first: Int
    var said: [(entry: JournalEntry, last: Int)]

    /// The earliest that claims the number.
    func claimant(of number: Int) -> JournalEntry? {
      guard number >= first else { return nil }
      return said.first { $0.last >= number && $0.last - first < mostReserved }?.entry
    }
  }

  /// After a restore: numbers used on paper that the file does not know stand in the book and wait to be entered again. Gives the lines
  /// that came or went.
  ///
  /// The day they were used is not known: they stand under the day of the question, or the end of their book's year that is
  /// nearest to it.
  func reserve(through last: Int, in book: String) throws -> [Int64] {
    let paper = try paper(of: book)
    guard last >= paper.first, last - paper.first < Registers.mostReserved else { return [] }
    let borne = Set(
      try Int.fetchAll(
        db,
        sql: """
          SELECT number FROM document WHERE book = ? AND number <= ? AND suffix = '' AND state <> 'reserved'
          """, arguments: [book, last]))
    let changed = try (paper.first...last).filter { !borne.contains($0) }.flatMap {
      try settle($0, "", in: book, paper)
    }
    try countOn(book)
    return changed
  }

  /// All reserved numbers of a book, anew. Gives the lines that came or went.
  func reserveAgain(in book: String) throws -> [Int64] {
    let reserved = try Row.fetchAll(
      db,
      sql: """
        SELECT number, suffix FROM document WHERE book = ?1 AND state = 'reserved'
        UNION SELECT number, suffix FROM givenUp WHERE book = ?1
        """, arguments: [book])
    let paper = try paper(of: book)
    let changed = try reserved.flatMap { try settle($0[0], $0[1], in: book, paper) }
    let last = paper.said.map(\.last).filter { $0 - paper.first < Registers.mostReserved }.max()
    return changed + (try last.map { try reserve(through: $0, in: book) } ?? [])
  }

  /// A line bears a later number than the one it was given here. Gives the reserved lines that came or went.
  func giveUpNumber(of id: Int64, _ told: Told) throws -> [Int64] {
    guard let number = told.numberOfLine else { return [] }
    let reference = told.entry.reference
    try run(
      """
      INSERT OR IGNORE INTO givenUp (book, number, suffix, document, time, station, epoch, sequence)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        number.book, number.number, number.suffix, id, told.entry.time.packed, reference.station, reference.epoch,
        reference.sequence,
      ])
    let changed = try settle(number.number, number.suffix, in: number.book, paper(of: number.book))
    try count(number.book, number.number, number.day)
    return changed
  }

  /// A line that takes a number takes it from whoever reserved it. Gives the reserved line.
  func fill(_ book: String, _ number: Int, _ suffix: String?) throws -> Int64? {
    let reserved = try Int64.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT id FROM document WHERE book = ? AND number = ? AND suffix = ? AND state = 'reserved'
          """), arguments: [book, number, suffix ?? ""])
    if let reserved { try run("DELETE FROM document WHERE id = ?", [reserved]) }
    return reserved
  }

  /// Brings the reserved line of a number to what is known now. Gives those that came or went.
  private func settle(_ number: Int, _ suffix: String, in book: String, _ paper: Paper) throws -> [Int64] {
    let there = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT id, entry, state FROM document WHERE book = ? AND number = ? AND suffix = ?"),
      arguments: [book, number, suffix])
    guard there.map({ $0[2] == Processing.reserved.rawValue }) != false else { return [] }
    let claims = [suffix.isEmpty ? paper.claimant(of: number) : nil, try givenUp(number, suffix, in: book)]
    let claimant = claims.compactMap(\.self).min { ($0.time, $0.reference) < ($1.time, $1.reference) }
    let name = claimant.map { "\($0.reference)/\(number)" }
    guard there?[1] != name else { return [] }
    var changed: [Int64] = []
    if let there {
      try run("DELETE FROM document WHERE id = ?", [there[0] as Int64])
      changed.append(there[0])
    }
    if let claimant, let name { changed.append(try reserve(number, suffix, in: book, claimant.day, as: name)) }
    return changed
  }

  private func reserve(
    _ number: Int, _ suffix: String, in book: String, _ said: Day, as name: String
  ) throws -> Int64 {
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT direction, year FROM book WHERE id = ?"), arguments: [book])
    guard let row else { throw RegisterFault.unknown(book) }
    let (direction, year): (String, Int) = (row[0], row[1])
    let day = min(max(said, Day(year, 1, 1)), Day(year, 12, 31))
    let id = try newID(name, day)
    try run(
      """
      INSERT INTO document (id, entry, direction, state, book, number, suffix, day, code, codeKey, organName, organKey,
        issuedDate, typeName, subject, urgency, subjectOrder)
      VALUES (?, ?, ?, 'reserved', ?, ?, ?, ?, '', '', '', '', ?, '', ?, 'thuong', ?)
      """,
      [
        id, name, direction, book, number, suffix, day.description, day.description,
        Registers.reservedSubject, OrderKeys.subject(Registers.reservedSubject),
      ])
    return id
  }

  private func paper(of book: String) throws -> Paper {
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT opening, firstNumber FROM book WHERE id = ?"), arguments: [book])
    guard let row else { throw RegisterFault.unknown(book) }
    // By its opening: lines with lower numbers, which the next station may hear of later, lower the first number of the book.
    let opening = try EntryReference(row[0]).flatMap { try Journal(db).entry($0) }
    let first: Int = if case .bookOpened(let opened)? = opening?.act { opened.firstNumber } else { row[1] }
    let rows = try Row.fetchAll(
      db.cachedStatement(sql: "SELECT station, epoch, sequence, last FROM custody WHERE book = ?"), arguments: [book])
    let said = try rows.compactMap { row -> (entry: JournalEntry, last: Int)? in
      let entry = try Journal(db).entry(EntryReference(station: row[0], epoch: row[1], sequence: row[2]))
      return entry.flatMap { $0.act.saysNumbersOnPaper ? ($0, row[3]) : nil }
    }
    return Paper(first: first, said: said.sorted { ($0.0.time, $0.0.reference) < ($1.0.time, $1.0.reference) })
  }

  /// The earliest entry that gave the number to a line which bears a later one.
  private func givenUp(_ number: Int, _ suffix: String, in book: String) throws -> JournalEntry? {
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT station, epoch, sequence FROM givenUp WHERE book = ? AND number = ? AND suffix = ?
          ORDER BY time, station, epoch, sequence LIMIT 1
          """), arguments: [book, number, suffix])
    return try row.flatMap { try Journal(db).entry(EntryReference(station: $0[0], epoch: $0[1], sequence: $0[2])) }
  }
}

extension Act {
  fileprivate var saysNumbersOnPaper: Bool {
    switch self {
    case .numbersConfirmed, .custodyRecovered: true
    default: false
    }
  }
}
