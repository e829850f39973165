import Carriage
import Crypto
import Exchange
import Office
import Records
import Wording

/// Carries sealed packets that are read some day: on a USB stick, in e-mails. What is found there may be late,
/// duplicated, old or damaged; in any case this station's next packet holds everything the hub has not acknowledged.
public protocol SealedCarrier {
  /// Returns the hub's answers to this station, the oldest first.
  ///
  /// - Parameter now: milliseconds since 1970, by this PC's clock.
  mutating func answers(to station: StationName, now: Int64) throws -> [SealedAnswer]

  /// Stores a packet, in place of the station's earlier one that is still there.
  ///
  /// - Parameters:
  ///   - time: milliseconds since 1970, by this PC's clock.
  ///   - fill: writes the sealed packet, part by part.
  func put(from station: StationName, time: Int64, _ fill: (([UInt8]) throws -> Void) throws -> Void) throws

  /// Records that an answer was processed; it is left where it is, or marked.
  ///
  /// - Parameter proved: to whom the hub answered and when, where it has proved that.
  mutating func took(_ answer: SealedAnswer, proved: ProvedPacket?) throws

  /// Why something there could not be processed.
  var remarks: [Bilingual] { get }
}

/// An answer found there.
public struct SealedAnswer {
  /// For people.
  public let title: String
  let packet: PendingMail.Packet?
  let each: (([UInt8]) throws -> Void) throws -> Void
}

extension SealedCarrier {
  /// Processes what has come, then writes a packet, which so takes account of what the hub holds.
  ///
  /// - Returns: why an answer was not processed; this does not prevent anything else.
  /// - Throws: refusals of the hub, of the file, of the folder.
  public mutating func carry(_ exchange: StationExchange) throws -> [Bilingual] {
    let station = try exchange.office.stationName().station
    var remarks: [Bilingual] = []
    // The newest answer that was processed before, here or over a connection.
    let known = try exchange.office.hubTime()
    exchange.answer = CarriedAnswer.none
    for answer in try answers(to: station, now: exchange.conditions.clock()) {
      var sealed = SealedReader(key: exchange.keys.agreement)
      try exchange.begin()
      do {
        try answer.each { bytes in
          sealed.feed(bytes)
          while let opened = try sealed.next() { try exchange.receive(opened) }
        }
        let proved = exchange.provedTime.map { ProvedPacket(station: station, time: $0) }
        if let proved {
          if proved.time > known { exchange.answer = .taken(time: proved.time) }
        } else {
          exchange.isUnreadable()
        }
        _ = try exchange.finish()
        try took(answer, proved: proved)
      } catch let refusal as any Refusal where refusal.isOfTheAnswer {
        exchange.isUnreadable()
        // A bad answer is no reason not to write to the hub.
        remarks.append(
          Bilingual("\(answer.title): \(refusal.words.vietnamese)", "\(answer.title): \(refusal.words.english)"))
      }
    }
    remarks += self.remarks
    guard let enrolment = try exchange.office.enrolment() else { throw ExchangeRefusal.notEnrolled }
    try write(exchange, to: enrolment)
    return remarks
  }

  /// Writes a packet with everything that the hub has not acknowledged.
  ///
  /// - Parameter enrolment: that of the file; or one that is not stored, of a hub that has not answered yet.
  func write(_ exchange: StationExchange, to enrolment: Enrolment) throws {
    let station = try exchange.office.stationName().station
    try exchange.begin(with: enrolment)
    try put(from: station, time: exchange.conditions.clock()) { write in
      var writer = try SealedWriter(to: .init(rawRepresentation: enrolment.agreementKey))
      try write(writer.start)
      while let part = try exchange.next() { try write(try writer.seal(part)) }
    }
    _ = try exchange.finish()
    let (last, brought, now) = (exchange.lastOffered, exchange.brought, exchange.conditions.clock())
    if !last.isEmpty || !brought.isEmpty {
      try exchange.office.act(exchange.conditions.context) {
        try $0.carried(exchange.way.rawValue, last, time: now)
        try $0.wereShown(brought)
      }
    }
  }
}

extension StationExchange {
  /// Records that an answer could not be read, unless another one was.
  fileprivate func isUnreadable() { if answer == CarriedAnswer.none { answer = .unreadable } }
}

extension Refusal {
  /// Whether the answer is at fault, and not this file, this disk, or what the hub thinks of this station.
  fileprivate var isOfTheAnswer: Bool {
    if self is PacketRefusal { return true }
    return switch self as? ExchangeRefusal {
    case .notTheHub, .notForUs, .unknownSigner, .disguised: true
    case .notEnrolled, .fork, .keyNotGood, nil: false
    }
  }
}
