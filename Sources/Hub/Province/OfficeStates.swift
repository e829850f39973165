import GRDB
import Records
import RecordsSQL

/// How one office takes part in the exchange.
public struct OfficeState: Sendable, Equatable {
  public var organ: Organ.ID
  public var name: String
  /// The number of stations that are not revoked.
  public var stations: Int
  public var lastContact: Int?
  /// The clock of the station last in contact minus the hub's, in milliseconds.
  public var skew: Int?
  /// Deliveries and notices it has not processed yet, and since when the first of them waits, if known.
  public var waiting: Int
  public var waitingSince: Int?
  /// Contents it referenced and has not uploaded: all the hub can know of what it has yet to send.
  public var wantedContents: Int

  /// An office with neither station nor mail.
  public static func absent(_ organ: Organ) -> OfficeState {
    OfficeState(
      organ: organ.id, name: organ.name, stations: 0, lastContact: nil, skew: nil, waiting: 0, waitingSince: nil,
      wantedContents: 0)
  }
}

/// One station's exchange with the hub.
public struct Contact: Sendable, Equatable {
  public var id: Int
  public var station: String
  public var organ: Organ.ID
  public var time: Int
  public var way: String
  public var entries: Int
  public var taken: Int
  public var given: Int
  public var skew: Int?
  /// The raw value of a `ContactEnding`.
  public var ending: String
}

extension HubReader {
  /// The agencies of the province that should take part ("100 % of units"): they exist, and are state agencies of it. A
  /// People's Council has no registry of its own: its documents are handled by the committee, or by the office that
  /// serves it.
  public func expectedOffices() throws -> [Organ] {
    let today = today
    return try directory.organs.filter {
      [.province, .department, .commune, .district].contains($0.level) && $0.exists(on: today) && $0.symbol != "HĐND"
    }
  }

  /// The states of all offices that have a station or mail.
  public func officeStates() throws -> [OfficeState] {
    let directory = try directory
    return try read { db in
      try Row.fetchAll(
        db.cachedStatement(
          sql: """
            WITH RECURSIVE
            -- From one office to the next: there are many times more letters than offices.
            mailed (organ) AS (
              SELECT min(organ) FROM mailboxes
              UNION ALL
              SELECT (SELECT min(organ) FROM mailboxes WHERE organ > mailed.organ) FROM mailed WHERE organ IS NOT NULL
            ),
            taking (organ, stations, cursor) AS (
              SELECT organ, count(*) FILTER (WHERE revoked IS NULL),
                ifnull(max(cursor) FILTER (WHERE revoked IS NULL), 0)
              FROM stations GROUP BY organ
            ),
            offices (organ, stations, cursor) AS (
              SELECT organ, stations, cursor FROM taking
              UNION ALL
              SELECT organ, 0, 0 FROM mailed WHERE organ IS NOT NULL AND organ NOT IN (SELECT organ FROM taking)
            )
            SELECT o.organ, o.stations, c.time,
              (SELECT skew FROM contacts WHERE station = c.station AND skew IS NOT NULL ORDER BY id DESC LIMIT 1),
              ifnull((SELECT max(position) FROM mailboxes WHERE organ = o.organ), 0) - o.cursor,
              (SELECT taken FROM mailboxes JOIN entries ON place = entry WHERE organ = o.organ \
            AND position = o.cursor + 1),
              (SELECT count(*) FROM concerns WHERE organ = o.organ AND wanted = 1)
            FROM offices o LEFT JOIN contacts c ON c.id = (
              SELECT max((SELECT max(id) FROM contacts WHERE station = s.station)) \
            FROM stations s WHERE s.organ = o.organ
            )
            ORDER BY o.organ
            """)
      ).map { row in
        OfficeState(
          organ: row[0], name: directory[row[0]]?.name ?? row[0], stations: row[1], lastContact: row[2], skew: row[3],
          waiting: max(0, row[4]), waitingSince: row[5], wantedContents: row[6])
      }
    }
  }

  /// The latest contacts of an office's stations, newest first.
  public func contacts(of organ: Organ.ID, limit: Int) throws -> [Contact] {
    try read { db in
      let stations = try String.fetchAll(db, sql: "SELECT station FROM stations WHERE organ = ?", arguments: [organ])
      let contacts = try stations.flatMap { station in
        try Row.fetchAll(
          db.cachedStatement(
            sql: """
              SELECT id, station, ? AS organ, time, way, entries, taken, given, skew, ending
              FROM contacts WHERE station = ? ORDER BY id DESC LIMIT ?
              """), arguments: [organ, station, limit]
        ).map(Contact.init)
      }
      return Array(contacts.sorted { $0.id > $1.id }.prefix(limit))
    }
  }
}

extension Contact {
  init(_ row: Row) {
    self.init(
      id: row[0], station: row[1], organ: row[2], time: row[3], way: row[4], entries: row[5], taken: row[6],
      given: row[7], skew: row[8], ending: row[9])
  }
}
