import GRDB
import Records
import Vietnamese
import Wording

/// Thẻ văn bản: one document with all its data.
public struct Card: Equatable, Sendable {
  public var line: DocumentLine
  /// The name of the office whose key signed the document; `nil` unless it came through the hub.
  public var sender: String?
  public var assignments: [Assignment]
  public var recipients: [Recipient]
  /// The state of delivery to each recipient, in their order.
  public var deliveries: [DeliveryState]
  /// By name, numbers in it by value.
  public var files: [StoredFile]
  /// Those of them that are still on their way to this PC, by SHA-256.
  public var awaited: [String: AwaitedFile]
  /// Those of them that readers of another office cannot have yet, because the hub does not have them; by SHA-256.
  public var unsent: Set<String>
  public var trail: [TrailLine]
  /// The documents that answer it or are answered by it, that replace it or are replaced by it, and duplicates that
  /// were registered anyway.
  public var links: [RelatedDocument]
  /// Those of them that have a line in a register here.
  public var related: [DocumentLine] {
    links.compactMap(\.line).reduce(into: []) { lines, line in
      if !lines.contains(where: { $0.id == line.id }) { lines.append(line) }
    }
  }
}

extension Card {
  /// What is to be said beside a file: it has not come here yet, or has not left.
  public func remark(on file: StoredFile) -> Bilingual? {
    awaited[file.sha256]?.words
      ?? (unsent.contains(file.sha256) ? Bilingual("chưa gửi tới tỉnh", "not sent to the hub yet") : nil)
  }
}

/// One line of a trail: who did what when, and whether it was undone.
public struct TrailLine: Equatable, Sendable {
  public var entry: JournalEntry
  /// Whether another office did it.
  public var isReceived: Bool
  /// The name of the office whose key signed the entry, if another office did it and the hub has reported the owner of
  /// the key.
  public var office: String?
  public var undoneBy: EntryReference?
  /// The value that another station of the office had written and that the author of this correction had not seen: a
  /// clerk should check which of the two is right. The next correction of the field settles it.
  public var overlooked: String?
  /// Whether it has no effect: it changed or discarded a draft to which another station of the office had given a
  /// number; or it merged a document that had been registered or sent back elsewhere.
  public var isOverruled = false
  /// What another station of the office did at the same time, about the same thing.
  public var meanwhile: [Meanwhile] = []
  /// Whether the content of the document was destroyed because its sender recalled it.
  public var isErased = false
  /// Where it is, if it asks the readers for the document and the hub does not have it yet.
  public var unsent: EntryPlace.Kind?

  public struct Meanwhile: Equatable, Sendable {
    /// The name of the PC, as the hub has it.
    public var station: String
    public var words: Bilingual
  }

  /// What was done, in words that do not present another office's claim about itself as true.
  public var said: Bilingual {
    if isErased, case .corrected(let act) = entry.act {
      return Bilingual("đính chính \(act.field.words.vietnamese)", "corrected \(act.field.words.english)")
    }
    if isErased, case .merged(let act) = entry.act { return act.what }
    return isReceived ? entry.act.body.wordsOfOthers : entry.act.words
  }
}

extension Office {
  public func card(_ line: DocumentLine) throws -> Card {
    try read { db in
      let sql = "SELECT \(DocumentLine.columns) FROM document WHERE id = ?"
      guard let line = try DocumentLine.fetchOne(db.cachedStatement(sql: sql), arguments: [line.id]) else {
        throw LookupRefusal.gone(line.reference)
      }
      let files = try files(line, db)
      var awaited: [String: AwaitedFile] = [:]
      for file in files { awaited[file.sha256] = try Contents(db).awaited(file) }
      let deliveries = try Deliveries(db, try self.directory(in: db)).states(of: line)
      let unsent =
        deliveries.contains { $0.way == .hub } ? Set(try Unsent.contents(db).map(\.sha256)) : []
      return Card(
        line: line, sender: try line.sender.map { try Registers(db).organ($0)?.name ?? $0 },
        assignments: try assignments(line, db), recipients: try recipients(line, db), deliveries: deliveries,
        files: files, awaited: awaited, unsent: unsent.intersection(files.map(\.sha256)), trail: try trail(line, db),
        links: try RelatedDocuments.of(line, db))
    }
  }

  /// Returns the trail of a document, oldest first.
  public func trail(_ line: DocumentLine) throws -> [TrailLine] { try read { try trail(line, $0) } }

  public func files(_ line: DocumentLine) throws -> [StoredFile] { try read { try files(line, $0) } }

  private func assignments(_ line: DocumentLine, _ db: Database) throws -> [Assignment] {
    try Row.fetchAll(
      db.cachedStatement(sql: "SELECT unit, role, dueDate FROM assignment WHERE document = ? ORDER BY position"),
      arguments: [line.id]
    ).map { row in
      let role: String = row[1]
      guard let role = Assignment.Role(rawValue: role) else { throw RegisterFault.value(role) }
      return Assignment(unit: row[0], role: role, dueDate: (row[2] as String?).flatMap { Day($0) })
    }
  }

  private func recipients(_ line: DocumentLine, _ db: Database) throws -> [Recipient] {
    try Row.fetchAll(
      db.cachedStatement(sql: "SELECT name, organID, grouped FROM recipient WHERE document = ? ORDER BY position"),
      arguments: [line.id]
    ).map { Recipient(name: $0[0], organID: $0[1], group: $0[2]) }
  }

  private func files(_ line: DocumentLine, _ db: Database) throws -> [StoredFile] {
    try Row.fetchAll(
      db.cachedStatement(sql: "SELECT name, sha256, size, mediaType FROM attachment WHERE document = ?"),
      arguments: [line.id]
    ).map { StoredFile(name: $0[0], sha256: $0[1], size: $0[2], mediaType: $0[3]) }.sortedByWords(\.name)
  }

  private func trail(_ line: DocumentLine, _ db: Database) throws -> [TrailLine] {
    var written: [Field: (value: String, station: StationName, place: Int)] = [:]
    var trail: [TrailLine] = []
    let all = try Journal(db).entries(about: line.id)
    let reached = try line.direction == .outgoing && Deliveries.areThere(db) ? Reached(db) : nil
    let conflicts = Conflict.all(in: all)
    let numbering = all.lastIndex { $0.numberOfLine != nil } ?? all.endIndex
    for (place, sourced) in all.enumerated() {
      if place > 0, sourced.repeats(all[place - 1]) { continue }
      let office = try sourced.office.map { try Registers(db).organ($0)?.name ?? $0 }
      var step = TrailLine(
        entry: sourced.entry, isReceived: sourced.isReceived, office: sourced.office == NationalAxis.id ? nil : office,
        undoneBy: sourced.undoneBy)
      step.isErased = line.state == .withdrawn
      step.meanwhile = try conflicts.compactMap { conflict in
        let entries = [conflict.first, conflict.second]
        guard let place = entries.firstIndex(where: { $0.reference == sourced.entry.reference }) else { return nil }
        let other = entries[1 - place]
        return TrailLine.Meanwhile(station: try station(other.reference.station, db), words: other.act.words)
      }
      if let reached, sourced.entry.act.asksBack, !sourced.isReceived {
        let place = try reached.place(of: sourced.entry).kind
        step.unsent = place == .hub ? nil : place
      }
      step.isOverruled = place > numbering && sourced.entry.act.isOfADraft
      if case .merged = sourced.entry.act, sourced.undoneBy == nil {
        step.isOverruled = try !Registers(db).stands(sourced.entry.reference)
      }
      if case .corrected(let act) = sourced.entry.act, !sourced.isReceived, sourced.undoneBy == nil {
        let station = sourced.entry.reference.station
        if let before = written[act.field] {
          if before.value != act.old, before.station != station { step.overlooked = before.value }
          trail[before.place].overlooked = nil
        }
        written[act.field] = (act.new, station, trail.count)
      }
      trail.append(step)
    }
    return trail
  }

  private func station(_ name: StationName, _ db: Database) throws -> String {
    try String.fetchOne(
      db.cachedStatement(sql: "SELECT name FROM peer WHERE station = ? ORDER BY revoked IS NULL DESC LIMIT 1"),
      arguments: [name]) ?? name.description
  }
}

extension SourcedEntry {
  /// Whether it reports once more what the entry before it has reported, under the name of an agency that was merged
  /// into the one that reports.
  fileprivate func repeats(_ other: SourcedEntry) -> Bool {
    guard case .reported(let again) = entry.act, case .reported(var first) = other.entry.act else { return false }
    let (reference, before) = (entry.reference, other.entry.reference)
    guard reference.station == before.station, reference.epoch == before.epoch,
      reference.sequence == before.sequence + 1, first.recipient != again.recipient
    else { return false }
    first.recipient = again.recipient
    return first == again
  }
}

extension Act {
  /// Whether it is about a document that has no number yet.
  fileprivate var isOfADraft: Bool {
    switch self {
    case .redrafted, .draftDiscarded: true
    default: false
    }
  }
}
