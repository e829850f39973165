import Exchange
import FoundationEssentials
import GRDB
import Records
import Vietnamese
import Wording

/// Who may log in to the page of the province.
///
/// A clerk sees her office's documents and nothing else. All others see how the exchange works; what documents are about is not shown to
/// them. There is no account that sees both, and nothing is seen without one.
public struct Account: Sendable, Equatable {
  public let name: String
  public let organ: Organ.ID?
  public let since: Int
  public let role: Role
  /// Milliseconds since 1970, and the address.
  public let lastLogin: Int?
  public let lastFrom: String?
  public let hasSecondFactor: Bool
}

/// What an account gets in with.
public struct Credentials: Sendable, Equatable {
  public let account: Account
  public let password: PasswordHash
  public let secret: TimeCode?
  /// The last step whose code was taken.
  public let step: Int
}

extension Hub {
  static let accountColumns = "name, organ, since, role, lastLogin, lastFrom, secret IS NOT NULL"

  /// Before a password is asked for.
  public func expectNewAccount(_ name: String) throws {
    guard (2...40).contains(name.utf8.count),
      name.utf8.allSatisfy({
        ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || [0x2E, 0x2D, 0x5F].contains($0)
      })
    else { throw AccountRefusal.name(name) }
    if try read({ try accountIs(name, $0) }) { throw AccountRefusal.exists(name) }
  }

  /// - Parameters:
  ///   - role: a clerk's with an office, an administrator's without, unless it is said.
  ///   - rounds: what a guess costs; fewer for tests.
  public func addAccount(
    _ name: String, organ: Organ.ID?, role: Role? = nil, password: String, rounds: Int = PasswordHash.usualRounds
  ) throws {
    try expectNewAccount(name)
    let role = try Hub.role(role, with: organ)
    try PasswordRules.check(password, account: name, role: role, hub: self.name)
    let kept = try hash(password, rounds)
    let now = machine.now()
    try write { db in
      guard try !accountIs(name, db) else { throw AccountRefusal.exists(name) }
      try db.execute(
        sql: "INSERT INTO accounts (name, organ, password, since, role) VALUES (?, ?, ?, ?, ?)",
        arguments: [name, organ, kept.text, now, role.rawValue])
      try record(.accountAdded, on: [name, role.rawValue, organ].compactMap(\.self).joined(separator: " "), db)
    }
  }

  /// - Throws: `AccountRefusal` where role and office do not go together.
  public static func role(_ role: Role?, with organ: Organ.ID?) throws -> Role {
    let role = role ?? (organ == nil ? .administrator : .clerk)
    if role == .clerk, organ == nil { throw AccountRefusal.needsOffice }
    if role != .clerk, organ != nil { throw AccountRefusal.noOffice(role) }
    return role
  }

  /// Whoever is logged in under the name is out. A password that is too short for the new role is good until it is changed.
  public func setRole(_ role: Role, organ: Organ.ID?, of name: String) throws {
    let role = try Hub.role(role, with: organ)
    try write { db in
      guard try accountIs(name, db) else { throw AccountRefusal.none(name) }
      try expectNotNeeded(name, after: role, db)
      try db.execute(
        sql: "UPDATE accounts SET role = ?, organ = ? WHERE name = ?", arguments: [role.rawValue, organ, name])
      try record(.roleSet, on: [name, role.rawValue, organ].compactMap(\.self).joined(separator: " "), db)
    }
  }

  /// Whoever is logged in under the name is out.
  public func setPassword(_ password: String, of name: String, rounds: Int = PasswordHash.usualRounds) throws {
    let kept = try newPassword(password, of: name, rounds: rounds)
    try write { db in
      guard try accountIs(name, db) else { throw AccountRefusal.none(name) }
      try db.execute(sql: "UPDATE accounts SET password = ? WHERE name = ?", arguments: [kept.text, name])
      try record(.passwordSet, on: name, db)
    }
  }

  /// The hash of a password that is good enough for the account.
  func newPassword(_ password: String, of name: String, rounds: Int) throws -> PasswordHash {
    guard let role = try read({ try self.role(of: name, $0) }) else { throw AccountRefusal.none(name) }
    try PasswordRules.check(password, account: name, role: role, hub: self.name)
    return try hash(password, rounds)
  }

  /// Whoever is logged in under the name is out.
  public func removeAccount(_ name: String) throws {
    try write { db in
      guard try accountIs(name, db) else { throw AccountRefusal.none(name) }
      try expectNotNeeded(name, after: nil, db)
      try db.execute(sql: "DELETE FROM accounts WHERE name = ?", arguments: [name])
      try record(.accountRemoved, on: name, db)
    }
  }

  /// An account may go, or become less, where enough are left: an administrator, and two who confirm while two people are needed.
  private func expectNotNeeded(_ name: String, after role: Role?, _ db: Database) throws {
    let was = try self.role(of: name, db)
    if was == .administrator, role != .administrator, try Hub.accounts(db, that: { $0 == .administrator }) == 1 {
      throw AccountRefusal.lastAdministrator(name)
    }
    guard was?.givesCodes == true, role?.givesCodes != true, try PageRule.twoPeople.isOn(db) else { return }
    if try Hub.accounts(db, that: \.givesCodes) <= 2 { throw AccountRefusal.oneOfTwo(name) }
  }

  static func accounts(_ db: Database, that may: (Role) -> Bool) throws -> Int {
    try String.fetchAll(db, sql: "SELECT role FROM accounts").compactMap(Role.init).count(where: may)
  }

  public func accounts() throws -> [Account] {
    try read { try Row.fetchAll($0, sql: "SELECT \(Hub.accountColumns) FROM accounts ORDER BY name").map(Account.init) }
  }

  /// Before a password is asked for.
  public func expectAccount(_ name: String) throws {
    guard try read({ try accountIs(name, $0) }) else { throw AccountRefusal.none(name) }
  }

  func accountIs(_ name: String, _ db: Database) throws -> Bool {
    try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM accounts WHERE name = ?)", arguments: [name]) == true
  }

  private func role(of name: String, _ db: Database) throws -> Role? {
    try String.fetchOne(db, sql: "SELECT role FROM accounts WHERE name = ?", arguments: [name])
      .map { Role(rawValue: $0) ?? .viewer }
  }

  private func hash(_ password: String, _ rounds: Int) throws -> PasswordHash {
    try PasswordHash(of: password, salt: machine.random(bytes: 16), rounds: rounds)
  }
}

extension Account {
  /// What a later version calls a role, and this one does not know, may do the least.
  init(_ row: Row) {
    self.init(
      name: row[0], organ: row[1], since: row[2], role: Role(rawValue: row[3]) ?? .viewer, lastLogin: row[4],
      lastFrom: row[5], hasSecondFactor: row[6])
  }
}

extension HubReader {
  /// An account with what it gets in with, as it is now.
  public func account(_ name: String) throws -> Credentials? {
    try read { db in
      try Row.fetchOne(
        db.cachedStatement(sql: "SELECT \(Hub.accountColumns), password, secret, step FROM accounts WHERE name = ?"),
        arguments: [name]
      ).map { row in
        Credentials(
          account: Account(row), password: PasswordHash(stored: row[7]),
          secret: (row[8] as String?).flatMap { TimeCode(hexadecimal: $0) }, step: row[9])
      }
    }
  }

  public func accounts() throws -> [Account] {
    try read { try Row.fetchAll($0, sql: "SELECT \(Hub.accountColumns) FROM accounts ORDER BY name").map(Account.init) }
  }
}
