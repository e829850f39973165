import Exchange
import GRDB
import Records
import RecordsSQL

/// What is kept back from readers, and given to them after all.
extension Routing {
  /// Delivers a document, and what was written about it since, to the readers it was kept back from, now that the
  /// voiding of its number is undone.
  func deliverAgain(_ document: EntryReference, _ voiding: EntryReference, at last: Int) throws {
    let kept = try withdrawals.undo(voiding, of: document)
    guard let issue = kept.first?.issue else { return }
    let said = try said(about: document).filter { $0.place <= last }
    if try readers(of: document).isEmpty, try Numbers.isInDoubt(issue, db) {
      return try withhold(document, said.filter { $0.place > issue })
    }
    // A voiding that was undone, and its undoing, say nothing to those who learn of neither.
    let undone = Set(said.compactMap { if case .undone(let undone) = $0.act { undone.entry } else { nil } })
    let voided = Set(said.filter { $0.act.asksBack && undone.contains($0.stored.reference) }.map(\.stored.reference))
    for (reader, issue) in kept {
      try db.execute(
        sql: "INSERT OR IGNORE INTO readers (document, organ, since) VALUES (?, ?, ?)",
        arguments: [document.description, reader, issue])
      for (stored, act, place) in said where place >= issue && !voided.contains(stored.reference) {
        if case .undone(let undone) = act, voided.contains(undone.entry) { continue }
        switch act.body.audience(of: stored.reference) {
        case .recipients(_, document) where place == issue: try put(act, about: document, at: place, into: reader)
        case .readers(document): try tell([reader], act, about: document, at: place)
        default: break
        }
      }
    }
    listing.touch(document.description)
  }

  /// Keeps a document from everybody, as before it was issued, now that another document bears its number again.
  private func withhold(
    _ document: EntryReference, _ said: [(stored: StoredEntry, act: Act, place: Int)]
  ) throws {
    try db.execute(sql: "DELETE FROM documents WHERE document = ?", arguments: [document.description])
    for (stored, act, place) in said {
      guard case .readers(document) = act.body.audience(of: stored.reference) else { continue }
      try keepEarly(place, document)
    }
    listing.touch(document.description)
  }

  /// What the office has written about its document, in the order of arrival, without what nobody was given.
  func said(about document: EntryReference) throws -> [(stored: StoredEntry, act: Act, place: Int)] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT \(Journals.columns), place FROM entries
          WHERE station IN (SELECT station FROM stations WHERE organ = ?)
            AND (instr(act, ?) > 0 OR station = ? AND epoch = ? AND sequence = ?)
            AND NOT EXISTS (
              SELECT 1 FROM mailboxes m WHERE m.entry = entries.place AND m.organ = ?1 AND m.code IS NOT NULL
                AND m.code NOT IN ('number', 'regained') AND m.code NOT LIKE 'keptBack%'
                AND m.code NOT LIKE 'released%')
          ORDER BY place
          """),
      arguments: [organ, document.description, document.station, document.epoch, document.sequence]
    ).compactMap { row in
      let stored = try Journals.entry(row)
      return (try? StoredAct.act(from: stored.act)).map { (stored, $0, row["place"]) }
    }
  }

  /// Tells readers what its office did with a document. Who was given nothing of a document that is taken back is not
  /// given it.
  func tell(_ readers: [Organ.ID], _ act: Act, about document: EntryReference, at place: Int) throws {
    let kept = try act.asksBack ? keepBack(document, from: readers, act, at: place) : []
    for reader in readers where !kept.contains(reader) { try put(act, about: document, at: place, into: reader) }
  }

  /// - Returns: those it was kept back from.
  private func keepBack(
    _ document: EntryReference, from readers: [Organ.ID], _ act: Act, at place: Int
  ) throws -> [Organ.ID] {
    guard let issued = try withdrawals.issued(document) else { return [] }
    let named = try named(by: document)
    let words = Withdrawals.words(of: issued, act, from: directory[organ]?.name ?? organ)
    let kept = try readers.filter { reader in
      // The axis has its own way, and in place of an agency that ended its successors are told.
      guard reader != NationalAxis.id, named.filter({ current($0).contains(reader) }) == [reader] else { return false }
      return try withdrawals.keepBack(document, from: reader, by: place, words)
    }
    guard !kept.isEmpty else { return [] }
    let isEverywhere = Set(kept) == Set(readers)
    let names = isEverywhere ? nil : kept.map { directory[$0]?.name ?? $0 }
    cost?.recipients += kept.count
    listing.touch(document.description)
    try notice(
      .keptBack(
        Withdrawals.words(keptBack: issued.document.code, from: names), from: isEverywhere ? nil : kept), of: place)
    return kept
  }
}
