import Exchange
import FoundationEssentials
import GRDB
import Records

/// Which contents concern whom, and what is there of them.
enum Contents {
  /// Contents an entry names.
  static func files(of act: Act) -> [(hash: Hash256, size: Int)] {
    act.body.attached.compactMap { file in
      guard let bytes = [UInt8](hexadecimal: file.sha256), let hash = Hash256(bytes),
        (0...StoredFile.longestCarried).contains(file.size)
      else { return nil }
      return (hash, file.size)
    }
  }

  /// The office writes of contents: it is asked for them, the most urgent document first. For every byte of them, whoever else has
  /// uploaded the same: to know a hash is no right to what bears it, and what the hub lacks tells nothing of others.
  ///
  /// A station has the content it writes of, so it says one size of it. Of others that it says a few count, and no more: what comes is read
  /// through at each.
  static func wanted(
    by act: Act, wrote organ: Organ.ID, from station: StationName, at place: Int, _ db: Database
  ) throws {
    let files = files(of: act)
    guard !files.isEmpty else { return }
    let urgency = try urgency(of: act, db)
    for file in files {
      let isWanted = try !isPossessed(file.hash, by: organ, db)
      let size = isWanted ? try keep(file, said: organ, station.description, db) : file.size
      try db.execute(
        sql: """
          INSERT INTO concerns (sha256, organ, size, wrote, wanted, urgency, place) VALUES (?, ?, ?, 1, ?, ?, ?)
          ON CONFLICT DO UPDATE SET wrote = 1, wanted = excluded.wanted, size = max(size, excluded.size)
          WHERE wrote = 0 OR wanted = 1
          """,
        arguments: [Data(file.hash.bytes), organ, size, isWanted, urgency.priority, place])
    }
  }

  private static let mostSizes = 4

  /// Gives the size, if it counts.
  private static func keep(
    _ file: (hash: Hash256, size: Int), said organ: Organ.ID, _ station: String, _ db: Database
  ) throws -> Int {
    let said = try Int.fetchAll(
      db.cachedStatement(sql: "SELECT size FROM sizes WHERE sha256 = ? AND organ = ? AND station = ?"),
      arguments: [Data(file.hash.bytes), organ, station])
    if said.contains(file.size) { return file.size }
    guard said.count < mostSizes else { return 0 }
    try db.cachedStatement(sql: "INSERT INTO sizes (sha256, organ, station, size) VALUES (?, ?, ?, ?)")
      .execute(arguments: [Data(file.hash.bytes), organ, station, file.size])
    return file.size
  }

  /// The office is given an entry that writes of contents: it may ask for them as soon as the writer's office possesses them.
  static func readable(of act: Act, by organ: Organ.ID, from writer: Organ.ID, _ db: Database) throws {
    for file in files(of: act) {
      try db.cachedStatement(sql: "INSERT OR IGNORE INTO delivered (sha256, organ, writer) VALUES (?, ?, ?)")
        .execute(arguments: [Data(file.hash.bytes), organ, writer])
      if try isPossessed(file.hash, by: writer, db) { try possess(file.hash, organ, db) }
    }
  }

  /// That of the document the act writes down, else of the one it is about. What the hub cannot read says nothing about hurry.
  private static func urgency(of act: Act, _ db: Database) throws -> Urgency {
    if let content = act.body.content { return content.urgency }
    guard let document = act.document, let made = try Journals.entry(document, db),
      let content = (try? StoredAct.act(from: made.act))?.body.content
    else { return .routine }
    return content.urgency
  }

  /// What is missing of the contents an office wrote of, the most urgent first.
  static func wants(of organ: Organ.ID, _ db: Database) throws -> [Hash256] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: "SELECT sha256 FROM concerns WHERE organ = ? AND wanted = 1 ORDER BY urgency DESC, place, sha256"),
      arguments: [organ]
    ).map { try Hash256(stored: $0[0]) }
  }

  /// The largest size of a content by the word of an office that wrote of it; `nil` for what it has nothing to do with.
  static func size(_ hash: Hash256, wroteOfBy organ: Organ.ID, _ db: Database) throws -> Int? {
    try Int.fetchOne(
      db.cachedStatement(sql: "SELECT size FROM concerns WHERE sha256 = ? AND organ = ? AND wrote = 1"),
      arguments: [Data(hash.bytes), organ])
  }

  /// The size of a content that the office possesses: that it has uploaded to the last byte, or was given by an office that has.
  static func held(_ hash: Hash256, for organ: Organ.ID, _ db: Database) throws -> Int? {
    try Int.fetchOne(
      db.cachedStatement(
        sql: "SELECT contents.size FROM contents JOIN possessed USING (sha256) WHERE sha256 = ? AND organ = ?"),
      arguments: [Data(hash.bytes), organ])
  }

  private static func isPossessed(_ hash: Hash256, by organ: Organ.ID, _ db: Database) throws -> Bool {
    try held(hash, for: organ, db) != nil
  }

  /// The office possesses the content from now on, and with it those it has given the content to, and those they have. None of them is
  /// asked for it any more.
  static func possess(_ hash: Hash256, _ organ: Organ.ID, _ db: Database) throws {
    var new = [organ]
    while let organ = new.popLast() {
      try db.cachedStatement(sql: "INSERT OR IGNORE INTO possessed (sha256, organ) VALUES (?, ?)")
        .execute(arguments: [Data(hash.bytes), organ])
      let isNew = db.changesCount == 1
      try db.cachedStatement(sql: "UPDATE concerns SET wanted = 0 WHERE sha256 = ? AND organ = ?")
        .execute(arguments: [Data(hash.bytes), organ])
      try db.cachedStatement(sql: "DELETE FROM sizes WHERE sha256 = ? AND organ = ?")
        .execute(arguments: [Data(hash.bytes), organ])
      try db.cachedStatement(
        sql:
          "DELETE FROM pieces WHERE sha256 = ?1 AND (sender = ?2 OR sender IN (SELECT station FROM stations WHERE organ = ?2))"
      ).execute(arguments: [Data(hash.bytes), organ])
      guard isNew else { continue }
      new += try String.fetchAll(
        db.cachedStatement(sql: "SELECT organ FROM delivered WHERE sha256 = ? AND writer = ?"),
        arguments: [Data(hash.bytes), organ])
    }
  }

  /// What a station has sent and never ended takes no room from its office any more.
  static func forget(sentBy station: String, of organ: Organ.ID, _ db: Database) throws {
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
      arguments: [Data(hash.bytes)]) ?? false
  }

  static func count(ofPiecesIn size: Int) -> Int { (size + Limits.piece - 1) / Limits.piece }

  static func length(of piece: Int, in size: Int) -> Int { min(Limits.piece, size - piece * Limits.piece) }

  /// How much of a content a station has sent, bytes.
  static func sent(_ hash: Hash256, _ sender: String, _ db: Database) throws -> Int {
    try Int.fetchOne(
      db.cachedStatement(sql: "SELECT ifnull(sum(length(bytes)), 0) FROM pieces WHERE sha256 = ? AND sender = ?"),
      arguments: [Data(hash.bytes), sender])!
  }

  /// Whether a station has sent as much of a content as its office says there is, and its hash has not been found wrong at that size.
  static func isWhole(_ hash: Hash256, _ organ: Organ.ID, _ sender: String, _ db: Database) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT EXISTS (
            SELECT 1 FROM concerns JOIN sizes s USING (sha256, organ) WHERE sha256 = ?1 AND organ = ?2 AND s.size = ?3)
          AND NOT EXISTS (SELECT 1 FROM tried WHERE sha256 = ?1 AND sender = ?4 AND size = ?3)
          """), arguments: [Data(hash.bytes), organ, try sent(hash, sender, db), sender])!
  }

  /// What a station of the office still owes of a content; nothing, when the office possesses it.
  static func want(
    _ hash: Hash256, size: Int, of organ: Organ.ID, from sender: String, _ db: Database
  ) throws -> Want {
    let count = count(ofPiecesIn: size)
    if try isPossessed(hash, by: organ, db) { return Want(file: hash, pieces: count, missing: []) }
    let rows = try Row.fetchAll(
      db.cachedStatement(sql: "SELECT piece, length(bytes) FROM pieces WHERE sha256 = ? AND sender = ?"),
      arguments: [Data(hash.bytes), sender])
    var there = [Int: Int](uniqueKeysWithValues: rows.map { ($0[0], $0[1]) })
    there = there.filter { (0..<count).contains($0.key) }
    let missing = (0..<count).filter { there[$0] != length(of: $0, in: size) }
    let begun = there.filter { $0.value < length(of: $0.key, in: size) }
    return Want(file: hash, pieces: count, missing: missing, begun: begun)
  }
}
