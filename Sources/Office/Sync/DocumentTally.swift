import GRDB
import Records
import Wording

/// What an exchange meant for documents, as the registers show it afterwards.
public struct DocumentTally: Equatable, Sendable {
  /// Documents of other offices that arrived.
  public var new = 0
  /// How many of them are urgent.
  public var urgent: Int { urgencies.values.reduce(0, +) }
  /// The same, by grade; not routine.
  public var urgencies: [Urgency: Int] = [:]
  /// Recipients that reported what became of a document of ours, and took it.
  public var receipts = 0
  /// Recipients that sent a document of ours back.
  public var returned = 0
  /// Recipients that do not agree to give a document back, or to a change of it.
  public var refused = 0
  /// Documents of other offices about which their senders ask something.
  public var requests = 0
  /// Documents of other offices that their senders changed before they were registered here.
  public var changed = 0
  public var receivedFiles = 0
  /// Documents of ours for other offices that the hub acknowledged, or that are in the packet on a carrier.
  public var sentDocuments = 0
  /// Documents of ours, sent before, that were corrected, recalled or voided.
  public var sentChanges = 0
  /// Documents that were sent back to their senders.
  public var sentBack = 0
  /// Files that were sent to the end, and their bytes.
  public var sentFiles = 0
  public var fileBytes = 0

  public init() {}

  /// Returns `2 văn bản mới (1 hỏa tốc), 3 báo nhận; đã gửi 1 văn bản, 2 tệp (450 kB)`; `nil` if there was nothing of
  /// the kind.
  public var words: Bilingual? {
    let parts = [received, sent.map { Bilingual("đã gửi \($0.vietnamese)", "sent \($0.english)") }].compactMap(\.self)
    return parts.isEmpty ? nil : DocumentTally.list(parts, "; ")
  }

  /// What came: `2 văn bản mới (1 hỏa tốc), 3 báo nhận, 1 bị trả lại`; `nil` if nothing did.
  public var received: Bilingual? {
    let grades = [Urgency.flash, .veryUrgent, .urgent].compactMap { grade in
      urgencies[grade].map { amount in
        Bilingual("\(amount) \(grade.words.vietnamese.lowercased())", "\(amount) \(grade.words.english.lowercased())")
      }
    }
    let urgent =
      grades.isEmpty
      ? Bilingual("", "")
      : Bilingual(
        " (\(DocumentTally.list(grades).vietnamese))", " (\(DocumentTally.list(grades).english))")
    return DocumentTally.list([
      (new, Bilingual("văn bản mới\(urgent.vietnamese)", "new documents\(urgent.english)")),
      (receipts, Bilingual("báo nhận", "receipts")), (returned, Bilingual("bị trả lại", "sent back")),
      (refused, Bilingual("nơi không đồng ý", "requests refused")),
      (requests, Bilingual("nơi gửi có yêu cầu", "senders' requests")),
      (changed, Bilingual("văn bản nơi gửi đã sửa", "documents changed by their senders")),
      (receivedFiles, Bilingual("tệp về đủ", "files arrived")),
    ])
  }

  /// What went: `1 văn bản, 2 tệp (450 kB), 1 văn bản trả lại`; `nil` if nothing did.
  public var sent: Bilingual? {
    let size = fileBytes.inBytes
    return DocumentTally.list([
      (sentDocuments, Bilingual("văn bản", "documents")),
      (sentFiles, Bilingual("tệp (\(size))", "files (\(size))")),
      (sentChanges, Bilingual("văn bản sửa, thu hồi, hủy", "documents corrected, recalled or voided")),
      (sentBack, Bilingual("văn bản trả lại", "documents sent back")),
    ])
  }

  private static func list(_ amounts: [(amount: Int, words: Bilingual)]) -> Bilingual? {
    let parts = amounts.filter { $0.amount > 0 }.map {
      Bilingual("\($0.amount) \($0.words.vietnamese)", "\($0.amount) \($0.words.english)")
    }
    return parts.isEmpty ? nil : list(parts)
  }

  private static func list(_ parts: [Bilingual], _ separator: String = ", ") -> Bilingual {
    Bilingual(
      parts.map(\.vietnamese).joined(separator: separator), parts.map(\.english).joined(separator: separator))
  }

  /// The result of several exchanges, of which the grades of urgency are not known any more.
  public static func + (left: DocumentTally, right: DocumentTally) -> DocumentTally {
    var sum = left
    sum.new += right.new
    sum.urgencies.merge(right.urgencies, uniquingKeysWith: +)
    sum.receipts += right.receipts
    sum.returned += right.returned
    sum.refused += right.refused
    sum.requests += right.requests
    sum.changed += right.changed
    sum.receivedFiles += right.receivedFiles
    sum.sentDocuments += right.sentDocuments
    sum.sentChanges += right.sentChanges
    sum.sentBack += right.sentBack
    sum.sentFiles += right.sentFiles
    sum.fileBytes += right.fileBytes
    return sum
  }
}

extension Office {
  /// Counts what these entries of other offices, which an exchange has brought, meant for documents. A document or a
  /// recipient counts once, with what the registers say of it now.
  public func tally(of received: [EntryReference]) throws -> DocumentTally {
    try read { db in
      var (tally, counted) = (DocumentTally(), Set<String>())
      for reference in received {
        guard let sourced = try? Journal(db).sourcedEntry(reference), let id = try Journal(db).line(about: reference)
        else { continue }
        switch sourced.entry.act {
        case .issued:
          let urgency = try String.fetchOne(
            db.cachedStatement(
              sql: "SELECT urgency FROM document WHERE id = ? AND direction = 'incoming' AND mailbox IS NOT NULL"),
            arguments: [id])
          guard let urgency, counted.insert("new \(id)").inserted else { continue }
          tally.new += 1
          if let grade = Urgency(rawValue: urgency), grade != .routine { tally.urgencies[grade, default: 0] += 1 }
        case .reported(let report):
          let status = try String.fetchOne(
            db.cachedStatement(
              sql: "SELECT status FROM recipient WHERE document = ? AND coalesce(organID, name) = ? LIMIT 1"),
            arguments: [id, report.recipient])
          guard let status, counted.insert("\(id) \(report.recipient)").inserted else { continue }
          switch DeliveryStatus(rawValue: status) {
          case .refused: tally.returned += 1
          case .disagreed: tally.refused += 1
          case .arrived, .accepted, .assigned, .inProgress, .completed, .recalled, .agreed, nil: tally.receipts += 1
          }
        // It is in the answer of the run (`lostElsewhere`), and changes nothing.
        case .contentMissing: continue
        default:
          // A document that was merged into a line is asked about there.
          let name = try String.fetchOne(
            db.cachedStatement(sql: "SELECT entry FROM document WHERE id = ?"), arguments: [id])
          let asks = try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT requests > 0 FROM document WHERE entry = ? AND direction = 'incoming'"),
            arguments: [try name.map { try StoredMerge.end(of: $0, db) }])
          // The files of a document that has just arrived are a part of it, and what a colleague does is not counted.
          guard let asks, sourced.isReceived, !counted.contains("new \(id)") else { continue }
          if counted.insert("asks \(id)").inserted {
            if asks { tally.requests += 1 } else { tally.changed += 1 }
          }
        }
      }
      return tally
    }
  }

  /// Counts the documents that these entries of a journal of this station issued to other offices, changed there, or
  /// sent back. A document counts once.
  ///
  /// - Parameter last: the last of the entries that follow `sequence`.
  public func tally(ofSent journal: JournalName, after sequence: Int, through last: Int) throws -> DocumentTally {
    let acts = ActName.isOne(of: [.issued, .corrected, .recalled, .voided, .sentBack], "act")
    return try read { db in
      let rows = try Row.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT \(Journal.columns) FROM journal
            WHERE station = ? AND epoch = ? AND sequence > ? AND sequence <= ? AND \(acts) ORDER BY sequence
            """), arguments: [journal.station, journal.epoch, sequence, last])
      var (tally, counted) = (DocumentTally(), Set<Int64>())
      guard !rows.isEmpty else { return tally }
      let deliveries = try Deliveries(db, try self.directory(in: db))
      for row in rows {
        let entry = try Journal.entry(row)
        guard let id = try Journal(db).line(about: try EntryReference(row)), !counted.contains(id),
          let line = try DocumentLine.fetchOne(db.cachedStatement(sql: DocumentLine.byID), arguments: [id])
        else { continue }
        if case .sentBack = entry.act {
          tally.sentBack += 1
        } else if try line.direction == .outgoing && deliveries.states(of: line).contains(where: { $0.way == .hub }) {
          if case .issued = entry.act { tally.sentDocuments += 1 } else { tally.sentChanges += 1 }
        } else {
          continue
        }
        counted.insert(id)
      }
      return tally
    }
  }
}
