import Exchange
import Records
import TestProvince
import Testing

@testable import Hub

struct WrittenFormTests {
  /// The hub recognises acts by their first characters, SQLite parses them, and so does the decoder: the three might
  /// read different things.
  @Test(arguments: [
    "{ \"clerkNamed\":{\"name\":\"A\"}}", "{\"\\u0063lerkNamed\":{\"name\":\"A\"}}",
    "{\"clerkNamed\":{\"name\":\"A\\u0000B\"}}", "{\"a\":0,\"clerkNamed\":{\"name\":\"A\"}}",
    "{\"clerkNamed\":{\"name\":\"A\",\"x\":1e2}}",
  ])
  func anActThatIsWrittenInAnotherWayIsNotTaken(_ act: String) throws {
    let world = try World()
    let station = try world.station(World.province)
    station.writes(act)
    let batch = try Batch.sign(station.run(from: station.entries.count), key: station.signing)
    guard case .disorder = try world.hub.receive(batch, of: station.organ) else {
      Issue.record("the hub takes what others read in another way")
      return
    }
  }

  /// Otherwise the second line would be taken for the next field, and two entries would have one hash.
  @Test func norIsAClerkOfTwoLines() throws {
    let world = try World()
    let station = try world.station(World.province)
    try station.does(.clerkNamed(.init(name: "A")))
    station.entries[station.entries.count - 1].clerk = "An\nBình"
    station.hashes[station.entries.count - 1] = station.entries.last!.hash(
      after: station.hashes.dropLast().last ?? .zero)
    let batch = try Batch.sign(station.run(from: station.entries.count), key: station.signing)
    guard case .disorder = try world.hub.receive(batch, of: station.organ) else {
      Issue.record("the hub takes two entries for one")
      return
    }
  }
}
