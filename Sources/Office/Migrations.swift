import GRDB

extension Office {
  /// The schema, as the changes that made it. Add at the end; never edit one that shipped.
  static let migrator: DatabaseMigrator = {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("registers") { db in
      try db.execute(sql: String(decoding: PackageResources.registers_sql, as: UTF8.self))
    }
    migrator.registerMigration("orders", migrate: OrdersMigration.run)
    return migrator
  }()
}
