import Crypto
import Exchange
import Records
import TestProvince
import TestSupport

/// Good packets with all types of frames, compressed and not: the samples to corrupt.
struct Packets {
  let whole: [[UInt8]]
  let loose: [LoosePacket]
  let journal: StationJournal
  let hub: StationJournal
  static let time = 1_795_000_000_000

  init(_ chance: inout SeededRandom) throws {
    var journal = try StationJournal(StationName(Acts.station)!, &chance)
    hub = try StationJournal(StationName("feedf00d")!, &chance)
    let acts = try Acts(to: ["ubnd-tinh"])
    for _ in 0..<60 {
      journal.write(acts.pick(for: journal.name, entries: journal.entries.count, &chance), at: Packets.time)
    }
    self.journal = journal
    var whole: [[UInt8]] = []
    for dictionary in [0, 0, ActsDictionary.newest.id] {
      for after in [0, 40, 55] {
        let header = PacketHeader(
          id: chance.next(), sender: journal.name, epoch: 1, receiver: after == 0 ? .hub : .station(hub.name),
          base: after == 0 ? nil : .init(sequence: after, hash: journal.hashes[after - 1]), dictionary: dictionary)
        whole.append(try PacketWriter.packet(header, Packets.frames(journal, hub, after: after, &chance)))
      }
    }
    self.whole = whole
    loose = whole.compactMap { LoosePacket($0) }
    try expect(loose.count == whole.count, "a good packet could not be taken apart")
  }

  private static func frames(
    _ journal: StationJournal, _ hub: StationJournal, after: Int, _ chance: inout SeededRandom
  ) throws -> [Frame] {
    let batches = try journal.batches(after: after)
    let held = journal.position
    var frames: [Frame] = [
      .hello(Hello(held: [held, held], cursor: .init(incarnation: 7, position: 300), room: 65_536)),
      .hello(Hello(held: [])),
      .place(MailboxPlace(position: 300, digest: MailboxDigest(chance.next()))),
      .lease(
        Lease(
          epoch: 1, asked: 1_795_404_956_767, days: 30,
          withheld: [WithheldBook(book: "den-2026", until: 1_798_000_000_000)]
        )),
      .proof(try proof(journal.signing)),
      .brief(
        .station(
          .init(
            held: [.init(held), .init(held)], cursor: .init(incarnation: 7, position: 300),
            digest: MailboxDigest(chance.next()), room: 65_536))),
      .brief(.hub(.init(otherwise: [held.reference], incarnation: chance.next(), end: 300))),
      .stamp(
        Stamp(
          proof: .init(challenge: chance.next(), next: chance.next(), time: time, code: chance.bytes(16)),
          isLast: false)),
    ]
    frames += batches.flatMap(\.frames)
    frames += [
      .piece(Piece(file: held.hash, index: 2, offset: 300, bytes: chance.bytes(200))),
      .wants([
        Want(file: held.hash, pieces: 11, missing: [0, 3, 10], begun: [3: 4_096]),
        Want(file: .zero, pieces: 1, missing: [0]),
      ]),
      .acknowledgement(held),
      .receipt(try Receipt(incarnation: 7, held: held, position: 88, time: time, key: hub.signing)),
      .notice(
        Notice(
          about: EntryReference(station: journal.name, epoch: 1, sequence: 8), position: 3, code: "audience",
          words: .init("Không", "No"))),
    ]
    for batch in batches {
      frames.append(
        .delivery(
          batch.delivery([(position: 301, sequence: batch.seal.first), (position: 302, sequence: batch.seal.last)])))
    }
    return frames
  }

  /// Returns a proof of nothing: where one must be valid, it is signed again when the packet is put together.
  static func proof(_ key: Curve25519.Signing.PrivateKey, challenge: UInt64 = 1, next: UInt64 = 2) throws -> Proof {
    var writer = try PacketWriter(PacketHeader(id: 1, sender: StationName(number: 1), epoch: 1, receiver: .hub))
    let bytes = writer.start + (try writer.proof(challenge: challenge, next: next, time: time, key: key))
    guard case .proof(let proof)? = PacketReader.read(bytes).frames.first else { throw Finding("a proof was not read") }
    return proof
  }
}
