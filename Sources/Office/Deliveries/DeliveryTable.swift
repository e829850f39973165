import GRDB
import Records

/// The table `delivery`: the recipients that are still to be watched.
struct DeliveryTable {
  private let deliveries: Deliveries
  private var db: Database { deliveries.db }

  init(_ deliveries: Deliveries) { self.deliveries = deliveries }

  /// Makes the rows of all documents again: who takes part in the exchange has changed.
  func makeAll() throws {
    try db.execute(sql: "DELETE FROM delivery")
    guard deliveries.areThere else { return }
    let documents = try Int64.fetchAll(
      db,
      sql: """
        SELECT DISTINCT r.document FROM recipient r JOIN document d ON d.id = r.document
        WHERE d.direction = 'outgoing' AND d.state IN ('issued', 'recalled', 'voided')
          AND (r.status IS NULL OR r.status NOT IN ('03', '04', '05', '15'))
        """)
    for document in documents { try make(document) }
  }

  /// Makes the rows of these documents again.
  func update(_ documents: Set<Int64>) throws {
    guard deliveries.areThere else { return }
    let isOutgoing = try db.cachedStatement(
      sql: "SELECT EXISTS (SELECT 1 FROM document WHERE id = ? AND direction = 'outgoing')")
    for document in documents.sorted() where try Bool.fetchOne(isOutgoing, arguments: [document])! {
      try db.cachedStatement(sql: "DELETE FROM delivery WHERE document = ?").execute(arguments: [document])
      try make(document)
    }
  }

  private func make(_ document: Int64) throws {
    guard
      let line = try DocumentLine.fetchOne(db.cachedStatement(sql: DocumentLine.byID), arguments: [document]),
      [.issued, .recalled, .voided].contains(line.state)
    else { return }
    let statement = try db.cachedStatement(
      sql: "INSERT INTO delivery (document, position, place, day, event, isSeen) VALUES (?, ?, ?, ?, ?, ?)")
    let seen = try Seen(line, db)
    for (position, state) in try deliveries.states(of: line).enumerated() {
      guard state.sameAs == nil, let place = state.place, line.state != .voided || state.status == .disagreed else {
        continue
      }
      let event = state.event
      guard place != .arrived || state.isUntaken || event != nil else { continue }
      let day = (place == .arrived ? state.statusTime : state.since).map { Day(unixSeconds: Int($0 / 1000)) }
      // Nobody need wait for the recipient of a document that was recalled.
      let isSeen = seen.includes(state) || line.state == .recalled && event == nil
      try statement.execute(arguments: [
        document, position, place.stored, (day ?? line.day).description, event?.rawValue, isSeen,
      ])
    }
  }
}

/// What came back from a recipient.
public enum DeliveryEvent: String, Sendable {
  /// Sent back, with the reason.
  case returned
  /// It does not agree to give the document back, or to a change of it.
  case refused
  /// Settled, by a document that answers it.
  case answered
}

extension DeliveryState {
  var event: DeliveryEvent? {
    switch status {
    case .refused: .returned
    case .disagreed: .refused
    case .completed: note.map { $0.isEmpty } ?? true ? nil : .answered
    case .arrived, .accepted, .assigned, .inProgress, .recalled, .agreed, nil: nil
    }
  }

  /// Whether it is in the recipient's program and has not been registered there.
  var isUntaken: Bool { status == .arrived }
}

extension OfficeTransaction {
  /// Records where these documents are now.
  func updateDeliveries(of documents: Set<Int64>) throws {
    let table = DeliveryTable(try Deliveries(db, try self.directory))
    if isProvinceChanged { try table.makeAll() } else { try table.update(documents) }
  }
}

extension Office {
  /// Where each of these documents is, at the recipient that needs a look most: `nil` for one that needs none.
  public func deliveryMarks(of documents: [Int64]) throws -> [Int64: DeliveryMark] {
    try read { db in
      let statement = try db.cachedStatement(sql: "SELECT place, event FROM delivery WHERE document = ?")
      var marks: [Int64: DeliveryMark] = [:]
      for document in documents {
        marks[document] = try Row.fetchAll(statement, arguments: [document]).compactMap(DeliveryMark.init).min()
      }
      return marks
    }
  }
}

extension Office {
  /// Returns the documents of which something came back, the newest first, each with the recipients it came from: sent
  /// back, not given back, answered, or kept back by the hub.
  ///
  /// - Parameter includingSeen: also those that the clerk has marked as seen.
  public func returned(includingSeen: Bool, limit: Int) throws -> [(card: Card, deliveries: [Int])] {
    let rows = try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT \(DocumentLine.columns) FROM document WHERE id IN (
            SELECT document FROM delivery WHERE \(Deliveries.cameBack) AND isSeen <= ?)
          ORDER BY id DESC LIMIT ?
          """, arguments: [includingSeen, limit]
      ).map { row in
        let line = try DocumentLine(row: row)
        let positions = try Int.fetchAll(
          db.cachedStatement(
            sql: """
              SELECT position FROM delivery
              WHERE document = ? AND \(Deliveries.cameBack) AND isSeen <= ? ORDER BY position
              """), arguments: [line.id, includingSeen])
        return (line, positions)
      }
    }
    return try rows.map { (try card($0), $1) }
  }
}

/// Where a document is, in one word, for a list; the one that needs a look first is the smallest.
public enum DeliveryMark: Int, Comparable, Sendable {
  case held, returned, refused, here, onStick, inLetter, hub, untaken

  init?(_ row: Row) {
    let (place, event): (String, String?) = (row[0], row[1])
    switch (place, event) {
    case ("held", _): self = .held
    case (_, "returned"): self = .returned
    case (_, "refused"): self = .refused
    case ("here", _): self = .here
    case ("folder", _): self = .onStick
    case ("mail", _): self = .inLetter
    case ("hub", _): self = .hub
    case ("arrived", nil): self = .untaken
    default: return nil
    }
  }

  public static func < (left: DeliveryMark, right: DeliveryMark) -> Bool { left.rawValue < right.rawValue }
}
