import GRDB
import Records
import RecordsSQL

/// How many documents of other agencies of the province an office registered, and how many of them came through the
/// hub.
///
/// The province's targets: all open documents to the Provincial People's Committee and 80 % of those between offices in
/// electronic form, every office taking part. They are counted where documents are registered, paper included, because
/// counting what was sent would miss the paper. Decision 28/2018, article 11.3: these figures are collected
/// automatically.
public struct IntakeShare: Sendable, Equatable {
  public var organ: Organ.ID
  public var all: Int
  public var throughHub: Int

  /// In percent, rounded down, so that a target nearly reached is not shown as reached. `nil` if nothing was
  /// registered.
  public var percent: Int? { all > 0 ? throughHub * 100 / all : nil }
}

/// How an office acknowledged the documents it received (Decree 30/2020, article 21.2c: on the same day).
public struct AcknowledgementShare: Sendable, Equatable {
  public var organ: Organ.ID
  /// All documents it received.
  public var all: Int
  public var sameDay: Int
  /// Not acknowledged yet, without those received today.
  public var open: Int
  public var late: Int

  public var percent: Int? { sameDay + late + open > 0 ? sameDay * 100 / (sameDay + late + open) : nil }
}

extension HubReader {
  /// The intake by office, for whole months: `2026-10` to `2026-12`.
  public func intake(from first: String, through last: String) throws -> [IntakeShare] {
    // Documents from ministries, citizens and firms are not part of the province's own exchange.
    let senders = try directory.organs.filter { $0.level != .ministry }.map { JSON.string($0.id) }
    return try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT organ, sum(number), sum(number * throughHub) FROM intake
          WHERE month BETWEEN ? AND ? AND sender IN (SELECT value FROM json_each(?)) GROUP BY organ ORDER BY organ
          """, arguments: [first, last, JSON.array(senders).text]
      ).map { IntakeShare(organ: $0[0], all: $0[1], throughHub: $0[2]) }
    }
  }

  /// Acknowledgements by office, of the documents received on these days.
  public func acknowledgements(from first: Day, through last: Day) throws -> [AcknowledgementShare] {
    let today = today.description
    return try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT organ, count(*), sum(ifnull(acknowledged <= arrived, 0)), sum(acknowledged IS NULL AND arrived < ?),
            sum(ifnull(acknowledged > arrived, 0))
          FROM reports WHERE arrived BETWEEN ? AND ? AND organ <> ? GROUP BY organ ORDER BY organ
          """,
        // Reports of the axis come from agencies outside the province.
        arguments: [today, first.description, last.description, NationalAxis.id]
      ).map { AcknowledgementShare(organ: $0[0], all: $0[1], sameDay: $0[2], open: $0[3], late: $0[4]) }
    }
  }
}

/// A document that was not acknowledged on the day it was received.
public struct LateDocument: Sendable, Equatable {
  public var reference: String
  public var arrived: Day?
  public var acknowledged: Day?
  /// Set if the hub lists it and it was sent to the office.
  public var document: ListedDocument?
}

extension HubReader {
  /// The documents an office acknowledged late or not yet, the newest first; only those after `key` if it is given.
  public func late(
    of organ: Organ.ID, after key: (arrived: String, reference: String)?, limit: Int
  ) throws -> [LateDocument] {
    let today = today.description
    return try read { db in
      try Row.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT \(ListedDocument.columns), r.document, r.arrived, r.acknowledged
            FROM reports r
            LEFT JOIN listed l ON l.document = r.document
              AND EXISTS (SELECT 1 FROM readers WHERE readers.document = r.document AND readers.organ = r.organ)
            WHERE r.organ = ?1 AND (acknowledged IS NULL OR acknowledged > arrived)
              AND r.arrived <= ?2 AND (r.arrived < ?2 OR r.document < ?3) AND (acknowledged IS NOT NULL OR arrived < ?4)
            ORDER BY r.arrived DESC, r.document DESC LIMIT ?5
            """), arguments: [organ, key?.arrived ?? "9999", key?.reference ?? "", today, limit]
      ).map { row in
        LateDocument(
          reference: row[10], arrived: Day(row[11] as String), acknowledged: (row[12] as String?).flatMap { Day($0) },
          document: row[0] == nil ? nil : ListedDocument(row))
      }
    }
  }
}
