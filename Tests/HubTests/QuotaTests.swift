import Exchange
import Foundation
import Records
import TestProvince
import TestSupport
import Testing

@testable import Hub

/// How much an office may send: the excess waits, and none of it is lost or doubled.
struct QuotaTests {
  let world = try! World()
  private var hub: Hub { world.hub }
  private let day = 86_400_000

  private func codes(_ station: TestStation) -> [String] { station.notices.map(\.code) }

  /// One station, one exchange: 500 documents to 56 communes.
  @Test func aFloodIsHeldUpAndComesInTheEndOnce() throws {
    let flooder = try world.station(World.province)
    let readers = World.communes.map(\.id).filter { $0 != World.thucPhan }.prefix(55) + [World.thucPhan]
    let reader = try world.station(World.thucPhan)
    let other = try world.station(readers[0])
    for number in 1...500 { try flooder.issues(number, to: Array(readers), urgency: .flash) }
    try flooder.exchange()
    #expect(codes(flooder) == ["allowance"] && flooder.acknowledged < 500)
    #expect(try hub.quotas(of: World.province)[0].spent.recipients <= Quota.usual.recipients)
    #expect(try hub.quotas(of: World.province)[0].isOver)
    // Again on that day: nothing more, and no work is wasted.
    let held = flooder.acknowledged
    try flooder.exchange()
    #expect(flooder.acknowledged == held)
    // Others continue as usual.
    try other.issues(1, to: [World.thucPhan])
    try other.exchange()
    #expect(other.acknowledged == 1 && codes(other).isEmpty)
    try reader.exchange()
    #expect(reader.mail.count <= 360 + 1)
    for _ in 0..<4 {
      world.now += day
      try flooder.exchange()
    }
    #expect(flooder.acknowledged == 500)
    try reader.exchange()
    #expect(try reader.received.count == 501 && Set(reader.mail.values.map(\.reference)).count == 501)
    #expect(try hub.verify().faults.isEmpty)
  }

  @Test func whatIsAllowedLaterComesAtOnce() throws {
    let sender = try world.station(World.province)
    let reader = try world.station(World.thucPhan)
    try hub.setQuota(World.province, [.documents: 3])
    try sender.issues(1, to: [World.thucPhan])
    try sender.exchange()
    for number in 2...5 { try sender.issues(number, to: [World.thucPhan]) }
    try sender.exchange()
    #expect(codes(sender) == ["allowance"] && sender.acknowledged == 1)
    #expect(sender.notices[0].words.vietnamese.contains("3 văn bản"))
    try hub.setQuota(World.province, [.documents: 5])
    try sender.exchange()
    #expect(sender.acknowledged == 5)
    try reader.exchange()
    #expect(try reader.received.count == 5)
    try hub.setQuota(World.province, [.documents: nil])
    #expect(try hub.quotas(of: World.province)[0].quota == hub.usualQuota())
    #expect(throws: HubRefusal.unknownOrgan("x")) { try hub.setQuota("x", [.bytes: 1]) }
  }

  /// One line a day for each office and kind, however often it tries, and whichever process answers.
  @Test func thatItWantedMoreIsWrittenDownOnceADay() throws {
    let sender = try world.station(World.province)
    try hub.setQuota(World.province, [.documents: 1])
    for number in 1...3 {
      try sender.issues(number, to: [World.thucPhan])
      for _ in 1...3 { try sender.exchange() }
    }
    func told() throws -> [String] {
      try hub.auditEntries().filter { $0.what == "allowanceRefused" }.map(\.whom)
    }
    #expect(try told() == ["documents \(World.province)"])
    // A restarted hub knows it too.
    hub.toldOversteps = []
    try sender.exchange()
    #expect(try told().count == 1)
    world.now += day
    for number in 4...6 {
      try sender.exchange()
      try sender.issues(number, to: [World.thucPhan])
      try sender.exchange()
    }
    #expect(try told().count == 2)
  }

  @Test func howOftenADocumentIsChangedCanBeSet() throws {
    let sender = try world.station(World.province)
    let document = try sender.issues(1, to: [World.thucPhan])
    try sender.exchange()
    func corrects(_ number: Int) throws {
      try sender.does(
        .corrected(.init(document: document, field: .subject, old: "", new: "lần \(number)", reason: "nhầm")))
      try sender.exchange()
    }
    try hub.setQuota(nil, [.changes: 3])
    for number in 1...4 { try corrects(number) }
    #expect(sender.acknowledged == 4 && sender.notices[0].words.vietnamese.contains("quá 3 lần"))
    try hub.setQuota(World.province, [.changes: 4])
    try sender.exchange()
    #expect(sender.acknowledged == 5)
    try hub.setQuota(World.province, [.changes: 0])
    world.now += day
    try corrects(5)
    #expect(sender.acknowledged == 5)
    #expect(try hub.quotas(of: World.province)[0].own == [.changes])
  }

  @Test func aSmallAllowanceIsToldAsItIs() throws {
    for (bytes, vietnamese, english) in [
      (700, "mức 1 kB", "limit of 1 kB"), (100 << 10, "mức 100 kB", "limit of 100 kB"),
      (3 << 20, "mức 3 MB", "limit of 3 MB"),
      (2 << 30, "mức 2 GB", "limit of 2 GB"),
    ] {
      try hub.setQuota(World.province, [.bytes: bytes])
      let words = try hub.read { try Purse(World.province, on: hub.today, $0) }.overstep(.bytes).words
      #expect(words.vietnamese.contains(vietnamese) && words.english.contains(english), "\(words)")
    }
    try hub.setQuota(World.province, [.recipients: 12_000])
    let words = try hub.read { try Purse(World.province, on: hub.today, $0) }.overstep(.recipients).words
    #expect(words.vietnamese.contains("12.000 lượt") && words.english.contains("12,000 deliveries"))
  }

  /// However little is allowed, the first of a day goes through: nothing is too large for ever. Zero is zero.
  @Test func nothingIsTooLargeForEver() throws {
    let sender = try world.station(World.province)
    try hub.setQuota(nil, [.documents: 1, .recipients: 1, .bytes: 1])
    for number in 1...30 { try sender.issues(number, to: [World.thucPhan, World.communes[9].id]) }
    world.now += day
    try sender.exchange()
    #expect(sender.acknowledged == 30)
    try hub.setQuota(World.province, [.documents: 0])
    try sender.issues(31, to: [World.thucPhan])
    for _ in 0..<3 {
      world.now += day
      try sender.exchange()
      #expect(sender.acknowledged == 30)
    }
    // What is no document passes when it is first; here it waits behind one, in its order.
    try hub.setQuota(World.province, [.documents: nil])
    world.now += day
    try sender.exchange()
    #expect(sender.acknowledged == 31)
  }

  @Test func whoWasAwayBringsTheDaysTogether() throws {
    let sender = try world.station(World.province)
    try hub.setQuota(nil, [.documents: 2])
    try sender.issues(1, to: [World.thucPhan])
    try sender.exchange()
    world.now += 5 * day
    #expect(try hub.quotas(of: World.province)[0].days == 5)
    world.now += 30 * day
    #expect(try hub.quotas(of: World.province)[0].days == 7)
    for number in 2...10 {
      try sender.issues(number, to: [World.thucPhan])
      try sender.exchange()
    }
    #expect(sender.acknowledged == 10)
    for number in 11...16 {
      try sender.issues(number, to: [World.thucPhan])
      try sender.exchange()
    }
    #expect(sender.acknowledged == 15 && codes(sender).contains("allowance"))
  }

  /// Its readers compute their line again from everything that was said about it.
  @Test func oneDocumentIsChangedSoOftenADayAndNoMore() throws {
    let sender = try world.station(World.province)
    let document = try sender.issues(1, to: [World.thucPhan])
    for number in 1...1_200 {
      try sender.does(
        .corrected(.init(document: document, field: .subject, old: "", new: "lần \(number)", reason: "nhầm")))
    }
    try sender.exchange()
    #expect(codes(sender) == ["allowance"] && (400...700).contains(sender.acknowledged))
    #expect(sender.notices[0].words.english.contains("more than 500 times"))
    for _ in 0..<3 {
      world.now += day
      try sender.exchange()
    }
    #expect(sender.acknowledged == 1_201)
    #expect(try hub.verify().faults.isEmpty)
    #expect(try hub.auditEntries().contains { $0.what == "allowanceRefused" && $0.whom == "changes \(World.province)" })
  }

  @Test func filesWaitForRoomAndTheirEntriesDoNot() throws {
    let sender = try world.station(World.province)
    let bytes = world.bytes(150_000)
    try sender.issues(1, to: [World.thucPhan], files: [sender.file(bytes)])
    try hub.setQuota(World.province, [.storage: 0])
    try sender.exchange()
    try sender.exchange()
    #expect(sender.acknowledged == 1 && codes(sender).contains("allowance"))
    #expect(try hub.figures().contents == 0)
    try hub.setQuota(World.province, [.storage: 1 << 20, .bytes: 1])
    sender.notices = []
    try sender.exchange()
    #expect(try hub.figures().contents == 0)
    #expect(sender.notices.first?.words.vietnamese.contains("không mất gì") == true)
    try hub.setQuota(World.province, [.bytes: nil])
    for _ in 0..<3 { try sender.exchange() }
    #expect(try hub.figures().contents == 1 && sender.wants.isEmpty)
    #expect(try hub.quotas(of: World.province)[0].spent.storage == 150_000)
    let reader = try world.station(World.thucPhan)
    #expect(try hub.quotas(of: reader.organ)[0].spent.storage == 0)
  }

  /// The last space on the disk is for the offices that use less of it.
  @Test func whoHasMoreThanItsShareWaitsWhileOthersGoOn() throws {
    let large = try world.station(World.province)
    let small = try world.station(World.thucPhan)
    for number in 1...2 {
      try large.issues(number, to: [World.thucPhan], files: [large.file(world.bytes(1_000))])
      try large.exchange()
      try large.exchange()
      // As if it had sent 100 MB.
      try hub.write {
        try $0.execute(sql: "UPDATE contents SET size = ? WHERE broughtBy = ?", arguments: [100 << 20, World.province])
      }
      world.free = 500 << 20
    }
    #expect(try hub.figures().contents == 1 && codes(large).contains("allowance"))
    try small.issues(1, to: [World.province], files: [small.file(world.bytes(1_000))])
    try small.exchange()
    try small.exchange()
    #expect(try hub.figures().contents == 2 && !codes(small).contains("allowance"))
    world.free = nil
    try large.exchange()
    #expect(try hub.figures().contents == 3)
  }

  @Test func whatNobodyNeedsIsGivenBack() throws {
    let folder = TemporaryFolder()
    let world = try World { try Hub.create("\(folder.path)/hub", name: "Tỉnh", system: $0) }
    let sender = try world.station(World.province)
    for number in 1...2 {
      try sender.issues(number, to: [World.thucPhan], files: [sender.file(world.bytes(3_000_000))])
    }
    for _ in 0..<3 { try sender.exchange() }
    #expect(try world.hub.figures().contents == 2)
    func size(_ name: String) throws -> Int {
      try FileManager.default.attributesOfItem(atPath: "\(folder.path)/hub/\(name)")[.size] as? Int ?? 0
    }
    _ = try world.hub.database.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    let before = try size("hub.vanthu-hub")
    try world.hub.write { try $0.execute(sql: "DELETE FROM concerns WHERE place = (SELECT min(place) FROM concerns)") }
    try world.hub.tidy()
    #expect(try size("hub.vanthu-hub") < before - 2_000_000, "\(before)")
    #expect(try size("hub.vanthu-hub-wal") == 0)
    #expect(try world.hub.figures().contents == 1)
    let files = FileManager.default.enumerator(atPath: "\(folder.path)/hub/contents")?.compactMap { $0 as? String }
    #expect(files?.filter { $0.count > 60 }.count == 1)
    #expect(try world.hub.verify().faults.isEmpty)
  }
}
