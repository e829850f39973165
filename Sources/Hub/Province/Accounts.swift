import Exchange
import FoundationEssentials
import GRDB
import Records
import RecordsSQL
import Vietnamese
import Wording

/// An account of the province's page.
///
/// A clerk sees the documents of the clerk's own office and nothing else. All other roles see how the exchange works,
/// but not what documents are about. No account sees both, and nothing is seen without one.
public struct Account: Sendable, Equatable {
  public let name: String
  public let organ: Organ.ID?
  public let since: Int
  public let role: Role
  /// The time in milliseconds since 1970, and the client's address.
  public let lastLogin: Int?
  public let lastFrom: String?
  public let hasSecondFactor: Bool
}

/// An account and what is verified at its login.
public struct Credentials: Sendable, Equatable {
  public let account: Account
  public let password: PasswordHash
  public let secret: TimeCode?
  /// The last step whose code was accepted.
  public let step: Int
}

extension Hub {
  static let accountColumns = "name, organ, since, role, lastLogin, lastFrom, secret IS NOT NULL"

  /// Checks the name of a new account, before a password is asked for.
  public func expectNewAccount(_ name: String) throws {
    guard (2...40).contains(name.utf8.count),
      name.utf8.allSatisfy({
        ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || [0x2E, 0x2D, 0x5F].contains($0)
      })
    else { throw AccountRefusal.name(name) }
    if try read({ try accountIs(name, $0) }) { throw AccountRefusal.exists(name) }
  }

  /// - Parameters:
  ///   - role: by default, a clerk with an office, an administrator without.
  ///   - rounds: the cost of a guess; lower in tests.
  public func addAccount(
    _ name: String, organ: Organ.ID?, role: Role? = nil, password: String, rounds: Int = PasswordHash.usualRounds
  ) throws {
    try expectNewAccount(name)
    let role = try Hub.role(role, with: organ)
    try PasswordRules.check(password, account: name, role: role, hub: self.name)
    let kept = try hash(password, rounds)
    let now = system.now()
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

  /// Sets the role and office of an account, which ends its sessions. A password too short for the new role remains
  /// valid until it is changed.
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

  /// Sets the password of an account, which ends its sessions.
  public func setPassword(_ password: String, of name: String, rounds: Int = PasswordHash.usualRounds) throws {
    let kept = try newPassword(password, of: name, rounds: rounds)
    try write { db in
      guard try accountIs(name, db) else { throw AccountRefusal.none(name) }
      try db.execute(sql: "UPDATE accounts SET password = ? WHERE name = ?", arguments: [kept.text, name])
      try record(.passwordSet, on: name, db)
    }
  }

  /// Checks a password for the account, and hashes it.
  func newPassword(_ password: String, of name: String, rounds: Int) throws -> PasswordHash {
    guard let role = try read({ try self.role(of: name, $0) }) else { throw AccountRefusal.none(name) }
    try PasswordRules.check(password, account: name, role: role, hub: self.name)
    return try hash(password, rounds)
  }

  /// Removes an account, which ends its sessions.
  public func removeAccount(_ name: String) throws {
    try write { db in
      guard try accountIs(name, db) else { throw AccountRefusal.none(name) }
      try expectNotNeeded(name, after: nil, db)
      try db.execute(sql: "DELETE FROM accounts WHERE name = ?", arguments: [name])
      try record(.accountRemoved, on: name, db)
    }
  }

  /// Refuses if the account is needed: the last administrator, or one of the last two who can confirm while two people
  /// are required.
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

  /// Checks that the account exists, before a password is asked for.
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
    try PasswordHash(of: password, salt: system.random(bytes: 16), rounds: rounds)
  }
}

extension Account {
  /// A role unknown to this version gets the fewest rights.
  init(_ row: Row) {
    self.init(
      name: row[0], organ: row[1], since: row[2], role: Role(rawValue: row[3]) ?? .viewer, lastLogin: row[4],
      lastFrom: row[5], hasSecondFactor: row[6])
  }
}

extension HubReader {
  /// An account with its credentials, as they are now.
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
