import GRDB
import Records
import RecordsSQL

/// The figures of a station and its office, for the list of stations and the page.
public struct StationFigures: Equatable, Sendable {
  public var station: String
  public var name: String
  public var organ: Organ.ID
  /// Its present name; its key if it is in no tree.
  public var organName: String
  public var enrolled: Int
  public var revoked: Int?
  public var reason: String?
  /// The time of the last contact, and how its packet came; `nil` before the first.
  public var lastContact: Int?
  public var way: String?
  /// The station's clock minus the hub's, in milliseconds, at its last contact over a connection.
  public var skew: Int?
  public var entries: Int
  /// Deliveries and notices it has not processed yet.
  public var waiting: Int
  /// Contents its office referenced and the hub lacks.
  public var wantedContents: Int
}

/// The figures of the hub.
public struct HubFigures: Equatable, Sendable {
  public var stations: [StationFigures]
  public var entries: Int
  public var contents: Int
  public var contentBytes: Int
  /// Offices that have mail but no station to receive it, with the number of items.
  public var unserved: [(organ: Organ.ID, waiting: Int)]

  public static func == (a: HubFigures, b: HubFigures) -> Bool {
    a.stations == b.stations && a.entries == b.entries && a.contents == b.contents && a.contentBytes == b.contentBytes
      && a.unserved.elementsEqual(b.unserved, by: ==)
  }
}

extension HubFigures {
  /// Prometheus text.
  public var metrics: String {
    let working = stations.filter { $0.revoked == nil }
    // What waits for an office whose last station was revoked is counted too.
    let waiting = working.reduce(0) { $0 + $1.waiting } + unserved.reduce(0) { $0 + $1.waiting }
    let figures: [(name: String, help: String, value: Int)] = [
      ("vanthu_hub_stations", "stations that take part", working.count),
      ("vanthu_hub_entries", "journal entries stored", entries),
      ("vanthu_hub_contents", "contents stored completely", contents),
      ("vanthu_hub_content_bytes", "bytes of contents stored completely", contentBytes),
      ("vanthu_hub_waiting", "deliveries not yet received", waiting),
      ("vanthu_hub_wanted_contents", "contents named but not stored", working.reduce(0) { $0 + $1.wantedContents }),
      (
        "vanthu_hub_last_contact_ms", "time of the last contact of a station",
        working.compactMap(\.lastContact).max() ?? 0
      ),
    ]
    return figures.map { Metric.gauge($0.name, $0.help, $0.value) }.joined()
  }
}

extension Hub {
  public func figures() throws -> HubFigures {
    let directory = try directory
    return try read { try HubFigures.of($0, directory, today) }
  }
}

extension HubReader {
  /// - Parameter organ: the stations of this office only.
  public func figures(of organ: Organ.ID? = nil) throws -> HubFigures {
    let directory = try directory
    return try read { try HubFigures.of($0, directory, today, organ) }
  }
}

extension HubFigures {
  static func of(
    _ db: Database, _ directory: OrganDirectory, _ today: Day, _ organ: Organ.ID? = nil
  ) throws -> HubFigures {
    let stations = try Row.fetchAll(
      db,
      sql: """
        SELECT s.station, s.name, s.organ, s.enrolled, s.revoked, s.reason, c.time, c.way,
          (SELECT skew FROM contacts WHERE station = s.station AND skew IS NOT NULL ORDER BY id DESC LIMIT 1),
          (SELECT ifnull(sum(sequence), 0) FROM journals WHERE station = s.station),
          (SELECT ifnull(max(position), 0) FROM mailboxes WHERE organ = s.organ) - s.cursor,
          (SELECT count(*) FROM concerns WHERE organ = s.organ AND wanted = 1)
        FROM stations s
        LEFT JOIN contacts c ON c.id = (SELECT max(id) FROM contacts WHERE station = s.station)
        WHERE s.organ = ifnull(?, s.organ) ORDER BY s.organ, s.enrolled, s.station
        """, arguments: [organ]
    ).map { row in
      StationFigures(
        station: row[0], name: row[1], organ: row[2], organName: directory.fullName(of: row[2], on: today),
        enrolled: row[3],
        revoked: row[4], reason: row[5], lastContact: row[6], way: row[7], skew: row[8], entries: row[9],
        waiting: row[10], wantedContents: row[11])
    }
    let unserved = try Row.fetchAll(
      db,
      sql: """
        -- From one office to the next: there are many times more letters than offices.
        WITH RECURSIVE offices (organ) AS (
          SELECT min(organ) FROM mailboxes
          UNION ALL
          SELECT (SELECT min(organ) FROM mailboxes WHERE organ > offices.organ) FROM offices WHERE organ IS NOT NULL
        )
        SELECT organ, (SELECT max(position) FROM mailboxes WHERE mailboxes.organ = offices.organ) FROM offices
        WHERE organ IS NOT NULL AND organ NOT IN (SELECT organ FROM stations WHERE revoked IS NULL) ORDER BY organ
        """
    ).map { (organ: $0[0] as String, waiting: $0[1] as Int) }
    let whole = try Row.fetchOne(db, sql: "SELECT count(*), ifnull(sum(size), 0) FROM contents")
    return HubFigures(
      stations: stations, entries: try Int.fetchOne(db, sql: "SELECT max(place) FROM entries") ?? 0,
      contents: whole?[0] ?? 0, contentBytes: whole?[1] ?? 0, unserved: unserved)
  }
}
