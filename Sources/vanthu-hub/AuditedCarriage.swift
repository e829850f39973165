import Exchange
import Hub
import HubServer

/// The hub's side of an exchange that another station carries, with its audit trail: changes are recorded on behalf of
/// the station that wrote the packet, refusals with the one that brought it.
final class AuditedCarriage: ExchangeAnswer {
  private let hub: Hub
  private let answer: CarriedExchange
  private let address: String
  private var watch: AuditWatch

  init(_ hub: Hub, _ pen: AuditPen, _ address: String) {
    self.hub = hub
    self.address = address
    watch = AuditWatch(hub, pen)
    answer = CarriedExchange(hub)
  }

  /// The carrier has proved itself now, with its head; whether the packet is good the exchange tells.
  var caller: Caller { answer.carrier == nil ? .nobody : answer.isProved ? .proved : .signed }

  func feed(_ bytes: [UInt8]) throws -> [UInt8] { try watched { try answer.feed(bytes) } }
  func next() throws -> [UInt8]? { try watched { try answer.next() } }
  func cut() { hub.acting(actor) { answer.cut() } }

  private var actor: AuditActor {
    let carrier = answer.carrier.map { ", \($0)" } ?? ""
    return AuditActor(who: (answer.member?.description ?? "?") + carrier, from: address)
  }

  private func watched<T>(_ body: () throws -> T) throws -> T {
    try watch.run({ actor }, oversteps: { answer.oversteps }, body)
  }
}
