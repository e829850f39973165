import GRDB
import RecordsSQL

/// The tables of an office's file, as this version makes them.
enum OfficeSchema {
  /// Whether a file needs nothing of `migrate`.
  static func isCurrent(_ db: Database) throws -> Bool {
    try migrator.hasCompletedMigrations(db) && !LinesToRebuild.areThere(db) && !RegistersToMake.areThere(db)
  }

  /// Brings a file of an earlier version up to this one.
  static func migrate(_ database: DatabaseQueue, by migrator: DatabaseMigrator = migrator) throws {
    try migrator.migrateBesideOthers(database)
    try database.write { db in
      // When all registers are made again, these lines are too; until then they may name acts that cannot be read.
      try RegistersToMake.areThere(db) ? LinesToRebuild.forget(db) : LinesToRebuild.rebuild(db)
    }
  }

  /// Fills an empty database with the tables of this version.
  static func makeTables(in database: DatabaseQueue) throws { try madeTables.get().backup(to: database) }

  /// Made once in a process, by all the migrations; a copy takes a tenth of that time.
  private static let madeTables = Result {
    let tables = try DatabaseQueue()
    try tables.writeWithoutTransaction { try $0.execute(sql: "PRAGMA application_id = \(OfficeFile.applicationID)") }
    try migrator.migrate(tables)
    return tables
  }
}
