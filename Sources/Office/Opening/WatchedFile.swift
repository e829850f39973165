import GRDB
import GRDBSQLite
import Glibc

/// The office's file as it was opened, to check whether the file at its path is still that one.
///
/// SQLite goes on writing to the file that it has open, whatever has become of its name. A sync client, a colleague
/// with a USB stick or `cp` puts another file in its place, and what is written then is lost. So every transaction that
/// writes checks first.
final class WatchedFile {
  let path: String
  /// The file, its log and the index of its log, by the endings of their names.
  private let identities: [String: FileMark.Identity]
  private var mark: FileMark
  /// The end of the chain in the main file alone, when it was last found right.
  private var resting: StationEnd?
  /// The change counter of the main file at that time.
  private var changes: UInt32
  /// The end of our chain when it was last read.
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

  /// The file that was opened.
  var identity: FileMark.Identity { identities[""]! }

  /// Returns what has become of the file's name, or of those beside it; nil if they lead to what is open.
  func misplacement() -> Replacement? {
    guard let there = FileMark(path) else { return .gone }
    guard there.identity == identity else { return .other }
    let logs = WatchedFile.endings.dropFirst().filter { identities[$0] != nil }
    return logs.contains { FileMark(path + $0)?.identity != identities[$0] } ? .logGone : nil
  }

  /// Checks the file in a transaction.
  ///
  /// - Returns: what has become of the file or, if all is well, the end of the chain, to be remembered when the
  ///   transaction has ended.
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

  /// Returns what has become of the file, after it failed; nil if that is not the reason.
  func replacement(after error: DatabaseError) -> Replacement? {
    // A file that was truncated or overwritten may fail in any way, but not for want of room or of a turn.
    let isOfFile = ![.SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_FULL, .SQLITE_INTERRUPT].contains(error.resultCode)
    return misplacement() ?? (isOfFile ? overwriting() : nil)
  }

  /// Checks the main file alone, when SQLite can no longer be asked.
  private func overwriting() -> Replacement? {
    guard let resting else { return nil }
    guard let rests = StationEnd(restingIn: path), rests.station == resting.station, !rests.isBefore(resting) else {
      return .overwritten
    }
    return nil
  }

  /// How long another program may take to move pages from the log, in seconds: a slow disk takes its time.
  private static let patience = 10.0

  /// Whether everything that was written to the main file since the last check is the work of a checkpoint.
  ///
  /// While another program moves pages, one moment may show two states. So a state that does not follow from the last
  /// one is believed only while no program can be doing that.
  ///
  /// - Throws: `SQLITE_BUSY` if some program is doing it all the time.
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

  /// If the file alone does not state an end, its header has been checked, and no foreign file has that.
  private func follows(_ rests: StationEnd?, _ db: Database) throws -> Bool {
    guard let rests else { return true }
    if let resting, rests.isBefore(resting) { return false }
    return try rests.station == known.station && rests.isReached(in: db)
  }

  /// Returns the change counter in the header of the main file itself, which every change of its first page increases;
  /// nil if this is no longer the header of a file with a log: a backup has none.
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
