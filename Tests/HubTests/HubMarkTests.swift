import Exchange
import Foundation
import GRDB
import Records
import TestProvince
import TestSupport
import Testing

@testable import Hub

/// The hub finds out by itself that its data was rolled back: by a mark beside it, and by one on another disk.
struct HubMarkTests {
  let world = try! World()
  let folder = TemporaryFolder()

  private var path: String { "\(folder.path)/hub" }
  private var second: String { "\(folder.path)/other/hub.mark" }

  private func create() throws {
    world.replace(hub: try Hub.create(path, name: "VP UBND tỉnh", system: world.system))
    try FileManager.default.createDirectory(atPath: "\(folder.path)/other", withIntermediateDirectories: true)
    try open()
  }

  private func open() throws {
    world.now += 60_000
    world.replace(hub: try Hub.open(path, system: world.system, mark: second))
  }

  private func states() throws -> [HubMark.State] { try world.hub.rollbackStatus().marks.map(\.state) }

  /// Restores the data from a snapshot, with the mark beside it or without.
  private func goBack(to snapshot: String, withMark: Bool) throws {
    let files = FileManager.default
    for end in ["", "-wal", "-shm"] { try? files.removeItem(atPath: "\(path)/hub.vanthu-hub\(end)") }
    try files.copyItem(atPath: "\(folder.path)/\(snapshot)", toPath: "\(path)/hub.vanthu-hub")
    if withMark {
      try files.removeItem(atPath: "\(path)/hub.mark")
      try files.copyItem(atPath: "\(folder.path)/\(snapshot).mark", toPath: "\(path)/hub.mark")
    }
  }

  private func snapshot(_ name: String) throws {
    world.now += 60_000
    world.hub.renewMarks(isUrgent: true)
    try world.snapshot("\(folder.path)/\(name)")
    try FileManager.default.copyItem(atPath: "\(path)/hub.mark", toPath: "\(folder.path)/\(name).mark")
  }

  @Test(arguments: [false, true]) func dataThatLiesBehindItsMarkIsAnotherLife(withMark: Bool) throws {
    try create()
    let station = try world.station(World.thucPhan)
    try snapshot("snapshot")
    world.now += 60_000
    try station.note("Nông Thị Hương")
    try station.exchange()
    #expect(try states() == [.sound, .sound])
    let incarnation = world.hub.incarnation
    try open()
    #expect(world.hub.incarnation == incarnation)
    try goBack(to: "snapshot", withMark: withMark)
    let looking = try Hub.open(path, system: world.system, onlyToLook: true, mark: second)
    #expect(
      try looking.incarnation == incarnation
        && looking.rollbackStatus().marks.map(\.state) == [withMark ? .sound : .behind, .behind])
    try open()
    #expect(try world.hub.incarnation != incarnation && world.hub.rollbackStatus().why == .mark && world.lives == 2)
    #expect(try states() == [.sound, .sound])
    for _ in 1...2 { try station.exchange() }
    #expect(station.acknowledged == 1)
    // Automatically once a day; then the administrator has to decide.
    let drawn = world.hub.incarnation
    try snapshot("again")
    world.now += 60_000
    try station.note("Bế Văn Đàn")
    try station.exchange()
    try goBack(to: "again", withMark: withMark)
    try open()
    #expect(try world.hub.incarnation == drawn && states().contains(.behind))
    for _ in 1...2 { try station.exchange() }
    // What stations send again makes up for it, and does not close the matter.
    #expect(try world.hub.rollbackStatus().claims.map(\.kind).contains(.mark))
    try world.hub.confirmRollback()
    #expect(try world.hub.incarnation != drawn && states() == [.sound, .sound])
  }

  /// Within the five seconds in which a mark is not written again.
  @Test func theMarksAreWrittenAtTheEnd() throws {
    try create()
    func text() throws -> [[UInt8]] { [try folder.read("hub/hub.mark"), try folder.read("other/hub.mark")] }
    _ = try world.station(World.thucPhan)
    world.now += 1
    _ = try world.station(World.province)
    let before = try text()
    try Hub.open(path, system: world.system, onlyToLook: true, mark: second).finishMarks()
    let after = try text()
    #expect(before[0] != after[0] && before[1] != after[1] && after[0] == after[1])
    #expect(try states() == [.sound, .sound])
    // Opening only to look does not make a missing mark.
    try FileManager.default.removeItem(atPath: "\(path)/hub.mark")
    try Hub.open(path, system: world.system, onlyToLook: true).finishMarks()
    #expect(try !folder.names("hub").contains("hub.mark"))
  }

  @Test func dataBehindItsMarkIsNotHiddenByWhoOnlyLooks() throws {
    try create()
    try snapshot("snapshot")
    _ = try world.station(World.thucPhan)
    world.hub.finishMarks()
    try goBack(to: "snapshot", withMark: false)
    let bytes = try folder.read("hub/hub.mark")
    try Hub.open(path, system: world.system, onlyToLook: true, mark: second).finishMarks()
    #expect(try folder.read("hub/hub.mark") == bytes)
  }

  @Test func aBackupHoldsNoMarkAndTheOneOfAnotherHubIsLeftAlone() throws {
    try create()
    try world.hub.backup(to: "\(folder.path)/copy")
    #expect(try !folder.names("copy").contains("hub.mark"))
    let bytes = try folder.read("other/hub.mark")
    let other = try Hub.create("\(folder.path)/hub2", name: "Khác", system: world.system)
    let incarnation = other.incarnation
    let opened = try Hub.open(other.path, system: world.system, mark: second)
    #expect(opened.incarnation == incarnation)
    #expect(try opened.rollbackStatus().marks.map(\.state) == [.sound, .foreign])
    #expect(try folder.read("other/hub.mark") == bytes)
  }

  @Test func aMarkThatCannotBeWrittenIsTold() throws {
    try create()
    let reader = try HubReader(of: world.hub)
    #expect(reader.markTroubles.isEmpty && reader.markMetrics.hasSuffix("vanthu_hub_unwritten_marks 0\n"))
    // The disk is gone, then there again.
    try FileManager.default.removeItem(atPath: "\(folder.path)/other")
    world.now += 60_000
    _ = try world.station(World.thucPhan)
    #expect(reader.markTroubles == [MarkTrouble(path: second, kind: .unwritable)])
    #expect(reader.markMetrics.hasSuffix("vanthu_hub_unwritten_marks 1\n"))
    try FileManager.default.createDirectory(atPath: "\(folder.path)/other", withIntermediateDirectories: true)
    world.now += 60_000
    _ = try world.station(World.province)
    #expect(try reader.markTroubles.isEmpty && states() == [.sound, .sound])
    // An existing file that is no mark of this hub is reported too.
    try folder.write("other/hub.mark", "ảnh")
    try open()
    #expect(world.hub.markTroubles == [MarkTrouble(path: second, kind: .foreign)])
  }

  @Test func aMarkThatCannotBeReadOrWrittenStopsNothing() throws {
    try create()
    let incarnation = world.hub.incarnation
    try FileManager.default.removeItem(atPath: second)
    try FileManager.default.createDirectory(atPath: second, withIntermediateDirectories: false)
    try folder.write("hub/hub.mark", "ảnh")
    try open()
    _ = try world.station(World.thucPhan)
    #expect(world.hub.incarnation == incarnation)
    #expect(try states()[0] == .foreign && states()[1] != .sound)
    #expect(try folder.read("hub/hub.mark") == Array("ảnh".utf8))
  }
}
