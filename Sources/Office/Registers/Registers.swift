import GRDB
import Records

/// What the journal, applied, leaves behind.
///
/// `apply` is the only code that changes a register, for our own acts, for those that arrive, and for the replay of
/// `verify`; so replaying the journal into an empty file gives the same registers.
struct Registers {
  let db: Database
  /// Whether an empty file is filled to be compared with the schema `kept`.
  let isReplay: Bool
  /// Where it is there, lines that others speak of out of turn are made anew once, by `rebuildLines`, and not for each of their words: a
  /// sender may say thousands of one document.
  let later: LinesLeft?

  init(_ db: Database, isReplay: Bool = false, later: LinesLeft? = nil) {
    self.db = db
    self.isReplay = isReplay
    self.later = later
  }

  /// Brings the registers up to `told`; gives the documents whose text may have changed.
  ///
  /// In whatever order entries of several stations come, the same registers come of them: an entry about a document that is not
  /// there yet waits for it, and one that is told late is put in its place in time.
  @discardableResult
  func apply(_ told: Told) throws -> [Int64] {
    if !told.isReceived, let book = told.entry.act.body.bookNeeded, try !isOpen(book) {
      try wait(told.entry.reference, for: book)
      return []
    }
    guard let document = told.document else { return try applyToOffice(told.entry) }
    if told.makesLine {
      // A draft that two stations of its office issued comes twice.
      if let id = try id(of: document) { return try tell(told, about: id) }
      let id = try newID(document, told.entry.act.body.registrationDay ?? told.entry.day)
      let filled = try insert(told, document, id: id)
      try trail(id, told.entry)
      let changed = try applyWaiting(for: document.description)
      return (filled.map { [$0, id] } ?? [id]) + changed
    }
    guard let id = try id(of: document) else {
      try wait(told.entry.reference, for: document.description)
      return []
    }
    return try tell(told, about: id)
  }

  /// One more entry about a line that is there.
  private func tell(_ told: Told, about id: Int64) throws -> [Int64] {
    let isLatest = try isLatest(told.entry, about: id)
    try trail(id, told.entry)
    if case .undone(let act) = told.entry.act {
      try run(
        "INSERT OR IGNORE INTO undoing (document, entry, isReceived) VALUES (?, ?, ?)",
        [id, act.entry.description, told.isReceived])
      return try rebuild(id)
    }
    // What readers say of a document may come before a colleague's word that it was issued; and a colleague may have numbered it too.
    guard isLatest, !told.makesLine, told.numberOfLine == nil, try !isUndone(told, about: id),
      try !isOfItsSender(told, id)
    else {
      guard let later, told.isReceived, !told.makesLine else { return try rebuild(id) }
      later.lines.insert(id)
      return [id]
    }
    let filled = try change(id, told)
    return filled.map { [$0, id] } ?? [id]
  }

  /// Whether it was taken back before it came.
  private func isUndone(_ told: Told, about id: Int64) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(
        sql: "SELECT EXISTS (SELECT 1 FROM undoing WHERE document = ? AND entry = ? AND isReceived = ?)"),
      arguments: [id, told.entry.reference.description, told.isReceived])!
  }

  /// Whether the sender says it of a document that is registered here: where it stands depends on what was heard by then.
  private func isOfItsSender(_ told: Told, _ id: Int64) throws -> Bool {
    guard told.isReceived else { return false }
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
    let (time, station, epoch, sequence): (Int64, String, Int, Int) = (last[0], last[1], last[2], last[3])
    let reference = entry.reference
    return (time, station, epoch, sequence)
      < (entry.time.packed, reference.station, reference.epoch, reference.sequence)
  }

  func run(_ sql: String, _ arguments: StatementArguments) throws {
    try db.cachedStatement(sql: sql).execute(arguments: arguments)
  }

  func id(of document: EntryReference) throws -> Int64? {
    let sql = "SELECT id FROM document WHERE entry = ?"
    return try Int64.fetchOne(db.cachedStatement(sql: sql), arguments: [document.description])
  }

  /// The next identifier of a line registered on `day`: they grow with the day, so newest first is an index walk.
  ///
  /// They are this file's own and depend on what came first; a replay takes those of the file it is compared with.
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
    // A line that only a replay has for a while must not take the identifier of one that is still to come: own acts are told
    // before those of other offices there, so a number can stand reserved that was never missing.
    return max(try last("document"), isReplay ? try last("kept.document") : base) + 1
  }

  private func trail(_ id: Int64, _ entry: JournalEntry) throws {
    let reference = entry.reference
    try run(
      "INSERT INTO trail (document, time, station, epoch, sequence) VALUES (?, ?, ?, ?, ?)",
      [id, entry.time.packed, reference.station, reference.epoch, reference.sequence])
  }

  private func isOpen(_ book: String) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM book WHERE id = ?)"), arguments: [book])!
  }

  private func markUndone(_ entry: EntryReference, by undoing: EntryReference, about id: Int64) throws {
    try run(
      "UPDATE trail SET undoneBy = ? WHERE document = ? AND station = ? AND epoch = ? AND sequence = ?",
      [undoing.description, id, entry.station, entry.epoch, entry.sequence])
  }

  /// Makes the lines anew that were left for later.
  func rebuildLines() throws {
    guard let later else { return }
    for id in later.lines.sorted() { _ = try rebuild(id) }
    later.lines = []
  }

  /// The line, made again from all that was told about it: undo is replay, and so is what comes late. Gives it, and the reserved lines
  /// whose numbers it took.
  func rebuild(_ id: Int64) throws -> [Int64] {
    let told = try Journal(db).told(about: id)
    // What made the line stays, whatever somebody says who is not held to it: a line is voided, and never gone. The sender takes back what
    // it said itself, and its readers what they did.
    let undoable = Dictionary(
      told.filter(\.entry.act.isUndoable).map { ($0.entry.reference, $0) }, uniquingKeysWith: { first, _ in first })
    var undone: Set<EntryReference> = []
    for told in told {
      guard case .undone(let act) = told.entry.act, undoable[act.entry]?.isReceived == told.isReceived,
        undone.insert(act.entry).inserted
      else { continue }
      try markUndone(act.entry, by: told.entry.reference, about: id)
    }
    let entry = try String.fetchOne(
      db.cachedStatement(sql: "SELECT entry FROM document WHERE id = ?"), arguments: [id])
    guard let entry, let document = EntryReference(entry) else { throw RegisterFault.unknown("\(id)") }
    try run("DELETE FROM document WHERE id = ?", [id])
    var (changed, isMade, earlier) = ([id], false, [Told]())
    let numbering = told.last { $0.numberOfLine != nil }?.entry.reference
    for told in told where !undone.contains(told.entry.reference) {
      if told.numberOfLine != nil, told.entry.reference != numbering {
        earlier.append(told)
      } else if !told.makesLine || !isMade {
        isMade = isMade || told.makesLine
        let filled = told.makesLine ? try insert(told, document, id: id) : try change(id, told)
        changed += filled.map { [$0] } ?? []
      } else if told.isReceived {
        try issueAgain(id, told.entry)
      }
    }
    try addressBesides(id, by: earlier, told)
    return changed + (try giveUpNumbers(of: id, earlier))
  }
}

/// Lines that are still to be made anew.
final class LinesLeft {
  fileprivate(set) var lines: Set<Int64> = []
}
