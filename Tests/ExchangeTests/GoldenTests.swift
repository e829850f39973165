import Testing

@testable import Exchange

struct GoldenTests {
  @Test func everyFrameIsWrittenAsItWasTheFirstTime() throws {
    let bytes = try PacketWriter.packet(Sample.plainHeader, Sample.allFrames())
    try Golden.expect(bytes, as: "plain.hex")
    #expect(try PacketReader.read(Golden.bytes("plain.hex")).frames.dropLast() == Sample.allFrames()[...])
  }

  /// Another version of zstd may pack otherwise; what was packed once must be read for ever.
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
