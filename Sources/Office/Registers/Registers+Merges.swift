import GRDB
import Records
import RecordsSQL

/// Documents that came twice, and were merged into one line.
///
/// The copy keeps its line, which is closed. What its sender writes about it, and what was reported to the sender, is
/// in the trails of both lines. Which acts `merged` have their effect depends on the set of entries and not on their
/// order: of all acts about one copy the earliest that may; none about a copy that was registered, sent back or
/// destroyed otherwise.
extension Registers {
  /// Brings everything that was merged up to date, after an entry about a document was applied.
  ///
  /// - Returns: the lines that have changed.
  func followMerges(_ sourced: SourcedEntry, about document: EntryReference) throws -> [Int64] {
    let name = document.description
    if case .merged(let act) = sourced.entry.act {
      let entry = sourced.entry.reference
      try run(
        "INSERT OR IGNORE INTO merge (\(StoredMerge.columns)) VALUES (?, ?, ?, ?, ?, ?, 0)",
        [entry.station, entry.epoch, entry.sequence, sourced.entry.time.packed, act.copy.description, name])
      return try settleMerges(of: name)
    }
    let isCopy = try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM merge WHERE copy = ?)"), arguments: [name])!
    if isCopy, sourced.isReceived, !sourced.makesLine, !sourced.entry.act.asksBack {
      let end = try StoredMerge.end(of: name, db)
      guard end != name, let id = try id(of: EntryReference(end)!) else { return [] }
      try trail(id, sourced.entry)
      guard let later else { return try rebuild(id) }
      later.add(id)
      return [id]
    }
    guard isCopy || sourced.entry.act.takesBack, try isMerged(name) else { return [] }
    return try settleMerges(of: name)
  }

  private func isMerged(_ name: String) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM merge WHERE copy = ?1 OR line = ?1)"), arguments: [name])!
  }

  /// Determines which acts stand among those that a line has to do with, and rebuilds the lines where that changed.
  private func settleMerges(of name: String) throws -> [Int64] {
    var merges = try connected(with: name)
    let takenBack = try Set(merges.filter(isTakenBack).map(\.entry))
    var into: [String: String] = [:]
    func end(of name: String) -> String { into[name].map(end) ?? name }
    var toggled: Set<String> = []
    for index in merges.indices {
      let merge = merges[index]
      let stands =
        try !takenBack.contains(merge.entry) && into[merge.copy] == nil && end(of: merge.line) != merge.copy
        && isFree(merge)
      if stands { into[merge.copy] = merge.line }
      guard stands != merge.stands else { continue }
      merges[index].stands = stands
      toggled.formUnion([merge.copy, merge.line])
      try run(
        "UPDATE merge SET stands = ? WHERE station = ? AND epoch = ? AND sequence = ?",
        [stands, merge.entry.station, merge.entry.epoch, merge.entry.sequence])
    }
    let names = Set(merges.flatMap { [$0.copy, $0.line] }).sorted()
    var lines: [(name: String, id: Int64)] = []
    for name in names {
      guard let entry = EntryReference(name), let id = try id(of: entry) else { continue }
      let joins = try joining(name, merges.filter { !takenBack.contains($0.entry) }, end)
      if try setJoined(joins, to: id) || toggled.contains(name) { lines.append((name, id)) }
    }
    // A line takes its sender from the line of its copy.
    let copiesFirst = lines.filter { into[$0.name] != nil } + lines.filter { into[$0.name] == nil }
    return try copiesFirst.flatMap { try rebuild($0.id) }
  }

  /// Returns all acts about the line and those that are connected with it, in the order of time.
  private func connected(with name: String) throws -> [StoredMerge] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: """
          WITH RECURSIVE connected (name) AS (
            SELECT ?1 UNION SELECT CASE connected.name WHEN m.copy THEN m.line ELSE m.copy END
            FROM merge m JOIN connected ON connected.name IN (m.copy, m.line))
          SELECT \(StoredMerge.columns) FROM merge WHERE copy IN (SELECT name FROM connected)
          ORDER BY time, station, epoch, sequence
          """), arguments: [name]
    ).map(StoredMerge.init)
  }

  private func isTakenBack(_ merge: StoredMerge) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT EXISTS (SELECT 1 FROM undoing u JOIN document d ON d.id = u.document
          WHERE d.entry = ? AND u.entry = ? AND NOT isReceived)
          """), arguments: [merge.line, merge.entry.description])!
  }

  /// Whether nothing was done with the copy that its writer did not know of and that cannot be brought into one line:
  /// it has no other number than the act names, was not sent back, and was not destroyed before.
  private func isFree(_ merge: StoredMerge) throws -> Bool {
    guard case .merged(let act)? = try Journal(db).entry(merge.entry)?.act else { return false }
    guard let id = try id(of: act.copy) else { return act.registration == nil }
    for name in [id, try self.id(of: act.document)].compactMap(\.self) {
      let sql = "SELECT direction FROM document WHERE id = ?"
      guard try String.fetchOne(db.cachedStatement(sql: sql), arguments: [name]) == Book.Direction.incoming.rawValue
      else { return false }
    }
    let entries = try Journal(db).entries(about: id).filter { !$0.isJoined }
    guard SourcedEntry.registration(of: entries) == act.registration else { return false }
    let takenBack = TakenBack(entries)
    return !entries.contains { sourced in
      guard !sourced.isReceived, !takenBack.contains(sourced.entry.reference) else { return false }
      switch sourced.entry.act {
      case .sentBack: return true
      case .draftDiscarded: return act.registration == nil
      case .reported(let report):
        guard report.status == .agreed, let answered = report.answers, sourced.entry.time.packed < merge.time else {
          return false
        }
        return entries.contains { $0.entry.reference == answered && $0.entry.act.asksBack }
      default: return false
      }
    }
  }

  /// Returns the entries about other documents that belong into the trail of a line: those by which it was merged; and
  /// of each document that was merged into it, what its sender wrote and what was reported to the sender.
  private func joining(
    _ name: String, _ merges: [StoredMerge], _ end: (String) -> String
  ) throws -> [EntryReference: HybridTime] {
    var joining: [EntryReference: HybridTime] = [:]
    for merge in merges where merge.copy == name || merge.stands && merge.line != name && end(merge.line) == name {
      joining[merge.entry] = HybridTime(packed: merge.time)
    }
    guard end(name) == name else { return joining }
    for merge in merges where merge.stands && end(merge.copy) == name {
      guard let copy = EntryReference(merge.copy), let id = try id(of: copy) else { continue }
      for sourced in try Journal(db).entries(about: id) where !sourced.isJoined && sourced.isBetweenOffices {
        joining[sourced.entry.reference] = sourced.entry.time
      }
    }
    return joining
  }

  /// - Returns: whether the trail was changed.
  private func setJoined(_ joining: [EntryReference: HybridTime], to id: Int64) throws -> Bool {
    let there = Set(try Journal(db).entries(about: id).filter(\.isJoined).map(\.entry.reference))
    for entry in there.subtracting(joining.keys) {
      try run(
        "DELETE FROM trail WHERE document = ? AND station = ? AND epoch = ? AND sequence = ?",
        [id, entry.station, entry.epoch, entry.sequence])
    }
    let added = joining.filter { !there.contains($0.key) }
    for (entry, time) in added {
      try run(
        "INSERT INTO trail (document, time, station, epoch, sequence) VALUES (?, ?, ?, ?, ?)",
        [id, time.packed, entry.station, entry.epoch, entry.sequence])
    }
    return !added.isEmpty || there.contains { joining[$0] == nil }
  }

  // MARK: the two lines

  func stands(_ entry: EntryReference) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT stands FROM merge WHERE station = ? AND epoch = ? AND sequence = ?"),
      arguments: [entry.station, entry.epoch, entry.sequence]) ?? false
  }

  /// Whether the entry is the one by which the document was merged into another line.
  func isMerge(_ sourced: SourcedEntry, of document: EntryReference) throws -> Bool {
    guard case .merged(let act) = sourced.entry.act, act.copy == document else { return false }
    return try stands(sourced.entry.reference)
  }

  /// Closes the line of a document that was merged into another one: its number, if it had one, stays in the book; a
  /// line without a number is only a trace.
  func closeIfMerged(_ id: Int64) throws {
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT station, epoch, sequence FROM merge
          WHERE stands AND copy = (SELECT entry FROM document WHERE id = ?) LIMIT 1
          """), arguments: [id])
    guard let row, let entry = try Journal(db).entry(try EntryReference(row)), case .merged(let act) = entry.act else {
      return
    }
    let reason = act.copyNumber == nil ? "bản điện tử của số \(act.number)" : "trùng với số \(act.number)"
    try run("DELETE FROM attachment WHERE document = ?", [id])
    try run(
      "UPDATE document SET state = 'voided', reason = ?, closedOn = ?, files = 0, requests = 0 WHERE id = ?",
      [reason, entry.day.description, id])
    if act.registration == nil {
      try run("UPDATE document SET code = '', codeKey = '', documentID = NULL WHERE id = ?", [id])
      try empty(id, Registers.mergedSubject)
    }
    if try isWithdrawn(id) { try withdraw(id) }
  }

  static let mergedSubject = "(đã nhập vào văn bản đã đăng ký)"
}

extension Act {
  fileprivate var takesBack: Bool {
    if case .undone = self { true } else { false }
  }
}

extension SourcedEntry {
  /// Whether the sender of the document wrote it, or this office reported it to the sender.
  fileprivate var isBetweenOffices: Bool {
    if case .reported = entry.act { true } else { isReceived }
  }

  /// Returns the entry that gave an incoming line its number.
  static func registration(of sourced: [SourcedEntry]) -> EntryReference? {
    let maker = sourced.first { $0.makesLine && !$0.isReceived && $0.entry.act.body.numberGiven != nil }
    return maker?.entry.reference ?? numbering(of: sourced)
  }
}
