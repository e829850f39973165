import GRDB
import Records
import RecordsSQL

/// How far an entry of this office has come on its way to the hub, as this PC knows it.
public struct EntryPlace: Equatable, Sendable {
  public enum Kind: String, Sendable {
    /// Only here.
    case here
    /// In a packet on a USB stick, or in an e-mail, that the hub has not acknowledged.
    case folder, mail
    case hub
  }

  public var kind: Kind
  /// Milliseconds since 1970; `nil` if it is not known.
  public var since: Int64?

  public init(_ kind: Kind, since: Int64? = nil) { (self.kind, self.since) = (kind, since) }
}

/// Up to where the journals of this station have come.
struct Reached {
  let db: Database
  private let own: StationName?

  init(_ db: Database) throws {
    self.db = db
    own = try Station.read(db).id
  }

  func place(of entry: JournalEntry) throws -> EntryPlace {
    let reference = entry.reference
    // What another station of the office wrote came through the hub.
    guard reference.station == own else { return EntryPlace(.hub) }
    let (journal, sequence) = (reference.journal, reference.sequence)
    if try acknowledged(journal) >= sequence {
      let time = try Int64.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT time FROM reached WHERE place = 'hub' AND station = ? AND epoch = ? AND sequence >= ?
            ORDER BY sequence LIMIT 1
            """), arguments: [journal.station, journal.epoch, sequence])
      return EntryPlace(.hub, since: time)
    }
    let carried = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT place, time FROM reached
          WHERE place IN ('folder', 'mail') AND station = ? AND epoch = ? AND sequence >= ? ORDER BY time LIMIT 1
          """), arguments: [journal.station, journal.epoch, sequence])
    guard let carried, let kind = EntryPlace.Kind(rawValue: carried[0]) else {
      return EntryPlace(.here, since: entry.time.milliseconds)
    }
    return EntryPlace(kind, since: carried[1])
  }

  private func acknowledged(_ journal: JournalName) throws -> Int {
    try Int.fetchOne(
      db.cachedStatement(sql: "SELECT sequence FROM acknowledged WHERE station = ? AND epoch = ?"),
      arguments: [journal.station, journal.epoch]) ?? 0
  }
}

extension OfficeTransaction {
  /// Records that the hub stores a journal of this station up to an entry.
  ///
  /// - Parameter time: the hub's clock, milliseconds since 1970.
  func reached(hub held: EntryReference, time: Int) throws {
    let journal = held.journal
    let before =
      try Int.fetchOne(
        db.cachedStatement(sql: "SELECT max(sequence) FROM reached WHERE place = 'hub' AND station = ? AND epoch = ?"),
        arguments: [journal.station, journal.epoch]) ?? 0
    guard before != held.sequence else { return }
    // A journal that this file continues, and entries that it wrote: what came back from the hub was there before.
    let isNews = station.epoch == journal.epoch && station.id == journal.station && held.sequence <= station.sequence
    var since = isNews ? Int64(time) : nil
    if before > held.sequence {
      // The hub went back to an older state: what it lacks now is sent again.
      since =
        try Int64.fetchOne(
          db,
          sql: """
            SELECT time FROM reached WHERE place = 'hub' AND station = ? AND epoch = ? AND sequence >= ?
            ORDER BY sequence LIMIT 1
            """, arguments: [journal.station, journal.epoch, held.sequence])
      try db.execute(
        sql: "DELETE FROM reached WHERE station = ? AND epoch = ? AND sequence > ?",
        arguments: [journal.station, journal.epoch, held.sequence])
    } else {
      try db.cachedStatement(
        sql: "DELETE FROM reached WHERE place <> 'hub' AND station = ? AND epoch = ? AND sequence <= ?"
      ).execute(arguments: [journal.station, journal.epoch, held.sequence])
    }
    if held.sequence > 0 { try step("hub", held, since) }
    try outdatePlaces(isBack: before > held.sequence)
  }

  /// Records that a packet on a carrier includes the journals of this station up to these entries.
  ///
  /// - Parameters:
  ///   - way: folder | mail
  ///   - time: milliseconds since 1970, by this PC's clock.
  public func carried(_ way: String, _ last: [EntryReference], time: Int64) throws {
    for entry in last { try step(way, entry, time) }
    try outdatePlaces(isBack: false)
  }

  private func step(_ place: String, _ last: EntryReference, _ time: Int64?) throws {
    try db.cachedStatement(
      sql: "INSERT OR IGNORE INTO reached (place, station, epoch, sequence, time) VALUES (?, ?, ?, ?, ?)"
    ).execute(arguments: [place, last.station, last.epoch, last.sequence, time])
  }

  /// Has the deliveries looked at again whose place may be another one now.
  private func outdatePlaces(isBack: Bool) throws {
    let places = isBack ? "('here', 'folder', 'mail', 'hub', 'held')" : "('here', 'folder', 'mail')"
    outdate(try Int64.fetchAll(db, sql: "SELECT DISTINCT document FROM delivery WHERE place IN \(places)"))
  }
}
