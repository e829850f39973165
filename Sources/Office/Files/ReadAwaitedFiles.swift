import GRDB
import Records

extension Contents {
  /// Returns how much of a content has arrived; `nil` if it is here, or will not come: a station that takes part in the
  /// exchange asks for everything that its documents name.
  func awaited(_ file: StoredFile) throws -> AwaitedFile? {
    guard try !holds(file.sha256), (1...StoredFile.longestCarried).contains(file.size),
      try Deliveries.areThere(db)
    else { return nil }
    let arrived = try Int.fetchOne(
      db.cachedStatement(sql: "SELECT ifnull(sum(length(bytes)), 0) FROM arriving WHERE sha256 = ?"),
      arguments: [file.sha256])!
    let sender = try String.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT d.sender FROM attachment a JOIN document d ON d.id = a.document
          WHERE a.sha256 = ? AND d.sender IS NOT NULL LIMIT 1
          """), arguments: [file.sha256])
    return AwaitedFile(
      size: file.size, arrived: min(arrived, file.size),
      sender: try sender.map { try Registers(db).organ($0)?.name ?? $0 }, isLost: try isLost(file.sha256))
  }

  /// Whether a content that is not here is lost where it was attached: said of each document that names it.
  func isLost(_ sha256: String) throws -> Bool {
    let lines = try String.fetchAll(
      db.cachedStatement(
        sql: "SELECT d.entry FROM attachment a JOIN document d ON d.id = a.document WHERE a.sha256 = ?"),
      arguments: [sha256])
    return try !lines.isEmpty && lines.allSatisfy { try isToldMissing(sha256, of: $0) }
  }

  /// Whether somebody has said of a document that this content is lost.
  func isToldMissing(_ sha256: String, of line: String) throws -> Bool {
    try ["journal", "received"].contains { table in
      try Bool.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT EXISTS (
              SELECT 1 FROM trail t JOIN \(table) j USING (station, epoch, sequence)
              WHERE t.document = (SELECT id FROM document WHERE entry = ?)
                AND j.act GLOB '\(ActName.contentMissing.pattern)'
                AND json_extract(j.act, '\(ActName.contentMissing.path).sha256') = ?)
            """), arguments: [line, sha256])!
    }
  }
}

extension Office {
  /// Returns those of these documents of which a file is still on its way to this PC.
  public func awaitingFiles(of documents: [Int64]) throws -> Set<Int64> {
    guard !documents.isEmpty else { return [] }
    return try read { db in
      guard try Deliveries.areThere(db) else { return [] }
      let statement = try db.cachedStatement(
        sql: """
          SELECT EXISTS (
            SELECT 1 FROM attachment a
            WHERE document = ? AND NOT EXISTS (SELECT 1 FROM content c WHERE c.sha256 = a.sha256))
          """)
      return try Set(documents.filter { try Bool.fetchOne(statement, arguments: [$0])! })
    }
  }
}
