import DurableFile

/// The address of a file with what is to be different from the usual.
enum SQLiteAddress {
  /// The main file by itself, without locks and without the log beside it: nothing is written, nothing is waited for.
  static func alone(_ path: String) -> String { FileAddress.of(path) + "?immutable=1" }

  /// With the log beside it, and without locks. The connection must lock exclusively, so that the index of the log is made in
  /// memory and not beside the file.
  static func withLog(_ path: String) -> String { FileAddress.of(path) + "?mode=ro&vfs=unix-none" }
}
