import Records
import TestSupport
import Testing

@testable import Exchange

struct PacketTests {
  @Test(arguments: UInt64(1)...60) func whatIsWrittenIsRead(seed: UInt64) throws {
    var chance = SeededRandom(seed: seed)
    let header = chance.header()
    let frames = try (0..<Int.random(in: 0...8, using: &chance)).map { _ in try chance.frame() }
    let bytes = try PacketWriter.packet(header, frames)
    let read = PacketReader.read(bytes)
    #expect(read.header == header)
    #expect(read.frames.dropLast() == frames[...])
    #expect(read.frames.last?.isEnd == true)
    #expect(read.ending == .whole)
    // Fed in pieces of any size, the result is the same.
    for size in [1, 7, Int.random(in: 2...5_000, using: &chance)] {
      let again = Sample.read(bytes, feeding: size)
      #expect(again.frames == read.frames)
      #expect(again.ending == .whole)
    }
  }

  @Test func aPacketCutAnywhereIsAShorterPacket() throws {
    let frames = try Sample.allFrames()
    let bytes = try PacketWriter.packet(Sample.header, frames)
    var seen = 0
    for cut in 0..<bytes.count {
      let read = PacketReader.read(bytes[..<cut])
      #expect(read.ending == .cut)
      #expect(read.frames[...] == frames.prefix(read.frames.count))
      #expect(read.frames.count >= seen)
      seen = read.frames.count
    }
    #expect(seen == frames.count)
  }

  @Test func noFrameIsLongerThanALineTakesInFourSeconds() throws {
    var chance = SeededRandom(seed: 7)
    // Noise does not compress: 400 entries of a kilobyte become frames that fit, and none is lost.
    let noise = (1...400).map { Sample.entry($0, chance.bytes(700, fromEach: 1).hexadecimal) }
    var writer = try PacketWriter(Sample.header)
    let parts = try writer.append(.entries(EntryRun(previous: .zero, entries: noise)))
    #expect(parts.count > 1)
    #expect(parts.allSatisfy { $0.count <= WireLimits.frame })
    let bytes = writer.start + parts.joined()
    var entries: [StoredEntry] = []
    for case .entries(let run) in PacketReader.read(bytes).frames { entries += run.entries }
    #expect(entries == noise)

    let piece = Piece(
      file: .zero, index: 9_000_000, offset: 40_000, bytes: chance.bytes(Piece.most - 20_000, fromEach: 1))
    #expect(try writer.append(.piece(piece))[0].count <= WireLimits.frame)
    let largest = Piece(file: .zero, index: 1 << 50, offset: 100, bytes: chance.bytes(Piece.most, fromEach: 1))
    #expect(try writer.append(.piece(largest))[0].count <= WireLimits.frame)
  }

  @Test func anEntryThatFitsNowhereIsRefusedByTheWriter() throws {
    var chance = SeededRandom(seed: 8)
    var writer = try PacketWriter(Sample.header)
    let long = Sample.entry(7, chance.bytes(40_000, fromEach: 1).hexadecimal)
    #expect(throws: PacketRefusal.entryTooLong(long.reference)) {
      try writer.append(.entries(EntryRun(previous: .zero, entries: [long])))
    }
    let twoLines = Sample.entry(7, "{}\n{}")
    #expect(throws: PacketRefusal.entryTooLong(twoLines.reference)) {
      try writer.append(.entries(EntryRun(previous: .zero, entries: [twoLines])))
    }
    var hole = Sample.run
    hole.entries.remove(at: 1)
    #expect(throws: PacketRefusal.entryTooLong(hole.entries[1].reference)) { try writer.append(.entries(hole)) }
  }

  @Test func whatIsUnknownIsPassedOverAndWhatIsNewerIsRefused() throws {
    // A frame of type 99, written by hand, between two that are known.
    func packet(type: UInt8, form: UInt8) throws -> [UInt8] {
      var writer = try PacketWriter(Sample.header)
      var bytes = writer.start
      for part in try writer.append(.entries(Sample.run)) { bytes += part }
      bytes += writer.finished([type, form, 3, 1, 2, 3])
      for part in try writer.append(.seal(Sample.batch().seal)) { bytes += part }
      return bytes + (try writer.end())
    }
    let read = PacketReader.read(try packet(type: 99, form: 0x51))
    #expect(read.frames.count == 3)
    #expect(read.ending == .whole)
    #expect(PacketReader.read(try packet(type: 3, form: 0x20)).ending == .refused(.newerFrame(type: 3, version: 2)))
    #expect(PacketReader.read(try packet(type: 3, form: 0x12)).ending == .refused(.newerFrame(type: 3, version: 1)))
    #expect(PacketReader.read(try packet(type: 3, form: 0x10)).ending == .refused(.malformed(frame: 2)))

    var later = try PacketWriter.packet(Sample.header, [])
    later[4] = 2
    #expect(PacketReader.read(later).ending == .refused(.newerVersion(2)))
    var header = Sample.header
    header.dictionary = 9
    #expect(throws: PacketRefusal.newerDictionary(9)) { try PacketWriter(header) }
    let bytes = header.bytes + FrameChain(header: header.bytes).check
    #expect(PacketReader.read(bytes).ending == .refused(.newerDictionary(9)))
  }

  @Test func bytesBehindTheEndAreNotRead() throws {
    let bytes = try PacketWriter.packet(Sample.header, [.entries(Sample.run)])
    let read = PacketReader.read(bytes + bytes)
    #expect(read.frames.count == 2)
    #expect(read.ending == .whole)
  }
}
