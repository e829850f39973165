import GRDB
import Records
import RecordsSQL
import Wording

/// A folder in the house's network by which PCs without a line of their own exchange: what this PC does with it.
public struct RelaySetting: Equatable, Sendable {
  public enum Role: String, Sendable {
    /// It has a line, and carries the packets of the others.
    case carries
    /// It has none: its own packet goes by the folder.
    case through
  }

  public var role: Role
  /// Its path.
  public var folder: String
  /// How far the packet of this PC has come there; times in milliseconds since 1970.
  public var state: State

  public struct State: Equatable, Sendable {
    /// When it was written.
    public var written: Int64?
    /// When another PC took it, and which.
    public var taken: Int64?
    public var carrier: String?
    /// When the hub's answer was put there.
    public var answered: Int64?
    /// Why the hub did not take it.
    public var refused: Bilingual?

    public init(written: Int64? = nil) { self.written = written }
  }

  public init(_ role: Role, _ folder: String, state: State = State()) {
    (self.role, self.folder, self.state) = (role, folder, state)
  }

  /// What this PC does with the folder, and where its own packet is: for screens and commands.
  public var words: Bilingual {
    switch role {
    case .carries:
      return Bilingual("chuyển giúp gói của máy khác ở \(folder)", "carries the packets of other PCs in \(folder)")
    case .through:
      let place = state.words
      return Bilingual("qua \(folder): \(place.vietnamese)", "by \(folder): \(place.english)")
    }
  }

  static func migrate(_ db: Database) throws {
    try db.execute(
      sql: """
        -- This PC alone: the folder by which PCs without a line exchange. One row, or none.
        CREATE TABLE relay (
          id     INTEGER PRIMARY KEY CHECK (id = 1),
          role   TEXT NOT NULL,  -- carries: the packets of others, over its line; through: its own packet goes by it
          folder TEXT NOT NULL,
          -- The packet of this PC: when it was written, taken by another PC, answered; milliseconds since 1970.
          written INTEGER, taken INTEGER, answered INTEGER,
          carrier TEXT,          -- the PC that took it
          refusedVietnamese TEXT, refusedEnglish TEXT  -- why the hub did not take it
        )
        """)
  }
}

extension RelaySetting.State {
  fileprivate var words: Bilingual {
    let who = Bilingual("máy \(carrier ?? "?")", "station \(carrier ?? "?")")
    if let refused {
      return Bilingual("tỉnh không nhận gói: \(refused.vietnamese)", "the hub refuses the packet: \(refused.english)")
    }
    if let answered {
      return Bilingual(
        "tỉnh trả lời lúc \(moment(answered)), qua \(who.vietnamese)",
        "the hub answered at \(moment(answered)), through \(who.english)")
    }
    if let taken {
      return Bilingual(
        "\(who.vietnamese) lấy gói lúc \(moment(taken)), chờ trả lời",
        "\(who.english) took the packet at \(moment(taken)); no answer yet")
    }
    guard let written else { return Bilingual("chưa ghi gói nào", "no packet was written yet") }
    return Bilingual(
      "gói ghi lúc \(moment(written)), chờ máy có đường truyền lấy",
      "the packet of \(moment(written)) waits for a PC with a line")
  }
}

extension Office {
  /// Returns the folder by which this PC carries, or is carried for; `nil` if there is none.
  public func relay() throws -> RelaySetting? {
    try read { db in
      // A file that can only be looked at may lack the table.
      guard try db.hasTable("relay"),
        let row = try Row.fetchOne(
          db,
          sql: """
            SELECT role, folder, written, taken, answered, carrier, refusedVietnamese, refusedEnglish FROM relay
            """), let role = RelaySetting.Role(rawValue: row[0])
      else { return nil }
      var state = RelaySetting.State()
      (state.written, state.taken, state.answered, state.carrier) = (row[2], row[3], row[4], row[5])
      state.refused = (row[6] as String?).map { Bilingual($0, row[7] ?? "") }
      return RelaySetting(role, row[1], state: state)
    }
  }

  /// Whether the last packet that this PC has written, on any way, includes all that it has to say: nothing was done
  /// since, and nothing was asked for.
  public func hasSaidAll(by time: Int64) throws -> Bool {
    try read { db in
      let station = try Station.read(db)
      let reached =
        try Int.fetchOne(
          db, sql: "SELECT max(sequence) FROM reached WHERE station = ? AND epoch = ?",
          arguments: [try station.name, station.epoch]) ?? 0
      let isAsking = try Bool.fetchOne(
        db, sql: "SELECT EXISTS (SELECT 1 FROM statement WHERE asked > ?)", arguments: [time])!
      return reached >= station.sequence && !isAsking
    }
  }
}

extension OfficeTransaction {
  /// Sets the folder with how far the packet has come there, or forgets it.
  public func set(_ relay: RelaySetting?) throws {
    try db.execute(sql: "DELETE FROM relay")
    guard let relay else { return }
    let state = relay.state
    try db.execute(
      sql: """
        INSERT INTO relay (
          id, role, folder, written, taken, answered, carrier, refusedVietnamese, refusedEnglish)
        VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        relay.role.rawValue, relay.folder, state.written, state.taken, state.answered, state.carrier,
        state.refused?.vietnamese, state.refused?.english,
      ])
  }
}
