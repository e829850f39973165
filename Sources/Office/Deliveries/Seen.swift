import GRDB
import Records
import Wording

/// What the clerk has marked as seen of a document's deliveries, at this PC.
struct Seen {
  private let what: [String: String]

  init(_ line: DocumentLine, _ db: Database) throws {
    let rows = try Row.fetchAll(
      db.cachedStatement(sql: "SELECT recipient, what FROM seen WHERE document = ?"), arguments: [line.entry])
    what = Dictionary(rows.map { ($0[0] as String, $0[1] as String) }, uniquingKeysWith: { first, _ in first })
  }

  /// Whether the state is still the one that was seen.
  func includes(_ state: DeliveryState) -> Bool { what[state.recipient] == state.seenAs }
}

extension DeliveryState {
  /// What is marked as seen: what came back, with its reason, or the place.
  fileprivate var seenAs: String {
    guard let event else { return place?.stored ?? "" }
    return "\(event.rawValue) \(day?.description ?? "") \(note ?? "")"
  }
}

extension OfficeTransaction {
  /// Đã xem: marks what needs a look at the recipients of an outgoing document as seen, and what two stations did
  /// differently with any document; at this PC only. It comes back when something else is so there.
  ///
  /// - Returns: how many things.
  public func see(_ line: DocumentLine, today: Day, calendar: WorkingCalendar) throws -> Int {
    let line = try current(line)
    let conflicts = try ConflictTable(db).see(line)
    if conflicts > 0 { outdate([line.id]) }
    guard line.direction == .outgoing else {
      guard conflicts > 0 else { throw SeenRefusal.incoming(line.reference) }
      return conflicts
    }
    let positions = try Int.fetchAll(
      db,
      sql: "SELECT position FROM delivery WHERE document = ? AND \(Inbox.needsLook(today, calendar))",
      arguments: [line.id])
    guard !positions.isEmpty || conflicts > 0 else { throw SeenRefusal.nothing(line.reference) }
    let states = try Deliveries(db, try self.directory).states(of: line)
    for position in positions where states.indices.contains(position) {
      let state = states[position]
      try db.execute(
        sql: "INSERT OR REPLACE INTO seen (document, recipient, what) VALUES (?, ?, ?)",
        arguments: [line.entry, state.recipient, state.seenAs])
    }
    outdate([line.id])
    return positions.count + conflicts
  }
}

extension Office {
  /// Whether the document has something that `OfficeTransaction.see` would mark.
  public func waitsToBeSeen(_ line: DocumentLine, today: Day, calendar: WorkingCalendar) throws -> Bool {
    try read { db in
      try Bool.fetchOne(
        db,
        sql: """
          SELECT EXISTS (SELECT 1 FROM delivery WHERE document = ?1 AND \(Inbox.needsLook(today, calendar)))
            OR EXISTS (SELECT 1 FROM conflict WHERE document = ?1 AND NOT isSeen)
          """, arguments: [line.id])!
    }
  }
}

public enum SeenRefusal: Refusal, Equatable {
  case incoming(String)
  case nothing(String)

  public var words: Bilingual {
    switch self {
    case .incoming(let reference):
      Bilingual(
        "Văn bản đến \(reference) không có gì hai máy cùng sửa để đánh dấu đã xem; việc đang chờ thì xem vanthu inbox.",
        "Nothing of the incoming document \(reference) was done differently at two stations; see vanthu inbox.")
    case .nothing(let reference):
      Bilingual(
        "Văn bản \(reference) không có gì chờ xem; những văn bản có thì xem bằng vanthu returned.",
        "Nothing of document \(reference) waits to be seen; those that do are listed by vanthu returned.")
    }
  }
}
