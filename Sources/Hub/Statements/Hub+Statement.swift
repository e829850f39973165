import Exchange
import GRDB
import Records
import RecordsSQL

extension Hub {
  /// States what the hub knows of a document: when it took it, and what became of it at each recipient. Signed, so that
  /// whoever has it can check it.
  ///
  /// - Parameters:
  ///   - entry: the one that issued the document.
  ///   - organ: the office that asks: it has to be the one that issued it.
  func statement(about entry: EntryReference, for organ: Organ.ID, _ db: Database) throws -> StatementFrame {
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: "SELECT act, hash, place, taken FROM entries WHERE station = ? AND epoch = ? AND sequence = ?"),
      arguments: [entry.station, entry.epoch, entry.sequence])
    guard let row, try Hub.organ(of: entry.station, db) == organ else { return .refused(entry, .unknown) }
    guard case .issued(let issued)? = try? StoredAct.act(from: row[0]) else { return .refused(entry, .notIssued) }
    let (place, taken): (Int, Int?) = (row[2], row[3])
    if try isHeld(place, organ, db) { return .refused(entry, .held) }
    let document = issued.draft ?? entry
    let told = try ToldOfDocument(of: document, issuedBy: organ, issued, db)
    let time = max(0, system.now())
    let recipients = try StatementRecipients(
      hub: self, document: document, place: place, day: day(of: taken ?? time), db)
    let text = StatementText(
      hub: (name, station), time: time, issuer: try issuer(of: issued.document, organ, db), document: issued.document,
      since: try since(document, db), files: told.files, entry: entry, hash: try row.stored(1),
      incarnation: incarnation, recipients: try recipients.of(issued.to, told.reports),
      basis: .hub(taken: taken, place: place))
    let body = text.body
    guard body.utf8.count <= Statement.longest else { return .refused(entry, .long) }
    return .given(
      try Statement(about: entry, incarnation: incarnation, time: time, body: body, key: keys.signing))
  }

  /// Whether a notice has told the office that nobody received the entry.
  private func isHeld(_ place: Int, _ organ: Organ.ID, _ db: Database) throws -> Bool {
    let isNoticed = try Bool.fetchOne(
      db.cachedStatement(
        sql: "SELECT EXISTS (SELECT 1 FROM mailboxes WHERE organ = ? AND entry = ? AND code IS NOT NULL)"),
      arguments: [organ, place])!
    let isDelivered = try Bool.fetchOne(
      db.cachedStatement(
        sql: "SELECT EXISTS (SELECT 1 FROM mailboxes WHERE organ <> ? AND entry = ? AND code IS NULL)"),
      arguments: [organ, place])!
    return isNoticed && !isDelivered
  }

  /// The name that the document gives its issuer, with that of the office whose key signed it, if they differ: the
  /// office issues for that body.
  private func issuer(of document: Document, _ organ: Organ.ID, _ db: Database) throws -> String {
    let name = try Hub.organ(withID: organ, db)?.name ?? organ
    let isSame = OrganDirectory.nameKey(name) == OrganDirectory.nameKey(document.organName)
    return isSame || document.organName.isEmpty ? name : "\(document.organName), do \(name) gửi"
  }

  private func since(_ document: EntryReference, _ db: Database) throws -> String? {
    switch try ListedDocument.of(document.description, db)?.state {
    case .recalled: "nơi gửi đã thu hồi"
    case .voided: "nơi gửi đã hủy số"
    case .issued, nil: nil
    }
  }
}
