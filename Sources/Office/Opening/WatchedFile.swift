import GRDB
import GRDBSQLite
import Glibc

/// The office's file as it was opened: whether what lies at its path is still that file.
///
/// SQLite goes on writing into the file it has open, whatever has become of its name. A sync client, a colleague with a stick or
/// `cp` puts another one in place, and what is written then is nowhere. So every transaction that writes asks first.
final class WatchedFile {
  let path: String
  /// The file, its log and the index of its log, by how their names end.
  private let identities: [String: FileMark.Identity]
  private var mark: FileMark
  /// What the main file said by itself when it was last found right.
  private var resting: StationEnd?
  /// How often the first page had been written to by then.
  private var changes: UInt32
  /// The end of our chain when it was last seen.
  private var known: StationEnd

  static let endings = ["", "-wal", "-shm"]

  /// - Parameter db: a connection that has read from the file.
  init(_ path: String, _ db: Database) throws {
    self.path = path
    guard let mark = FileMark(path), !WatchedFile.hasMoved(db) else { throw StorageRefusal.unreachable(path) }
    self.mark = mark
    var identities = ["": mark.identity]
    for ending in WatchedFile.endings.dropFirst() { identities[ending] = FileMark(path + ending)?.identity }
    self.identities = identities
    resting = StationEnd(restingIn: path)
    changes = WatchedFile.changes(db) ?? 0
    known = StationEnd(try Station.read(db))
  }

  /// Which file was opened.
  var identity: FileMark.Identity { identities[""]! }

  /// What has become of the file's name, or of those beside it; nil when they lead to what is open.
  func misplacement() -> Replacement? {
    guard let there = FileMark(path) else { return .gone }
    guard there.identity == identity else { return .other }
    let logs = WatchedFile.endings.dropFirst().filter { identities[$0] != nil }
    return logs.contains { FileMark(path + $0)?.identity != identities[$0] } ? .logGone : nil
  }

  /// What has become of the file, asked in a transaction; nil when all is well.
  ///
  /// - Returns: the end of the chain as it is, to be remembered when the transaction has come to its end.
  func examine(_ db: Database) throws -> Result<StationEnd, Replacement> {
    if let misplacement = misplacement() { return .failure(misplacement) }
    let now = StationEnd(try Station.read(db))
    guard now.station == known.station, try known.isReached(in: db) else { return .failure(.overwritten) }
    guard try isAsItRested(db) else { return .failure(.overwritten) }
    return .success(now)
  }

  func remember(_ end: StationEnd) { known = end }

  /// Whether nobody has written since the end was last seen.
  func isUnchanged(_ db: Database) throws -> Bool { StationEnd(try Station.read(db)) == known }

  /// What has become of the file, when it fails.
  func replacement(after error: DatabaseError) -> Replacement? {
    // A file that was cut off or written over fails in every way, but not for want of room or of a turn.
    let isOfFile = ![.SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_FULL, .SQLITE_INTERRUPT].contains(error.resultCode)
    return misplacement() ?? (isOfFile ? overwriting() : nil)
  }

  /// The main file by itself, when nothing can be asked of SQLite any more.
  private func overwriting() -> Replacement? {
    guard let resting else { return nil }
    guard let rests = StationEnd(restingIn: path), rests.station == resting.station, !rests.isBefore(resting) else {
      return .overwritten
    }
    return nil
  }

  /// So long, in seconds, another program may take to move pages from the log: a slow disk takes its time.
  private static let patience = 10.0

  /// Whether whatever was written to the main file since it was last looked at is the work of a checkpoint.
  ///
  /// While another program moves pages, one moment may show two states. So what does not follow is only believed while nobody
  /// can be at that.
  /// - Throws: `SQLITE_BUSY` when somebody is at it all the time.
  private func isAsItRested(_ db: Database) throws -> Bool {
    guard FileMark(path) != mark else { return true }
    let end = ContinuousClock.now + .seconds(WatchedFile.patience)
    repeat {
      switch try CheckpointLock.whileHeld(db, { try restsInOrder(db) }) {
      case .held(let isInOrder): return isInOrder
      case .busy: if try restsInOrder(db) { return true }
      case .none: return try restsInOrder(db)
      }
      usleep(10_000)
    } while ContinuousClock.now < end
    throw DatabaseError(resultCode: .SQLITE_BUSY)
  }

  private func restsInOrder(_ db: Database) throws -> Bool {
    guard let now = FileMark(path) else { return false }
    let rests = StationEnd(restingIn: path)
    guard let written = WatchedFile.changes(db), written >= changes, try follows(rests, db) else { return false }
    (mark, resting, changes) = (now, rests ?? resting, written)
    return true
  }

  /// Where the file by itself does not say, its head has been looked at, and no file of others has that.
  private func follows(_ rests: StationEnd?, _ db: Database) throws -> Bool {
    guard let rests else { return true }
    if let resting, rests.isBefore(resting) { return false }
    return try rests.station == known.station && rests.isReached(in: db)
  }

  /// The count in the head of the main file itself, which every change of its first page makes higher; nil when this is no longer
  /// the head of a file with a log: a backup has none.
  private static func changes(_ db: Database) -> UInt32? {
    var pointer: UnsafeMutablePointer<sqlite3_file>?
    var head = [UInt8](repeating: 0, count: 28)
    guard sqlite3_file_control(db.sqliteConnection, "main", SQLITE_FCNTL_FILE_POINTER, &pointer) == SQLITE_OK,
      let pointer, let methods = pointer.pointee.pMethods, let read = methods.pointee.xRead,
      read(pointer, &head, Int32(head.count), 0) == SQLITE_OK, head[18] == 2, head[19] == 2
    else { return nil }
    return head[24..<28].reduce(0) { $0 << 8 | UInt32($1) }
  }

  private static func hasMoved(_ db: Database) -> Bool {
    var moved: Int32 = 0
    return sqlite3_file_control(db.sqliteConnection, "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK && moved != 0
  }
}

/// What has become of a file that is open.
public enum Replacement: Error, Equatable, Sendable {
  /// Nothing lies at its path, or the path cannot be gone any more.
  case gone
  /// Another file lies there.
  case other
  /// It is the same file, and something else was written into it.
  case overwritten
  /// The log beside it, which holds the last acts, was taken away.
  case logGone
}
