import Foundation
import GRDB
import Records
import RecordsSQL

/// The hub that this office is enrolled with, and how far the two have exchanged everything.
public struct Enrolment: Equatable, Sendable {
  public var url: String
  public var name: String
  /// The hub's own station name.
  public var station: StationName
  /// Ed25519 and X25519, 32 bytes each.
  public var signingKey: [UInt8]
  public var agreementKey: [UInt8]
  /// This office in the hub's tree.
  public var organ: Organ.ID
  /// Identifies the present incarnation of the hub's data.
  public var incarnation: UInt64
  /// The position up to which the mailbox has been received, and its end as the hub last stated it.
  public var cursor = 0
  public var mailboxEnd = 0
  /// The digest of the mailbox up to the cursor; `nil` if it is not known yet.
  public var digest: UInt64?
  /// Whether the hub has sent a place in the mailbox (frame 12): then it does not expect the finished epochs of its
  /// journal to be named.
  public var tellsPlaces = false
  /// Whether the hub has asked for entries of other offices that it may have lost: then it knows what they are.
  public var takesBack = false
  /// Which shorter forms of hello and proof the hub understands, by its last answer over a connection; 0 for none.
  public var forms = 0
  /// The nonce to be answered with the next packet; 0 before the first answer.
  public var challenge: UInt64 = 0
  /// How far the hub's clock is ahead of this PC's, in milliseconds.
  public var skew: Int64 = 0
  /// A file of certificates to trust when connecting to the hub, if the system's are not enough.
  public var authorities: String?
  /// Why the hub no longer accepts this station.
  public var refusal: Refused?

  public enum Refused: String, Sendable {
    /// The hub and the file hold different histories under one name.
    case fork
    /// The administrator has revoked it.
    case revoked
    /// Another PC has its name.
    case replaced
    /// The hub takes its keys no longer, and may have taken new ones: its answer has not come.
    case unfinished

    /// Why this station may write nothing more; `nil` if it may.
    public var replacement: StationRefusal? {
      switch self {
      case .fork: nil
      case .revoked: .revoked
      case .replaced: .replaced
      case .unfinished: .unfinished
      }
    }
  }

  public init(
    url: String, name: String, station: StationName, signingKey: [UInt8], agreementKey: [UInt8], organ: Organ.ID,
    incarnation: UInt64
  ) {
    self.url = url
    self.name = name
    self.station = station
    self.signingKey = signingKey
    self.agreementKey = agreementKey
    self.organ = organ
    self.incarnation = incarnation
  }
}

extension Enrolment {
  static func read(_ db: Database) throws -> Enrolment? {
    try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT url, name, station, signingKey, agreementKey, organ, log, cursor, mailboxEnd, challenge, skew, refusal,
            authorities, digest, tellsPlaces, takesBack, forms
          FROM hub
          """)
    ).map { row in
      var enrolment = Enrolment(
        url: row[0], name: row[1], station: try row.stored(2), signingKey: Array(row[3] as Data),
        agreementKey: Array(row[4] as Data), organ: row[5], incarnation: UInt64(bitPattern: row[6] as Int64))
      enrolment.cursor = row[7]
      enrolment.mailboxEnd = row[8]
      enrolment.challenge = UInt64(bitPattern: row[9] as Int64)
      enrolment.skew = row[10]
      enrolment.refusal = (row[11] as String?).flatMap(Refused.init)
      enrolment.authorities = row[12]
      enrolment.digest = (row[13] as Int64?).map { UInt64(bitPattern: $0) }
      enrolment.tellsPlaces = row[14]
      enrolment.takesBack = row[15]
      enrolment.forms = row[16]
      return enrolment
    }
  }
}

extension Office {
  /// Returns the enrolment; `nil` while the office is not enrolled with any hub.
  public func enrolment() throws -> Enrolment? { try read { try Enrolment.read($0) } }
}

extension OfficeTransaction {
  /// Stores the enrolment in place of the earlier one.
  public func keep(_ enrolment: Enrolment) throws {
    let before = try mailboxPlace().position
    // What was issued before there was a hub waits for it from now on.
    if try !Deliveries.areThere(db) { provinceHasChanged() }
    try db.execute(sql: "DELETE FROM hub")
    try db.execute(
      sql: """
        INSERT INTO hub (
          url, name, station, signingKey, agreementKey, organ, log, cursor, mailboxEnd, challenge, skew, refusal,
          authorities, digest, tellsPlaces, takesBack, forms)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        enrolment.url, enrolment.name, enrolment.station, enrolment.signingKey.data, enrolment.agreementKey.data,
        enrolment.organ, Int64(bitPattern: enrolment.incarnation), enrolment.cursor, enrolment.mailboxEnd,
        Int64(bitPattern: enrolment.challenge), enrolment.skew, enrolment.refusal?.rawValue, enrolment.authorities,
        enrolment.digest.map { Int64(bitPattern: $0) }, enrolment.tellsPlaces,
        enrolment.takesBack, enrolment.forms,
      ])
    if enrolment.cursor < before { try awaitNaming() }
  }

  /// Changes the enrolment; does nothing if there is none any more.
  public func change(_ body: (inout Enrolment) -> Void) throws {
    guard var enrolment = try Enrolment.read(db) else { return }
    let before = enrolment
    body(&enrolment)
    if enrolment != before { try keep(enrolment) }
  }
}
