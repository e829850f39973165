import GRDB
import Records
import RecordsSQL

/// The registers: a projection of the journal.
///
/// `apply` is the only code that changes a register, for our own acts, for those that arrive, and for the replay of
/// `verify`; so replaying the journal into an empty file produces the same registers.
struct Registers {
  let db: Database
  /// Whether an empty file is filled, to be compared with the schema `kept`.
  let isReplay: Bool
  /// If set, a line about which entries of other offices come out of order is rebuilt once, by `rebuildLines`, and not
  /// for each of these entries: a sender may write thousands about one document.
  let later: LinesLeft?

  init(_ db: Database, isReplay: Bool = false, later: LinesLeft? = nil) {
    self.db = db
    self.isReplay = isReplay
    self.later = later
  }

  /// Applies an entry to the registers.
  ///
  /// The registers are the same in whatever order the entries of several stations come: an entry about a document that
  /// is not there yet waits for it, unless it holds the document itself; one that comes late is put in its place in
  /// time.
  ///
  /// - Returns: the documents whose text may have changed.
  @discardableResult
  func apply(_ sourced: SourcedEntry) throws -> [Int64] {
    if !sourced.isReceived, let book = sourced.entry.act.body.bookNeeded, try !isOpen(book) {
      try wait(sourced.entry.reference, for: book)
      return []
    }
    guard let document = sourced.document else { return try applyToOffice(sourced.entry) }
    guard let changed = try apply(sourced, about: document) else {
      try wait(sourced.entry.reference, for: document.description)
      return []
    }
    return changed + (try followMerges(sourced, about: document))
  }

  /// Applies an entry about a document.
  ///
  /// - Returns: `nil` if the document is not here yet.
  private func apply(_ sourced: SourcedEntry, about document: EntryReference) throws -> [Int64]? {
    let known = try id(of: document)
    if sourced.makesLine || known == nil && sourced.registersArrival {
      // A draft that was issued at two stations of its office comes twice; an issue may come after the registration.
      if let id = known { return try applyForeign(sourced, about: id) }
      let id = try newID(document, sourced.entry.act.body.registrationDay ?? sourced.entry.day)
      let filled = try insert(sourced, document, id: id)
      try trail(id, sourced.entry)
      let ruled = try sourced.ownNumber == nil ? [] : place(of: id).map(rule) ?? []
      let changed = try applyWaiting(for: document.description)
      return (filled.map { [$0, id] } ?? [id]) + ruled + changed
    }
    return try known.map { try applyForeign(sourced, about: $0) }
  }

  /// Applies one more entry about an existing line.
  private func applyForeign(_ sourced: SourcedEntry, about id: Int64) throws -> [Int64] {
    let isLatest = try isLatest(sourced.entry, about: id)
    try trail(id, sourced.entry)
    if case .undone(let act) = sourced.entry.act {
      try run(
        "INSERT OR IGNORE INTO undoing (document, entry, isReceived) VALUES (?, ?, ?)",
        [id, act.entry.description, sourced.isReceived])
      return try rebuild(id)
    }
    // What readers report about a document may come before a colleague's entry that issued it; and a colleague may have
    // numbered it too.
    guard isLatest, !sourced.makesLine, sourced.ownNumber == nil, try !isUndone(sourced, about: id),
      try !answersWhatWasTakenBack(sourced, id),
      try !isOfItsSender(sourced, id)
    else {
      guard let later, sourced.isReceived, !sourced.makesLine else { return try rebuild(id) }
      later.add(id)
      return [id]
    }
    let filled = try change(id, sourced)
    var ruled: [Int64] = []
    if case .voided = sourced.entry.act, !sourced.isReceived { ruled = try place(of: id).map(rule) ?? [] }
    return (filled.map { [$0, id] } ?? [id]) + ruled
  }

  /// Whether the entry was undone before it came.
  private func isUndone(_ sourced: SourcedEntry, about id: Int64) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(
        sql: "SELECT EXISTS (SELECT 1 FROM undoing WHERE document = ? AND entry = ? AND isReceived = ?)"),
      arguments: [id, sourced.entry.reference.description, sourced.isReceived])!
  }

  /// Whether it answers a request of the sender that the sender has taken back: then the request counts all the same.
  private func answersWhatWasTakenBack(_ sourced: SourcedEntry, _ id: Int64) throws -> Bool {
    guard !sourced.isReceived, case .reported(let report) = sourced.entry.act, let request = report.answers else {
      return false
    }
    return try Bool.fetchOne(
      db.cachedStatement(
        sql: "SELECT EXISTS (SELECT 1 FROM undoing WHERE document = ? AND entry = ? AND isReceived)"),
      arguments: [id, request.description])!
  }

  /// Whether the sender wrote it about a document that is registered here: its place in the trail depends on what had
  /// been received by the time of the registration.
  private func isOfItsSender(_ sourced: SourcedEntry, _ id: Int64) throws -> Bool {
    guard sourced.isReceived else { return false }
    let state = try String.fetchOne(
      db.cachedStatement(sql: "SELECT state FROM document WHERE id = ? AND mailbox IS NOT NULL"), arguments: [id])
    return state.map { $0 != Processing.arrived.rawValue } ?? false
  }

  private func isLatest(_ entry: JournalEntry, about id: Int64) throws -> Bool {
    let last = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT time, station, epoch, sequence FROM trail WHERE document = ?
          ORDER BY time DESC, station DESC, epoch DESC, sequence DESC LIMIT 1
          """), arguments: [id])
    guard let last else { return true }
    return (last[0], try EntryReference(last, from: 1)) < (entry.time.packed, entry.reference)
  }

  func run(_ sql: String, _ arguments: StatementArguments) throws {
    try db.cachedStatement(sql: sql).execute(arguments: arguments)
  }

  func id(of document: EntryReference) throws -> Int64? {
    let sql = "SELECT id FROM document WHERE entry = ?"
    return try Int64.fetchOne(db.cachedStatement(sql: sql), arguments: [document.description])
  }

  /// Returns the next identifier of a line registered on `day`. Identifiers grow with the day, so newest first is an
  /// index walk.
  ///
  /// They are this file's own and depend on the order in which entries came; a replay uses those of the file it is
  /// compared with.
  func newID(_ document: some CustomStringConvertible, _ day: Day) throws -> Int64 {
    if isReplay,
      let kept = try Int64.fetchOne(
        db.cachedStatement(sql: "SELECT id FROM kept.document WHERE entry = ?"), arguments: [document.description])
    {
      return kept
    }
    let base = Int64(day.ordinal) << 24
    func last(_ table: String) throws -> Int64 {
      try Int64.fetchOne(
        db.cachedStatement(sql: "SELECT max(id) FROM \(table) WHERE id >= ? AND id < ?"),
        arguments: [base, base + 1 << 24]) ?? base
    }
    // A line that exists only for a while during a replay must not take the identifier of one that is still to come: a
    // replay applies own acts before those of other offices, so it may reserve a number that was never missing.
    return max(try last("document"), isReplay ? try last("kept.document") : base) + 1
  }

  func trail(_ id: Int64, _ entry: JournalEntry) throws {
    let reference = entry.reference
    try run(
      "INSERT INTO trail (document, time, station, epoch, sequence) VALUES (?, ?, ?, ?, ?)",
      [id, entry.time.packed, reference.station, reference.epoch, reference.sequence])
  }

  private func isOpen(_ book: String) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM book WHERE id = ?)"), arguments: [book])!
  }

  /// Marks in the trail what was taken back.
  private func mark(_ takenBack: TakenBack, about id: Int64) throws {
    try run("UPDATE trail SET undoneBy = NULL WHERE document = ? AND undoneBy IS NOT NULL", [id])
    for (entry, undoing) in takenBack.undone {
      try run(
        "UPDATE trail SET undoneBy = ? WHERE document = ? AND station = ? AND epoch = ? AND sequence = ?",
        [undoing.description, id, entry.station, entry.epoch, entry.sequence])
    }
  }

  /// Rebuilds the lines that were left for later.
  func rebuildLines() throws {
    guard let later else { return }
    for id in later.lines.sorted() { _ = try rebuild(id) }
    later.lines = []
  }

  /// Rebuilds the line from all entries about it: undo is replay, and so is an entry that comes late.
  ///
  /// - Returns: the line, and the reserved lines that were added or removed.
  func rebuild(_ id: Int64) throws -> [Int64] {
    let all = try Journal(db).entries(about: id)
    let sourced = all.filter { !$0.isJoined }
    var takenBack = TakenBack(sourced)
    let copies = try MergedCopies(all, without: takenBack, in: self)
    takenBack.add(copies.takenBack)
    try mark(takenBack, about: id)
    let entry = try String.fetchOne(
      db.cachedStatement(sql: "SELECT entry FROM document WHERE id = ?"), arguments: [id])
    guard let entry, let document = EntryReference(entry) else { throw RegisterFault.unknown("\(id)") }
    let placeBefore = try place(of: id)
    try run("DELETE FROM document WHERE id = ?", [id])
    var (changed, isMade) = ([id], false)
    var (earlier, givenUp) = ([SourcedEntry](), [SourcedEntry]())
    let numbering = SourcedEntry.numbering(of: sourced)
    let renumbering = SourcedEntry.renumbering(of: sourced)
    let makers = SourcedEntry.makers(of: sourced)
    for sourced in all where !takenBack.contains(sourced.entry.reference) {
      if sourced.isJoined {
        try copies.apply(sourced, to: id, in: self)
        if try isMerge(sourced, of: document) { try closeIfMerged(id) }
        continue
      }
      let makes = makers.contains(sourced.entry.reference)
      let reference = sourced.entry.reference
      if sourced.numberOfLine != nil, reference != numbering {
        earlier.append(sourced)
      } else if sourced.renumbers, reference != renumbering {
        givenUp.append(sourced)
      } else if !makes || !isMade {
        if sourced.ownNumber != nil, renumbering ?? reference != reference { givenUp.append(sourced) }
        isMade = isMade || makes
        let filled = makes ? try insert(sourced, document, id: id) : try change(id, sourced)
        changed += filled.map { [$0] } ?? []
      } else if sourced.isReceived {
        try change(id, sourced)
      }
    }
    try addressBesides(id, by: earlier, sourced)
    try closeIfMerged(id)
    changed += try giveUpNumbers(of: id, earlier + givenUp)
    for place in try Set([placeBefore, place(of: id)].compactMap(\.self)) { changed += try rule(place) }
    return changed
  }
}

/// The lines that are still to be rebuilt.
final class LinesLeft {
  fileprivate(set) var lines: Set<Int64> = []

  func add(_ line: Int64) { lines.insert(line) }
}
