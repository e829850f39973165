import Carriage
import DurableFile
import Exchange
import Foundation
import Records
import Testing

/// Volumes and e-mails that are always the same.
enum Sample {
  static let station = StationName("0a1b2c3d")!
  static let time = 1_795_000_000_000
  static let commune = MailAddress("van-thu@hungdao.gov.vn")!
  static let province = MailAddress("trung-tam@caobang.gov.vn")!

  static func volume(
    _ index: Int = 2, of count: Int = 5, packet: UInt64 = 0x0102_0304_0506_0708, size: Int = 300,
    time: Int = Sample.time,
    from sender: StationName = station, to receiver: PacketHeader.Receiver = .hub
  ) -> Volume {
    Volume(
      packet: packet, sender: sender, receiver: receiver, time: time, reply: commune.description, index: index,
      count: count, bytes: (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ index) })
  }

  static func letter(_ volume: Volume = volume()) -> [UInt8] { MailMessage(volume, from: commune, to: province).bytes }

  /// Returns the proof of a packet that is what its volumes say.
  static func proof(of packet: PendingMail.Packet) -> ProvedPacket {
    ProvedPacket(station: packet.station, time: packet.time)
  }

  static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  static func read(_ letter: [UInt8]) -> [Volume] {
    MailReader.files(in: letter, beginningWith: Volume.magic).compactMap { file in
      do { return try Volume(stored: file) } catch { return nil }
    }
  }

  static func read(_ letter: String) -> [Volume] { read(Array(letter.utf8)) }

  /// Returns the attachment as Base64, in lines of that many characters.
  static func attachment(_ volume: Volume = volume(), width: Int = 76, end: String = "\r\n") -> String {
    let text = Array(Data(volume.stored).base64EncodedString())
    return stride(from: 0, to: text.count, by: width).map { String(text[$0..<min($0 + width, text.count)]) }.joined(
      separator: end)
  }
}

/// The same numbers from the same seed.
struct Chance: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}
