import GRDB

extension DatabaseMigrator {
  /// Runs the migrations that are left.
  ///
  /// Another program may open the file at the same moment and run the same ones. Each is one transaction, so one of
  /// ours that comes second fails and changes nothing: what is left then is tried again.
  public func migrateBesideOthers(_ database: any DatabaseWriter) throws {
    var applied = try database.read(appliedIdentifiers)
    while true {
      do { return try migrate(database) } catch let error as DatabaseError {
        let now = try database.read(appliedIdentifiers)
        guard now.count > applied.count else { throw error }
        applied = now
      }
    }
  }
}
