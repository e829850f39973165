import Records
import Testing

@testable import Exchange

/// The bytes stated in docs/performance.md: there may be fewer. Times are not asserted.
struct FiguresTests {
  private func packet(_ entries: ArraySlice<StoredEntry>, after previous: Hash256) throws -> [UInt8] {
    let batch = try Batch.sign(EntryRun(previous: previous, entries: Array(entries)), key: Sample.key)
    return try PacketWriter.packet(Sample.header, batch.frames)
  }

  @Test func twentyEntriesSignedAreTwoKilobytesAtMost() throws {
    let (run, hashes) = try Sample.journal()
    for start in stride(from: 0, to: 120, by: 20) {
      let previous = start == 0 ? run.previous : hashes[start - 1]
      let bytes = try packet(run.entries[start..<start + 20], after: previous)
      print("20 entries from \(start): \(bytes.count) bytes")
      #expect(bytes.count <= 2_000)
    }
    // Only registrations, the longest of acts.
    let registered = run.entries.filter { $0.act.hasPrefix(#"{"registered""#) }.prefix(20).enumerated().map {
      place, entry in
      var entry = entry
      entry.sequence = 501 + place
      return entry
    }
    let bytes = try packet(registered[...], after: run.previous)
    print("\(registered.count) registrations: \(bytes.count) bytes")
    #expect(bytes.count <= 2_000)
  }

  @Test func aStatusInABatchIsAHundredAndTwentyBytesAtMost() throws {
    let (run, hashes) = try Sample.journal()
    for place in [19, 39, 59] {
      var status = run.entries[place]
      status.sequence = run.entries[place].sequence
      status.act = #"{"settled":{"answer":"\#(place)/UBND-VX","document":"\#(status.station).1.\#(place + 300)"}}"#
      let start = place - 19
      let previous = start == 0 ? run.previous : hashes[start - 1]
      let without = try packet(run.entries[start..<place], after: previous)
      let with = try packet(run.entries[start..<place] + [status], after: previous)
      print("a status act: \(with.count - without.count) bytes")
      #expect(with.count - without.count <= 120)
    }
  }
}
