import GRDB
import Records
import RecordsSQL

/// An item of a mailbox that was not processed yet.
public struct WaitingLetter: Sendable, Equatable {
  public var position: Int
  /// When the hub received it, if known.
  public var since: Int?
  /// The name of the act: issued, recalled, reported …; `nil` if this version cannot read it.
  public var act: String?
  /// The document it is about, if the hub lists it.
  public var document: ListedDocument?
  /// A notice of the hub about the office's own entry.
  public var notice: (code: String, vietnamese: String, english: String)?

  public static func == (a: WaitingLetter, b: WaitingLetter) -> Bool {
    a.position == b.position && a.since == b.since && a.act == b.act && a.document == b.document
      && a.notice?.code == b.notice?.code
  }
}

extension HubReader {
  /// The items that wait for an office, in order: those after a position, or from the first unprocessed one if that is
  /// `nil`.
  public func waiting(for organ: Organ.ID, after position: Int?, limit: Int) throws -> [WaitingLetter] {
    try read { db in
      let taken = try Int.fetchOne(
        db, sql: "SELECT ifnull(max(cursor), 0) FROM stations WHERE organ = ? AND revoked IS NULL", arguments: [organ])
      return try Row.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT position, entries.taken, act, code, vietnamese, english, station, epoch, sequence
            FROM mailboxes JOIN entries ON place = entry WHERE organ = ? AND position > ? ORDER BY position LIMIT ?
            """), arguments: [organ, max(taken ?? 0, position ?? 0), limit]
      ).map { row in try HubReader.letter(row, db) }
    }
  }

  private static func letter(_ row: Row, _ db: Database) throws -> WaitingLetter {
    let act: Act?
    do { act = try StoredAct.act(from: row[2]) } catch { act = nil }
    let own = try EntryReference(row, from: 6)
    let document: EntryReference? =
      if case .issued(let issued)? = act { issued.draft ?? own } else { act?.document }
    return WaitingLetter(
      position: row[0], since: row[1], act: act?.name.rawValue,
      document: try document.flatMap { try ListedDocument.of($0.description, db) },
      notice: (row[3] as String?).map { ($0, Mailbox.words(row[4]), Mailbox.words(row[5])) })
  }
}
