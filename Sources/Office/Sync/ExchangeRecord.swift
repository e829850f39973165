import GRDB
import Records
import Wording

/// The result of an exchange, shown as one line in the morning.
public struct ExchangeRecord: Equatable, Sendable {
  /// Milliseconds since 1970, by this PC's clock.
  public var started: Int64
  public var ended: Int64
  /// line | folder | mail
  public var way: String
  public var status: Status
  public var sentEntries: Int
  /// Bytes as transmitted.
  public var sentBytes: Int
  public var receivedEntries: Int
  public var receivedBytes: Int
  /// Entries and contents that are still to be sent.
  public var waiting: Int
  public var words: Bilingual
  public var documents: DocumentTally

  public enum Status: String, Sendable {
    /// Everything is sent, or nothing was new.
    case done
    /// The time, the budget of bytes or the connection ended before everything was sent; the next exchange continues
    /// there.
    case partly
    /// The hub could not be reached.
    case noLine = "no-line"
    case refused
  }

  public init(
    started: Int64, ended: Int64, way: String, status: Status, sentEntries: Int, sentBytes: Int, receivedEntries: Int,
    receivedBytes: Int, waiting: Int, words: Bilingual, documents: DocumentTally = DocumentTally()
  ) {
    self.started = started
    self.ended = ended
    self.way = way
    self.status = status
    self.sentEntries = sentEntries
    self.sentBytes = sentBytes
    self.receivedEntries = receivedEntries
    self.receivedBytes = receivedBytes
    self.waiting = waiting
    self.words = words
    self.documents = documents
  }

  /// - Parameter remarks: what else was reported, about e-mails that wait or could not be read; left out if there are
  ///   none.
  public func json(_ language: Language, remarks: [String] = []) -> JSON {
    func amount(_ entries: Int, _ bytes: Int) -> JSON {
      .object([("entries", .number(entries)), ("bytes", .number(bytes))])
    }
    return .object(
      [
        ("sent", amount(sentEntries, sentBytes)), ("received", amount(receivedEntries, receivedBytes)),
        (
          "documents",
          .object([
            ("new", .number(documents.new)), ("urgent", .number(documents.urgent)),
            ("returned", .number(documents.returned)), ("receipts", .number(documents.receipts)),
          ])
        ), ("sentDocuments", .number(documents.sentDocuments)), ("sentFiles", .number(documents.sentFiles)),
        ("fileBytes", .number(documents.fileBytes)),
        ("waiting", .number(waiting)), ("status", .string(status.rawValue)), ("way", .string(way)),
        ("started", .number(Int(started))), ("ended", .number(Int(ended))), ("words", .string(words[language])),
      ] + (remarks.isEmpty ? [] : [("remarks", .array(remarks.map(JSON.string)))]))
  }
}

extension Office {
  /// Returns the last exchanges, the latest first.
  public func exchanges(limit: Int = 20) throws -> [ExchangeRecord] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT started, ended, way, status, sentEntries, sentBytes, receivedEntries, receivedBytes, \
          waiting, vietnamese, english, newDocuments, urgentDocuments, returned, receipts, sentDocuments, sentFiles, \
          fileBytes
          FROM exchange ORDER BY started DESC LIMIT ?
          """, arguments: [limit]
      ).map { row in
        let status: String = row[3]
        guard let status = ExchangeRecord.Status(rawValue: status) else { throw RegisterFault.value(status) }
        var documents = DocumentTally()
        documents.new = row[11]
        // The sentence has their grades; here they count together.
        if row[12] > 0 { documents.urgencies = [.urgent: row[12]] }
        (documents.returned, documents.receipts, documents.sentDocuments) = (row[13], row[14], row[15])
        (documents.sentFiles, documents.fileBytes) = (row[16], row[17])
        return ExchangeRecord(
          started: row[0], ended: row[1], way: row[2], status: status, sentEntries: row[4], sentBytes: row[5],
          receivedEntries: row[6], receivedBytes: row[7], waiting: row[8], words: Bilingual(row[9], row[10]),
          documents: documents)
      }
    }
  }
}

extension OfficeTransaction {
  /// Stores the result of an exchange. The last 400 are kept: a year of nights is enough.
  public func record(_ record: ExchangeRecord) throws {
    try db.execute(
      sql: """
        INSERT OR REPLACE INTO exchange (
          started, ended, way, status, sentEntries, sentBytes, receivedEntries, receivedBytes, \
        waiting, vietnamese, english, newDocuments, urgentDocuments, returned, receipts, sentDocuments, sentFiles, \
        fileBytes)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        record.started, record.ended, record.way, record.status.rawValue, record.sentEntries, record.sentBytes,
        record.receivedEntries, record.receivedBytes, record.waiting, record.words.vietnamese, record.words.english,
        record.documents.new, record.documents.urgent, record.documents.returned, record.documents.receipts,
        record.documents.sentDocuments, record.documents.sentFiles, record.documents.fileBytes,
      ])
    try db.execute(
      sql: "DELETE FROM exchange WHERE started NOT IN (SELECT started FROM exchange ORDER BY started DESC LIMIT 400)")
  }
}
