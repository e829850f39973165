import Crypto
import Records
import Testing

@testable import Exchange

struct SealedTests {
  private func parts() throws -> [[UInt8]] { try PacketWriter.parts(Sample.header, Sample.allFrames()) }

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
}
