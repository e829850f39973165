import GRDB
import Glibc
import Records
import Wording

extension Office {
  /// Marks the file as ours: "vant".
  static let applicationID = 0x7661_6e74

  /// Opens an office's file that exists. One of an earlier version is brought up to date; that may take a while, for its search
  /// index is made again.
  ///
  /// - Parameter progress: told how much of the index is made, from 0 to 1; not called when nothing is to be made.
  /// - Throws: `OpenRefusal` when there is none, when it is another program's, or of a later version; `StorageRefusal`.
  public static func open(_ path: String, progress: (Double) -> Void = { _ in }) throws -> Office {
    guard access(path, F_OK) == 0 else { throw OpenRefusal.noFile(path) }
    return try StorageRefusal.translating(path) {
      let office = try Office(path: path, database: DatabaseQueue(path: path, configuration: configuration()))
      let isCurrent = try office.database.inDatabase { db in
        guard try Int.fetchOne(db, sql: "PRAGMA application_id") == applicationID else {
          throw OpenRefusal.foreign(path)
        }
        try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
        if try migrator.hasBeenSuperseded(db) { throw OpenRefusal.later(path) }
        return try migrator.hasCompletedMigrations(db)
      }
      if !isCurrent { try migrator.migrate(office.database) }
      try office.makeSenders()
      // Asked also when nothing was to be brought up to date: the one who did that may have been cut off before this.
      if try office.lacksSearch() { try office.rebuildSearch(progress: progress) }
      return office
    }
  }

  /// Makes a new, empty file under a name of its own, for an office that will lie at `path`. An office is in it after
  /// `Desk.found`.
  static func create(_ path: String, in aside: String) throws -> Office {
    try StorageRefusal.translating(path) {
      let office = try Office(path: path, database: DatabaseQueue(path: aside, configuration: configuration()))
      try office.prepare(" PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")
      return office
    }
  }

  /// An office in memory: for tests, and for the replay of `verify`.
  static func inMemory() throws -> Office {
    let office = try Office(path: "", database: DatabaseQueue(configuration: configuration()))
    try office.prepare("")
    return office
  }

  private func prepare(_ pragmas: String) throws {
    try database.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA application_id = \(Office.applicationID); \(pragmas)")
    }
    try Office.migrator.migrate(database)
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
    }
  }
}
