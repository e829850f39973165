import GRDB

// After a restore the hub may hold acts that the backup lacks, with their numbers. What is entered again from paper
// before they have come is a second document under one number.

extension OfficeTransaction {
  /// Called after a restore from a backup: the numbers on paper wait for the hub if the office is enrolled.
  func awaitHub() throws {
    try db.execute(sql: "UPDATE station SET awaitsHub = EXISTS (SELECT 1 FROM hub)")
  }

  var awaitsHub: Bool {
    get throws { try Bool.fetchOne(db.cachedStatement(sql: "SELECT awaitsHub FROM station")) ?? false }
  }
}

extension Office {
  public func awaitsHub() throws -> Bool {
    try read { try Bool.fetchOne($0.cachedStatement(sql: "SELECT awaitsHub FROM station")) ?? false }
  }

  /// The hub has said everything that it holds for this office.
  public func hubHasToldAll() throws {
    guard try awaitsHub() else { return }
    try write { try $0.execute(sql: "UPDATE station SET awaitsHub = 0") }
  }
}
