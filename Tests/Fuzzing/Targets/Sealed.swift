import Carriage
import Crypto
import Exchange
import Records
import TestProvince
import TestSupport

extension FuzzTarget {
  /// Packets sealed for a stick, and volumes of an e-mail. Every sealing draws a key, so the same input has other bytes
  /// each time, corrupted in the same places.
  static let sealed = FuzzTarget("sealed", share: 500) { founding in
    let packets = try Packets(&founding)
    let receiver = packets.hub.agreement
    let sealed = try packets.loose.map {
      try SealedWriter.packet($0.parts(key: packets.journal.signing), to: receiver.publicKey)
    }
    let good = packets.loose.map { PacketReader.read($0.bytes(key: packets.journal.signing)).frames }
    return { chance in
      switch chance.below(3) {
      case 0:
        // The contents of the boxes are corrupted, and the boxes open.
        var loose = chance.pick(packets.loose)
        loose.spoil(others: packets.loose, &chance)
        var parts = loose.parts(key: packets.journal.signing)
        if chance.one(in: 3) { Spoiling.spoil(&parts[chance.below(parts.count)], others: parts, &chance) }
        let read = SealedReader.read(try SealedWriter.packet(parts, to: receiver.publicKey), key: receiver)
        let plain = PacketReader.read(Array(parts.joined()))
        try expect(read.frames == plain.frames, "sealed it is read otherwise")
        return read.ending == .whole ? .taken : .refused
      case 1:
        var bytes = chance.pick(sealed)
        Spoiling.spoil(&bytes, others: sealed, words: [Array("VTSL".utf8)], &chance)
        let read = SealedReader.read(bytes, key: receiver)
        try expect(
          read.frames.isEmpty || good.contains { $0.starts(with: read.frames) },
          "something was opened that nobody sealed")
        return read.ending == .whole ? .taken : .refused
      default: return try volume(chance.pick(sealed), &chance)
      }
    }
  }

  private static func volume(_ bytes: [UInt8], _ chance: inout SeededRandom) throws -> Verdict {
    let volume = Volume(
      packet: chance.next(), sender: StationName(number: 7),
      receiver: chance.one(in: 2) ? .hub : .station(.init(number: 8)),
      time: Packets.time, reply: "van-thu@hungdao.gov.vn", index: 2, count: 5, bytes: bytes)
    var stored = volume.stored
    if chance.one(in: 3) {
      Spoiling.spoil(&stored, &chance)
    } else {
      // The fields are corrupted, and the checksum is right.
      let length = Int(stored[5])
      var fields = Array(stored[6..<6 + length])
      Spoiling.spoil(&fields, &chance)
      let head = Array(stored[..<5]) + Spoiling.varint(UInt64(fields.count)) + fields
      stored = head + Hash256(of: head, bytes).bytes[..<8] + bytes
    }
    do {
      let read = try Volume(stored: stored)
      try expect(try Volume(stored: read.stored) == read, "a volume is written otherwise")
      return .taken
    } catch is PacketRefusal { return .refused }
  }

  /// E-mails, as mail servers and people leave them.
  static let letter = FuzzTarget("letter", share: 1_000) { founding in
    let from = MailAddress("van-thu@hungdao.gov.vn")!
    let to = MailAddress("trung-tam@caobang.gov.vn")!
    let volumes = (0..<4).map { place in
      Volume(
        packet: 9, sender: StationName(number: 7), receiver: .hub, time: Packets.time, reply: from.description,
        index: place + 1, count: 4, bytes: founding.bytes(place * 400))
    }
    let letters = volumes.map { MailMessage($0, from: from, to: to).bytes }
    let inner = letters.map { Array("Content-Type: message/rfc822\r\n\r\n".utf8) + $0 }
    let all = letters + inner
    return { chance in
      var letter = chance.pick(all)
      if chance.one(in: 4) {
        let boundary = Array("--x\r\n".utf8)
        letter =
          Array("Content-Type: multipart/mixed; boundary=x\r\n\r\n".utf8) + boundary + letter + Array("\r\n".utf8)
          + boundary + chance.pick(all) + Array("\r\n--x--\r\n".utf8)
      }
      Spoiling.spoil(&letter, others: all, words: mailWords, &chance)
      let files = MailReader.files(in: letter, beginningWith: Volume.magic)
      var isTaken = false
      for file in files {
        do {
          let read = try Volume(stored: file)
          try expect(volumes.contains(read), "a volume came that nobody sent")
          isTaken = true
        } catch is PacketRefusal {}
      }
      return isTaken ? .taken : .refused
    }
  }

  private static let mailWords = [
    "\r\n", "\n", "\r\n\r\n", "--", "--x", "=", "=\r\n", "=3D", "=zz", ";", "\"", "\\", "(", ")", "boundary=",
    "BOUNDARY*0=a",
    "Content-Type: multipart/mixed; boundary=\"\"\r\n", "Content-Type: message/rfc822\r\n\r\n",
    "Content-Transfer-Encoding: quoted-printable\r\n", "Content-Transfer-Encoding: base64\r\n",
    "Content-Transfer-Encoding: 8bit\r\n", " ", "\t", "From ", ":", "VTVL", "VlRWTA",
  ].map { Array($0.utf8) }
}
