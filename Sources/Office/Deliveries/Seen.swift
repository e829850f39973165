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
  /// Đã xem: marks what needs a look at the recipients of an outgoing document as seen, at this PC only. It comes back
  /// when something else is so there.
  ///
  /// - Returns: at how many recipients.
  public func see(_ line: DocumentLine, today: Day, calendar: WorkingCalendar) throws -> Int {
    let line = try current(line)
    guard line.direction == .outgoing else { throw SeenRefusal.incoming(line.reference) }
    let positions = try Int.fetchAll(
      db,
      sql: "SELECT position FROM delivery WHERE document = ? AND \(Inbox.needsLook(today, calendar))",
      arguments: [line.id])
    guard !positions.isEmpty else { throw SeenRefusal.nothing(line.reference) }
    let states = try Deliveries(db, try self.directory).states(of: line)
    for position in positions where states.indices.contains(position) {
      let state = states[position]
      try db.execute(
        sql: "INSERT OR REPLACE INTO seen (document, recipient, what) VALUES (?, ?, ?)",
        arguments: [line.entry, state.recipient, state.seenAs])
    }
    outdate([line.id])
    return positions.count
  }
}

public enum SeenRefusal: Refusal, Equatable {
  case incoming(String)
  case nothing(String)

  public var words: Bilingual {
    switch self {
    case .incoming(let reference):
      Bilingual(
        "Văn bản \(reference) là văn bản đến; đã xem chỉ dùng cho văn bản đi, xem vanthu returned.",
        "Document \(reference) is an incoming one; only outgoing ones are marked as seen, see vanthu returned.")
    case .nothing(let reference):
      Bilingual(
        "Văn bản \(reference) không có gì chờ xem; những văn bản có thì xem bằng vanthu returned.",
        "Nothing of document \(reference) waits to be seen; those that do are listed by vanthu returned.")
    }
  }
}
