import GRDB
import Records
import RecordsSQL
import Vietnamese
import Wording

/// Enforces the rule of the books: each number is given once, by the station that holds the book (Decree 30/2020,
/// article 15).
struct Numbers {
  let db: Database
  let organ: Organ.ID
  /// The station that wrote the entry.
  let station: StationName

  enum Outcome {
    case good
    case doubled(Bilingual)
    /// Entries in doubt that are now known to be good, because the hand-over of the book arrived after them.
    case released([Int])
  }

  func apply(_ act: Act, of entry: StoredEntry, at place: Int) throws -> Outcome {
    // The office's other stations set the entry aside by the same rule.
    guard act.body.hasValidNumbers else { return .doubled(Numbers.notOfBooks) }
    switch act {
    case .bookOpened(let act):
      try open(act.book.id, by: entry)
      return try release(act.book.id)
    case .custodyHandedOver(let act):
      try pass(act.book, to: BookHand(generation: act.generation, station: act.to), last: act.last)
      return try release(act.book)
    case .custodyRecovered(let act):
      let taken = BookHand(generation: act.generation, station: station.description)
      try pass(act.book, to: taken, last: act.last)
      guard let hand = try current(act.book), hand.station != taken.station else { return try release(act.book) }
      return .doubled(Numbers.notHeld(act.book, hand.station))
    default:
      return try act.body.numberGiven.map { try give($0, at: place) } ?? .good
    }
  }

  private func give(_ number: GivenNumber, at place: Int) throws -> Outcome {
    let book = number.book
    if let hand = try current(book), hand.station != station.description {
      // A number given before the station handed the book over is good, however late it arrives.
      let before = try Int.fetchOne(
        db, sql: "SELECT max(last) FROM custody WHERE organ = ? AND book = ? AND station = ?",
        arguments: [organ, book, station])
      guard let before, number.number <= before else {
        try db.execute(
          sql: "INSERT INTO unowned (entry, organ, book, station) VALUES (?, ?, ?, ?)",
          arguments: [place, organ, book, station])
        return .doubled(Numbers.notHeld(book, hand.station))
      }
    }
    return try claim(number, at: place)
  }

  /// Records the number if it is free.
  private func claim(_ given: GivenNumber, at place: Int) throws -> Outcome {
    let (book, number, suffix) = (given.book, given.number, given.suffix)
    try db.cachedStatement(
      sql: "INSERT OR IGNORE INTO numbers (organ, book, number, suffix, entry) VALUES (?, ?, ?, ?, ?)"
    ).execute(arguments: [organ, book, number, suffix, place])
    guard db.changesCount == 0 else { return .good }
    let other = try String.fetchOne(
      db,
      sql: """
        SELECT station || '.' || epoch || '.' || sequence FROM numbers JOIN entries ON place = entry
        WHERE organ = ? AND book = ? AND number = ? AND suffix = ?
        """, arguments: [organ, book, number, suffix])
    let (shownSuffix, shownBook) = (cut(cleaned(suffix)), cut(cleaned(book)))
    return .doubled(
      Bilingual(
        "Số \(number)\(shownSuffix) của sổ \(shownBook) đã cấp ở mục \(other ?? "?"); "
          + "hãy hủy một trong hai số và cấp số khác.",
        "Number \(number)\(shownSuffix) of book \(shownBook) was already assigned by entry \(other ?? "?"); "
          + "void one of the two and assign another."
      ))
  }

  /// Whether the number of an entry in doubt is free, now that its station is known to hold the book.
  func isGood(_ act: Act, at place: Int) throws -> Bool {
    guard let given = act.body.numberGiven else { return false }
    let outcome = try claim(given, at: place)
    if case .good = outcome { return true }
    return false
  }

  /// The holder of the book, if its opening is known.
  private func current(_ book: String) throws -> BookHand? {
    try hand(in: 1...1, of: book)?.last { try hand(in: $0, of: book) }
  }

  private func hand(in generations: ClosedRange<Int>, of book: String) throws -> BookHand? {
    try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT generation, station FROM custody WHERE organ = ? AND book = ? AND generation BETWEEN ? AND ?
          ORDER BY generation LIMIT 1
          """), arguments: [organ, book, generations.lowerBound, generations.upperBound]
    ).map { BookHand(generation: $0[0], station: $0[1]) }
  }

  /// Records the opening of a book. If two stations opened it independently, the earlier one counts, whichever the hub
  /// received first.
  func open(_ book: String, by entry: StoredEntry) throws {
    let known = try Row.fetchOne(
      db, sql: "SELECT time, opening FROM custody WHERE organ = ? AND book = ? AND generation = 1",
      arguments: [organ, book])
    if let opening = (known?[1] as String?).flatMap(EntryReference.init), let time = known?[0] as Int64?,
      (time, opening) <= (entry.time.packed, entry.reference)
    {
      return
    }
    try db.execute(
      sql: """
        INSERT INTO custody (organ, book, generation, station, time, opening) VALUES (?, ?, 1, ?, ?, ?)
        ON CONFLICT DO UPDATE SET station = excluded.station, time = excluded.time, opening = excluded.opening
        """,
      arguments: [organ, book, entry.station, entry.time.packed, entry.reference.description])
  }

  /// Records a hand-over. Like the stations of the office, the hub believes any of them; of two in one generation the
  /// station with the smaller name counts.
  private func pass(_ book: String, to hand: BookHand, last: Int) throws {
    try db.execute(
      sql: """
        INSERT INTO custody (organ, book, generation, station) VALUES (?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET station = excluded.station WHERE excluded.station < station
        """, arguments: [organ, book, hand.generation, hand.station])
    guard let current = try current(book), current.generation >= hand.generation else { return }
    // What was given before the hand-over is good, however late it arrives.
    try db.execute(
      sql: """
        UPDATE custody SET last = max(ifnull(last, 0), ?4) WHERE organ = ?1 AND book = ?2 AND generation = (
          SELECT max(generation) FROM custody WHERE organ = ?1 AND book = ?2 AND generation < ?3)
        """, arguments: [organ, book, hand.generation, last])
  }

  /// Releases the entries in doubt of the station that is now known to hold the book.
  private func release(_ book: String) throws -> Outcome {
    guard let hand = try current(book) else { return .good }
    let released = try Int.fetchAll(
      db, sql: "DELETE FROM unowned WHERE organ = ? AND book = ? AND station = ? RETURNING entry",
      arguments: [organ, book, hand.station])
    return released.isEmpty ? .good : .released(released.sorted())
  }

  private static let notOfBooks = Bilingual(
    "Số, năm hay lượt giao sổ của mục này không sổ nào có được, nên không được chuyển cho ai; hãy xem lại văn bản.",
    "No book has such a number, year or hand-over, so this entry was not delivered; check the document.")

  private static func notHeld(_ book: String, _ holder: String) -> Bilingual {
    let (book, holder) = (cut(cleaned(book)), cut(cleaned(holder)))
    return Bilingual(
      "Sổ \(book) đang do trạm \(holder) giữ; số cấp ở trạm khác chưa được nhận, hãy bàn giao sổ rồi gửi lại.",
      "Book \(book) is held by station \(holder); a number assigned elsewhere does not count, "
        + "hand the book over and send again."
    )
  }
}
