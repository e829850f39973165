import Exchange
import Hub
import HubServer

/// The hub's side of an exchange, with its audit trail: changes are recorded on behalf of the station, with its
/// address, and refusals are logged.
final class AuditedAnswer: ExchangeAnswer {
  private let hub: Hub
  private let answer: HubExchange
  private let pen: AuditPen
  private let address: String
  private var watch: AuditWatch

  init(_ hub: Hub, _ pen: AuditPen, _ address: String) {
    self.hub = hub
    self.pen = pen
    self.address = address
    watch = AuditWatch(hub, pen)
    answer = hub.answer(over: .line)
  }

  var caller: Caller {
    if answer.isProved { return .proved }
    if answer.isSigned { return .signed }
    return answer.member == nil ? .nobody : .named
  }

  func feed(_ bytes: [UInt8]) throws -> [UInt8] { try watched { try answer.feed(bytes) } }
  func next() throws -> [UInt8]? {
    let part = try watched { try answer.next() }
    // It is answered, so that its program knows, but nothing of it is taken.
    if part == nil, answer.isReplaced { pen.refused(.exchangeRefused, by: actor, ContactEnding.revoked.rawValue) }
    return part
  }
  func cut() { hub.acting(actor) { answer.cut() } }

  private var actor: AuditActor { AuditActor(who: answer.caller?.description ?? "?", from: address) }

  private func watched<T>(_ body: () throws -> T) throws -> T {
    try watch.run({ actor }, oversteps: { answer.oversteps }, body)
  }
}
