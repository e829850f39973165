import DurableFile
import GRDB
import Glibc
import Records
import RecordsSQL
import Wording

extension Office {
  /// Writes a backup of the complete office to `path`: one consistent state, while others may go on writing.
  ///
  /// The backup is written to a temporary file, checked (SQLite's quick check, vanthu's application ID, the head of the
  /// chain), synced to the disk and only then moved to its place. An existing backup of the same office is replaced,
  /// any other file never.
  ///
  /// - Parameter progress: receives how much is done, from 0 to 1.
  /// - Throws: `BackupRefusal`, `StorageRefusal`, `FileRefusal`; no file is left then.
  public func backup(to path: String, progress: (Double) -> Void = { _ in }) throws {
    let new = try placeForBackup(path)
    try fill(new, progress: progress)
    try FileRefusal.translating(path) { try new.finish() }
    progress(1)
  }

  /// Backs up the office before numbers are voided irrevocably: `NAME.before-mending-YYYYMMDD-HHMMSS`.
  ///
  /// - Returns: the path of the backup.
  public func backUpBeforeMending(_ context: ActContext) throws -> String {
    let base = "\(path).before-mending-\(Office.stamp(context.milliseconds))"
    let place = (1...).lazy.map { $0 == 1 ? base : "\(base)-\($0)" }.first { Folder.facts($0) == nil }!
    try backup(to: place)
    return place
  }

  /// Writes the backup into a file that has no name yet, and checks it.
  ///
  /// - Throws: `StorageRefusal.foundDamaged` with the office's own path if that file is damaged; otherwise the error at
  ///   the destination.
  func fill(_ new: NewFile, progress: (Double) -> Void) throws {
    let place = new.path
    try StorageRefusal.translating(place) {
      let copy = try DatabaseQueue(path: FileAddress.of(new.asidePath))
      try withoutActuallyEscaping(progress) { progress in
        try copy.inDatabase { target in
          // The part is deleted unless it is completed, so it need not be synced before the end.
          try target.execute(sql: "PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF")
          try sayingOwnDamage { source in
            // The transaction begins here; without it every writer would make the copy start again.
            let head = try Station.read(source)
            try source.backup(to: target, pagesPerStep: 512) { step in
              progress(0.8 * Double(step.completedPageCount) / Double(max(1, step.totalPageCount)))
            }
            guard try !Office.isWhole(target, endsAt: head) else { return }
            // A copy is as sound as its source, unless the destination disk fails.
            throw try Office.isWhole(source, endsAt: head) ? StorageRefusal.failing(place) : .foundDamaged(path)
          }
          // A single file, readable also where nothing can be written beside it.
          try target.execute(sql: "PRAGMA journal_mode = DELETE")
        }
      }
      try copy.close()
    }
  }

  /// Reads the office's file; reports damage there under that file's path, not the destination's.
  private func sayingOwnDamage(_ body: (Database) throws -> Void) throws {
    do { try readPlainly(body) } catch let error as DatabaseError where Office.isCorrupt(error) {
      throw StorageRefusal.foundDamaged(path)
    }
  }

  private static func isCorrupt(_ error: DatabaseError) -> Bool {
    [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode)
  }

  private func placeForBackup(_ path: String) throws -> NewFile {
    let there = Folder.facts(path)
    if let there, let own = Folder.facts(self.path), there.st_ino == own.st_ino, there.st_dev == own.st_dev {
      throw BackupRefusal.itself(path)
    }
    let new = try FileRefusal.translating(path) { try NewFile(path, replacing: .files) }
    if there != nil {
      let station = try read { try Station.read($0).id }
      guard try Office.station(at: path) == station else { throw BackupRefusal.notOurs(path) }
    }
    return new
  }

  /// Returns the station whose backup or file is at `path`; `nil` when it is neither.
  static func station(at path: String) throws -> StationName? {
    var configuration = Configuration()
    configuration.readonly = true
    do {
      return try DatabaseQueue(path: FileAddress.of(path), configuration: configuration).read { db in
        guard try Int.fetchOne(db, sql: "PRAGMA application_id") == OfficeFile.applicationID else { return nil }
        return try String.fetchOne(db, sql: "SELECT CAST(id AS TEXT) FROM station").flatMap { StationName($0) }
      }
    } catch is DatabaseError {
      return nil
    }
  }

  /// Whether a file is sound according to SQLite, is ours, and ends at the expected head.
  private static func isWhole(_ db: Database, endsAt head: Station) throws -> Bool {
    do {
      guard try String.fetchAll(db, sql: "PRAGMA quick_check(1)") == ["ok"],
        try Int.fetchOne(db, sql: "PRAGMA application_id") == OfficeFile.applicationID
      else { return false }
      let last = try Row.fetchOne(
        db, sql: "SELECT hash FROM journal WHERE station = ? AND epoch = ? AND sequence = ?",
        arguments: [head.id, head.epoch, head.sequence])
      // A station that joined an office and has done nothing yet has no entry of its own.
      let hash = last.map { $0[0] as DatabaseValue }
      return head.sequence == 0 || hash == .some(head.hash.databaseValue)
    } catch let error as DatabaseError where isCorrupt(error) { return false }
  }
}

public enum BackupRefusal: Refusal, Equatable {
  case itself(String)
  case notOurs(String)
  case running
  case unsound(VerifyReport.Finding)
  case noFolder(String)
  case known(String)
  case unknown(String)

  public var words: Bilingual {
    switch self {
    case .itself(let path):
      Bilingual(
        "\(path) chính là sổ đang mở; chọn tên khác cho bản sao lưu, tốt nhất trên ổ khác.",
        "\(path) is the open office file itself; choose another name for the backup, preferably on another disk.")
    case .notOurs(let path):
      Bilingual(
        "Đã có \(path) và đó không phải bản sao lưu của sổ này; chọn tên khác, không ghi đè.",
        "\(path) exists and is not a backup of this office; choose another name, it is not overwritten.")
    case .running:
      Bilingual(
        "Một chương trình khác đang sao lưu sổ này; đợi lần ấy xong.",
        "Another program is backing this office up; wait until it is done.")
    case .unsound(let finding):
      Bilingual(
        "Sổ có chỗ sai (\(finding.place): \(finding.words.vietnamese)); bản tốt gần nhất vẫn giữ. "
          + "Gõ vanthu verify để xem.",
        "The office's file is damaged (\(finding.place): \(finding.words.english)); "
          + "the last good backup is kept. Run vanthu verify."
      )
    case .noFolder(let path):
      Bilingual(
        "Không có thư mục \(path); cắm USB hay ổ ấy vào, tạo thư mục, rồi thử lại.",
        "There is no folder \(path); insert the stick or disk, create the folder, and try again.")
    case .known(let path):
      Bilingual("\(path) đã là nơi sao lưu.", "\(path) is already a place for backups.")
    case .unknown(let path):
      Bilingual(
        "\(path) không phải là nơi sao lưu; xem các nơi bằng vanthu backups.",
        "\(path) is not a place for backups; vanthu backups lists them.")
    }
  }
}
