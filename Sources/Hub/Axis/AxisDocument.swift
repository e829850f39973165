import Exchange
import GRDB
import Records

/// A document that came by the axis or goes out by it, as it reads now.
struct AxisDocument {
  /// The entry that made it.
  let reference: EntryReference
  private(set) var content: Document
  let recipients: [Recipient]
  private(set) var files: [StoredFile]
  /// As it was issued.
  let original: (content: Document, files: [StoredFile])
  let replaces: EntryReference?
  /// Why it was taken back, if it was.
  private(set) var recalled: String?
  /// The last its issuer asked of the receivers: a recall, a change.
  private(set) var asked: EntryReference?
  /// The last word of each receiver that came by the axis, by the name its sender gave it.
  private(set) var told: [String: (status: DeliveryStatus, note: String?)] = [:]

  /// `nil` when it was never issued, so far as is known here.
  init?(_ document: EntryReference, _ db: Database) throws {
    let entries = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT \(Journals.columns) FROM axisEntries JOIN entries USING (place) WHERE document = ? ORDER BY place
          """),
      arguments: [document.description]
    ).map { row in
      let stored = try Journals.entry(row)
      // Only what was understood is kept here.
      return (reference: stored.reference, act: try StoredAct.act(from: stored.act))
    }
    let first = entries.first { $0.act.name == .issued }
    guard case .issued(let issued) = first?.act else { return nil }
    reference = document
    content = issued.document
    recipients = issued.to
    files = issued.attached
    original = (content, files)
    replaces = issued.replaces
    var undone: Set<EntryReference> = []
    for case .undone(let act) in entries.map(\.act) { undone.insert(act.entry) }
    for (reference, act) in entries where !undone.contains(reference) { take(act, reference) }
  }

  /// Whether it read so when it was issued, or does now; which agency of the directory its issuer is may have changed meanwhile.
  func was(_ other: Document, _ files: [StoredFile]) -> Bool {
    [original, (content, self.files)].contains { content, held in
      var content = content
      content.organID = other.organID
      return content == other && Set(held) == Set(files)
    }
  }

  private mutating func take(_ act: Act, _ reference: EntryReference) {
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

extension Document {
  /// A corrected field, in its stored form.
  fileprivate mutating func set(_ field: Field, to new: String) {
    switch field {
    case .code: code = new
    case .organName: organName = new
    case .issuedDate: issuedDate = Day(new) ?? issuedDate
    case .typeName: typeName = new
    case .subject: subject = new
    case .urgency: urgency = Urgency(rawValue: new) ?? urgency
    case .signer: signer = new.isEmpty ? nil : Signer(fullName: new)
    case .pageAmount: pageAmount = Int(new)
    case .issuedAmount: issuedAmount = Int(new)
    case .dueDate: dueDate = Day(new)
    case .note: note = new.isEmpty ? nil : new
    case .documentID: documentID = new.isEmpty ? nil : new
    case .toPlaces: break
    }
  }
}
