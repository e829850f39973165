import GRDB
import Records
import RecordsSQL

/// What entries say of a document that its own line at the hub does not: the reports of its readers, and the files that
/// were attached to it after it was issued. Found by an index, because an office may have sent any number of documents.
struct ToldOfDocument {
  /// What a station of an office reported, and when by the clock of that PC (milliseconds since 1970).
  var reports: [(organ: Organ.ID, report: Acts.Reported, time: Int)] = []
  /// What its own office attached and did not take back.
  var files: [StoredFile] = []

  static func migrate(_ db: Database) throws {
    try db.execute(
      sql: """
        -- Reports about a document, and what was attached to it or detached, by the document.
        CREATE INDEX toldOfDocument ON entries (CASE WHEN json_valid(act) THEN coalesce(
          act ->> '$.reported.document', act ->> '$.attached.document', act ->> '$.detached.document') END)
        WHERE act GLOB '{"reported":*' OR act GLOB '{"attached":*' OR act GLOB '{"detached":*'
        """)
  }

  /// - Parameter owner: the office that issued the document.
  init(of document: EntryReference, issuedBy owner: Organ.ID, _ issued: Acts.Issued, _ db: Database) throws {
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT \(Journals.columns), organ FROM entries JOIN stations USING (station)
          WHERE (act GLOB '{"reported":*' OR act GLOB '{"attached":*' OR act GLOB '{"detached":*')
            AND CASE WHEN json_valid(act) THEN coalesce(
              act ->> '$.reported.document', act ->> '$.attached.document', act ->> '$.detached.document') END = ?
          ORDER BY time, station, epoch, sequence
          """), arguments: [document.description])
    files = issued.attached
    for row in rows {
      let (stored, organ): (StoredEntry, Organ.ID) = (try Journals.entry(row), row[8])
      // An act that this version cannot read was delivered to nobody.
      guard let act = try? StoredAct.act(from: stored.act), act.body.fitsRegister else { continue }
      switch act {
      case .reported(let report):
        guard report.document == document else { continue }
        reports.append((organ, report, Int(stored.time.milliseconds)))
      case .attached(let act) where organ == owner && act.document == document:
        let isNew = !files.contains { $0.sha256 == act.file.sha256 && $0.name == act.file.name }
        if isNew, try !ToldOfDocument.isUndone(stored.reference, document, db) { files.append(act.file) }
      case .detached(let act) where organ == owner && act.document == document:
        if try !ToldOfDocument.isUndone(stored.reference, document, db) {
          files.removeAll { $0.sha256 == act.sha256 }
        }
      default: continue
      }
    }
  }

  private static func isUndone(_ entry: EntryReference, _ document: EntryReference, _ db: Database) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM changes WHERE document = ? AND what = ?)"),
      arguments: [document.description, Listing.undoing(entry)])!
  }
}
