import GRDB
import Records

/// One office's registers: a journal of acts in one SQLite file, and what the acts, applied, leave behind.
///
/// Every change is an act: a verb of `Desk` decides, writes one journal entry and applies it, in one transaction that
/// is on the disk before the call returns. Reads are plain functions. Nothing else writes.
public final class Office {
  /// Where the file lies; empty for an office in memory.
  public let path: String
  private let writer: DatabaseQueue
  /// Where nothing can be written, the file is read so.
  let quiet: QuietReading?
  /// Why the file is only looked at; nil when acts can be done.
  public let viewOnly: ViewOnly?
  /// The file as it was opened; nil in memory, for a file in the making and for one that is only looked at.
  private(set) var file: WatchedFile?
  /// What the file was found replaced by, and where what is open is kept.
  var replaced: (what: Replacement, kept: String?)?

  init(path: String, database: DatabaseQueue) {
    self.path = path
    writer = database
    (quiet, viewOnly) = (nil, nil)
  }

  /// A file that is only looked at.
  init(path: String, _ quiet: QuietReading, _ viewOnly: ViewOnly) {
    self.path = path
    writer = quiet.database
    (self.quiet, self.viewOnly) = (quiet, viewOnly)
  }

  /// The connection; reads go through `read`, and what writes through `write`.
  var database: DatabaseQueue { quiet?.database ?? writer }

  /// While the file is being made.
  func unwatchFile() { file = nil }

  /// From now on no act is done unless this file lies at its path.
  func watchFile() throws { file = try database.inDatabase { try WatchedFile(path, $0) } }

  /// What the office says of itself; read once.
  public var profile: OfficeProfile {
    get throws {
      if let knownProfile { return knownProfile }
      guard let profile = try readProfile() else { throw OpenRefusal.foreign(path) }
      knownProfile = profile
      return profile
    }
  }

  private var knownProfile: OfficeProfile?
  var knownDirectory: (listed: Int, directory: OrganDirectory)?

  /// Acts at the desk: all of `body` happens, or none of it.
  ///
  /// With `together`, what is done is one bulk act: undone as one.
  /// - Throws: the refusals of the verbs; `StorageRefusal` when the file cannot be written.
  @discardableResult
  public func act<T>(_ acting: Acting, together: Bool = false, _ body: (Desk) throws -> T) throws -> T {
    try write { db in
      let desk = try Desk(db, acting: acting, together: together, path: path, foundDamage: { [self] in foundDamage })
      let result = try body(desk)
      try desk.finish()
      return result
    }
  }

  /// One transaction that writes; there is no other way to the file than this.
  ///
  /// - Throws: `StorageRefusal.replaced` when another file lies at the path, also one that was put there meanwhile: then the
  ///   caller must not say that anything was done.
  func write<T>(_ body: (Database) throws -> T) throws -> T {
    if let viewOnly { throw viewOnly.refusal(path) }
    return try StorageRefusal.translating(path) {
      var (result, end): (T?, StationEnd?) = (nil, nil)
      do {
        try database.inTransaction(.immediate) { db in
          if case .failure(let replacement)? = try file?.examine(db) { throw replacement }
          result = try body(db)
          end = try file.map { _ in StationEnd(try Station.read(db)) }
          return .commit
        }
        if let replacement = file?.misplacement() { throw replacement }
      } catch let replacement as Replacement {
        throw refusal(replacement)
      } catch let error as DatabaseError {
        if let replacement = file?.replacement(after: error) { throw refusal(replacement) }
        throw error
      }
      if let end { file?.remember(end) }
      return result!
    }
  }

  /// Reads one consistent state of the file.
  public func read<T>(_ body: (Database) throws -> T) throws -> T {
    try StorageRefusal.translating(path) { try readPlainly(body) }
  }

  /// The same, with the errors as they come.
  func readPlainly<T>(_ body: (Database) throws -> T) throws -> T {
    if let quiet { return try quiet.read(body) }
    return try database.read(body)
  }

  private func readProfile() throws -> OfficeProfile? { try read { try .read($0) } }
}

extension OfficeProfile {
  /// - Returns: nil before the office was founded.
  static func read(_ db: Database) throws -> OfficeProfile? {
    try Row.fetchOne(db.cachedStatement(sql: "SELECT organID, name, place, superior, symbol FROM office")).map {
      OfficeProfile(organID: $0[0], name: $0[1], place: $0[2], superior: $0[3], symbol: $0[4])
    }
  }
}
