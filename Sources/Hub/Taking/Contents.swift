import Exchange
import FoundationEssentials
import GRDB
import Records

/// Which contents concern whom, and what is there of them.
enum Contents {
  /// Contents an entry names.
  private static func files(of act: Act) -> [(hash: Hash256, size: Int)] {
    let files: [StoredFile]
    switch act {
    case .attached(_, let file): files = [file]
    case .issued(_, _, _, _, _, _, _, let beside, _): files = beside ?? []
    default: files = []
    }
    return files.compactMap { file in
      guard let bytes = [UInt8](hexadecimal: file.sha256), let hash = Hash256(bytes),
        (0...StoredFile.longestCarried).contains(file.size)
      else { return nil }
      return (hash, file.size)
    }
  }

  /// The office writes of contents: it is asked for them, the most urgent document first.
  static func wanted(by act: Act, wrote organ: Organ.ID, at place: Int, _ db: Database) throws {
    let files = files(of: act)
    guard !files.isEmpty else { return }
    let urgency = try urgency(of: act, db)
    for file in files {
      try db.execute(
        sql: """
          INSERT INTO concerns (sha256, organ, size, wrote, wanted, urgency, place) VALUES (?, ?, ?, 1, ?, ?, ?)
          ON CONFLICT DO UPDATE SET wrote = 1, wanted = excluded.wanted, size = excluded.size WHERE wrote = 0
          """,
        arguments: [
          Data(file.hash.bytes), organ, file.size, try !isHeld(file.hash, db), urgency.priority, place,
        ])
    }
  }

  /// The office is given an entry that writes of contents: it may ask for them.
  static func readable(of act: Act, by organ: Organ.ID, at place: Int, _ db: Database) throws {
    for file in files(of: act) {
      try db.execute(
        sql: """
          INSERT OR IGNORE INTO concerns (sha256, organ, size, wrote, wanted, urgency, place)
          VALUES (?, ?, ?, 0, 0, 0, ?)
          """,
        arguments: [Data(file.hash.bytes), organ, file.size, place])
    }
  }

  private static func urgency(of act: Act, _ db: Database) throws -> Urgency {
    switch act {
    case .issued(let document, _, _, _, _, _, _, _, _): return document.urgency
    case .attached(let document, _):
      guard let made = try Journals.entry(document, db) else { return .routine }
      // What the hub cannot read says nothing about hurry.
      switch try? StoredAct.act(from: made.act) {
      case .registered(let content, _, _, _, _, _, _), .registeredProvisionally(let content, _, _),
        .drafted(let content, _),
        .issued(let content, _, _, _, _, _, _, _, _), .registerImported(let content, _, _, _, _, _, _):
        return content.urgency
      default: return .routine
      }
    default: return .routine
    }
  }

  /// What is missing of the contents an office wrote of, the most urgent first.
  static func wants(of organ: Organ.ID, _ db: Database) throws -> [Hash256] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT sha256 FROM concerns WHERE organ = ? AND wanted = 1 ORDER BY urgency DESC, place, sha256
        """,
      arguments: [organ]
    ).map { try Hash256(stored: $0[0]) }
  }

  /// The size of a content by the word of an office that wrote of it; `nil` for what it has nothing to do with.
  static func size(_ hash: Hash256, wroteOfBy organ: Organ.ID, _ db: Database) throws -> Int? {
    try Int.fetchOne(
      db.cachedStatement(sql: "SELECT size FROM concerns WHERE sha256 = ? AND organ = ? AND wrote = 1"),
      arguments: [Data(hash.bytes), organ])
  }

  /// The size of a content that is held whole, if it concerns the office.
  static func held(_ hash: Hash256, for organ: Organ.ID, _ db: Database) throws -> Int? {
    try Int.fetchOne(
      db,
      sql: """
        SELECT contents.size FROM contents JOIN concerns USING (sha256) WHERE sha256 = ? AND organ = ?
        """, arguments: [Data(hash.bytes), organ])
  }

  static func isHeld(_ hash: Hash256, _ db: Database) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM contents WHERE sha256 = ?)"),
      arguments: [Data(hash.bytes)]) ?? false
  }

  static func count(ofPiecesIn size: Int) -> Int { (size + Limits.piece - 1) / Limits.piece }

  static func length(of piece: Int, in size: Int) -> Int { min(Limits.piece, size - piece * Limits.piece) }

  /// What is still missing of a content; nothing is, when it is held.
  static func want(_ hash: Hash256, size: Int, of organ: Organ.ID, _ db: Database) throws -> Want {
    let count = count(ofPiecesIn: size)
    if try isHeld(hash, db) { return Want(file: hash, pieces: count, missing: []) }
    let rows = try Row.fetchAll(
      db.cachedStatement(sql: "SELECT piece, length(bytes) FROM pieces WHERE sha256 = ? AND organ = ?"),
      arguments: [Data(hash.bytes), organ])
    var there = [Int: Int](uniqueKeysWithValues: rows.map { ($0[0], $0[1]) })
    there = there.filter { (0..<count).contains($0.key) }
    let missing = (0..<count).filter { there[$0] != length(of: $0, in: size) }
    let begun = there.filter { $0.value < length(of: $0.key, in: size) }
    return Want(file: hash, pieces: count, missing: missing, begun: begun)
  }
}
