import GRDB
import Records

/// The state of a document at one of its recipients.
public struct DeliveryState: Equatable, Sendable {
  /// The last state that the recipient reported; `nil` before its first report.
  public var status: DeliveryStatus?
  public var day: Day?
  /// The reason of a refusal, the arrival number …
  public var note: String?
  public var way: Channel

  public enum Channel: String, Sendable {
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
    let answers = line.state == .recalled || line.state == .voided ? try answersToRecall(line, db) : [:]
    return try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT name, organID, status, statusDay, statusNote FROM recipient WHERE document = ? ORDER BY position
          """), arguments: [line.id]
    ).map { row in
      let recipient = Recipient(name: row[0], organID: row[1])
      let addressees = directory?.addressees(of: recipient, on: line.day) ?? []
      // Outside the province it is delivered over the national axis, if the hub serves it.
      let isReached =
        addressees.contains(where: province.takesPart)
        || province.takesPart(NationalAxis.organ) && directory?.outside(recipient, on: line.day) != nil
      let way: DeliveryState.Channel = isReached ? .hub : .post
      if let answer = answers[recipient.organID ?? recipient.name] {
        return DeliveryState(status: answer.status, day: answer.day, note: answer.note, way: way)
      }
      let isAsked = line.state == .recalled && way == .hub
      return DeliveryState(
        status: isAsked ? .recalled : (row[2] as String?).flatMap(DeliveryStatus.init),
        day: (row[3] as String?).flatMap { Day($0) }, note: row[4], way: way)
    }
  }

  /// Returns the recipients' answers to the recall of the document, by the names under which they were addressed.
  ///
  /// An answer to the recall outweighs any later state. It is recognized by the entry it answers, not by time: the
  /// clocks of two offices may be years apart.
  private func answersToRecall(
    _ line: DocumentLine, _ db: Database
  ) throws -> [String: (status: DeliveryStatus, day: Day, note: String?)] {
    let sourced = try Journal(db).entries(about: line.id).filter { $0.undoneBy == nil }
    let recalls = Set(sourced.filter(\.entry.act.asksBack).map(\.entry.reference))
    var answers: [String: (status: DeliveryStatus, day: Day, note: String?)] = [:]
    for sourced in sourced {
      guard case .reported(let report) = sourced.entry.act, let answered = report.answers, recalls.contains(answered)
      else { continue }
      answers[report.recipient] = (report.status, sourced.entry.day, report.note)
    }
    return answers
  }
}
