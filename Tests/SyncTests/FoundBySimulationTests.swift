import Exchange
import Hub
import Office
import Records
import Sync
import Testing

/// What the simulator found, told as stories of two desks and a hub.
struct FoundBySimulationTests {
  @Test func aStationThatJoinedAndHasNotActedYetCanBeBackedUp() throws {
    let world = try ExchangeWorld()
    let organ = BetweenOfficesTests.province
    try world.sync(try world.found(organ))
    let folder = Folder()
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
    let folder = Folder()
    try first.office.backup(to: folder.path + "/cũ.vanthu")

    // The PC burns, another goes on, and then somebody finds the copy and puts it in the place of the file.
    let second = try world.fill(organ, .replace, at: folder.path + "/hai.vanthu", as: "hai")
    #expect(try world.sync(second) == .done)
    try world.act(second) { try $0.comeBack() }
    #expect(try world.sync(second) == .done)
    let life = try second.office.stationName().epoch
    #expect(life > 1)

    let old = try Office.open(folder.path + "/cũ.vanthu")
    let conditions = Conditions(
      clock: { [clock = world.clock] in clock.tick() }, random: { UInt64.random(in: .min ... .max) })
    let exchange = StationExchange(old, keys: second.keys, way: .line, conditions)
    let found = ExchangeWorld.Seat(old, second.keys, exchange)
    #expect(try world.sync(found) == .done)
    #expect(try old.stationName().epoch > life)
    #expect(try old.mustConfirmNumbers())
    #expect(try old.verify().findings.map(\.words.english) == [])
  }
}
