import Exchange
import Records
import TestProvince
import TestSupport
import Testing

@testable import Hub

/// Several stations of one office, a new PC for a lost one, and a hub that was restored from a copy.
struct OfficeOfTwoTests {
  let world = try! World()

  private func names(_ entries: [StoredEntry], of station: StationName) -> [Int] {
    entries.filter { $0.station == station }.map(\.sequence)
  }

  @Test func stationsOfAnOfficeGetEachOthersJournals() throws {
    let first = try world.station(World.thucPhan)
    for number in 1...3 { try first.note("Người \(number)") }
    try first.exchange()
    let second = try world.station(World.thucPhan, .join)
    #expect(names(second.others, of: first.name) == [1, 2, 3])
    try second.note("Bế Văn Đàn")
    try second.exchange()
    try first.note("Người 4")
    try first.exchange()
    #expect(names(first.others, of: second.name) == [1])
    let run = try second.exchange().compactMap(\.run).flatMap(\.entries).filter { $0.station == first.name }
    #expect(run.map(\.sequence) == [4])
    let stranger = try world.station(World.province)
    #expect(stranger.others.allSatisfy { $0.station == world.hub.station })
  }

  @Test func aJoiningStationGetsTheMailboxFromItsBeginning() throws {
    let sender = try world.station(World.province)
    let first = try world.station(World.thucPhan)
    try sender.issues(1, to: [World.thucPhan])
    try sender.exchange()
    try first.exchange()
    let second = try world.station(World.thucPhan, .join)
    #expect(second.mail[1] == sender.entries[0])
  }

  /// The hub was put back, and knows the PC that drafted a document later than the one that corrected it.
  @Test func thePageIsTheSameIfAStationIsKnownLaterThanItsDocuments() throws {
    let world = try World()
    let (first, second) = (try world.station(World.thucPhan), TestStation(world, World.thucPhan))
    let document = EntryReference(station: second.name, epoch: 1, sequence: 1)
    try first.does(
      .corrected(.init(document: document, field: .subject, old: "a", new: "Về việc khác", reason: "gõ sai")))
    try first.exchange()
    #expect(try world.hub.verify().faults.isEmpty)
    try second.enrol(.join)
    #expect(try world.hub.verify().faults.map(\.english) == [])
  }

  /// The same, of a document that was issued: what its reader and the colleague say of it comes before its PC is known.
  @Test func whatIsSaidOfADocumentWaitsForItsPCToBeKnown() throws {
    let world = try World()
    let (first, reader) = (try world.station(World.thucPhan), try world.station(World.province))
    let second = TestStation(world, World.thucPhan)
    let document = EntryReference(station: second.name, epoch: 1, sequence: 1)
    try reader.does(
      .reported(.init(document: document, recipient: reader.organ, status: .arrived, note: nil, answers: nil)))
    try reader.exchange()
    try first.does(
      .corrected(.init(document: document, field: .subject, old: "a", new: "Về việc khác", reason: "gõ sai")))
    try first.exchange()
    for station in [first, reader] { #expect(station.notices.map(\.code) == ["awaited"]) }
    try second.enrol(.join)
    #expect(try second.issues(1, to: [World.province]) == document)
    for station in [second, reader, first] { try station.exchange() }
    #expect(first.mail.values.map(\.station) == [reader.name])
    #expect(reader.mail.sorted { $0.key < $1.key }.map(\.value.station) == [second.name, first.name])
    #expect(try world.hub.verify().faults.map(\.english) == [])
  }

  @Test func aNewPCGetsEverythingOfTheLostOneBack() throws {
    let sender = try world.station(World.province)
    let lost = try world.station(World.thucPhan)
    let content = world.bytes(70_000)
    try lost.issues(1, to: [World.province], files: [lost.file(content)])
    try lost.exchange(pieces: false)
    try lost.exchange()
    try sender.issues(1, to: [World.thucPhan])
    try sender.exchange()
    try lost.exchange()
    let new = TestStation(world, World.thucPhan)
    try new.enrol(.replace)
    #expect(new.name == lost.name)
    new.epoch = 2
    try new.exchange()
    #expect(new.others.filter { $0.station == lost.name } == lost.entries)
    #expect(new.mail[1] == sender.entries[0])
    let count = Piece.count(in: content.count)
    try new.exchange(wanting: [Want(file: Hash256(of: content), pieces: count, missing: 0..<count)])
    #expect(new.pieces.flatMap(\.bytes) == content)
    // It continues in its own epoch, and the old key is no longer valid.
    try new.does(.epochBegun(.init(from: lost.entries[0].reference)))
    try new.exchange()
    #expect(new.acknowledged == 1)
    try lost.note("kẻ trộm")
    #expect(try lost.send(lost.packet()).compactMap { $0.notice?.code } == ["replaced"])
    // What it signed while it was valid is still proved.
    #expect(try world.hub.verify().faults.isEmpty)
  }

  @Test func aHubPutBackFromAnOlderCopyLosesNothingThatAStationStillHas() throws {
    let folder = TemporaryFolder()
    let hub = try Hub.create("\(folder.path)/hub", name: "VP UBND tỉnh", system: world.system)
    world.replace(hub: hub)
    let sender = try world.station(World.province)
    let reader = try world.station(World.thucPhan)
    for number in 1...3 { try sender.issues(number, to: [World.thucPhan]) }
    try sender.exchange()
    try reader.exchange()
    try hub.backup(to: "\(folder.path)/copy")
    for number in 4...6 { try sender.issues(number, to: [World.thucPhan]) }
    try sender.exchange()
    try reader.exchange()
    #expect(reader.mail.count == 6)
    world.now += 1_000

    let copy = try Hub.open("\(folder.path)/copy", system: world.system)
    world.replace(hub: copy)
    #expect(copy.incarnation != hub.incarnation && copy.epoch > 1)
    try reader.exchange()
    try sender.exchange()
    #expect(sender.acknowledged == 3)
    reader.mail = [:]
    try sender.exchange()
    #expect(sender.acknowledged == 6)
    try reader.exchange()
    #expect(try reader.received.count >= 3)
    #expect(try copy.verify().faults.isEmpty)
    #expect(try copy.figures().stations.first { $0.organ == World.thucPhan }?.waiting == 3)
    // It does not draw a new log number each time.
    let incarnation = copy.incarnation
    try sender.exchange()
    try reader.exchange()
    #expect(copy.incarnation == incarnation)
    #expect(reader.cursor == Hello.Cursor(incarnation: incarnation, position: 6))
    // Its journal states again which stations take part.
    let acts = try reader.others.filter { $0.station == copy.station && $0.epoch == copy.epoch }.map {
      try StoredAct.act(from: $0.act).name
    }
    #expect(acts == [.epochBegun, .stationEnrolled, .stationEnrolled])
  }

  @Test func whoEnrolledBehindTheCopyComesAgainWithItsOwnFile() throws {
    let folder = TemporaryFolder()
    let hub = try Hub.create("\(folder.path)/hub", name: "VP UBND tỉnh", system: world.system)
    world.replace(hub: hub)
    let other = try world.station(World.province)
    try hub.backup(to: "\(folder.path)/copy")
    let forgotten = try world.station(World.thucPhan)
    try forgotten.issues(1, to: [World.province])
    try forgotten.exchange()
    world.replace(hub: try Hub.open("\(folder.path)/copy", system: world.system))
    #expect(throws: HubRefusal.self) { try forgotten.exchange() }
    // The name of another office's station cannot be obtained this way.
    #expect(throws: EnrolmentRefusal.notOfOffice(other.name.description)) {
      try TestStation(world, World.thucPhan).enrol(.replace, replaces: other.name)
    }
    try forgotten.enrol(.replace, replaces: forgotten.name)
    try forgotten.exchange()
    #expect(forgotten.acknowledged == 0)
    try forgotten.exchange()
    #expect(forgotten.acknowledged == forgotten.entries.count)
    try other.exchange()
    #expect(other.mail[1] == forgotten.entries[0])
  }
}
