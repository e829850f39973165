import Exchange
import GRDB
import Records
import RecordsSQL

/// A document that came in or goes out over the axis, as it reads now.
struct AxisDocument {
  /// The entry that created it.
  let reference: EntryReference
  private(set) var content: Document
  let recipients: [Recipient]
  private(set) var files: [StoredFile]
  /// As it was issued.
  let original: (content: Document, files: [StoredFile])
  let replaces: EntryReference?
  /// The documents that it answers.
  let answered: [CitedDocument]
  /// The reason of its recall, if it was recalled.
  private(set) var recalled: String?
  /// The last request of its issuer to the receivers: a recall or a change.
  private(set) var asked: EntryReference?
  /// The last status of each receiver on the axis, by the name its sender gave it.
  private(set) var told: [String: (status: DeliveryStatus, note: String?)] = [:]

  /// `nil` if the hub does not know that it was issued.
  init?(_ document: EntryReference, _ db: Database) throws {
    let entries = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT \(Journals.columns) FROM axisEntries JOIN entries USING (place) WHERE document = ? ORDER BY place
          """),
      arguments: [document.description]
    ).compactMap { row -> (reference: EntryReference, act: Act)? in
      let stored = try Journals.entry(row)
      // Only acts that could be read are in `axisEntries`; some by an earlier version alone.
      return (try? StoredAct.act(from: stored.act)).map { (stored.reference, $0) }
    }
    let first = entries.first { $0.act.name == .issued }
    guard case .issued(let issued) = first?.act else { return nil }
    reference = document
    content = issued.document
    recipients = issued.to
    files = issued.attached
    original = (content, files)
    replaces = issued.replaces
    answered = (issued.cites ?? []).filter { $0.relation == .answers }.map(\.document)
    var undone: Set<EntryReference> = []
    for case .undone(let act) in entries.map(\.act) { undone.insert(act.entry) }
    for (reference, act) in entries where !undone.contains(reference) { apply(act, reference) }
  }

  /// Whether it had this content when it was issued, or has it now. The issuer's key is ignored, because the directory
  /// may have changed in the meantime.
  func was(_ other: Document, _ files: [StoredFile]) -> Bool {
    [original, (content, self.files)].contains { content, held in
      var content = content
      content.organID = other.organID
      return content == other && Set(held) == Set(files)
    }
  }

  private mutating func apply(_ act: Act, _ reference: EntryReference) {
    switch act {
    case .corrected(let act): content.set(act.field, to: act.new)
    case .attached(let act): if !files.contains(where: { $0.sha256 == act.file.sha256 }) { files.append(act.file) }
    case .detached(let act): files.removeAll { $0.sha256 == act.sha256 }
    case .recalled(let act): recalled = act.reason
    case .voided(let act): recalled = act.reason
    case .reported(let act): return told[act.recipient] = (act.status, act.note)
    default: return
    }
    asked = reference
  }
}
