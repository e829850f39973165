import Exchange
import GRDB
import Records
import RecordsSQL
import Wording

/// An action proposed by one account that another must confirm.
public struct Proposal: Sendable, Equatable {
  public enum Kind: String, Sendable { case code, revoke }
  public let id: Int
  public let kind: Kind
  /// The office for a code, or the station to be revoked.
  public let whom: String
  public let reason: String
  public let author: String
  public let time: Int

  /// The days after which a proposal expires.
  public static let days = 7
}

public enum ProposalRefusal: Refusal, Equatable {
  case gone
  case own

  public var words: Bilingual {
    switch self {
    case .gone:
      Bilingual(
        "Đề nghị này đã được giải quyết, hoặc đã quá 7 ngày; xem lại danh sách.",
        "This request is already decided, or is older than 7 days; check the list again.")
    case .own:
      Bilingual(
        "Người đề nghị không tự xác nhận được; nhờ một tài khoản khác.",
        "The requester cannot confirm it; another account must.")
    }
  }
}

extension Hub {
  /// - Returns: the number of the proposal.
  @discardableResult
  public func propose(_ kind: Proposal.Kind, on whom: String, reason: String, by author: String) throws -> Int {
    let now = system.now()
    return try write { db in
      switch kind {
      case .code: try expectStations(of: whom, in: directory(db))
      case .revoke:
        guard try StationName(whom).flatMap({ try Hub.organ(of: $0, db) }) != nil else {
          throw HubRefusal.noStation(whom)
        }
      }
      try db.execute(
        sql: "INSERT INTO proposals (kind, whom, reason, author, time, state) VALUES (?, ?, ?, ?, ?, 'open')",
        arguments: [kind.rawValue, whom, reason, author, now])
      let id = Int(db.lastInsertedRowID)
      try record(.requestMade, on: "\(id) \(kind.rawValue) \(whom)", db)
      return id
    }
  }

  /// Confirms a proposal and carries it out, at most once.
  ///
  /// - Returns: the code, if the proposal was for one.
  public func confirm(_ id: Int, by second: String) throws -> EnrolmentCode? {
    let proposal = try decide(id, "confirmed", by: second) { proposal, db in
      guard proposal.author != second else { throw ProposalRefusal.own }
      // The agency may have ended in the meantime; then nothing is confirmed.
      if proposal.kind == .code { try expectStations(of: proposal.whom, in: directory(db)) }
    }
    switch proposal.kind {
    case .code: return try code(for: proposal.whom)
    case .revoke:
      try revoke(proposal.whom, reason: proposal.reason)
      return nil
    }
  }

  /// Drops a proposal, on behalf of its author or of anybody who may confirm it.
  public func drop(_ id: Int, by second: String) throws { _ = try decide(id, "dropped", by: second) { _, _ in } }

  private func decide(
    _ id: Int, _ state: String, by second: String, _ check: (Proposal, Database) throws -> Void
  ) throws -> Proposal {
    let now = system.now()
    return try write { db in
      guard let proposal = try Proposal.open(since: now, db).first(where: { $0.id == id }) else {
        throw ProposalRefusal.gone
      }
      try check(proposal, db)
      try db.execute(
        sql: "UPDATE proposals SET state = ?, second = ?, decided = ? WHERE id = ?",
        arguments: [state, second, now, id])
      try record(
        state == "confirmed" ? .requestConfirmed : .requestDropped,
        on: "\(id) \(proposal.kind.rawValue) \(proposal.whom)", db)
      return proposal
    }
  }
}

extension HubReader {
  /// The proposals that wait for a second person.
  public func proposals() throws -> [Proposal] { try read { try Proposal.open(since: system.now(), $0) } }
}

extension Proposal {
  static func open(since now: Int, _ db: Database) throws -> [Proposal] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT id, kind, whom, reason, author, time FROM proposals WHERE state = 'open' \
        AND time > ? ORDER BY id LIMIT 200
        """, arguments: [now - days * 86_400_000]
    ).compactMap { row in
      Kind(rawValue: row[1]).map {
        Proposal(id: row[0], kind: $0, whom: row[2], reason: row[3], author: row[4], time: row[5])
      }
    }
  }
}
