import GRDB

// After a restore the hub may hold acts that the backup lacks, with their numbers. What is entered again from paper
// before they have come is a second document under one number.

extension OfficeTransaction {
  /// Called after a restore from a backup: the numbers on paper wait for the hub if the office is enrolled.
  func awaitHub() throws {
    try db.execute(
      sql: "UPDATE station SET awaitsHub = CASE WHEN EXISTS (SELECT 1 FROM hub) THEN max(1, ?) ELSE 0 END",
      arguments: [context.milliseconds])
  }

  var awaitsHub: Bool {
    get throws { try Bool.fetchOne(db.cachedStatement(sql: "SELECT awaitsHub > 0 FROM station")) ?? false }
  }
}

extension Office {
  public func awaitsHub() throws -> Bool {
    try read { try Bool.fetchOne($0.cachedStatement(sql: "SELECT awaitsHub > 0 FROM station")) ?? false }
  }

  /// The hub has said everything that it holds for this office.
  ///
  /// - Parameter time: when it said so, milliseconds since 1970 by its clock; `nil` if it answered just now. A stick
  ///   may still hold an answer from before the restore, which does not count.
  public func hubHasToldAll(at time: Int64?) throws {
    guard try awaitsHub() else { return }
    try write {
      try $0.execute(sql: "UPDATE station SET awaitsHub = 0 WHERE awaitsHub < ?", arguments: [time ?? .max])
    }
  }
}
