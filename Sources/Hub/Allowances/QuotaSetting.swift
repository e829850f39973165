import GRDB
import Records
import RecordsSQL
import Wording

extension Hub {
  /// Sets the quota of an office; `nil` stands for all that have none of their own.
  ///
  /// - Parameter values: settings not in it stay; a `nil` removes the setting, so that the default applies again.
  /// - Throws: `HubRefusal.unknownOrgan`.
  public func setQuota(_ organ: Organ.ID?, _ values: [Quota.Thing: Int?]) throws {
    if let organ, try directory[organ] == nil { throw HubRefusal.unknownOrgan(organ) }
    try write { db in
      for (thing, most) in values.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
        if let most {
          try db.execute(
            sql: "INSERT OR REPLACE INTO allowances (organ, thing, most) VALUES (?, ?, ?)",
            arguments: [organ ?? "", thing.rawValue, most])
        } else {
          try db.execute(
            sql: "DELETE FROM allowances WHERE organ = ? AND thing = ?", arguments: [organ ?? "", thing.rawValue])
        }
        try record(.quotaSet, on: "\(organ ?? "*") \(thing.rawValue)=\(most.map(String.init) ?? "-")", db)
      }
    }
  }
}

extension HubLooking {
  /// The quota of an office without settings of its own.
  package func usualQuota() throws -> Quota { try read { try Quota.of("", $0).quota } }

  /// The standing of all offices that have stations, have sent something today, or have a quota of their own; or of
  /// one.
  package func quotas(of organ: Organ.ID? = nil) throws -> [QuotaStanding] {
    let directory = try directory
    let today = today
    return try read { try QuotaStanding.all($0, directory, today, organ) }
  }
}

extension QuotaStanding {
  static func all(
    _ db: Database, _ directory: OrganDirectory, _ today: Day, _ organ: Organ.ID?
  ) throws -> [QuotaStanding] {
    let organs =
      try organ.map { [$0] }
      ?? String.fetchAll(
        db,
        sql: """
          SELECT organ FROM stations UNION SELECT organ FROM allowances WHERE organ <> '' UNION
          SELECT organ FROM spent WHERE day = ? ORDER BY organ
          """, arguments: [today.description])
    return try organs.filter { $0 != NationalAxis.id }.map { organ in
      let purse = try Purse(organ, on: today, db)
      let (quota, own) = try Quota.of(organ, db)
      var spent = purse.spent
      spent.storage = try Quota.kept(organ, db)
      let isOver = purse.isStillOver != nil || spent.bytes >= quota.bytes * purse.days || spent.storage >= quota.storage
      return QuotaStanding(
        organ: organ, organName: directory.fullName(of: organ, on: today), quota: quota, own: own, spent: spent,
        days: purse.days, mutedBy: try Muting.all(db, of: organ).map(\.organ), isOver: isOver)
    }
  }
}
