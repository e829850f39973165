import Foundation
import GRDB
import Records
import RecordsSQL

/// The province according to the hub's journal: its agencies, and those that take part in the exchange.
struct Province {
  /// Agencies that have a station.
  let participants: Set<Organ.ID>
  private let listed: [Organ]

  init(_ db: Database) throws {
    participants = try Province.participants(db)
    let decoder = JSONDecoder()
    listed = try String.fetchAll(db.cachedStatement(sql: "SELECT organ FROM listedOrgan ORDER BY id")).map {
      try decoder.decode(Organ.self, from: Data($0.utf8))
    }
  }

  /// The agencies of the program, replaced or supplemented by those of the hub.
  var directory: OrganDirectory { .shipped.adding(listed) }

  static func participants(_ db: Database) throws -> Set<Organ.ID> {
    Set(try String.fetchAll(db.cachedStatement(sql: "SELECT DISTINCT organ FROM peer WHERE revoked IS NULL")))
  }
}

extension Office {
  /// Whether the hub has reported who takes part in the exchange; before that it is not known what goes by post.
  public func knowsParticipants() throws -> Bool {
    try read { try Bool.fetchOne($0, sql: "SELECT EXISTS (SELECT 1 FROM peer WHERE revoked IS NULL)") ?? false }
  }

  /// The agencies that this office knows: those of the program, replaced or supplemented by those that the hub lists.
  public var directory: OrganDirectory {
    get throws { try read { try directory(in: $0) } }
  }

  /// The same, inside a read or a transaction.
  ///
  /// - Parameter isChanged: whether the transaction has read something of the hub's journal: it may yet be rolled back,
  ///   so nothing of it is remembered.
  func directory(in db: Database, isChanged: Bool = false) throws -> OrganDirectory {
    if isChanged { return try Province(db).directory }
    let end = try Office.endOfHub(db)
    if let knownDirectory, knownDirectory.endOfHub == end { return knownDirectory.directory }
    let directory = try Province(db).directory
    knownDirectory = (end, directory)
    return directory
  }

  /// Returns the last entry of the hub's journal, which changes with everything that the hub says: in a new epoch it
  /// counts from 1 again.
  private static func endOfHub(_ db: Database) throws -> EntryReference? {
    try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT station, epoch, sequence FROM journal WHERE station = (SELECT station FROM hub)
          ORDER BY epoch DESC, sequence DESC LIMIT 1
          """)
    ).map { try EntryReference($0) }
  }
}
