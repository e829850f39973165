import GRDB
import Records

extension Desk {
  /// Tells the senders of these documents where they stand, if it is not what they were told last.
  func tellSenders(of documents: Set<Int64>) throws {
    // While a file is being put together again from the hub it has no life of its own yet.
    guard isAlive, try Bool.fetchOne(db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM received)"))! else { return }
    let statement = try db.cachedStatement(
      sql:
        "SELECT entry, state, reported, reason, number, suffix, day FROM document WHERE id = ? AND mailbox IS NOT NULL")
    for document in documents.sorted() {
      guard let row = try Row.fetchOne(statement, arguments: [document]) else { continue }
      let (entry, state, reported, reason): (String, String, String?, String?) = (row[0], row[1], row[2], row[3])
      guard let entry = EntryReference(entry), let status = Processing(rawValue: state)?.deliveryStatus,
        status.rawValue != reported, try !hasContradicted(document, status)
      else { continue }
      let note: String? =
        switch status {
        case .refused: reason
        case .accepted: "số đến \(row[4] as Int? ?? 0)\(row[5] as String), ngày \(Day(row[6] as String)?.display ?? "")"
        default: nil
        }
      for recipient in try recipients(of: entry) {
        try write(.reported(.init(document: entry, recipient: recipient, status: status, note: note, answers: nil)))
      }
    }
  }

  /// Whether this station has said so before against the word of the colleague that stands now, and nobody has done anything since. Two
  /// desks of which one holds acts the other can not have any more (the hub and a PC were put back from before them) see a document
  /// differently for ever: each says so once, and then the sender is left in peace. So is whoever hears a colleague whose clock nobody can
  /// follow (`observe`): no later word would stand above that one.
  private func hasContradicted(_ document: Int64, _ status: DeliveryStatus) throws -> Bool {
    let rows = try Row.fetchCursor(
      db.cachedStatement(
        sql: """
          SELECT station, act, trail.time FROM trail JOIN journal USING (station, epoch, sequence) WHERE document = ?
          ORDER BY trail.time DESC, station DESC, epoch DESC, sequence DESC
          """), arguments: [document])
    var (colleague, hasSaidSo, isBeyondReach): (String?, Bool, Bool) = (nil, false, false)
    while let row = try rows.next() {
      let station: String = row[0]
      guard case .reported(let report) = try StoredAct.act(from: row[1]) else { return false }
      guard report.answers == nil else { continue }
      if station == stationID {
        guard colleague != nil, report.status == status else { return false }
        if isBeyondReach { return true }
        hasSaidSo = true
      } else if colleague == nil {
        colleague = station
        isBeyondReach = self.station.time.map { $0.packed < row[2] } ?? false
      } else if hasSaidSo, station == colleague, report.status != status {
        return true
      }
    }
    return false
  }

  /// How the sender of a document named this office among its recipients: perhaps twice, as itself and as what was merged into it. Empty
  /// when it cannot be told.
  func recipients(of document: EntryReference) throws -> [String] {
    // Of a document that was a draft there, the entry that made the line is not the one that was delivered.
    let line = try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT id FROM document WHERE entry = ?"), arguments: [document.description])
    let issued = try line.flatMap { try Journal(db).told(about: $0).first { $0.isReceived && $0.makesLine } }
    guard case .issued(let issued) = issued?.entry.act else { return [""] }
    let directory = try Province(db).directory
    let own = try Row.fetchOne(db.cachedStatement(sql: "SELECT organ FROM hub")).map { $0[0] as String }
    let organ = own.flatMap { directory[$0] }
    let predecessors = organ.map { Set(directory.predecessors(of: $0).map(\.id)) } ?? []
    let names = Set([profile?.name, organ?.name].compactMap(\.self).map(OrganDirectory.nameKey))
    let ids = Set([profile?.organID, own, organ?.code, organ?.newCode].compactMap { $0?.lowercased() })
    let found =
      issued.to.filter { recipient in
        // Whom the directory finds is meant and nobody else, though another may have the same name today.
        let meant = directory.addressees(of: recipient, on: acting.day)
        guard meant.isEmpty else { return meant.contains { $0.id == own || predecessors.contains($0.id) } }
        return ids.contains((recipient.organID ?? recipient.name).lowercased())
          || names.contains(OrganDirectory.nameKey(recipient.name))
      }
    let said = found.map { $0.organID ?? $0.name }
    return said.isEmpty ? [""] : said.enumerated().filter { !said[..<$0.offset].contains($0.element) }.map(\.element)
  }
}

extension Act.Reported: LineChange {
  func change(_ id: Int64, by entry: JournalEntry, in registers: Registers) throws {
    try registers.report(id, status, answering: answers)
  }

  func hear(_ id: Int64, by entry: JournalEntry, in registers: Registers) throws {
    try registers.run(
      """
      UPDATE recipient SET status = ?, statusDay = ?, statusNote = ?
      WHERE document = ? AND coalesce(organID, name) = ?
      """, [status.rawValue, entry.day.description, note, id, recipient])
  }
}
