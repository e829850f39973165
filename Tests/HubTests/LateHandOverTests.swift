import Records
import TestProvince
import Testing

@testable import Hub

/// The hub hears who held a book after it has received two documents with one number: a reader brought a number back
/// before its office sent its journal again, or a PC that was offline for long wrote down the hand-over.
struct LateHandOverTests {
  let world = try! World()
  let first: TestStation
  let second: TestStation
  let third: TestStation
  let reader: TestStation
  let book = "di-2026"

  init() throws {
    first = try world.station(World.thucPhan)
    second = try world.station(World.thucPhan, .join)
    third = try world.station(World.thucPhan, .join)
    reader = try world.station(World.province)
    for book in Book.usual(year: 2026) { try first.does(.bookOpened(.init(book: book))) }
    try first.issues(1, to: [World.province])
    try first.exchange()
  }

  private func delivered() throws -> Set<EntryReference> {
    try reader.exchange()
    return Set(reader.mail.values.map(\.reference))
  }

  /// Returns the notices about the station's own entries.
  private func codes(_ station: TestStation) -> [String] {
    station.notices.filter { $0.position > 0 && $0.entry.station == station.name }.map(\.code)
  }

  private func handOver(to station: TestStation, generation: Int = 2) throws {
    try third.does(
      .custodyHandedOver(.init(book: book, generation: generation, to: station.name.description, last: 1)))
    world.now += 60_000
  }

  @Test func theOneThatHeldTheBookStandsAfterAll() throws {
    try handOver(to: second)
    let ofFirst = try first.issues(2, to: [World.province])
    try first.exchange()
    let ofSecond = try second.issues(2, to: [World.province])
    try second.does(.attached(.init(document: ofSecond, file: second.file(world.bytes(9)))))
    try second.exchange()
    #expect(codes(second) == ["number"])
    #expect(try delivered().contains(ofFirst))
    #expect(try !delivered().contains(ofSecond))

    try third.exchange()
    #expect(codes(third) == ["released \(ofSecond)"])
    try first.exchange()
    #expect(codes(first) == ["number"])
    #expect(try delivered().contains(ofSecond))
    #expect(try reader.received.map(\.name) == [.issued, .issued, .issued, .attached])
    #expect(try world.hub.verify().faults == [])
    // The number is that of the second: when it is voided, that of the first counts again.
    try second.does(.voided(.init(document: ofSecond, reason: "in nhầm")))
    try second.exchange()
    #expect(codes(second).last == "released \(ofFirst)")
  }

  @Test func aHandOverThatChangesNothingSaysNothing() throws {
    try handOver(to: first)
    let ofFirst = try first.issues(2, to: [World.province])
    try first.exchange()
    let ofSecond = try second.issues(2, to: [World.province])
    try second.exchange()
    for station in [third, first, second] { try station.exchange() }
    #expect(codes(third) == [] && codes(first) == [] && codes(second) == ["number"])
    let mail = try delivered()
    #expect(mail.contains(ofFirst) && !mail.contains(ofSecond))
  }

  /// It was voided before the hub heard that it had held the book.
  @Test func whatIsVoidedGetsNoNumber() throws {
    try handOver(to: second)
    let ofFirst = try first.issues(2, to: [World.province])
    try first.exchange()
    let ofSecond = try second.issues(2, to: [World.province])
    try second.does(.voided(.init(document: ofSecond, reason: "in nhầm")))
    for station in [second, third, first] { try station.exchange() }
    #expect(codes(third) == [] && codes(first) == [])
    let mail = try delivered()
    #expect(mail.contains(ofFirst) && !mail.contains(ofSecond))
  }
}
