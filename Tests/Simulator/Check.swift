import Exchange
import FoundationEssentials
import GRDB
import Hub
import Office
import Records
import RecordsSQL
import TestSupport
import Wording

/// Checks what must hold whatever has happened. The checks query the databases and not the code that filled them.
extension World {
  func check() throws {
    try checkHub()
    for seat in seats where !seat.isEmpty { try check(seat) }
    try checkMail()
    try checkReplicas()
    try checkOrders()
    checkPapers()
    try checkStatuses()
    try checkLiar()
  }

  /// I1, I3: what was acknowledged is there, every chain and seal is valid, nothing is there that no station wrote.
  private func checkHub() throws {
    try host.checkPromises()
    for fault in try host.hub.verify().faults { problem("I3", "hub: \(fault.english)") }
    for entry in try hubEntries() where entry.station != host.hub.station {
      if !truth.knows(entry.reference, entry.hash) {
        problem("I3", "the hub holds \(entry.reference), which nobody wrote")
      }
    }
    let doubled = try host.watcher.read { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT organ || ' ' || book || ' ' || number FROM numbers GROUP BY organ, book, number, suffix HAVING \
          count(*) > 1
          """)
    }
    for number in doubled { problem("I4", "given twice: \(number)") }
    let lives = try host.watcher.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM incarnations")! }
    if lives > hubRestores + 1 { problem("I11", "\(lives) lives of the hub, which was put back \(hubRestores) times") }
    try checkHolders()
  }

  /// Checks one file: its own verification passes, nothing is lost that a clerk was informed of, and file and hub
  /// agree.
  private func check(_ seat: Seat) throws {
    for finding in try seat.office.verify().findings where isHonest(seat.organ) && !isGivenTwice(finding, seat) {
      problem("verify", "desk \(seat.number): \(finding.kind) \(finding.place): \(finding.words.english)")
    }
    let own = try entries(seat, .office)
    let held = Dictionary(own.map { ($0.reference, $0.hash) }, uniquingKeysWith: { first, _ in first })
    for (reference, hash) in seat.told where held[reference] != hash {
      problem("lost", "desk \(seat.number) told its clerk \(reference), and it is gone")
    }
    let stations = Set(organStations(seat.organ))
    let atHub = Dictionary(
      try hubEntries().map { ($0.reference, $0.hash) }, uniquingKeysWith: { first, _ in first })
    for entry in own {
      guard entry.station != host.hub.station else { continue }
      if !stations.contains(entry.station) {
        problem("audience", "desk \(seat.number) holds \(entry.reference) in its journal, which is of another office")
      } else if !isLie(entry.station), atHub[entry.reference] != entry.hash,
        try isHeld(entry, by: seat)
      {
        problem("I6", "\(entry.reference) of desk \(seat.number) is not at the hub")
      }
      if !truth.knows(entry.reference, entry.hash) {
        problem("I3", "desk \(seat.number) holds \(entry.reference), which nobody wrote")
      }
    }
    for (reference, hash) in atHub
    where stations.contains(reference.station) && held[reference] != hash && !isForkedLie(reference) {
      problem("I6", "desk \(seat.number) lacks \(reference) of its own office")
    }
    for awaited in try seat.office.wanted()
    where try isDue(awaited.sha256, to: seat.organ) && isSized(awaited.sha256, by: seat) {
      problem(
        "I6",
        "desk \(seat.number) still waits for \(awaited.size) bytes of \(awaited.sha256.prefix(8)), which the hub has")
    }
    let unapplied = try seat.office.read {
      try Row.fetchAll($0, sql: "SELECT station, epoch, sequence, reason FROM unapplied")
    }
    // In an office with a hostile station, which document has a number at a desk is that office's own affair.
    for row in unapplied where plan.rates[.oldCopy] == nil && !isLie(row[0]) && isHonest(seat.organ) {
      problem(
        "I4",
        "desk \(seat.number) cannot apply \(row[0] as String).\(row[1] as Int).\(row[2] as Int): \(row[3] as String)")
    }
    let doubled = try seat.office.read {
      try Row.fetchAll(
        $0, sql: "SELECT book, number, entry FROM document WHERE doubled > 0 AND state <> 'voided' ORDER BY id")
    }
    for row in doubled where plan.rates[.oldCopy] == nil && isHonest(seat.organ) {
      problem("I4", "desk \(seat.number) has two documents \(row[0] as String) \(row[1] as Int): \(row[2] as String)")
    }
    try checkGaps(seat)
    let waiting = try seat.office.read { try String.fetchAll($0, sql: "SELECT what FROM waiting") }
    for document in waiting { log("desk \(seat.number) waits for \(document)") }
  }

  /// Whether the finding is of a number that the desk did give twice: an old copy of its file was used further, and the
  /// hub, put back too, could not say so. Then `verify` has to.
  private func isGivenTwice(_ finding: VerifyReport.Finding, _ seat: Seat) -> Bool {
    guard plan.rates[.oldCopy] != nil, hubRestores > 0, finding.kind == .book, finding.place.hasSuffix("*") else {
      return false
    }
    return truth.given["\(seat.organ)|\(finding.place.dropLast())", default: []].count > 1
  }

  /// Whether any line of the desk states the true size of a content: one that is named with a false size only cannot be
  /// completed.
  private func isSized(_ sha256: String, by seat: Seat) throws -> Bool {
    guard let hash = [UInt8](hexadecimal: sha256).flatMap({ Hash256($0) }), let size = contents()[hash]?.size else {
      return true
    }
    return try seat.office.read {
      try Bool.fetchOne(
        $0, sql: "SELECT EXISTS (SELECT 1 FROM attachment WHERE sha256 = ? AND size = ?)", arguments: [sha256, size])!
    }
  }

  /// Whether the hub has the document. The recipients are looked up at the hub: what it lost, and the PC that wrote it,
  /// cannot be looked up any more.
  private func isAtHub(_ document: EntryReference?) throws -> Bool {
    try document.map { document in try hubEntries().contains { $0.reference == document } } ?? true
  }

  /// Whether the entry can still be brought to a hub that was put back: by the station that wrote it, or by the desk,
  /// its colleague, which keeps the seals, unless the hub has lost the key they are under.
  private func isHeld(_ entry: Lying, by seat: Seat) throws -> Bool {
    guard let writer = seats.first(where: { $0.station == entry.station }), hubRestores > 0 else { return true }
    if try entries(writer, .journals).contains(where: { $0.reference == entry.reference }) { return true }
    return try !hasLostKey(of: entry.station, knownTo: seat)
  }

  func isAtHub(_ sha256: String) throws -> Bool {
    try host.watcher.read {
      try Bool.fetchOne(
        $0, sql: "SELECT EXISTS (SELECT 1 FROM contents WHERE lower(hex(sha256)) = ?)", arguments: [sha256])!
    }
  }

  /// Checks that every office has what is addressed to it, once, and nothing else.
  private func checkMail() throws {
    let entries = try hubEntries()
    let audience = Audience(entries, organOf: stationOrgans(), day: today, read: act)
    let noticed = try noticed()
    let heldBack = heldBack(entries, noticed)
    let takenBack = try takenBack()
    let contested = issuedByLie(entries)
    let atHub = Set(entries.map(\.reference))
    let versions = Set(entries.map(\.version))
    for seat in seats where !seat.isEmpty {
      let received = try self.entries(seat, .otherOffices)
      let names = Set(received.map(\.reference))
      let kept = takenBack[seat.organ, default: []]
      checkTakenBack(kept, received, seat)
      for entry in received {
        if !truth.knows(entry.reference, entry.hash) {
          problem("I3", "desk \(seat.number) took \(entry.reference), which nobody wrote")
        }
        if !atHub.contains(entry.reference), !isLie(entry.station), isHonest(seat.organ), !truth.isAmbiguous(entry.act),
          try !hasLostKey(of: entry.station, knownTo: seat)
        {
          problem("I6", "desk \(seat.number) took \(entry.reference), which the hub has lost and not got back")
        }
        if let readers = audience.readers[entry.reference], !readers.contains(seat.organ),
          !truth.isAmbiguous(entry.act), !truth.isForked(entry.reference), !contested.contains(entry.document),
          try isAtHub(entry.document), try !answersWhatIsLost(entry, seat, versions)
        {
          problem(
            "audience",
            "desk \(seat.number) took \(entry.reference), which is not for \(seat.organ): \(entry.act.prefix(120))")
        }
      }
      for (reference, readers) in audience.readers
      where readers.contains(seat.organ) && !names.contains(reference) && !noticed.contains(reference)
        && !isLie(reference.station) && !heldBack.contains(reference)
        && kept.isDisjoint(with: documents(of: reference)) && noticed.isDisjoint(with: undone(by: reference))
        && !contested.contains(truth.entries[reference]?.first.flatMap { act($0.act)?.document })
        && audience.included[reference]?.contains(seat.organ) != true
      {
        problem(
          "I6",
          """
          desk \(seat.number) lacks \(reference), which is for it: \
          \(truth.entries[reference]?.first?.act.prefix(160) ?? "")
          """
        )
      }
    }
  }

  /// Whether the entry reports on a document that the desk's office had issued, and neither it nor the hub knows that
  /// any more.
  private func answersWhatIsLost(_ entry: Lying, _ seat: Seat, _ atHub: Set<EntryVersion>) throws -> Bool {
    guard case .reported(let report)? = act(entry.act) else { return false }
    return try hasLostIssue(seat, of: report.document, to: report.recipient, atHub)
  }

  /// Whether the hub has lost a key of the station with its enrolment: then it cannot tell whose entries they are.
  func hasLostKey(of station: StationName, knownTo seat: Seat) throws -> Bool {
    let known = try seat.office.signingKeys(of: station)
    let held = try host.watcher.read {
      try Data.fetchAll($0, sql: "SELECT signingKey FROM stationKeys WHERE station = ?", arguments: [station])
    }
    return !Set(known).subtracting(held.map(Array.init)).isEmpty
  }

  /// Returns documents of honest desks that the liar, as their colleague, issued as well: who is informed of what about
  /// them depends on whose issue the hub accepted first, and is their office's own affair.
  private func issuedByLie(_ entries: [Lying]) -> Set<EntryReference?> {
    guard liar?.isColleague == true else { return [] }
    return Set(
      entries.compactMap { entry in
        guard isLie(entry.station), case .issued(let issued) = act(entry.act) else { return nil }
        return issued.draft
      })
  }

  /// Returns entries about which an office has a notice. The notice `regained` is none of them: it says that the entry
  /// came back, and it stands in the place of the one that says that its number is another's too.
  func noticed() throws -> Set<EntryReference> {
    try host.watcher.read { db in
      try Set(
        Row.fetchAll(
          db,
          sql: """
            SELECT station, epoch, sequence FROM entries WHERE place IN (
              SELECT entry FROM mailboxes WHERE code IS NOT NULL AND code <> 'regained'
              UNION SELECT entry FROM doubled)
            """
        ).map { try EntryReference($0) })
    }
  }

  /// Returns entries about documents that the hub holds back. Their number is in doubt, or the name in which they were
  /// issued; their office has a notice of that, and what is reported about them waits with them. A document that was
  /// issued by another entry as well is not held back.
  func heldBack(_ entries: [Lying], _ noticed: Set<EntryReference>) -> Set<EntryReference> {
    var (documents, given): (Set<EntryReference>, Set<EntryReference>) = ([], [])
    for entry in entries where entry.act.hasPrefix("{\"issued\"") {
      guard case .issued(let issued) = act(entry.act) else { continue }
      let document = issued.draft ?? entry.reference
      if noticed.contains(entry.reference) { documents.insert(document) } else { given.insert(document) }
    }
    documents.subtract(given)
    guard !documents.isEmpty else { return [] }
    return Set(entries.filter { entry in act(entry.act)?.document.map(documents.contains) ?? false }.map(\.reference))
  }

  /// I10: what a desk shows does not depend on the order in which the entries came. What a colleague's lies do to its
  /// own office is that office's affair.
  private func checkOrders() throws {
    for seat in seats where !seat.isEmpty && isHonest(seat.organ) {
      for order in 1...World.orders {
        var random = SeededRandom(plan.seed, 1_000 + UInt64(seat.number) * 100 + order)
        for finding in try seat.office.replay(shuffledBy: &random).findings.prefix(1) {
          problem("I10", "desk \(seat.number), entries in another order: \(finding.place) \(finding.words.english)")
        }
      }
    }
  }

  /// How many orders of its entries are tried at every desk.
  private static let orders: UInt64 = 2

  /// I10: stations of an office with the same entries show the same.
  private func checkReplicas() throws {
    for (index, seat) in seats.enumerated() where !seat.isEmpty {
      for other in seats[(index + 1)...]
      where other.organ == seat.organ && !other.isEmpty && isHonest(seat.organ) {
        guard
          try [.office, .otherOffices].allSatisfy({
            try Set(entries(seat, $0).map(\.reference)) == Set(entries(other, $0).map(\.reference))
          })
        else { continue }
        let (a, b) = (try dump(seat), try dump(other))
        guard a != b else { continue }
        let difference = zip(a, b).first { $0 != $1 }.map { "\($0) | \($1)" } ?? "\(a.count) | \(b.count) lines"
        problem("I10", "desks \(seat.number) and \(other.number) know the same and show: \(difference)")
      }
    }
  }
}
