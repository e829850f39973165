import GRDB
import Records

extension Office {
  /// Returns the documents that these entries of other offices have brought and that nobody has registered yet, the
  /// most urgent first.
  public func arrivals(among received: [EntryReference]) throws -> [DocumentLine] {
    let ids = try read { db in
      try received.compactMap { reference -> Int64? in
        guard let sourced = try? Journal(db).sourcedEntry(reference), case .issued = sourced.entry.act else {
          return nil
        }
        return try Journal(db).line(about: reference)
      }
    }
    var seen: Set<Int64> = []
    return try lines(ids: ids.filter { seen.insert($0).inserted }).filter { $0.state == .arrived }
      .sorted { ($0.document.urgency.priority, -$0.id) > ($1.document.urgency.priority, -$1.id) }
  }

  /// Returns the flash documents (hỏa tốc) that have arrived and nobody has registered, the newest first; none of a
  /// muted office.
  public func flashArrivals() throws -> [DocumentLine] {
    try read { db in
      try DocumentLine.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT \(DocumentLine.columns) FROM document INDEXED BY document_open
            WHERE (\(Inbox.isOpen)) AND state = 'arrived' AND urgency = '\(Urgency.flash.rawValue)'
              AND mailbox IS NOT NULL AND NOT \(Inbox.isMuted)
            ORDER BY id DESC LIMIT 100
            """))
    }
  }
}
