import GRDB
import Records
import RecordsSQL

/// The changes an office made to a document after it was issued, as far as the page shows them: the last change of a
/// field counts. They are stored so that the last one is found without reading the others, and undoing it uncovers the
/// one before.
extension Listing {
  /// The fields that the page shows or finds a document by; `changes.what` names them.
  static let fields: [Field] = [.code, .organName, .typeName, .subject, .signer, .issuedDate, .urgency]
  /// In `changes.what`: recalled, voided.
  static let state = "state"

  private static let shown = Set(fields.map(\.rawValue) + [state])

  /// Stores a correction, a recall, a voiding, or the undoing of one of them.
  func keep(_ act: Act, of reference: EntryReference, about document: String, at place: Int) throws {
    guard let (what, value) = Listing.said(by: act) else { return }
    let issue = try issue(of: document)
    if let issue, Listing.isOfDraft(reference, issue) { return }
    // Before it is issued it is unknown which changes count; see `settle`.
    if issue != nil, Listing.shown.contains(what), try isTakenBack(reference, document) { return }
    try run(
      "INSERT OR IGNORE INTO \(schema).changes (document, what, place, value) VALUES (?, ?, ?, ?)",
      [document, what, place, value])
    guard issue != nil else { return }
    if case .undone(let undone) = act { try takeBack(undone.entry, document) }
    touch(document)
    try writeState(of: document)
  }

  /// Called when the document is issued: applies the changes that came before, except those its own station made to the
  /// draft.
  func settle(_ document: String, issuedBy issue: EntryReference) throws {
    let early = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT what, c.place, station, epoch, sequence FROM \(schema).changes c JOIN entries USING (place)
          WHERE document = ?
          """), arguments: [document])
    guard !early.isEmpty else { return }
    var takenBack: [EntryReference] = []
    for row in early {
      let (what, place): (String, Int) = (row[0], row[1])
      if Listing.isOfDraft(try EntryReference(row, from: 2), issue) {
        try run(
          "DELETE FROM \(schema).changes WHERE document = ? AND what = ? AND place = ?", [document, what, place])
      } else if what.hasPrefix(Listing.undone) {
        takenBack += [EntryReference(String(what.dropFirst(Listing.undone.count)))].compactMap(\.self)
      }
    }
    for entry in takenBack { try takeBack(entry, document) }
    try writeState(of: document)
  }

  /// The last change of a field; `nil` if the document's own value counts.
  func said(_ what: String, of document: String) throws -> String? {
    try String.fetchOne(
      db.cachedStatement(
        sql: "SELECT value FROM \(schema).changes WHERE document = ? AND what = ? ORDER BY place DESC LIMIT 1"),
      arguments: [document, what])
  }

  /// Written at once, because a reader's reports are compared with it.
  private func writeState(of document: String) throws {
    try run(
      "UPDATE \(schema).listed SET state = ? WHERE document = ?",
      [try said(Listing.state, of: document) ?? ListedDocument.State.issued.rawValue, document])
  }

  private static func isOfDraft(_ entry: EntryReference, _ issue: EntryReference) -> Bool {
    entry.station == issue.station && entry < issue
  }

  private func issue(of document: String) throws -> EntryReference? {
    try Row.fetchOne(
      db.cachedStatement(
        sql: "SELECT station, epoch, sequence FROM \(schema).listed JOIN entries USING (place) WHERE document = ?"),
      arguments: [document]
    ).map { try EntryReference($0) }
  }

  // MARK: undoing

  /// Precedes the name of an entry in `changes.what`.
  private static let undone = "undone "

  /// In `changes.what`: that this entry was undone.
  static func undoing(_ entry: EntryReference) -> String { "\(undone)\(entry)" }

  private func isTakenBack(_ entry: EntryReference, _ document: String) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM \(schema).changes WHERE document = ? AND what = ?)"),
      arguments: [document, Listing.undoing(entry)])!
  }

  private func takeBack(_ entry: EntryReference, _ document: String) throws {
    let place = try Int.fetchOne(
      db.cachedStatement(sql: "SELECT place FROM entries WHERE station = ? AND epoch = ? AND sequence = ?"),
      arguments: [entry.station, entry.epoch, entry.sequence])
    guard let place else { return }
    for what in Listing.shown.sorted() {
      try run(
        "DELETE FROM \(schema).changes WHERE document = ? AND what = ? AND place = ?", [document, what, place])
    }
  }

  /// The field an act changes, and its new value; `nil` if the page does not show the field, or the value is invalid.
  private static func said(by act: Act) -> (what: String, value: String)? {
    switch act {
    case .recalled: return (state, ListedDocument.State.recalled.rawValue)
    case .voided: return (state, ListedDocument.State.voided.rawValue)
    case .undone(let act): return (undoing(act.entry), "")
    case .corrected(let act):
      guard fields.contains(act.field), act.isConsistent else { return nil }
      var new = act.new
      // SQLite would truncate the text at a NUL character.
      new.removeZeros()
      return (act.field.rawValue, new)
    default: return nil
    }
  }
}

extension Act {
  /// Whether it changes an issued document in a way the page shows.
  var changesListing: Bool {
    switch self {
    case .corrected, .voided, .recalled, .undone: true
    default: false
    }
  }
}
