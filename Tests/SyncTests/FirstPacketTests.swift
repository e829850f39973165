import DurableFile
import Exchange
import Foundation
import GRDB
import Office
import Records
import TestProvince
import TestSupport
import Testing

@testable import Hub
@testable import Sync

/// An office is enrolled by a stick, and exchanges in the same trip.
struct FirstPacketTests {
  private static let commune = "xa-2025-01351/ubnd"
  private static let other = "xa-2025-01273/ubnd"
  private let world = try! ExchangeWorld()
  private let department: ExchangeWorld.Seat
  private let sticks = TemporaryFolder()

  init() throws {
    department = try world.found(PlaceTests.department)
    try world.sync(department)
    // It waits in the mailbox of an office that has no station yet.
    try world.issue(department, to: [Self.commune], "Chờ xã đăng ký")
    try world.sync(department)
  }

  /// A stick from the province; `isEarlier`: that of a hub which takes no packet beside a request.
  private func stick(_ name: String = "usb", isEarlier: Bool = false) throws -> String {
    let path = sticks.path + "/" + name
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try world.hub.writeIdentity(path)
    if isEarlier { try Data(world.hub.identity.json).write(to: URL(fileURLWithPath: path + "/vanthu/hub.json")) }
    return path
  }

  private func found(_ organ: Organ.ID = commune) throws -> ExchangeWorld.Seat {
    let name = try world.hub.directory[organ]!.name
    let office = try Office.foundInMemory(
      OfficeProfile(organID: organ, name: name, place: name), station: world.stationName(),
      books: Book.usual(year: 2026), context: world.context())
    let seat = try world.seat(office, world.newKeys())
    try world.issue(seat, to: [PlaceTests.department], "Phát hành trước khi đăng ký")
    return seat
  }

  private func code(_ organ: Organ.ID = commune) throws -> String { try world.hub.code(for: organ).description }

  /// What `vanthu enrol --folder` does. `writing` takes the place of the first packet.
  ///
  /// - Returns: whether the station is enrolled; it has exchanged then.
  private func enrol(
    _ seat: ExchangeWorld.Seat, _ code: String, on path: String, again isAgain: Bool = false,
    writing: ((StickEnrolling, HubIdentity) throws -> Void)? = nil
  ) throws -> Bool {
    let enrolling = try Enrolling(code: code, url: "", cost: .light)
    var carrier = try FolderCarrier(path)
    let stick = try StickEnrolling(carrier, enrolling)
    let (own, profile) = (try seat.office.stationName().station, try seat.office.profile)
    let hub = try #require(try stick.identity(world.hub.identity.fingerprint, for: own, seat.keys))
    let asked = try enrolling.request(
      isAgain ? .replace : .first, replaces: isAgain ? own : nil, station: own, name: "Máy văn thư", keys: seat.keys,
      office: .init(organID: profile.organID, name: profile.name), hub: hub)
    let exchange = StationExchange(seat.office, keys: seat.keys, way: .folder, world.conditions())
    let answer = try stick.answer(to: asked, of: own) {
      if let writing { return try writing(stick, hub) }
      guard try StickEnrolling.mayWriteFirstPacket(hub, of: seat.office) else { return }
      try stick.writeFirstPacket(exchange, to: hub)
    }
    guard let answer else { return false }
    let enrolled = try enrolling.enrolment(from: answer, to: asked)
    try seat.office.act(world.context()) { try $0.keep(enrolled.enrolment) }
    _ = try carrier.carry(StationExchange(seat.office, keys: seat.keys, way: .folder, world.conditions()))
    return true
  }

  @discardableResult
  private func travel(_ path: String) throws -> AnswerSummary { try world.hub.answerFolder(path) }

  private func isAtHub(_ seat: ExchangeWorld.Seat) throws -> Bool {
    try seat.office.journalHeads().filter { $0.station == (try seat.office.stationName().station) }.allSatisfy { head in
      try world.hub.read { db in
        try Int.fetchOne(db, sql: "SELECT max(sequence) FROM journals WHERE station = ?", arguments: [head.station])
          ?? 0
      } == head.sequence
    }
  }

  private func subjects(_ seat: ExchangeWorld.Seat) throws -> [String] {
    try world.inbox(seat).map(\.document.subject).sorted()
  }

  private func exists(_ path: String, _ name: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(path)/vanthu/\(name)")
  }

  @Test func oneTripTakesTheDocumentsThereAndBringsTheMail() throws {
    let (seat, path, code) = (try found(), try stick(), try code())
    #expect(try !enrol(seat, code, on: path))
    #expect(try seat.office.enrolment() == nil, "nothing of the hub is stored before it has answered")
    let summary = try travel(path)
    #expect(summary.enrolled == 1 && summary.answered == 1 && summary.refused == 0)
    #expect(try isAtHub(seat))
    let sent = try seat.office.journalHeads().map(\.reference)
    #expect(try enrol(seat, code, on: path))
    #expect(try subjects(seat) == ["Chờ xã đăng ký"])
    #expect(try seat.office.acknowledged().filter { sent.contains($0) } == sent, "it knows that the hub has them")
    try world.sync(department)
    #expect(try subjects(department) == ["Phát hành trước khi đăng ký"])
    // And it goes on as every station does.
    #expect(try world.sync(seat) == .done)
  }

  @Test func aFileGoesWithIt() throws {
    let (seat, path, code) = (try found(), try stick(), try code())
    let file = sticks.path + "/quet.pdf"
    try Data((0..<90_000).map { UInt8(truncatingIfNeeded: $0 * 7) }).write(to: URL(fileURLWithPath: file))
    try world.issue(seat, to: [PlaceTests.department], "Kèm bản quét", attach: [file])
    _ = try enrol(seat, code, on: path)
    try travel(path)
    try world.sync(department)
    #expect(try department.office.awaited().isEmpty)
    #expect(try subjects(department).contains("Kèm bản quét"))
  }

  @Test func ofAWrongCodeNothingIsTaken() throws {
    let (seat, path, right) = (try found(), try stick(), try code())
    let wrong = String(right.dropLast()) + (right.hasSuffix("0") ? "1" : "0")
    _ = try enrol(seat, wrong, on: path)
    let summary = try travel(path)
    #expect(summary.enrolled == 0 && summary.answered == 0 && summary.refused == 1)
    #expect(summary.lines.contains { $0.words.vietnamese.contains("chờ trạm đăng ký được") })
    #expect(throws: EnrollingRefusal.self) { try enrol(seat, wrong, on: path) }
    #expect(try !enrol(seat, right, on: path), "the same stick takes the right one")
    try travel(path)
    #expect(try isAtHub(seat) && enrol(seat, right, on: path))
  }

  @Test(arguments: ["used", "cancelled", "expired", "of another office"])
  func aCodeThatIsOverTakesNothing(_ what: String) throws {
    let (seat, path) = (try found(), try stick())
    let code = try what == "of another office" ? code(Self.other) : code()
    switch what {
    case "used": _ = try world.hub.write { try $0.execute(sql: "UPDATE codes SET request = 'x', answer = '{}'") }
    case "cancelled": _ = try world.hub.write { try $0.execute(sql: "UPDATE codes SET cancelled = 1") }
    case "expired": world.now += 8 * 86_400_000
    default: break
    }
    _ = try enrol(seat, code, on: path)
    let summary = try travel(path)
    #expect(summary.enrolled == 0 && summary.answered == 0)
    #expect(throws: EnrollingRefusal.self) { try enrol(seat, code, on: path) }
    #expect(try !isAtHub(seat) && seat.office.enrolment() == nil)
  }

  @Test func carriedTwiceItChangesNothingMore() throws {
    let (seat, path, code) = (try found(), try stick(), try code())
    _ = try enrol(seat, code, on: path)
    try travel(path)
    let again = try travel(path)
    #expect(again.enrolled == 0 && again.answered == 1 && again.entries == 0 && again.refused == 0)
    #expect(try enrol(seat, code, on: path))
    #expect(try subjects(seat) == ["Chờ xã đăng ký"])
    try travel(path)
    #expect(try world.sync(seat) == .done)
  }

  @Test func aLostStickIsWrittenAnew() throws {
    let (seat, code) = (try found(), try code())
    _ = try enrol(seat, code, on: try stick("mất"))
    let path = try stick("mới")
    try world.issue(seat, to: [PlaceTests.department], "Sau khi mất USB")
    #expect(try !enrol(seat, code, on: path))
    try travel(path)
    #expect(try isAtHub(seat) && enrol(seat, code, on: path))
    // The lost one is found: its packet is an old one.
    let old = try travel(sticks.path + "/mất")
    #expect(old.entries == 0 && old.refused == 0)
    #expect(try world.sync(seat) == .done)
  }

  @Test func severalOfficesTravelOnOneStick() throws {
    let (path, seats) = (try stick(), [try found(Self.commune), try found(Self.other)])
    let codes = [try code(Self.commune), try code(Self.other)]
    for (seat, code) in zip(seats, codes) { _ = try enrol(seat, code, on: path) }
    let summary = try travel(path)
    #expect(summary.enrolled == 2 && summary.answered == 2)
    for (seat, code) in zip(seats, codes) { #expect(try isAtHub(seat) && enrol(seat, code, on: path)) }
  }

  /// One of them has typed a wrong code: the others do not wait for it.
  @Test func aWrongCodeKeepsNobodyElseBack() throws {
    let (path, seats) = (try stick(), [try found(Self.commune), try found(Self.other)])
    let good = try code(Self.other)
    _ = try enrol(seats[0], "7KQ2-M0XD-9TRA-4GGS-S60R-6DC1", on: path)
    _ = try enrol(seats[1], good, on: path)
    let summary = try travel(path)
    #expect(summary.enrolled == 1 && summary.answered == 1)
    #expect(try isAtHub(seats[1]) && enrol(seats[1], good, on: path))
  }

  // MARK: power loss

  struct PowerCut: Error {}

  /// Between the packet and the request.
  @Test func aPacketWithoutItsRequestIsNotTaken() throws {
    let (seat, path, code) = (try found(), try stick(), try code())
    #expect(throws: PowerCut.self) {
      _ = try enrol(seat, code, on: path) { stick, hub in
        let exchange = StationExchange(seat.office, keys: seat.keys, way: .folder, world.conditions())
        try stick.writeFirstPacket(exchange, to: hub)
        throw PowerCut()
      }
    }
    let own = try seat.office.stationName().station
    #expect(exists(path, "to-hub/\(own).vtp") && !exists(path, "to-hub/\(own).enrol"))
    #expect(try travel(path).answered == 0)
    #expect(try !isAtHub(seat))
    _ = try enrol(seat, code, on: path)
    try travel(path)
    #expect(try isAtHub(seat) && enrol(seat, code, on: path))
  }

  /// Or the packet was lost from the stick; or it was an earlier program that wrote the request.
  @Test func aRequestWithoutAPacketEnrolsAllTheSame() throws {
    let (seat, path, code) = (try found(), try stick(), try code())
    _ = try enrol(seat, code, on: path) { _, _ in }
    #expect(try travel(path).enrolled == 1)
    #expect(try enrol(seat, code, on: path), "it has written its packet now")
    #expect(try travel(path).answered == 1)
    #expect(try isAtHub(seat))
  }

  /// At the hub, between the answer to the request and that to the packet; or at the station, when the first was read.
  @Test func anAnswerWithoutAPacketEnrolsAllTheSame() throws {
    let (seat, path, code) = (try found(), try stick(), try code())
    _ = try enrol(seat, code, on: path)
    try travel(path)
    let own = try seat.office.stationName().station
    try FileManager.default.removeItem(atPath: "\(path)/vanthu/to-station/\(own).vtp")
    #expect(try enrol(seat, code, on: path))
    #expect(try subjects(seat).isEmpty)
    try travel(path)
    var stick = try FolderCarrier(path)
    _ = try stick.carry(StationExchange(seat.office, keys: seat.keys, way: .folder, world.conditions()))
    #expect(try subjects(seat) == ["Chờ xã đăng ký"])
  }

  /// The hub took the request, and lost its power before the packet: carried again, it takes that too.
  @Test func whatTheHubDidNotReachIsTakenNextTime() throws {
    let (seat, path, code) = (try found(), try stick(), try code())
    _ = try enrol(seat, code, on: path)
    let own = try seat.office.stationName().station
    let packet = "\(path)/vanthu/to-hub/\(own).vtp"
    try FileManager.default.moveItem(atPath: packet, toPath: path + "/cất")
    #expect(try travel(path).enrolled == 1)
    try FileManager.default.moveItem(atPath: path + "/cất", toPath: packet)
    #expect(try travel(path).answered == 1)
    #expect(try isAtHub(seat) && enrol(seat, code, on: path))
    #expect(try subjects(seat) == ["Chờ xã đăng ký"])
  }

  // MARK: other hubs

  @Test func aHubOfAnEarlierVersionIsAskedAsBefore() throws {
    let (seat, path, code) = (try found(), try stick(isEarlier: true), try code())
    _ = try enrol(seat, code, on: path)
    let own = try seat.office.stationName().station
    #expect(exists(path, "to-hub/\(own).enrol") && !exists(path, "to-hub/\(own).vtp"))
    try travel(path)
    #expect(try enrol(seat, code, on: path))
    #expect(exists(path, "to-hub/\(own).vtp"), "the documents go with the second trip")
  }

  /// What the other hub has acknowledged, this one does not hold: the first packet would have a gap.
  @Test func aFileOfAnotherHubSendsNoFirstPacket() throws {
    let hub = world.hub.identity
    let seat = try world.found(Self.commune)
    #expect(try StickEnrolling.mayWriteFirstPacket(hub, of: seat.office) == false, "it does not say that it takes any")
    var taking = hub
    taking.takesFirstPackets = true
    #expect(try StickEnrolling.mayWriteFirstPacket(taking, of: seat.office))
    try world.act(seat) { try $0.change { $0.refusal = .fork } }
    #expect(try !StickEnrolling.mayWriteFirstPacket(taking, of: seat.office))
    let other = try Hub.inMemory(name: "Tỉnh khác", system: world.system)
    var elsewhere = other.identity
    elsewhere.takesFirstPackets = true
    try world.act(seat) { try $0.change { $0.refusal = nil } }
    #expect(try !StickEnrolling.mayWriteFirstPacket(elsewhere, of: seat.office))
  }

  @Test func newKeysOfAStationBringItsDocumentsToo() throws {
    let seat = try world.found(Self.commune)
    try world.sync(seat)
    try world.issue(seat, to: [PlaceTests.department], "Sau khi mất khóa")
    let renewed = try world.seat(seat.office, world.newKeys())
    let (path, code) = (try stick(), try code())
    #expect(try !enrol(renewed, code, on: path, again: true))
    #expect(try travel(path).answered == 1)
    #expect(try isAtHub(renewed))
    #expect(try enrol(renewed, code, on: path, again: true))
    #expect(try world.sync(renewed) == .done)
  }

  /// The hub was put back to before the enrolment: the answers are true, and the next packet finds out.
  @Test func aHubThatWasPutBackMeanwhileSaysSo() throws {
    let (seat, path, code) = (try found(), try stick(), try code())
    _ = try enrol(seat, code, on: path)
    let copy = try DatabaseQueue()
    try world.hub.database.backup(to: copy)
    try travel(path)
    try copy.backup(to: world.hub.database)
    #expect(try enrol(seat, code, on: path))
    #expect(try subjects(seat) == ["Chờ xã đăng ký"])
    #expect(throws: HubRefusal.self) { try world.sync(seat) }
    // The request is still on the stick, and the code is open again. What the hub had acknowledged it has lost: it is
    // sent once more.
    #expect(try travel(path).answered == 1)
    var stick = try FolderCarrier(path)
    _ = try stick.carry(StationExchange(seat.office, keys: seat.keys, way: .folder, world.conditions()))
    try travel(path)
    #expect(try isAtHub(seat))
  }
}
