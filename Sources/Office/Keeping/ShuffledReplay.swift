import GRDB
import Records

extension Office {
  /// Applies all entries of the file in another order than they came, and compares the registers made so with the
  /// file's: registers are a function of the set of entries, not of their order. Entries that the file has set aside
  /// are left out.
  ///
  /// Two orders are kept: the hub's entries come first, because until they are there nobody knows whose key sealed
  /// what, and a journal has its own order, because a station writes one act after another and others receive it so.
  package func replay(shuffledBy random: inout some RandomNumberGenerator) throws -> VerifyReport {
    let replay = try Replay(of: self)
    var report = VerifyReport()
    try replay.queue.inDatabase { db in
      try db.inTransaction(.deferred) {
        let registers = Registers(db, isReplay: true)
        var aside: [SourcedEntry] = []
        for sourced in try Office.shuffled(db, &random) {
          try Office.applyOrKeep(sourced, registers, &aside)
        }
        // What found its number taken is applied when the line that frees the number is there.
        var before = Int.max
        while !aside.isEmpty, aside.count < before {
          before = aside.count
          let again = aside
          aside = []
          for sourced in again { try Office.applyOrKeep(sourced, registers, &aside) }
        }
        try RegisterComparison(db).run(&report)
        return .rollback
      }
    }
    return report
  }

  private static func applyOrKeep(
    _ sourced: SourcedEntry, _ registers: Registers, _ aside: inout [SourcedEntry]
  ) throws {
    do {
      try registers.db.inSavepoint {
        try registers.apply(sourced)
        return .commit
      }
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
      aside.append(sourced)
    }
  }

  private static func shuffled(
    _ db: Database, _ random: inout some RandomNumberGenerator
  ) throws -> [SourcedEntry] {
    let setAside = try Set(
      Row.fetchAll(db, sql: "SELECT station, epoch, sequence FROM kept.unapplied").map { try EntryReference($0) })
    let hub = try String.fetchOne(db, sql: "SELECT station FROM kept.hub")
    func entries(_ table: String) throws -> [SourcedEntry] {
      let isReceived = table == "received" ? "NOT isOwn" : "0"
      return try Row.fetchAll(
        db, sql: "SELECT \(Journal.columns), \(isReceived) FROM kept.\(table) ORDER BY station, epoch, sequence"
      ).map { SourcedEntry(entry: try Journal.entry($0), isReceived: $0[8]) }
        .filter { !setAside.contains($0.entry.reference) }
    }
    let (journal, received) = (try entries("journal"), try entries("received"))
    let ofHub = journal.filter { $0.entry.reference.station.description == hub }
    var journals = Dictionary(
      grouping: journal.filter { $0.entry.reference.station.description != hub },
      by: { "\($0.entry.reference.station)" })
    // Each place in the order goes to a journal or to an entry from the mailbox, drawn for every place.
    var places: [(String, SourcedEntry?)] = received.map { ("", $0) }
    for (station, entries) in journals.sorted(by: { $0.key < $1.key }) {
      places += entries.map { _ in (station, nil) }
      journals[station] = entries.reversed()
    }
    places.shuffle(using: &random)
    return ofHub + places.compactMap { station, received in received ?? journals[station]?.popLast() }
  }
}
