import Crypto
import Records
import Testing

@testable import Exchange

struct SealedTests {
  private func parts() throws -> [[UInt8]] { try Volumes.write(Sample.header, Sample.allFrames())[0] }

  @Test func onlyTheReceiverOpensIt() throws {
    let bytes = try SealedWriter.packet(parts(), to: Sample.sealKey.publicKey)
    #expect(SealedReader.isSealed(bytes))
    let read = SealedReader.read(bytes, key: Sample.sealKey)
    #expect(read.ending == .whole)
    #expect(try read.frames.dropLast() == Sample.allFrames()[...])
    let stranger = Curve25519.KeyAgreement.PrivateKey()
    #expect(SealedReader.read(bytes, key: stranger).ending == .refused(.notOpened))
    let plain = Array(try parts().joined())
    #expect(SealedReader.read(plain, key: Sample.sealKey).ending == .refused(.notSealed))
    // Nothing of what it says can be read in it.
    #expect(!bytes.hexadecimal.contains(Array("audience".utf8).hexadecimal))
  }

  @Test func cutAnywhereItOpensUpToItsLastWholeFrame() throws {
    let frames = try Sample.allFrames()
    let bytes = try SealedWriter.packet(parts(), to: Sample.sealKey.publicKey)
    var seen = 0
    for cut in stride(from: 0, to: bytes.count, by: 3) {
      let read = SealedReader.read(bytes[..<cut], key: Sample.sealKey)
      #expect(read.ending == .cut)
      #expect(read.frames[...] == frames.prefix(read.frames.count))
      #expect(read.frames.count >= seen)
      seen = read.frames.count
    }
    #expect(seen == frames.count)
  }

  @Test func whatIsChangedInASealedPacketIsNotOpened() throws {
    let bytes = try SealedWriter.packet(parts(), to: Sample.sealKey.publicKey)
    for place in stride(from: 0, to: bytes.count, by: 5) {
      var changed = bytes
      changed[place] ^= 0x10
      let read = SealedReader.read(changed, key: Sample.sealKey)
      #expect(read.ending != .whole)
      #expect(try read.frames[...] == Sample.allFrames().prefix(read.frames.count))
    }
  }

  @Test func fedByteByByteItIsTheSame() throws {
    let bytes = try SealedWriter.packet(parts(), to: Sample.sealKey.publicKey)
    var sealed = SealedReader(key: Sample.sealKey)
    var plain: [UInt8] = []
    for byte in bytes {
      sealed.feed([byte])
      while let part = try sealed.next() { plain += part }
    }
    #expect(plain == Array(try parts().joined()))
  }

  @Test func aPacketSealedLongAgoIsStillOpened() throws {
    let read = SealedReader.read(try Golden.bytes("sealed.hex"), key: Sample.sealKey)
    #expect(read.ending == .whole)
    #expect(try read.frames.dropLast() == Sample.allFrames()[...])
  }

  @Test func aVolumeIsReadAloneAndABatchStaysWithItsSeal() throws {
    var chance = Chance(3)
    let batches = try (0..<6).map { number in
      let entries = (0..<40).map { Sample.entry(number * 40 + $0 + 1, chance.bytes(200).hexadecimal) }
      return try Batch.sign(EntryRun(previous: .zero, entries: entries), key: Sample.key)
    }
    let pieces = (0..<5).map { Frame.piece(Piece(file: .zero, index: $0, offset: 0, bytes: chance.bytes(20_000))) }
    let frames = batches.flatMap(\.frames) + pieces
    let volumes = try Volumes.write(Sample.header, frames, limit: 30_000)
    #expect(volumes.count > 3)
    var all: [Frame] = []
    for (index, parts) in volumes.enumerated().reversed() {
      let sealed = try SealedWriter.packet(parts, to: Sample.sealKey.publicKey)
      #expect(sealed.count <= 30_000)
      let read = SealedReader.read(sealed, key: Sample.sealKey)
      #expect(read.ending == .whole)
      #expect(read.header?.volume == PacketHeader.Volume(index: index + 1, count: volumes.count))
      var open = OpenBatch()
      for frame in read.frames {
        if case .entries(let run) = frame { try open.take(run) }
        if case .seal(let seal) = frame { _ = try open.close(seal, key: Sample.key.publicKey) }
      }
      #expect(open.waiting == 0)
      all = read.frames.dropLast() + all
    }
    #expect(all == frames)
  }
}
