import Exchange
import GRDB
import Hub
import Records
import Sync
import Testing

@testable import Office

/// A hub that was rolled back, and stations that only claim so.
struct RollbackStoriesTests {
  private let world: ExchangeWorld
  private let sender: ExchangeWorld.Seat
  private let reader: ExchangeWorld.Seat

  init() throws {
    world = try ExchangeWorld()
    sender = try world.found(CarrierTests.department)
    reader = try world.found(CarrierTests.communes[0])
    for seat in [sender, reader, sender, reader] { try world.sync(seat) }
  }

  private func enrolment(_ seat: ExchangeWorld.Seat) throws -> Enrolment { try #require(try seat.office.enrolment()) }

  private func run(_ seat: ExchangeWorld.Seat, _ sql: String) throws {
    try world.act(seat) { try $0.db.execute(sql: sql) }
  }

  private func count(_ sql: String) throws -> Int {
    try world.hub.database.read { try Int.fetchOne($0, sql: sql) ?? 0 }
  }

  /// Copies the hub's data as it is now. The closure restores it later, without a trace of that.
  private func snapshot() throws -> () throws -> Void {
    let copy = try DatabaseQueue()
    try world.hub.database.backup(to: copy)
    return { [world] in try copy.backup(to: world.hub.database) }
  }

  private func subjects(_ seat: ExchangeWorld.Seat) throws -> [String] {
    try world.inbox(seat).map(\.document.subject).sorted()
  }

  @Test func whoSetsItsCursorAheadDisturbsNobody() throws {
    let liar = try world.found(CarrierTests.communes[1])
    try world.sync(liar)
    try world.issue(sender, to: CarrierTests.communes, "Về việc thật")
    for seat in [sender, reader, liar, sender, reader] { try world.sync(seat) }
    let (incarnation, own) = (world.hub.incarnation, try count("SELECT count(*) FROM entries JOIN hub USING (station)"))
    let before = reader.exchange.tally
    for _ in 1...20 {
      try run(liar, "UPDATE hub SET cursor = 999999")
      try world.sync(liar)
    }
    #expect(liar.exchange.isHeldBack)
    #expect(
      try world.hub.incarnation == incarnation && count("SELECT count(*) FROM entries JOIN hub USING (station)") == own)
    #expect(try world.sync(reader) == .done)
    #expect(reader.exchange.tally.receivedEntries == before.receivedEntries)
    // The next day it receives what is its own, automatically.
    world.clock.now += 86_400_000
    #expect(try world.sync(liar) == .done)
    #expect(try !liar.exchange.isHeldBack && subjects(liar) == ["Về việc thật"])
    #expect(try enrolment(liar).cursor == enrolment(liar).mailboxEnd)
  }

  /// What hundreds of claims left in the files of all stations, before claims were without effect.
  @Test(arguments: Transport.allCases)
  func aFileWithOverAThousandEpochsOfTheHubExchangesAgain(way: Transport) throws {
    for seat in [sender, reader] {
      try run(
        seat,
        """
        WITH RECURSIVE epochs (epoch) AS (SELECT 2 UNION ALL SELECT epoch + 1 FROM epochs WHERE epoch < 1201)
        INSERT INTO journal (station, epoch, sequence, time, day, clerk, grouped, act, hash)
        SELECT hub.station, epochs.epoch, 1, 65536 * epochs.epoch, '2026-11-20', hub.name, NULL,
          '{"epochBegun":{"from":"' || hub.station || '.' || (epochs.epoch - 1) || '.1"}}', randomblob(32)
        FROM hub, epochs
        """)
      // As an earlier version left it.
      try run(seat, "UPDATE hub SET digest = NULL, tellsPlaces = 0")
    }
    #expect(try sender.office.journalHeads().count > 1_200)
    try world.hub.confirmRollback()
    let carried = try Carried(way, world)
    try world.issue(sender, to: [CarrierTests.communes[0]], "Về việc thật")
    try carried.goBackAndForth(sender, reader)
    #expect(try subjects(reader) == ["Về việc thật"])
    #expect(try sender.office.unsent().entries == 0)
    // From the second packet on it states the newest only.
    for seat in [sender, reader] {
      let before = seat.exchange.tally.sentBytes
      try world.sync(seat)
      #expect(seat.exchange.tally.sentBytes - before < 1_500)
    }
  }

  /// Others write more than was lost before the reader syncs: its position is within the new mailbox, which is another.
  @Test func aRollbackIsSeenByTheReaderWheneverItComes() throws {
    let other = try world.found(CarrierTests.communes[1])
    try world.sync(other)
    try world.issue(sender, to: [CarrierTests.communes[0]], "Trước")
    for seat in [sender, reader] { try world.sync(seat) }
    let goBack = try snapshot()
    try world.issue(sender, to: [CarrierTests.communes[0]], "Bị mất ở trung tâm")
    for seat in [sender, reader] { try world.sync(seat) }
    try goBack()
    for number in 1...3 { try world.issue(other, to: [CarrierTests.communes[0]], "Khác \(number)") }
    try world.sync(other)
    #expect(try world.sync(reader) == .done)
    #expect(try subjects(reader) == ["Bị mất ở trung tâm", "Khác 1", "Khác 2", "Khác 3", "Trước"])
    for seat in [sender, reader] { #expect(try world.sync(seat) == .done) }
    let lying = try count("SELECT max(position) FROM mailboxes WHERE organ = '\(CarrierTests.communes[0])'")
    let cursor = try enrolment(reader).cursor
    #expect(cursor == lying && cursor >= 5)
    #expect(try world.hub.verify().faults.isEmpty && reader.office.verify().findings.isEmpty)
  }

  @Test func theReceiptsOfTwoOfficesBeginAnotherLifeAndOneDoesNot() throws {
    let third = try world.found(CarrierTests.communes[1])
    for seat in [third, third] { try world.sync(seat) }
    let goBack = try snapshot()
    try world.issue(sender, to: [CarrierTests.communes[0]], "Một")
    try world.issue(reader, to: [CarrierTests.department], "Hai")
    for seat in [sender, reader, sender, reader] { try world.sync(seat) }
    try goBack()
    let incarnation = world.hub.incarnation
    let quiet = third.exchange.tally.receivedEntries
    for _ in 1...2 { #expect(try world.sync(sender) == .done) }
    #expect(world.hub.incarnation == incarnation)
    try world.sync(reader)
    #expect(try world.hub.incarnation != incarnation && world.hub.rollbackStatus().why == .offices)
    for _ in 1...2 { for seat in [sender, reader, third] { #expect(try world.sync(seat) == .done) } }
    #expect(try subjects(reader) == ["Một"] && subjects(sender) == ["Hai"])
    // The mailbox starts again only where something was lost; otherwise the new epoch of the hub's journal is all there
    // is.
    let news = try count("SELECT count(*) FROM entries JOIN hub USING (station, epoch)")
    #expect(third.exchange.tally.receivedEntries - quiet == news)
    #expect(try world.hub.verify().faults.isEmpty)
  }

  @Test func whatTheHubWroteItselfAndLostIsShownToIt() throws {
    let goBack = try snapshot()
    let newcomer = try world.found(CarrierTests.communes[1])
    for seat in [newcomer, sender, reader] { try world.sync(seat) }
    try goBack()
    let incarnation = world.hub.incarnation
    #expect(try world.sync(sender) == .done)
    #expect(try world.hub.incarnation == incarnation && world.hub.rollbackStatus().claims.contains { $0.kind == .seal })
    #expect(try world.sync(reader) == .done)
    #expect(world.hub.incarnation != incarnation)
    for seat in [sender, reader] { #expect(try world.sync(seat) == .done) }
    #expect(throws: (any Error).self) { try world.sync(newcomer) }
  }

  // MARK: earlier versions

  @Test func aHubOfAnEarlierVersionIsUnderstoodAndNothingIsLostWhenItIsUpdated() throws {
    try run(reader, "UPDATE hub SET digest = NULL, tellsPlaces = 0")
    try world.issue(sender, to: [CarrierTests.communes[0]], "Một")
    #expect(try world.syncWithEarlierHub(sender) == .done)
    #expect(try world.syncWithEarlierHub(reader) == .done)
    #expect(try enrolment(reader).cursor == 1 && !enrolment(reader).tellsPlaces)
    // It is restored from a backup of its own: with the new log the mailbox starts again, as it used to.
    try world.hub.confirmRollback()
    try world.issue(sender, to: [CarrierTests.communes[0]], "Hai")
    for seat in [sender, reader] { #expect(try world.syncWithEarlierHub(seat) == .done) }
    #expect(try enrolment(reader).cursor == 2 && subjects(reader) == ["Hai", "Một"])
    let before = reader.exchange.tally.receivedEntries
    #expect(try world.sync(reader) == .done)
    #expect(try reader.exchange.tally.receivedEntries == before && enrolment(reader).tellsPlaces)
    #expect(try enrolment(reader).digest != nil)
  }

  /// An answer to an earlier packet, put on the stick again, delivers nothing and sets nothing back.
  @Test(arguments: [Transport.folder, .mail])
  func anAnswerThatBeganAgainCountsOnce(way: Transport) throws {
    try world.issue(sender, to: [CarrierTests.communes[0]], "Một")
    for seat in [sender, reader] { try world.sync(seat) }
    func exchange() throws -> StationExchange {
      let exchange = StationExchange(reader.office, keys: reader.keys, way: way, world.conditions())
      try exchange.begin()
      return exchange
    }
    func answer(to exchange: StationExchange) throws -> [UInt8] {
      var writer = try SealedWriter(to: .init(rawRepresentation: enrolment(reader).agreementKey))
      var bytes = writer.start
      for part in try exchange.parts() { bytes += try writer.seal(part) }
      var sealed = SealedReader(key: reader.keys.agreement)
      sealed.feed(try world.hub.answer(to: bytes, over: way == .folder ? .folder : .mail))
      var opened: [UInt8] = []
      while let part = try sealed.next() { opened += part }
      return opened
    }
    func take(_ bytes: [UInt8]) throws {
      let taking = try exchange()
      try taking.receive(bytes)
      _ = try taking.finish()
    }
    try run(reader, "UPDATE hub SET cursor = 40")
    let again = try answer(to: exchange())
    let before = try enrolment(reader)
    try take(again)
    #expect(try enrolment(reader).cursor == 1)
    #expect(before.cursor == 40)
    try world.issue(sender, to: [CarrierTests.communes[0]], "Hai")
    try world.sync(sender)
    let late = try answer(to: exchange())
    try world.issue(sender, to: [CarrierTests.communes[0]], "Ba")
    try world.sync(sender)
    try take(try answer(to: exchange()))
    #expect(try enrolment(reader).cursor == 3)
    for old in [again, late, again] {
      try take(old)
      #expect(try enrolment(reader).cursor == 3)
    }
    #expect(try subjects(reader) == ["Ba", "Hai", "Một"])
  }
}
