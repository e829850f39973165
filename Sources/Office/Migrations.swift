import GRDB

extension Office {
  /// The schema, as the changes that made it. Add at the end; never edit one that shipped.
  static let migrator: DatabaseMigrator = {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("registers") { db in
      try db.execute(sql: String(decoding: PackageResources.registers_sql, as: UTF8.self))
    }
    // No key of another table changes: nothing of them need be checked.
    migrator.registerMigration("orders", foreignKeyChecks: .immediate, migrate: OrdersMigration.run)
    return migrator
  }()
}
