import GRDB
import Records
import RecordsSQL

/// V5: what was taken back before anything of it was given to an office is never given to it.
extension World {
  /// Returns what was not delivered to each office, because its own office took it back in time, and has not undone
  /// that.
  func takenBack() throws -> [Organ.ID: Set<EntryReference>] {
    let organs = stationOrgans()
    let rows = try host.watcher.read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT organ, act, station, epoch, sequence FROM mailboxes JOIN entries ON place = entry
          WHERE code = 'withdrawn'
          """)
    }
    var taken: [Organ.ID: Set<EntryReference>] = [:]
    for row in rows {
      let entry = try EntryReference(row, from: 2)
      guard let act = act(row[1]), act.asksBack, let document = act.document,
        organs[document.station] == organs[entry.station]
      else {
        problem("V5", "\(entry) keeps a document from \(row[0] as String), and takes none of its own office back")
        continue
      }
      if try isTakingBack(entry) { taken[row[0], default: []].insert(document) }
    }
    return taken
  }

  func checkTakenBack(_ kept: Set<EntryReference>, _ received: [Lying], _ seat: Seat) {
    // A hub that was put back may have given it before.
    guard hubRestores == 0 else { return }
    let organs = stationOrgans()
    for entry in received {
      // The hostile station writes two entries of one name, and calls documents of others its own.
      guard case .issued(let issued)? = act(entry.act) else { continue }
      let document = issued.draft ?? entry.reference
      guard kept.contains(document), organs[document.station] == organs[entry.reference.station] else { continue }
      problem("V5", "desk \(seat.number) has \(document), which was taken back before it was given to \(seat.organ)")
    }
  }

  /// The documents that an entry is about, or has issued: an old copy gives two entries one name.
  func documents(of entry: EntryReference) -> Set<EntryReference> {
    Set(
      truth.entries[entry, default: []].compactMap { known in
        guard let act = act(known.act) else { return nil }
        if case .issued(let issued) = act { return issued.draft ?? entry }
        return act.document
      })
  }

  /// The entries that an entry undoes. Who was not given a document until its voiding was undone learns of neither.
  func undone(by entry: EntryReference) -> Set<EntryReference> {
    Set(
      truth.entries[entry, default: []].compactMap { known in
        guard case .undone(let undone)? = act(known.act) else { return nil }
        return undone.entry
      })
  }
}
