import Foundation
import GRDB
import Records

/// Who sent a document: the office of the key that signed it.
extension Registers {
  /// The document of another office as this one shows it: under the name of the office whose key signed it, or of a body that office
  /// issues for; and what it says of its issuer. What the axis brought keeps the name it came with.
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

  /// The office of the key an entry of another office came under; `nil` while the hub has not said whose it is.
  func sender(of entry: EntryReference) throws -> Organ.ID? {
    try String.fetchOne(
      db.cachedStatement(sql: "SELECT organ FROM received WHERE station = ? AND epoch = ? AND sequence = ?"),
      arguments: [entry.station, entry.epoch, entry.sequence])
  }

  /// The agency a name means among those the office's key stands for: the office itself, and the bodies it issues for.
  func carried(_ name: String, _ id: String?, by sender: Organ.ID) throws -> Organ? {
    guard let office = try organ(sender) else { return nil }
    let key = OrganDirectory.nameKey(name)
    let carried = [office] + (try office.issues(organ))
    let folded = OrganDirectory.foldedKey(name)
    return carried.first { OrganDirectory.nameKey($0.name) == key }
      ?? carried.first { OrganDirectory.foldedKey($0.name) == folded }
      ?? carried.first { $0.id == id?.lowercased() && $0.id != sender }
  }

  /// Whose a line is shown to be when an entry of this office names somebody: of what came under another office's key only those whom
  /// that key stands for, else its office. `nil`: the line is this office's own, or came on paper, and the name stands as it was given.
  func organ(named name: String, _ organID: String?, of id: Int64) throws -> Organ? {
    let sender = try String.fetchOne(
      db.cachedStatement(sql: "SELECT sender FROM document WHERE id = ?"), arguments: [id])
    guard let sender, sender != NationalAxis.id else { return nil }
    return try carried(name, organID, by: sender) ?? organ(sender)
  }

  /// An agency, as the hub lists it or as the program knows it.
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

  /// Those who have sent something, each with the bodies it issues for, as they are known now.
  func senders() throws -> [Organ.ID: [Organ]] {
    // A replay hears all the hub ever said before anything that others sent.
    guard !isReplay else { return [:] }
    let senders = try String.fetchAll(
      db.cachedStatement(sql: "SELECT DISTINCT sender FROM document WHERE sender IS NOT NULL"))
    return try Dictionary(uniqueKeysWithValues: senders.map { ($0, try known($0)) })
  }

  private func known(_ sender: Organ.ID) throws -> [Organ] {
    guard let office = try organ(sender) else { return [] }
    return [office] + (try office.issues(organ))
  }

  /// Makes the lines anew whose sender the hub has now told of, or told of differently; in whatever order its word and theirs came, the
  /// same registers come of them. A line with a number keeps what it was registered as.
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
    return try lines.flatMap(rebuild)
  }

  /// Lines whose sender is known and not written down yet.
  func unsigned() throws -> [Int64] {
    try Int64.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT DISTINCT d.id FROM document d INDEXED BY document_unsigned
          JOIN trail t ON t.document = d.id JOIN received r USING (station, epoch, sequence)
          WHERE d.mailbox IS NOT NULL AND d.sender IS NULL AND r.organ IS NOT NULL AND r.act GLOB '{"issued":*'
          ORDER BY d.id
          """))
  }
}
