import Crypto
import DurableFile
import Exchange
import GRDB
import Records
import RecordsSQL

extension Hub {
  /// The application id of the file: "vanh".
  static let applicationID = 0x7661_6e68

  static func file(_ folder: String) -> String { "\(folder)/hub.vanthu-hub" }
  static func keyFile(_ folder: String) -> String { "\(folder)/hub.key" }
  static func contentFolder(_ folder: String) -> String { "\(folder)/contents" }

  /// Creates a new hub in a folder, which may exist but must not hold a hub.
  public static func create(_ folder: String, name: String, system: System = .real) throws -> Hub {
    try HubStorageRefusal.translating(folder) {
      let path = file(folder)
      guard !Folder.leadsSomewhere(path), !Folder.leadsSomewhere(keyFile(folder)) else {
        throw HubStorageRefusal.exists(folder)
      }
      try Folder.make(folder)
      try Folder.make(contentFolder(folder))
      let keys = try HubKeys(system)
      // Written under a temporary name until complete: an interrupted creation leaves no hub.
      let new = try NewFile(path, replacing: .nothing)
      let key = try NewFile(keyFile(folder), replacing: .nothing)
      try key.write(Array(keys.text.utf8))
      do {
        let database = try DatabaseQueue(path: FileAddress.of(new.asidePath), configuration: configuration())
        try prepare(database, name: name, keys: keys, system: system)
        // Checkpoint, because only this file is renamed.
        try database.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        try database.close()
        // Neither a key without a hub nor a hub without its key is valid.
        try key.finish()
        do { try new.finish() } catch {
          try? Folder.remove(keyFile(folder))
          throw error
        }
      } catch {
        new.giveUp()
        key.giveUp()
        throw error
      }
      let hub = try open(folder, system: system)
      try hub.record(.hubMade, on: name)
      return hub
    }
  }

  /// Opens the hub of a folder, and migrates one of an earlier version. Opening a backup, or data that is behind its
  /// mark, begins a new incarnation, unless it is opened `onlyToLook`: then it stays as it is.
  ///
  /// - Parameter mark: the path of the second mark, besides that in the folder.
  public static func open(
    _ folder: String, system: System = .real, onlyToLook: Bool = false, mark: String? = nil
  ) throws -> Hub {
    try HubStorageRefusal.translating(folder) {
      let path = file(folder)
      guard Folder.leadsSomewhere(path) else { throw HubStorageRefusal.none(folder) }
      guard let bytes = try OpenFile.all(keyFile(folder), atMost: 1_000),
        let keys = HubKeys(text: String(decoding: bytes, as: UTF8.self))
      else { throw HubStorageRefusal.keys(keyFile(folder)) }
      let database: DatabaseQueue
      if onlyToLook, isSealed(folder) {
        database = try sealed(folder)
      } else {
        database = try DatabaseQueue(path: FileAddress.of(path), configuration: configuration())
        try check(database, folder)
      }
      let hub = try Hub(
        path: folder, database: database, contents: .folder(contentFolder(folder)), keys: keys, system: system,
        marks: [HubMark.file(folder)] + (mark.map { [$0] } ?? []))
      hub.keepsMarks = onlyToLook
      return onlyToLook ? hub : try started(hub)
    }
  }

  /// A hub in memory, gone with the program. For tests and the simulator.
  public static func inMemory(name: String, system: System) throws -> Hub {
    let keys = try HubKeys(system)
    let database = try DatabaseQueue(configuration: configuration())
    try prepare(database, name: name, keys: keys, system: system)
    return try Hub(path: name, database: database, contents: .database, keys: keys, system: system)
  }

  /// A hub in one file, contents included, whose keys the caller keeps; created if it does not exist. For the
  /// simulator, which simulates the disk.
  public static func inOneFile(_ path: String, name: String, keys: HubKeys, system: System) throws -> Hub {
    try HubStorageRefusal.translating(path) {
      let database = try DatabaseQueue(path: FileAddress.of(path), configuration: configuration())
      // Resumes creating a hub whose creation was interrupted.
      let isMade = try database.read {
        try $0.hasTable("hub") && Bool.fetchOne($0, sql: "SELECT EXISTS (SELECT 1 FROM hub)") == true
      }
      if !isMade {
        try prepare(database, name: name, keys: keys, system: system)
      } else {
        try check(database, path)
      }
      return try started(Hub(path: path, database: database, contents: .database, keys: keys, system: system))
    }
  }

  /// The migrations of the schema. Add at the end; never edit one that shipped.
  private static let migrator: DatabaseMigrator = {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("hub") { db in
      try db.execute(sql: String(decoding: PackageResources.hub_sql, as: UTF8.self))
    }
    // Entries about a document that has not come yet.
    migrator.registerMigration("early") { db in
      try db.execute(
        sql: """
          CREATE TABLE early (entry INTEGER PRIMARY KEY, document TEXT NOT NULL) STRICT;
          CREATE INDEX earlyOfDocument ON early (document);
          """)
    }
    // Read models of the page; filled from what is held by "changes".
    migrator.registerMigration("page") { db in
      try db.execute(sql: String(decoding: PackageResources.page_sql, as: UTF8.self))
    }
    migrator.registerMigration("axis") { db in
      try db.execute(sql: String(decoding: PackageResources.axis_sql, as: UTF8.self))
    }
    // The audit log, and the hub's facts and settings.
    migrator.registerMigration("audit") { db in
      try db.execute(sql: String(decoding: PackageResources.audit_sql, as: UTF8.self))
    }
    migrator.registerMigration("codes") { db in
      try db.execute(sql: String(decoding: PackageResources.codes_sql, as: UTF8.self))
    }
    // Before the next one, which fills its tables.
    migrator.registerMigration("sizes") { db in
      try db.execute(
        sql: """
          -- How long a wanted content is by what stations of an office say of it: \
          its hash tells which of them is right.
          CREATE TABLE sizes (
            sha256 BLOB NOT NULL, organ TEXT NOT NULL, size INTEGER NOT NULL, PRIMARY KEY (sha256, organ, size)
          ) STRICT, WITHOUT ROWID;
          INSERT INTO sizes SELECT sha256, organ, size FROM concerns WHERE wrote = 1 AND wanted = 1;
          -- What is not whole belongs to the station that sends it. It was kept by office: that is sent anew.
          ALTER TABLE pieces RENAME COLUMN organ TO sender;
          DELETE FROM pieces WHERE sender <> '';
          UPDATE concerns SET got = 0 WHERE wanted = 1;
          """)
    }
    migrator.registerMigration("possession", migrate: Possession.migrate)
    migrator.registerMigration("rollback") { db in
      try db.execute(sql: String(decoding: PackageResources.rollback_sql, as: UTF8.self))
      try Mailbox.digestAll(db)
      try Hub.writeDownEarlierLives(db)
    }
    migrator.registerMigration("allowances") { db in
      try db.execute(sql: String(decoding: PackageResources.allowances_sql, as: UTF8.self))
    }
    migrator.registerMigration("muted") { db in
      try db.execute(
        sql: """
          CREATE TABLE muted (
            organ TEXT NOT NULL, sender TEXT NOT NULL, since INTEGER NOT NULL, PRIMARY KEY (sender, organ)
          ) STRICT, WITHOUT ROWID
          """)
    }
    // Roles of accounts, second factors, proposals.
    migrator.registerMigration("accounts") { db in
      try db.execute(sql: String(decoding: PackageResources.accounts_sql, as: UTF8.self))
    }
    migrator.registerMigration("readings", migrate: Readings.migrate)
    migrator.registerMigration("changes") { db in
      try db.execute(sql: String(decoding: PackageResources.changes_sql, as: UTF8.self))
      try Listing(db: db).rebuild()
    }
    migrator.registerMigration("custody", migrate: Numbers.migrate)
    migrator.registerMigration("sizes by station") { db in
      try db.execute(
        sql: """
          -- Which station said so is written down, for few of each count; an earlier version did not.
          CREATE TABLE said (
            sha256 BLOB NOT NULL, organ TEXT NOT NULL, station TEXT NOT NULL DEFAULT '', size INTEGER NOT NULL,
            PRIMARY KEY (sha256, organ, station, size)
          ) STRICT, WITHOUT ROWID;
          INSERT INTO said SELECT sha256, organ, '', size FROM sizes;
          DROP TABLE sizes;
          ALTER TABLE said RENAME TO sizes;
          -- At which size what a station has sent of a content had not its hash, \
          so that it is not read through again and again.
          CREATE TABLE tried (
            sha256 BLOB NOT NULL, sender TEXT NOT NULL, size INTEGER NOT NULL, PRIMARY KEY (sha256, sender)
          ) STRICT, WITHOUT ROWID;
          """)
    }
    // The index of words knows corrected agencies.
    migrator.registerMigration("corrected agencies") { db in try Listing(db: db).rebuild() }
    // Earlier versions listed what acts say that name an entry of no station. What they delivered stays delivered.
    migrator.registerMigration("malformed references") { db in
      if try !MalformedReferences.entries(in: "entries", db).isEmpty { try Listing(db: db).rebuild() }
    }
    migrator.registerMigration("numbers given twice", migrate: DoubledMigration.run)
    migrator.registerMigration("given", migrate: Mailbox.migrateGiven)
    migrator.registerMigration("leases") { db in
      try db.execute(sql: String(decoding: PackageResources.leases_sql, as: UTF8.self))
    }
    migrator.registerMigration("regained", migrate: Regained.migrate)
    migrator.registerMigration("replaced PCs") { db in
      try db.execute(
        sql: """
          -- Until when a PC may still number that another one replaced without its having been revoked.
          ALTER TABLE leases ADD COLUMN rival INTEGER NOT NULL DEFAULT 0;
          -- The epoch in which it writes.
          ALTER TABLE leases ADD COLUMN rivalEpoch INTEGER NOT NULL DEFAULT 0
          """)
    }
    migrator.registerMigration("statements", migrate: ToldOfDocument.migrate)
    return migrator
  }()

  /// The tables and indexes of data of this version.
  static func madeTables() throws -> Set<String> {
    try tables.get().read { try ForeignSchema.names($0) }
  }

  /// An empty database made by all migrations, once in a process; copying it takes a tenth of the time.
  private static let tables = Result {
    let tables = try DatabaseQueue()
    try tables.writeWithoutTransaction { db in
      // Must precede the first table; then free pages can be given back (`tidy`).
      try db.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL; PRAGMA application_id = \(applicationID)")
    }
    try migrator.migrate(tables)
    return tables
  }

  /// The WAL file is truncated to 16 MB if it was longer.
  private static let durable =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 16777216"

  private static func configuration() -> Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(10)
    configuration.label = "hub"
    return configuration
  }

  /// Whether the folder is read-only, and nobody has the data open: an optical disc, a read-only mount, a protected
  /// copy.
  private static func isSealed(_ folder: String) -> Bool {
    !Folder.allows(.write, folder) && !Folder.leadsSomewhere(file(folder) + "-wal")
  }

  /// Opens such data as immutable, because SQLite would otherwise create a WAL beside the file.
  private static func sealed(_ folder: String) throws -> DatabaseQueue {
    var configuration = Hub.configuration()
    configuration.readonly = true
    let address = FileAddress.of(file(folder)) + "?immutable=1"
    let database = try DatabaseQueue(path: address, configuration: configuration)
    try database.inDatabase { db in
      guard try Int.fetchOne(db, sql: "PRAGMA application_id") == applicationID else {
        throw HubStorageRefusal.foreign(folder)
      }
      if try migrator.hasBeenSuperseded(db) { throw HubStorageRefusal.later(folder) }
      // It would have to be migrated first.
      guard try migrator.hasCompletedMigrations(db) else { throw HubStorageRefusal.failing(folder) }
    }
    return database
  }

  /// Another connection to the data, for what is written concurrently with the hub's work.
  func anotherConnection(_ label: String) throws -> DatabaseQueue {
    var configuration = Hub.configuration()
    configuration.label = label
    return try HubStorageRefusal.translating(path) {
      try DatabaseQueue(path: FileAddress.of(Hub.file(path)), configuration: configuration)
    }
  }

  /// Whether it is a backup that has not been opened as a hub.
  public var isCopy: Bool { get throws { try read { try Bool.fetchOne($0, sql: "SELECT isCopy FROM hub") } == true } }

  /// Whether actions are logged: not in a backup that is only looked at, nor in read-only data.
  public var keepsLog: Bool { get throws { try !database.configuration.readonly && !isCopy } }

  private static func prepare(_ database: DatabaseQueue, name: String, keys: HubKeys, system: System) throws {
    try tables.get().backup(to: database)
    try database.writeWithoutTransaction { try $0.execute(sql: durable) }
    try database.write { db in
      let station = StationName(number: UInt32(truncatingIfNeeded: system.randomName()))
      let incarnation = Int64(bitPattern: system.randomName())
      try db.execute(
        sql: """
          INSERT OR IGNORE INTO hub (id, name, station, epoch, log, signingKey, agreementKey) \
          VALUES (1, ?, ?, 1, ?, ?, ?)
          """,
        arguments: [
          name, station, incarnation, keys.signing.publicKey.rawRepresentation,
          keys.agreement.publicKey.rawRepresentation,
        ])
      try db.execute(
        sql: "INSERT INTO incarnations (log, epoch, since, why) SELECT log, 1, ?, ? FROM hub WHERE log = ?",
        arguments: [system.now(), NewLife.made.rawValue, incarnation])
    }
  }

  private static func check(_ database: DatabaseQueue, _ path: String) throws {
    try database.inDatabase { db in
      guard try Int.fetchOne(db, sql: "PRAGMA application_id") == applicationID else {
        throw HubStorageRefusal.foreign(path)
      }
      if let name = try ForeignSchema.hub.commands(db).first { throw HubStorageRefusal.altered(path, name) }
      try db.execute(sql: durable)
      if try migrator.hasBeenSuperseded(db) { throw HubStorageRefusal.later(path) }
    }
    try migrator.migrateBesideOthers(database)
  }

  /// Begins a new incarnation if it is a copy, or behind its marks.
  private static func started(_ hub: Hub) throws -> Hub {
    if try hub.read({ try Bool.fetchOne($0, sql: "SELECT isCopy FROM hub") }) == true {
      try hub.startNewIncarnation(.copy)
      try hub.record(.copyOpened)
    }
    try hub.compareWithMarks()
    return hub
  }
}
