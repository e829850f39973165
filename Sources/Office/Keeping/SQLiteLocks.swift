import DurableFile

/// The locks by which SQLite keeps the processes of one database apart.
enum SQLiteLocks {
  /// Of the main file the pending, the reserved and the shared bytes (the file format, “Locks”).
  private static let ofFile = 0x4000_0000..<0x4000_0000 + 512
  /// Of the index of the log its eight locks, and the one that every connection holds as long as it has the index open
  /// (wal.c, “WAL-index locks”).
  private static let ofIndex = 120..<129

  /// Whether another process lives on the database, even one that is stopped. This process must not have it open.
  static func areHeldElsewhere(_ path: String) -> Bool {
    FileLocks.areHeldElsewhere(path, ofFile) || FileLocks.areHeldElsewhere(path + "-shm", ofIndex)
  }
}
