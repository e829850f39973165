import DurableFile
import GRDB
import Glibc
import Records
import RecordsSQL
import Wording

extension Office {
  /// Replaces the office's file by a backup and begins a new epoch.
  ///
  /// First the backup is checked: it opens, SQLite finds it sound, its chain verifies. The file in place is set aside
  /// as `NAME.before-restore-YYYYMMDD-HHMMSS`, never deleted. After that no number is given until the last numbers used
  /// on paper are known (`OfficeTransaction.confirmNumbers`).
  ///
  /// **No entry name is ever used twice.** The permanent name of an entry is (station, epoch, sequence). A hub may
  /// already know what the lost file wrote after the backup, and the restored file continues its sequence from the
  /// backup. So it writes in a new epoch, which is
  /// - higher than every epoch of this station in the backup, in the file in place and in the files set aside here by
  ///   earlier restores, as far as they can be read;
  /// - at least the seconds since 2026 on the PC's clock. This also makes it different from epochs that cannot be read
  ///   here: of a file that was destroyed after an earlier restore, or of the same backup restored on another PC.
  ///
  /// This does not protect from one backup being restored on two PCs within the same second, or with clocks wrong by
  /// exactly the difference; nor from a plain copy of the office's file being used beside the original, without a
  /// restore. Then two entries have the same name and different hashes (a fork): a hub detects that and must refuse the
  /// second. An epoch also cannot separate the *numbers on paper* of two PCs that both continue the same book: only one
  /// station may hold a book.
  ///
  /// - Parameters:
  ///   - backup: a backup, or a copy of an office's file.
  ///   - context: the actor and the time of the restore; the time is part of the name of the file set aside.
  /// - Returns: the office, opened.
  @discardableResult
  public static func restore(
    from backup: String, to path: String, context: ActContext, progress: (Double) -> Void = { _ in }
  ) throws -> Restored {
    try refuseItself(backup, path)
    let new = try FileRefusal.translating(path) { try NewFile(path, replacing: .files) }
    // Checked before the long work, and again after it.
    try quieten(path)
    try copy(backup, into: new.asidePath) { progress(0.4 * $0) }
    let known =
      try [new.asidePath, path].map(highestEpoch).compactMap(\.self) + setAside(path).compactMap(highestEpoch)
    let epoch = context.newEpoch(after: known)
    let findings = try prepare(new.asidePath, backup, epoch: epoch, context) { progress(0.4 + 0.6 * $0) }
    try quieten(path)
    try FileRefusal.translating(path) { try new.sync() }
    let aside = try setAsideFile(path, context)
    try FileRefusal.translating(path) { try new.finish() }
    return Restored(office: try open(path), setAside: aside, findings: findings)
  }

  /// Refuses, before the clerk is asked to confirm, if a backup cannot replace the office's file: it must exist and be
  /// another file, and no program may have the office's file open. This process must have closed it.
  public static func expectReplaceable(_ path: String, by backup: String) throws {
    try refuseItself(backup, path)
    try quieten(path)
  }

  /// Refuses, before anything is fetched, if another program has the office's file open. This process must have closed
  /// it.
  public static func expectReplaceable(_ path: String) throws { try quieten(path) }

  private static func refuseItself(_ backup: String, _ path: String) throws {
    guard let source = Folder.facts(backup) else { throw FileRefusal.missing(backup) }
    guard source.isPlainFile else { throw source.isFolder ? FileRefusal.folder(backup) : .notPlain(backup) }
    if let target = Folder.facts(path) {
      guard target.isPlainFile else { throw target.isFolder ? FileRefusal.folder(path) : .notPlain(path) }
      if source.st_ino == target.st_ino, source.st_dev == target.st_dev { throw RestoreRefusal.itself(path) }
    }
  }

  /// Copies through SQLite and not byte by byte: the last acts of a copied file may be in a write-ahead log beside it.
  private static func copy(_ backup: String, into partPath: String, _ progress: (Double) -> Void) throws {
    try StorageRefusal.translating(backup) {
      var configuration = Configuration()
      configuration.readonly = true
      let source = try DatabaseQueue(path: FileAddress.of(backup), configuration: configuration)
      guard try station(at: backup) != nil else { throw OpenRefusal.foreign(backup) }
      let target = try DatabaseQueue(path: FileAddress.of(partPath))
      try withoutActuallyEscaping(progress) { progress in
        try target.inDatabase { target in
          try target.execute(sql: "PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF")
          try source.read { source in
            try source.backup(to: target, pagesPerStep: 512) { step in
              progress(Double(step.completedPageCount) / Double(max(1, step.totalPageCount)))
            }
          }
        }
      }
      try target.close()
    }
  }

  /// Checks the copy and begins the new epoch in it. Returns the findings that do not prevent the restore.
  private static func prepare(
    _ partPath: String, _ backup: String, epoch: Int, _ context: ActContext, _ progress: (Double) -> Void
  ) throws -> [VerifyReport.Finding] {
    let office = try open(partPath)
    // Before anything else: a foreign trigger would run with the first row that is written.
    if office.viewOnly == .altered {
      throw RestoreRefusal.altered(backup, try office.read { try ForeignSchema.office.commands($0) }.first ?? "?")
    }
    let report = try office.verify(progress: progress)
    // Everything else can be rebuilt from a complete journal, or is reported: it must not make us refuse what may be
    // the only backup.
    if let finding = report.findings.first(where: { [.storage, .chain, .station].contains($0.kind) }) {
      throw RestoreRefusal.unsound(backup, finding)
    }
    if report.findings.contains(where: { $0.kind == .search }) { try office.rebuildSearch() }
    try office.act(context) { transaction in
      try transaction.goOn(inEpoch: epoch)
      try transaction.awaitHub()
    }
    // Back into a single file before it is moved.
    try StorageRefusal.translating(partPath) {
      try office.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
      try office.database.close()
    }
    return report.findings.filter { $0.kind != .search }
  }

  /// Merges the log into the file in place, and refuses if another program has it open.
  static func quieten(_ path: String) throws {
    guard Folder.leadsSomewhere(path) else { return }
    var configuration = Configuration()
    configuration.busyMode = .timeout(2)
    do {
      let queue = try DatabaseQueue(path: FileAddress.of(path), configuration: configuration)
      try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
      try queue.close()
    } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY || error.resultCode == .SQLITE_LOCKED {
      throw RestoreRefusal.inUse(path)
    } catch is DatabaseError {
      // Whatever SQLite says of it: a process that was stopped in the middle of something makes it say many things.
      if SQLiteLocks.areHeldElsewhere(path) { throw RestoreRefusal.inUse(path) }
      // Nobody lives on it, and it is too damaged to be opened: it is set aside as it is, with the files beside it.
    }
  }

  /// Gives the file in place a second name; the restored file then replaces it under the first name atomically.
  static func setAsideFile(_ path: String, _ context: ActContext) throws -> String? {
    // A log without its file would be taken for the log of the new file.
    guard ["", "-wal", "-shm", "-journal"].contains(where: { Folder.leadsSomewhere(path + $0) }) else { return nil }
    let base = "\(path).before-restore-\(stamp(context.milliseconds))"
    let aside = (1...).lazy.map { $0 == 1 ? base : "\(base)-\($0)" }.first { !Folder.leadsSomewhere($0) }!
    return try FileRefusal.translating(path) {
      for suffix in ["-wal", "-shm", "-journal"] where Folder.leadsSomewhere(path + suffix) {
        try Folder.move(path + suffix, to: aside + suffix, replacing: .nothing)
      }
      guard Folder.leadsSomewhere(path) else { return aside }
      // File systems of USB sticks have no hard links: there is no file in place for an instant.
      if Folder.link(path, as: aside) {
        try Folder.sync(Folder.parent(of: aside))
      } else {
        try Folder.move(path, to: aside, replacing: .nothing)
      }
      return aside
    }
  }

  /// Returns the files that earlier restores set aside, and copies of a file that was replaced while it was open.
  private static func setAside(_ path: String) throws -> [String] {
    let folder = Folder.parent(of: path)
    let name = Folder.name(of: path)
    return try ScanFolder.list(folder).filter { file in
      [".before-restore-", ".replaced"].contains { SystemPath.begins(file.name, with: name + $0) }
        && !file.name.hasSuffix("-wal")
    }.map(\.path)
  }

  /// Returns the highest epoch in a file; `nil` when it cannot be read.
  private static func highestEpoch(_ path: String) throws -> Int? {
    guard Folder.leadsSomewhere(path) else { return nil }
    do {
      var configuration = Configuration()
      configuration.readonly = true
      return try DatabaseQueue(path: FileAddress.of(path), configuration: configuration).read { db in
        // Only this station's own: other stations may write any. A damaged file may hold any value; epochs that no hub
        // accepts were never this station's.
        try Int.fetchOne(
          db,
          sql: """
            SELECT max(CAST(epoch AS INTEGER)) FROM (
              SELECT epoch FROM journal WHERE station = (SELECT id FROM station) UNION ALL SELECT epoch FROM station)
            WHERE epoch BETWEEN 1 AND ?
            """, arguments: [EntryReference.highestEpoch - 1])
      }
    } catch is DatabaseError {
      return nil
    }
  }

  static func stamp(_ milliseconds: Int64) -> String {
    var (seconds, local) = (time_t(milliseconds / 1000), tm())
    localtime_r(&seconds, &local)
    func digits(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let day = "\(local.tm_year + 1900)\(digits(local.tm_mon + 1))\(digits(local.tm_mday))"
    return "\(day)-\(digits(local.tm_hour))\(digits(local.tm_min))\(digits(local.tm_sec))"
  }
}

/// The office after a restore, and the path of the file that was there before.
public struct Restored {
  public var office: Office
  public var setAside: String?
  /// The other findings of `verify` about the backup; its journal is complete, otherwise it would have been refused.
  public var findings: [VerifyReport.Finding]
}

extension OfficeTransaction {
}

public enum RestoreRefusal: Refusal, Equatable {
  case itself(String)
  case inUse(String)
  case unsound(String, VerifyReport.Finding)
  /// The name of a trigger or view that this program did not make.
  case altered(String, String)

  public var isOfStorage: Bool {
    switch self {
    case .unsound: true
    default: false
    }
  }

  public var words: Bilingual {
    switch self {
    case .itself(let path):
      Bilingual(
        "\(path) chính là sổ đang dùng; chọn tệp sao lưu.", "\(path) is the office file in use; choose a backup."
      )
    case .inUse(let path):
      Bilingual(
        "Còn chương trình đang mở \(path); đóng mọi cửa sổ vanthu rồi phục hồi lại, chưa có gì thay đổi.",
        "\(path) is still open in another program; close every vanthu and restore again, nothing has changed.")
    case .altered(let backup, let name):
      Bilingual(
        "Bản sao lưu \(backup) có lệnh lạ (\(name)) không do vanthu làm ra, có thể tự đổi điều được ghi; "
          + "chọn bản khác, chưa có gì thay đổi.",
        "The backup \(backup) contains a command (\(name)) that vanthu did not create; it may change what is written; "
          + "choose another, nothing has changed."
      )
    case .unsound(let backup, let finding):
      Bilingual(
        "Bản sao lưu \(backup) không nguyên vẹn (\(finding.place): \(finding.words.vietnamese)); "
          + "chọn bản khác, chưa có gì thay đổi.",
        "The backup \(backup) is damaged (\(finding.place): \(finding.words.english)); "
          + "choose another, nothing has changed."
      )
    }
  }
}
