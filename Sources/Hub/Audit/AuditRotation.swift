import Crypto
import DurableFile
import Exchange
import FoundationEssentials
import GRDB
import Records
import RecordsSQL

/// Moves the oldest lines of the audit log into a file, `audit/0001.jsonl` and on, without a gap: the hash chain
/// continues from the last of them. The file is on the disk before the lines are deleted; after an interruption in
/// between it is written again.
///
/// Lines stay in the data for at least 90 days, or until there are 100,000; the files stay until the administrator
/// moves them away.
struct AuditRotation {
  let folder: String
  let database: DatabaseQueue
  var days = 90
  var most = 100_000

  static func file(_ folder: String, _ segment: Int) -> String {
    let digits = String(segment)
    return "\(folder)/audit/" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits + ".jsonl"
  }

  /// Moves lines if any are due. Returns how many.
  @discardableResult
  func run(at now: Int, by actor: AuditActor, isAsked: Bool = false) throws -> Int {
    try HubStorageRefusal.translating(folder) {
      guard let (segment, lines) = try database.read({ try due(now, isAsked, $0) }), let last = lines.last else {
        return 0
      }
      let bytes = lines.reduce(into: [UInt8]()) { $0 += "\($1.chained.text)\n".utf8 }
      try Folder.make("\(folder)/audit")
      try NewFile.write(bytes, to: AuditRotation.file(folder, segment))
      return try database.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA synchronous = FULL")
        var isMoved = false
        try db.inTransaction(.immediate) {
          // Another process may have done it in the meantime.
          guard try AuditRotation.next(db) == segment else { return .rollback }
          try db.execute(
            sql: "INSERT INTO auditSegments (segment, first, last, newest, head, sha256) VALUES (?, ?, ?, ?, ?, ?)",
            arguments: [
              segment, lines[0].number, last.number, lines.map(\.time).max() ?? last.time, last.hash,
              Hash256(of: bytes),
            ])
          try db.execute(sql: "DELETE FROM audit WHERE number <= ?", arguments: [last.number])
          try AuditTrail.append(
            AuditEvent(.auditRotated, by: actor, on: "audit/\(segment) \(lines[0].number)–\(last.number)"), at: now, db)
          isMoved = true
          return .commit
        }
        return isMoved ? lines.count : 0
      }
    }
  }

  private static func next(_ db: Database) throws -> Int {
    (try Int.fetchOne(db, sql: "SELECT max(segment) FROM auditSegments") ?? 0) + 1
  }

  /// The lines to be moved: all older than `days` once the oldest is a month older than that, or `most / 2` if there
  /// are more than `most`.
  private func due(_ now: Int, _ isAsked: Bool, _ db: Database) throws -> (Int, [AuditEntry])? {
    guard
      let ends = try Row.fetchOne(
        db,
        sql: """
          SELECT (SELECT min(number) FROM audit), (SELECT max(number) FROM audit),
            (SELECT time FROM audit ORDER BY number LIMIT 1)
          """),
      let first = ends[0] as Int?, let last = ends[1] as Int?, let oldest = ends[2] as Int?
    else { return nil }
    let line = now - days * 86_400_000
    var until = 0
    if isAsked || oldest < line - 30 * 86_400_000 {
      until = try Int.fetchOne(db, sql: "SELECT min(number) - 1 FROM audit WHERE time >= ?", arguments: [line]) ?? last
    }
    if last - first + 1 > most { until = max(until, first + most / 2 - 1) }
    guard until >= first else { return nil }
    let lines = try Row.fetchAll(
      db, sql: "SELECT \(AuditTrail.columns) FROM audit WHERE number <= ? ORDER BY number", arguments: [until]
    ).map { try AuditEntry($0) }
    return (try AuditRotation.next(db), lines)
  }
}

extension AuditEntry {
  /// The complete line for a file, so that the chain can be checked without the hub.
  public var chained: JSON {
    .object([
      ("number", .number(number)), ("time", .string(timeText)), ("ms", .number(time)), ("who", .string(who)),
      ("from", .string(from)), ("what", .string(what)), ("whom", .string(whom)), ("hash", .string(hash.description)),
    ])
  }

  private struct Line: Decodable {
    let number: Int
    let ms: Int
    let who: String
    let from: String
    let what: String
    let whom: String
    let hash: String
  }

  /// Parses the lines of such a file; `nil` if it is not one.
  static func lines(of bytes: [UInt8]) -> [AuditEntry]? {
    var lines: [AuditEntry] = []
    for text in bytes.split(separator: UInt8(ascii: "\n")) {
      guard let line = try? JSONDecoder().decode(Line.self, from: Data(text)),
        let hash = Hash256(hexadecimal: line.hash)
      else { return nil }
      lines.append(
        AuditEntry(
          number: line.number, time: line.ms, who: line.who, from: line.from, what: line.what, whom: line.whom,
          hash: hash))
    }
    return lines
  }
}
