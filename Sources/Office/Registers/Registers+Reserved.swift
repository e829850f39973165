import GRDB
import Records
import RecordsSQL

/// Numbers that are used but held by no line: each is reserved in its book for the document that bears it on paper.
///
/// Two kinds of entries claim a number: one that states how far a book has come on paper claims all numbers up to the
/// last one, and one that numbered a line which has a later number now claims the number it gave. Of all entries that
/// claim a number the earliest names the reserved line, in whatever order they came.
extension Registers {
  /// At most this many numbers of a book are reserved: no office needs more, and a claim without limit would fill the
  /// disk with lines. The limit does not depend on what is there already, which the next station may receive in another
  /// order.
  private static let mostReserved = 200_000
  private static let reservedSubject = "(số đã dùng trên giấy, chờ nhập lại)"

  /// An entry that claims numbers: all up to `last`, or, if the number was given up, `last` alone.
  struct Word {
    var time: Int64
    var entry: EntryReference
    var day: Day
    var last: Int
  }

  /// The statements about a book on paper, in the order of time, and the number it begins with. A statement that goes
  /// no further than an earlier one claims nothing and is left out: each goes further than those before it.
  struct Paper {
    var first: Int
    private(set) var said: [Word] = []

    init(first: Int, said: [Word]) {
      self.first = first
      for word in said where word.last > self.said.last?.last ?? first - 1 { self.said.append(word) }
    }

    /// Returns the earliest statement that claims the number.
    func claimant(of number: Int) -> Word? {
      guard number >= first else { return nil }
      var (low, high) = (0, said.count)
      while low < high {
        let middle = (low + high) / 2
        if said[middle].last >= number { high = middle } else { low = middle + 1 }
      }
      return low < said.count ? said[low] : nil
    }
  }

  /// After a restore: reserves the numbers that were used on paper and are not in the file, until they are entered
  /// again.
  ///
  /// The day they were used is not known: they are listed under the day of the statement or, if that is not in the year
  /// of their book, under the first or last day of that year.
  ///
  /// - Returns: the lines that were added or removed.
  func reserve(through last: Int, in book: String, by entry: JournalEntry) throws -> [Int64] {
    let first = try firstNumber(of: book)
    guard last >= first, last - first < Registers.mostReserved else { return [] }
    // Numbers that an earlier statement claims stay with it.
    let before = try Int.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT c.last FROM custody c JOIN journal j USING (station, epoch, sequence)
          WHERE c.book = ?1 AND c.last < ?2 AND \(Registers.isOnPaper)
            AND (j.time, j.station, j.epoch, j.sequence) < (?3, ?4, ?5, ?6)
          ORDER BY c.last DESC LIMIT 1
          """),
      arguments: [
        book, first + Registers.mostReserved, entry.time.packed, entry.reference.station, entry.reference.epoch,
        entry.reference.sequence,
      ])
    let begin = max(first, (before ?? first - 1) + 1)
    guard begin <= last else { return [] }
    let word = Word(time: entry.time.packed, entry: entry.reference, day: entry.day, last: last)
    return try reserve(begin...last, in: book, Paper(first: first, said: [word]))
  }

  private func reserve(_ numbers: ClosedRange<Int>, in book: String, _ paper: Paper) throws -> [Int64] {
    let borne = Set(
      try Int.fetchAll(
        db,
        sql: """
          SELECT number FROM document WHERE book = ? AND number BETWEEN ? AND ? AND suffix = '' AND state <> 'reserved'
          """, arguments: [book, numbers.lowerBound, numbers.upperBound]))
    let changed = try numbers.filter { !borne.contains($0) }.flatMap { try settle($0, "", in: book, paper) }
    try countOn(book)
    return changed
  }

  /// Works out all reserved numbers of a book again.
  ///
  /// - Returns: the lines that were added or removed.
  func reserveAgain(in book: String) throws -> [Int64] {
    let reserved = try Row.fetchAll(
      db,
      sql: """
        SELECT number, suffix FROM document WHERE book = ?1 AND state = 'reserved'
        UNION SELECT number, suffix FROM givenUp WHERE book = ?1
        """, arguments: [book])
    let paper = try paper(of: book)
    let changed = try reserved.flatMap { try settle($0[0], $0[1], in: book, paper) }
    guard let last = paper.said.last?.last else { return changed }
    return changed + (try reserve(paper.first...last, in: book, paper))
  }

  /// Gives up the numbers that the line was given before the one it has now.
  ///
  /// - Returns: the reserved lines that were added or removed.
  func giveUpNumbers(of id: Int64, _ earlier: [SourcedEntry]) throws -> [Int64] {
    var papers: [String: Paper] = [:]
    return try earlier.flatMap { sourced in
      guard let number = sourced.ownNumber else { return [Int64]() }
      let paper = try papers[number.book] ?? paper(of: number.book)
      papers[number.book] = paper
      return try giveUp(number, of: id, sourced, paper)
    }
  }

  private func giveUp(
    _ number: GivenNumber, of id: Int64, _ sourced: SourcedEntry, _ paper: Paper
  ) throws -> [Int64] {
    let reference = sourced.entry.reference
    try run(
      """
      INSERT OR IGNORE INTO givenUp (book, number, suffix, document, time, station, epoch, sequence)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        number.book, number.number, number.suffix, id, sourced.entry.time.packed, reference.station, reference.epoch,
        reference.sequence,
      ])
    let changed = try settle(number.number, number.suffix, in: number.book, paper)
    try count(number.book, number.number, number.day)
    return changed
  }

  /// Removes the reserved line of a number, because another line takes that number.
  ///
  /// - Returns: the removed line, if there was one.
  func fill(_ book: String, _ number: Int, _ suffix: String?) throws -> Int64? {
    let reserved = try Int64.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT id FROM document WHERE book = ? AND number = ? AND suffix = ? AND state = 'reserved'
          """), arguments: [book, number, suffix ?? ""])
    if let reserved { try run("DELETE FROM document WHERE id = ?", [reserved]) }
    return reserved
  }

  /// Brings the reserved line of a number up to date.
  ///
  /// - Returns: the lines that were added or removed.
  private func settle(_ number: Int, _ suffix: String, in book: String, _ paper: Paper) throws -> [Int64] {
    let there = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT id, entry, state FROM document WHERE book = ? AND number = ? AND suffix = ?"),
      arguments: [book, number, suffix])
    guard there.map({ $0[2] == Processing.reserved.rawValue }) != false else { return [] }
    let claims = [suffix.isEmpty ? paper.claimant(of: number) : nil, try givenUp(number, suffix, in: book)]
    let claimant = claims.compactMap(\.self).min { ($0.time, $0.entry) < ($1.time, $1.entry) }
    let name = claimant.map { "\($0.entry)/\(number)" }
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

  /// The condition on rows of `custody` and their entry `j` that state how far a book has come on paper.
  private static let isOnPaper = ActName.isOne(of: [.numbersConfirmed, .custodyRecovered], "j.act")

  private func paper(of book: String) throws -> Paper {
    let first = try firstNumber(of: book)
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT j.station, j.epoch, j.sequence, j.time, j.day, c.last
          FROM custody c JOIN journal j USING (station, epoch, sequence)
          WHERE c.book = ? AND c.last < ? AND \(Registers.isOnPaper) ORDER BY j.time, j.station, j.epoch, j.sequence
          """), arguments: [book, first + Registers.mostReserved])
    return Paper(first: first, said: try rows.map { try word($0, last: $0[5]) })
  }

  /// Returns the first number as the book's opening has it: lines with lower numbers, which the next station may
  /// receive later, lower the first number that is stored.
  private func firstNumber(of book: String) throws -> Int {
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT opening, firstNumber FROM book WHERE id = ?"), arguments: [book])
    guard let row else { throw RegisterFault.unknown(book) }
    let opening = try EntryReference(row[0]).flatMap { try Journal(db).entry($0) }
    return if case .bookOpened(let opened)? = opening?.act { opened.book.firstNumber } else { row[1] }
  }

  /// Returns the earliest entry that gave the number to a line which has a later one now.
  private func givenUp(_ number: Int, _ suffix: String, in book: String) throws -> Word? {
    try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT g.station, g.epoch, g.sequence, g.time, j.day FROM givenUp g \
          JOIN journal j USING (station, epoch, sequence)
          WHERE g.book = ? AND g.number = ? AND g.suffix = ? ORDER BY g.time, g.station, g.epoch, g.sequence LIMIT 1
          """), arguments: [book, number, suffix]
    ).map { try word($0, last: number) }
  }

  private func word(_ row: Row, last: Int) throws -> Word {
    let day: String = row[4]
    guard let day = Day(day) else { throw JournalFault.day(day) }
    return Word(
      time: row[3], entry: try EntryReference(row), day: day, last: last)
  }
}
