import GRDB
import Records
import RecordsSQL

/// A notice about an entry that the hub accepted, for the office that wrote it.
public struct HubNotice: Sendable, Equatable {
  public var entry: Int
  public var organ: Organ.ID
  public var since: Int?
  public var code: String
  public var vietnamese: String
  public var english: String
}

/// A document its recipient refused, or a recall it did not agree to.
public struct RefusedDocument: Sendable, Equatable {
  public var place: Int
  public var organ: Organ.ID
  public var status: DeliveryStatus?
  public var note: String
  public var since: Int?
  public var document: ListedDocument?
}

extension HubReader {
  /// Contacts that ended in a fork, an invalid signature, a gap, a full disk; newest first.
  public func troubledContacts(before id: Int?, limit: Int) throws -> [Contact] {
    try read { db in
      try Row.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT id, station, ifnull((SELECT organ FROM stations s WHERE s.station = c.station), ''), time, way,
              entries, taken, given, skew, ending
            FROM contacts c WHERE ending NOT IN ('whole', 'cut', 'challenge') AND id < ? ORDER BY id DESC LIMIT ?
            """), arguments: [id ?? Int.max, limit]
      ).map(Contact.init)
    }
  }

  /// Notices about numbers given twice, unreadable entries, or documents of other offices; newest first. Not of reports
  /// that came before their document and were passed on when it came.
  public func notices(before entry: Int?, limit: Int) throws -> [HubNotice] {
    try read { db in
      try Row.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT m.entry, m.organ, e.taken, m.code, m.vietnamese, m.english
            FROM mailboxes m JOIN entries e ON e.place = m.entry
            WHERE m.code IS NOT NULL AND m.code NOT IN ('withdrawn', 'awaited') AND m.code NOT LIKE 'keptBack%'
              AND m.code NOT GLOB 'released*' AND m.entry < ?
              AND NOT (m.code = 'audience' AND e.act GLOB '\(ActName.reported.pattern)' AND EXISTS (
                SELECT 1 FROM documents d JOIN mailboxes o ON o.organ = d.organ AND o.entry = m.entry
                WHERE d.document = json_extract(e.act, '\(ActName.reported.path).document') AND o.code IS NULL))
            ORDER BY m.entry DESC LIMIT ?
            """), arguments: [entry ?? Int.max, limit]
      ).map {
        HubNotice(
          entry: $0[0], organ: $0[1], since: $0[2], code: $0[3], vietnamese: Mailbox.words($0[4]),
          english: Mailbox.words($0[5]))
      }
    }
  }

  /// Documents sent back (Decree 30/2020, article 21.2b), and recalls refused; newest first.
  public func refused(before place: Int?, limit: Int) throws -> [RefusedDocument] {
    try read { db in
      try Row.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT \(ListedDocument.columns), r.place, r.organ, r.status, r.note, e.taken
            FROM reports r JOIN entries e ON e.place = r.place LEFT JOIN listed l ON l.document = r.document
            WHERE r.status IN ('02', '16') AND r.place < ? ORDER BY r.place DESC LIMIT ?
            """), arguments: [place ?? Int.max, limit]
      ).map {
        RefusedDocument(
          place: $0[10], organ: $0[11], status: DeliveryStatus(rawValue: $0[12]), note: $0[13], since: $0[14],
          document: $0[0] == nil ? nil : ListedDocument($0))
      }
    }
  }
}
