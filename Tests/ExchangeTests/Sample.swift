import Crypto
import Foundation
import Records

@testable import Exchange

/// Keys, a journal and packets that are the same in every test.
enum Sample {
  static let key = try! Curve25519.Signing.PrivateKey(rawRepresentation: [UInt8](repeating: 0x11, count: 32))
  static let hubKey = try! Curve25519.Signing.PrivateKey(rawRepresentation: [UInt8](repeating: 0x22, count: 32))
  static let sealKey = try! Curve25519.KeyAgreement.PrivateKey(rawRepresentation: [UInt8](repeating: 0x33, count: 32))

  static let header = PacketHeader(
    id: 0x0102_0304_0506_0708, sender: StationName("0a1b2c3d")!, epoch: 1, receiver: .hub,
    base: PacketHeader.Base(sequence: 6, hash: hash(6)))
  /// The same without compression: the bytes then do not depend on the version of zstd.
  static let plainHeader = PacketHeader(
    id: 0x0102_0304_0506_0708, sender: StationName("0a1b2c3d")!, epoch: 1, receiver: .hub, dictionary: 0)

  static func hash(_ byte: UInt8) -> Hash256 { Hash256([UInt8](repeating: byte, count: 32))! }

  static func entry(_ sequence: Int, _ act: String, group: EntryReference? = nil) -> StoredEntry {
    StoredEntry(
      station: StationName("0a1b2c3d")!, epoch: 1, sequence: sequence,
      time: HybridTime(milliseconds: 1_795_000_000_000 + Int64(sequence) * 61_000), day: Day(2026, 11, 20),
      clerk: "Nông Thị Hương", group: group, act: act)
  }

  /// Three acts of one morning.
  static let run = EntryRun(
    previous: hash(6),
    entries: [
      entry(7, #"{"submitted":{"document":"0a1b2c3d.1.3","to":"Chủ tịch"}}"#),
      entry(8, #"{"progressed":{"document":"0a1b2c3d.1.3","note":"đã họp"}}"#),
      entry(9, #"{"settled":{"answer":"15/UBND-VX","document":"0a1b2c3d.1.3"}}"#),
    ])

  static func batch() throws -> Batch { try Batch.sign(run, key: key) }

  /// Returns every type of frame once.
  static func allFrames() throws -> [Frame] {
    let batch = try batch()
    let held = JournalHead(station: StationName("0a1b2c3d")!, epoch: 1, sequence: 9, hash: batch.seal.head)
    let notice = Notice(
      about: EntryReference(station: StationName("0a1b2c3d")!, epoch: 1, sequence: 8), code: "audience",
      words: .init(
        "Cơ quan nhận không có trong tỉnh; hãy chọn lại.", "The receiver is not of the province; choose again."))
    return [
      .hello(Hello(held: [held], cursor: Hello.Cursor(incarnation: 0xFEED_F00D, position: 300), room: 65_536)),
      .entries(batch.run), .seal(batch.seal),
      .piece(Piece(file: hash(0xF1), index: 2, offset: 300, bytes: Array("nội dung".utf8))),
      .wants([Want(file: hash(0xF2), pieces: 11, missing: [0, 3, 10], begun: [3: 4096])]),
      .acknowledgement(held), .delivery(batch.delivery([(position: 301, sequence: 8), (position: 302, sequence: 9)])),
      .receipt(try Receipt(incarnation: 0xFEED_F00D, held: held, position: 88, time: 1_795_000_999_000, key: hubKey)),
      .notice(notice),
      .proof(
        Proof(
          challenge: 0x0123_4567_89AB_CDEF, next: 0xFEDC_BA98_7654_3210, time: 1_795_000_999_000,
          signature: [UInt8](repeating: 7, count: 64))),
    ]
  }

  /// Returns 120 entries of a sample office whose seed the dictionary was not trained on, with the hash of each.
  static func journal() throws -> (run: EntryRun, hashes: [Hash256]) {
    let lines = try Golden.text("journal.txt").split(separator: "\n")
    func hash(_ text: Substring) -> Hash256 { Golden.unhex(String(text)).flatMap { Hash256($0) }! }
    var entries: [StoredEntry] = []
    var hashes: [Hash256] = []
    for line in lines.dropFirst() {
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
      entries.append(
        StoredEntry(
          station: StationName(String(columns[0]))!, epoch: Int(columns[1])!, sequence: Int(columns[2])!,
          time: HybridTime(packed: Int64(columns[3])!), day: Day(columns[4])!, clerk: String(columns[5]),
          group: EntryReference(String(columns[6])), act: String(columns[7])))
      hashes.append(hash(columns[8]))
    }
    return (EntryRun(previous: hash(lines[0]), entries: entries), hashes)
  }

  /// Reads everything, a few bytes at a time.
  static func read(_ bytes: [UInt8], feeding size: Int) -> (frames: [Frame], ending: PacketReader.Ending) {
    var reader = PacketReader()
    var frames: [Frame] = []
    for start in stride(from: 0, to: bytes.count, by: size) {
      reader.feed(bytes[start..<min(start + size, bytes.count)])
      while let frame = try? reader.next() { frames.append(frame) }
    }
    return (frames, reader.ending)
  }
}

extension Frame {
  var isEnd: Bool { if case .end = self { true } else { false } }
}
