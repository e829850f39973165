import Crypto
import Records
import Testing

@testable import Exchange

/// With every packet a station proves that it is speaking now; the hub, that it answers this packet and no other.
struct ProofTests {
  private func packet(_ challenge: UInt64, key: Curve25519.Signing.PrivateKey) throws -> [UInt8] {
    var writer = try PacketWriter(Sample.plainHeader)
    var bytes = writer.start
    for part in try writer.append(.hello(Hello(held: []))) { bytes += part }
    bytes += try writer.proof(challenge: challenge, next: 9, time: 1_795_000_000_000, key: key)
    return bytes + (try writer.end())
  }

  private func proof(in bytes: [UInt8]) throws -> (Proof, Hash256)? {
    var reader = PacketReader()
    reader.feed(bytes)
    while let frame = try reader.next() {
      if case .proof(let proof) = frame { return (proof, reader.digest) }
    }
    return nil
  }

  @Test func aProofHoldsForItsPacketAndItsKey() throws {
    let (proof, digest) = try #require(try proof(in: packet(5, key: Sample.key)))
    #expect(proof.challenge == 5 && proof.next == 9)
    #expect(proof.holds(digest, key: Sample.key.publicKey))
    #expect(!proof.holds(digest, key: Sample.hubKey.publicKey))
  }

  @Test func aProofTakenFromAnotherPacketDoesNotHold() throws {
    let (recorded, _) = try #require(try proof(in: packet(5, key: Sample.key)))
    var header = Sample.plainHeader
    header.id += 1
    let writer = try PacketWriter(header)
    #expect(!recorded.holds(writer.digest, key: Sample.key.publicKey))
    var changed = recorded
    changed.challenge = 6
    let (_, digest) = try #require(try proof(in: packet(5, key: Sample.key)))
    #expect(!changed.holds(digest, key: Sample.key.publicKey))
  }
}
