import DurableFile
import GRDB
import RecordsSQL
import Wording

extension Office {

  /// Opens an office's file. One of an earlier version is migrated; that may take a while, because its search index is
  /// rebuilt.
  ///
  /// If nothing can be written (a full disk, a read-only one, another user's file), it is opened for viewing only:
  /// `viewOnly` says why, reads work, and everything that would write is refused.
  ///
  /// - Parameter progress: called with the share of the index that is rebuilt, from 0 to 1; not called if nothing is to
  ///   be rebuilt.
  /// - Throws: `OpenRefusal` if there is no file, or it is another program's or of a later version; `StorageRefusal`.
  public static func open(_ path: String, progress: (Double) -> Void = { _ in }) throws -> Office {
    guard Folder.leadsSomewhere(path) else {
      if let broken = BrokenFile.of(path) { throw OpenRefusal.broken(path, WaysOn(broken, path)) }
      throw Folder.leadsSomewhere(pathOfComingBack(path)) ? OpenRefusal.comingBack(path) : .noFile(path)
    }
    do { return try openWhole(path, progress: progress) } catch let refusal as any Refusal {
      // Checked only now: reading the bytes would drop the locks of another connection of this process.
      guard OpenRefusal.mayBeBroken(refusal, path), let broken = BrokenFile.of(path) else { throw refusal }
      throw OpenRefusal.broken(path, WaysOn(broken, path))
    }
  }

  private static func openWhole(_ path: String, progress: (Double) -> Void) throws -> Office {
    guard Folder.allows(.write, path) else { return try openToView(path, .forbidden(path)) }
    do {
      return try openToAct(path, progress: progress)
    } catch let refusal as StorageRefusal {
      guard let reason = ViewOnly(refusal) else { throw refusal }
      // What prevents writing may prevent reading too: then that is what is reported.
      // A file of an earlier version on a full disk needs room, and nobody's permission.
      do { return try openToView(path, reason) } catch is StorageRefusal { throw refusal } catch OpenRefusal.outdated(_)
        where reason == .altered || reason == .full
      { throw refusal }
    }
  }

  private static func openToAct(_ path: String, progress: (Double) -> Void) throws -> Office {
    try StorageRefusal.translating(path) {
      FilePlace.close(path)
      let office = try Office(
        path: path, database: DatabaseQueue(path: FileAddress.of(path), configuration: configuration()))
      let isCurrent = try office.database.inDatabase { db in
        try expectOurs(db, path)
        guard try ForeignSchema.office.commands(db).isEmpty else { throw StorageRefusal.altered(path) }
        try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
        return try OfficeSchema.isCurrent(db)
      }
      if !isCurrent {
        try OfficeSchema.migrate(office.database)
        try office.makeRegisters(progress: progress)
      }
      try office.makeSenders()
      try office.makeDeliveries()
      // Checked even if nothing was to be migrated: the process that did that may have been interrupted before this.
      if try office.lacksSearch() { try office.rebuildSearch(progress: progress) }
      try office.watchFile()
      return office
    }
  }

  /// Opens a file that cannot be written, and changes nothing in it or beside it.
  private static func openToView(_ path: String, _ reason: ViewOnly) throws -> Office {
    try StorageRefusal.translating(path) {
      let office = try Office(path: path, QuietReading(path), reason)
      try office.read { db in
        try expectOurs(db, path)
        let lacking = try Set(OfficeSchema.migrator.migrations).subtracting(
          OfficeSchema.migrator.appliedIdentifiers(db))
        guard lacking.isSubset(of: OfficeSchema.unreadMigrations),
          // Migrations that were interrupted: the registers are not what the journal makes yet.
          try !RegistersToMake.areThere(db), try !LinesToRebuild.areThere(db), try !DeliveriesToMake.areThere(db),
          try !lacking.contains(MalformedReferencesMigration.name) || MalformedReferencesMigration.applied(db).isEmpty
        else {
          throw OpenRefusal.outdated(path)
        }
      }
      if try office.lacksSearch() { throw OpenRefusal.outdated(path) }
      return office
    }
  }

  private static func expectOurs(_ db: Database, _ path: String) throws {
    guard try Int.fetchOne(db, sql: "PRAGMA application_id") == OfficeFile.applicationID else {
      throw OpenRefusal.foreign(path)
    }
    guard try db.hasTable("journal") else {
      throw OpenRefusal.broken(path, WaysOn(BrokenFile.of(path) ?? .withoutTables, path))
    }
    if try OfficeSchema.migrator.hasBeenSuperseded(db) { throw OpenRefusal.later(path) }
  }

  /// Makes the tables of this version in the empty file `aside`, for an office that will be at `path`. It contains an
  /// office after `Office.found`.
  static func create(_ path: String, in aside: String) throws -> Office {
    try StorageRefusal.translating(path) {
      // The file exists already, for its owner alone; SQLite gives the files beside it the same permissions.
      let office = try Office(
        path: path, database: DatabaseQueue(path: FileAddress.of(aside), configuration: configuration()))
      try OfficeSchema.makeTables(in: office.database)
      try office.database.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
      }
      return office
    }
  }

  /// Creates an office in memory: for `foundInMemory`.
  static func inMemory() throws -> Office {
    let office = try Office(path: "", database: DatabaseQueue(configuration: configuration()))
    try OfficeSchema.makeTables(in: office.database)
    return office
  }

  private static func configuration() -> Configuration {
    var configuration = Configuration()
    // Another vanthu on the same file writes for milliseconds; an import for seconds.
    configuration.busyMode = .timeout(10)
    configuration.label = "office"
    return configuration
  }
}
