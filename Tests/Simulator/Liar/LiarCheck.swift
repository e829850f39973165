import Exchange
import FoundationEssentials
import GRDB
import Office
import Records

/// A content of an honest office: its size, and the offices that have it according to what honest offices wrote and
/// sent.
struct Holding {
  var size: Int
  var holders: Set<Organ.ID>
}

/// Checks what must hold although one station lies. Everything is derived from what was written and by whom (`Truth`),
/// and from what the databases hold; the code under test is not asked.
extension World {
  /// Whether the station is the liar's.
  func isLie(_ station: StationName) -> Bool { liar?.station == station }

  /// Whether the liar wrote two histories under this name: which of them a station holds depends on when it asked.
  func isForkedLie(_ entry: EntryReference) -> Bool {
    isLie(entry.station) && truth.entries[entry]?.count ?? 0 > 1
  }

  /// Returns all contents that honest offices referenced, and which offices may have them: the office whose own they
  /// are, and those it sent them to.
  func contents() -> [Hash256: Holding] {
    if let known = contentsKnown, known.entries == truth.count { return known.contents }
    let written = truth.entries.filter { !isLie($0.key.station) }.sorted { $0.key.description < $1.key.description }
    let lying = written.flatMap { reference, stories in
      stories.map { Lying(reference: reference, hash: $0.hash, act: $0.act) }
    }
    let audience = Audience(lying, organOf: truth.stations, day: today, read: act)
    var contents: [Hash256: Holding] = [:]
    for entry in lying where entry.act.contains("\"sha256\"") {
      let files = act(entry.act).map(namedFiles) ?? []
      let writer = truth.stations[entry.station] ?? ""
      let readers = audience.readers[entry.reference, default: []]
      for file in files {
        guard let hash = self.hash(of: file) else { continue }
        contents[hash, default: Holding(size: file.size, holders: [])].holders.formUnion(readers.union([writer]))
      }
    }
    contentsKnown = (truth.count, contents)
    return contents
  }

  /// Whether this office may have a content: its own, one it was sent, or one that the liar rightly has and may send to
  /// any office.
  private func mayHold(_ hash: Hash256, _ organ: Organ.ID) -> Bool {
    if let liar, liar.files[hash] != nil || liar.heard.contains(hash) { return true }
    let holders = (contents()[hash]?.holders ?? []).union(truth.clerksBytes[hash] ?? [])
    return holders.contains(organ) || liar.map { holders.contains($0.organ) } == true
  }

  /// Whether the hub has a content that the office rightly waits for: it was uploaded by the office itself, or by one
  /// that sent it, according to what the hub holds. What burnt with the only PC that had it is not due because a
  /// stranger has uploaded the same bytes, for a reference is no right; nor because an office sent it on whose entries
  /// burnt before the hub had them.
  func isDue(_ sha256: String, to organ: Organ.ID) throws -> Bool {
    guard let hash = [UInt8](hexadecimal: sha256).flatMap({ Hash256($0) }), mayHold(hash, organ), try isAtHub(sha256)
    else { return false }
    let entries = try hubEntries()
    let readers = Audience(entries, organOf: truth.stations, day: today, read: act).readers
    // What was taken back before it was given gives no right, nor what the office has given back.
    let ended = try (takenBack()[organ] ?? []).union(givenBack(by: organ, entries))
    let givers = Set(
      entries.filter {
        $0.act.contains(sha256) && readers[$0.reference]?.contains(organ) == true
          && ended.isDisjoint(with: documents(of: $0.reference))
      }
      .compactMap { truth.stations[$0.station] })
    let possessing = try host.watcher.read {
      try String.fetchSet($0, sql: "SELECT organ FROM possessed WHERE sha256 = ?", arguments: [Data(hash.bytes)])
    }
    return !possessing.isDisjoint(with: givers.union([organ]))
  }

  /// The documents whose recall an office has agreed to, by the entries at the hub: it has destroyed their contents,
  /// and is given them no more.
  private func givenBack(by organ: Organ.ID, _ entries: [Lying]) -> Set<EntryReference> {
    let acts = Dictionary(entries.map { ($0.reference, $0.act) }, uniquingKeysWith: { first, _ in first })
    return Set(
      entries.compactMap { entry in
        guard truth.stations[entry.station] == organ, entry.act.hasPrefix("{\"reported\""),
          case .reported(let report)? = act(entry.act), report.status == .agreed, let asked = report.answers,
          let request = acts[asked].flatMap(act), request.asksBack, request.document == report.document
        else { return nil }
        return report.document
      })
  }

  /// Checks that no office reads a content that was not sent to it and is not its own.
  func checkGiven(_ hash: Hash256, to liar: Liar) throws {
    if !mayHold(hash, liar.organ) { problem("read", "the liar was given \(hash), which nobody sent to \(liar.organ)") }
  }

  /// Checks that what the hub requests of a content does not reveal whether another office has it.
  func checkTwins(_ liar: Liar) {
    for (known, unknown) in liar.twins where !mayHold(known, liar.organ) {
      // It named both, and after the hub was restored only one of them again.
      guard liar.hasNamed(known) == liar.hasNamed(unknown) else { continue }
      let wants = [known, unknown].map { hash in liar.wants.first { $0.file == hash } }
      if wants[0]?.bitmap != wants[1]?.bitmap || wants[0]?.begun != wants[1]?.begun {
        problem(
          "read",
          "the hub tells the liar that it holds \(known): it wants \(wants[0] == nil ? "nothing" : "other pieces")")
      }
    }
  }

  /// Checks the end of the world.
  func checkLiar() throws {
    for seat in seats where !seat.isEmpty {
      try checkSenders(seat)
      try checkContents(seat)
      try checkReports(seat)
    }
    try checkHubsEpochs()
    try checkDoubts()
  }

  /// Checks that the hub doubts no number of an honest office, where every office has one PC and none was restored.
  private func checkDoubts() throws {
    let confusing: Set<Fault> = [
      .oldCopy, .restored, .hubRestored, .lost, .replacedLives, .revoked, .secondStation,
    ]
    guard liar != nil, !plan.isPaired, confusing.isDisjoint(with: plan.rates.keys) else { return }
    let doubted = try host.watcher.read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT organ, station, epoch, sequence, code FROM mailboxes JOIN entries ON place = entry
          WHERE code IN ('number', 'audience')
          """)
    }
    for row in doubted where isHonest(row[0]) && !isLie(row[1]) {
      problem("doubt", "the hub doubts \(row[1] as String).\(row[2] as Int).\(row[3] as Int) of \(row[0] as String)")
    }
  }

  /// Checks that the issuer in a reader's line is the office whose key signed it, or one in whose name that office may
  /// write. A line that only a colleague's registration has made, of a document that has not come, is as the colleague
  /// wrote it.
  private func checkSenders(_ seat: Seat) throws {
    let rows = try seat.office.read {
      try Row.fetchAll($0, sql: "SELECT entry, organName, organID FROM document WHERE mailbox IS NOT NULL")
    }
    for row in rows {
      guard let entry = EntryReference(row[0]), let organ = truth.stations[entry.station], organ != seat.organ else {
        continue
      }
      let (name, id) = (row[1] as String, row[2] as String?)
      if !mayCallItself(organ, name, id) {
        problem("sender", "desk \(seat.number) shows \(entry) as of \(name) (\(id ?? "no key")); \(organ) signed it")
      }
    }
    // The hub does not deliver what is said in another office's name, so that no reader of any version sees it.
    for entry in try entries(seat, .otherOffices) where isLie(entry.station) {
      guard case .issued(let issued)? = try? StoredAct.act(from: entry.act) else { continue }
      let document = issued.document
      // A name that no agency has is shown beside that of the key.
      let isSomebody =
        World.namesOfAgencies.contains(document.organName)
        || document.organID.map { OrganDirectory.shipped[$0] != nil } == true
      if isSomebody, !mayCallItself(truth.stations[entry.station] ?? "", document.organName, document.organID) {
        problem("sender", "desk \(seat.number) was given \(entry.reference), in the name of \(document.organName)")
      }
    }
  }

  /// Whether it is its own name, that of a predecessor, or that of a body at its side.
  private func mayCallItself(_ organ: Organ.ID, _ name: String, _ id: Organ.ID?) -> Bool {
    let kin = self.kin(organ)
    return kin.contains { $0.name == name } && (id.map { id in kin.contains { $0.id == id } } ?? true)
  }

  private func kin(_ organ: Organ.ID) -> [Organ] {
    if let known = kinKnown[organ] { return known }
    let directory = OrganDirectory.shipped
    guard let sender = directory[organ] else { return [] }
    let beside = organ.prefix { $0 != "/" } + "/"
    let kin =
      [sender] + sender.predecessors.compactMap { directory[$0] } + directory.organs.filter { $0.id.hasPrefix(beside) }
    kinKnown[organ] = kin
    return kin
  }

  /// The names of all agencies.
  private static let namesOfAgencies = Set(OrganDirectory.shipped.organs.map(\.name))

  private func checkContents(_ seat: Seat) throws {
    let held = try seat.office.read { try String.fetchAll($0, sql: "SELECT sha256 FROM content") }
    for sha256 in held {
      guard let hash = [UInt8](hexadecimal: sha256).flatMap({ Hash256($0) }), !mayHold(hash, seat.organ) else {
        continue
      }
      problem("read", "desk \(seat.number) holds \(sha256), which nobody who has it sent to \(seat.organ)")
    }
  }

  /// Checks that the state of a document at an office is what that office reported.
  private func checkReports(_ seat: Seat) throws {
    guard isHonest(seat.organ) else { return }
    let rows = try seat.office.read {
      try Row.fetchAll(
        $0,
        sql: """
          SELECT d.entry, r.name, r.organID, r.status FROM recipient r JOIN document d ON d.id = r.document
          WHERE r.status IS NOT NULL AND r.status <> '\(DeliveryStatus.recalled.rawValue)'
          """)
    }
    for row in rows {
      let (document, name, status) = (row[0] as String, row[1] as String, row[3] as String)
      let offices = OrganDirectory.shipped.addressees(of: Recipient(name: name, organID: row[2]), on: today).map(\.id)
      guard !offices.isEmpty, offices.allSatisfy(isHonest) else { continue }
      let isSaid = truth.reports[document, default: []].contains {
        $0.status.rawValue == status && offices.contains($0.organ)
      }
      if !isSaid {
        problem("report", "desk \(seat.number) shows \(status) of \(document) at \(name), which nobody there has said")
      }
    }
  }

  /// Checks that the hub's journal starts a new epoch when the hub was restored, and never because of a claim.
  private func checkHubsEpochs() throws {
    let epochs = try hubsEpochs()
    if epochs > 1 + hubRestores {
      problem("epochs", "the hub's journal has \(epochs) epochs, and the hub was put back \(hubRestores) times")
    }
  }

  private func hubsEpochs() throws -> Int {
    try host.watcher.read {
      try Int.fetchOne(
        $0, sql: "SELECT count(DISTINCT epoch) FROM journals WHERE station = ?",
        arguments: [host.hub.station.description])!
    }
  }

  // MARK: lies in calm

  /// Lets only the liar act, when everyone has received everything. Whatever it says now, the others receive nothing
  /// but what it addressed to them, in one exchange, and show what they showed before.
  func provoke() throws {
    guard let liar else { return }
    let quiet = try seats.filter { !$0.isEmpty && !$0.isForked && lastEnds[$0.number] == nil && isHonest($0.organ) }
      .map { seat in (seat, try dump(seat).filter(isOfOthers), try spentOnSync(seat)) }
    let epochs = try hubsEpochs()
    let before = truth.entries.count
    for lie in [Lie.cursorAhead, .gap, .hubToldMore, .beginsAgain] { try tell(lie, liar) }
    for _ in 0..<4 { try tell(liar.chance.pick(Lie.allCases), liar) }
    try exchange(liar)
    if try hubsEpochs() > epochs { problem("epochs", "the hub begins a new epoch because the liar says so") }
    let lies = truth.entries.count - before
    // Its colleagues believe it, and report what they then do to others, with the next exchange where they wait for a
    // content.
    for _ in 0..<2 {
      for seat in seats where !seat.isEmpty && !seat.isForked && !isHonest(seat.organ) { try sync(seat) }
    }
    for (seat, shown, spent) in quiet {
      let (runs, calm) = (exchanges, spent)
      let first = try spentOnSync(seat)
      let bytesOfLies = try bytesAddressed(by: liar, to: seat, behind: before)
      if first > calm + 3_000 + 2 * bytesOfLies {
        problem(
          "again",
          """
          desk \(seat.number) exchanges \(first) bytes after \(lies) lies, \(bytesOfLies) of them for it; \(calm) before
          """
        )
      }
      if exchanges - runs > 4 {
        problem("delay", "desk \(seat.number) takes \(exchanges - runs) exchanges after \(lies) lies")
      }
      let second = try spentOnSync(seat)
      // What nobody has is requested every time.
      if second > calm + 300 + 80 * (try seat.office.awaited().count) {
        problem("delay", "desk \(seat.number) still exchanges \(second) bytes when it knows all lies; \(calm) before")
      }
      let now = try dump(seat).filter(isOfOthers)
      if let changed = zip(shown, now).first(where: { $0 != $1 })
        ?? (shown.count == now.count ? nil : ("", "\(now.count) lines"))
      {
        problem("changed", "desk \(seat.number) showed \(changed.0) and shows \(changed.1)")
      }
    }
    // What they reported about the lies goes back to the colleagues of the liar.
    for seat in seats where !seat.isEmpty && !seat.isForked && !isHonest(seat.organ) { try sync(seat) }
  }

  /// Syncs once. Returns the bytes, both ways.
  private func spentOnSync(_ seat: Seat) throws -> Int {
    let before = bytes
    let end = try sync(seat)
    if try !isToldAll(seat, end) {
      problem("delay", "desk \(seat.number) does not come to an end in calm: \(end.map { "\($0)" } ?? "refused")")
    }
    return bytes - before
  }

  /// Returns the size of what the liar wrote last that may be for this desk: all of it, and the files it names that the
  /// desk's office may have, because they are its own, or because the liar's office rightly has them and may forward
  /// them.
  private func bytesAddressed(by liar: Liar, to seat: Seat, behind count: Int) throws -> Int {
    let all = liar.stories.values.flatMap(\.entries)
    let last = all.sorted { ($0.epoch, $0.sequence) < ($1.epoch, $1.sequence) }.suffix(
      max(0, truth.entries.count - count))
    let files = Set(last.flatMap { act($0.act).map(namedFiles) ?? [] }.compactMap(hash)).filter {
      mayHold($0, seat.organ)
    }
    let sizes = files.map { liar.files[$0]?.count ?? contents()[$0]?.size ?? 0 }
    return last.reduce(0) { $0 + $1.act.utf8.count + 400 } + sizes.reduce(0, +)
  }

  private func namedFiles(_ act: Act) -> [StoredFile] {
    act.body.attached
  }

  private func hash(of file: StoredFile) -> Hash256? { [UInt8](hexadecimal: file.sha256).flatMap { Hash256($0) } }

  /// Whether a line of a register has nothing to do with the liar and its office, under its own name or that of a
  /// predecessor: what is sent to them is the office's to handle.
  private func isOfOthers(_ line: String) -> Bool {
    guard let liar else { return true }
    // What a colleague did to a document of its office is reported under the name of the station that wrote it.
    let names = liar.isColleague ? liar.names + organStations(liar.organ).map(\.description) : liar.names
    return !names.contains { line.contains($0) }
  }
}
