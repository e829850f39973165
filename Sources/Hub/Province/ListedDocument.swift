import GRDB
import Records
import RecordsSQL
import Vietnamese

/// A document an office issued, as the hub knows it: without contents, and never a state secret, which is in no
/// journal.
public struct ListedDocument: Sendable, Equatable {
  /// The place of its entry; larger for newer documents.
  public var place: Int
  public var document: String
  public var organ: Organ.ID
  public var code: String
  public var typeName: String
  public var subject: String
  public var signer: String
  public var day: Day?
  /// As `Urgency.priority`.
  public var urgency: Int
  public var state: State

  public enum State: String, Sendable { case issued, recalled, voided }
}

/// A recipient of a document, and what it reported.
public struct DocumentReader: Sendable, Equatable {
  public var organ: Organ.ID
  /// `nil` if it has reported nothing.
  public var status: DeliveryStatus?
  public var arrived: Day?
  public var acknowledged: Day?
  public var note: String
}

extension ListedDocument {
  static let columns =
    "l.place, l.document, l.organ, l.code, l.typeName, l.subject, l.signer, l.day, l.urgency, l.state"

  init(_ row: Row) {
    self.init(
      place: row[0], document: row[1], organ: row[2], code: row[3], typeName: row[4], subject: row[5], signer: row[6],
      day: Day(row[7] as String), urgency: row[8], state: State(rawValue: row[9]) ?? .issued)
  }

  static func of(_ document: String, _ db: Database) throws -> ListedDocument? {
    try Row.fetchOne(
      db.cachedStatement(sql: "SELECT \(columns) FROM listed l WHERE document = ?"), arguments: [document]
    ).map(ListedDocument.init)
  }
}

extension HubReader {
  /// The maximum number of search terms; further ones are ignored.
  static let mostWords = 20

  /// The documents an office issued or received, newest first, that contain all the words: a word typed with marks
  /// matches with these marks only, one without marks in any spelling. Without words, all of them.
  ///
  /// - Parameters:
  ///   - place: only documents before this place.
  ///   - ignoringMarks: compares all words without marks.
  public func documents(
    of organ: Organ.ID, matching words: String, before place: Int?, limit: Int, ignoringMarks: Bool = false
  ) throws -> [ListedDocument] {
    let offices = try offices(of: organ)
    let isTheirs = offices.map { "\"\(Listing.fact($0))\"" }.joined(separator: " OR ")
    // Search words contain letters, digits and tone signs only, so nothing that is FTS5 syntax.
    let asked = searchWords(String(words.unicodeScalars.prefix(1_000))).prefix(HubReader.mostWords).map {
      "words : \"\($0.hasMarks && !ignoringMarks ? $0.marked : $0.folded)\""
    }
    let match = (["facts : (\(isTheirs))"] + asked).joined(separator: " AND ")
    return try read { db in
      try Row.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT \(ListedDocument.columns) FROM listedWords w JOIN listed l ON l.place = w.rowid
            WHERE listedWords MATCH ? AND w.rowid < ? ORDER BY w.rowid DESC LIMIT ?
            """), arguments: [match, place ?? Int.max, limit]
      ).map(ListedDocument.init)
        // The index only finds; the right to see it follows from who issued it and who received it.
        .filter { try Self.isEntitled(offices, to: $0, db) }
    }
  }

  /// A document the office may see, with its recipients: all of them for the office that issued it, only itself for any
  /// other. `nil` both if there is no such document and if the office may not see it.
  public func document(
    at place: Int, for organ: Organ.ID
  ) throws -> (document: ListedDocument, readers: [DocumentReader])? {
    let offices = try offices(of: organ)
    return try read { db in
      let row = try Row.fetchOne(
        db, sql: "SELECT \(ListedDocument.columns) FROM listed l WHERE place = ?", arguments: [place])
      guard let document = row.map(ListedDocument.init), try Self.isEntitled(offices, to: document, db) else {
        return nil
      }
      let isOwn = offices.contains(document.organ)
      let readers = try Row.fetchAll(
        db,
        sql: """
          SELECT d.organ, status, arrived, acknowledged, note
          FROM readers d LEFT JOIN reports r ON r.organ = d.organ AND r.document = d.document
          WHERE d.document = ? ORDER BY d.organ
          """, arguments: [document.document]
      ).map(DocumentReader.init).filter { isOwn || offices.contains($0.organ) }
      return (document, readers)
    }
  }

  /// Whether one of the offices issued or received the document; nothing else gives a right to see it.
  private static func isEntitled(_ offices: [Organ.ID], to document: ListedDocument, _ db: Database) throws -> Bool {
    if offices.contains(document.organ) { return true }
    for office in offices {
      let isReader = try Bool.fetchOne(
        db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM readers WHERE document = ? AND organ = ?)"),
        arguments: [document.document, office])
      if isReader == true { return true }
    }
    return false
  }
}

extension DocumentReader {
  init(_ row: Row) {
    self.init(
      organ: row[0], status: (row[1] as String?).flatMap(DeliveryStatus.init),
      arrived: (row[2] as String?).flatMap { Day($0) },
      acknowledged: (row[3] as String?).flatMap { Day($0) }, note: row[4] ?? "")
  }
}
