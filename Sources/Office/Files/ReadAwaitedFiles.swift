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
      sender: try sender.map { try Registers(db).organ($0)?.name ?? $0 })
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
