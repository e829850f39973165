import DurableFile

/// The address of a file with options for SQLite.
enum SQLiteAddress {
  /// The main file alone, without locks and without the log beside it: nothing is written, and nothing is waited for.
  static func alone(_ path: String) -> String { FileAddress.of(path) + "?immutable=1" }

  /// With the log beside it, and without locks. The connection must lock exclusively, so that the index of the log is
  /// created in memory and not beside the file.
  static func withLog(_ path: String) -> String { FileAddress.of(path) + "?mode=ro&vfs=unix-none" }
}
