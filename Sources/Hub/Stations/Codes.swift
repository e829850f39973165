import Exchange
import GRDB
import Records
import RecordsSQL

/// An enrolment code as it is listed, without the code itself.
public struct ListedCode: Equatable, Sendable {
  /// The first group.
  public var name: String
  public var organ: Organ.ID
  public var organName: String
  /// Milliseconds since 1970.
  public var made: Int
  public var expires: Int
  public var state: State
  /// When it was used or cancelled.
  public var ended: Int?
  /// The station that used it.
  public var station: String?
  public var wrongTries: Int

  public enum State: String, Sendable {
    case open, used, expired, cancelled
  }
}

extension Hub {
  public static let codeDays = 7
  public static let mostCodeDays = 90
  /// How long a code stays in the list after its end, in milliseconds: if unused, and if used.
  private static let remembered = (unused: 90 * 86_400_000, used: 400 * 86_400_000)

  /// Creates the code for a new station of an office. It is shown once.
  ///
  /// - Parameters:
  ///   - days: how long it is valid.
  ///   - evenEnded: allows an office that no longer exists, to fetch its registers back.
  /// - Throws: `HubRefusal.ended`, unless `evenEnded`.
  public func code(
    for organ: Organ.ID, days: Int = Hub.codeDays, evenEnded: Bool = false
  ) throws -> EnrolmentCode {
    try expectStations(of: organ, evenEnded: evenEnded, in: directory)
    let now = system.now()
    return try write { db in
      try db.execute(
        sql: "DELETE FROM codes WHERE request IS NULL AND expires <= ? OR used <= ?",
        arguments: [now - Hub.remembered.unused, now - Hub.remembered.used])
      while true {
        let code = EnrolmentCode(chance: system.random(), system.random())
        // The name identifies a code, so it must be unique.
        try db.execute(
          sql: "INSERT OR IGNORE INTO codes (name, code, organ, made, expires) VALUES (?, ?, ?, ?, ?)",
          arguments: [code.name, code.text, organ, now, now + days * 86_400_000])
        if db.changesCount == 1 {
          try record(.codeMade, on: organ, db)
          return code
        }
      }
    }
  }

  /// Checks that an office may have stations.
  ///
  /// - Throws: `HubRefusal.ended` if it no longer exists: nobody would send it anything.
  public func expectStations(of organ: Organ.ID, evenEnded: Bool = false) throws {
    try expectStations(of: organ, evenEnded: evenEnded, in: directory)
  }

  func expectStations(of id: Organ.ID, evenEnded: Bool = false, in directory: OrganDirectory) throws {
    guard let organ = directory[id] else { throw HubRefusal.unknownOrgan(id) }
    guard id != NationalAxis.id else { throw AxisRefusal.ownStation }
    // An office that is yet to begin may be prepared.
    if !evenEnded, let last = organ.validTo, last < today {
      throw HubRefusal.ended(organ, successors: directory.successors(of: organ).filter { $0.exists(on: today) })
    }
  }

  /// All codes: open ones first, then the others; each newest first.
  public func codes() throws -> [ListedCode] {
    let directory = try directory
    let now = system.now()
    return try read { try ListedCode.all($0, directory, now) }
  }

  /// Cancels the open codes of an office. Returns their names.
  ///
  /// - Throws: `HubRefusal.noCode` if none is open.
  @discardableResult
  public func cancelCodes(of organ: Organ.ID) throws -> [String] {
    let now = system.now()
    return try write { db in
      let names = try String.fetchAll(
        db,
        sql: """
          UPDATE codes SET code = NULL, cancelled = ?
          WHERE organ = ? AND request IS NULL AND cancelled IS NULL AND expires > ? RETURNING name
          """, arguments: [now, organ, now])
      guard !names.isEmpty else { throw HubRefusal.noCode(try directory(db)[organ]?.name ?? organ) }
      try record(.codeCancelled, on: organ, db)
      return names.sorted()
    }
  }
}

extension Hub {
  /// Cancels all open codes, with a line of the audit log for each office: after a rollback it is unknown which of them
  /// were used since.
  func cancelOpenCodes(_ why: NewLife, _ db: Database) throws {
    let now = system.now()
    let organs = try String.fetchSet(
      db,
      sql: """
        UPDATE codes SET code = NULL, cancelled = ?1
        WHERE request IS NULL AND cancelled IS NULL AND expires > ?1 RETURNING organ
        """, arguments: [now])
    for organ in organs.sorted() { try record(.codeCancelled, on: "\(organ) (\(why.rawValue))", db) }
  }
}

extension HubReader {
  /// As `Hub.codes`, for the page.
  public func codes(now: Int) throws -> [ListedCode] {
    let directory = try directory
    return try read { try ListedCode.all($0, directory, now) }
  }
}

extension ListedCode {
  static func all(_ db: Database, _ directory: OrganDirectory, _ now: Int) throws -> [ListedCode] {
    let today = Day(unixSeconds: now / 1_000)
    let codes = try Row.fetchAll(
      db,
      sql: """
        SELECT name, organ, ifnull(made, 0), expires, used, cancelled, station, tries, request IS NOT NULL FROM codes
        ORDER BY ifnull(made, 0) DESC, name
        """
    ).map { row in
      let (used, cancelled, isUsed) = (row[4] as Int?, row[5] as Int?, row[8] as Bool)
      let state: State =
        if isUsed { .used } else if cancelled != nil { .cancelled } else if row[3] <= now { .expired } else { .open }
      return ListedCode(
        name: row[0], organ: row[1], organName: directory.fullName(of: row[1], on: today), made: row[2],
        expires: row[3],
        state: state, ended: used ?? cancelled, station: row[6], wrongTries: row[7])
    }
    return codes.filter { $0.state == .open } + codes.filter { $0.state != .open }
  }
}
