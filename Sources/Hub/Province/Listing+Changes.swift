import GRDB
import Records

/// What an office says of a document after it was issued, as far as the page shows it: of each thing the last word counts. Kept so that
/// the last word is found without reading the ones before it, and so that what is taken back leaves the one before it.
extension Listing {
  /// A thing of a document that its office may say anew. The names are those of `changes.what`.
  enum Said: String, CaseIterable {
    case code, typeName, subject, signer, issuedDate, urgency
    /// recalled, voided
    case state
  }

  /// Keeps a correction, a recall, a voiding, or that one of them was taken back.
  func keep(_ act: Act, of reference: EntryReference, about document: String, at place: Int) throws {
    guard let (what, value) = Listing.said(by: act) else { return }
    let issue = try issue(of: document)
    if let issue, Listing.isOfDraft(reference, issue) { return }
    // Before it is issued nobody knows yet what counts: `settle`.
    if issue != nil, Said(rawValue: what) != nil, try isTakenBack(reference, document) { return }
    try run(
      "INSERT OR IGNORE INTO \(schema).changes (document, what, place, value) VALUES (?, ?, ?, ?)",
      [document, what, place, value])
    guard issue != nil else { return }
    if case .undone(let undone) = act { try takeBack(undone.entry, document) }
    touch(document)
    try writeState(of: document)
  }

  /// The document is issued: what was said of it before counts now, without what its own station did to the draft.
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
      if Listing.isOfDraft(EntryReference(station: row[2], epoch: row[3], sequence: row[4]), issue) {
        try run(
          "DELETE FROM \(schema).changes WHERE document = ? AND what = ? AND place = ?", [document, what, place])
      } else if what.hasPrefix(Listing.undone) {
        takenBack += [EntryReference(String(what.dropFirst(Listing.undone.count)))].compactMap(\.self)
      }
    }
    for entry in takenBack { try takeBack(entry, document) }
    try writeState(of: document)
  }

  /// The last word on a thing; `nil` where there is none but that of the document itself.
  func said(_ what: Said, of document: String) throws -> String? {
    try String.fetchOne(
      db.cachedStatement(
        sql: "SELECT value FROM \(schema).changes WHERE document = ? AND what = ? ORDER BY place DESC LIMIT 1"),
      arguments: [document, what.rawValue])
  }

  /// At once, and not with the rest: what a reader reports is held against it.
  private func writeState(of document: String) throws {
    try run(
      "UPDATE \(schema).listed SET state = ? WHERE document = ?",
      [try said(.state, of: document) ?? ListedDocument.State.issued.rawValue, document])
  }

  private static func isOfDraft(_ entry: EntryReference, _ issue: EntryReference) -> Bool {
    entry.station == issue.station && entry < issue
  }

  private func issue(of document: String) throws -> EntryReference? {
    try Row.fetchOne(
      db.cachedStatement(
        sql: "SELECT station, epoch, sequence FROM \(schema).listed JOIN entries USING (place) WHERE document = ?"),
      arguments: [document]
    ).map { EntryReference(station: $0[0], epoch: $0[1], sequence: $0[2]) }
  }

  // MARK: what is taken back

  /// Before the name of an entry in `changes.what`.
  private static let undone = "undone "

  private func isTakenBack(_ entry: EntryReference, _ document: String) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM \(schema).changes WHERE document = ? AND what = ?)"),
      arguments: [document, "\(Listing.undone)\(entry)"])!
  }

  private func takeBack(_ entry: EntryReference, _ document: String) throws {
    let place = try Int.fetchOne(
      db.cachedStatement(sql: "SELECT place FROM entries WHERE station = ? AND epoch = ? AND sequence = ?"),
      arguments: [entry.station, entry.epoch, entry.sequence])
    guard let place else { return }
    for what in Said.allCases {
      try run(
        "DELETE FROM \(schema).changes WHERE document = ? AND what = ? AND place = ?", [document, what.rawValue, place])
    }
  }

  /// What an act says of which thing; `nil` where the page shows nothing of it, or the value is none.
  private static func said(by act: Act) -> (what: String, value: String)? {
    switch act {
    case .recalled: return (Said.state.rawValue, ListedDocument.State.recalled.rawValue)
    case .voided: return (Said.state.rawValue, ListedDocument.State.voided.rawValue)
    case .undone(let act): return ("\(undone)\(act.entry)", "")
    case .corrected(let act):
      guard let what = Said(rawValue: act.field.rawValue), act.isConsistent else { return nil }
      var new = act.new
      // A zero byte would end the text in SQLite.
      new.removeZeros()
      return (what.rawValue, new)
    default: return nil
    }
  }
}

extension Act {
  /// Whether it says something of a document that was issued, for the page to show.
  var changesListing: Bool {
    switch self {
    case .corrected, .voided, .recalled, .undone: true
    default: false
    }
  }
}
