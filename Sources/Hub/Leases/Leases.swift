import Exchange
import GRDB
import Records
import RecordsSQL

/// Grants leases to the stations of an office (`Lease`): who holds a book may number it, and who has taken one over may
/// do so as soon as no other station can still believe that it holds the book.
///
/// A lease counts from the time at which the station wrote its request, by its own clock. The hub counts from the
/// receipt and adds twice the skew that two clocks may have: so at the hub it ends later than at any station. The rules
/// are checked in `docs/internals/model/custody.pml`.
struct Leases {
  let db: Database
  let organ: Organ.ID
  let hub: Hub
  let now: Int64
  /// All stations of the office, also revoked ones.
  private let stations: [Holder]
  private let floor: Floor
  private let digest: Int64
  private let pen = Pen()

  /// What has to be written before a lease is granted. Mostly nothing: it is granted once a day.
  private final class Pen {
    var sentences: [(sql: String, arguments: StatementArguments)] = []
  }

  /// A station of the office, and what it may still believe.
  private struct Holder {
    var station: StationName
    var isRevoked: Bool
    var epoch = 0
    var until: Int64 = 0
    var former: Int64 = 0
    var shown: Int64?
    /// The end of the lease of a PC that another one replaced under this name although the administrator had not
    /// revoked it: it may be working on.
    var rival: Int64 = 0
    /// The epoch in which that PC writes.
    var rivalEpoch = 0

    /// The end of what it may number, by the hub's clock.
    var end: Int64 { max(until, former, rival) }
  }

  init(of organ: Organ.ID, _ hub: Hub, _ db: Database) throws {
    (self.db, self.organ, self.hub, now) = (db, organ, hub, Int64(max(0, hub.system.now())))
    stations = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT stations.station, revoked IS NOT NULL, ifnull(epoch, 0), ifnull(until, 0), ifnull(former, 0), shown,
            ifnull(rival, 0), ifnull(rivalEpoch, 0)
          FROM stations LEFT JOIN leases USING (station) WHERE organ = ? ORDER BY stations.station
          """), arguments: [organ]
    ).map {
      Holder(
        station: try $0.stored(0), isRevoked: $0[1], epoch: $0[2], until: $0[3], former: $0[4], shown: $0[5],
        rival: $0[6], rivalEpoch: $0[7])
    }
    floor = try Floor(
      of: organ, stations.map(\.station), hub: JournalName(station: hub.station, epoch: hub.epoch), db)
    digest = floor.digest
  }

  /// For how many days the office wants leases.
  var days: Int {
    get throws {
      try Int.fetchOne(
        db.cachedStatement(sql: "SELECT days FROM leaseDays WHERE organ = ?"), arguments: [organ])
        ?? Lease.defaultDays
    }
  }

  /// Records what an office states about its leases.
  ///
  /// - Returns: the days, if they are new.
  static func apply(_ act: Act, of organ: Organ.ID, _ entry: StoredEntry, _ db: Database) throws -> Int? {
    guard case .leaseSet(let act) = act, Lease.days.contains(act.days) else { return nil }
    let known = try Row.fetchOne(db, sql: "SELECT time, entry FROM leaseDays WHERE organ = ?", arguments: [organ])
    if let known, let said = EntryReference(known[1] as String),
      (known[0] as Int64, said) > (entry.time.packed, entry.reference)
    {
      return nil
    }
    try db.execute(
      sql: "INSERT OR REPLACE INTO leaseDays (organ, days, time, entry) VALUES (?, ?, ?, ?)",
      arguments: [organ, act.days, entry.time.packed, entry.reference.description])
    return act.days
  }

  // MARK: granting

  /// Returns the lease that goes with the answer to a packet. It may be sent after `write`.
  ///
  /// - Parameters:
  ///   - epoch: in which the station wrote the packet.
  ///   - asked: when it wrote it, by its own clock.
  ///   - isNow: whether it wrote it just now, and not some days ago on a USB stick.
  ///   - held: what its hello named.
  /// - Returns: `nil` if it gets none: the file is an old copy, or its clock is wrong.
  func lease(of station: StationName, epoch: Int, asked: Int64, isNow: Bool, held: [JournalHead]) throws -> Lease? {
    guard var holder = stations.first(where: { $0.station == station }), !floor.isOver(epoch, of: station),
      epoch >= holder.epoch, asked <= now + Lease.skew, !isNow || asked >= now - Lease.skew
    else { return nil }
    let others = stations.filter { $0.station != station }
    if epoch != holder.epoch {
      (holder.former, holder.until, holder.shown) = (holder.end, 0, nil)
      holder.epoch = epoch
    }
    // In that epoch the same file goes on, under other keys.
    if holder.rival <= now || epoch == holder.rivalEpoch { (holder.rival, holder.rivalEpoch) = (0, 0) }
    // Nobody asks for it where there is no other station.
    if !others.isEmpty, floor.isShown(in: held) { holder.shown = digest }
    if holder.former <= now || others.allSatisfy({ isHarmless($0) }) { holder.former = 0 }
    let days = try days
    // Rounded up to a day, so that it is written once a day.
    let day: Int64 = 86_400_000
    let end = (now + Int64(days) * day + 2 * Lease.skew + day - 1) / day * day
    // Nobody waits for a station that has been told that the office wants no leases; the others' go on to their end.
    holder.until = days > 0 ? max(holder.until, end) : 0
    keep(holder)
    return Lease(
      epoch: epoch, asked: max(0, asked), days: days,
      withheld: try withheld(from: holder, others))
  }

  /// Whether something has to be written.
  var isNews: Bool { !pen.sentences.isEmpty }

  func write() throws {
    for sentence in pen.sentences {
      try db.cachedStatement(sql: sentence.sql).execute(arguments: sentence.arguments)
    }
    pen.sentences = []
  }

  private func keep(_ holder: Holder) {
    let known = stations.first { $0.station == holder.station }
    if let known, known.epoch == holder.epoch, known.until == holder.until, known.former == holder.former,
      known.shown == holder.shown, known.rival == holder.rival
    {
      return
    }
    pen.sentences.append(
      (
        """
        INSERT OR REPLACE INTO leases (station, epoch, until, former, shown, rival, rivalEpoch)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        [
          holder.station, holder.epoch, holder.until, holder.former, holder.shown, holder.rival, holder.rivalEpoch,
        ]
      ))
  }

  /// Whether the station can give no number of a book that has passed to another: it knows so, or its lease is over.
  private func isHarmless(_ other: Holder) -> Bool {
    other.end <= now || other.shown == digest && other.rival <= now
  }

  // MARK: books

  /// Returns the books that the station holds by the entries of the office, and may not number yet.
  private func withheld(from holder: Holder, _ others: [Holder]) throws -> [WithheldBook] {
    if others.isEmpty, holder.former == 0, holder.rival == 0 { return [] }
    let books = try String.fetchAll(
      db.cachedStatement(sql: "SELECT DISTINCT book FROM custody WHERE organ = ? ORDER BY book DESC"),
      arguments: [organ])
    let numbers = Numbers(db: db, organ: organ, station: holder.station)
    var withheld: [WithheldBook] = []
    for book in books where withheld.count < Lease.mostWithheld {
      guard let hand = try numbers.current(book), hand.station == holder.station.description else { continue }
      if let until = try until(book, hand, holder, others) {
        withheld.append(WithheldBook(book: book, until: until))
      }
    }
    return withheld
  }

  /// Returns until when the station that holds the book may not number it, at the latest; `nil` if it may now.
  private func until(_ book: String, _ hand: BookHand, _ holder: Holder, _ others: [Holder]) throws -> Int64? {
    // Whoever has the book from a station whose former PC works on waits for that PC too.
    if let end = try rivals(for: book, holder, others).map(\.rival).max() { return max(end, holder.former) }
    let hasPassed = try hand.generation == 1 || hasPassed(book, to: hand)
    guard holder.former > 0 || !hasPassed else { return nil }
    let blocking = try blocking(book, holder, others)
    guard blocking.isEmpty else { return holder.former > 0 ? holder.former : blocking.map(\.end).max() }
    if !hasPassed {
      pen.sentences.append(
        (
          "INSERT OR REPLACE INTO granted (organ, book, generation, station) VALUES (?, ?, ?, ?)",
          [organ, book, hand.generation, hand.station]
        ))
    }
    return nil
  }

  private func isGranted(_ book: String, _ hand: BookHand) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT EXISTS (SELECT 1 FROM granted WHERE organ = ? AND book = ? AND generation = ? AND station = ?)
          """), arguments: [organ, book, hand.generation, hand.station])!
  }

  /// Whether the book has come to the holder without a doubt: each station that gave it away did so itself, and held it
  /// without a doubt, back to the one that opened it or was granted it.
  private func hasPassed(_ book: String, to last: BookHand) throws -> Bool {
    let numbers = Numbers(db: db, organ: organ, station: StationName(number: 0))
    var isSure = true
    guard var hand = try numbers.hand(in: 1...1, of: book) else { return true }
    while hand != last, let next = try numbers.hand(in: hand.generation + 1...hand.generation + BookHand.step, of: book)
    {
      let isGiven = try Bool.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT EXISTS (SELECT 1 FROM hands
              WHERE organ = ? AND book = ? AND generation = ? AND holder = ? AND station = ?)
            """), arguments: [organ, book, next.generation, next.station, hand.station])!
      isSure = try isSure && isGiven && next.station != hand.station || isGranted(book, next)
      hand = next
    }
    return isSure
  }

  /// Returns the stations that may still number a book which another one has taken over: those that ever held it, and
  /// any, if the holder itself may have given it away in an earlier epoch, by a code that it has forgotten.
  private func blocking(_ book: String, _ holder: Holder, _ others: [Holder]) throws -> [Holder] {
    let named = try everHeld(book)
    let isReleased = try Bool.fetchOne(
      db.cachedStatement(
        sql: "SELECT EXISTS (SELECT 1 FROM released WHERE organ = ? AND book = ? AND station = ?)"),
      arguments: [organ, book, holder.station])!
    return others.filter {
      (holder.former > 0 || named.contains($0.station.description)) && !isHarmless($0) && !($0.isRevoked && isReleased)
    }
  }

  /// Returns the stations that held the book, or hold it, and of which a replaced PC may number it.
  private func rivals(for book: String, _ holder: Holder, _ others: [Holder]) throws -> [Holder] {
    let possible = ([holder] + others).filter { $0.rival > now }
    guard !possible.isEmpty else { return [] }
    let named = try everHeld(book)
    return possible.filter { named.contains($0.station.description) }
  }

  private func everHeld(_ book: String) throws -> Set<String> {
    try Set(
      String.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT holder FROM hands WHERE organ = ?1 AND book = ?2
            UNION SELECT station FROM custody WHERE organ = ?1 AND book = ?2
            """), arguments: [organ, book]))
  }

  /// Returns the stations that keep the holder of the book from numbering it, and until when.
  func doubts(about book: String) throws -> [BookDoubt] {
    let numbers = Numbers(db: db, organ: organ, station: StationName(number: 0))
    guard let hand = try numbers.current(book),
      let holder = stations.first(where: { $0.station.description == hand.station }),
      case let others = stations.filter({ $0.station != holder.station }),
      case let rivals = try rivals(for: book, holder, others),
      try !rivals.isEmpty || holder.former > now || hand.generation > 1 && !hasPassed(book, to: hand)
    else { return [] }
    let former = rivals.map { BookDoubt(station: $0.station, kind: .replaced, until: $0.rival) }
    return try former
      + blocking(book, holder, others).filter { other in !rivals.contains { $0.station == other.station } }
      .map { BookDoubt(station: $0.station, kind: $0.isRevoked ? .revoked : .alive, until: $0.end) }
  }

  // MARK: a PC that was replaced

  /// Called before a station of this name gets the keys of another PC: if the administrator has not revoked it, the one
  /// that has them now may work on, and number to the end of its lease.
  static func replace(_ station: StationName, at now: Int64, _ db: Database) throws {
    try db.execute(
      sql: """
        UPDATE leases SET rival = max(until, former, rival), rivalEpoch = epoch
        WHERE station = ?1 AND max(until, former, rival) > ?2
          AND EXISTS (SELECT 1 FROM stations WHERE station = ?1 AND revoked IS NULL)
        """, arguments: [station, now])
  }

  /// The administrator knows that the PC which was replaced under this name works no more.
  static func endRival(of station: StationName, _ db: Database) throws {
    try db.execute(sql: "UPDATE leases SET rival = 0 WHERE station = ?", arguments: [station])
  }

  // MARK: a hub that was put back

  /// Called in a new incarnation: which leases were granted since the copy is not known. So all last as long as one
  /// granted just now could, or at the end of its station, and what was shown counts no more.
  static func mistrust(at now: Int64, _ db: Database) throws {
    let longest = Int64(Lease.days.upperBound) * 86_400_000 + 2 * Lease.skew
    try db.execute(
      sql: """
        INSERT OR REPLACE INTO leases (station, epoch, until, former, shown)
        SELECT station, ifnull(epoch, 0), max(ifnull(until, 0), ?1 + ifnull(min(revoked, ?2), ?2)), ifnull(former, 0),
          NULL
        FROM stations LEFT JOIN leases USING (station)
        WHERE organ NOT IN (SELECT organ FROM leaseDays WHERE days = 0)
        """, arguments: [longest, now])
    try db.execute(sql: "DELETE FROM granted")
  }
}
