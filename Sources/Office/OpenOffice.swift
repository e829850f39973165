import DurableFile
import GRDB
import Records
import Wording

extension Office {
  /// Marks the file as ours: "vant".
  static let applicationID = 0x7661_6e74

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
      throw OpenRefusal.noFile(path)
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
      do { return try openToView(path, reason) } catch is StorageRefusal { throw refusal } catch OpenRefusal.outdated(_)
        where reason == .altered
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
        guard try ForeignSchema.commands(db).isEmpty else { throw StorageRefusal.altered(path) }
        try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
        return try migrator.hasCompletedMigrations(db)
      }
      if !isCurrent { try migrator.migrate(office.database) }
      try office.makeSenders()
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
        let lacking = try Set(migrator.migrations).subtracting(migrator.appliedIdentifiers(db))
        guard lacking.isSubset(of: unreadMigrations) else { throw OpenRefusal.outdated(path) }
      }
      if try office.lacksSearch() { throw OpenRefusal.outdated(path) }
      return office
    }
  }

  private static func expectOurs(_ db: Database, _ path: String) throws {
    guard try Int.fetchOne(db, sql: "PRAGMA application_id") == applicationID else { throw OpenRefusal.foreign(path) }
    guard try db.tableExists("journal") else {
      throw OpenRefusal.broken(path, WaysOn(BrokenFile.of(path) ?? .withoutTables, path))
    }
    if try migrator.hasBeenSuperseded(db) { throw OpenRefusal.later(path) }
  }

  /// Makes the tables of this version in the empty file `aside`, for an office that will be at `path`. It contains an
  /// office after `Office.found`.
  static func create(_ path: String, in aside: String) throws -> Office {
    try StorageRefusal.translating(path) {
      // The file exists already, for its owner alone; SQLite gives the files beside it the same permissions.
      let office = try Office(
        path: path, database: DatabaseQueue(path: FileAddress.of(aside), configuration: configuration()))
      try makeTables(in: office.database)
      try office.database.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
      }
      return office
    }
  }

  /// Creates an office in memory: for `foundInMemory`, and to compare a file with a sound schema (`Damage`).
  static func inMemory() throws -> Office {
    let office = try Office(path: "", database: DatabaseQueue(configuration: configuration()))
    try makeTables(in: office.database)
    return office
  }

  /// Fills an empty database with the tables of this version.
  static func makeTables(in database: DatabaseQueue) throws { try madeTables.get().backup(to: database) }

  /// Made once in a process, by all the migrations; a copy takes a tenth of that time.
  private static let madeTables = Result {
    let tables = try DatabaseQueue()
    try tables.writeWithoutTransaction { try $0.execute(sql: "PRAGMA application_id = \(applicationID)") }
    try migrator.migrate(tables)
    return tables
  }

  private static func configuration() -> Configuration {
    var configuration = Configuration()
    // Another vanthu on the same file writes for milliseconds; an import for seconds.
    configuration.busyMode = .timeout(10)
    configuration.label = "office"
    return configuration
  }
}

/// Why a file cannot be opened as an office.
public enum OpenRefusal: Refusal, Equatable {
  case noFile(String)
  case exists(String)
  case foreign(String)
  case later(String)
  /// Of an earlier version, and cannot be migrated here.
  case outdated(String)
  /// Nothing of an office is left in it, or not enough.
  case broken(String, WaysOn)

  /// Whether an office may be created where it was looked for.
  public var letsBegin: Bool {
    switch self {
    case .noFile: true
    case .broken(_, let ways): ways.file == .empty
    case .exists, .foreign, .later, .outdated: false
    }
  }

  /// Whether the file there is no office, or not a complete one; not if there is none, or one of another version.
  public var isOfStorage: Bool {
    switch self {
    case .foreign, .broken: true
    case .noFile, .exists, .later, .outdated: false
    }
  }

  static func mayBeBroken(_ refusal: any Refusal, _ path: String) -> Bool {
    if let refusal = refusal as? StorageRefusal { return refusal == .damaged(path) || refusal == .foreign(path) }
    return refusal as? OpenRefusal == .foreign(path)
  }

  public var words: Words {
    switch self {
    case .noFile(let path):
      Words(
        "Chưa có sổ của cơ quan ở \(path); lập sổ mới bằng vanthu init, hoặc chỉ đúng tệp bằng --office TỆP.",
        "There is no office file at \(path); make one with vanthu init, or name the right file with --office FILE.")
    case .exists(let path):
      Words(
        "Đã có tệp \(path); chọn tên khác bằng --office TỆP, không ghi đè lên sổ đang có.",
        "\(path) exists already; choose another name with --office FILE, a register is never written over.")
    case .foreign(let path):
      Words(
        "Tệp \(path) không phải là sổ của vanthu; chỉ đúng tệp bằng --office TỆP.",
        "\(path) is not a vanthu office file; name the right file with --office FILE.")
    case .later(let path):
      Words(
        "Tệp \(path) do bản vanthu mới hơn ghi; hãy cập nhật chương trình rồi mở lại.",
        "\(path) was written by a later vanthu; update the program and open it again.")
    case .broken(let path, let ways): ways.words(path)
    case .outdated(let path):
      Words(
        "Tệp \(path) do bản vanthu cũ ghi và ở đây chỉ đọc được, chưa chuyển sang bản này được; nhờ người phụ trách "
          + "máy cho ghi lại, hoặc chép tệp (cả \(path)-wal nếu có) sang nơi ghi được, mở bằng --office, chỉ để xem.",
        "\(path) was written by an earlier vanthu and can only be read here, so it cannot be brought up to date; "
          + "have it made writable, or copy it (and \(path)-wal if there is one) to where it can be written and open "
          + "that with --office, only to look at it."
      )
    }
  }
}
