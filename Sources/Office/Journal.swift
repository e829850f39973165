import Foundation
import GRDB
import Records
import RecordsSQL

/// The journal in the file.
struct Journal {
  let db: Database

  init(_ db: Database) { self.db = db }

  static let columns = "station, epoch, sequence, time, day, clerk, grouped, act"

  /// The statement that stores an entry and the hash of the chain at it.
  static let insertion = "INSERT INTO journal (\(columns), hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"

  static func entry(_ row: Row) throws -> JournalEntry {
    let (day, group, act): (String, String?, String) = (row[4], row[6], row[7])
    guard let day = Day(day) else { throw JournalFault.day(day) }
    return JournalEntry(
      reference: try EntryReference(row), time: HybridTime(packed: row[3]),
      day: day, clerk: row[5], group: group.flatMap(EntryReference.init), act: try StoredAct.act(from: act))
  }

  /// Returns an entry of this office or of the hub, also one that a reader brought back.
  func entry(_ reference: EntryReference) throws -> JournalEntry? {
    try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT \(Journal.columns) FROM journal WHERE station = ?1 AND epoch = ?2 AND sequence = ?3
          UNION ALL
          SELECT \(Journal.columns) FROM received WHERE station = ?1 AND epoch = ?2 AND sequence = ?3 AND isOwn
          """), arguments: [reference.station, reference.epoch, reference.sequence]
    ).map(Journal.entry)
  }

  /// Returns the entries about one document: first the one that made it, then the others in the order of time.
  func entries(about document: Int64) throws -> [SourcedEntry] {
    let columns = "t.station, t.epoch, t.sequence, t.time, j.day, j.clerk, j.grouped, j.act"
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT \(columns), t.undoneBy, 0, NULL
          FROM trail t JOIN journal j USING (station, epoch, sequence) WHERE t.document = ?1
          UNION ALL
          SELECT \(columns), t.undoneBy, NOT j.isOwn, CASE WHEN j.isOwn THEN NULL ELSE j.organ END
          FROM trail t JOIN received j USING (station, epoch, sequence) WHERE t.document = ?1
          ORDER BY 4, 1, 2, 3
          """), arguments: [document])
    var all = try rows.map { row in
      SourcedEntry(
        entry: try Journal.entry(row), isReceived: row[9], undoneBy: (row[8] as String?).flatMap(EntryReference.init),
        office: row[10])
    }
    try markJoined(&all, in: document)
    let sourced = all.filter { !$0.isJoined }
    // Clocks of two offices differ: the entry that made the line comes first all the same, and what readers report
    // comes after the issue.
    let makers = SourcedEntry.makers(of: sourced)
    let later = sourced.filter { !makers.contains($0.entry.reference) }
    let issue = later.firstIndex(where: \.numbersDraft) ?? 0
    let (before, after) = (later[..<issue], later[issue...])
    var ordered = sourced.filter { makers.contains($0.entry.reference) }
    ordered += before.filter { !$0.isReceived }
    ordered += after.prefix(1)
    ordered += before.filter(\.isReceived)
    let own = SourcedEntry.asHeard(ordered + after.dropFirst())
    return SourcedEntry.askedBeforeAnswered(SourcedEntry.with(all.filter(\.isJoined), own))
  }

  /// Marks the entries about other documents: those that were merged into this line, or into which it was merged.
  private func markJoined(_ sourced: inout [SourcedEntry], in document: Int64) throws {
    let isMerged = sourced.contains { if case .merged = $0.entry.act { true } else { false } }
    guard isMerged,
      let name = try String.fetchOne(
        db.cachedStatement(sql: "SELECT entry FROM document WHERE id = ?"), arguments: [document])
    else { return }
    for index in sourced.indices { sourced[index].isJoined = sourced[index].document?.description != name }
  }

  /// Returns the line that an entry is about or makes; `nil` if there is none, or the entry cannot be read.
  func line(about reference: EntryReference) throws -> Int64? {
    guard let sourced = try? sourcedEntry(reference), let document = sourced.document else { return nil }
    return try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT id FROM document WHERE entry = ?"), arguments: [document.description])
  }

  /// Returns an entry of this office or of another, from whichever table it is in.
  func sourcedEntry(_ reference: EntryReference) throws -> SourcedEntry? {
    if let entry = try entry(reference) { return SourcedEntry(entry: entry, isReceived: false) }
    return try Row.fetchOne(
      db.cachedStatement(
        sql: "SELECT \(Journal.columns) FROM received WHERE station = ? AND epoch = ? AND sequence = ?"),
      arguments: [reference.station, reference.epoch, reference.sequence]
    ).map { SourcedEntry(entry: try Journal.entry($0), isReceived: true) }
  }
}

/// An entry, and where it comes from: this office, or another one through the hub.
struct SourcedEntry {
  var entry: JournalEntry
  var isReceived: Bool
  var undoneBy: EntryReference?
  /// The office whose key signed it, if it is another office's and was read for a trail.
  var office: Organ.ID?

  /// Whether it is about another document than the line in whose trail it is, one that was merged with it.
  var isJoined = false

  /// Whether the entry puts a new line into a register. What another office issues is a new line here, whatever draft
  /// it was there.
  var makesLine: Bool { entry.act.body.makesLine(isReceived: isReceived) }

  /// Whether it issues a document that was a draft here.
  var numbersDraft: Bool {
    if case .issued = entry.act { return !makesLine }
    return false
  }

  /// Whether it registers a document that arrived, and so holds all of it.
  var registersArrival: Bool {
    if case .registered(let registered) = entry.act { return !isReceived && registered.arrival != nil }
    return false
  }

  /// Returns the entries that make the line: what another office issued, or this one drafted. If none of them is here
  /// yet (a colleague's entries may come before those of the sender), the last entry that numbers it makes it.
  static func makers(of sourced: [SourcedEntry]) -> Set<EntryReference> {
    let makers = sourced.filter(\.makesLine).map(\.entry.reference)
    guard makers.isEmpty else { return Set(makers) }
    return Set([numbering(of: sourced)].compactMap(\.self))
  }

  /// Returns the last entry in time that gives the line its number; `nil` if it was made with one, which it keeps
  /// whatever a colleague's entry says.
  static func numbering(of sourced: [SourcedEntry]) -> EntryReference? {
    let isMadeWithNumber = sourced.contains {
      $0.makesLine && !$0.isReceived && $0.entry.act.body.numberGiven != nil
    }
    return isMadeWithNumber
      ? nil
      : sourced.filter { $0.numberOfLine != nil }.max {
        ($0.entry.time, $0.entry.reference) < ($1.entry.time, $1.entry.reference)
      }?.entry.reference
  }

  /// The number it gives to a line that existed without one: a draft, an arrival.
  var numberOfLine: GivenNumber? { makesLine || renumbers ? nil : ownNumber }

  /// The number that this office gives by it.
  var ownNumber: GivenNumber? { isReceived ? nil : entry.act.body.numberGiven }

  /// Whether it gives the document another number, because its own was given twice.
  var renumbers: Bool {
    if case .renumbered = entry.act { return !isReceived }
    return false
  }

  /// Returns the last entry in time that gives the document another number.
  static func renumbering(of sourced: [SourcedEntry]) -> EntryReference? {
    sourced.filter(\.renumbers).max {
      ($0.entry.time, $0.entry.reference) < ($1.entry.time, $1.entry.reference)
    }?.entry.reference
  }

  /// Returns the entry whose number the line has.
  static func numberer(of all: [SourcedEntry]) -> JournalEntry? {
    let sourced = all.filter { !$0.isJoined }
    let reference = renumbering(of: sourced) ?? numbering(of: sourced)
    return sourced.first { sourced in
      reference.map { $0 == sourced.entry.reference } ?? (sourced.makesLine && sourced.ownNumber != nil)
    }?.entry
  }

  /// Whether the office voided the number of the document, and has not taken that back.
  static func isVoided(_ all: [SourcedEntry]) -> Bool {
    let sourced = all.filter { !$0.isJoined }
    let takenBack = TakenBack(sourced)
    return sourced.contains { sourced in
      guard !sourced.isReceived, case .voided = sourced.entry.act else { return false }
      return !takenBack.contains(sourced.entry.reference)
    }
  }

  /// The name of the document that the entry is about or makes; `nil` if it is about none.
  var document: EntryReference? { entry.act.document ?? (makesLine ? entry.reference : nil) }
}

extension SourcedEntry {
  /// Orders the sender's entries by the registration of the document: those that the registration lists as seen come
  /// before it, and the others after it, whatever the sender's clock. A line that no other office sent has no such
  /// entries.
  fileprivate static func asHeard(_ sourced: [SourcedEntry]) -> [SourcedEntry] {
    guard sourced.contains(where: { $0.makesLine && $0.isReceived }),
      let place = sourced.lastIndex(where: { $0.numberOfLine != nil }),
      case .registered(let registered) = sourced[place].entry.act, let list = registered.seen
    else { return sourced }
    let seen = Set(list)
    let (before, after) = (sourced[..<place], sourced[(place + 1)...])
    // Something has to make the line: if none of the seen entries does, the first that can.
    let isMade = sourced.contains { $0.makesLine && (!$0.isReceived || seen.contains($0.entry.reference)) }
    let maker = isMade ? nil : sourced.firstIndex(where: \.makesLine)
    func isSeen(_ sourced: SourcedEntry) -> Bool { !sourced.isReceived || seen.contains(sourced.entry.reference) }
    let late = before.indices.filter { !isSeen(before[$0]) && $0 != maker }.map { before[$0] }
    let early = before.indices.filter { isSeen(before[$0]) || $0 == maker }.map { before[$0] }
    let ahead = after.filter { $0.isReceived && isSeen($0) }
    return early + ahead + [sourced[place]] + late + after.filter { !$0.isReceived || !isSeen($0) }
  }
}

extension SourcedEntry {
  /// Puts the entries about documents that were merged with the line between its own, by time.
  fileprivate static func with(_ joined: [SourcedEntry], _ own: [SourcedEntry]) -> [SourcedEntry] {
    guard !joined.isEmpty else { return own }
    var (ordered, rest) = (Array(own.prefix(1)), joined[...])
    for sourced in own.dropFirst() {
      while let next = rest.first,
        (next.entry.time, next.entry.reference) < (sourced.entry.time, sourced.entry.reference)
      {
        ordered.append(next)
        rest.removeFirst()
      }
      ordered.append(sourced)
    }
    return ordered + rest
  }

  /// Puts what the sender asked before this office's answer to it, whatever the sender's clock: what was agreed to
  /// counts from the answer on.
  fileprivate static func askedBeforeAnswered(_ sourced: [SourcedEntry]) -> [SourcedEntry] {
    var asked: [EntryReference: Int] = [:]
    for (place, sourced) in sourced.enumerated() where sourced.isReceived { asked[sourced.entry.reference] = place }
    var (ordered, moved) = ([SourcedEntry](), Set<Int>())
    for (place, entry) in sourced.enumerated() where !moved.contains(place) {
      if !entry.isReceived, case .reported(let report) = entry.entry.act, let answered = report.answers,
        let later = asked[answered], later > place, moved.insert(later).inserted
      {
        ordered.append(sourced[later])
      }
      ordered.append(entry)
    }
    return ordered
  }
}

/// The journal contains what no vanthu wrote.
enum JournalFault: Error {
  case day(String)
  case noStation
}
