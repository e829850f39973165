import Exchange
import Records
import TestProvince
import Testing

@testable import Hub

/// Each number once in its book, and given only by the station that holds the book (Decree 30/2020, article 15).
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
    for book in Book.usual(year: 2026) { try first.does(.bookOpened(.init(book: book))) }
    try first.exchange()
  }

  /// Returns the notices about the station's own entries: those about its colleague's come to the same mailbox.
  private func codes(_ station: TestStation) -> [String] {
    station.notices.filter { $0.position > 0 && $0.entry.station == station.name }.map(\.code)
  }

  @Test func aNumberGivenTwiceIsReturnedAndTheFirstStands() throws {
    try first.issues(1, to: [World.province])
    try first.issues(1, to: [World.province])
    try first.issues(2, to: [World.province])
    try first.exchange()
    #expect(codes(first) == ["number"])
    #expect(first.notices[0].words.vietnamese.contains("máy \(first.name)"))
    try reader.exchange()
    #expect(reader.mail.count == 2)
  }

  @Test func arrivalNumbersAreTheOfficesOwnAndASuffixMakesAnother() throws {
    func arrives(_ number: Int, _ suffix: String?, at station: TestStation) throws {
      try station.does(
        .registered(
          .init(
            document: TestStation.document("1/X"), book: "den-2026", arrivalNumber: number, suffix: suffix,
            arrivalDate: Day(2026, 11, 20), reason: nil, arrival: nil)))
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
    try first.does(.custodyHandedOver(.init(book: book, generation: 2, to: second.name.description, last: 1)))
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
    try first.does(.custodyHandedOver(.init(book: book, generation: 2, to: second.name.description, last: 1)))
    // The code was typed in; the first station is still offline.
    try second.issues(2, to: [World.province])
    let doubted = try #require(second.entries.last).reference
    try second.does(.attached(.init(document: doubted, file: second.file(world.bytes(9)))))
    try second.exchange()
    #expect(codes(second) == ["number"])
    try first.exchange()
    try reader.exchange()
    #expect(try reader.received.map(\.name) == [.issued, .issued, .attached])
    // On the page too, its reader now finds what was held up.
    #expect(try HubReader(of: world.hub).documents(of: World.province, matching: "", before: nil, limit: 9).count == 2)
    #expect(try world.hub.verify().faults == [])
  }

  /// A notice may quote something as long as an entry: the mailbox must be delivered all the same.
  @Test func noNoticeStopsTheMailboxItLiesIn() throws {
    func issues(_ suffix: String) throws {
      try first.does(
        .issued(
          .init(
            document: TestStation.document("1/UBND"), book: book, number: 1, suffix: suffix, to: [], draft: nil,
            reason: nil, files: nil, replaces: nil)))
    }
    for suffix in [String(repeating: "A", count: 100_000), String(repeating: "B", count: 300)] {
      for _ in 0..<2 { try issues(suffix) }
    }
    try first.exchange()
    #expect(codes(first) == ["field", "field", "number"])
    let said = try #require(first.notices.last?.words.vietnamese)
    #expect(said.unicodeScalars.count < 400 && said.contains("…"))
    // One that an earlier version stored.
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
    try second.does(.custodyRecovered(.init(book: book, generation: 2, last: 3, reason: "máy hỏng")))
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

  /// Three PCs opened a book before they had heard of one another.
  @Test func ofThreeOpeningsTheEarliestHoldsWhicheverTheHubHearsFirst() throws {
    let third = try world.station(World.thucPhan, .join)
    let stations = [first, second, third]
    let gm = Book(series: "gm", direction: .outgoing, year: 2026, name: "Sổ giấy mời", typeNames: ["Giấy mời"])
    // The second was the earliest.
    for (station, minute) in [(second, 0), (third, 60_000), (first, 120_000)] {
      world.now = 1_795_000_600_000 + minute
      try station.does(.bookOpened(.init(book: gm)))
    }
    for station in stations { try station.issues(1, to: [World.province], book: "gm-2026") }
    try first.exchange()
    try third.exchange()
    try second.exchange()
    // Each of the others gave the number before the hub knew better, and is told that the second's stands.
    for station in [first, third] { try station.exchange() }
    #expect(codes(first) == ["number"] && codes(third) == ["number"] && codes(second) == [])
    for (number, station) in zip(2..., stations) { try station.issues(number, to: [World.province], book: "gm-2026") }
    for station in stations { try station.exchange() }
    // The second gave number 3, and so settles that number 2 is the first's.
    for station in stations { try station.exchange() }
    #expect(codes(first) == ["number", "number"] && codes(third).count == 2)
    #expect(codes(second) == ["released \(first.name).1.6"])
    try reader.exchange()
    let senders = Dictionary(grouping: reader.mail.values, by: \.station).mapValues(\.count)
    #expect(senders == [first.name: 2, second.name: 2, third.name: 1])
  }

  /// An earlier version gave the book to the station that it heard of first.
  @Test func aHubOfAnEarlierVersionLearnsWhoOpenedABookFirst() throws {
    let gm = Book(series: "gm", direction: .outgoing, year: 2026, name: "Sổ giấy mời", typeNames: ["Giấy mời"])
    for (station, minute) in [(second, 0), (first, 60_000)] {
      world.now = 1_795_000_600_000 + minute
      try station.does(.bookOpened(.init(book: gm)))
    }
    for station in [first, second] { try station.exchange() }
    try first.does(.custodyHandedOver(.init(book: book, generation: 2, to: second.name.description, last: 0)))
    try first.exchange()
    try world.hub.write { [first] db in
      try db.execute(
        sql: """
          ALTER TABLE custody DROP COLUMN time; ALTER TABLE custody DROP COLUMN opening;
          UPDATE custody SET generation = 0, station = ? WHERE generation = 1
          """, arguments: [first.name.description])
      try Numbers.migrate(db)
    }
    for station in [first, second] {
      try station.issues(1, to: [World.province], book: "gm-2026")
      try station.exchange()
    }
    #expect(codes(first) == ["number"] && codes(second) == [])
    // What was handed over stays where it went.
    try second.issues(1, to: [World.province])
    try second.exchange()
    #expect(codes(second) == [])
  }

  /// As at the stations of the office: otherwise one would give numbers that the other sets aside.
  @Test func ofTwoThatTookABookAtOnceTheSmallerNameHasItAtTheHubToo() throws {
    let third = try world.station(World.thucPhan, .join)
    let two = [second, third].sorted { $0.name.description > $1.name.description }
    for station in two {
      try station.does(.custodyRecovered(.init(book: book, generation: 2, last: 0, reason: "máy hỏng")))
      try station.exchange()
    }
    try two[1].issues(1, to: [World.province])
    try two[0].issues(2, to: [World.province])
    for station in two { try station.exchange() }
    #expect(codes(two[1]) == [] && codes(two[0]) == ["number"])
  }

  @Test(arguments: [12, Int.max]) func aGenerationFarAwayTakesNoBook(_ generation: Int) throws {
    try second.does(.custodyRecovered(.init(book: book, generation: generation, last: 0, reason: "x")))
    try second.does(.custodyHandedOver(.init(book: book, generation: generation, to: second.name.description, last: 0)))
    try second.exchange()
    try first.issues(1, to: [World.province])
    try first.exchange()
    #expect(codes(first).isEmpty && codes(second) == ["number"])
    // It is believed when the hand-overs in between are known.
    try second.does(.custodyRecovered(.init(book: book, generation: 2, last: 1, reason: "x")))
    try second.issues(2, to: [World.province])
    try second.exchange()
    #expect(codes(second) == ["number"])
  }

  @Test func aNumberNoBookCanHaveIsGivenToNobody() throws {
    try first.issues(2_000_001, to: [World.province])
    try first.exchange()
    try reader.exchange()
    #expect(codes(first) == ["number"] && reader.mail.isEmpty)
  }

  // MARK: two documents with one number

  private func text(_ number: Int, at station: TestStation) throws -> EntryReference {
    try station.issues(number, to: [World.province])
    return try #require(station.entries.last).reference
  }

  /// The first PC, taken for burnt, was still working: both gave number 2.
  private func bothGiveTwo() throws -> (ofFirst: EntryReference, ofSecond: EntryReference) {
    try first.issues(1, to: [World.province])
    try first.exchange()
    try second.exchange()
    try second.does(.custodyRecovered(.init(book: book, generation: 2, last: 1, reason: "máy cháy")))
    return (try text(2, at: first), try text(2, at: second))
  }

  private func delivered() throws -> Set<EntryReference> {
    try reader.exchange()
    return Set(reader.mail.values.map(\.reference))
  }

  @Test(arguments: [true, false]) func theStationThatHeldTheBookLaterStandsWhicheverComesFirst(_ isFirst: Bool) throws {
    let (ofFirst, ofSecond) = try bothGiveTwo()
    for station in isFirst ? [first, second] : [second, first] { try station.exchange() }
    try first.exchange()
    #expect(codes(first) == ["number"] && codes(second) == [])
    let mail = try delivered()
    #expect(mail.contains(ofSecond))
    // What was delivered before the other PC was heard of stays delivered.
    #expect(mail.contains(ofFirst) == isFirst)
  }

  @Test func whoseNumberIsVoidedLeavesItToTheOther() throws {
    let (ofFirst, ofSecond) = try bothGiveTwo()
    for station in [second, first] { try station.exchange() }
    #expect(try !delivered().contains(ofFirst))
    try second.does(.voided(.init(document: ofSecond, reason: "in nhầm")))
    try second.exchange()
    #expect(try delivered().contains(ofFirst))
    #expect(codes(second) == ["released \(ofFirst)"])
    #expect(try world.hub.verify().faults == [])
  }

  @Test func whoGetsAnotherNumberIsDelivered() throws {
    let (ofFirst, _) = try bothGiveTwo()
    for station in [second, first] { try station.exchange() }
    let day = Day(2026, 11, 20)
    try second.does(
      .corrected(.init(document: ofFirst, field: .code, old: "02/UBND", new: "03/UBND", reason: "số 2 trùng")))
    try second.does(.renumbered(.init(document: ofFirst, book: book, number: 3, day: day, reason: nil)))
    try second.exchange()
    try reader.exchange()
    #expect(try reader.received.map(\.name) == [.issued, .issued, .issued, .corrected])
    #expect(codes(second) == ["released \(ofFirst)"])
    // The number it has now is taken.
    try second.issues(3, to: [World.province])
    try second.exchange()
    #expect(codes(second).last == "number")
  }

  /// The one that bears the number gets another one, because the other is on paper already.
  @Test func whoGivesItsNumberAwayLeavesItToTheOther() throws {
    let (ofFirst, ofSecond) = try bothGiveTwo()
    for station in [second, first] { try station.exchange() }
    try second.does(
      .renumbered(.init(document: ofSecond, book: book, number: 3, day: Day(2026, 11, 20), reason: nil)))
    try second.exchange()
    #expect(try delivered().contains(ofFirst))
  }

  /// The holder knows of the number that another PC gave, and goes on after it.
  @Test func aNumberOfAnotherPCIsDeliveredWhenTheHolderGoesOnAfterIt() throws {
    try first.issues(1, to: [World.province])
    try first.exchange()
    try second.does(.custodyRecovered(.init(book: book, generation: 2, last: 1, reason: "máy cháy")))
    try second.exchange()
    let doubted = try text(2, at: first)
    try first.exchange()
    #expect(try !delivered().contains(doubted))
    _ = try text(3, at: second)
    try second.exchange()
    #expect(try delivered().contains(doubted))
    #expect(codes(second) == ["released \(doubted)"])
  }

  /// What was lost with a file and is entered again is one document; the original stands, whatever holds the book.
  @Test func whatIsEnteredAgainGivesWayToTheOriginal() throws {
    let (ofFirst, _) = try bothGiveTwo()
    try first.exchange()
    let again = TestStation.document("2/UBND")
    try second.does(
      .issued(
        .init(
          document: again, book: book, number: 2, suffix: nil, to: [Recipient(name: "", organID: World.province)],
          draft: nil, reason: nil, files: nil, replaces: nil, reentry: true)))
    try second.exchange()
    #expect(try delivered().contains(ofFirst))
    #expect(codes(second).last == "number")
  }

  @Test func aHubOfAnEarlierVersionKnowsWhatItHeldBackForItsNumber() throws {
    let (ofFirst, ofSecond) = try bothGiveTwo()
    for station in [second, first] { try station.exchange() }
    try world.hub.write { db in
      try db.execute(
        sql: "DROP TABLE hands; DROP TABLE doubled; DROP TABLE released; DROP INDEX unownedOfBook")
      try DoubledMigration.run(db)
    }
    try second.does(.voided(.init(document: ofSecond, reason: "in nhầm")))
    try second.exchange()
    #expect(try delivered().contains(ofFirst))
  }

  // MARK: a book that nobody can hand over

  @Test func theAdministratorLetsTheNumbersOfThePCThatIsLeftCount() throws {
    try first.issues(1, to: [World.province])
    try first.exchange()
    let doubted = try text(2, at: second)
    try second.exchange()
    #expect(try !delivered().contains(doubted))
    _ = try world.hub.revoke(first.name.description, reason: "nhầm cơ quan")
    let before = try #require(world.hub.heldBooks(of: World.thucPhan).first { $0.book == book })
    #expect(before.station == first.name.description && before.isRevoked && before.unowned == 1 && before.last == 1)
    let (station, amount) = try world.hub.releaseBook(book, of: World.thucPhan, to: nil)
    #expect(station == second.name.description && amount == 1)
    #expect(try delivered().contains(doubted))
    let next = try text(3, at: second)
    try second.exchange()
    #expect(try delivered().contains(next))
    let after = try #require(world.hub.heldBooks(of: World.thucPhan).first { $0.book == book })
    #expect(after.released == second.name.description && after.unowned == 0 && after.last == 3)
    #expect(try world.hub.verify().faults == [])
  }

  @Test func aBookIsReleasedToAStationOfItsOfficeOnly() throws {
    func refusal(_ book: String, to station: StationName?) -> HeldBookRefusal? {
      do { try world.hub.releaseBook(book, of: World.thucPhan, to: station?.description) } catch {
        return error as? HeldBookRefusal
      }
      return nil
    }
    #expect(refusal("di-2020", to: nil) == .noBook("di-2020", "UBND phường Thục Phán"))
    #expect(refusal(book, to: first.name) == .holdsIt(book, first.name.description))
    #expect(refusal(book, to: reader.name) == .whichStation(book, [second.name.description]))
    let third = try world.station(World.thucPhan, .join)
    let both = [second.name, third.name].map(\.description).sorted()
    #expect(refusal(book, to: nil) == .whichStation(book, both))
    #expect(refusal(book, to: third.name) == .isAlive(book, first.name.description))
    _ = try world.hub.revoke(first.name.description, reason: "máy hỏng")
    #expect(refusal(book, to: third.name) == nil)
    // When the book passes on, its holder's numbers count alone.
    try second.does(.custodyRecovered(.init(book: book, generation: 2, last: 0, reason: "máy hỏng")))
    try second.exchange()
    try third.issues(1, to: [World.province])
    try third.exchange()
    #expect(codes(third) == ["number"])
  }
}
