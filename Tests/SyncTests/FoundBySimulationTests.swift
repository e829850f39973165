import Exchange
import GRDB
import Hub
import Records
import Sync
import TestSupport
import Testing

@testable import Office

/// What the simulator found, as cases with two desks and a hub.
struct FoundBySimulationTests {
  @Test func aStationThatJoinedAndHasNotActedYetCanBeBackedUp() throws {
    let world = try ExchangeWorld()
    let organ = BetweenOfficesTests.province
    try world.sync(try world.found(organ))
    let folder = TemporaryFolder()
    let joined = try world.fill(organ, .join, at: folder.path + "/hai.vanthu", as: "hai")
    #expect(try world.sync(joined) == .done)
    try joined.office.backup(to: folder.path + "/hai.backup")
    #expect(try Office.verify(folder.path + "/hai.backup").findings.map(\.words.english) == [])
  }

  @Test func anOldCopyFromBeforeTheLastRestoreGoesOnInANewEpoch() throws {
    let world = try ExchangeWorld()
    let organ = BetweenOfficesTests.province
    let first = try world.found(organ)
    try world.issue(first, to: [BetweenOfficesTests.commune])
    try world.sync(first)
    let folder = TemporaryFolder()
    try first.office.backup(to: folder.path + "/cũ.vanthu")

    // The PC burns, another continues, and then the copy is found and replaces the file.
    let second = try world.fill(organ, .replace, at: folder.path + "/hai.vanthu", as: "hai")
    #expect(try world.sync(second) == .done)
    try world.act(second) { try $0.comeBack() }
    #expect(try world.sync(second) == .done)
    let life = try second.office.stationName().epoch
    #expect(life > 1)

    let old = try Office.open(folder.path + "/cũ.vanthu")
    let found = world.seat(old, second.keys)
    #expect(try world.sync(found) == .done)
    #expect(try old.stationName().epoch > life)
    #expect(try old.mustConfirmNumbers())
    #expect(try old.verify().findings.map(\.words.english) == [])
  }

  /// A draft is issued by one station while another of the office works on it; the clock of its readers is years
  /// behind.
  @Test func whatAColleagueDidToADraftReachesItsReadersAndTheirWordStands() throws {
    let world = try ExchangeWorld()
    let folder = TemporaryFolder()
    let (reader, organ) = (try world.found(BetweenOfficesTests.commune), BetweenOfficesTests.province)
    let first = try world.found(organ)
    var document = world.document("Bản nháp")
    document.organName = try first.office.profile.name
    let draft = try world.act(first) { [document] in
      try $0.draft(document, to: [Recipient(name: "xã", organID: BetweenOfficesTests.commune)])
    }
    try world.sync(first)
    let second = try world.fill(organ, .join, at: folder.path + "/hai.vanthu", as: "hai")
    try world.sync(second)
    let file = try folder.write("phụ lục.txt", Array("phụ lục".utf8))
    let colleagues = try second.office.find(draft.entry, today: second.day)
    try world.act(second) { try $0.attach(colleagues, file: file) }
    try world.sync(second)
    let issued = try world.act(first) { [document] in
      try $0.issue(document, to: [Recipient(name: "xã", organID: BetweenOfficesTests.commune)], draft: draft)
    }
    try world.sync(first)

    let today = world.clock.now
    world.clock.now = 1_600_000_000_000
    try world.sync(reader)
    #expect(try world.inbox(reader).map(\.files) == [1])
    world.clock.now = today
    for seat in [second, first] {
      try world.sync(seat)
      let line = try seat.office.find(issued.entry, today: seat.day)
      #expect(try world.states(seat, line) == ["01"])
      #expect(line.files == 1)
      #expect(try seat.office.verify().findings.map(\.words.english) == [])
    }
  }

  @Test func aCopyFromBeforeTheFirstActIsNoDamage() throws {
    let world = try ExchangeWorld()
    let organ = BetweenOfficesTests.province
    try world.sync(try world.found(organ))
    let folder = TemporaryFolder()
    let joined = try world.fill(organ, .join, at: folder.path + "/hai.vanthu", as: "hai")
    try world.sync(joined)
    try joined.office.backup(to: folder.path + "/hai.backup")
    try world.act(joined) { try $0.nameGroup("Các xóm", members: [Recipient(name: "Xóm A")]) }
    try world.sync(joined)
    let old = try Office.restore(
      from: folder.path + "/hai.backup", to: folder.path + "/mới.vanthu", context: world.context(joined.day)
    ).office
    let found = world.seat(old, joined.keys)
    #expect(try world.sync(found) == .done)
    #expect(try old.groups().map(\.name) == ["Các xóm"])
    #expect(try old.verify().findings.map(\.words.english) == [])
  }

  /// A hub that was put back has forgotten how often a PC began again. Where the battery of the PC's clock is empty,
  /// the hub's time keeps the epoch from being one that was used.
  @Test func aClockThatIsYearsBehindGivesNoEpochTwice() throws {
    let world = try ExchangeWorld()
    let organ = BetweenOfficesTests.province
    try world.sync(try world.found(organ))
    let folder = TemporaryFolder()
    world.clock.now = 1_600_000_000_000
    let filled = try world.fill(organ, .replace, at: folder.path + "/hai.vanthu", as: "hai")
    try world.sync(filled)
    try world.act(filled) { try $0.comeBack() }
    // Seconds since 2026, at the hub's last entry: in November.
    #expect(try filled.office.stationName().epoch > 27_000_000)
    #expect(try world.sync(filled) == .done)
  }

  /// Two backups are restored, the newer one first: the older file gets the epoch of the newer one from the hub, and
  /// lacks the entry from which that epoch continues, or has another one of its name because it was used on. It sends
  /// the epoch with the hash it was sealed with, so the hub has one history of it also after it was put back.
  @Test(arguments: [false, true]) func anEpochIsSentWithTheHashItContinuesFrom(wasUsedOn: Bool) throws {
    let world = try ExchangeWorld()
    let folder = TemporaryFolder()
    let first = try world.found(BetweenOfficesTests.province)
    try world.sync(first)
    try first.office.backup(to: folder.path + "/older.db")
    try world.issue(first, to: [BetweenOfficesTests.commune])
    try world.sync(first)
    try first.office.backup(to: folder.path + "/newer.db")
    func restore(_ name: String) throws -> ExchangeWorld.Seat {
      world.now += 60_000
      let restored = try Office.restore(
        from: "\(folder.path)/\(name).db", to: "\(folder.path)/\(name)-restored.db", context: world.context(first.day))
      return world.seat(restored.office, first.keys)
    }
    let newer = try restore("newer")
    #expect(try world.sync(newer) == .done)
    let life = try newer.office.stationName()
    let journal = JournalName(station: life.station, epoch: life.epoch)
    let (previous, entries) = try newer.office.entries(of: journal, after: 0, limit: 1)

    if wasUsedOn {
      let copy = world.seat(try Office.open(folder.path + "/older.db"), first.keys)
      let end = try copy.office.stationName()
      try copy.office.act(world.context(first.day)) { try $0.nameGroup("Các xóm", members: [Recipient(name: "Xóm A")]) }
      #expect(try copy.office.stationName().epoch == end.epoch)
      try copy.office.database.close()
    }
    let older = try restore("older")
    try world.act(older) { try $0.receive(journal: entries, after: previous, isHub: false) }
    let sent = try older.office.entries(of: journal, after: 0, limit: 1)
    #expect(sent.previous == previous && sent.entries == entries)
    // A file of an earlier version does not know the hash, and waits for the entry that has it.
    let unknown = try older.office.database.write { db in
      try db.execute(sql: "DELETE FROM epochBase")
      return db.changesCount
    }
    #expect(unknown == 1)
    #expect(try older.office.entries(of: journal, after: 0, limit: 1).entries.isEmpty)
    guard !wasUsedOn else { return }
    #expect(try world.sync(older) == .done)
    #expect(try older.office.entries(of: journal, after: 0, limit: 1).entries == entries)
    #expect(try older.office.verify().findings.map(\.words.english) == [])
    #expect(try world.hub.verify().faults == [])
  }

  /// An old copy was used on: the hub reports it once, and the program repeats it until the file is filled again.
  @Test func aForkIsSaidInEveryExchange() throws {
    let world = try ExchangeWorld()
    let folder = TemporaryFolder()
    let organ = BetweenOfficesTests.province
    let first = try world.found(organ)
    try world.sync(first)
    try first.office.backup(to: folder.path + "/cũ.vanthu")
    try world.issue(first, to: [BetweenOfficesTests.commune])
    try world.sync(first)
    let old = try Office.open(folder.path + "/cũ.vanthu")
    let copy = world.seat(old, first.keys)
    try world.act(copy) { try $0.nameGroup("Các xóm", members: [Recipient(name: "Xóm A")]) }
    for _ in 1...3 { #expect(throws: ExchangeRefusal.fork) { try world.sync(copy) } }
  }
}
