import GRDB
import Records

/// How a document fares at one of its recipients.
public struct DeliveryState: Equatable, Sendable {
  /// The last the recipient said; `nil` before it has said anything.
  public var status: DeliveryStatus?
  public var day: Day?
  /// The reason of a refusal, the arrival number …
  public var note: String?
  public var way: Way

  public enum Way: String, Sendable {
    /// Takes part in the exchange.
    case hub
    /// Has to be sent by post, or exported.
    case post
  }
}

extension Office {
  func deliveries(_ line: DocumentLine, _ db: Database) throws -> [DeliveryState] {
    guard line.direction == .outgoing else { return [] }
    let province = try Province(db)
    let directory = province.participants.isEmpty ? nil : province.directory
    let isRecalled = line.state == .recalled
    return try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT name, organID, status, statusDay, statusNote FROM recipient WHERE document = ? ORDER BY position
          """), arguments: [line.id]
    ).map { row in
      let recipient = Recipient(name: row[0], organID: row[1])
      let addressees = directory?.addressees(of: recipient, on: line.day) ?? []
      // Outside the province it goes on over the national axis, where the hub has it.
      let isReached =
        addressees.contains(where: province.takesPart)
        || province.takesPart(NationalAxis.organ) && directory?.outside(recipient, on: line.day) != nil
      let way: DeliveryState.Way = isReached ? .hub : .post
      var status = (row[2] as String?).flatMap(DeliveryStatus.init)
      // Taken back, and the recipient has not answered yet.
      if isRecalled, way == .hub, status != .agreed, status != .disagreed { status = .recalled }
      return DeliveryState(status: status, day: (row[3] as String?).flatMap { Day($0) }, note: row[4], way: way)
    }
  }
}
