import GRDB

/// The tables of an office's file, as this version makes them.
enum OfficeSchema {
  /// Marks the file as ours: "vant".
  static let applicationID = 0x7661_6e74

  /// Fills an empty database with the tables of this version.
  static func makeTables(in database: DatabaseQueue) throws { try madeTables.get().backup(to: database) }

  /// Made once in a process, by all the migrations; a copy takes a tenth of that time.
  private static let madeTables = Result {
    let tables = try DatabaseQueue()
    try tables.writeWithoutTransaction { try $0.execute(sql: "PRAGMA application_id = \(applicationID)") }
    try migrator.migrate(tables)
    return tables
  }
}
