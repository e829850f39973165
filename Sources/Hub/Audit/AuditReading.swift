import DurableFile
import Exchange
import GRDB
import Records
import RecordsSQL
import Wording

extension Hub {
  /// The lines since a time, the oldest first, including those in files.
  ///
  /// - Parameter since: milliseconds since 1970.
  public func auditEntries(since: Int = 0) throws -> [AuditEntry] {
    try HubStorageRefusal.translating(path) {
      let (segments, lines) = try read { db in
        (
          try AuditSegment.all(db),
          try Row.fetchAll(
            db, sql: "SELECT \(AuditTrail.columns) FROM audit WHERE time >= ? ORDER BY number", arguments: [since]
          ).map { try AuditEntry($0) }
        )
      }
      var all: [AuditEntry] = []
      for segment in segments where segment.newest >= since {
        guard let bytes = try OpenFile.all(AuditRotation.file(path, segment.segment), atMost: AuditSegment.most) else {
          continue
        }
        all += (AuditEntry.lines(of: bytes) ?? []).filter { $0.time >= since }
      }
      return all + lines
    }
  }

  /// Moves all lines older than 90 days into a file now. Returns how many.
  public func rotateAudit() throws -> Int {
    guard case .folder = contents else { return 0 }
    return try AuditRotation(folder: path, database: database).run(at: system.now(), by: actor, isAsked: true)
  }
}

extension HubReader {
  /// The latest lines, the newest first; optionally of one kind, or of one actor.
  public func audit(before: Int?, limit: Int, what: String? = nil, who: String? = nil) throws -> [AuditEntry] {
    try read { db in
      try Row.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT \(AuditTrail.columns) FROM audit
            WHERE number < ?1 AND (?2 IS NULL OR what = ?2) AND (?3 IS NULL OR who = ?3) ORDER BY number DESC LIMIT ?4
            """),
        arguments: [before ?? Int.max, what, who, limit]
      ).map { try AuditEntry($0) }
    }
  }
}

/// The lines that were moved into one file.
struct AuditSegment {
  let segment: Int
  let first: Int
  let last: Int
  let newest: Int
  let head: Hash256
  let sha256: Hash256

  static let most = 256 << 20

  static func all(_ db: Database) throws -> [AuditSegment] {
    try Row.fetchAll(db, sql: "SELECT segment, first, last, newest, head, sha256 FROM auditSegments ORDER BY segment")
      .map {
        AuditSegment(
          segment: $0[0], first: $0[1], last: $0[2], newest: $0[3], head: try $0.stored(4),
          sha256: try $0.stored(5))
      }
  }
}

extension Hub {
  /// Checks that every line continues the one before it, through the files and the data. A missing file is a fault
  /// while its lines must be kept: for three months.
  func verifyAudit(_ result: inout HubVerification) throws {
    let (segments, count) = try read { db in
      (try AuditSegment.all(db), try Int.fetchOne(db, sql: "SELECT count(*) FROM audit") ?? 0)
    }
    var (last, head) = (0, Hash256.zero)
    for segment in segments {
      if let fault = try audit(segment, after: last, head) { result.faults.append(fault) }
      (last, head) = (segment.last, segment.head)
    }
    // In batches, because there may be many.
    while true {
      let lines = try read { db in
        try Row.fetchAll(
          db, sql: "SELECT \(AuditTrail.columns) FROM audit WHERE number > ? ORDER BY number LIMIT 1000",
          arguments: [last]
        ).map { try AuditEntry($0) }
      }
      guard !lines.isEmpty else { break }
      for line in lines {
        guard line.number == last + 1, line.follows(head) else {
          result.faults.append(
            Bilingual(
              "Nhật ký truy cập bị sửa hay thiếu ở dòng \(last + 1).",
              "The audit log was changed, or has a gap, at line \(last + 1)."))
          return
        }
        (last, head) = (line.number, line.hash)
      }
    }
    result.audit = count
    result.auditHead = (last, head)
  }

  private func audit(_ segment: AuditSegment, after last: Int, _ head: Hash256) throws -> Bilingual? {
    let file = AuditRotation.file(path, segment.segment)
    guard let bytes = try OpenFile.all(file, atMost: AuditSegment.most) else {
      let isOld = segment.newest < system.now() - 92 * 86_400_000
      return isOld
        ? nil : Bilingual("Thiếu tệp nhật ký truy cập \(file).", "The file \(file) of the audit log is missing.")
    }
    let changed = Bilingual("Tệp nhật ký truy cập \(file) đã bị sửa.", "The file \(file) of the audit log was changed.")
    guard Hash256(of: bytes) == segment.sha256, let lines = AuditEntry.lines(of: bytes), segment.first == last + 1
    else {
      return changed
    }
    var (last, head) = (last, head)
    for line in lines {
      guard line.number == last + 1, line.follows(head) else { return changed }
      (last, head) = (line.number, line.hash)
    }
    return last == segment.last && head == segment.head ? nil : changed
  }
}
