import Exchange
import Records
import Testing

@testable import Hub

/// Each number once in its book, and given only where the book lies (Decree 30/2020, article 15).
struct NumbersTests {
  let world = try! World()
  let first: TestStation
  let second: TestStation
  let reader: TestStation
  let book = "di-2026"

  init() throws {
    first = try world.station(World.thucPhan)
    second = try world.station(World.thucPhan, .join)
    reader = try world.station(World.province)
    for book in Book.usual(year: 2026) { try first.does(.bookOpened(book: book)) }
    try first.exchange()
  }

  /// Notices about the station's own entries: those about its sister's come to the same mailbox.
  private func codes(_ station: TestStation) -> [String] {
    station.notices.filter { $0.position > 0 && $0.station == station.name }.map(\.code)
  }

  @Test func aNumberGivenTwiceIsReturnedAndTheFirstStands() throws {
    try first.issues(1, to: [World.province])
    try first.issues(1, to: [World.province])
    try first.issues(2, to: [World.province])
    try first.exchange()
    #expect(codes(first) == ["number"])
    #expect(first.notices[0].words.vietnamese.contains("\(first.name).1.4"))
    try reader.exchange()
    #expect(reader.mail.count == 2)
  }

  @Test func arrivalNumbersAreTheOfficesOwnAndASuffixMakesAnother() throws {
    func arrives(_ number: Int, _ suffix: String?, at station: TestStation) throws {
      try station.does(
        .registered(
          document: TestStation.document("1/X"), book: "den-2026", arrivalNumber: number, suffix: suffix,
          arrivalDate: Day(2026, 11, 20), reason: nil, arrival: nil))
      try station.exchange()
    }
    try arrives(1, nil, at: first)
    try arrives(1, "a", at: first)
    try arrives(1, nil, at: reader)
    #expect(codes(first).isEmpty && codes(reader).isEmpty)
    try arrives(1, "a", at: first)
    #expect(codes(first) == ["number"])
  }

  @Test func onlyTheStationThatHoldsTheBookGivesNumbers() throws {
    try second.issues(1, to: [World.province])
    try second.exchange()
    #expect(codes(second) == ["number"])
    #expect(second.notices[0].words.vietnamese.contains(first.name.description))
    try reader.exchange()
    #expect(reader.mail.isEmpty)
  }

  @Test func aBookThatWasHandedOverIsGoodInTheOtherHands() throws {
    try first.issues(1, to: [World.province])
    try first.does(.custodyHandedOver(book: book, generation: 1, to: second.name.description, last: 1))
    try first.exchange()
    try second.issues(2, to: [World.province])
    try second.exchange()
    #expect(codes(second).isEmpty)
    try first.issues(3, to: [World.province])
    try first.exchange()
    #expect(codes(first) == ["number"])
  }

  @Test func aNumberThatCameBeforeTheWordOfTheHandOverIsGivenOutAfterIt() throws {
    try first.issues(1, to: [World.province])
    try first.does(.custodyHandedOver(book: book, generation: 1, to: second.name.description, last: 1))
    // The code was typed in; the first station is still offline.
    try second.issues(2, to: [World.province])
    let doubted = try #require(second.entries.last).reference
    try second.does(.attached(document: doubted, file: second.file(world.bytes(9))))
    try second.exchange()
    #expect(codes(second) == ["number"])
    try first.exchange()
    try reader.exchange()
    #expect(try reader.received.map(\.name) == ["issued", "issued", "attached"])
    // On the page too: what was held up is found by its reader now.
    #expect(try HubReader(of: world.hub).documents(of: World.province, matching: "", before: nil, limit: 9).count == 2)
    #expect(try world.hub.verify().faults == [])
  }

  /// What a notice quotes may be as long as an entry: the mailbox it lies in must be given all the same.
  @Test func noNoticeStopsTheMailboxItLiesIn() throws {
    func issues(_ suffix: String) throws {
      try first.does(
        .issued(
          document: TestStation.document("1/UBND"), book: book, number: 1, suffix: suffix, to: [], draft: nil,
          reason: nil, files: nil, replaces: nil))
    }
    for suffix in [String(repeating: "A", count: 100_000), String(repeating: "B", count: 300)] {
      for _ in 0..<2 { try issues(suffix) }
    }
    try first.exchange()
    #expect(codes(first) == ["field", "field", "number"])
    let said = try #require(first.notices.last?.words.vietnamese)
    #expect(said.unicodeScalars.count < 400 && said.contains("…"))
    // One that an earlier version wrote down.
    try world.hub.write { db in
      try db.execute(
        sql: "UPDATE mailboxes SET vietnamese = ?, english = ? WHERE code = 'number'",
        arguments: [String(repeating: "A", count: 280_000), "a" + String(repeating: "\u{301}", count: 280_000)])
    }
    first.cursor?.position = 0
    (first.digest, first.notices) = (.empty, [])
    try first.exchange()
    #expect(codes(first) == ["field", "field", "number"])
    #expect(try HubReader(of: world.hub).notices(before: nil, limit: 9).allSatisfy { $0.vietnamese.count <= 1_000 })
  }

  @Test func aRecoveredBookLeavesTheLostStationWhatItGaveBefore() throws {
    try second.does(.custodyRecovered(book: book, generation: 1, last: 3, reason: "máy hỏng"))
    try second.issues(4, to: [World.province])
    try second.exchange()
    #expect(codes(second).isEmpty)
    try first.issues(3, to: [World.province])
    try first.issues(5, to: [World.province])
    try first.exchange()
    #expect(codes(first) == ["number"])
    try reader.exchange()
    #expect(reader.mail.count == 2)
  }

  @Test func whoDoesNotHoldABookCannotHandItOver() throws {
    try second.does(.custodyHandedOver(book: book, generation: 1, to: second.name.description, last: 0))
    try second.issues(1, to: [World.province])
    try second.exchange()
    #expect(codes(second) == ["number", "number"])
    // The number is still free for the station that holds the book.
    try first.issues(1, to: [World.province])
    try first.exchange()
    #expect(codes(first).isEmpty)
    try first.does(.custodyHandedOver(book: book, generation: 1, to: second.name.description, last: 1))
    try first.exchange()
    try reader.exchange()
    #expect(reader.mail.values.map(\.station) == [first.name])
  }
}
