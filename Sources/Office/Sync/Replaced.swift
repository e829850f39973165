import GRDB

extension OfficeTransaction {
  /// Whether the hub has said that it accepts nothing from this station any more.
  var isReplaced: Bool {
    get throws {
      try Bool.fetchOne(db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM hub WHERE refusal = 'revoked')"))!
    }
  }
}

extension Office {
  /// Whether another PC has taken the place of this one.
  public func isReplaced() throws -> Bool { try enrolment()?.refusal == .revoked }
}
