import Crypto
import Exchange
import Hub
import Office
import Records
import Sync
import Wording

/// A courier with a stick, on the way between a commune and the province.
struct Courier {
  var seat: Seat
  /// What the station wrote, sealed; on the way back what the hub answered, sealed.
  var stick: [UInt8]
  var isBack = false
  /// Nights until it arrives.
  var nights: Int
}

extension World {
  /// Lets a station read the stick that has come back and write a new packet, which a courier takes.
  func writeStick(_ seat: Seat) throws {
    guard let enrolment = try seat.office.enrolment() else { return }
    let exchange = StationExchange(seat.office, keys: seat.keys, way: .folder, seat.conditions())
    try exchange.begin()
    var writer = try SealedWriter(to: .init(rawRepresentation: enrolment.agreementKey))
    var bytes = writer.start
    while let part = try exchange.next() { bytes += try writer.seal(part) }
    _ = try exchange.finish()
    log("desk \(seat.number) writes a stick")
    if goesWrong(.stickLost) { return }
    let late = goesWrong(.stickLate) ? chance.below(4) : 0
    couriers.append(Courier(seat: seat, stick: bytes, nights: late))
    if goesWrong(.stickTwice) { couriers.append(Courier(seat: seat, stick: bytes, nights: chance.below(3))) }
    // A stick that was forgotten in a drawer.
    if goesWrong(.stickOld) { couriers.append(Courier(seat: seat, stick: bytes, nights: 2 + chance.below(5))) }
  }

  /// Moves all couriers a night further.
  func travel() throws {
    let (here, onTheRoad) = (couriers.filter { $0.nights <= 0 }, couriers.filter { $0.nights > 0 })
    couriers = onTheRoad.map {
      var courier = $0
      courier.nights -= 1
      return courier
    }
    for courier in here { try courier.isBack ? readStick(courier) : answerStick(courier) }
  }

  private func answerStick(_ courier: Courier) throws {
    let answer = host.hub.answer(over: .folder)
    var reply: [UInt8] = []
    do {
      for start in stride(from: 0, to: courier.stick.count, by: 65_536) {
        reply += try answer.feed(Array(courier.stick[start..<min(start + 65_536, courier.stick.count)]))
      }
      try answer.finish { reply += $0 }
    } catch let refusal as any Refusal {
      log("a stick of desk \(courier.seat.number) is refused: \(refusal.words.english)")
      return
    }
    log("the hub answers a stick of desk \(courier.seat.number)")
    if answer.isProved { courier.seat.proofs += 1 }
    if goesWrong(.stickLost) { return }
    let late = goesWrong(.stickLate) ? chance.below(4) : 0
    couriers.append(Courier(seat: courier.seat, stick: reply, isBack: true, nights: late))
    if goesWrong(.stickTwice) {
      couriers.append(Courier(seat: courier.seat, stick: reply, isBack: true, nights: 1 + chance.below(4)))
    }
  }

  private func readStick(_ courier: Courier) throws {
    let seat = courier.seat
    let exchange = StationExchange(seat.office, keys: seat.keys, way: .folder, seat.conditions())
    let failing = goesWrong(.stationCrash) ? chance.below(12) : Int.max
    var sealed = SealedReader(key: seat.keys.agreement)
    var taken = 0
    do {
      try exchange.begin()
      sealed.feed(courier.stick)
      while let part = try sealed.next() {
        taken += 1
        let mark = taken > failing ? seat.disk.mark() : nil
        try exchange.receive(part)
        if taken > failing { throw PowerFailure(mark: mark) }
      }
      let outlook = try exchange.finish()
      log("desk \(seat.number) reads a stick: \(outlook)")
      try seat.collect()
    } catch let failure as PowerFailure {
      try seat.crash(since: failure.mark)
    } catch let refusal as any Refusal {
      log("desk \(seat.number) refuses a stick: \(refusal.words.english)")
      if case .fork? = refusal as? ExchangeRefusal { fork(seat) }
      try seat.collect()
    }
  }
}
