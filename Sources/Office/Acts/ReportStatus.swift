import GRDB
import Records
import RecordsSQL

extension OfficeTransaction {
  /// Reports the state of these documents to their senders, unless it is what was reported last.
  func reportToSenders(of documents: Set<Int64>) throws {
    // A file that is still being rebuilt from the hub writes no entries of its own.
    guard isAlive,
      try Bool.fetchOne(db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM received)"))!
    else { return }
    let statement = try db.cachedStatement(
      sql:
        """
        SELECT entry, state, reported, reason, number, suffix, day, answer, mailbox IS NOT NULL FROM document
        WHERE id = ?1 AND (mailbox IS NOT NULL
          OR EXISTS (SELECT 1 FROM merge WHERE line = document.entry AND stands))
        """)
    for document in documents.sorted() {
      guard let row = try Row.fetchOne(statement, arguments: [document]) else { continue }
      let (entry, state, reported, reason): (String, String, String?, String?) = (row[0], row[1], row[2], row[3])
      guard let entry = EntryReference(entry), let status = Processing(rawValue: state)?.deliveryStatus else {
        continue
      }
      let answers = try Citations(db).said(of: document, .answeredBy)
      func told(_ status: DeliveryStatus) -> Told {
        let note: String? =
          switch status {
          case .refused: reason
          case .accepted:
            "số đến \(row[4] as Int? ?? 0)\(row[5] as String), ngày \(Day(row[6] as String)?.display ?? "")"
          case .completed: (row[7] as String?).flatMap { $0.isEmpty ? nil : "trả lời bằng \($0)" }
          default: nil
          }
        return Told(status: status, note: note, cites: status == .completed ? answers : nil)
      }
      if row[8], try status.rawValue != reported || hasToldOtherwise(document, entry, told(status)),
        try !hasContradicted(document, entry, status)
      {
        try report(told(status), about: entry)
      }
      for copy in try StoredMerge.copies(of: entry.description, db) where copy.isFromHub {
        let last = try lastTold(copy.id, copy.document, since: copy.since)
        guard last?.status != status, try !hasContradicted(document, copy.document, status) else { continue }
        // The sender is told the number, however far the line has come.
        if last == nil, status != .accepted { try report(told(.accepted), about: copy.document) }
        try report(told(status), about: copy.document)
      }
    }
  }

  /// What is reported of a document.
  private struct Told: Equatable {
    var status: DeliveryStatus
    var note: String?
    /// What answers it.
    var cites: [Citation]?
  }

  private func report(_ told: Told, about document: EntryReference) throws {
    for recipient in try recipients(of: document) {
      try write(
        .reported(
          .init(
            document: document, recipient: recipient, status: told.status, note: told.note, answers: nil,
            cites: told.cites)),
        isByItself: true)
    }
  }

  /// Whether the sender was told another number last: the document was merged into another line for a while.
  private func hasToldOtherwise(_ line: Int64, _ document: EntryReference, _ told: Told) throws -> Bool {
    guard told.status == .accepted,
      try Bool.fetchOne(
        db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM merge WHERE copy = ?)"),
        arguments: [document.description])!
    else { return false }
    return try lastTold(line, document, since: 0).map { $0 != told } ?? false
  }

  /// Returns what was reported of a document last; `nil` if nothing was after a hybrid time.
  private func lastTold(_ line: Int64, _ document: EntryReference, since time: Int64) throws -> Told? {
    let rows = try Row.fetchCursor(
      db.cachedStatement(
        sql: """
          SELECT act FROM trail JOIN journal USING (station, epoch, sequence)
          WHERE document = ? AND trail.time > ? AND act GLOB '\(ActName.reported.pattern)'
          ORDER BY trail.time DESC, station DESC, epoch DESC, sequence DESC
          """), arguments: [line, time])
    while let row = try rows.next() {
      guard case .reported(let report) = try StoredAct.act(from: row[0]), report.answers == nil,
        report.document == document
      else { continue }
      return Told(status: report.status, note: report.note, cites: report.cites)
    }
    return nil
  }

  /// Whether this station has contradicted the colleague's report that counts now once before, with the same status,
  /// and nothing has been done since.
  ///
  /// Two stations of which one holds acts that the other can never receive (the hub and a PC were restored from before
  /// them) see a document differently for ever: each reports it once, then the sender is left in peace. The same goes
  /// for a station that has received the report of a colleague whose clock cannot be followed (`observe`): no report of
  /// its own would ever be later than that one, nor than what that colleague did.
  private func hasContradicted(_ line: Int64, _ document: EntryReference, _ status: DeliveryStatus) throws -> Bool {
    let rows = try Row.fetchCursor(
      db.cachedStatement(
        sql: """
          SELECT station, act, trail.time FROM trail JOIN journal USING (station, epoch, sequence) WHERE document = ?
          ORDER BY trail.time DESC, station DESC, epoch DESC, sequence DESC
          """), arguments: [line])
    let own = try stationID
    let reach = station.time?.packed ?? .max
    var (colleague, hasSaidSo, isBeyondReach): (StationName?, Bool, Bool) = (nil, false, false)
    while let row = try rows.next() {
      let (station, time): (StationName, Int64) = (try row.stored(0), row[2])
      guard case .reported(let report) = try StoredAct.act(from: row[1]) else {
        if time > reach { continue }
        return false
      }
      guard report.answers == nil, report.document == document else { continue }
      if station == own {
        guard colleague != nil, report.status == status else { return false }
        if isBeyondReach { return true }
        hasSaidSo = true
      } else if colleague == nil {
        colleague = station
        isBeyondReach = time > reach
      } else if hasSaidSo, station == colleague, report.status != status {
        return true
      }
    }
    return false
  }

  /// Returns the names by which the sender of a document lists this office among its recipients: perhaps two, its own
  /// and that of an agency merged into it. One empty name if it cannot be determined.
  func recipients(of document: EntryReference) throws -> [String] {
    // If the document was a draft at the sender, the entry that names the line is not the one that was delivered.
    let line = try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT id FROM document WHERE entry = ?"), arguments: [document.description])
    let issued = try line.flatMap {
      try Journal(db).entries(about: $0).first { $0.isReceived && $0.makesLine && !$0.isJoined }
    }
    guard case .issued(let issued) = issued?.entry.act else { return [""] }
    let directory = try Province(db).directory
    let own = try Row.fetchOne(db.cachedStatement(sql: "SELECT organ FROM hub")).map { $0[0] as String }
    let organ = own.flatMap { directory[$0] }
    let predecessors = organ.map { Set(directory.predecessors(of: $0).map(\.id)) } ?? []
    let names = Set([profile?.name, organ?.name].compactMap(\.self).map(OrganDirectory.nameKey))
    let ids = Set([profile?.organID, own, organ?.code, organ?.newCode].compactMap { $0?.lowercased() })
    let found =
      issued.to.filter { recipient in
        // The agencies that the directory finds are meant and no others, though another may have the same name today.
        let meant = directory.addressees(of: recipient, on: context.day)
        guard meant.isEmpty else { return meant.contains { $0.id == own || predecessors.contains($0.id) } }
        return ids.contains((recipient.organID ?? recipient.name).lowercased())
          || names.contains(OrganDirectory.nameKey(recipient.name))
      }
    let said = found.map { $0.organID ?? $0.name }
    return said.isEmpty ? [""] : said.enumerated().filter { !said[..<$0.offset].contains($0.element) }.map(\.element)
  }
}

extension Acts.Reported: LineChange {
  func change(_ id: Int64, by entry: JournalEntry, in registers: Registers) throws {
    try registers.report(id, self)
  }

  func applyForeign(_ id: Int64, by entry: JournalEntry, in registers: Registers) throws {
    try registers.run(
      """
      UPDATE recipient SET status = ?, statusDay = ?, statusNote = ?
      WHERE document = ? AND coalesce(organID, name) = ?
      """, [status.rawValue, entry.day.description, note, id, recipient])
    try registers.forgetCitations(.answeredBy, of: id, saidBy: recipient)
    guard status == .completed else { return }
    try registers.cite(
      id, (cites ?? []).filter { $0.relation == .answeredBy }, saidBy: recipient, station: entry.reference.station)
  }
}
