import Exchange
import GRDB
import Records
import RecordsSQL

/// Where the answer begins in the station's mailbox, and what the station is told about it.
struct MailboxStart {
  /// The position after which items are given.
  var position = 0
  /// The place sent to the station; `nil` if it is where the station says it is, so that nothing needs to be sent.
  var said: MailboxPlace?
  /// The incarnation sent to the station: the hub's, or one of its own.
  var incarnation: UInt64
  /// It began again too often today: it is given nothing of its mailbox.
  var isHeldBack = false
  /// Its mailbox begins again: the hub may have lost what the station was given before.
  var beginsAgain = false
}

extension HubExchange {
  /// How often a day a station may be sent back to the beginning of its mailbox.
  static let mostBeginnings = 6
  private static let day = 86_400_000

  /// Compares the station's claims about its mailbox and the hub's journal with the data. They affect only what this
  /// station itself is given.
  func placeStation(_ keys: Member, _ db: Database) throws {
    try claimJournal(keys, db)
    going = try place.map { try goOn(keys, at: $0, db) } ?? goOnEarlier(keys, db)
  }

  /// For a station that sends its place: the digest shows whether it is the same mailbox, whatever the incarnation.
  private func goOn(_ keys: Member, at told: MailboxPlace, _ db: Database) throws -> MailboxStart {
    var going = MailboxStart(incarnation: hub.incarnation)
    let known = try Mailbox.digest(of: organ, at: told.position, db)
    // Without a digest it was updated from an earlier version: the incarnation decides once more.
    let isOfIncarnation = try known != nil && hello.cursor?.incarnation == incarnation(of: keys, db)
    if told.digest.map({ $0 == known }) ?? isOfIncarnation {
      try wentOn(keys, told.position, db)
      going.position = told.position
      // It is sent only if the station learns from it: the incarnation, or that this hub needs only one epoch of its
      // journal named.
      let namesOne = hello.held.count { $0.station == hub.station } <= 1
      let isKnown =
        way == .line && told.digest != nil && namesOne
        && hello.cursor?.incarnation ?? hub.incarnation == hub.incarnation
      going.said = isKnown ? nil : MailboxPlace(position: told.position, digest: known)
      return going
    }
    going.isHeldBack = try !beginsAgain(keys, told.position, told.digest, db)
    if !going.isHeldBack {
      going.said = MailboxPlace(position: 0, digest: told.digest ?? .empty)
      going.beginsAgain = true
    }
    // What was given in another incarnation proves no rollback of this one.
    if going.isHeldBack || hello.cursor?.incarnation == hub.incarnation {
      try claim(.cursor, keys, "\(told.position)", db)
    }
    return going
  }

  /// A station of an earlier version knows only its incarnation and position. If it is ahead of the end, or in another
  /// incarnation, it is sent one at which it begins its mailbox again.
  private func goOnEarlier(_ keys: Member, _ db: Database) throws -> MailboxStart {
    var going = MailboxStart(incarnation: try incarnation(of: keys, db))
    guard let cursor = hello.cursor else { return going }
    let isBehindTheEnd = try cursor.position > Mailbox.end(of: organ, db)
    if cursor.incarnation == going.incarnation, !isBehindTheEnd {
      try wentOn(keys, cursor.position, db)
      going.position = cursor.position
      return going
    }
    if cursor.incarnation == going.incarnation { try claim(.cursor, keys, "\(cursor.position)", db) }
    guard try beginsAgain(keys, cursor.position, nil, db) else {
      going.isHeldBack = true
      return going
    }
    guard cursor.incarnation == going.incarnation else { return going }
    going.incarnation = hub.system.randomName()
    try db.execute(
      sql: "INSERT INTO ownLogs (station, log) VALUES (?, ?) ON CONFLICT DO UPDATE SET log = excluded.log",
      arguments: [keys.station, Int64(bitPattern: going.incarnation)])
    return going
  }

  private func incarnation(of keys: Member, _ db: Database) throws -> UInt64 {
    try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT log FROM ownLogs WHERE station = ?"), arguments: [keys.station]
    ).map { UInt64(bitPattern: $0) } ?? hub.incarnation
  }

  private func wentOn(_ keys: Member, _ position: Int, _ db: Database) throws {
    let name = keys.station
    try db.cachedStatement(sql: "UPDATE stations SET cursor = max(cursor, ?) WHERE station = ?")
      .execute(arguments: [position, name])
    try db.cachedStatement(sql: "UPDATE beginnings SET isOpen = 0 WHERE station = ? AND isOpen = 1")
      .execute(arguments: [name])
  }

  /// Whether the station may begin its mailbox again; limited per day. A claim repeated because the answer did not
  /// arrive counts once.
  private func beginsAgain(_ keys: Member, _ position: Int, _ digest: MailboxDigest?, _ db: Database) throws -> Bool {
    let (name, now) = (keys.station, hub.system.now())
    try db.execute(
      sql: "DELETE FROM beginnings WHERE station = ? AND time <= ?", arguments: [name, now - HubExchange.day])
    let incarnation = Int64(bitPattern: hello.cursor?.incarnation ?? 0)
    let isRepeated = try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (SELECT 1 FROM beginnings
          WHERE station = ? AND isOpen = 1 AND position = ? AND digest IS ? AND log = ?)
        """, arguments: [name, position, digest?.stored, incarnation])
    let times = try Int.fetchOne(db, sql: "SELECT count(*) FROM beginnings WHERE station = ?", arguments: [name]) ?? 0
    if isRepeated != true || hasHeardLast {
      guard times < HubExchange.mostBeginnings else { return false }
      try db.execute(sql: "UPDATE beginnings SET isOpen = 0 WHERE station = ?", arguments: [name])
      try db.execute(
        sql: "INSERT INTO beginnings (station, time, position, digest, log, isOpen) VALUES (?, ?, ?, ?, ?, 1)",
        arguments: [name, now, position, digest?.stored, incarnation])
    }
    try db.execute(sql: "UPDATE stations SET cursor = 0 WHERE station = ?", arguments: [name])
    return true
  }

  // MARK: what would prove a rollback

  /// Compares the hub's own journal as the station holds it. Epochs of earlier incarnations are ignored.
  private func claimJournal(_ keys: Member, _ db: Database) throws {
    for held in hello.held where held.station == hub.station && held.epoch == hub.epoch && held.sequence > 0 {
      guard try Journals.hash(at: held.sequence, of: held.journal, db) != held.hash else { continue }
      try claim(.journal, keys, "\(held.reference)", db)
      if !notices.contains(where: { $0.code == NoticeKind.evidence.code }) { remark(.evidence, held.reference) }
    }
  }

  func claim(_ kind: RollbackClaim.Kind, _ keys: Member, _ what: String, _ db: Database) throws {
    hasClaimed = true
    let station = keys.station
    let isNew = try RollbackClaim.note(kind, by: station, what, at: hub.system.now(), db)
    if isNew { try hub.record(.rollbackClaimed, on: "\(station): \(kind.rawValue) \(what)", db) }
  }

  /// Checks a receipt of the hub shown by a station. It counts for the station it was given to.
  func receive(_ receipt: Receipt) throws {
    let held = receipt.held
    guard standing == .proved, receipt.incarnation == hub.incarnation, held.sequence > 0,
      receipt.isSigned(by: hub.keys.signing.publicKey)
    else { return }
    let isNews = try hub.write { db in
      guard try Journals.hash(at: held.sequence, of: held.journal, db) != held.hash,
        let owner = try hub.member(held.station, db)
      else { return false }
      try claim(.receipt, owner, "\(held.reference)", db)
      return true
    }
    if isNews { try beginIfProved() }
  }

  /// Checks entries of the hub's own journal, under its own seal, shown by a station.
  func receiveOwn(_ seal: Seal) throws {
    defer { batch = OpenBatch() }
    guard standing == .proved, let keys, seal.epoch == hub.epoch else { return }
    // An invalid seal proves nothing, and does not stop the packet.
    guard (try? batch.close(seal, key: hub.keys.signing.publicKey)) != nil else { return }
    let isNews = try hub.write { db in
      guard try Journals.hash(at: seal.last, of: seal.journal, db) != seal.head else { return false }
      try claim(.seal, keys, "\(seal.reference)", db)
      return true
    }
    if isNews { try beginIfProved() }
  }

  /// Begins a new incarnation if offices have proved a rollback; every station then continues from where its digest
  /// says.
  func beginIfProved() throws {
    guard hasClaimed, try hub.beginIfProved() else { return }
    hasNewIncarnation = true
    going.incarnation = hub.incarnation
  }
}
