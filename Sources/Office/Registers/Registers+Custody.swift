import GRDB
import Records
import RecordsSQL

/// The custody of books: which station holds one, and how far its numbers have come.
extension Registers {
  /// Opens a book. If two stations opened it before they knew of each other, the earlier opening counts. What the other
  /// station has numbered stays numbered; from now on it does not hold the book.
  func open(_ book: Book, by entry: JournalEntry) throws -> [Int64] {
    let known = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT opened, opening, firstNumber FROM book WHERE id = ?"), arguments: [book.id])
    guard let known else {
      try run(
        """
        INSERT INTO book (id, series, direction, year, name, typeNames, firstNumber, \
        lastNumber, holder, opened, opening)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          book.id, book.series, book.direction.rawValue, book.year, book.name, try StoredList.text(of: book.typeNames),
          book.firstNumber, book.firstNumber - 1, entry.reference.station, entry.time.packed,
          entry.reference.description,
        ])
      return []
    }
    if let opening = EntryReference(known[1]), (known[0], opening) <= (entry.time.packed, entry.reference) { return [] }
    let lowest = try Int.fetchOne(
      db,
      sql: """
        SELECT min(number) FROM (
          SELECT number FROM document WHERE book = ?1 AND state <> 'reserved'
          UNION ALL SELECT number FROM givenUp WHERE book = ?1)
        """, arguments: [book.id])
    let begins = min(book.firstNumber, lowest ?? book.firstNumber)
    try run(
      """
      UPDATE book SET series = ?, direction = ?, year = ?, name = ?, typeNames = ?, firstNumber = ?, lastNumber = ?,
        opened = ?, opening = ?
      WHERE id = ?
      """,
      [
        book.series, book.direction.rawValue, book.year, book.name, try StoredList.text(of: book.typeNames), begins,
        book.firstNumber - 1, entry.time.packed, entry.reference.description, book.id,
      ])
    let changed = try reserveAgain(in: book.id)
    try settleHands(of: book.id)
    try countOn(book.id)
    return changed
  }

  /// Records what an entry states about a book: which station it went to (`nil`: to none, only numbers on paper), and
  /// which number is the last.
  func apply(_ entry: JournalEntry, of book: String, _ hand: BookHand?, last: Int) throws {
    let reference = entry.reference
    try run(
      """
      INSERT OR IGNORE INTO custody (book, generation, holder, station, epoch, sequence, last) \
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [
        book, hand?.generation ?? 0, hand?.station ?? "", reference.station, reference.epoch, reference.sequence, last,
      ])
    try settleHands(of: book)
    try countOn(book)
  }

  private func settleHands(of book: String) throws {
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT generation, holder, opening FROM book WHERE id = ?"), arguments: [book])
    guard let row else { throw RegisterFault.unknown(book) }
    let (generation, holder, opening): (Int, String, String) = (row[0], row[1], row[2])
    let opener = EntryReference(opening)?.station.description ?? holder
    let hand = BookHand(generation: generation, station: generation == 1 ? opener : holder)
    let last = try hand.last { generations in
      try Row.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT generation, holder FROM custody WHERE book = ? AND generation BETWEEN ? AND ?
            ORDER BY generation, holder LIMIT 1
            """), arguments: [book, generations.lowerBound, generations.upperBound]
      ).map { BookHand(generation: $0[0], station: $0[1]) }
    }
    try run("UPDATE book SET holder = ?, generation = ? WHERE id = ?", [last.station, last.generation, book])
  }

  /// Moves the last number of the book forward: to that of the last line, or to what was stated to be the last. A
  /// number far beyond all others (`Book.farthest`), which a colleague may have written, is a line like any other but
  /// not the last one: the next number would have to be larger still.
  func countOn(_ book: String) throws {
    let next = try db.cachedStatement(
      sql: """
        SELECT max(n) FROM (
          SELECT max(d.number) n FROM book b JOIN document d ON d.book = b.id
            AND d.number > b.lastNumber AND d.number <= b.lastNumber + ?2 WHERE b.id = ?1
          UNION ALL
          SELECT max(c.last) FROM book b JOIN custody c ON c.book = b.id
            AND c.last > b.lastNumber AND c.last <= b.lastNumber + ?2 WHERE b.id = ?1)
        """)
    while let last = try Int.fetchOne(next, arguments: [book, Book.farthest]) {
      try run("UPDATE book SET lastNumber = ? WHERE id = ?", [last, book])
    }
  }
}
