import Exchange
import TestProvince
import TestSupport

extension FuzzTarget {
  /// Bytes of a packet, in parts of any size.
  static let packet = FuzzTarget("packet", share: 2_000) { founding in
    let packets = try Packets(&founding)
    return { chance in
      var bytes: [UInt8]
      if chance.one(in: 3) {
        bytes = chance.pick(packets.whole)
        Spoiling.spoil(&bytes, others: packets.whole, words: [Array("VTPK".utf8)], &chance)
      } else {
        var loose = chance.pick(packets.loose)
        loose.spoil(others: packets.loose, &chance)
        bytes = loose.bytes(key: packets.journal.signing)
        if chance.one(in: 8) { bytes.removeSubrange(chance.below(bytes.count)...) }
      }
      let (header, frames, ending) = PacketReader.read(bytes)
      let again = read(bytes, in: &chance)
      try expect(again.frames == frames && again.ending == ending, "in parts it is read otherwise")
      guard let header, frames.count > 1 else { return .refused }
      // What was read is the same after writing and reading again.
      var plain = header
      plain.dictionary = 0
      func isEnd(_ frame: Frame) -> Bool {
        switch frame {
        case .end: true
        case .stamp(let stamp): stamp.isLast
        default: false
        }
      }
      let rest = frames.filter { !isEnd($0) }
      do {
        let rewritten = PacketReader.read(try PacketWriter.packet(plain, rest))
        try expect(rewritten.frames.filter { !isEnd($0) } == rest, "written otherwise")
      } catch let refusal as PacketRefusal {
        // A payload that was compressed may not fit a frame that is not.
        try expect(refusal == .frameTooLong, "read and not writable: \(refusal)")
      }
      return ending == .whole ? .taken : .refused
    }
  }

  static func read(_ bytes: [UInt8], in chance: inout SeededRandom) -> (frames: [Frame], ending: PacketReader.Ending) {
    var reader = PacketReader()
    var frames: [Frame] = []
    for part in parts(of: bytes, &chance) {
      reader.feed(part)
      do { while let frame = try reader.next() { frames.append(frame) } } catch { break }
    }
    return (frames, reader.ending)
  }

  /// Returns the bytes in parts of sizes as they arrive over a connection.
  static func parts(of bytes: [UInt8], _ chance: inout SeededRandom) -> [[UInt8]] {
    var parts: [[UInt8]] = []
    var place = 0
    while place < bytes.count {
      let end = min(bytes.count, place + 1 + chance.anySize(upTo: bytes.count > 4_000 ? 16 : 8))
      parts.append(Array(bytes[place..<end]))
      place = end
    }
    return parts
  }

  /// Appends a frame; nothing of one that is too long to be sent.
  static func appended(_ frame: Frame, to writer: inout PacketWriter) throws(PacketRefusal) -> [UInt8] {
    var whole = writer
    do {
      let parts = try whole.append(frame)
      writer = whole
      return Array(parts.joined())
    } catch {
      switch error {
      case .frameTooLong, .entryTooLong: return []
      default: throw error
      }
    }
  }

  /// One frame with a valid checksum, whatever it says; and what a receiver does with it.
  static let frames = FuzzTarget("frames", share: 4_000) { founding in
    let packets = try Packets(&founding)
    let journal = packets.journal
    return { chance in
      var loose = chance.pick(packets.loose)
      let others = loose.frames.map(\.payload)
      var frame = chance.pick(loose.frames)
      if chance.one(in: 10) { frame.type = UInt8(chance.below(18)) }
      if chance.one(in: 20) { frame.form ^= 0x01 }
      Spoiling.spoil(&frame.payload, others: others, &chance)
      if frame.payload.count > 32_000, !chance.one(in: 50) { frame.payload.removeSubrange(32_000...) }
      loose.frames = [frame]
      let read = PacketReader.read(loose.bytes(key: journal.signing))
      guard let first = read.frames.first else { return .refused }
      try look(at: first, journal, packets.hub)
      return .taken
    }
  }

  private static func look(at frame: Frame, _ journal: StationJournal, _ hub: StationJournal) throws {
    switch frame {
    case .entries(let run):
      var batch = OpenBatch()
      try refusing {
        try batch.append(run)
        // Sealed by its author, the batch is accepted as a whole; then the new part of it.
        let whole = try Batch.sign(run, key: journal.signing)
        let taken = try batch.close(whole.seal, key: journal.signing.publicKey)
        _ = try taken.entries(after: journal.position)
        _ = taken.delivery([(position: 1, sequence: whole.seal.first), (position: 2, sequence: whole.seal.last)])
      }
    case .seal(let seal):
      var batch = OpenBatch()
      try refusing { _ = try batch.close(seal, key: journal.signing.publicKey) }
    case .delivery(let delivery), .regained(let delivery):
      try refusing { try delivery.verify(key: journal.signing.publicKey) }
    case .receipt(let receipt): _ = receipt.isSigned(by: hub.signing.publicKey)
    case .wants(let wants):
      for want in wants { _ = (0..<min(want.pieces, 70_000)).count { want.misses($0) } }
    case .brief(.hub(let told)):
      let said = Hello(held: [journal.position], cursor: .init(incarnation: 7, position: 300))
      try refusing { _ = try told.hello(after: said, hub: hub.name) }
    case .brief(.station(let said)):
      for held in said.held { _ = held.head(journal.position.hash) }
    case .stamp(let stamp):
      let keys = SharedKeys(of: journal.name, journal.agreement, with: hub.name, hub.agreement.publicKey)
      if let keys { _ = stamp.holds(.zero, key: keys.toHub) }
    case .statement(.given(let statement)):
      let paper = StatementPaper(statement, by: .station(signingKey: Array(hub.signing.publicKey.rawRepresentation)))
      _ = (paper.isWhole, StatementPaper.read(paper.text), StatementText.receipt(in: statement.body))
    case .statement: break
    case .hello, .piece, .acknowledgement, .notice, .end, .proof, .place, .lease: break
    }
  }

  static func refusing(_ body: () throws -> Void) throws {
    do { try body() } catch is PacketRefusal {}
  }
}
