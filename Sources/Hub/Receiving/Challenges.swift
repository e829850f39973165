import Exchange
import GRDB
import Records
import RecordsSQL

/// Nonces that protect against replayed packets: a station must answer one to be given its mail.
enum Challenges {
  /// Which challenge a packet answers.
  enum Answered {
    /// None that is valid, or this packet has answered it already.
    case nothing
    /// The challenge given last.
    case last
    /// The one before it: the answer with the last one may have been lost.
    case before
  }

  /// Returns which challenge the packet answers, if it does so for the first time. The next challenge is generated only
  /// when the last one was answered: so a station none of whose answers arrive remains valid.
  static func answered(
    _ challenge: UInt64, by packet: UInt64, of station: StationName, _ system: System, _ db: Database
  ) throws -> Answered {
    guard challenge != 0,
      let row = try Row.fetchOne(
        db.cachedStatement(sql: "SELECT challenge, challengeBefore FROM stations WHERE station = ?"),
        arguments: [station])
    else { return .nothing }
    let stored = Int64(bitPattern: challenge)
    let isLast = stored == row[0] as Int64?
    guard isLast || stored == row[1] as Int64? else { return .nothing }
    try db.cachedStatement(sql: "INSERT OR IGNORE INTO answered (station, challenge, packet) VALUES (?, ?, ?)")
      .execute(arguments: [station, stored, Int64(bitPattern: packet)])
    guard db.changesCount == 1 else { return .nothing }
    guard isLast else { return .before }
    try db.cachedStatement(sql: "UPDATE stations SET challengeBefore = challenge, challenge = ? WHERE station = ?")
      .execute(arguments: [Int64(bitPattern: system.randomName()), station])
    try db.cachedStatement(sql: "DELETE FROM answered WHERE station = ? AND challenge <> ?")
      .execute(arguments: [station, stored])
    return .last
  }

  /// The challenge for the station's next packet.
  static func next(for station: StationName, _ system: System, _ db: Database) throws -> UInt64 {
    let stored = try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT challenge FROM stations WHERE station = ?"), arguments: [station])
    if let stored { return UInt64(bitPattern: stored) }
    let drawn = system.randomName()
    try db.execute(
      sql: "UPDATE stations SET challenge = ? WHERE station = ?", arguments: [Int64(bitPattern: drawn), station])
    return drawn
  }
}
