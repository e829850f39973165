import Exchange
import FoundationEssentials
import GRDB
import Records
import RecordsSQL

/// Which contents concern which offices, and how much of them was uploaded.
enum Contents {
  /// The contents an entry references.
  static func files(of act: Act) -> [(hash: Hash256, size: Int)] {
    act.body.attached.compactMap { file in
      guard let hash = Hash256(hexadecimal: file.sha256),
        (0...StoredFile.longestCarried).contains(file.size)
      else { return nil }
      return (hash, file.size)
    }
  }

  /// Records that the office referenced these contents, and requests those it has not uploaded, the most urgent
  /// document first. It must upload every byte, even if another office has uploaded the same content: knowing a hash
  /// gives no right to the content, and what the hub requests reveals nothing about other offices.
  ///
  /// A station has the content it references, so it states one size. If it states several, only a few count, because
  /// the upload is hashed at each.
  static func recordAuthorship(
    by act: Act, wrote organ: Organ.ID, from station: StationName, at place: Int, _ db: Database
  ) throws {
    let files = files(of: act)
    guard !files.isEmpty else { return }
    let urgency = try urgency(of: act, db)
    for file in files {
      let isWanted = try !isPossessed(file.hash, by: organ, db)
      let size = isWanted ? try keep(file, said: organ, station, db) : file.size
      try db.execute(
        sql: """
          INSERT INTO concerns (sha256, organ, size, wrote, wanted, urgency, place) VALUES (?, ?, ?, 1, ?, ?, ?)
          ON CONFLICT DO UPDATE SET wrote = 1, wanted = excluded.wanted, size = max(size, excluded.size)
          WHERE wrote = 0 OR wanted = 1
          """,
        arguments: [file.hash, organ, size, isWanted, urgency.priority, place])
    }
  }

  private static let mostSizes = 4

  /// Stores the size if it counts. Returns it, or 0.
  private static func keep(
    _ file: (hash: Hash256, size: Int), said organ: Organ.ID, _ station: StationName, _ db: Database
  ) throws -> Int {
    let said = try Int.fetchAll(
      db.cachedStatement(sql: "SELECT size FROM sizes WHERE sha256 = ? AND organ = ? AND station = ?"),
      arguments: [file.hash, organ, station])
    if said.contains(file.size) { return file.size }
    guard said.count < mostSizes else { return 0 }
    try db.cachedStatement(sql: "INSERT INTO sizes (sha256, organ, station, size) VALUES (?, ?, ?, ?)")
      .execute(arguments: [file.hash, organ, station, file.size])
    return file.size
  }

  /// Records that the office is given an entry that references contents: it may ask for them as soon as the writer's
  /// office possesses them.
  static func grantReading(of act: Act, by organ: Organ.ID, from writer: Organ.ID, _ db: Database) throws {
    for file in files(of: act) {
      try db.cachedStatement(sql: "INSERT OR IGNORE INTO delivered (sha256, organ, writer) VALUES (?, ?, ?)")
        .execute(arguments: [file.hash, organ, writer])
      if try isPossessed(file.hash, by: writer, db) { try possess(file.hash, organ, db) }
    }
  }

  /// Returns the urgency of the document that the act records, else of the one it is about; routine if the hub cannot
  /// read it.
  private static func urgency(of act: Act, _ db: Database) throws -> Urgency {
    if let content = act.body.content { return content.urgency }
    guard let document = act.document, let made = try Journals.entry(document, db),
      let content = (try? StoredAct.act(from: made.act))?.body.content
    else { return .routine }
    return content.urgency
  }

  /// The contents the office referenced and has not uploaded, the most urgent first.
  static func missing(of organ: Organ.ID, _ db: Database) throws -> [Hash256] {
    try Hash256.fetchAll(
      db.cachedStatement(
        sql: "SELECT sha256 FROM concerns WHERE organ = ? AND wanted = 1 ORDER BY urgency DESC, place, sha256"),
      arguments: [organ])
  }

  /// The largest size stated for a content by the office's stations; `nil` if the office did not reference it.
  static func size(_ hash: Hash256, wroteOfBy organ: Organ.ID, _ db: Database) throws -> Int? {
    try Int.fetchOne(
      db.cachedStatement(sql: "SELECT size FROM concerns WHERE sha256 = ? AND organ = ? AND wrote = 1"),
      arguments: [hash, organ])
  }

  /// The size of a content the office possesses: it has uploaded every byte, or was given it by an office that
  /// possesses it.
  static func held(_ hash: Hash256, for organ: Organ.ID, _ db: Database) throws -> Int? {
    try Int.fetchOne(
      db.cachedStatement(
        sql: "SELECT contents.size FROM contents JOIN possessed USING (sha256) WHERE sha256 = ? AND organ = ?"),
      arguments: [hash, organ])
  }

  private static func isPossessed(_ hash: Hash256, by organ: Organ.ID, _ db: Database) throws -> Bool {
    try held(hash, for: organ, db) != nil
  }

  /// Records that the office possesses the content, and with it the offices it has given the content to, and so on.
  /// None of them is asked for it any more.
  static func possess(_ hash: Hash256, _ organ: Organ.ID, _ db: Database) throws {
    var new = [organ]
    while let organ = new.popLast() {
      try db.cachedStatement(sql: "INSERT OR IGNORE INTO possessed (sha256, organ) VALUES (?, ?)")
        .execute(arguments: [hash, organ])
      let isNew = db.changesCount == 1
      try db.cachedStatement(sql: "UPDATE concerns SET wanted = 0 WHERE sha256 = ? AND organ = ?")
        .execute(arguments: [hash, organ])
      try db.cachedStatement(sql: "DELETE FROM sizes WHERE sha256 = ? AND organ = ?")
        .execute(arguments: [hash, organ])
      try db.cachedStatement(
        sql:
          "DELETE FROM pieces WHERE sha256 = ?1 "
          + "AND (sender = ?2 OR sender IN (SELECT station FROM stations WHERE organ = ?2))"
      ).execute(arguments: [hash, organ])
      guard isNew else { continue }
      new += try String.fetchAll(
        db.cachedStatement(sql: "SELECT organ FROM delivered WHERE sha256 = ? AND writer = ?"),
        arguments: [hash, organ])
    }
  }

  /// Deletes a station's unfinished uploads, which would count against its office's storage.
  static func forget(sentBy station: StationName, of organ: Organ.ID, _ db: Database) throws {
    try db.execute(
      sql: """
        UPDATE concerns SET got = got - (
          SELECT sum(length(bytes)) FROM pieces p WHERE p.sha256 = concerns.sha256 AND p.sender = ?1)
        WHERE organ = ?2 AND sha256 IN (SELECT sha256 FROM pieces WHERE sender = ?1)
        """, arguments: [station, organ])
    try db.execute(sql: "DELETE FROM pieces WHERE sender = ?", arguments: [station])
    try db.execute(sql: "DELETE FROM tried WHERE sender = ?", arguments: [station])
  }

  static func isHeld(_ hash: Hash256, _ db: Database) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM contents WHERE sha256 = ?)"),
      arguments: [hash]) ?? false
  }

  /// How much of a content a station has uploaded, in bytes.
  static func sent(_ hash: Hash256, _ sender: String, _ db: Database) throws -> Int {
    try Int.fetchOne(
      db.cachedStatement(sql: "SELECT ifnull(sum(length(bytes)), 0) FROM pieces WHERE sha256 = ? AND sender = ?"),
      arguments: [hash, sender])!
  }

  /// Whether a station has uploaded as much of a content as was stated in its office, and the hash was not found wrong
  /// at that size.
  static func isWhole(_ hash: Hash256, _ organ: Organ.ID, _ sender: String, _ db: Database) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT EXISTS (
            SELECT 1 FROM concerns JOIN sizes s USING (sha256, organ) WHERE sha256 = ?1 AND organ = ?2 AND s.size = ?3)
          AND NOT EXISTS (SELECT 1 FROM tried WHERE sha256 = ?1 AND sender = ?4 AND size = ?3)
          """), arguments: [hash, organ, try sent(hash, sender, db), sender])!
  }

  /// What a station of the office still has to upload of a content; nothing if the office possesses it.
  static func want(
    _ hash: Hash256, size: Int, of organ: Organ.ID, from sender: String, _ db: Database
  ) throws -> Want {
    let count = Piece.count(in: size)
    if try isPossessed(hash, by: organ, db) { return Want(file: hash, pieces: count, missing: []) }
    let rows = try Row.fetchAll(
      db.cachedStatement(sql: "SELECT piece, length(bytes) FROM pieces WHERE sha256 = ? AND sender = ?"),
      arguments: [hash, sender])
    var there = [Int: Int](uniqueKeysWithValues: rows.map { ($0[0], $0[1]) })
    there = there.filter { (0..<count).contains($0.key) }
    let missing = (0..<count).filter { there[$0] != Piece.length(of: $0, in: size) }
    let begun = there.filter { $0.value < Piece.length(of: $0.key, in: size) }
    return Want(file: hash, pieces: count, missing: missing, begun: begun)
  }
}
