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
    // Empties the index; `open` fills it again (`rebuildSearch`), when all other changes are made.
    migrator.registerMigration("search with marks") { db in
      try db.execute(sql: String(decoding: PackageResources.search_sql, as: UTF8.self))
      try SavedSearch.keepLoose(db)
    }
    migrator.registerMigration("deliveries", foreignKeyChecks: .immediate) { db in
      try db.execute(sql: String(decoding: PackageResources.deliveries_sql, as: UTF8.self))
    }
    migrator.registerMigration("sender", foreignKeyChecks: .immediate) { db in
      try db.execute(sql: String(decoding: PackageResources.sender_sql, as: UTF8.self))
    }
    return migrator
  }()
}
