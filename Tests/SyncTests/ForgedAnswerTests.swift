import Exchange
import Office
import Records
import Sync
import Testing
import Wording

/// Anyone can seal a packet to a station and put it on its stick or into its e-mails: only with the hub's proof is it
/// an answer.
struct ForgedAnswerTests {
  private let world: ExchangeWorld
  private let sender: ExchangeWorld.Seat
  private let reader: ExchangeWorld.Seat

  init() throws {
    world = try ExchangeWorld()
    sender = try world.found(CarrierTests.department)
    reader = try world.found(CarrierTests.communes[0])
    try world.sync(sender)
    try world.sync(reader)
  }

  private func enrolment(_ seat: ExchangeWorld.Seat) throws -> Enrolment { try #require(try seat.office.enrolment()) }

  /// Reads frames as an answer of the hub that lacks its proof.
  private func take(
    _ frames: [Frame], at seat: ExchangeWorld.Seat, _ way: Transport
  ) throws -> StationExchange {
    let exchange = StationExchange(seat.office, keys: seat.keys, way: way, world.conditions(random: { 1 }))
    let station = try seat.office.stationName().station
    let header = PacketHeader(id: 7, sender: world.hub.station, epoch: 1, receiver: .station(station))
    try exchange.begin()
    try exchange.receive(try PacketWriter.packet(header, frames))
    #expect(try exchange.finish() == .cut)
    return exchange
  }

  private func hello(_ seat: ExchangeWorld.Seat) throws -> Frame {
    .hello(Hello(held: [], cursor: .init(incarnation: try enrolment(seat).incarnation, position: 9)))
  }

  private func notice(_ seat: ExchangeWorld.Seat, at position: Int) throws -> Frame {
    let station = try seat.office.stationName().station
    return .notice(
      Notice(
        about: EntryReference(station: station, epoch: 1, sequence: 1), position: position, code: "audience",
        words: Bilingual("Giả mạo", "Forged")
      ))
  }

  @Test(arguments: [Transport.folder, .mail])
  func anAnswerWithoutProofPassesOverNoMail(way: Transport) throws {
    try world.issue(sender, to: [CarrierTests.communes[0]], "Về việc thật")
    try world.sync(sender)
    let before = try enrolment(reader)
    _ = try take([try hello(reader), try notice(reader, at: 1), try notice(reader, at: 2)], at: reader, way)
    #expect(try enrolment(reader) == before)
    #expect(try reader.office.notices().isEmpty)
    try world.sync(reader)
    #expect(try world.inbox(reader).map(\.document.subject) == ["Về việc thật"])
  }

  @Test(arguments: [Transport.folder, .mail])
  func anAnswerWithoutProofKeepsNothingFromBeingTold(way: Transport) throws {
    try world.issue(sender, to: [CarrierTests.communes[0]])
    let station = try sender.office.stationName().station
    let held = JournalHead(station: station, epoch: 1, sequence: 500, hash: .zero)
    let exchange = try take([.acknowledgement(held), try hello(sender)], at: sender, way)
    try exchange.begin()
    while try exchange.next() != nil {}
    #expect(exchange.tally.sentEntries > 0)
  }
}
