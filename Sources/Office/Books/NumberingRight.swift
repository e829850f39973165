import GRDB
import Records
import Wording

/// Whether this PC may give numbers of a book that it holds (`Lease`).
public enum NumberingRight: Equatable, Sendable {
  /// As long as it likes: the office is not enrolled, wants no leases, or its hub grants none.
  case unlimited
  /// Until then, by this PC's clock, in milliseconds since 1970.
  case until(Int64)
  case none(LeaseRefusal)

  static func read(_ bookState: BookState, at now: Int64, _ db: Database) throws -> NumberingRight {
    guard let granted = try GrantedLease.read(db) else { return .unlimited }
    let station = try Station.read(db)
    let name = bookState.book.name
    guard granted.lease.epoch == station.epoch else { return .none(.notAgain(name)) }
    // A clock that was put back would prolong it.
    guard now >= granted.lease.asked - Lease.skew else { return .none(.clock(Day(milliseconds: granted.lease.asked))) }
    if let end = granted.lease.end, now >= end {
      // Another exchange would grant nothing.
      let skew = try Int64.fetchOne(db.cachedStatement(sql: "SELECT skew FROM hub")) ?? 0
      if skew.magnitude > Lease.skew { return .none(.wrongClock(days: Int(-skew / 86_400_000))) }
      return .none(.over(name, since: end, days: granted.lease.days))
    }
    guard let doubt = try doubt(about: bookState, granted, station, db) else {
      return granted.lease.end.map(NumberingRight.until) ?? .unlimited
    }
    let own = try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT until FROM bookLease WHERE book = ?"), arguments: [bookState.book.id])
    guard let own, now < own else { return .none(doubt) }
    return .until(min(own, granted.lease.end ?? own))
  }

  /// Returns the books which the station holds, and may not number because another one may still do so.
  static func waiting(at now: Int64, _ db: Database) throws -> Set<String> {
    let own = try Station.read(db).id
    return try Set(
      BookState.all(db).filter { bookState in
        guard bookState.isHeld(by: own) else { return false }
        switch try NumberingRight.read(bookState, at: now, db) {
        case .none(.withheld), .none(.notAsked): return true
        case .none, .unlimited, .until: return false
        }
      }.map(\.book.id))
  }

  /// Why the hub has not granted this book with the lease.
  private static func doubt(
    about bookState: BookState, _ granted: GrantedLease, _ station: Station, _ db: Database
  ) throws -> LeaseRefusal? {
    let name = bookState.book.name
    if let until = try withheldUntil(bookState, granted, station, db) {
      return .withheld(name, until: Day(milliseconds: until))
    }
    // Where the office wants no leases, a book that is taken over is numbered at once.
    guard granted.lease.days > 0 else { return nil }
    return try isTakenSince(granted.through, bookState, station, db) ? .notAsked(name) : nil
  }

  /// Returns when another station can no longer number the book; `nil` if none can now.
  ///
  /// Who may still number a book of an earlier year may have opened the one that continues it too: so that waits as
  /// long, if the hub did not know it when it granted the lease.
  private static func withheldUntil(
    _ bookState: BookState, _ granted: GrantedLease, _ station: Station, _ db: Database
  ) throws -> Int64? {
    let withheld = granted.lease.withheld
    if let same = withheld.first(where: { $0.book == bookState.book.id }) { return same.until }
    guard !withheld.isEmpty else { return nil }
    let opening = try String.fetchOne(
      db.cachedStatement(sql: "SELECT opening FROM book WHERE id = ?"), arguments: [bookState.book.id]
    ).flatMap(EntryReference.init)
    guard let opening, try opening.station == station.name,
      opening.epoch == station.epoch, opening.sequence > granted.through
    else { return nil }
    let earlier = try BookState.all(db).map(\.book).filter {
      $0.isSeries(of: bookState.book) && $0.year < bookState.book.year
    }
    return withheld.filter { book in earlier.contains { $0.id == book.book } }.map(\.until).max()
  }

  /// Whether this station took the book over by an act that the hub did not know when it granted the lease.
  private static func isTakenSince(
    _ through: Int, _ bookState: BookState, _ station: Station, _ db: Database
  ) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT EXISTS (SELECT 1 FROM custody WHERE book = ?1 AND generation = ?2 AND holder = ?3 AND station = ?3
              AND epoch = ?4 AND sequence > ?5)
            AND NOT EXISTS (SELECT 1 FROM custody WHERE book = ?1 AND generation = ?2 AND holder = ?3
              AND station <> ?3)
          """),
      arguments: [bookState.book.id, bookState.generation, station.name, station.epoch, through])!
  }
}

/// The lease as it was granted last.
struct GrantedLease {
  var lease: Lease
  /// The last own entry that the hub held then.
  var through: Int
  /// The epoch of the hub that granted it; 0 if that is not known.
  var hubEpoch: Int

  /// Returns `nil` if the office is not enrolled, or its hub has granted none.
  static func read(_ db: Database) throws -> GrantedLease? {
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: "SELECT lease.epoch, asked, days, through, hubEpoch FROM lease WHERE EXISTS (SELECT 1 FROM hub)"))
    guard let row else { return nil }
    let withheld = try Row.fetchAll(db.cachedStatement(sql: "SELECT book, until FROM withheld ORDER BY book"))
      .map { WithheldBook(book: $0[0], until: $0[1]) }
    return GrantedLease(
      lease: Lease(epoch: row[0], asked: row[1], days: row[2], withheld: withheld), through: row[3], hubEpoch: row[4])
  }

  /// Called for a file that is filled from the hub, or begins another epoch: it numbers when the hub has answered. No
  /// entry is written in epoch 0, so a lease of it is none.
  static func awaitFirst(_ db: Database) throws {
    try db.execute(
      sql: "INSERT INTO lease (epoch, asked, days, through) SELECT 0, 0, ?, 0 WHERE NOT EXISTS (SELECT 1 FROM lease)",
      arguments: [Lease.defaultDays])
  }
}

extension OfficeTransaction {
  /// Refuses unless this station holds the book and may number it.
  func expectMayNumber(_ bookState: BookState) throws {
    try expectHeld(bookState)
    if case .none(let refusal) = try NumberingRight.read(bookState, at: context.milliseconds, db) { throw refusal }
  }

  /// Whether documents of this type are numbered later: by another station of the office, or here after the next
  /// exchange.
  func isNumberedLater(_ direction: Book.Direction, typeName: String, on day: Day) throws -> Bool {
    guard let bookState = try BookState.place(direction, typeName: typeName, year: day.year, db)?.bookState else {
      return false
    }
    guard try bookState.isHeld(by: stationID) else { return true }
    // The numbers on paper are asked for first.
    if try !isUnread(bookState), case .none = try NumberingRight.read(bookState, at: context.milliseconds, db) {
      return true
    }
    return false
  }

  /// Stores the lease that the hub has granted with an answer.
  ///
  /// - Parameters:
  ///   - through: the last entry of this station's present epoch that the hub held.
  ///   - hub: the hub's journal in the epoch in which it answered. One that is over grants nothing any more.
  public func take(_ lease: Lease, through: Int, by hub: JournalName) throws {
    let known = try Int.fetchOne(
      db, sql: "SELECT max(epoch) FROM journal WHERE station = ?", arguments: [hub.station])
    guard lease.epoch == station.epoch, hub.epoch >= known ?? 0,
      // Answers on sticks come in any order.
      try GrantedLease.read(db).map({ $0.lease.epoch != lease.epoch || $0.lease.asked <= lease.asked }) ?? true
    else { return }
    try keepGranted(besides: lease, by: hub)
    let waited = try NumberingRight.waiting(at: context.milliseconds, db)
    try store(lease, through: through, hubEpoch: hub.epoch)
    if !waited.isEmpty {
      try UnreadPaper.add(waited.subtracting(NumberingRight.waiting(at: context.milliseconds, db)), db)
    }
  }

  /// Keeps what was granted earlier of books that a hub which was put back does not grant again: it has forgotten that.
  /// The same hub forgets nothing: what it withholds has just come here, from a station that may not number it either.
  private func keepGranted(besides lease: Lease, by hub: JournalName) throws {
    let isSame = try GrantedLease.read(db).map { $0.hubEpoch == hub.epoch } ?? true
    for withheld in isSame ? [] : lease.withheld {
      guard let bookState = try BookState.all(db).first(where: { $0.book.id == withheld.book }),
        case .until(let end) = try NumberingRight.read(bookState, at: context.milliseconds, db)
      else { continue }
      try db.execute(
        sql: "INSERT OR REPLACE INTO bookLease (book, until) VALUES (?, ?)", arguments: [withheld.book, end])
    }
    try db.execute(sql: "DELETE FROM bookLease WHERE until <= ?", arguments: [context.milliseconds])
  }

  /// Numbers go on after a restore without the hub, where no other PC of the office could give the same.
  func grantByPaper() throws {
    guard let granted = try GrantedLease.read(db), granted.lease.epoch != station.epoch,
      try stations().subtracting([stationID.description]).isEmpty
    else { return }
    try store(
      Lease(epoch: station.epoch, asked: context.milliseconds, days: granted.lease.days), through: station.sequence,
      hubEpoch: granted.hubEpoch)
  }

  /// Called after an answer that grants nothing: a hub of an earlier version never does, and numbers wait no longer.
  public func hasNoLease() throws {
    // As long as the file is being filled, every hub grants nothing.
    guard station.epoch > 0 else { return }
    try db.execute(sql: "DELETE FROM lease WHERE epoch = 0")
  }

  private func store(_ lease: Lease, through: Int, hubEpoch: Int) throws {
    try db.execute(sql: "DELETE FROM lease; DELETE FROM withheld")
    try db.execute(
      sql: "INSERT INTO lease (epoch, asked, days, through, hubEpoch) VALUES (?, ?, ?, ?, ?)",
      arguments: [lease.epoch, lease.asked, lease.days, through, hubEpoch])
    for withheld in lease.withheld {
      try db.execute(
        sql: "INSERT OR REPLACE INTO withheld (book, until) VALUES (?, ?)", arguments: [withheld.book, withheld.until])
    }
  }
}

extension Day {
  /// The day in Vietnam of a time in milliseconds since 1970.
  init(milliseconds: Int64) { self.init(unixSeconds: Int(milliseconds / 1_000)) }

  /// When it begins in Vietnam, in milliseconds since 1970.
  var beginning: Int64 { Int64(ordinal) * 86_400_000 - 7 * 3_600_000 }
}
