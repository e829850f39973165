import GRDB
import Glibc

/// Detects that another file has replaced the office's, and saves the data that only this process still has.
extension Office {
  /// Checks whether the file at the path is the one that is open, while nobody acts.
  ///
  /// - Returns: what the clerk must know; nil if all is well, and for a file opened for viewing only.
  public func lookAtFile() -> StorageRefusal? {
    guard let file else { return nil }
    do {
      switch try database.inDatabase(file.examine) {
      case .success(let end):
        file.remember(end)
        return try foundDamage ?? keyTrouble
      case .failure(let replacement): return refusal(replacement)
      }
    } catch let error as DatabaseError {
      if let replacement = file.replacement(after: error) { return refusal(replacement) }
      // A file that is only busy is checked again; one that can no longer be read is reported, whatever has become of
      // it.
      return [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode) ? .damaged(path) : nil
    } catch {
      return file.misplacement().map(refusal)
    }
  }

  /// Returns the refusal, once the data that only this process still has is saved.
  func refusal(_ replacement: Replacement) -> StorageRefusal {
    if let replaced, replaced.what == replacement { return .replaced(path, replacement, kept: replaced.kept) }
    let kept = replacement == .logGone && writeLogBack() ? nil : keepOpenFile(replacement)
    replaced = (replacement, kept)
    return .replaced(path, replacement, kept: kept)
  }

  /// Returns a name for what is open: the one it has been given, or that of a copy beside its old place.
  private func keepOpenFile(_ replacement: Replacement) -> String? {
    // Closing it could remove a log that belongs to another file by now: the system closes it with the process.
    _ = Unmanaged.passRetained(database)
    if replacement != .overwritten, let file {
      // So that the log is empty: under its old name it may be beside a file it does not belong to.
      let isWhole = checkpoint()
      if isWhole, let name = FileMark.name(ofOpen: file.identity) { return name }
    }
    let place = path + ".replaced"
    let kept = (1...99).lazy.map { $0 == 1 ? place : "\(place)-\($0)" }.first { FileMark($0) == nil }
    guard let kept, (try? backup(to: kept)) != nil else { return nil }
    return kept
  }

  /// Moves the log, which has no name any more, into the main file, unless another program has begun a new log there.
  private func writeLogBack() -> Bool { FileMark(path + "-wal") == nil && checkpoint() }

  /// Moves the entire log into the main file; not if another program has written since the last check, because it may
  /// have written about the other file. A log without a name can only be ours.
  private func checkpoint() -> Bool {
    let isDone = try? database.inDatabase { db in
      guard let file, try FileMark(path + "-wal") == nil || file.isUnchanged(db) else { return false }
      return try Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)").map { $0[0] == 0 } ?? false
    }
    return isDone ?? false
  }
}
