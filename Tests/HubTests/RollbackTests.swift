import Exchange
import GRDB
import Records
import TestProvince
import TestSupport
import Testing

@testable import Hub

/// A station claims that it knows more than the hub holds: the claim affects only itself.
struct RollbackTests {
  let world = try! World()
  let folder = TemporaryFolder()

  /// Sets the station's cursor ahead of everything, as an attacker with access to its file can, and sends it to the
  /// hub.
  @discardableResult
  private func lie(_ liar: TestStation, at position: Int = 999_999) throws -> [Frame] {
    liar.cursor = Hello.Cursor(incarnation: liar.cursor?.incarnation ?? world.hub.incarnation, position: position)
    return try liar.exchange()
  }

  @Test(arguments: [false, true]) func aClaimChangesNothingForAnybodyElse(isEarlier: Bool) throws {
    let sender = try world.station(World.province)
    let reader = try world.station(World.thucPhan)
    let liar = TestStation(world, World.communes[3].id)
    liar.isEarlier = isEarlier
    try liar.enrol(.first)
    try liar.exchange()
    try sender.issues(1, to: [World.thucPhan, liar.organ])
    try sender.exchange()
    try liar.exchange()
    for station in [sender, reader] {
      try station.exchange()
      try station.exchange()
    }
    let (incarnation, own) = (world.hub.incarnation, try world.ownEntries)
    let (said, heard) = (try reader.packet().count, try reader.raw(reader.packet()).count)
    for _ in 1...20 {
      try lie(liar)
      try liar.exchange()
    }
    #expect(try world.hub.incarnation == incarnation && world.ownEntries == own && world.lives == 1)
    #expect(try reader.packet().count == said)
    let bytes = try reader.raw(reader.packet())
    #expect(bytes.count <= heard + 2)
    let frames = try reader.take(bytes)
    #expect(frames.compactMap(\.run).isEmpty && frames.compactMap(\.delivery).isEmpty)
    #expect(reader.cursor == Hello.Cursor(incarnation: incarnation, position: 1))
    // It is listed once, by its name, however often it was claimed.
    let claims = try world.hub.rollbackStatus().claims
    #expect(claims.map(\.station) == [liar.name.description] && claims[0].kind == .cursor && claims[0].times >= 20)
    #expect(claims[0].organ == liar.organ && !claims[0].isProved)
  }

  @Test(arguments: [false, true]) func oneStationBeginsAgainSixTimesADay(isEarlier: Bool) throws {
    let sender = try world.station(World.province)
    let liar = TestStation(world, World.thucPhan)
    liar.isEarlier = isEarlier
    try liar.enrol(.first)
    try liar.exchange()
    try sender.issues(1, to: [World.thucPhan])
    try sender.exchange()
    try liar.exchange()
    for _ in 1...6 {
      try #require(try lie(liar).compactMap { $0.notice?.code } == (isEarlier ? [] : ["deliveries"]))
      if isEarlier { try liar.exchange() }
      try #require(liar.cursor?.position == 1)
      try liar.exchange()
    }
    let seventh = try lie(liar)
    #expect(seventh.compactMap { $0.notice?.code } == ["again"])
    #expect(seventh.compactMap(\.delivery).isEmpty)
    // What it sends is accepted all the same.
    try liar.note("Nông Thị Hương")
    try liar.exchange()
    #expect(liar.acknowledged == 1)
    #expect(
      try HubReader(of: world.hub).troubledContacts(before: nil, limit: 1).map(\.ending) == ["again"])
    world.now += 86_400_000
    try liar.exchange()
    try liar.exchange()
    #expect(liar.cursor?.position == 1)
  }

  @Test func whatIsSaidAgainBecauseTheLineBreaksCountsOnce() throws {
    let sender = try world.station(World.province)
    let reader = try world.station(World.thucPhan)
    for number in 1...3 { try sender.issues(number, to: [World.thucPhan]) }
    try sender.exchange()
    reader.cursor?.position = 77
    for _ in 1...20 { _ = try reader.raw(reader.packet()) }
    #expect(try world.count("SELECT count(*) FROM beginnings") == 1)
    try reader.exchange()
    #expect(reader.cursor?.position == 3 && reader.mail.count == 3)
  }

  /// The state after restoring a snapshot of the disk, found by the station it concerns.
  @Test(arguments: ["cursor", "within", "gap"], [false, true])
  func anUnmarkedCopyIsHealedByTheStationItConcerns(sign: String, isEarlier: Bool) throws {
    let sender = try world.station(World.province)
    let reader = try world.station(World.thucPhan)
    for number in 1...2 { try sender.issues(number, to: [World.thucPhan]) }
    try sender.exchange()
    try reader.exchange()
    for station in [sender, reader] { station.isEarlier = isEarlier }
    try world.snapshot("\(folder.path)/snapshot")
    try sender.issues(3, to: [World.thucPhan])
    try sender.exchange()
    try reader.exchange()
    #expect(reader.mail.count == 3)
    try world.goBack(to: "\(folder.path)/snapshot")
    let incarnation = world.hub.incarnation
    switch sign {
    case "cursor": try reader.exchange()
    case "gap":
      try sender.note("Nông Thị Hương")
      #expect(try sender.exchange().compactMap { $0.notice?.code } == ["gap"])
    default:
      // Others write more than was lost before any station claims it: the cursor is within.
      let other = try world.station(World.communes[5].id)
      for number in 1...4 { try other.issues(number, to: [World.thucPhan]) }
      try other.exchange()
    }
    for _ in 1...3 {
      try sender.exchange()
      try reader.exchange()
    }
    #expect(try world.hub.incarnation == incarnation && world.lives == 1)
    #expect(sender.acknowledged == sender.entries.count)
    // A position without a digest does not distinguish one mailbox from another.
    if sign == "within", isEarlier { return }
    let end = try world.hub.read { try Mailbox.end(of: World.thucPhan, $0) }
    #expect(end == (sign == "within" ? 7 : 3))
    #expect(reader.cursor?.position == end)
    #expect((1...end).allSatisfy { reader.mail[$0] != nil })
  }

  // MARK: proof

  private func receipt(of station: TestStation) throws -> Receipt {
    try station.note("Bế Văn Đàn")
    return try #require(try station.exchange().compactMap(\.receipt).first)
  }

  @Test func theHubsReceiptsOfTwoOfficesProveARollbackAndThoseOfOneDoNot() throws {
    let offices = try [World.province, World.thucPhan, World.communes[5].id].map { try world.station($0) }
    let colleague = try world.station(World.province, .join)
    try world.snapshot("\(folder.path)/snapshot")
    let receipts = try offices.map(receipt)
    let ofColleague = try receipt(of: colleague)
    try world.goBack(to: "\(folder.path)/snapshot")
    let incarnation = world.hub.incarnation
    // Nothing else is sent with it: entries that come again are no evidence any more.
    func show(_ receipt: Receipt, by station: TestStation) throws {
      for _ in 1...2 { try station.send(Array(station.parts(frames: [.receipt(receipt)]).joined())) }
    }
    try show(receipts[0], by: offices[0])
    try show(receipts[0], by: offices[0])
    try show(ofColleague, by: colleague)
    // Whichever station sends it, it speaks for the office it was issued to.
    try show(receipts[0], by: offices[1])
    #expect(world.hub.incarnation == incarnation)
    #expect(try world.hub.rollbackStatus().claims.filter(\.isProved).allSatisfy { $0.organ == World.province })
    // A forged one proves nothing.
    var forged = receipts[1]
    forged.held.sequence += 1
    try show(forged, by: offices[1])
    #expect(world.hub.incarnation == incarnation)
    try show(receipts[1], by: offices[1])
    #expect(world.hub.incarnation != incarnation)
    #expect(try world.hub.rollbackStatus().why == .offices)
    #expect(try world.hub.rollbackStatus().claims.isEmpty)
    // What was signed in another incarnation proves nothing in this one.
    let drawn = world.hub.incarnation
    for (station, receipt) in zip(offices, receipts) { try show(receipt, by: station) }
    #expect(try world.hub.incarnation == drawn && world.lives == 2)
    for station in offices + [colleague] { for _ in 1...2 { try station.exchange() } }
    #expect(offices.allSatisfy { $0.acknowledged == $0.entries.count })
    #expect(try world.hub.verify().faults.isEmpty)
  }

  @Test func noMoreThanOneLifeADayBeginsWithoutTheAdministrator() throws {
    let offices = try [World.province, World.thucPhan].map { try world.station($0) }
    for round in 1...2 {
      try world.snapshot("\(folder.path)/snapshot\(round)")
      let receipts = try offices.map(receipt)
      try world.goBack(to: "\(folder.path)/snapshot\(round)")
      for (station, receipt) in zip(offices, receipts) {
        for _ in 1...2 { try station.send(Array(station.parts(frames: [.receipt(receipt)]).joined())) }
      }
      #expect(try world.lives == 2)
      for station in offices { for _ in 1...2 { try station.exchange() } }
      #expect(offices.allSatisfy { $0.acknowledged == $0.entries.count })
    }
    #expect(try world.hub.rollbackStatus().claims.filter(\.isProved).count == 2)
    try world.hub.confirmRollback()
    #expect(try world.lives == 3 && world.hub.rollbackStatus().claims.isEmpty)
  }

  @Test func whatTheHubSealedItselfAndHasNotProvesIt() throws {
    let offices = try [World.province, World.thucPhan].map { try world.station($0) }
    try world.snapshot("\(folder.path)/snapshot")
    try world.hub.list([Organ(id: "so-a", name: "Sở A", level: .department)])
    for station in offices { try station.exchange() }
    let heads = try world.hub.read { try Journals.heads(of: world.hub.station, $0) }
    let batch = try #require(
      try world.hub.read { try Journals.batch(with: heads[0].sequence, of: heads[0].journal, $0) })
    try world.goBack(to: "\(folder.path)/snapshot")
    let incarnation = world.hub.incarnation
    for station in offices {
      #expect(world.hub.incarnation == incarnation)
      // It is asked for evidence, and nothing else happens.
      #expect(try station.exchange().compactMap { $0.notice?.code } == ["evidence"])
      try station.send(Array(station.parts(frames: batch.frames).joined()))
    }
    #expect(world.hub.incarnation != incarnation)
    for station in offices { try station.exchange() }
    #expect(try offices[0].others.contains { $0.station == world.hub.station && $0.epoch == world.hub.epoch })
    // A batch with a forged seal changes nothing and does not prevent others from being accepted.
    try offices[0].note("Lý Thị Sen")
    var forged = batch.frames
    if case .seal(var seal)? = forged.last {
      seal.epoch = world.hub.epoch
      forged[forged.count - 1] = .seal(seal)
    }
    let own = try Batch.sign(offices[0].run(from: 1), key: offices[0].signing)
    try offices[0].send(Array(offices[0].parts(frames: forged + own.frames).joined()))
    #expect(offices[0].acknowledged == 1)
  }

  // MARK: the hub's own journal

  /// What a thousand claims made of a hub before claims were without effect.
  @Test func aHubWithAThousandEpochsFoldsAndEverybodyGoesOn() throws {
    let old = try world.station(World.province)
    old.isEarlier = true
    let new = try world.station(World.thucPhan)
    for _ in 1...5 {
      try world.hub.startNewIncarnation(.earlier)
      try old.exchange()
      try new.exchange()
    }
    for _ in 6...1_000 {
      world.now += 1_000
      try world.hub.startNewIncarnation(.earlier)
    }
    #expect(try world.hub.rollbackStatus().epochs == 1_001)
    let incarnation = world.hub.incarnation
    #expect(try world.hub.foldEpochs() == 1_001)
    #expect(try world.hub.foldEpochs() == nil)
    #expect(world.hub.incarnation == incarnation)
    let joined = try world.station(World.communes[5].id)
    try joined.issues(1, to: [World.thucPhan, World.province])
    for station in [old, new, joined] {
      try station.exchange()
      try station.exchange()
      let held = station.held.filter { $0.station == world.hub.station }
      #expect(held.last?.epoch == world.hub.epoch && held.count < 10)
      #expect(try station.packet().count < 1_000)
    }
    for station in [old, new] {
      try station.exchange()
      #expect(station.mail.count == 1)
    }
    #expect(try world.hub.verify().faults.isEmpty)
  }

  @Test func manyJournalsAreSaidInSeveralHellos() throws {
    let station = try world.station(World.thucPhan)
    let known = station.held
    station.held += (1...1_200).map { JournalHead(station: station.name, epoch: 10 + $0, sequence: 3, hash: .zero) }
    #expect(station.hello.parts.count == 3)
    try station.note("Nông Thị Hương")
    try station.exchange()
    #expect(station.acknowledged == 1)
    station.held = known
    try station.exchange()
  }

  // MARK: earlier data

  @Test func aHubOfAnEarlierVersionGetsItsDigestsOnce() throws {
    let hub = try Hub.create("\(folder.path)/hub", name: "VP UBND tỉnh", system: world.system)
    world.replace(hub: hub)
    let sender = try world.station(World.province)
    let reader = try world.station(World.thucPhan)
    for number in 1...40 {
      try sender.issues(number, to: [World.thucPhan], book: number % 7 == 0 ? "di-2025" : "di-2026")
    }
    try sender.exchange()
    try reader.exchange()
    func digests() throws -> [Int64] {
      try world.hub.read { try Int64.fetchAll($0, sql: "SELECT digest FROM mailboxes ORDER BY organ, position") }
    }
    let known = try digests()
    #expect(known.count >= 40)
    try hub.write { db in
      try db.execute(
        sql: """
          ALTER TABLE mailboxes DROP COLUMN digest; DROP TABLE incarnations; DROP TABLE claims; DROP TABLE beginnings;
          DROP TABLE ownLogs; DELETE FROM grdb_migrations WHERE identifier = 'rollback'
          """)
    }
    world.replace(hub: try Hub.open(hub.path, system: world.system))
    #expect(try digests() == known)
    #expect(try world.hub.rollbackStatus().why == .earlier)
    #expect(try reader.exchange().compactMap(\.delivery).isEmpty)
    #expect(reader.cursor?.position == 40)
    #expect(try world.hub.verify().faults.isEmpty)
    try world.hub.write { try $0.execute(sql: "UPDATE mailboxes SET digest = digest + 1 WHERE position = 7") }
    #expect(try world.hub.verify().faults.count == 1)
  }
}
