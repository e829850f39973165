import Records
import TestProvince
import Testing

@testable import Hub

/// Two documents of an office have one number, and a voiding of one of them is undone.
struct VoidingUndoneTests {
  let world = try! World()
  let first: TestStation
  let second: TestStation
  let reader: TestStation
  let (ofFirst, ofSecond): (EntryReference, EntryReference)

  /// The first PC, taken for burnt, was still working: both gave number 2. The second held the book later, so its
  /// document bears the number.
  init() throws {
    first = try world.station(World.thucPhan)
    second = try world.station(World.thucPhan, .join)
    reader = try world.station(World.province)
    for book in Book.usual(year: 2026) { try first.does(.bookOpened(.init(book: book))) }
    try first.issues(1, to: [World.province])
    for station in [first, second] { try station.exchange() }
    try second.does(.custodyRecovered(.init(book: "di-2026", generation: 2, last: 1, reason: "máy cháy")))
    (ofFirst, ofSecond) = (
      try first.issues(2, to: [World.province]), try second.issues(2, to: [World.province])
    )
    for station in [second, first] { try station.exchange() }
  }

  private func delivered() throws -> Set<EntryReference> {
    try reader.exchange()
    return Set(reader.mail.values.map(\.reference))
  }

  private func voidAndUndo(_ document: EntryReference, at station: TestStation, inOnePacket: Bool) throws {
    try station.does(.voided(.init(document: document, reason: "in nhầm")))
    let voiding = try #require(station.entries.last).reference
    if !inOnePacket { try station.exchange() }
    try station.does(.undone(.init(entry: voiding, document: document)))
    try station.exchange()
  }

  /// Nothing changed: its number is another's, as before.
  @Test(arguments: [true, false]) func whatWasHeldBackIsHeldBackAgain(_ inOnePacket: Bool) throws {
    try voidAndUndo(ofFirst, at: first, inOnePacket: inOnePacket)
    #expect(try !delivered().contains(ofFirst))
    #expect(try world.hub.verify().faults.map(\.english) == [])
    try second.does(.voided(.init(document: ofSecond, reason: "in nhầm")))
    try second.exchange()
    #expect(try delivered().contains(ofFirst))
    #expect(reader.notices.isEmpty)
    #expect(try world.hub.verify().faults.map(\.english) == [])
  }

  /// The other document was delivered meanwhile, which cannot be undone; its office is told.
  @Test func whoTookTheNumberIsOverruledAgain() throws {
    #expect(try delivered().contains(ofSecond))
    try voidAndUndo(ofSecond, at: second, inOnePacket: false)
    #expect(try delivered().isSuperset(of: [ofFirst, ofSecond]))
    try first.exchange()
    #expect(first.notices.filter { $0.entry == ofFirst }.map(\.code) == ["number"])
    #expect(try world.hub.verify().faults.map(\.english) == [])
    // The number is the other's again once this one is void for good.
    try second.does(.voided(.init(document: ofSecond, reason: "in nhầm")))
    try second.exchange()
    try first.issues(2, to: [World.province])
    try first.exchange()
    #expect(first.notices.last?.code == "number")
  }

  /// It was given to nobody before it was voided; what waited is delivered once its number is its own.
  @Test func whatWaitedComesWhenTheOtherIsVoidMeanwhile() throws {
    try first.does(.voided(.init(document: ofFirst, reason: "in nhầm")))
    let voiding = try #require(first.entries.last).reference
    try first.exchange()
    try second.does(.voided(.init(document: ofSecond, reason: "in nhầm")))
    try second.exchange()
    #expect(try !delivered().contains(ofFirst))
    try first.does(.undone(.init(entry: voiding, document: ofFirst)))
    try first.exchange()
    #expect(try delivered().contains(ofFirst))
    #expect(try world.hub.verify().faults.map(\.english) == [])
  }
}
