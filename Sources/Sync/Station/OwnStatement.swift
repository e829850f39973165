import Crypto
import Exchange
import Office
import Records

/// A delivery receipt that this station makes by itself, because the hub is of an earlier version: with the hub's
/// receipt for the journal, and what the recipients have reported here.
struct OwnStatement {
  private let exchange: StationExchange
  private let enrolment: Enrolment

  init(_ exchange: StationExchange, _ enrolment: Enrolment) { (self.exchange, self.enrolment) = (exchange, enrolment) }

  /// - Returns: `nil` if nothing here proves that the hub has the document: another station of the office issued it, or
  ///   the hub has signed no receipt since.
  func paper(about entry: EntryReference) throws -> StatementPaper? {
    let office = exchange.office
    let hubKey = try Curve25519.Signing.PublicKey(rawRepresentation: enrolment.signingKey)
    guard let (line, hash, act) = try office.issued(by: entry),
      let receipt = try office.evidence(.receipt).flatMap(Receipt.init(stored:)),
      receipt.held.journal == entry.journal, receipt.held.sequence >= entry.sequence, receipt.isSigned(by: hubKey)
    else { return nil }
    let card = try office.card(line)
    let time = Int(exchange.conditions.clock())
    let text = StatementText(
      hub: (enrolment.name, enrolment.station), time: time, issuer: try office.profile.name, document: act.document,
      since: since(line.state), files: card.files, entry: entry, hash: hash, incarnation: receipt.incarnation,
      recipients: recipients(card),
      basis: .station(receipt, signingKey: enrolment.signingKey, agreementKey: enrolment.agreementKey))
    let key = exchange.keys.signing
    let statement = try Statement(
      about: entry, incarnation: receipt.incarnation, time: time, body: text.body, key: key)
    return StatementPaper(statement, by: .station(signingKey: Array(key.publicKey.rawRepresentation)))
  }

  private func since(_ state: Processing) -> String? {
    switch state {
    case .recalled: "nơi gửi đã thu hồi"
    case .voided: "nơi gửi đã hủy số"
    default: nil
    }
  }

  private func recipients(_ card: Card) -> [StatementRecipient] {
    zip(card.recipients, card.deliveries).filter { $1.sameAs == nil }.map { recipient, state in
      let others = state.predecessors.isEmpty ? "" : ", tiếp nhận \(state.predecessors.joined(separator: "; "))"
      var row = StatementRecipient(name: (state.presentName ?? recipient.name) + others, place: words(of: state.place))
      row.isByPost = state.way == .post && state.status == nil
      if case .keptBack? = state.place { row.isKeptBack = true }
      for step in card.trail where step.isReceived && step.undoneBy == nil {
        guard case .reported(let report) = step.entry.act, report.recipient == state.recipient else { continue }
        row.add(report, at: Int(step.entry.time.milliseconds))
      }
      return row
    }
  }

  private func words(of place: DeliveryState.Place?) -> String {
    switch place {
    case .here, .carrier: "chưa tới trung tâm"
    case .hub, .arrived: "ở trung tâm, chưa lấy về"
    case .held: "trung tâm giữ lại"
    case .keptBack: "đã giữ lại, chưa chuyển đến"
    case nil: "gửi bưu điện, không qua trung tâm"
    }
  }
}
