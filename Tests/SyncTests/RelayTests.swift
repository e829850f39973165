import DurableFile
import Exchange
import Foundation
import Hub
import Office
import Records
import Sync
import TestProvince
import TestSupport
import Testing
import Wording

/// PCs without a line put sealed packets into a shared folder; one with a line carries them to the hub and back.
struct RelayTests {
  private static let communes = ["xa-2025-01351/ubnd", "xa-2025-01360/ubnd", "xa-2025-01501/ubnd"]

  private let world: ExchangeWorld
  private let carrier: ExchangeWorld.Seat
  private let waiting: [ExchangeWorld.Seat]
  private let reader: ExchangeWorld.Seat
  private let folder = TemporaryFolder()

  init() throws {
    world = try ExchangeWorld()
    carrier = try world.found("so-noi-vu")
    waiting = try Self.communes.dropLast().map(world.found)
    reader = try world.found(Self.communes[2])
    for seat in [carrier, reader] { try world.sync(seat) }
  }

  private func name(_ seat: ExchangeWorld.Seat) throws -> StationName { try seat.office.stationName().station }
  private func packet(_ seat: ExchangeWorld.Seat) throws -> String { "vanthu/to-hub/\(try name(seat)).vtp" }
  private func answer(_ seat: ExchangeWorld.Seat) throws -> String { "vanthu/to-station/\(try name(seat)).vtp" }

  /// A turn of a PC without a line: takes what is there, writes its packet.
  @discardableResult
  private func turn(_ seat: ExchangeWorld.Seat) throws -> StationExchange {
    let exchange = StationExchange(seat.office, keys: seat.keys, way: .folder, world.conditions())
    var stick = try FolderCarrier(folder.path)
    #expect(try stick.carry(exchange).isEmpty)
    return exchange
  }

  /// The carrier's run over a connection that the test cuts after some bytes of the answer.
  @discardableResult
  private func carry(
    _ seat: ExchangeWorld.Seat? = nil, later: Int64 = 0, cutAfter most: Int? = nil
  ) throws -> [Relay.Carried] {
    let seat = seat ?? carrier
    let enrolment = try #require(try seat.office.enrolment())
    let clock = { [world] in Int64(world.now) }
    let relay = Relay(
      try FolderCarrier(folder.path), own: try name(seat), enrolment, seat.keys, clock: clock)
    world.now += Int(later)
    return try relay.run { next, take in
      let exchange = CarriedExchange(world.hub)
      var passed = 0
      func pass(_ bytes: [UInt8]) throws {
        for start in stride(from: 0, to: bytes.count, by: 100) {
          let part = Array(bytes[start..<min(start + 100, bytes.count)])
          passed += part.count
          if let most, passed > most {
            exchange.cut()
            throw CarrierFailure.cut("")
          }
          try take(part)
        }
      }
      do {
        var early: [UInt8] = []
        while let part = try next() { early += try exchange.feed(part) }
        try pass(early)
        while let part = try exchange.next() { try pass(part) }
      } catch let refusal as any Refusal where !(refusal is CarrierFailure) {
        throw CarrierFailure.refused(status: 403, refusal.words)
      }
    }
  }

  private func arrived(_ subject: String) throws -> Bool {
    try world.sync(reader)
    return try world.inbox(reader).contains { $0.document.subject == subject }
  }

  @Test func aPacketGoesByTheCarrierAndTheAnswerComesBack() throws {
    let seat = waiting[0]
    let file = try folder.write("tep.pdf", noise(50_000))
    let line = try world.issue(seat, to: [Self.communes[2]], "Qua thư mục", attach: [file])
    try turn(seat)
    #expect(try !arrived("Qua thư mục"))
    #expect(try carry().map(\.outcome) == [.answered])
    #expect(try arrived("Qua thư mục"))
    let exchange = try turn(seat)
    #expect(try exchange.hasTakenEverything && exchange.hasToldEverything())
    #expect(try seat.office.card(line).deliveries.first?.place?.name == .hub)
    // What came meanwhile is in the answer to the next packet.
    try world.issue(reader, to: [Self.communes[0]], "Trả lời")
    try world.sync(reader)
    try carry()
    try turn(seat)
    #expect(try world.inbox(seat).contains { $0.document.subject == "Trả lời" })
    for seat in [seat, carrier, reader] { #expect(try seat.office.verify().isSound) }
  }

  @Test func theSamePacketIsCarriedOnce() throws {
    try turn(waiting[0])
    #expect(try carry().count == 1)
    #expect(try carry().isEmpty)
    // Not by another PC either.
    #expect(try carry(reader).isEmpty)
    try turn(waiting[0])
    #expect(try carry(reader).map(\.outcome) == [.answered])
  }

  @Test func whereverItBreaksOffThePacketIsThereAndIsCarriedAgain() throws {
    let seat = waiting[0]
    try world.issue(reader, to: [Self.communes[0]], "Đến")
    try world.sync(reader)
    try turn(seat)
    let before = try folder.read(packet(seat))
    for most in [0, 100, 300, 500] {
      #expect(try carry(cutAfter: most).isEmpty)
      #expect(try folder.read(packet(seat)) == before)
      // Half an answer is none.
      #expect(try !folder.has(answer(seat)), "\(most)")
    }
    #expect(try carry().map(\.outcome) == [.answered])
    try turn(seat)
    #expect(try world.inbox(seat).map(\.document.subject) == ["Đến"])
  }

  @Test func anAnswerThatIsThereStaysWhenTheNextOneBreaksOff() throws {
    let seat = waiting[0]
    try turn(seat)
    try carry()
    let first = try folder.read(answer(seat))
    try world.issue(seat, to: [Self.communes[2]])
    try turn(seat)
    #expect(try carry(cutAfter: 300).isEmpty)
    #expect(try folder.read(answer(seat)) == first)
  }

  @Test func anAnswerNeverGoesToAnotherPC() throws {
    for seat in waiting { try turn(seat) }
    try carry()
    let answers = try waiting.map { try folder.read(answer($0)) }
    // Somebody puts the packet of one under the name of the other.
    try turn(waiting[0])
    try folder.write(packet(waiting[1]), try folder.read(packet(waiting[0])))
    let carried = try carry()
    #expect(Set(carried.map(\.outcome)) == [.answered, .refused])
    let refused = try #require(carried.first { $0.outcome == .refused })
    #expect(try refused.station == name(waiting[1]) && refused.words.vietnamese.contains("không phải của máy"))
    #expect(try folder.read(answer(waiting[1])) == answers[1])
    let note = try #require(try FolderCarrier(folder.path).relayNote(name(waiting[1])))
    #expect(note.outcome == .refused && note.words == refused.words)
    // It is not tried again for an hour.
    #expect(try carry().isEmpty)
    #expect(try carry(later: 3_700_000).map(\.outcome) == [.refused])
  }

  @Test func whatElseIsInTheFolderHoldsNothingUp() throws {
    let elsewhere = try ExchangeWorld(seed: 9)
    let stranger = try elsewhere.found(Self.communes[1])
    try turn(waiting[0])
    // Sealed to another hub, and of a station that nobody knows here.
    try turn(stranger)
    try folder.write("vanthu/to-hub/thu.txt", "x")
    try folder.write("vanthu/to-hub/0000000a.vtp", "")
    try folder.write("vanthu/to-hub/0000000b.vtp", noise(4_000))
    try folder.write("vanthu/to-hub/0000000c.vtp", Array("VTSL".utf8) + noise(4_000))
    try FileManager.default.createDirectory(
      atPath: folder("vanthu/to-hub/0000000d.vtp"), withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(
      atPath: folder("vanthu/to-hub/0000000e.vtp"), withDestinationPath: "/etc/passwd")
    let carried = try carry()
    #expect(carried.count { $0.outcome == .answered } == 1)
    #expect(try carried.first { $0.outcome == .answered }?.station == name(waiting[0]))
    #expect(carried.filter { $0.outcome == .refused }.allSatisfy { !$0.words.vietnamese.isEmpty })
    #expect(try !folder.has(answer(stranger)))
  }

  @Test func whatAnotherPCHasBegunIsLeftToItForAWhile() throws {
    let seat = waiting[0]
    try turn(seat)
    // Its power fails at once.
    #expect(try carry(reader, cutAfter: 0).isEmpty)
    let note = try #require(try FolderCarrier(folder.path).relayNote(name(seat)))
    #expect(try note.outcome == .taken && note.carrier == name(reader))
    #expect(try carry().isEmpty)
    #expect(try carry(later: 16 * 60_000).map(\.outcome) == [.answered])
  }

  @Test func withAnEarlierHubThePacketsStay() throws {
    try turn(waiting[0])
    let before = try folder.read(packet(waiting[0]))
    let enrolment = try #require(try carrier.office.enrolment())
    let relay = Relay(
      try FolderCarrier(folder.path), own: try name(carrier), enrolment, carrier.keys, clock: { Int64(world.now) })
    #expect(throws: RelayRefusal.earlierHub) {
      _ = try relay.run { _, _ in throw CarrierFailure.refused(status: 405, Bilingual("Không", "No")) }
    }
    #expect(try folder.read(packet(waiting[0])) == before)
    // The hub is updated: nothing stands in the way.
    #expect(try carry().map(\.outcome) == [.answered])
  }

  @Test func aLineThatIsGoneEndsTheRun() throws {
    for seat in waiting { try turn(seat) }
    let enrolment = try #require(try carrier.office.enrolment())
    let relay = Relay(
      try FolderCarrier(folder.path), own: try name(carrier), enrolment, carrier.keys, clock: { Int64(world.now) })
    var tries = 0
    #expect(throws: CarrierFailure.noLine("")) {
      _ = try relay.run { _, _ in
        tries += 1
        throw CarrierFailure.noLine("")
      }
    }
    #expect(tries == 1)
    #expect(try carry().count == 2)
  }

  // MARK: who may carry

  private func refusal(_ head: CarriedHead, _ packet: [UInt8]) throws -> CarryRefusal? {
    do {
      let exchange = CarriedExchange(world.hub)
      _ = try exchange.feed(head.bytes + packet)
      while try exchange.next() != nil {}
      return nil
    } catch let refusal as CarryRefusal { return refusal }
  }

  @Test func onlyEnrolledStationsCarryAndOnlyNow() throws {
    let seat = waiting[0]
    try turn(seat)
    let bytes = try folder.read(packet(seat))
    let (own, sender, hub) = (try name(carrier), try name(seat), world.hub.identity.fingerprint)
    func head(
      _ seat: ExchangeWorld.Seat, as who: StationName, at time: Int, _ beginning: [UInt8]
    ) throws -> CarriedHead {
      try CarriedHead(
        carrier: who, sender: sender, at: time, to: hub, beginning: beginning, signing: seat.keys.signing)
    }
    #expect(try refusal(head(carrier, as: own, at: world.now, bytes), bytes) == nil)
    // Another key, an old head, a head for another packet.
    for wrong in [
      try head(reader, as: own, at: world.now, bytes), try head(carrier, as: own, at: world.now - 400_000, bytes),
      try head(carrier, as: own, at: world.now, noise(100)),
    ] { #expect(try refusal(wrong, bytes) == .unknownCarrier(own.description)) }
    let nobody = world.stationName()
    #expect(
      try refusal(head(carrier, as: nobody, at: world.now, bytes), bytes) == .unknownCarrier(nobody.description))
    try world.hub.revoke(own.description, reason: "mất")
    #expect(
      try refusal(head(carrier, as: own, at: world.now, bytes), bytes) == .unknownCarrier(own.description))
    #expect(throws: CarryRefusal.unreadable) { _ = try CarriedExchange(world.hub).feed(noise(400)) }
    #expect(throws: CarryRefusal.unreadable) { _ = try CarriedExchange(world.hub).next() }
  }

  @Test func aStationThatCarriesTooMuchIsToldToWait() throws {
    let seat = waiting[0]
    try turn(seat)
    let bytes = try folder.read(packet(seat))
    let (own, sender, hub) = (try name(carrier), try name(seat), world.hub.identity.fingerprint)
    func refused() throws -> CarryRefusal? {
      try refusal(
        CarriedHead(
          carrier: own, sender: sender, at: world.now, to: hub, beginning: bytes, signing: carrier.keys.signing), bytes)
    }
    var count = 0
    while count < 500, try refused() == nil { count += 1 }
    #expect(count > 100 && count < 500)
    #expect(try refused() == .carriesTooMuch)
    world.now += 3_600_000
    #expect(try refused() == nil)
  }
}
