import GRDB
import Records
import RecordsSQL
import Vietnamese
import Wording

/// Enforces the rule of the books: each number is given once, by the station that holds the book (Decree 30/2020,
/// article 15).
///
/// A document whose number another document bears, or whose station does not hold the book, is delivered to nobody
/// until that is settled: the book or the numbers passed on, the other document voided, this one renumbered. Which of
/// two documents bears a number is decided by the rule of the office's own stations (`NumberClaim`).
struct Numbers {
  let db: Database
  let organ: Organ.ID
  /// The station that wrote the entry.
  let station: StationName
  var holders = Holders()

  /// Who holds a book, read once for all entries of a batch.
  final class Holders {
    fileprivate var known: [String: BookHand?] = [:]
  }

  /// What follows for deliveries from an entry.
  struct Outcome {
    /// Why the entry is delivered to nobody yet.
    var notice: Bilingual?
    /// Entries that are delivered now, because it settled what was wrong with their numbers.
    var released: [Int] = []
    /// Entries whose number it has, with the words about it: they were delivered, which cannot be undone.
    var overruled: [(place: Int, words: Bilingual)] = []
  }

  func apply(_ act: Act, of entry: StoredEntry, at place: Int) throws -> Outcome {
    // The office's other stations set the entry aside by the same rule.
    guard act.body.hasValidNumbers else { return Outcome(notice: Numbers.notOfBooks) }
    switch act {
    case .bookOpened(let act):
      try open(act.book.id, by: entry)
      return try settleBook(act.book.id)
    case .custodyHandedOver(let act):
      try pass(act.book, to: BookHand(generation: act.generation, station: act.to), last: act.last, by: entry)
      return try settleBook(act.book)
    case .custodyRecovered(let act):
      let taken = BookHand(generation: act.generation, station: station.description)
      try pass(act.book, to: taken, last: act.last, by: entry)
      var outcome = try settleBook(act.book)
      if let hand = try current(act.book), hand.station != taken.station, outcome.released.isEmpty {
        outcome.notice = Numbers.notHeld(act.book, hand.station)
      }
      return outcome
    case .voided, .merged:
      // If the undoing of it came first, nothing changed.
      guard let document = Numbers.voided(by: act), try isVoided(document) else { return Outcome() }
      return try settle(document)
    case .undone(let act):
      let undone = try Journals.entry(act.entry, db).flatMap { try? StoredAct.act(from: $0.act) }
      return try undone.flatMap(Numbers.voided).map(claimAgain) ?? Outcome()
    case .renumbered(let act):
      var outcome = try give(act.numberGiven!, entry, at: place)
      if outcome.notice == nil { outcome.released += try settle(act.document).released }
      return outcome
    default:
      return try act.body.numberGiven.map { try give($0, entry, at: place) } ?? Outcome()
    }
  }

  private func give(_ number: GivenNumber, _ entry: StoredEntry, at place: Int) throws -> Outcome {
    let book = number.book
    if let hand = try current(book), hand.station != station.description,
      try Numbers.released(book, of: organ, hand.generation, db) != station.description
    {
      // A number given before the station handed the book over is good, however late it arrives.
      let before = try Int.fetchOne(
        db, sql: "SELECT max(last) FROM custody WHERE organ = ? AND book = ? AND station = ?",
        arguments: [organ, book, station])
      let isGood = before.map { number.number <= $0 } ?? false
      guard try isGood || isTaken(number) else {
        try db.execute(
          sql: "INSERT INTO unowned (entry, organ, book, station) VALUES (?, ?, ?, ?)",
          arguments: [place, organ, book, station])
        return Outcome(notice: Numbers.notHeld(book, hand.station))
      }
    }
    var outcome = try claim(number, entry, at: place)
    let passed = try releasePassed(by: number)
    outcome.released += passed.released
    outcome.overruled += passed.overruled
    return outcome
  }

  private func isTaken(_ given: GivenNumber) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(
        sql: "SELECT EXISTS (SELECT 1 FROM numbers WHERE organ = ? AND book = ? AND number = ? AND suffix = ?)"),
      arguments: [organ, given.book, given.number, given.suffix])!
  }

  /// Records the number as that of the entry, unless another document bears it.
  func claim(_ given: GivenNumber, _ entry: StoredEntry, at place: Int) throws -> Outcome {
    try db.cachedStatement(
      sql: "INSERT OR IGNORE INTO numbers (organ, book, number, suffix, entry) VALUES (?, ?, ?, ?, ?)"
    ).execute(arguments: [organ, given.book, given.number, given.suffix, place])
    guard db.changesCount == 0 else { return Outcome() }
    let standing = try Int.fetchOne(
      db, sql: "SELECT entry FROM numbers WHERE organ = ? AND book = ? AND number = ? AND suffix = ?",
      arguments: [organ, given.book, given.number, given.suffix])!
    guard standing != place else { return Outcome() }
    guard let other = try read(standing), let own = try read(place) else { return Outcome() }
    // Two stations of the office numbered one draft, or one arrival: it is one document.
    if other.document == own.document { return Outcome(notice: Numbers.taken(given, by: other.entry)) }
    let isOthers =
      try !isVoided(other.document)
      && claim(of: other).stands(against: claim(of: own))
    try mark(isOthers ? place : standing, given)
    guard !isOthers else { return Outcome(notice: Numbers.taken(given, by: other.entry)) }
    try stand(place, given)
    return Outcome(overruled: [(standing, Numbers.taken(given, by: entry))])
  }

  /// The holder of the book, if its opening is known.
  func current(_ book: String) throws -> BookHand? {
    if let known = holders.known[book] { return known }
    let found = try hand(in: 1...1, of: book)?.last { try hand(in: $0, of: book) }
    holders.known[book] = .some(found)
    return found
  }

  func hand(in generations: ClosedRange<Int>, of book: String) throws -> BookHand? {
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
    holders.known[book] = nil
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

  /// Records a hand-over, as the entry states it. Like the stations of the office, the hub believes any of them; of two
  /// in one generation the station with the smaller name counts.
  private func pass(_ book: String, to hand: BookHand, last: Int, by entry: StoredEntry) throws {
    holders.known[book] = nil
    try remember(hand, of: book, by: entry)
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

  private static let notOfBooks = Bilingual(
    "Số, năm hay lượt giao sổ của mục này không sổ nào có được, nên không được chuyển cho ai; hãy xem lại văn bản.",
    "No book has such a number, year or hand-over, so this entry was not delivered; check the document.")

  static func notHeld(_ book: String, _ holder: String) -> Bilingual {
    let (book, holder) = (cut(cleaned(book)), cut(cleaned(holder)))
    return Bilingual(
      "Sổ \(book) đang do trạm \(holder) giữ nên số cấp ở máy khác phải chờ: tự được chuyển đi khi sổ được giao "
        + "cho máy này, hoặc khi máy giữ sổ đã đồng bộ và cấp tiếp số sau.",
      "Book \(book) is held by station \(holder), so a number assigned elsewhere waits: it is delivered when the book "
        + "is handed over to that PC, or when the holder has synced and assigned a later number."
    )
  }

  static func taken(_ given: GivenNumber, by other: StoredEntry) -> Bilingual {
    let number = "\(given.number)\(cut(cleaned(given.suffix)))"
    let book = cut(cleaned(given.book))
    return Bilingual(
      "Số \(number) của sổ \(book) đã cấp ở máy \(other.station), nên văn bản này chưa chuyển cho ai: "
        + "cấp số khác bằng vanthu renumber, hoặc hủy một trong hai số.",
      "Number \(number) of book \(book) was assigned on PC \(other.station), so this document is delivered to nobody: "
        + "give it another number with vanthu renumber, or void one of the two."
    )
  }
}
