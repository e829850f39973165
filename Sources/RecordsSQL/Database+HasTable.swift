import GRDB

extension Database {
  /// Whether there is a table of this name. GRDB's `tableExists` reads the whole schema first, which every start would
  /// wait for.
  public func hasTable(_ name: String, in schema: String = "main") throws -> Bool {
    try Bool.fetchOne(
      self, sql: "SELECT EXISTS (SELECT 1 FROM \(schema).sqlite_master WHERE type = 'table' AND name = ?)",
      arguments: [name])!
  }
}
