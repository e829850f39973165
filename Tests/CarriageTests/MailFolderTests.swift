import Carriage
import DurableFile
import Exchange
import Foundation
import Records
import TestSupport
import Testing

/// A mailbox returns what is for the receiver and complete, once, and leaves everything else as it is.
struct MailFolderTests {
  let folder = TemporaryFolder()

  init() throws {
    for name in ["new", "cur", "tmp"] { try Folder.make(folder.path + "/" + name) }
  }

  private func mail(for receiver: PacketHeader.Receiver = .hub, now: Int = Sample.time) throws -> PendingMail {
    try PendingMail(try MailFolder(folder.path), for: receiver, now: now)
  }

  private func put(_ volume: Volume, _ name: String) throws { try folder.write(name, Sample.letter(volume)) }

  private func bytes(_ mail: PendingMail, _ packet: PendingMail.Packet) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try mail.each(of: packet) { bytes += $0 }
    return bytes
  }

  private let whole = (1...5).flatMap { Sample.volume($0).bytes }

  @Test func volumesComeInAnyOrderAndTwice() throws {
    for (index, name) in [(4, "a"), (2, "b"), (5, "c"), (1, "d"), (2, "e"), (3, "f")] {
      try put(Sample.volume(index), "new/\(name)")
    }
    var mail = try mail()
    #expect(mail.packets.count == 1 && mail.remarks.isEmpty)
    let packet = mail.packets[0]
    #expect(packet.station == Sample.station && packet.reply == Sample.commune)
    #expect(try bytes(mail, packet) == whole)
    try mail.took(packet, proved: Sample.proof(of: packet))
    #expect(try folder.names("new").isEmpty)
    #expect(try folder.names("cur") == ["a", "b", "c", "d", "e", "f"].map { "\($0):2,S" })
    #expect(try self.mail().packets.isEmpty)
  }

  @Test func aLostVolumeIsNamedAndTheOthersWait() throws {
    for index in [1, 3, 5] { try put(Sample.volume(index), "new/\(index)") }
    var mail = try mail()
    #expect(mail.packets.isEmpty)
    #expect(
      mail.remarks.map(\.words.vietnamese) == [
        "thiếu phần 2/5, 4/5; các phần khác được giữ lại chờ, chưa có gì thay đổi"
      ])
    #expect(try folder.names("new") == ["1", "3", "5"])
    try put(Sample.volume(2), "cur/x:2,RS")
    try put(Sample.volume(4), "thu-4.eml")
    mail = try self.mail()
    #expect(try bytes(mail, mail.packets[0]) == whole)
    try mail.took(mail.packets[0], proved: Sample.proof(of: mail.packets[0]))
    #expect(try folder.names("cur") == ["1:2,S", "3:2,S", "5:2,S", "x:2,RS"])
    // A single file is never moved.
    #expect(try folder.names("") == ["cur", "new", "thu-4.eml", "tmp", "vanthu.taken"])
    #expect(try self.mail().packets.isEmpty && self.mail().remarks.isEmpty)
  }

  @Test func whatSomebodyReadInAMailProgramIsTakenAllTheSame() throws {
    try put(Sample.volume(1, of: 1), "cur/1:2,S")
    try put(Sample.volume(1, of: 1, packet: 9), "cur/2:2,FRS")
    var mail = try mail()
    #expect(mail.packets.count == 2)
    for packet in mail.packets { try mail.took(packet, proved: Sample.proof(of: packet)) }
    #expect(try folder.names("cur") == ["1:2,S", "2:2,FRS"])
    #expect(try self.mail().packets.isEmpty)
  }

  @Test func aPacketThatComesAgainIsNotTakenAgain() throws {
    try put(Sample.volume(1, of: 1), "new/1")
    var mail = try mail()
    try mail.took(mail.packets[0], proved: Sample.proof(of: mail.packets[0]))
    try put(Sample.volume(1, of: 1), "new/2")
    #expect(try self.mail().packets.isEmpty)
    #expect(try folder.names("cur") == ["1:2,S", "2:2,S"])
    // Nor when the first one was deleted.
    try FileManager.default.removeItem(atPath: folder.path + "/cur/1:2,S")
    try put(Sample.volume(1, of: 1), "new/3")
    #expect(try self.mail().packets.isEmpty)
  }

  @Test func packetsAreGivenAsTheyWereWritten() throws {
    for (name, time) in [("a", 3_000), ("b", 1_000), ("c", 2_000)] {
      try put(Sample.volume(1, of: 1, packet: UInt64(time), time: time), "new/\(name)")
    }
    #expect(try mail().packets.map(\.time) == [1_000, 2_000, 3_000])
  }

  @Test func nobodyWaitsForTheRestOfAnOlderPacket() throws {
    try put(Sample.volume(1, of: 2, packet: 1, time: 1_000), "new/old")
    try put(Sample.volume(1, of: 1, packet: 2, time: 2_000), "new/newer")
    var mail = try mail()
    #expect(mail.remarks.count == 1)
    try mail.took(mail.packets[0], proved: Sample.proof(of: mail.packets[0]))
    #expect(try self.mail().remarks.isEmpty)
    #expect(try folder.names("new").isEmpty)
    // That of another station is awaited.
    try put(Sample.volume(1, of: 2, packet: 3, time: 1_000, from: StationName("0000000a")!), "new/other")
    #expect(try self.mail().remarks.count == 1)
  }

  /// The sender of an e-mail can write any station and any time around its contents.
  @Test func whatNobodyProvedIsNoReasonNotToWait() throws {
    let other = StationName("0000000a")!
    for (number, proof) in [
      nil, ProvedPacket(station: other, time: 3_000),
      ProvedPacket(station: Sample.station, time: Sample.time + 86_400_001),
    ].enumerated() {
      try put(Sample.volume(1, of: 1, packet: UInt64(number), time: 1 << 53 - 2), "new/\(number)")
      var mail = try mail()
      try mail.took(mail.packets[0], proved: proof)
    }
    #expect(try folder.names("new").isEmpty)
    try put(Sample.volume(1, of: 2, packet: 9, time: 2_000), "new/half")
    #expect(try mail().remarks.count == 1)
    // One that an earlier version stored is forgotten, and the packet is still known.
    let letters = String(decoding: try folder.read("vanthu.taken"), as: UTF8.self)
    try folder.write(
      "vanthu.taken", Array((letters + "packet 0000000000000008 \(Sample.station) \(1 << 53 - 2)\n").utf8))
    try put(Sample.volume(1, of: 1, packet: 8, time: 1_000), "new/known")
    #expect(try mail().remarks.count == 1 && mail().packets.isEmpty)
    try put(Sample.volume(2, of: 2, packet: 9, time: 2_000), "new/rest")
    #expect(try mail().packets.map(\.name) == [9])
  }

  /// The answers of one hub to two stations of a district, in one mailbox.
  @Test func whatAnotherStationTookIsNoReasonNotToWait() throws {
    let (here, there) = (StationName("0000000a")!, StationName("0000000b")!)
    try put(Sample.volume(1, of: 2, packet: 1, time: 1_000, to: .station(here)), "new/half")
    try put(Sample.volume(1, of: 1, packet: 2, time: 2_000, to: .station(there)), "new/newer")
    var other = try mail(for: .station(there))
    try other.took(other.packets[0], proved: Sample.proof(of: other.packets[0]))
    #expect(try mail(for: .station(here)).remarks.count == 1)
    try put(Sample.volume(2, of: 2, packet: 1, time: 1_000, to: .station(here)), "new/rest")
    #expect(try mail(for: .station(here)).packets.count == 1)
  }

  @Test func whatIsNotOursIsLeftAsItIs() throws {
    let other = PacketHeader.Receiver.station(StationName("0000000a")!)
    try put(Sample.volume(1, of: 1, to: other), "new/other")
    try folder.write("new/thu", "Subject: họp\n\nNgày mai họp.")
    try folder.write("cur/thu:2,S", "Subject: đã đọc\n\n")
    try folder.write("anh.eml", "\u{0}\u{1}")
    try folder.write("ghi-chu.txt", "x")
    #expect(try mail().packets.isEmpty && mail().remarks.isEmpty)
    #expect(try folder.names("new") == ["other", "thu"] && folder.names("cur") == ["thu:2,S"])
    // The same mailbox may serve two stations.
    #expect(try mail(for: other).packets.count == 1)
  }

  @Test func aSpoiltFileIsSaidAndAnotherCopyWillDo() throws {
    var letter = Sample.letter(Sample.volume(1, of: 1, size: 2_000))
    letter.removeSubrange(letter.count - 1_000..<letter.count)
    try folder.write("new/1", letter)
    var mail = try mail()
    #expect(mail.packets.isEmpty && mail.remarks.count == 1 && mail.remarks[0].words.vietnamese.contains("hỏng"))
    try put(Sample.volume(1, of: 1, size: 2_000), "new/2")
    mail = try self.mail()
    #expect(mail.packets.count == 1)
    try mail.took(mail.packets[0], proved: Sample.proof(of: mail.packets[0]))
    #expect(try folder.names("new") == ["1"])
  }

  @Test func whatWaitsToBeSentIsReplacedByWhatIsNewer() throws {
    let mailbox = try MailFolder(folder.path)
    let others = "0000000a-0102030405060708-1-1.eml"
    try folder.write("out/\(others)", [1])
    func send(_ size: Int, _ seed: UInt8) throws {
      let sealed = try mailbox.sealedPacket()
      try sealed.append([UInt8](repeating: seed, count: size))
      try mailbox.send(
        sealed, from: Sample.station, to: .hub, time: 5, replyTo: Sample.commune, addressedTo: Sample.province,
        longest: 1_000)
    }
    try send(2_500, 1)
    let first = try folder.names("out")
    #expect(first.count == 4)
    try send(1_000, 2)
    let second = try folder.names("out")
    #expect(second.count == 2 && Set(first).intersection(second) == [others])
    #expect(second.contains { $0.hasPrefix("0a1b2c3d-") && $0.hasSuffix("-1-1.eml") })
  }

  @Test func addressesAreSaidOnceAndKept() throws {
    #expect(throws: MailRefusal.noAddress(needsReceiver: true)) {
      try MailAddresses(from: "a@b", to: nil, keptIn: folder.path, needsReceiver: true)
    }
    let said = try MailAddresses(from: "a@b", to: "c@d", keptIn: folder.path, needsReceiver: true)
    #expect(try MailAddresses(from: nil, to: nil, keptIn: folder.path, needsReceiver: true) == said)
    #expect(try MailAddresses(from: nil, to: "e@f", keptIn: folder.path, needsReceiver: true).to?.description == "e@f")
    #expect(throws: MailRefusal.notAnAddress("x")) {
      try MailAddresses(from: "x", to: nil, keptIn: folder.path, needsReceiver: true)
    }
    #expect(throws: MailRefusal.missing("/không có")) { try MailFolder("/không có") }
  }
}
