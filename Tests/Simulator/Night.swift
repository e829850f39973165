import Exchange
import GRDB
import Office
import Records
import Sync
import Wording

/// Days and nights: clerks work, things break, and at night all stations exchange with the hub.
extension World {
  func live() throws {
    if plan.isPaired { try join(organs[chance.below(organs.count)]) }
    for night in 1...plan.nights {
      if chance.one(in: 9) { pass(milliseconds: 86_400_000 * Int64(chance.below(20))) }
      for seat in seats { try work(seat) }
      for former in formerLives { try workOn(former) }
      try lie()
      try accidents(night)
      pass(milliseconds: 3_600_000)
      for seat in shuffled(seats) { try tellHub(seat) }
      try travel()
      pass(milliseconds: 86_400_000 - time % 86_400_000)
    }
  }

  private func shuffled(_ seats: [Seat]) -> [Seat] { seats.shuffled(using: &chance) }

  private func tellHub(_ seat: Seat) throws {
    isHubFull = goesWrong(.hubFull)
    seat.isFull = goesWrong(.diskFull)
    defer { (isHubFull, seat.isFull) = (false, false) }
    try helpUp(seat)
    if goesWrong(.stick), !seat.isEmpty { return try writeStick(seat) }
    if goesWrong(.hubNoPages) { try host.limit(morePages: chance.below(8)) }
    try sync(seat, budget: goesWrong(.budget) ? 500 + chance.anySize(upTo: 17) : nil)
    try host.limit(morePages: nil)
  }

  /// Does what a clerk does, according to the guide, when the program says why it cannot continue.
  func helpUp(_ seat: Seat) throws {
    if seat.isForked { try replace(seat) } else if seat.mustEnrol { try enrol(seat, .replace) }
  }

  /// Begins to use a file that was filled from the hub when it is complete.
  func comeBackIfWhole(_ seat: Seat, _ end: LineRun.End) throws {
    guard seat.isEmpty, let enrolment = try seat.office.enrolment(),
      enrolment.challenge != 0, enrolment.cursor >= enrolment.mailboxEnd, end == .done || end == .partly
    else { return }
    if try seat.office.isComingBack() {
      do { try seat.office.act(seat.context()) { try $0.comeBack() } } catch let refusal as any Refusal {
        // The hub was restored and has nothing of it: there is nothing to come back to.
        seat.isGone = true
        return log("desk \(seat.number) cannot come back: \(refusal.words.english)")
      }
    }
    seat.isEmpty = false
    log("desk \(seat.number) is whole")
    try seat.collect()
    if try seat.office.mustConfirmNumbers() { try confirm(seat) }
  }

  private func accidents(_ night: Int) throws {
    for seat in seats where !seat.isEmpty {
      if goesWrong(.clockWrong) {
        seat.skew = chance.pick([-time, 94_608_000_000, -94_608_000_000, 600_000, Int64(chance.below(86_400_000))])
      }
      if plan.rates[.oldCopy] != nil { seat.copies.append(seat.disk.copied(to: "old\(night)")) }
      if plan.rates[.restored] != nil {
        let backup = "\(seat.disk.folder)/backup\(night)"
        try seat.office.backup(to: backup)
        seat.backups.append(backup)
      }
      if let copy = chance.pick(from: seat.copies), goesWrong(.oldCopy) {
        seat.disk.put(back: copy)
        try seat.takeOver(try Office.open(seat.disk.path))
      } else if let backup = chance.pick(from: seat.backups), goesWrong(.restored) {
        // The program is closed first; no connection to this file is open.
        seat.disk.crash { $0 }
        let restored = try Office.restore(from: backup, to: seat.disk.path, context: seat.context())
        try seat.takeOver(restored.office)
        if chance.one(in: 2) { try confirm(seat) }
      } else if goesWrong(.lost), try isKnown(seat) {
        try replace(seat)
      } else if goesWrong(.replacedLives), try isReplaceable(seat), try isKnown(seat) {
        try replaceLiving(seat)
      } else if goesWrong(.revoked) {
        try host.hub.revoke(seat.station.description, reason: "Mất máy")
        seat.mustEnrol = true
      }
    }
    if plan.rates[.hubRestored] != nil { try keepHubCopy(night) }
    if let copy = chance.pick(from: hubCopies), goesWrong(.hubRestored) { try restoreHub(copy) }
    if goesWrong(.secondStation), let organ = chance.pick(from: lonely()) { try join(organ) }
  }

  /// Whether the hub holds any entry of the station, without which there is nothing to come back to.
  private func isKnown(_ seat: Seat) throws -> Bool {
    try hubEntries().contains { $0.station == seat.station }
  }

  /// A hub that is put back may know the former life only; and a PC that is replaced has learned which office it is of,
  /// and that leases are granted: before its first answer one may number as long as it likes.
  private func isReplaceable(_ seat: Seat) throws -> Bool {
    guard plan.rates[.hubRestored] == nil && !seat.mustEnrol else { return false }
    do { _ = try seat.office.profile } catch OpenRefusal.foreign { return false }
    return try seat.office.numberingTerm(at: time) != nil
  }

  private func lonely() -> [Organ.ID] {
    Array(Set(seats.filter { !$0.mustEnrol }.map(\.organ)).filter { organ in seats.count { $0.organ == organ } == 1 })
      .sorted()
  }

  private func keepHubCopy(_ night: Int) throws {
    let keys = Dictionary(
      uniqueKeysWithValues: seats.map { ($0.station, Array($0.keys.signing.publicKey.rawRepresentation)) })
    hubCopies.append((try host.backup("backup\(night)"), keys))
  }

  /// Restores the hub as it was some days ago: it knows no station that was enrolled since.
  private func restoreHub(_ copy: (path: String, keys: [StationName: [UInt8]])) throws {
    hubRestores += 1
    try host.restore(copy.path)
    log("the hub is put back")
    // Stations enrolled after the copy was made are unknown, with these keys or at all: the administrator gives a code
    // for the same file.
    for seat in seats where copy.keys[seat.station] != Array(seat.keys.signing.publicKey.rawRepresentation) {
      seat.mustEnrol = true
    }
  }

  /// Whether nothing is left but contents that are nowhere any more: their only PC was lost before the hub had them.
  func isToldAll(_ seat: Seat, _ end: LineRun.End?) throws -> Bool {
    if end == .done { return true }
    guard end == .partly, let enrolment = try seat.office.enrolment(), try seat.office.unsent().entries == 0,
      enrolment.cursor >= enrolment.mailboxEnd
    else { return false }
    let lacking = try seat.office.read { db in
      try String.fetchAll(db, sql: "SELECT sha256 FROM lacking WHERE sha256 IN (SELECT sha256 FROM content)")
    }
    return try lacking.isEmpty && !seat.office.wanted().contains { try isDue($0.sha256, to: seat.organ) }
  }

  /// I9: where nothing is new, almost nothing is transferred.
  private func checkQuiet() throws {
    for seat in seats where !seat.isEmpty && lastEnds[seat.number] == nil {
      let (runs, before, most) = (exchanges, bytes, try mostWhereNothingIsNew(seat))
      guard try sync(seat) == .done, bytes - before > most else { continue }
      problem(
        "I9",
        """
        desk \(seat.number) and the hub have nothing new, and that takes \(bytes - before) bytes in \
        \(exchanges - runs) exchanges
        """
      )
    }
  }

  /// Returns how many bytes an exchange without anything new may take, both ways: heads, hellos, proofs and the lease,
  /// what both sides ask for at every exchange though it is nowhere any more, and the receipt that is shown.
  private func mostWhereNothingIsNew(_ seat: Seat) throws -> Int {
    let (withheld, lacking) = try seat.office.read { db in
      (
        try Int.fetchOne(db, sql: "SELECT count(*) FROM withheld")!,
        try Int.fetchOne(db, sql: "SELECT count(*) FROM lacking")!
      )
    }
    let asked = try seat.office.wanted().count
    let shown = try showsReceipt(seat) ? 130 : 0
    return try 250 + 25 * seat.office.journalHeads().count + 40 * (withheld + lacking + asked) + shown
  }

  /// Whether the station shows its receipt at every exchange: a hub that was put back no longer holds what it signed,
  /// nor does any station, and only the next receipt replaces it.
  private func showsReceipt(_ seat: Seat) throws -> Bool {
    guard let held = try seat.office.evidence(.receipt).flatMap(Receipt.init(stored:))?.held.reference else {
      return false
    }
    return try seat.office.acknowledged().contains { $0.journal == held.journal && $0.sequence < held.sequence }
  }

  /// Stops the faults and lets all stations exchange until none has anything new: within a number of rounds.
  func calmDown() throws {
    isCalm = true
    isHubFull = false
    for seat in seats { (seat.skew, seat.isFull) = (0, false) }
    var rounds = 0
    while !couriers.isEmpty, rounds < 20 {
      try travel()
      rounds += 1
    }
    try feedLate(nil)
    // What the hub lost of the liar's journal when it was restored is sent again now: later it would be taken for a
    // lie.
    if let liar, hubRestores > 0 { for _ in 0..<2 { try exchange(liar) } }
    for round in 1...10 {
      var isQuiet = true
      let before = try hubEntries().count
      for seat in seats {
        if seat.isForked || seat.mustEnrol { isQuiet = false }
        try helpUp(seat)
        let heads = try seat.office.journalHeads()
        let end = try sync(seat)
        if try !isToldAll(seat, end) || seat.isEmpty && !seat.isGone || seat.office.journalHeads() != heads
          || !seat.office.unnamed(most: 1).isEmpty || seat.isForked
        {
          isQuiet = false
        }
        if try !isToldAll(seat, end) {
          lastEnds[seat.number] = "\(end.map { "\($0)" } ?? "refused")"
        } else {
          lastEnds[seat.number] = nil
        }
      }
      pass(milliseconds: 60_000)
      if try isQuiet && round > 1 && hubEntries().count == before { return try checkQuiet() }
    }
    problem("I6", "not everything is told after 10 rounds in calm: \(lastEnds.sorted { $0.key < $1.key })")
  }
}
