import Foundation
import GRDB
import Records
import RecordsSQL

/// The sender of a document: the office of the key that signed it.
extension Registers {
  /// Returns the document of another office as it is shown here, under the name of the office whose key signed it or of
  /// a body that this office issues for; its sender; and what the document itself says of its issuer. A document that
  /// came over the axis keeps the name it came with.
  func signed(
    _ document: Document, by entry: EntryReference
  ) throws -> (document: Document, sender: Organ.ID?, written: String?) {
    guard let sender = try sender(of: entry) else { return (document, nil, nil) }
    guard sender != NationalAxis.id else { return (document, sender, nil) }
    var signed = document
    if let organ = try carried(document.organName, document.organID, by: sender) {
      (signed.organName, signed.organID) = (organ.name, organ.id)
    } else {
      let office = try organ(sender)
      (signed.organName, signed.organID) = (office?.name ?? sender, sender)
    }
    return (signed, sender, document.organName)
  }

  /// Returns the office of the key under which an entry of another office was sealed; `nil` until the hub has said
  /// whose key it is.
  func sender(of entry: EntryReference) throws -> Organ.ID? {
    try String.fetchOne(
      db.cachedStatement(sql: "SELECT organ FROM received WHERE station = ? AND epoch = ? AND sequence = ?"),
      arguments: [entry.station, entry.epoch, entry.sequence])
  }

  /// Returns the agency that a name means among those that the sender's key stands for: the office itself, and the
  /// bodies it issues for.
  func carried(_ name: String, _ id: String?, by sender: Organ.ID) throws -> Organ? {
    guard let office = try organ(sender) else { return nil }
    let key = OrganDirectory.nameKey(name)
    let carried = [office] + (try office.issues(organ))
    let folded = OrganDirectory.foldedKey(name)
    return carried.first { OrganDirectory.nameKey($0.name) == key }
      ?? carried.first { OrganDirectory.foldedKey($0.name) == folded }
      ?? carried.first { $0.id == id?.lowercased() && $0.id != sender }
  }

  /// Returns the agency that a line is shown under when an entry of this office names one. If the line came under
  /// another office's key: one that this key stands for, else its office. `nil` if the line is this office's own, or
  /// came on paper or over the axis: then the name stays as it was given.
  func organ(named name: String, _ organID: String?, of id: Int64) throws -> Organ? {
    let sender = try String.fetchOne(
      db.cachedStatement(sql: "SELECT sender FROM document WHERE id = ?"), arguments: [id])
    guard let sender, sender != NationalAxis.id else { return nil }
    return try carried(name, organID, by: sender) ?? organ(sender)
  }

  /// Returns an agency as the hub lists it, else as the program's own directory has it.
  func organ(_ id: Organ.ID) throws -> Organ? {
    let listed = try String.fetchOne(
      db.cachedStatement(sql: "SELECT organ FROM listedOrgan WHERE id = ?"), arguments: [id])
    guard let listed else { return OrganDirectory.shipped[id] }
    return try JSONDecoder().decode(Organ.self, from: Data(listed.utf8))
  }

  func isSigned(_ id: Int64) throws -> Bool {
    let sender = try String.fetchOne(
      db.cachedStatement(sql: "SELECT sender FROM document WHERE id = ?"), arguments: [id])
    return sender != nil && sender != NationalAxis.id
  }

  // MARK: what the hub says later

  /// Returns the offices that have sent something, each with itself and the bodies it issues for, as they are known
  /// now.
  func senders() throws -> [Organ.ID: [Organ]] {
    // A replay applies all entries of the hub before anything that other offices sent.
    guard !isReplay else { return [:] }
    let senders = try String.fetchAll(
      db.cachedStatement(sql: "SELECT DISTINCT sender FROM document WHERE sender IS NOT NULL"))
    return try Dictionary(uniqueKeysWithValues: senders.map { ($0, try known($0)) })
  }

  private func known(_ sender: Organ.ID) throws -> [Organ] {
    guard let office = try organ(sender) else { return [] }
    return [office] + (try office.issues(organ))
  }

  /// Rebuilds the lines of senders that the hub has now named, or described differently, so that the registers are the
  /// same whether the hub's entries or the senders' came first. A line with a number keeps what it was registered as.
  func tellApart(from before: [Organ.ID: [Organ]], _ act: Act) throws -> [Int64] {
    var lines: [Int64] = []
    for (sender, known) in before.sorted(by: { $0.key < $1.key }) where try self.known(sender) != known {
      lines += try Int64.fetchAll(
        db.cachedStatement(sql: "SELECT id FROM document WHERE sender = ? AND number IS NULL ORDER BY id"),
        arguments: [sender])
    }
    if case .stationEnrolled(let enrolled) = act, !isReplay {
      try run(
        "UPDATE received SET organ = ? WHERE station = ? AND organ IS NULL", [enrolled.organ, enrolled.station])
      lines += try unsigned()
    }
    return try (lines + merged(lines)).flatMap(rebuild)
  }

  /// Returns the lines into which these were merged: their sender is that of the copy.
  private func merged(_ lines: [Int64]) throws -> [Int64] {
    try Set(lines).sorted().compactMap { id in
      let name = try String.fetchOne(
        db.cachedStatement(sql: "SELECT entry FROM document WHERE id = ?"), arguments: [id])
      guard let name, let end = EntryReference(try StoredMerge.end(of: name, db)), end.description != name else {
        return nil
      }
      return try self.id(of: end)
    }
  }

  /// Returns the lines whose sender is known and not yet recorded.
  func unsigned() throws -> [Int64] {
    try Int64.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT DISTINCT d.id FROM document d INDEXED BY document_unsigned
          JOIN trail t ON t.document = d.id JOIN received r USING (station, epoch, sequence)
          WHERE d.mailbox IS NOT NULL AND d.sender IS NULL AND r.organ IS NOT NULL
            AND r.act GLOB '\(ActName.issued.pattern)'
          ORDER BY d.id
          """))
  }
}
