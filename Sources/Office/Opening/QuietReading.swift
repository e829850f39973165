import DurableFile
import GRDB

/// Reads a file where nothing may be written, neither to the file nor beside it.
///
/// SQLite keeps an index of the log beside the file, which cannot be created on a full or read-only disk. If another
/// program has created it, it is used, with its locks. Otherwise the file is read without any lock; then a read counts
/// only if the file was the same before and after it, and is repeated otherwise.
final class QuietReading {
  private enum Way {
    case shared
    case withLog
    case alone
  }

  /// The file and its log as they were when the connection was made.
  private struct State: Equatable {
    var file: FileMark?
    var log: FileMark?
    var hasIndex: Bool

    init(_ path: String) {
      (file, log) = (FileMark(path), FileMark(path + "-wal"))
      hasIndex = FileMark(path + "-shm") != nil
    }
  }

  private let path: String
  private var way: Way
  private var state: State
  private(set) var database: DatabaseQueue
  /// Grows whenever the file was found changed.
  private(set) var version = 1

  init(_ path: String) throws {
    self.path = path
    state = State(path)
    (way, database) = try QuietReading.connect(path)
  }

  /// The name by which another connection attaches the file, and a `PRAGMA` for its locks to be executed before.
  var attachment: (name: String, pragma: String) {
    switch way {
    case .shared: (FileAddress.of(path), "")
    case .withLog: (SQLiteAddress.withLog(path), "PRAGMA locking_mode = EXCLUSIVE")
    case .alone: (SQLiteAddress.alone(path), "")
    }
  }

  /// Makes sure that what is read is the file that is at the path now.
  func refresh() throws {
    let now = State(path)
    guard way == .shared ? now.file?.identity != state.file?.identity : now != state else { return }
    state = now
    (way, database) = try QuietReading.connect(path)
    version += 1
  }

  func read<T>(_ body: (Database) throws -> T) throws -> T {
    for _ in 0..<20 {
      try refresh()
      if way == .shared { break }
      let result = Result { try database.read(body) }
      if State(path) == state { return try result.get() }
    }
    return try database.read(body)
  }

  private static func connect(_ path: String) throws -> (Way, DatabaseQueue) {
    let log = FileMark(path + "-wal")
    // A smaller index would have to grow.
    if log != nil, (FileMark(path + "-shm")?.size ?? 0) >= 32_768, let queue = try? open(FileAddress.of(path)) {
      return (.shared, queue)
    }
    if (log?.size ?? 0) > 0 {
      return (.withLog, try open(SQLiteAddress.withLog(path), "PRAGMA locking_mode = EXCLUSIVE"))
    }
    return (.alone, try open(SQLiteAddress.alone(path)))
  }

  private static func open(_ address: String, _ pragma: String = "") throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(10)
    configuration.label = "quiet"
    // SQLite's temporary files may have no room either.
    configuration.prepareDatabase { try $0.execute(sql: "\(pragma); PRAGMA temp_store = MEMORY") }
    let queue = try DatabaseQueue(path: address, configuration: configuration)
    _ = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_schema") }
    return queue
  }
}
