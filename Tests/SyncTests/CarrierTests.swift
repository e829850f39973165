import Carriage
import Exchange
import Foundation
import Office
import Records
import Sync
import TestSupport
import Testing
import Wording

/// What every carrier must do: the connection, the USB stick, the e-mail.
struct CarrierTests {
  static let department = "so-noi-vu"
  static let communes = ["xa-2025-01351/ubnd", "xa-2025-01360/ubnd"]

  private let world: ExchangeWorld
  private let sender: ExchangeWorld.Seat
  private let reader: ExchangeWorld.Seat
  private let folder = TemporaryFolder()

  init() throws {
    world = try ExchangeWorld()
    sender = try world.found(Self.department)
    reader = try world.found(Self.communes[0])
  }

  private func subjects(_ seat: ExchangeWorld.Seat) throws -> [String] {
    try world.inbox(seat).map(\.document.subject).sorted()
  }

  private func expectSound() throws {
    for seat in [sender, reader] { #expect(try seat.office.verify().findings.map(\.words.english) == []) }
  }

  private func file(_ size: Int) throws -> String {
    try folder.write("phu-luc.pdf", noise(size))
  }

  @Test(arguments: Transport.allCases) func aDocumentGoesThereAndItsStateComesBack(
    _ way: Transport
  ) throws {
    let carried = try Carried(way, world)
    let issued = try world.issue(sender, to: [Self.communes[0]], "Rà soát", attach: [try file(90_000)])
    try carried.goBackAndForth(sender, reader)
    let arrived = try #require(try world.inbox(reader).first)
    #expect(arrived.document.subject == "Rà soát")
    let line = try world.act(reader) { try $0.register(arrived.document, arrivedOn: reader.day, arrival: arrived) }
    let content = try #require(try reader.office.card(line).files.first)
    #expect(try reader.office.bytes(of: content) == folder.read("phu-luc.pdf"))
    try carried.goBackAndForth(reader, sender)
    #expect(try world.states(sender, issued) == ["03"])
    try expectSound()
  }

  @Test(arguments: Transport.allCases) func aPacketThatComesTwiceChangesNothingMore(
    _ way: Transport
  ) throws {
    let carried = try Carried(way, world)
    try world.issue(sender, to: [Self.communes[0]], "Một lần")
    try carried.leave(sender)
    let packet = try carried.onTheWay
    #expect(try carried.answer() > 0)
    try carried.add(packet, of: sender)
    #expect(try carried.answer() == 0)
    try carried.goBackAndForth(sender, reader)
    #expect(try subjects(reader) == ["Một lần"])
    try expectSound()
  }

  @Test(arguments: Transport.allCases) func anOlderPacketAfterANewerOneDoesNoHarm(
    _ way: Transport
  ) throws {
    let carried = try Carried(way, world)
    try world.issue(sender, to: [Self.communes[0]], "Cũ")
    try carried.leave(sender)
    let older = try carried.onTheWay
    try world.issue(sender, to: [Self.communes[0]], "Mới")
    try carried.leave(sender)
    let newer = try carried.onTheWay.filter { !older.contains($0) }
    try carried.replace(with: newer, of: sender)
    #expect(try carried.answer() > 0)
    try carried.replace(with: older, of: sender)
    #expect(try carried.answer() == 0)
    try carried.goBackAndForth(sender, reader)
    #expect(try subjects(reader) == ["Cũ", "Mới"])
    try expectSound()
  }

  @Test(arguments: Transport.allCases) func whatIsLostIsInTheNextPacket(_ way: Transport) throws {
    let carried = try Carried(way, world)
    try world.issue(sender, to: [Self.communes[0]], "Mất")
    try carried.leave(sender)
    try carried.replace(with: [], of: sender)
    #expect(try carried.answer() == 0)
    // The answer may be lost as well.
    try carried.leave(sender)
    try carried.answer()
    try carried.leave(sender)
    try carried.goBackAndForth(sender, reader)
    #expect(try subjects(reader) == ["Mất"])
    try expectSound()
  }

  /// Cut repeatedly, at many places: the part that arrived is never wrong, and the next packet brings the rest.
  @Test(arguments: Transport.allCases) func aPacketMayBeCutAnywhere(_ way: Transport) throws {
    let carried = try Carried(way, world)
    for number in 1...4 { try world.issue(sender, to: [Self.communes[0]], "Thứ \(number)") }
    try carried.leave(sender)
    let whole = try #require(try carried.onTheWay.last)
    for cut in stride(from: 0, to: whole.count, by: max(1, whole.count / 40)) {
      try carried.replace(with: [Array(whole[..<cut])], of: sender)
      try carried.answer()
    }
    try carried.goBackAndForth(sender, reader)
    #expect(try subjects(reader) == ["Thứ 1", "Thứ 2", "Thứ 3", "Thứ 4"])
    try expectSound()
  }

  @Test(arguments: Transport.allCases) func whatIsForeignIsLeftAloneAndHoldsNobodyUp(
    _ way: Transport
  ) throws {
    let carried = try Carried(way, world)
    try world.issue(sender, to: [Self.communes[0]], "Của ta")
    try carried.leave(sender)
    try carried.add([Array("Subject: ảnh chụp\r\n\r\nkhông phải gói".utf8), []], of: sender)
    #expect(try carried.answer() > 0)
    if way == .mail { #expect(try carried.onTheWay.count == 2) }
    if way == .folder { #expect(try carried.onTheWay.count == 3) }
    try carried.goBackAndForth(sender, reader)
    #expect(try subjects(reader) == ["Của ta"])
    try expectSound()
  }

  /// A station of another province, which this hub does not know.
  @Test(arguments: Transport.allCases) func aPacketOfAnotherProvinceIsRefusedInASentence(
    _ way: Transport
  ) throws {
    let elsewhere = try ExchangeWorld(seed: 2)
    let stranger = try elsewhere.found(Self.communes[1])
    let there = try Carried(way, elsewhere)
    try there.leave(stranger)
    let carried = try Carried(way, world)
    try world.issue(sender, to: [Self.communes[0]], "Của ta")
    try carried.leave(sender)
    try carried.add(try there.onTheWay, of: stranger)
    try carried.answer()
    let refusal = way == .line ? "chưa đăng ký tham gia" : "Không mở được gói niêm phong"
    #expect(carried.said.contains { $0.vietnamese.contains(refusal) })
    try carried.goBackAndForth(sender, reader)
    #expect(try subjects(reader) == ["Của ta"])
  }

  @Test(arguments: Transport.allCases) func twoStationsOfOneOfficeTellTheSame(_ way: Transport) throws {
    let carried = try Carried(way, world)
    try world.issue(sender, to: [Self.communes[0]], "Máy một")
    try world.sync(sender)
    let second = try world.fill(Self.department, .join, at: folder.path + "/hai.vanthu", as: "hai")
    try world.sync(second)
    let (here, there) = (
      try sender.office.find("01/UBND", today: sender.day), try second.office.find("01/UBND", today: second.day)
    )
    try world.act(sender) { try $0.nameGroup("Các xã", members: [Recipient(name: "UBND xã A")]) }
    try world.act(second) { try $0.nameGroup("Các sở", members: [Recipient(name: "Sở B")]) }
    try carried.goBackAndForth(sender, second)
    #expect(here.entry == there.entry)
    for seat in [sender, second] {
      #expect(try Set(seat.office.groups().map(\.name)).isSuperset(of: ["Các xã", "Các sở"]))
      #expect(try seat.office.verify().isSound)
    }
  }

  /// A large content in small parts: what the hub already holds is not sent again.
  @Test(arguments: Transport.allCases) func aLargeContentGoesOnWhereItStopped(_ way: Transport) throws {
    let carried = try Carried(way, world)
    try world.issue(sender, to: [Self.communes[0]], "Bản vẽ", attach: [try file(200_000)])
    var lengths: [Int] = []
    for _ in 0..<8 {
      try carried.leave(sender, atMost: 100_000)
      lengths.append(try carried.onTheWay.reduce(0) { $0 + $1.count })
      try carried.answer()
    }
    // A file grows when it is encoded for e-mail, and the limit is checked between pieces.
    #expect(lengths.allSatisfy { $0 < 100_000 * 3 / 2 + 70_000 })
    try carried.leave(sender)
    try carried.goBackAndForth(sender, reader)
    let arrived = try #require(try world.inbox(reader).first)
    let content = try #require(try reader.office.card(arrived).files.first)
    #expect(try reader.office.bytes(of: content) == folder.read("phu-luc.pdf"))
  }

  @Test(arguments: Transport.allCases) func nothingNewIsShort(_ way: Transport) throws {
    let carried = try Carried(way, world)
    try world.issue(sender, to: [Self.communes[0]], "Xong", attach: [try file(50_000)])
    try carried.goBackAndForth(sender, reader)
    try carried.answer()
    try carried.replace(with: [], of: sender)
    try carried.leave(sender)
    let bytes = try carried.onTheWay.reduce(0) { $0 + $1.count }
    #expect(bytes < (way == .mail ? 4_000 : way == .line ? 160 : 1_000), "\(bytes)")
    #expect(try carried.answer() == 0)
  }

  /// A district carries packets for its communes: all on one stick or in one mailbox, each reads its own.
  @Test(arguments: Transport.allCases) func oneCarriesForMany(_ way: Transport) throws {
    let carried = try Carried(way, world)
    let third = try world.found(Self.communes[1])
    try world.issue(sender, to: Self.communes, "Gửi hai xã")
    try world.issue(third, to: [Self.department, Self.communes[0]], "Trả lời")
    for seat in [sender, reader, third] { try carried.leave(seat) }
    try carried.answer()
    try carried.goBackAndForth(sender, reader, third)
    #expect(try subjects(sender) == ["Trả lời"])
    #expect(try subjects(reader) == ["Gửi hai xã", "Trả lời"])
    #expect(try subjects(third) == ["Gửi hai xã"])
    try expectSound()
  }
}

/// What only e-mails can do: get lost one by one.
struct LostLetterTests {
  @Test func aLostLetterIsNamedUntilANewerPacketComes() throws {
    let world = try ExchangeWorld()
    let sender = try world.found(CarrierTests.department)
    let reader = try world.found(CarrierTests.communes[0])
    let carried = try Carried(.mail, world)
    let folder = TemporaryFolder()
    let attachment = try folder.write("a.pdf", noise(60_000))
    try world.issue(sender, to: [CarrierTests.communes[0]], "Nhiều thư", attach: [attachment])
    try carried.leave(sender)
    var letters = try carried.onTheWay.sorted { $0.count > $1.count }
    #expect(letters.count >= 3)
    letters.removeFirst()
    try carried.replace(with: letters, of: sender)
    #expect(try carried.answer() == 0)
    #expect(carried.said.contains { $0.vietnamese.hasPrefix("thiếu phần ") })
    #expect(try carried.onTheWay.count == letters.count)
    try carried.leave(sender)
    #expect(try carried.answer() > 0)
    try carried.answer()
    #expect(carried.said.isEmpty)
    try carried.goBackAndForth(sender, reader)
    #expect(try world.inbox(reader).map(\.document.subject) == ["Nhiều thư"])
  }

  /// The sender of an e-mail can write anything around a packet: the hub relies on what the packet proves.
  @Test func aLetterUnderTheNameOfAnotherClosesNothingForIt() throws {
    let world = try ExchangeWorld()
    let sender = try world.found(CarrierTests.department)
    let reader = try world.found(CarrierTests.communes[0])
    let folder = TemporaryFolder()
    func letters(of seat: ExchangeWorld.Seat, longest: Int) throws -> [Volume] {
      let own = "\(folder.path)/\(try seat.office.stationName().station)"
      try FileManager.default.createDirectory(atPath: own, withIntermediateDirectories: true)
      var mail = try MailCarrier(own, from: "a@b.vn", to: "tinh@b.vn", longest: longest)
      _ = try mail.carry(
        StationExchange(seat.office, keys: seat.keys, way: .mail, world.conditions(random: { 7 })))
      return try FileManager.default.contentsOfDirectory(atPath: own + "/out").sorted().flatMap {
        try MailReader.files(in: TemporaryFolder.bytes(at: "\(own)/out/\($0)"), beginningWith: Volume.magic).map {
          try Volume(stored: $0)
        }
      }
    }
    func put(_ volume: Volume, _ name: String) throws {
      let letter = MailMessage(volume, from: MailAddress("a@b.vn")!, to: MailAddress("tinh@b.vn")!)
      try folder.write("tinh/new/\(name)", letter.bytes)
    }
    func answer() throws -> [Bilingual] {
      try world.hub.answerMail(folder.path + "/tinh", from: "tinh@b.vn").lines.map(\.words)
    }
    for name in ["new", "cur"] {
      try FileManager.default.createDirectory(
        atPath: "\(folder.path)/tinh/\(name)", withIntermediateDirectories: true)
    }
    let victim = try sender.office.stationName().station
    var forged = try letters(of: reader, longest: WireLimits.volume)[0]
    (forged.sender, forged.time) = (victim, 1 << 53 - 2)
    try put(forged, "forged")
    #expect(try answer().count == 1)
    try world.issue(sender, to: [CarrierTests.communes[0]], "Nhiều thư")
    let volumes = try letters(of: sender, longest: 300)
    #expect(volumes.count > 1)
    for volume in volumes.dropFirst() { try put(volume, "\(volume.index)") }
    #expect(try answer().map(\.english).contains { $0.hasPrefix("part 1/") })
    try put(volumes[0], "1")
    #expect(try answer().map(\.english).contains { $0.contains("entries accepted and answered") })
  }

  @Test func aSpoiltAnswerKeepsTheStationFromNothing() throws {
    let world = try ExchangeWorld()
    let sender = try world.found(CarrierTests.department)
    let folder = TemporaryFolder()
    let station = try sender.office.stationName().station
    let mailbox = try MailFolderOfTests(folder.path)
    try mailbox.deliver(Array("VTSL chẳng phải gói".utf8), to: station)
    var mail = try MailCarrier(folder.path, from: "a@b", to: "c@d")
    let exchange = StationExchange(sender.office, keys: sender.keys, way: .mail, world.conditions(random: { 7 }))
    let remarks = try mail.carry(exchange)
    #expect(remarks.count == 1)
    #expect(try mailbox.names("out").count == 1)
    #expect(try mailbox.names("new") == ["1"])
  }
}
