import GRDB

extension OfficeTransaction {
  /// Why the hub accepts nothing from this station any more, if it has said so.
  var replacement: StationRefusal? {
    get throws {
      try String.fetchOne(db.cachedStatement(sql: "SELECT refusal FROM hub WHERE refusal IS NOT NULL"))
        .flatMap(Enrolment.Refused.init)?.replacement
    }
  }
}

extension Office {
  /// Why the hub accepts nothing from this station any more; `nil` as long as it does.
  public func replacement() throws -> StationRefusal? { try enrolment()?.refusal?.replacement }
}
