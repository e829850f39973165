import Crypto
import Records
import Testing

@testable import Exchange

/// Station and hub that know each other prove themselves by a key they share.
struct StampTests {
  private static let station = StationName("0a1b2c3d")!
  private static let hub = StationName("feedf00d")!
  private static let hubKey = try! Curve25519.KeyAgreement.PrivateKey(
    rawRepresentation: [UInt8](repeating: 0x44, count: 32))

  private var keys: SharedKeys {
    get throws { try #require(SharedKeys(of: Self.station, Sample.sealKey, with: Self.hub, Self.hubKey.publicKey)) }
  }

  private func packet(_ key: SymmetricKey, challenge: UInt64 = 5, isSaid: Bool = true) throws -> [UInt8] {
    var writer = try PacketWriter(Sample.plainHeader)
    var bytes = writer.start + (try writer.append(.hello(Hello(held: []))).joined())
    bytes += try writer.stamp(
      challenge: challenge, isSaid: isSaid, next: 9, time: 1_795_000_000_000, isLast: true, key: key)
    return bytes
  }

  private func stamp(in bytes: [UInt8]) throws -> (stamp: Stamp, digest: Hash256) {
    var reader = PacketReader()
    reader.feed(bytes)
    while let frame = try reader.next() {
      if case .stamp(let stamp) = frame { return (stamp, reader.digest) }
    }
    throw PacketRefusal.notAPacket
  }

  @Test func bothSidesComputeTheSameKeys() throws {
    let station = try keys
    let hub = try #require(SharedKeys(ofHub: Self.hub, Self.hubKey, with: Self.station, Sample.sealKey.publicKey))
    #expect(station.toHub == hub.toHub && station.toStation == hub.toStation)
    #expect(station.toHub != station.toStation)
  }

  @Test func anotherNameOrKeyOnEitherSideMakesOtherKeys() throws {
    let other = try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: [UInt8](repeating: 0x55, count: 32))
    let name = StationName("0a1b2c3e")!
    let others = [
      SharedKeys(of: name, Sample.sealKey, with: Self.hub, Self.hubKey.publicKey),
      SharedKeys(of: Self.station, other, with: Self.hub, Self.hubKey.publicKey),
      SharedKeys(of: Self.station, Sample.sealKey, with: name, Self.hubKey.publicKey),
      SharedKeys(of: Self.station, Sample.sealKey, with: Self.hub, other.publicKey),
    ]
    let all = try (others.map { try #require($0) } + [keys]).flatMap { [$0.toHub, $0.toStation] }
    #expect(Set(all.map { $0.withUnsafeBytes(Array.init) }).count == 10)
  }

  /// With a key of small order everybody would share the same secret.
  @Test func nothingIsSharedWithAKeyOfSmallOrder() throws {
    for bytes in [[UInt8](repeating: 0, count: 32), [1] + [UInt8](repeating: 0, count: 31)] {
      let key = try Curve25519.KeyAgreement.PublicKey(rawRepresentation: bytes)
      #expect(SharedKeys(ofHub: Self.hub, Self.hubKey, with: Self.station, key) == nil)
    }
  }

  @Test func aStampHoldsForItsPacketItsKeyAndItsDirection() throws {
    let (stamp, digest) = try stamp(in: packet(keys.toHub))
    #expect(stamp.proof?.challenge == 5 && stamp.proof?.next == 9 && stamp.isLast)
    #expect(try stamp.holds(digest, key: keys.toHub))
    #expect(try !stamp.holds(digest, key: keys.toStation))
    #expect(try !stamp.holds(Sample.hash(1), key: keys.toHub))
  }

  @Test func whatIsNotSaidMustBeWhatTheReaderKnows() throws {
    let (stamp, digest) = try stamp(in: packet(keys.toHub, isSaid: false))
    #expect(stamp.proof?.challenge == nil)
    #expect(try stamp.holds(digest, answering: 5, key: keys.toHub))
    #expect(try !stamp.holds(digest, answering: 6, key: keys.toHub))
    #expect(try !stamp.holds(digest, key: keys.toHub))
  }

  @Test func nothingInAStampCanBeChanged() throws {
    let (stamp, digest) = try stamp(in: packet(keys.toHub))
    let changes: [(inout Stamp) -> Void] = [
      { $0.proof?.challenge = 6 }, { $0.proof?.next = 8 }, { $0.proof?.next = nil }, { $0.proof?.time += 1 },
      { $0.proof?.code[0] ^= 1 }, { $0.proof?.code[15] ^= 128 }, { $0.proof?.code = [] }, { $0.isLast = false },
      { $0.proof = nil },
    ]
    for (number, change) in changes.enumerated() {
      var changed = stamp
      change(&changed)
      #expect(try !changed.holds(digest, key: keys.toHub), "\(number)")
    }
  }

  @Test func aPacketEndsWithItsLastStamp() throws {
    let whole = try packet(keys.toHub)
    #expect(PacketReader.read(whole).ending == .whole)
    #expect(PacketReader.read(whole + [1, 2, 3]).frames.count == 2, "what follows is not read")
    #expect(PacketReader.read(whole.dropLast()).ending == .cut)
    var writer = try PacketWriter(Sample.plainHeader)
    let end = writer.start + (try writer.stampedEnd())
    #expect(PacketReader.read(end).ending == .whole)
    #expect(end.count == writer.start.count + 8)
  }

  @Test func aStampThatSaysNothingIsRefused() throws {
    for payload: [UInt8] in [[], [0], [2], [10], [16], [24] + [UInt8](repeating: 0, count: 40), [8, 0]] {
      #expect(throws: Malformed.self) { _ = try Frame(.stamp, payload: payload) }
    }
  }

  // MARK: the hello in short

  private func head(_ station: String, _ epoch: Int, _ sequence: Int, _ byte: UInt8) -> JournalHead {
    JournalHead(station: StationName(station)!, epoch: epoch, sequence: sequence, hash: Sample.hash(byte))
  }

  @Test func theBeginningOfAHashTellsWhetherItIsTheSame() {
    let head = head("0a1b2c3d", 1, 9, 7)
    let held = BriefHello.Held(head)
    #expect(held.head(head.hash) == head)
    #expect(held.head(Sample.hash(8)).hash != Sample.hash(8))
    #expect(held.head(nil).hash == .zero && held.head(nil).sequence == 9)
  }

  @Test func theHubSaysOnlyWhatIsOtherwise() throws {
    let told = Hello(
      held: [
        head("0a1b2c3d", 1, 9, 1), head("0a1b2c3e", 1, 4, 2), head("0a1b2c3e", 7, 2, 3), head("feedf00d", 1, 3, 4),
      ],
      cursor: .init(incarnation: 77, position: 12), room: 100)
    let same = Array(told.held.dropLast())
    let nothing = BriefHello.Hub(held: same, told.cursor!, toWhoSaid: told, hub: Self.hub)
    #expect(nothing == BriefHello.Hub(otherwise: [], incarnation: nil, end: nil))
    #expect(Frame.brief(.hub(nothing)).payload.count == 2)

    // It holds more of one, less of another, one that the station did not name, and one of its epochs not at all.
    let holds = [head("0a1b2c3d", 1, 11, 1), head("0a1b2c3e", 1, 3, 2), head("0a1b2c3f", 1, 1, 5)]
    let cursor = Hello.Cursor(incarnation: 78, position: 13)
    let answer = BriefHello.Hub(held: holds, cursor, toWhoSaid: told, hub: Self.hub)
    let hello = try answer.hello(after: told, hub: Self.hub)
    #expect(hello.cursor == cursor)
    #expect(
      hello.held.filter { $0.sequence > 0 }.map(\.reference) == holds.map(\.reference)
        && hello.held.contains { $0.reference == told.held[2].journal.entry(0) })
    #expect(!hello.held.contains { $0.station == Self.hub })
  }

  /// A hub that was put back to before a station's first entry holds nothing of it.
  @Test func whatTheHubHasLostWhollyIsSaidToo() throws {
    let told = Hello(
      held: [head("0a1b2c3d", 1, 9, 1), head("feedf00d", 1, 3, 4)], cursor: .init(incarnation: 7, position: 0))
    let answer = BriefHello.Hub(held: [], told.cursor!, toWhoSaid: told, hub: Self.hub)
    #expect(answer.otherwise == [told.held[0].journal.entry(0)])
    #expect(try answer.hello(after: told, hub: Self.hub).held.map(\.sequence) == [0])
  }

  @Test func theHubCannotReferToACursorThatWasNotSaid() throws {
    let answer = BriefHello.Hub(otherwise: [], incarnation: nil, end: 3)
    #expect(throws: PacketRefusal.self) { _ = try answer.hello(after: Hello(held: []), hub: Self.hub) }
  }
}
