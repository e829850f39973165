import GRDB
import Glibc

/// What is done when another file lies where the office's did.
extension Office {
  /// Looks whether the file at the path is the one that is open, when nobody acts.
  ///
  /// - Returns: what the clerk must know; nil when all is well, and for a file that is only looked at.
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
      // What is only busy is looked at again; what cannot be read any more is said, whatever has become of it.
      return [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode) ? .damaged(path) : nil
    } catch {
      return file.misplacement().map(refusal)
    }
  }

  /// The sentence, once what only this process still has is kept from being lost with it.
  func refusal(_ replacement: Replacement) -> StorageRefusal {
    if let replaced, replaced.what == replacement { return .replaced(path, replacement, kept: replaced.kept) }
    let kept = replacement == .logGone && writeLogBack() ? nil : keepOpenFile(replacement)
    replaced = (replacement, kept)
    return .replaced(path, replacement, kept: kept)
  }

  /// A name for what is open: the one it has been given, or a copy beside its old place.
  private func keepOpenFile(_ replacement: Replacement) -> String? {
    // Closing it could take away a log that belongs to another file by now: the system closes it with the process.
    _ = Unmanaged.passRetained(database)
    if replacement != .overwritten, let file {
      // So that the log, which may stand under its old name beside a file it does not belong to, is empty.
      let isWhole = checkpoint()
      if isWhole, let name = FileMark.name(ofOpen: file.identity) { return name }
    }
    let place = path + ".replaced"
    let kept = (1...99).lazy.map { $0 == 1 ? place : "\(place)-\($0)" }.first { FileMark($0) == nil }
    guard let kept, (try? backup(to: kept)) != nil else { return nil }
    return kept
  }

  /// The log has no name any more; what it holds is brought into the main file, unless another program has begun a new log there.
  private func writeLogBack() -> Bool { FileMark(path + "-wal") == nil && checkpoint() }

  /// Brings all of the log into the main file; not when another program has written since we last looked, for it may have written
  /// of the other file. A log without a name can only be ours.
  private func checkpoint() -> Bool {
    let isDone = try? database.inDatabase { db in
      guard let file, try FileMark(path + "-wal") == nil || file.isUnchanged(db) else { return false }
      return try Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)").map { $0[0] == 0 } ?? false
    }
    return isDone ?? false
  }
}
