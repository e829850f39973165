import GRDB
import Records
import Wording

extension OfficeTransaction {
  /// Undoes the last act on a document, if it can be undone, by a reversing act; both stay in its trail.
  @discardableResult
  public func undo(_ line: DocumentLine) throws -> Undone {
    let last = try Row.fetchOne(
      db,
      sql: """
        SELECT j.station, j.epoch, j.sequence, j.time, j.day, j.clerk, j.grouped, j.act
        FROM trail t JOIN journal j USING (station, epoch, sequence)
        WHERE t.document = ? AND t.undoneBy IS NULL AND json_extract(j.act, '\(ActName.undone.path)') IS NULL
          AND json_extract(j.act, '\(ActName.reported.path)') IS NULL
        ORDER BY t.time DESC LIMIT 1
        """, arguments: [line.id]
    ).map(Journal.entry)
    guard let last, last.act.isUndoable else {
      throw UndoRefusal.nothing(line.reference, last?.act.words, isNumbered: line.number != nil)
    }
    return Undone(lines: [try takeBack(last)], words: last.act.words)
  }

  /// Undoes the last thing this clerk did: one act, or all the acts of a bulk act together.
  ///
  /// - Parameter clerk: whose last act; `nil` for anybody's.
  @discardableResult
  public func undoLast(of clerk: String?) throws -> Undone {
    guard let last = try lastUndoable(of: clerk) else { throw UndoRefusal.none }
    var entries = [last]
    if let group = last.group {
      entries = try Row.fetchAll(
        db,
        sql: """
          SELECT \(Journal.columns) FROM journal
          WHERE grouped = ? AND EXISTS (
            SELECT 1 FROM trail t WHERE t.station = journal.station AND t.epoch = journal.epoch
              AND t.sequence = journal.sequence AND t.undoneBy IS NULL)
          ORDER BY sequence DESC
          """, arguments: [group.description]
      ).map(Journal.entry).filter { $0.act.isUndoable }
    }
    // From the last to the first, so that of two acts of the group on one document the later one is undone before the
    // earlier one is checked.
    let lines = try entries.map { entry in
      guard try isLatest(entry) else { throw UndoRefusal.overtaken(entry.act.words) }
      return try takeBack(entry)
    }
    return Undone(lines: lines, words: last.act.words)
  }

  /// Returns the latest act that has not been undone. Looks at the last 1,000 entries only: undo is for what has just
  /// happened.
  ///
  /// - Throws: `UndoRefusal.cannot` if that act cannot be undone.
  private func lastUndoable(of clerk: String?) throws -> JournalEntry? {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT \(Journal.columns) FROM journal j
        WHERE station = (SELECT id FROM station) AND epoch = (SELECT epoch FROM station) AND (?1 IS NULL OR clerk = ?1)
          AND NOT EXISTS (SELECT 1 FROM trail t WHERE t.station = j.station AND t.epoch = j.epoch
            AND t.sequence = j.sequence AND t.undoneBy IS NOT NULL)
        ORDER BY sequence DESC LIMIT 1000
        """, arguments: [clerk])
    while let row = try rows.next() {
      let entry = try Journal.entry(row)
      switch entry.act {
      case .undone, .reported: continue
      default: break
      }
      guard entry.act.isUndoable else {
        throw UndoRefusal.cannot(entry.act.words, isNumbered: try isNumbered(entry))
      }
      return entry
    }
    return nil
  }

  private func isLatest(_ entry: JournalEntry) throws -> Bool {
    guard let document = entry.act.document else { return false }
    return try Bool.fetchOne(
      db,
      sql: """
        SELECT NOT EXISTS (
          SELECT 1 FROM trail JOIN journal USING (station, epoch, sequence)
          WHERE document = (SELECT id FROM document WHERE entry = ?) AND trail.time > ? AND undoneBy IS NULL
            AND json_extract(act, '\(ActName.undone.path)') IS NULL
            AND json_extract(act, '\(ActName.reported.path)') IS NULL)
        """, arguments: [document.description, entry.time.packed])!
  }

  /// Whether the act is about a document that has a number: then the number can be voided instead.
  private func isNumbered(_ entry: JournalEntry) throws -> Bool {
    guard let document = entry.act.document else { return false }
    return try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM document WHERE entry = ? AND number IS NOT NULL)",
      arguments: [document.description])!
  }

  private func takeBack(_ entry: JournalEntry) throws -> DocumentLine {
    let document = entry.act.document!
    try write(.undone(.init(entry: entry.reference, document: document)))
    return try DocumentLine.fetchOne(
      db, sql: "SELECT \(DocumentLine.columns) FROM document WHERE entry = ?", arguments: [document.description])!
  }
}

extension Acts.Undone: LineChange {
  /// Changes nothing itself: the line is rebuilt without the act that this one names.
  func change(_ id: Int64, by entry: JournalEntry, in registers: Registers) throws {
  }

  /// Reverses the act that the sender took back, in a line that this office had registered with it.
  func applyAgreed(_ id: Int64, in registers: Registers) throws {
    switch try Journal(registers.db).sourcedEntry(entry)?.entry.act {
    case .attached(let act): try act.undoAgreed(id, in: registers)
    case .corrected(let act): try act.undoAgreed(id, in: registers)
    case .detached(let act): try act.undoAgreed(id, in: registers)
    default: break
    }
  }
}

/// The acts that an undo reversed, and the lines as they are afterwards.
public struct Undone: Equatable, Sendable {
  public var lines: [DocumentLine]
  public var words: Bilingual
}

public enum UndoRefusal: Refusal, Equatable {
  case none
  case nothing(String, Bilingual?, isNumbered: Bool)
  case cannot(Bilingual, isNumbered: Bool)
  case overtaken(Bilingual)

  public var words: Bilingual {
    switch self {
    case .none: Bilingual("Không có việc nào để hoàn tác.", "There is nothing to undo.")
    case .nothing(let reference, nil, _):
      Bilingual("Văn bản \(reference) không có việc nào để hoàn tác.", "Document \(reference) has nothing to undo.")
    case .nothing(let reference, .some(let words), let isNumbered):
      Bilingual(
        "Văn bản \(reference): việc cuối là “\(words.vietnamese)”, "
          + "không hoàn tác được\(voiding(isNumbered).vietnamese).",
        "Document \(reference): its last act is “\(words.english)”, "
          + "which cannot be undone\(voiding(isNumbered).english)."
      )
    case .cannot(let words, let isNumbered):
      Bilingual(
        "Việc cuối là “\(words.vietnamese)”, không hoàn tác được\(voiding(isNumbered).vietnamese).",
        "The last act is “\(words.english)”, which cannot be undone\(voiding(isNumbered).english).")
    case .overtaken(let words):
      Bilingual(
        "Sau “\(words.vietnamese)” đã có việc khác trên cùng văn bản; hoàn tác việc sau trước.",
        "Something else was done to the same document after “\(words.english)”; undo that first.")
    }
  }

  private func voiding(_ isNumbered: Bool) -> Bilingual {
    isNumbered
      ? Bilingual("; số đã cấp thì hủy bằng vanthu void", "; void an assigned number with vanthu void") : ""
  }
}
