import Exchange
import GRDB
import Records

/// The numbers a station must answer to be given what is its own: they tell a packet of now from one that was recorded.
enum Challenges {
  /// Whether the packet answers the challenge given last, or the one before it (the answer with the last one may have been lost), for
  /// the first time. Then the next one is drawn, but only when the last has arrived: a station none of whose answers arrive stays good.
  static func isAnswered(
    _ challenge: UInt64, by packet: UInt64, of station: StationName, _ machine: Machine, _ db: Database
  ) throws -> Bool {
    let name = station.description
    guard challenge != 0,
      let row = try Row.fetchOne(
        db, sql: "SELECT challenge, challengeBefore FROM stations WHERE station = ?", arguments: [name])
    else { return false }
    let stored = Int64(bitPattern: challenge)
    guard stored == row[0] as Int64? || stored == row[1] as Int64? else { return false }
    try db.execute(
      sql: "INSERT OR IGNORE INTO answered (station, challenge, packet) VALUES (?, ?, ?)",
      arguments: [name, stored, Int64(bitPattern: packet)])
    guard db.changesCount == 1 else { return false }
    if stored == row[0] as Int64? {
      try db.execute(
        sql: "UPDATE stations SET challengeBefore = challenge, challenge = ? WHERE station = ?",
        arguments: [Int64(bitPattern: machine.randomName()), name])
      try db.execute(
        sql: "DELETE FROM answered WHERE station = ? AND challenge <> ?", arguments: [name, stored])
    }
    return true
  }

  /// Whether it is the challenge given last.
  static func isLast(_ challenge: UInt64, of station: StationName, _ db: Database) throws -> Bool {
    let last = try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT challenge FROM stations WHERE station = ?"), arguments: [station.description])
    return last == Int64(bitPattern: challenge)
  }

  /// What the station shall answer next.
  static func next(for station: StationName, _ machine: Machine, _ db: Database) throws -> UInt64 {
    let name = station.description
    let stored = try Int64.fetchOne(db, sql: "SELECT challenge FROM stations WHERE station = ?", arguments: [name])
    if let stored { return UInt64(bitPattern: stored) }
    let drawn = machine.randomName()
    try db.execute(
      sql: "UPDATE stations SET challenge = ? WHERE station = ?", arguments: [Int64(bitPattern: drawn), name])
    return drawn
  }
}
