import Exchange
import GRDB
import Records
import RecordsSQL

/// The outgoing messages of the axis: they are derived from the axis's mailbox, each once.
enum AxisQueue {
  enum Kind: String {
    case document, update, recall, status

    /// The part of the file's name that says the kind.
    var name: String {
      switch self {
      case .document: "van-ban"
      case .update: "cap-nhat"
      case .recall: "thu-hoi"
      case .status: "trang-thai"
      }
    }
  }

  /// The position up to which the mailbox was processed.
  static func end(_ db: Database) throws -> Int {
    try Int.fetchOne(db, sql: "SELECT ifnull(max(position), 0) FROM axisFiles") ?? 0
  }

  /// Processes the next items of the mailbox. Returns how many there were.
  static func process(atMost count: Int, _ db: Database) throws -> Int {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT \(Journals.columns), position, place, code FROM mailboxes JOIN entries ON place = entry
        WHERE organ = ? AND position > ? ORDER BY position LIMIT ?
        """, arguments: [NationalAxis.id, try end(db), count])
    for row in rows {
      let stored = try Journals.entry(row)
      // A notice is about an entry of the axis itself.
      guard row[10] == nil, let act = try? StoredAct.act(from: stored.act),
        let document = act.document ?? (act.name == .issued ? stored.reference : nil)
      else {
        try put(row[8], "", nil, db)
        continue
      }
      try db.execute(
        sql: "INSERT OR IGNORE INTO axisEntries (document, place) VALUES (?, ?)",
        arguments: [document.description, row[9] as Int])
      try put(row[8], document.description, try kind(of: act, document.description, db), db)
    }
    if let last = rows.last {
      try db.execute(
        sql: "UPDATE stations SET cursor = ? WHERE organ = ?", arguments: [last[8] as Int, NationalAxis.id])
    }
    return rows.count
  }

  /// The message an act requires; `nil` if it is included in one that is still to be written.
  private static func kind(of act: Act, _ document: String, _ db: Database) throws -> Kind? {
    func isDue(_ kinds: Kind...) throws -> Bool {
      let names = kinds.map { "'\($0.rawValue)'" }.joined(separator: ",")
      return try Bool.fetchOne(
        db,
        sql: "SELECT EXISTS (SELECT 1 FROM axisFiles WHERE state = 'due' AND document = ? AND kind IN (\(names)))",
        arguments: [document]) ?? false
    }
    switch type(of: act.body).axisMessage {
    case .document: return .document
    case .status: return .status
    case .update: return try isDue(.document, .update) ? nil : .update
    case .recall:
      let wasNeverSent = try isDue(.document)
      try db.execute(
        sql: """
          UPDATE axisFiles SET state = 'done' WHERE state = 'due' AND document = ? AND kind IN ('document', 'update')
          """, arguments: [document])
      return wasNeverSent ? nil : .recall
    case nil: return nil
    }
  }

  private static func put(_ position: Int, _ document: String, _ kind: Kind?, _ db: Database) throws {
    try db.execute(
      sql: "INSERT INTO axisFiles (position, document, kind, state) VALUES (?, ?, ?, ?)",
      arguments: [position, document, kind?.rawValue, kind == nil ? "done" : "due"])
  }
}
