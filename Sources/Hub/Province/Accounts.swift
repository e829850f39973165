import GRDB
import Records
import Vietnamese
import Wording

/// Who may log in to the page of the province.
///
/// With an office: that office's documents and nothing else. Without: how the exchange works, for who keeps the hub; what documents
/// are about is not shown to it. There is no account that sees both, and nothing is seen without one.
public struct Account: Sendable, Equatable {
  public let name: String
  public let organ: Organ.ID?
  public let since: Int
}

/// Why an account is not made or changed.
public enum AccountRefusal: Refusal, Equatable {
  case name(String)
  case exists(String)
  case none(String)
  case short
  case long

  public var words: Words {
    switch self {
    case .name(let typed):
      Words(
        "“\(typed)” không làm tên tài khoản được: dùng 2 đến 40 chữ thường không dấu, chữ số, dấu chấm, gạch.",
        "“\(typed)” cannot be an account: use 2 to 40 plain small letters, digits, dots, dashes.")
    case .exists(let name):
      Words(
        "Đã có tài khoản \(name); đổi mật khẩu bằng vanthu-hub account password, hoặc chọn tên khác.",
        "There is an account \(name); change its password with vanthu-hub account password, or choose another name.")
    case .none(let name):
      Words(
        "Không có tài khoản \(name); xem bằng vanthu-hub account list.",
        "There is no account \(name); see vanthu-hub account list.")
    case .short:
      Words(
        "Mật khẩu ngắn quá; đặt ít nhất 10 ký tự, dài dễ nhớ càng tốt.",
        "The password is too short; take at least 10 characters, long and easy to remember.")
    case .long:
      Words(
        "Mật khẩu dài quá 1.000 byte; đặt ngắn hơn.", "The password is longer than 1,000 bytes; take a shorter one.")
    }
  }
}

extension Hub {
  static let accountColumns = "name, organ, since"

  /// Before a password is asked for.
  public func expectNewAccount(_ name: String) throws {
    guard (2...40).contains(name.utf8.count),
      name.utf8.allSatisfy({
        ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || [0x2E, 0x2D, 0x5F].contains($0)
      })
    else { throw AccountRefusal.name(name) }
    if try read({ try accountIs(name, $0) }) { throw AccountRefusal.exists(name) }
  }

  /// - Parameter rounds: what a guess costs; fewer for tests.
  public func addAccount(
    _ name: String, organ: Organ.ID?, password: String, rounds: Int = PasswordHash.usualRounds
  ) throws {
    try expectNewAccount(name)
    let kept = try hash(password, rounds)
    let now = machine.now()
    try write { db in
      guard try !accountIs(name, db) else { throw AccountRefusal.exists(name) }
      try db.execute(
        sql: "INSERT INTO accounts (name, organ, password, since) VALUES (?, ?, ?, ?)",
        arguments: [name, organ, kept.text, now])
      try record(.accountAdded, on: [name, organ].compactMap(\.self).joined(separator: " "), db)
    }
  }

  /// Whoever is logged in under the name is out.
  public func setPassword(_ password: String, of name: String, rounds: Int = PasswordHash.usualRounds) throws {
    let kept = try hash(password, rounds)
    try write { db in
      guard try accountIs(name, db) else { throw AccountRefusal.none(name) }
      try db.execute(sql: "UPDATE accounts SET password = ? WHERE name = ?", arguments: [kept.text, name])
      try record(.passwordSet, on: name, db)
    }
  }

  /// Whoever is logged in under the name is out.
  public func removeAccount(_ name: String) throws {
    try write { db in
      guard try accountIs(name, db) else { throw AccountRefusal.none(name) }
      try db.execute(sql: "DELETE FROM accounts WHERE name = ?", arguments: [name])
      try record(.accountRemoved, on: name, db)
    }
  }

  public func accounts() throws -> [Account] {
    try read { try Row.fetchAll($0, sql: "SELECT \(Hub.accountColumns) FROM accounts ORDER BY name").map(Account.init) }
  }

  /// Before a password is asked for.
  public func expectAccount(_ name: String) throws {
    guard try read({ try accountIs(name, $0) }) else { throw AccountRefusal.none(name) }
  }

  private func accountIs(_ name: String, _ db: Database) throws -> Bool {
    try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM accounts WHERE name = ?)", arguments: [name]) == true
  }

  private func hash(_ password: String, _ rounds: Int) throws -> PasswordHash {
    guard password.utf8.count <= 1_000 else { throw AccountRefusal.long }
    guard composed(password).count >= 10 else { throw AccountRefusal.short }
    return try PasswordHash(of: password, salt: machine.random(bytes: 16), rounds: rounds)
  }
}

extension Account {
  init(_ row: Row) { self.init(name: row[0], organ: row[1], since: row[2]) }
}
