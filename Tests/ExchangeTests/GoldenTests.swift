import Crypto
import Records
import Testing

@testable import Exchange

struct GoldenTests {
  @Test func everyFrameIsWrittenAsItWasTheFirstTime() throws {
    let bytes = try PacketWriter.packet(Sample.plainHeader, Sample.allFrames())
    try Golden.expect(bytes, as: "plain.hex")
    #expect(try PacketReader.read(Golden.bytes("plain.hex")).frames.dropLast() == Sample.allFrames()[...])
  }

  /// Added later: the packet above stays as the first version wrote it.
  @Test func aPlaceIsWrittenAsItWasTheFirstTime() throws {
    let frames: [Frame] = [
      .place(MailboxPlace(position: 300, digest: MailboxDigest(0x0123_4567_89AB_CDEF))),
      .place(MailboxPlace(position: 7, digest: nil)),
    ]
    try Golden.expect(try PacketWriter.packet(Sample.plainHeader, frames), as: "place.hex")
    #expect(try PacketReader.read(Golden.bytes("place.hex")).frames.dropLast() == frames[...])
  }

  /// Added later still.
  @Test func aLeaseIsWrittenAsItWasTheFirstTime() throws {
    let frames: [Frame] = [
      .lease(Lease(epoch: 1, asked: 1_795_404_956_767, days: 30)),
      .lease(
        Lease(
          epoch: 30_412_345, asked: 1_795_404_956_767, days: 0,
          withheld: [WithheldBook(book: "den-2026", until: 1_798_156_800_000)])),
    ]
    try Golden.expect(try PacketWriter.packet(Sample.plainHeader, frames), as: "lease.hex")
    #expect(try PacketReader.read(Golden.bytes("lease.hex")).frames.dropLast() == frames[...])
  }

  /// Added last: what travels where nothing is new, both ways.
  @Test func theShorterFormsAreWrittenAsTheyWereTheFirstTime() throws {
    let (station, hub) = (Sample.plainHeader.sender, StationName("feedf00d")!)
    let hubKey = try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: [UInt8](repeating: 0x44, count: 32))
    let keys = try #require(SharedKeys(of: station, Sample.sealKey, with: hub, hubKey.publicKey))
    var writer = try PacketWriter(Sample.plainHeader)
    let held = JournalHead(station: station, epoch: 1, sequence: 300, hash: Sample.hash(0xF1))
    let said = BriefHello.station(
      .init(
        held: [.init(held), .init(journal: JournalName(station: hub, epoch: 30_412_345), sequence: 41, start: 5)],
        cursor: .init(incarnation: 0xFEED_F00D, position: 300), digest: MailboxDigest(0x0123_4567_89AB_CDEF),
        room: 65_536))
    var asked = writer.start + (try writer.append(.brief(said)).joined())
    asked += try writer.stamp(
      challenge: 0x0123_4567_89AB_CDEF, isSaid: true, next: 0, time: 1_795_000_999_000, isLast: false, key: keys.toHub)
    asked += try writer.stampedEnd()
    try Golden.expect(asked, as: "brief-to-hub.hex")

    let header = PacketHeader(
      id: 9, sender: hub, epoch: 30_412_345, receiver: .station(station), dictionary: 0,
      forms: PacketHeader.newestForms)
    writer = try PacketWriter(header)
    let answer = BriefHello.hub(.init(otherwise: [held.journal.entry(298)], incarnation: nil, end: 301))
    var told = writer.start + (try writer.append(.brief(answer)).joined())
    told += try writer.stamp(
      challenge: Sample.plainHeader.id, isSaid: false, next: 0xFEDC_BA98_7654_3210, time: 1_795_000_999_000,
      isLast: true, key: keys.toStation)
    try Golden.expect(told, as: "brief-to-station.hex")

    #expect(try PacketReader.read(Golden.bytes("brief-to-hub.hex")).frames.first == .brief(said))
    let read = try PacketReader.read(Golden.bytes("brief-to-station.hex"))
    #expect(read.header == header && read.frames.first == .brief(answer) && read.ending == .whole)
  }

  /// Station and hub must compute it alike for ever, whatever their versions.
  @Test func theDigestOfAMailboxIsWhatThePageSays() throws {
    let (entry, hash) = (EntryReference(station: StationName("0a1b2c3d")!, epoch: 1, sequence: 8), Sample.hash(0xF1))
    let first = MailboxDigest.empty.adding(entry, hash)
    let lines = "vanthu mailbox 1\n0\n0a1b2c3d.1.8\n\(hash)\n\n"
    #expect(Hash256(of: Array(lines.utf8)).description.hasPrefix(hexadecimal(first.value)))
    let second = first.adding(notice: "number", about: entry)
    let more = "vanthu mailbox 1\n\(first.value)\n0a1b2c3d.1.8\n\nnumber\n"
    #expect(Hash256(of: Array(more.utf8)).description.hasPrefix(hexadecimal(second.value)))
  }

  private func hexadecimal(_ number: UInt64) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: 16 - text.count) + text
  }

  /// Another version of zstd may compress differently; what was once compressed must be readable for ever.
  @Test func whatWasPackedOnceIsRead() throws {
    let (run, _) = try Sample.journal()
    let twenty = EntryRun(previous: run.previous, entries: Array(run.entries[..<20]))
    let read = PacketReader.read(try Golden.bytes("packed.hex"))
    #expect(read.ending == .whole)
    #expect(read.frames.first == .entries(twenty))
  }

  @Test func theDictionaryThatWasShippedIsNeverChanged() {
    let hash = Hash256(of: PackageResources.acts_1_dict)
    #expect(hash.description == "5670d1966bea7da34b85c4a007d340563572367135de9813a4f738d1750b6204")
  }
}
