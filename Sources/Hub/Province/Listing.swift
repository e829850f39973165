import GRDB
import Records
import Vietnamese

/// What the page looks things up in, made from the entries as they come: documents and what was done with them, what their readers
/// reported, how much each office registered. The tables are explained in Schema/page.sql.
///
/// Whatever the order entries come in, the tables end the same: `verify` makes them anew and compares.
///
/// No office may make the hub work longer by changing one document again and again: a change looks up a few rows, however many there
/// were before it (`changes`), and a document is written anew once a batch (`finish`).
final class Listing {
  let db: Database
  let schema: String
  /// Documents whose lines are to be written anew.
  fileprivate var touched: Set<String> = []

  /// - Parameter schema: `temp` when the tables are made anew to be compared.
  init(db: Database, schema: String = "main") {
    self.db = db
    self.schema = schema
  }

  /// Something of the document has changed: its text, its state, who may read it.
  func touch(_ document: String) { touched.insert(document) }

  /// Writes anew what was touched. Whoever takes entries ends with it, in the same transaction.
  func finish() throws {
    for document in touched.sorted() { try refresh(document) }
    touched = []
  }

  /// - Parameter organ: the office of the station that wrote the entry.
  func take(_ act: Act, of reference: EntryReference, day: Day, at place: Int, by organ: Organ.ID) throws {
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
      // What cannot be read asks for nothing.
      let asked = try act.answers.flatMap { try Journals.entry($0, db) }.flatMap { try? StoredAct.act(from: $0.act) }
      try report(
        act.document, act.status, act.note ?? "", asked?.asksBack ?? false, on: day, at: place, by: organ)
    case .registered(let act):
      // An arrival of the office's own is paper, which another of its desks took in.
      let issuer = try act.arrival.flatMap { try Hub.organ(of: $0.station, db) }.flatMap { $0 == organ ? nil : $0 }
      try run(
        """
        INSERT INTO \(schema).intake (month, organ, sender, throughHub, number) VALUES (?, ?, ?, ?, 1)
        ON CONFLICT DO UPDATE SET number = number + 1
        """,
        // The axis only carries: the document is its issuer's.
        [
          String(day.description.prefix(7)), organ,
          (issuer == NationalAxis.id ? nil : issuer) ?? act.document.organID ?? "", issuer != nil,
        ])
    default:
      // Nothing of it is shown.
      break
    }
  }

  /// Acknowledged is what was taken in or refused with a reason, and what was done after that (article 21.2c). What a reader answered
  /// to a recall stands, whatever it does then.
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

  /// Writes a document's line anew, from the entry that issued it and what its office said of it last.
  private func refresh(_ document: String) throws {
    guard
      let place = try Int.fetchOne(
        db.cachedStatement(sql: "SELECT place FROM \(schema).listed WHERE document = ?"), arguments: [document]),
      case .issued(let issued)? = try entry(at: place)
    else { return }
    var content = issued.document
    content.code = try said(.code, of: document) ?? content.code
    content.subject = try said(.subject, of: document) ?? content.subject
    content.typeName = try said(.typeName, of: document) ?? content.typeName
    content.issuedDate = try said(.issuedDate, of: document).flatMap { Day($0) } ?? content.issuedDate
    content.urgency = try said(.urgency, of: document).flatMap(Urgency.init) ?? content.urgency
    var signer = try said(.signer, of: document) ?? content.signer?.display ?? ""
    // A zero byte ends a text in SQLite: the words of the index would be of a longer one.
    content.code.removeZeros()
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

  /// Under whose name it is found: that of the office whose key signed it, and of a body it issues for. What came over the axis is
  /// found by what its message says.
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

  /// The office that issued it, and those it was sent to.
  private func facts(of document: String) throws -> String {
    try String.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT organ FROM \(schema).listed WHERE document = ?1
          UNION SELECT organ FROM readers WHERE document = ?1 ORDER BY organ
          """), arguments: [document]
    ).map(Listing.fact).joined(separator: " ")
  }

  /// An office as a token that nothing typed can be.
  static func fact(_ organ: Organ.ID) -> String {
    var token = "=h"
    for byte in organ.utf8 {
      let digits = String(byte, radix: 16)
      token += digits.utf8.count == 1 ? "0\(digits)" : digits
    }
    return token
  }

  /// `quyet dinh | /quyêt .đinh`
  static func words(_ text: String) -> String {
    let words = searchWords(text)
    return (words.map(\.folded) + ["|"] + words.map(\.marked)).joined(separator: " ")
  }

  /// Only entries that were understood are named here.
  private func entry(at place: Int) throws -> Act? {
    try String.fetchOne(db.cachedStatement(sql: "SELECT act FROM entries WHERE place = ?"), arguments: [place])
      .map(StoredAct.act)
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
  /// Makes all of it from the entries that are held: at a hub of an earlier version, after damage, and to compare.
  func fill() throws {
    let kinds: [Act.Name] = [.issued, .corrected, .voided, .recalled, .undone, .reported, .registered]
    let isOne = kinds.map { "act GLOB '\($0.pattern)'" }.joined(separator: " OR ")
    let rows = try Row.fetchCursor(
      db,
      sql:
        "SELECT \(Journals.columns), place, organ FROM entries JOIN stations USING (station) WHERE \(isOne) ORDER BY place"
    )
    while let row = try rows.next() {
      let stored = try Journals.entry(row)
      let act: Act
      // What a later program wrote is listed when this one understands it.
      do { act = try StoredAct.act(from: stored.act) } catch { continue }
      guard act.body.fitsRegister else { continue }
      try take(act, of: stored.reference, day: stored.day, at: row[8], by: row[9])
      if touched.count >= Listing.mostTouched { try finish() }
    }
    try finish()
  }

  /// So many documents wait to be written at once, as with a batch.
  private static let mostTouched = 500

  static let tables = ["listed", "changes", "reports", "intake"]

  /// Throws away what is there and makes it anew.
  func rebuild() throws {
    for table in Listing.tables { try db.execute(sql: "DELETE FROM \(table)") }
    try db.execute(sql: "DELETE FROM listedWords")
    try fill()
  }
}
