import GRDB
import Records
import RecordsSQL
import Wording

extension Office {
  /// Checks whether the file agrees with its journal: SQLite's own check, every hash of the chain, the journal replayed
  /// into an empty file and each register compared with it, the numbers of every book, the contents of files, the
  /// search index.
  ///
  /// Reads one state of the file while others may go on writing; only the check of the search index makes them wait.
  /// Uses no more memory for a million documents than for a thousand.
  ///
  /// - Parameter progress: receives how much is done, from 0 to 1.
  public func verify(progress: (Double) -> Void = { _ in }) throws -> VerifyReport {
    try withoutActuallyEscaping(progress) { progress in
      var report = VerifyReport()
      do {
        let replay = try Replay(of: self)
        try replay.queue.inDatabase { db in
          try db.inTransaction(.deferred) {
            report = try check(db, made: replay.made, progress)
            return .commit
          }
        }
        try checkSearch(&report)
      } catch let error as DatabaseError where VerifyReport.isDamage(error) {
        report.add(.storage, path, VerifyReport.words(of: error))
      }
      progress(1)
      report.viewOnly = viewOnly
      report.key = (try? keyTrouble) ?? nil
      report.places = path.isEmpty ? [] : FilePlace.look(at: path)
      return report
    }
  }

  /// Checks a file that may be too damaged to be opened.
  ///
  /// - Throws: `OpenRefusal` when there is no file, or when it belongs to another program or a later version.
  public static func verify(_ path: String, progress: (Double) -> Void = { _ in }) throws -> VerifyReport {
    var report = VerifyReport()
    do {
      return try open(path).verify(progress: progress)
    } catch let refusal as StorageRefusal where refusal == .damaged(path) || refusal == .foreign(path) {
      // The header of a file of ours with the length it states: the unreadable part comes after it.
      let isOfOurs = BrokenFile.size(BrokenFile.beginning(of: path)) != nil
      report.add(
        .storage, path,
        isOfOurs
          ? Bilingual(
            "Phần đầu tệp còn nguyên, nhưng có trang ở giữa đã hỏng nên không mở được sổ: ổ đĩa có thể đang hỏng.",
            "The beginning of the file is intact, but pages after it are damaged and the register cannot be opened: "
              + "the disk may be failing."
          )
          : Bilingual(
            "Không mở được tệp như một cơ sở dữ liệu SQLite: phần đầu tệp hỏng, hoặc không phải là sổ.",
            "The file cannot be opened as an SQLite database: its beginning is damaged, or it is not a register."))
    } catch OpenRefusal.broken(_, let ways) where ways.file != .logOnly {
      report.add(.storage, path, ways.words(path))
    } catch let error as DatabaseError where VerifyReport.isDamage(error) {
      report.add(.storage, path, VerifyReport.words(of: error))
    }
    return report
  }

  private func check(
    _ db: Database, made: Set<String>, _ progress: @escaping (Double) -> Void
  ) throws -> VerifyReport {
    var report = VerifyReport()
    for row in try String.fetchAll(db, sql: "PRAGMA kept.integrity_check(20)") where row != "ok" {
      report.add(.storage, path, VerifyReport.words(saying: row))
    }
    for name in try ForeignSchema.office.commands(db, in: "kept") {
      report.add(
        .schema, name,
        Bilingual(
          "lệnh lạ (trigger, view) không do vanthu làm ra, có thể tự đổi điều được ghi",
          "a trigger or view that vanthu did not create, which may change what is written"))
    }
    for name in try ForeignSchema.tables(db, in: "kept", made: made) {
      report.add(
        .schema, name,
        Bilingual("bảng hay chỉ mục lạ, không do vanthu làm ra", "a table or index that vanthu did not create"))
    }
    progress(0.15)
    let isApplied = try JournalCheck(db).run(&report) { progress(0.15 + 0.6 * $0) }
    if isApplied {
      try RegisterComparison(db).run(&report)
      try SenderCheck(db).run(&report)
      try DoubledCheck(db).run(&report)
    }
    progress(0.85)
    try BookCheck(db).run(&report)
    try ContentCheck(db).run(&report) { progress(0.85 + 0.1 * $0) }
    return report
  }
}

extension VerifyReport {
  /// Whether the error means that the file is damaged, and not busy or out of reach.
  static func isDamage(_ error: DatabaseError) -> Bool {
    switch error.resultCode {
    case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FORMAT, .SQLITE_ERROR, .SQLITE_MISMATCH, .SQLITE_IOERR: true
    default: false
    }
  }

  static func words(of error: DatabaseError) -> Bilingual {
    words(saying: error.message ?? error.description)
  }

  /// Returns the meaning of the damage, followed by SQLite's message.
  static func words(saying message: String) -> Bilingual {
    let message = message.split(whereSeparator: \.isNewline).joined(separator: " ")
    return Bilingual(
      "Có trang của tệp đã hỏng, không đọc đúng được (SQLite báo: \(message))",
      "Pages of the file are damaged and cannot be read correctly (SQLite says: \(message))")
  }
}
