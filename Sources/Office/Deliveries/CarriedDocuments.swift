import GRDB
import Records
import RecordsSQL

private enum CarriedDocuments {
  /// How much later than the packet the file system of a stick may say that it was written, in milliseconds.
  static let rounding: Int64 = 3_000
}

extension Office {
  /// Returns the documents that a packet of this station on a USB stick includes and the hub has not acknowledged.
  ///
  /// - Parameter time: when the packet was written, in milliseconds since 1970.
  public func documentsCarried(by time: Int64) throws -> [DocumentLine] {
    try read { db in
      let rounded = time + CarriedDocuments.rounding
      let lines = try DocumentLine.fetchAll(
        db,
        sql: """
          SELECT \(DocumentLine.columns) FROM document
          WHERE id IN (SELECT document FROM delivery WHERE place = 'folder') ORDER BY id
          """)
      let reached = try Reached(db)
      return try lines.filter { line in
        let issue = try Journal(db).entries(about: line.id).last { sourced in
          if case .issued = sourced.entry.act { !sourced.isReceived } else { false }
        }
        guard let since = try issue.map({ try reached.place(of: $0.entry) })?.since else { return false }
        return since <= rounded
      }
    }
  }

  /// Whether a packet of this station on a USB stick includes anything that the hub has not acknowledged.
  public func isAwaited(packetOf time: Int64) throws -> Bool {
    try read { db in
      try Bool.fetchOne(
        db,
        sql: """
          SELECT EXISTS (
            SELECT 1 FROM reached WHERE place = 'folder' AND station = (SELECT id FROM station) AND time <= ?)
          """, arguments: [time + CarriedDocuments.rounding])!
    }
  }

  /// Returns the name of the office that a station belongs to according to the hub; `nil` if it is not known.
  public func officeName(of station: StationName) throws -> String? {
    try read { db in
      try String.fetchOne(db, sql: "SELECT organ FROM peer WHERE station = ? LIMIT 1", arguments: [station])
        .map { try directory(in: db)[$0]?.name ?? $0 }
    }
  }
}
