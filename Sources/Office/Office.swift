import GRDB
import Records

/// One office's registers: a journal of acts in one SQLite file, and what the acts, applied, leave behind.
///
/// Every change is an act: a verb of `Desk` decides, writes one journal entry and applies it, in one transaction that
/// is on the disk before the call returns. Reads are plain functions. Nothing else writes.
public final class Office {
  /// Where the file lies; empty for an office in memory.
  public let path: String
  let database: DatabaseQueue

  init(path: String, database: DatabaseQueue) {
    self.path = path
    self.database = database
  }

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
    try StorageRefusal.translating(path) {
      var result: T?
      try database.inTransaction(.immediate) {
        let desk = try Desk($0, acting: acting, together: together)
        result = try body(desk)
        try desk.finish()
        return .commit
      }
      return result!
    }
  }

  /// Reads one consistent state of the file.
  public func read<T>(_ body: (Database) throws -> T) throws -> T {
    try StorageRefusal.translating(path) { try database.read(body) }
  }

  private func readProfile() throws -> OfficeProfile? {
    try read { db in
      try Row.fetchOne(db, sql: "SELECT organID, name, place, superior, symbol FROM office").map {
        OfficeProfile(organID: $0[0], name: $0[1], place: $0[2], superior: $0[3], symbol: $0[4])
      }
    }
  }
}
