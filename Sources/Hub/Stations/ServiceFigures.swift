import GRDB
import Records
import RecordsSQL

/// Figures by which an administrator notices trouble early.
public struct ServiceFigures: Sendable, Equatable {
  /// Bytes free on the disk of the data; `nil` if unknown.
  public var free: Int?
  /// Milliseconds since 1970.
  public var now: Int
  public var lastBackup: Int?
  public var openCodes: Int
  public var openProposals: Int
  /// The number of rollback claims by stations, and of incarnations of the data.
  public var claims: Int?
  public var incarnations: Int?
  public var auditLines: Int
  /// The last contact of each office's stations.
  public var contacts: [(organ: Organ.ID, last: Int)]

  public static func == (a: ServiceFigures, b: ServiceFigures) -> Bool { a.metrics == b.metrics }

  /// Prometheus text.
  public var metrics: String {
    let figures: [(name: String, help: String, value: Int?)] = [
      ("vanthu_hub_free_bytes", "bytes free on the disk of the data", free),
      ("vanthu_hub_last_backup_ms", "time of the last backup, 0 for never", lastBackup ?? 0),
      (
        "vanthu_hub_backup_age_seconds", "since the last backup; missing before the first",
        lastBackup.map { max(0, now - $0) / 1_000 }
      ), ("vanthu_hub_open_codes", "enrolment codes that can still be used", openCodes),
      ("vanthu_hub_open_requests", "requests waiting for a second person", openProposals),
      ("vanthu_hub_rollback_claims", "stations that report the hub is an old copy", claims),
      ("vanthu_hub_incarnations", "incarnations of the data", incarnations),
      ("vanthu_hub_audit_lines", "lines of the audit log", auditLines),
    ]
    let single = figures.compactMap { figure in figure.value.map { Metric.gauge(figure.name, figure.help, $0) } }
    var last = Metric("vanthu_hub_office_last_contact_ms", "time of the last contact of the office")
    for contact in contacts { last.add(contact.last, ["office": contact.organ]) }
    return single.joined() + last.text
  }
}

extension HubReader {
  public func serviceFigures() throws -> ServiceFigures {
    let now = system.now()
    return try read { db in
      func count(_ sql: String, _ arguments: StatementArguments = []) throws -> Int {
        try Int.fetchOne(db, sql: sql, arguments: arguments) ?? 0
      }
      func count(of table: String) throws -> Int? {
        try db.hasTable(table) ? count("SELECT count(*) FROM \(table)") : nil
      }
      let contacts = try Row.fetchAll(
        db,
        sql: """
          SELECT organ, max((SELECT time FROM contacts WHERE station = s.station ORDER BY id DESC LIMIT 1)) \
          FROM stations s
          WHERE revoked IS NULL GROUP BY organ ORDER BY organ
          """)
      return ServiceFigures(
        free: system.free(path), now: now, lastBackup: try Fact.lastBackup.read(db).flatMap { Int($0) },
        openCodes: try ListedCode.all(db, OrganDirectory([]), now).count { $0.state == .open },
        openProposals: try Proposal.open(since: now, db).count, claims: try count(of: "claims"),
        incarnations: try count(of: "incarnations"), auditLines: try AuditTrail.head(db).number,
        contacts: contacts.compactMap { row in (row[1] as Int?).map { (row[0], $0) } })
    }
  }
}

extension AuditPen {
  /// Prometheus text: refusals since the program began, by kind.
  public var metrics: String {
    var metric = Metric("vanthu_hub_refusals_total", "refusals, by kind", .counter)
    for refusal in refusals { metric.add(refusal.count, ["what": refusal.what.rawValue, "kind": refusal.kind]) }
    return metric.text
  }
}
