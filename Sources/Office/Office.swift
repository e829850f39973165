import GRDB
import Records
import RecordsSQL

/// One office's file: a journal of acts in SQLite, and the registers, which are its projection.
///
/// Every change is an act: a verb of `OfficeTransaction` decides, writes one journal entry and applies it, in one
/// transaction that is on the disk before the call returns. Reads are plain functions. Nothing else writes.
public final class Office {
  /// Where the file is stored; empty for an office in memory.
  public let path: String
  private let writer: DatabaseQueue
  /// Reads the file where nothing can be written; nil elsewhere.
  let quiet: QuietReading?
  /// Why the file is opened for viewing only; nil if acts can be done.
  public let viewOnly: ViewOnly?
  /// The file as it was opened; nil in memory, for a file that is being made and for one opened for viewing only.
  private(set) var file: WatchedFile?
  /// How far it had come, beside the file; nil unless `keepMark` was called.
  var mark: EndMark?
  /// How the file was replaced, and where the open one is kept.
  var replaced: (what: Replacement, kept: String?)?

  init(path: String, database: DatabaseQueue) {
    self.path = path
    writer = database
    (quiet, viewOnly) = (nil, nil)
  }

  /// Makes an office of a file opened for viewing only.
  init(path: String, _ quiet: QuietReading, _ viewOnly: ViewOnly) {
    self.path = path
    writer = quiet.database
    (self.quiet, self.viewOnly) = (quiet, viewOnly)
  }

  /// The connection; reads go through `read`, writes through `write`.
  var database: DatabaseQueue { quiet?.database ?? writer }

  /// Stops checking the file, while it is being made.
  func unwatchFile() { file = nil }

  /// Refuses every act from now on, unless this file is at its path.
  func watchFile() throws { file = try database.inDatabase { try WatchedFile(path, $0) } }

  /// The office's profile; read once.
  public var profile: OfficeProfile {
    get throws {
      if let knownProfile { return knownProfile }
      guard let profile = try readProfile() else { throw OpenRefusal.foreign(path) }
      knownProfile = profile
      return profile
    }
  }

  private var knownProfile: OfficeProfile?
  var knownDirectory: (endOfHub: EntryReference?, directory: OrganDirectory)?

  /// Runs `body` in one transaction: all of it happens, or none of it.
  ///
  /// With `together`, everything done in it is one bulk act: undone as one.
  /// - Throws: the refusals of the verbs; `StorageRefusal` if the file cannot be written.
  @discardableResult
  public func act<T>(_ context: ActContext, together: Bool = false, _ body: (OfficeTransaction) throws -> T) throws -> T
  {
    try write { db in
      let transaction = try OfficeTransaction(
        db, context: context, together: together, path: path, foundDamage: { [self] in foundDamage },
        directory: { [self] in try directory(in: $0, isChanged: $1) })
      let result = try body(transaction)
      try transaction.finish()
      return result
    }
  }

  /// Runs one transaction that writes; there is no other way to write to the file.
  ///
  /// - Throws: `StorageRefusal.replaced` if another file is at the path, also if it was put there meanwhile: then the
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
      if let end {
        file?.remember(end)
        mark?.write(end)
      }
      return result!
    }
  }

  /// Reads one consistent state of the file.
  public func read<T>(_ body: (Database) throws -> T) throws -> T {
    try StorageRefusal.translating(path) { try readPlainly(body) }
  }

  /// Does the same, with the errors as they come.
  func readPlainly<T>(_ body: (Database) throws -> T) throws -> T {
    if let quiet { return try quiet.read(body) }
    return try database.readTogether(body)
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
