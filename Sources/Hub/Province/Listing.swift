import GRDB
import Records
import RecordsSQL
import Vietnamese

/// The read models of the page, updated as entries come: documents and what was done with them, what their readers
/// reported, how many documents each office registered. The tables are explained in Schema/page.sql.
///
/// The result does not depend on the order in which entries come: `verify` rebuilds the tables and compares.
///
/// No office may slow the hub down by changing one document again and again: a change reads a few rows, however many
/// there were before it (`changes`), and the row of a document is written once a batch (`finish`).
final class Listing {
  let db: Database
  let schema: String
  /// The documents whose rows must be rewritten.
  fileprivate var touched: Set<String> = []

  /// - Parameter schema: `temp` when the tables are rebuilt for comparison.
  init(db: Database, schema: String = "main") {
    self.db = db
    self.schema = schema
  }

  /// Marks a document whose text, state or readers have changed.
  func touch(_ document: String) { touched.insert(document) }

  /// Rewrites the rows of the marked documents. To be called at the end of the transaction that received the entries.
  func finish() throws {
    for document in touched.sorted() { try refresh(document) }
    touched = []
  }

  /// - Parameter organ: the office of the station that wrote the entry.
  func apply(_ act: Act, of reference: EntryReference, day: Day, at place: Int, by organ: Organ.ID) throws {
    switch act {
    case .issued(let act):
      let issued = act.draft ?? reference
      let document = issued.description
      guard try Hub.organ(of: issued.station, db) == organ else { return }
      try run(
        """
        INSERT OR IGNORE INTO \(schema).listed
          (place, document, organ, code, typeName, subject, signer, day, urgency, state)
        VALUES (?, ?, ?, '', '', '', '', '', 0, 'issued')
        """, [place, document, organ])
      if db.changesCount == 1 { try settle(document, issuedBy: reference) }
      touch(document)
    case .corrected, .voided, .recalled, .undone:
      guard let document = act.document, try Hub.organ(of: document.station, db) == organ else { return }
      try keep(act, of: reference, about: document.description, at: place)
    case .reported(let act):
      // An act that cannot be read is no request; nor is one that came later, as from a hub that was restored: what is
      // rebuilt must be what was written when the report came.
      let asked = try act.answers.flatMap { try self.act($0, before: place) }
      try report(
        act.document, act.status, act.note ?? "", asked?.asksBack ?? false, on: day, at: place, by: organ)
    case .registered(let act):
      // An arrival created by the office itself is a paper document, which another of its stations received.
      let issuer = try act.arrival.flatMap { try Hub.organ(of: $0.station, db) }.flatMap { $0 == organ ? nil : $0 }
      try run(
        """
        INSERT INTO \(schema).intake (month, organ, sender, throughHub, number) VALUES (?, ?, ?, ?, 1)
        ON CONFLICT DO UPDATE SET number = number + 1
        """,
        // The axis only transports: the document is its issuer's.
        [
          String(day.description.prefix(7)), organ,
          (issuer == NationalAxis.id ? nil : issuer) ?? act.document.organID ?? "", issuer != nil,
        ])
    default:
      // The page shows nothing of other acts.
      break
    }
  }

  /// Records a report. Accepting a document or refusing it with a reason acknowledges it, and so does everything after
  /// that (article 21.2c). A reader's answer to a recall remains its status, whatever it reports later.
  private func report(
    _ document: EntryReference, _ status: DeliveryStatus, _ note: String, _ isFinal: Bool, on day: Day, at place: Int,
    by organ: Organ.ID
  ) throws {
    let isKept =
      try !isFinal
      && Bool.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT EXISTS (SELECT 1 FROM \(schema).reports JOIN \(schema).listed USING (document)
              WHERE document = ?1 AND reports.organ = ?2 AND status IN ('15', '16') AND state IN ('recalled', 'voided'))
            """), arguments: [document.description, organ])!
    if isKept { return }
    try run(
      """
      INSERT INTO \(schema).reports (organ, document, arrived, acknowledged, status, note, place)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET arrived = min(arrived, excluded.arrived),
        acknowledged = ifnull(min(acknowledged, excluded.acknowledged), ifnull(acknowledged, excluded.acknowledged)),
        status = excluded.status, note = excluded.note, place = excluded.place
      """,
      [
        organ, document.description, day.description, status == .arrived ? nil : day.description, status.rawValue, note,
        place,
      ])
  }

  /// Rewrites a document's row, from the entry that issued it and the last changes by its office.
  private func refresh(_ document: String) throws {
    guard
      let place = try Int.fetchOne(
        db.cachedStatement(sql: "SELECT place FROM \(schema).listed WHERE document = ?"), arguments: [document]),
      case .issued(let issued)? = try entry(at: place)
    else { return }
    var content = issued.document
    for field in Listing.fields {
      if let corrected = try said(field.rawValue, of: document) { content.set(field, to: corrected) }
    }
    var signer = content.value(of: .signer)
    // SQLite would truncate the text at a NUL character, and the index would have words that the row lacks.
    content.code.removeZeros()
    content.organName.removeZeros()
    content.typeName.removeZeros()
    content.subject.removeZeros()
    signer.removeZeros()
    try run(
      """
      UPDATE \(schema).listed
      SET code = ?, typeName = ?, subject = ?, signer = ?, day = ?, urgency = ? WHERE place = ?
      """,
      [
        content.code, content.typeName, content.subject, signer, content.issuedDate.description,
        content.urgency.priority, place,
      ])
    guard schema == "main" else { return }
    let texts =
      [content.code] + (try names(of: content, in: document)) + [content.typeName, content.subject, signer]
      + issued.to.map(\.name)
    try run(
      "INSERT OR REPLACE INTO listedWords (rowid, words, facts) VALUES (?, ?, ?)",
      [place, Listing.words(texts.joined(separator: " ")), try facts(of: document)])
  }

  /// The names under which it is found: of the office whose key signed it, and of a body it issues for. A document from
  /// the axis is found by the name in its message.
  private func names(of content: Document, in document: String) throws -> [String] {
    let issuer = try String.fetchOne(
      db.cachedStatement(sql: "SELECT organ FROM \(schema).listed WHERE document = ?"), arguments: [document])
    guard let issuer, issuer != NationalAxis.id else { return [content.organName] }
    guard let office = try Hub.organ(withID: issuer, db) else { return [issuer] }
    let written = OrganDirectory.foldedKey(content.organName)
    let body = try office.issues { try Hub.organ(withID: $0, db) }.first {
      OrganDirectory.foldedKey($0.name) == written
    }
    return [office.name] + [body?.name].compactMap(\.self)
  }

  /// The office that issued it, and those it was sent to, as tokens.
  private func facts(of document: String) throws -> String {
    try String.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT organ FROM \(schema).listed WHERE document = ?1
          UNION SELECT organ FROM readers WHERE document = ?1 ORDER BY organ
          """), arguments: [document]
    ).map(Listing.fact).joined(separator: " ")
  }

  /// An office as a token that no search term can match.
  static func fact(_ organ: Organ.ID) -> String {
    var token = "=h"
    for byte in organ.utf8 {
      let digits = String(byte, radix: 16)
      token += digits.utf8.count == 1 ? "0\(digits)" : digits
    }
    return token
  }

  /// The indexed words of a text.
  static func words(_ text: String) -> String { indexText(searchWords(text)) }

  /// Called only for entries that could be read.
  private func entry(at place: Int) throws -> Act? {
    try String.fetchOne(db.cachedStatement(sql: "SELECT act FROM entries WHERE place = ?"), arguments: [place])
      .map(StoredAct.act)
  }

  /// Returns the act of an entry that came before that place; `nil` if there is none, or this program cannot read it.
  private func act(_ reference: EntryReference, before place: Int) throws -> Act? {
    let text = try String.fetchOne(
      db.cachedStatement(
        sql: "SELECT act FROM entries WHERE station = ? AND epoch = ? AND sequence = ? AND place < ?"),
      arguments: [reference.station, reference.epoch, reference.sequence, place])
    return text.flatMap { try? StoredAct.act(from: $0) }
  }

  func run(_ sql: String, _ arguments: StatementArguments) throws {
    try db.cachedStatement(sql: sql).execute(arguments: arguments)
  }
}

extension String {
  mutating func removeZeros() {
    if utf8.contains(0) { unicodeScalars.removeAll { $0.value == 0 } }
  }
}

extension Listing {
  /// Builds the tables from all entries: for data of an earlier version, after damage, and for comparison.
  func fill() throws {
    let kinds: [ActName] = [.issued, .corrected, .voided, .recalled, .undone, .reported, .registered]
    let rows = try Row.fetchCursor(
      db,
      sql:
        "SELECT \(Journals.columns), place, organ FROM entries JOIN stations USING (station) "
        + "WHERE \(ActName.isOne(of: kinds, "act")) ORDER BY place"
    )
    while let row = try rows.next() {
      let stored = try Journals.entry(row)
      let act: Act
      // An entry of a later version is listed once this program can read it.
      do { act = try StoredAct.act(from: stored.act) } catch { continue }
      guard act.body.fitsRegister else { continue }
      try apply(act, of: stored.reference, day: stored.day, at: row[8], by: row[9])
      if touched.count >= Listing.mostTouched { try finish() }
    }
    try finish()
  }

  /// The maximum number of marked documents, as in a batch.
  private static let mostTouched = 500

  static let tables = ["listed", "changes", "reports", "intake"]

  /// Rebuilds the tables.
  func rebuild() throws {
    for table in Listing.tables { try db.execute(sql: "DELETE FROM \(table)") }
    try db.execute(sql: "DELETE FROM listedWords")
    try fill()
  }
}
