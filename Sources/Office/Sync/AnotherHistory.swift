import GRDB
import Records
import RecordsSQL
import Wording

/// Two histories under one name: the hub was put back, and an old copy of another office's file was used further, under
/// names whose first entries were received here before. What the hub's mailbox names stands, at every reader: the hub
/// holds one entry of a name. The other is kept aside (`forked`), `verify` names it, and the clerk is told.
extension OfficeTransaction {
  /// Whether another entry of another office is held under that name.
  public func holdsAnother(_ name: EntryReference, _ hash: Hash256) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT EXISTS (
            SELECT 1 FROM received WHERE station = ? AND epoch = ? AND sequence = ? AND hash <> ? AND NOT isOwn)
          """), arguments: [name.station, name.epoch, name.sequence, hash])!
  }

  /// Puts an entry of another office into the place of the one that is held under its name. All registers are made
  /// again after it (`Office.settleHistories`): they are those that all entries held now make.
  public func replace(
    delivered entry: StoredEntry, after previous: Hash256, position: Int, proof: [UInt8], key: [UInt8]
  ) throws {
    try expectKeepable(entry)
    let name = entry.reference
    let arguments: StatementArguments = [name.station, name.epoch, name.sequence]
    let line = try Journal(db).line(about: name).flatMap {
      try DocumentLine.fetchOne(db.cachedStatement(sql: DocumentLine.byID), arguments: [$0])
    }
    try db.execute(
      sql: """
        INSERT OR IGNORE INTO forked (station, epoch, sequence, hash, previous, time, day, clerk, grouped, act, proof)
        SELECT station, epoch, sequence, hash, previous, time, day, clerk, grouped, act, proof FROM received
        WHERE station = ? AND epoch = ? AND sequence = ?
        """, arguments: arguments)
    for table in ["received", "unapplied", "unnamed"] {
      try db.execute(sql: "DELETE FROM \(table) WHERE station = ? AND epoch = ? AND sequence = ?", arguments: arguments)
    }
    let organ = try office(of: entry.station, key)
    _ = try keep(entry, after: previous, position: position, proof: proof, organ: organ, isOwn: false)
    if let reason = try reasonToSetAside(entry) { try Registers(db).setAside(name, reason) }
    try RegistersToMake.note(db)
    let words = OfficeTransaction.words(of: line)
    // Before all notices of the hub, which have the positions of its mailbox.
    let place = try Int.fetchOne(db, sql: "SELECT min(0, ifnull(min(position), 0)) - 1 FROM notice") ?? -1
    try returned(
      name, position: place, code: HubNotice.anotherHistory, vietnamese: words.vietnamese, english: words.english)
  }

  private static func words(of line: DocumentLine?) -> Bilingual {
    let before = line.map { line in
      let subject = line.document.subject.prefix(200)
      return Bilingual(" Trước ở đây là “\(subject)”.", " Before, it was “\(subject)” here.")
    }
    return Bilingual(
      "Sổ của nơi gửi đã ghi chuyện khác dưới cùng tên việc: bản chép cũ của sổ được dùng tiếp sau khi tỉnh phục hồi "
        + "dữ liệu.\(before?.vietnamese ?? "") Nay theo điều tỉnh giữ; hãy hỏi lại nơi gửi.",
      "The sender's register has another history under this name: an old copy of it was used further after the hub was "
        + "put back.\(before?.english ?? "") What the hub holds counts now; ask the sender.")
  }
}

extension Office {
  /// Makes all registers again, after entries were replaced by those of another history.
  ///
  /// - Parameter names: those entries.
  public func settleHistories(_ names: [EntryReference], _ context: ActContext) throws {
    guard !names.isEmpty else { return }
    try makeRegisters()
    // They were made on another connection.
    database.inDatabase { $0.clearSchemaCache() }
    try makeDeliveries()
    if try lacksSearch() { try rebuildSearch() }
    // Their senders are told what has become of the documents, where that is different now.
    try act(context) { transaction in
      for name in names {
        transaction.touch(
          try Int64.fetchAll(
            transaction.db, sql: "SELECT document FROM trail WHERE station = ? AND epoch = ? AND sequence = ?",
            arguments: [name.station, name.epoch, name.sequence]))
      }
    }
  }
}
