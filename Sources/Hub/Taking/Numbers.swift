import GRDB
import Records
import Vietnamese
import Wording

/// Keeps the promise of the books: each number once, given only by the station that holds the book (Decree 30/2020, article 15).
struct Numbers {
  let db: Database
  let organ: Organ.ID
  /// That wrote the entry.
  let station: StationName

  enum Outcome {
    case good
    case doubled(Words)
    /// Doubted entries that turn out to be good: the word of the hand-over came after them.
    case released([Int])
  }

  func take(_ act: Act, at place: Int) throws -> Outcome {
    switch act {
    case .bookOpened(let book):
      let isOpen = try current(book.id) != nil
      if !isOpen { try open(book.id, generation: 0, station.description) }
      return .good
    case .custodyHandedOver(let book, let generation, let to, let last):
      guard let hand = try current(book), generation > hand.generation else { return .good }
      guard hand.station == station.description else { return .doubled(Numbers.notHeld(book, hand.station)) }
      return try pass(book, from: hand.generation, to: generation, to, last: last)
    case .custodyRecovered(let book, let generation, let last, _):
      guard let hand = try current(book) else { return .good }
      // By a code read out, the receiver takes what the other has handed over already.
      if (generation, station.description) == (hand.generation, hand.station) { return .good }
      guard generation > hand.generation else { return .doubled(Numbers.notHeld(book, hand.station)) }
      return try pass(book, from: hand.generation, to: generation, station.description, last: last)
    case .registered(_, let book, let number, let suffix, _, _, _):
      return try give(number, suffix, in: book, at: place)
    case .issued(_, let book, let number, let suffix, _, _, _, _, _):
      return try give(number, suffix, in: book, at: place)
    case .founded, .clerkNamed, .groupNamed, .organNamed, .calendarSet, .senderMuted, .epochBegun, .numbersConfirmed,
      .organsListed,
      .stationEnrolled, .stationRevoked, .registeredProvisionally, .registerImported, .submitted, .routed, .progressed,
      .settled, .sentBack,
      .drafted, .redrafted, .draftDiscarded, .recalled, .reported, .corrected, .voided, .attached, .detached, .undone:
      return .good
    }
  }

  private func give(_ number: Int, _ suffix: String?, in book: String, at place: Int) throws -> Outcome {
    if let hand = try current(book), hand.station != station.description {
      // What was given before the book left the station's hands is good, however late it comes.
      let before = try Int.fetchOne(
        db, sql: "SELECT max(last) FROM custody WHERE organ = ? AND book = ? AND station = ?",
        arguments: [organ, book, station.description])
      guard let before, number <= before else {
        try db.execute(
          sql: "INSERT INTO unowned (entry, organ, book, station) VALUES (?, ?, ?, ?)",
          arguments: [place, organ, book, station.description])
        return .doubled(Numbers.notHeld(book, hand.station))
      }
    }
    return try claim(number, suffix, in: book, at: place)
  }

  /// Writes the number down, if it is free.
  private func claim(_ number: Int, _ suffix: String?, in book: String, at place: Int) throws -> Outcome {
    try db.cachedStatement(
      sql: "INSERT OR IGNORE INTO numbers (organ, book, number, suffix, entry) VALUES (?, ?, ?, ?, ?)"
    ).execute(arguments: [organ, book, number, suffix ?? "", place])
    guard db.changesCount == 0 else { return .good }
    let other = try String.fetchOne(
      db,
      sql: """
        SELECT station || '.' || epoch || '.' || sequence FROM numbers JOIN entries ON place = entry
        WHERE organ = ? AND book = ? AND number = ? AND suffix = ?
        """, arguments: [organ, book, number, suffix ?? ""])
    let (suffix, book) = (cut(cleaned(suffix ?? "")), cut(cleaned(book)))
    return .doubled(
      Words(
        "Số \(number)\(suffix) của sổ \(book) đã cấp ở mục \(other ?? "?"); hãy hủy một trong hai số và cấp số khác.",
        "Number \(number)\(suffix) of book \(book) was given by entry \(other ?? "?") already; void one of the two and give another."
      ))
  }

  /// Whether the number of a doubted entry is good now that its station is known to hold the book.
  func isGood(_ act: Act, at place: Int) throws -> Bool {
    let outcome: Outcome
    switch act {
    case .registered(_, let book, let arrival, let suffix, _, _, _):
      outcome = try claim(arrival, suffix, in: book, at: place)
    case .issued(_, let book, let issued, let suffix, _, _, _, _, _):
      outcome = try claim(issued, suffix, in: book, at: place)
    default: return false
    }
    if case .good = outcome { return true }
    return false
  }

  private func current(_ book: String) throws -> (generation: Int, station: String)? {
    try Row.fetchOne(
      db.cachedStatement(
        sql: "SELECT generation, station FROM custody WHERE organ = ? AND book = ? ORDER BY generation DESC LIMIT 1"),
      arguments: [organ, book]
    ).map { ($0[0], $0[1]) }
  }

  private func open(_ book: String, generation: Int, _ station: String) throws {
    try db.execute(
      sql: "INSERT INTO custody (organ, book, generation, station) VALUES (?, ?, ?, ?)",
      arguments: [organ, book, generation, station])
  }

  private func pass(_ book: String, from: Int, to generation: Int, _ station: String, last: Int) throws -> Outcome {
    try db.execute(
      sql: "UPDATE custody SET last = ? WHERE organ = ? AND book = ? AND generation = ?",
      arguments: [last, organ, book, from])
    try open(book, generation: generation, station)
    let released = try Int.fetchAll(
      db, sql: "DELETE FROM unowned WHERE organ = ? AND book = ? AND station = ? RETURNING entry",
      arguments: [organ, book, station])
    return released.isEmpty ? .good : .released(released.sorted())
  }

  private static func notHeld(_ book: String, _ holder: String) -> Words {
    let (book, holder) = (cut(cleaned(book)), cut(cleaned(holder)))
    return Words(
      "Sổ \(book) đang do trạm \(holder) giữ; số cấp ở trạm khác chưa được nhận, hãy bàn giao sổ rồi gửi lại.",
      "Book \(book) is held by station \(holder); a number given elsewhere does not count, hand the book over and send again."
    )
  }
}
