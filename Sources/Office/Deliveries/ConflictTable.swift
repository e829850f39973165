import GRDB
import Records
import RecordsSQL

/// The table `conflict`: what two stations of this office did differently with one document.
struct ConflictTable {
  private let db: Database

  init(_ db: Database) { self.db = db }

  /// Makes the rows of all documents again.
  func makeAll() throws {
    let documents = try Int64.fetchSet(
      db,
      sql: """
        SELECT DISTINCT t.document FROM trail t JOIN journal USING (station, epoch, sequence)
        WHERE act GLOB '*"seen":[[]*'
        """)
    try update(documents)
  }

  /// Makes the rows of these documents again.
  func update(_ documents: Set<Int64>) throws {
    let stations = try db.cachedStatement(
      sql: """
        SELECT count(DISTINCT station) FROM trail JOIN journal USING (station, epoch, sequence) WHERE document = ?
        """)
    for document in documents.sorted() {
      try db.cachedStatement(sql: "DELETE FROM conflict WHERE document = ?").execute(arguments: [document])
      guard try Int.fetchOne(stations, arguments: [document])! > 1 else { continue }
      let conflicts = Conflict.all(in: try Journal(db).entries(about: document))
      guard !conflicts.isEmpty,
        let line = try String.fetchOne(
          db.cachedStatement(sql: "SELECT entry FROM document WHERE id = ?"), arguments: [document])
      else { continue }
      let seen = try self.seen(line)
      for conflict in conflicts {
        try db.cachedStatement(sql: "INSERT INTO conflict (document, name, isSeen) VALUES (?, ?, ?)")
          .execute(arguments: [document, conflict.name, seen.contains(conflict.name)])
      }
    }
  }

  private func seen(_ line: String) throws -> Set<String> {
    let what = try String.fetchOne(
      db.cachedStatement(sql: "SELECT what FROM seen WHERE document = ? AND recipient = ''"), arguments: [line])
    return Set((what ?? "").split(separator: ";").map(String.init))
  }

  /// Marks those of a line as seen, at this PC.
  ///
  /// - Returns: how many were not seen before.
  func see(_ line: DocumentLine) throws -> Int {
    let rows = try Row.fetchAll(
      db, sql: "SELECT name, isSeen FROM conflict WHERE document = ? ORDER BY name", arguments: [line.id])
    let unseen = rows.count { !$0[1] }
    guard unseen > 0 else { return 0 }
    try db.execute(
      sql: "INSERT OR REPLACE INTO seen (document, recipient, what) VALUES (?, '', ?)",
      arguments: [line.entry, rows.map { $0[0] as String }.joined(separator: ";")])
    return unseen
  }
}

extension OfficeTransaction {
  /// Returns of each other station of the office its last entry about the document; `nil` if the office has one
  /// station.
  func seen(of line: DocumentLine) throws -> [EntryReference]? {
    let own = try stationID
    let seen = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT station, epoch, sequence FROM (
            SELECT station, epoch, sequence,
              row_number() OVER (PARTITION BY station ORDER BY epoch DESC, sequence DESC) AS place
            FROM trail JOIN journal USING (station, epoch, sequence) WHERE document = ? AND station <> ?)
          WHERE place = 1 ORDER BY station
          """), arguments: [line.id, own]
    ).map { try EntryReference($0) }
    guard seen.isEmpty else { return seen }
    let hasOthers = try Bool.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT EXISTS (
            SELECT 1 FROM peer JOIN hub USING (organ) WHERE peer.station <> ? AND peer.revoked IS NULL)
          """), arguments: [own])!
    return hasOthers ? [] : nil
  }

  func updateConflicts(of documents: Set<Int64>) throws { try ConflictTable(db).update(documents) }
}
