import Exchange
import FoundationEssentials
import GRDB
import Records
import RecordsSQL

/// The second factor used at a login.
public enum SecondFactor: Sendable, Equatable {
  case none
  case step(Int)
  case recovery(Hash256)
}

extension Hub {
  /// Records a login. Returns whether it is valid: not if the code was used, or the password changed, in the meantime.
  ///
  /// - Parameter rehashed: the same password under the current parameters.
  public func loggedIn(_ known: Credentials, _ factor: SecondFactor, rehashed: PasswordHash?) throws -> Bool {
    let (name, now) = (known.account.name, system.now())
    return try write { db in
      guard
        try String.fetchOne(db, sql: "SELECT password FROM accounts WHERE name = ?", arguments: [name])
          == known.password.text
      else { return false }
      switch factor {
      case .none: break
      case .step(let step):
        try db.execute(
          sql: "UPDATE accounts SET step = ?1 WHERE name = ?2 AND step < ?1", arguments: [step, name])
        guard db.changesCount == 1 else { return false }
      case .recovery(let hash):
        try db.execute(
          sql: "DELETE FROM recoveryCodes WHERE account = ? AND hash = ?", arguments: [name, hash])
        guard db.changesCount == 1 else { return false }
        try record(.recoveryCodeUsed, on: name, db)
      }
      try db.execute(
        sql: "UPDATE accounts SET lastLogin = ?, lastFrom = ?, password = ? WHERE name = ?",
        arguments: [now, actor.from, (rehashed ?? known.password).text, name])
      try record(.loggedIn, db)
      return true
    }
  }

  /// Changes a password on behalf of its owner, who knew the old one. The new one was checked (`PasswordRules`) and
  /// hashed before, because that takes long.
  public func changePassword(to new: PasswordHash, from old: PasswordHash, of name: String) throws {
    try write { db in
      try db.execute(
        sql: "UPDATE accounts SET password = ? WHERE name = ? AND password = ?", arguments: [new.text, name, old.text])
      guard db.changesCount == 1 else { throw AccountRefusal.none(name) }
      try record(.passwordChanged, db)
    }
  }

  /// Turns the second factor on. Returns the recovery codes, of which only hashes are stored.
  ///
  /// - Parameter step: of the code that proved that the telephone has the secret.
  public func setSecondFactor(_ code: TimeCode, step: Int, of name: String) throws -> [String] {
    let codes = (0..<RecoveryCode.count).map { _ in RecoveryCode.drawn(system) }
    try write { db in
      try db.execute(
        sql: "UPDATE accounts SET secret = ?, step = ? WHERE name = ?",
        arguments: [Data(code.secret).hexadecimal, step, name])
      guard db.changesCount == 1 else { throw AccountRefusal.none(name) }
      try db.execute(sql: "DELETE FROM recoveryCodes WHERE account = ?", arguments: [name])
      for code in codes {
        try db.execute(
          sql: "INSERT INTO recoveryCodes (account, hash) VALUES (?, ?)",
          arguments: [name, RecoveryCode.hash(of: code)])
      }
      try record(.secondFactorSet, on: name, db)
    }
    return codes
  }

  /// Turns the second factor off.
  ///
  /// - Returns: whether it was on.
  @discardableResult
  public func dropSecondFactor(of name: String) throws -> Bool {
    try write { db in
      guard try accountIs(name, db) else { throw AccountRefusal.none(name) }
      let had = try Bool.fetchOne(db, sql: "SELECT secret IS NOT NULL FROM accounts WHERE name = ?", arguments: [name])
      guard had == true else { return false }
      try db.execute(sql: "UPDATE accounts SET secret = NULL, step = 0 WHERE name = ?", arguments: [name])
      try db.execute(sql: "DELETE FROM recoveryCodes WHERE account = ?", arguments: [name])
      try record(.secondFactorDropped, on: name, db)
      return true
    }
  }
}

extension HubReader {
  /// Whether it is an unused recovery code of the account.
  public func knows(_ recovery: Hash256, of account: String) throws -> Bool {
    try read { db in
      try Bool.fetchOne(
        db, sql: "SELECT EXISTS (SELECT 1 FROM recoveryCodes WHERE account = ? AND hash = ?)",
        arguments: [account, recovery]) == true
    }
  }
}

/// Settings of the page for the whole hub.
public enum PageRule: String, CaseIterable, Sendable {
  /// Codes and revocations made on the page must be confirmed by a second account.
  case twoPeople
  /// Administrators can do nothing until they have set up a second factor.
  case secondFactor
}

extension Hub {
  public func set(_ rule: PageRule, _ isOn: Bool) throws {
    try write { db in
      if rule == .twoPeople, isOn {
        let count = try Hub.accounts(db, that: \.givesCodes)
        guard count >= 2 else { throw AccountRefusal.needsTwo(count) }
      }
      try db.execute(
        sql: "INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)",
        arguments: [rule.rawValue, isOn ? "on" : "off"])
      try record(.ruleSet, on: "\(rule.rawValue) \(isOn ? "on" : "off")", db)
    }
  }
}

extension HubLooking {
  package func rule(_ rule: PageRule) throws -> Bool { try read { try rule.isOn($0) } }
}

extension PageRule {
  func isOn(_ db: Database) throws -> Bool {
    try String.fetchOne(db.cachedStatement(sql: "SELECT value FROM facts WHERE name = ?"), arguments: [rawValue])
      == "on"
  }
}
