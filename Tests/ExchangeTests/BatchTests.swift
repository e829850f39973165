import Crypto
import Records
import Testing

@testable import Exchange

struct BatchTests {
  @Test func theHashesAreThoseOfTheJournal() throws {
    let (run, hashes) = try Sample.journal()
    #expect(run.hashes == hashes)
    #expect(run.entries.count == 120)
  }

  @Test func aSealedJournalArrivesAsItWas() throws {
    let (run, hashes) = try Sample.journal()
    let batch = try Batch.sign(run, key: Sample.key)
    let read = PacketReader.read(try PacketWriter.packet(Sample.header, batch.frames))
    var open = OpenBatch()
    for frame in read.frames {
      switch frame {
      case .entries(let run): try open.append(run)
      case .seal(let seal): #expect(try open.close(seal, key: Sample.key.publicKey) == batch)
      default: break
      }
    }
    #expect(open.waiting == 0)
    #expect(batch.seal.head == hashes.last)
  }

  @Test func anythingButTheSealedEntriesIsRefused() throws {
    let batch = try Sample.batch()
    func refusal(
      _ runs: [EntryRun], _ seal: Seal, _ key: Curve25519.Signing.PublicKey = Sample.key.publicKey
    )
      -> PacketRefusal?
    {
      var open = OpenBatch()
      do throws(PacketRefusal) {
        for run in runs { try open.append(run) }
        _ = try open.close(seal, key: key)
        return nil
      } catch { return error }
    }
    let last = batch.seal.reference
    #expect(refusal([batch.run], batch.seal) == nil)
    #expect(refusal([batch.run], batch.seal, Sample.hubKey.publicKey) == .wrongSignature(last))
    var changed = batch.run
    changed.entries[0].clerk = "Ai đó"
    #expect(refusal([changed], batch.seal) == .wrongHash(last))
    var head = batch.seal
    head.head = changed.hashes[2]
    #expect(refusal([changed], head) == .wrongSignature(last))
    var short = batch.run
    short.entries.removeLast()
    #expect(refusal([short], batch.seal) == .gap(expected: batch.run.entries[0].reference))
    #expect(refusal([], batch.seal) == .gap(expected: batch.run.entries[0].reference))

    let (left, right) = try #require(batch.run.halved())
    #expect(refusal([left, right], batch.seal) == nil)
    #expect(refusal([left, left], batch.seal) == .gap(expected: right.entries[0].reference))
    #expect(refusal([right, left], batch.seal) == .gap(expected: Sample.entry(10, "").reference))
    var other = right
    other.previous = .zero
    #expect(refusal([left, other], batch.seal) == .wrongHash(right.entries[0].reference))
  }

  @Test func noMoreThanTheLimitsGoesUnderOneSeal() throws {
    let entries = (1...1_203).map { Sample.entry($0, #"{"submitted":{"document":"0a1b2c3d.1.3"}}"#) }
    #expect(Batch.parts(of: entries).map(\.count) == [500, 500, 203])
    let long = (1...10).map { Sample.entry($0, String(repeating: "x", count: 60_000)) }
    #expect(Batch.parts(of: long).map(\.count) == [4, 4, 2])
    #expect(Batch.parts(of: []).isEmpty)

    var open = OpenBatch()
    try open.append(EntryRun(previous: .zero, entries: Array(entries[..<400])))
    let more = EntryRun(
      previous: EntryRun(previous: .zero, entries: Array(entries[..<400])).hashes[399],
      entries: Array(entries[400..<501]))
    #expect(throws: PacketRefusal.batchTooLong(entries[400].reference)) { try open.append(more) }
  }

  @Test func takenTwiceLateOrFromAForkItChangesNothing() throws {
    let batch = try Sample.batch()
    let hashes = batch.run.hashes
    func held(_ sequence: Int, _ hash: Hash256) -> JournalHead {
      JournalHead(station: batch.seal.station, epoch: 1, sequence: sequence, hash: hash)
    }
    #expect(try batch.entries(after: held(6, Sample.hash(6))).count == 3)
    #expect(try batch.entries(after: held(8, hashes[1])).map(\.sequence) == [9])
    #expect(try batch.entries(after: held(9, hashes[2])).isEmpty)
    #expect(try batch.entries(after: held(50, .zero)).isEmpty)
    #expect(throws: PacketRefusal.gap(expected: Sample.entry(5, "").reference)) {
      try batch.entries(after: held(4, .zero))
    }
    #expect(throws: PacketRefusal.wrongHash(Sample.entry(8, "").reference)) { try batch.entries(after: held(8, .zero)) }
  }

  @Test(arguments: [1, 2, 3, 4, 5, 7, 8, 9, 31, 120]) func anEntryIsProvedWithoutTheOthers(count: Int) throws {
    let (run, _) = try Sample.journal()
    let batch = try Batch.sign(EntryRun(previous: run.previous, entries: Array(run.entries[..<count])), key: Sample.key)
    let delivery = batch.delivery(batch.run.entries.map { (position: $0.sequence, sequence: $0.sequence) })
    #expect(delivery.items.count == count)
    try delivery.verify(key: Sample.key.publicKey)
    #expect(delivery.items[0].path.count <= 7)

    let last = try #require(delivery.items.last)
    #expect(throws: PacketRefusal.wrongSignature(delivery.items[0].entry.reference)) {
      try delivery.verify(key: Sample.hubKey.publicKey)
    }
    for change: (inout Delivery.Item) -> Void in [
      { $0.entry.act += " " }, { $0.entry.clerk = "Ai đó" }, { $0.previous = .zero },
      { $0.path = $0.path.map { _ in .zero } + [.zero] },
      { $0.entry.sequence += 1 }, { $0.entry.epoch += 1 },
    ] {
      var item = last
      change(&item)
      #expect(throws: PacketRefusal.self) {
        try Delivery(seal: batch.seal, items: [item]).verify(key: Sample.key.publicKey)
      }
    }
  }

  @Test func aReceiptIsTheHubsWord() throws {
    let held = JournalHead(station: StationName("0a1b2c3d")!, epoch: 1, sequence: 9, hash: Sample.hash(9))
    let receipt = try Receipt(incarnation: 5, held: held, position: 8, time: 1_795_000_000_000, key: Sample.hubKey)
    #expect(receipt.isSigned(by: Sample.hubKey.publicKey))
    #expect(!receipt.isSigned(by: Sample.key.publicKey))
    for change: (inout Receipt) -> Void in [
      { $0.incarnation += 1 }, { $0.held.sequence += 1 }, { $0.held.hash = .zero }, { $0.position += 1 },
      { $0.time += 1 },
    ] {
      var changed = receipt
      change(&changed)
      #expect(!changed.isSigned(by: Sample.hubKey.publicKey))
    }
  }

  @Test func everyRefusalIsASentenceInBothLanguages() {
    let entry = Sample.entry(7, "").reference
    let all: [PacketRefusal] = [
      .notAPacket, .newerVersion(2), .newerFrame(type: 3, version: 2), .newerDictionary(9), .tooLong(frame: 1),
      .damaged(frame: 1), .malformed(frame: 1), .gap(expected: entry), .wrongHash(entry), .wrongSignature(entry),
      .batchTooLong(entry), .entryTooLong(entry), .frameTooLong, .notOpened, .notSealed,
    ]
    for refusal in all {
      for text in [refusal.words.vietnamese, refusal.words.english] {
        #expect(text.hasSuffix(".") && text.contains(where: { ";:,".contains($0) }))
      }
      #expect(refusal.words.vietnamese != refusal.words.english)
    }
  }
}
