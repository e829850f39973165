import CZstd
import Records
import TestSupport
import Testing

@testable import Exchange

struct HostileTests {
  @Test func everyFlippedBitIsFoundAndWhatIsBeforeItStaysGood() throws {
    let frames = try Sample.allFrames()
    let bytes = try PacketWriter.packet(Sample.header, frames)
    for bit in 0..<bytes.count * 8 {
      var flipped = bytes
      flipped[bit / 8] ^= 1 << UInt8(bit % 8)
      let read = PacketReader.read(flipped)
      // A length that became longer waits for bytes that never come: the packet is then cut short.
      #expect(read.ending != .whole)
      #expect(read.frames[...] == frames.prefix(read.frames.count))
      if read.frames.count > frames.count { Issue.record("bit \(bit)") }
    }
  }

  @Test func framesThatAreMovedRepeatedOrLeftOutAreFound() throws {
    var writer = try PacketWriter(Sample.header)
    var parts: [[UInt8]] = []
    for frame in try Sample.allFrames() { parts += try writer.append(frame) }
    parts.append(try writer.end())
    func ending(_ parts: [[UInt8]]) -> PacketReader.Ending { PacketReader.read(writer.start + parts.joined()).ending }
    #expect(ending(parts) == .whole)
    for place in 0..<parts.count - 1 {
      var swapped = parts
      swapped.swapAt(place, place + 1)
      #expect(ending(swapped) == .refused(.damaged(frame: place + 1)))
      var repeated = parts
      repeated.insert(parts[place], at: place)
      #expect(ending(repeated) == .refused(.damaged(frame: place + 2)))
      var shorter = parts
      shorter.remove(at: place)
      #expect(ending(shorter) == .refused(.damaged(frame: place + 1)))
    }
    // Frames of another packet do not fit either, although they are equal.
    var header = Sample.header
    header.id += 1
    let other = try PacketWriter(header)
    #expect(PacketReader.read(other.start + parts[0]).ending == .refused(.damaged(frame: 1)))
  }

  @Test func aLengthBeyondTheLimitIsRefusedBeforeTheBytesCome() throws {
    let writer = try PacketWriter(Sample.header)
    for length: [UInt8] in [[0xFF, 0xFF, 0x7F], [0xFF, 0xFF, 0xFF, 0x7F], [0xF8, 0xFF, 0x01], [0x80, 0x80, 0x80]] {
      #expect(PacketReader.read(writer.start + [2, 0x10] + length).ending == .refused(.tooLong(frame: 1)))
    }
    #expect(PacketReader.read(writer.start + [2, 0x10, 0x85, 0x00]).ending == .refused(.malformed(frame: 1)))
    #expect(PacketReader.read(Array("VTPK".utf8) + [1, 0xFF, 0x7F]).ending == .refused(.tooLong(frame: 0)))
    #expect(PacketReader.read(Array("PK\u{3}\u{4} a zip".utf8)).ending == .refused(.notAPacket))
  }

  @Test func aBombIsNotUnpacked() throws {
    // 64 MB of zeros in a few kilobytes; then one that hides its length as "unknown".
    let zeros = [UInt8](repeating: 0, count: 64 << 20)
    var bomb = [UInt8](repeating: 0, count: 32_000)
    bomb.removeSubrange(ZSTD_compress(&bomb, bomb.count, zeros, zeros.count, 1)...)
    let packing = try #require(try Packing.numbered(1))
    #expect(throws: Malformed.self) { try packing.unpacked(bomb.dropFirst(4), limit: WireLimits.payload) }
    let unknown: [UInt8] = [0x00, 0x58] + bomb.dropFirst(9)
    #expect(throws: Malformed.self) { try packing.unpacked(unknown, limit: WireLimits.payload) }
    var writer = try PacketWriter(Sample.header)
    var body = ByteWriter()
    body.raw([2, 0x11])
    body.count(bomb.count - 4)
    body.raw(bomb.dropFirst(4))
    #expect(PacketReader.read(writer.start + writer.finished(body.bytes)).ending == .refused(.malformed(frame: 1)))
  }

  @Test func countsThatPromiseMoreThanThereIsAreRefused() {
    var many = ByteWriter()
    many.count(1 << 50)
    for kind in Frame.Kind.allCases { #expect(throws: Malformed.self) { try Frame(kind, payload: many.bytes) } }
    // A bitmap of more pieces than any file has.
    var want = ByteWriter()
    want.count(1)
    want.hash(.zero)
    want.count(1 << 52)
    #expect(throws: Malformed.self) { try Frame(.wants, payload: want.bytes) }
  }

  @Test func aNumberHasOneSpelling() throws {
    for bytes: [UInt8] in [[0x80, 0x00], [0x81, 0x80, 0x00], [UInt8](repeating: 0xFF, count: 10), [0x80]] {
      var reader = ByteReader(bytes)
      #expect(throws: Malformed.self) { try reader.unsigned() }
    }
    for value in [0, 1, 127, 128, 16_383, 16_384, UInt64.max] {
      var writer = ByteWriter()
      writer.unsigned(value)
      var reader = ByteReader(writer.bytes)
      #expect(try reader.unsigned() == value)
    }
    for value in [Int64.min, -1, 0, 1, .max] {
      var writer = ByteWriter()
      writer.signed(value)
      var reader = ByteReader(writer.bytes)
      #expect(try reader.signed() == value)
    }
  }

  @Test func aPayloadSaysNothingBesideWhatItSays() throws {
    for frame in try Sample.allFrames() where frame.kind != .piece {
      #expect(throws: Malformed.self) { try Frame(frame.kind, payload: frame.payload + [0]) }
    }
    // A clerk's name of two lines would be hashed like another name and another line.
    let clerk = Array("Nông Thị Hương".utf8)
    let payload = Frame.entries(Sample.run).payload
    let place = try #require(payload.indices.first { payload[$0...].starts(with: clerk) })
    var twoLines = payload
    twoLines[place + 3] = 0x0A
    #expect(throws: Malformed.self) { try Frame(.entries, payload: twoLines) }
    var noText = payload
    noText[place + 1] = 0xFF
    #expect(throws: Malformed.self) { try Frame(.entries, payload: noText) }
  }

  @Test func anEndThatCountsOtherwiseIsNoEnd() throws {
    func ending(_ end: (Int, Hash256) -> End) throws -> PacketReader.Ending {
      var writer = try PacketWriter(Sample.plainHeader)
      let frame = try writer.append(.entries(Sample.run))[0]
      let bytes = writer.start + frame
      var chain = FrameChain(header: Sample.plainHeader.bytes)
      chain.add(frame.dropLast(FrameChain.checkLength))
      let payload = Frame.end(end(1, chain.digest)).payload
      let last = writer.finished([Frame.Kind.end.rawValue, 0x10, UInt8(payload.count)] + payload)
      return PacketReader.read(bytes + last).ending
    }
    #expect(try ending { End(frames: $0, digest: $1) } == .whole)
    #expect(try ending { End(frames: $0 + 1, digest: $1) } == .refused(.damaged(frame: 2)))
    #expect(try ending { count, _ in End(frames: count, digest: .zero) } == .refused(.damaged(frame: 2)))
  }

  /// Thousands of packets changed at random, with their checksums repaired so that the code after them is reached too.
  @Test func nothingThatIsFedBringsTheReaderDown() throws {
    var chance = SeededRandom(seed: 2026)
    let frames = try Sample.allFrames()
    let packing = try #require(try Packing.numbered(1))
    let payloads = frames.map { ($0.kind, $0.payload) }
    var taken = 0
    for round in 0..<6_000 {
      var (kind, payload) = payloads[round % payloads.count]
      for _ in 0..<Int.random(in: 1...4, using: &chance) {
        let place = Int.random(in: 0..<max(payload.count, 1), using: &chance)
        switch Int.random(in: 0..<5, using: &chance) {
        case 0 where !payload.isEmpty: payload[place] = chance.bytes(1, fromEach: 1)[0]
        case 1 where !payload.isEmpty: payload[place] ^= 1 << UInt8.random(in: 0..<8, using: &chance)
        case 2: payload.removeSubrange(place..<min(payload.count, place + 3))
        case 3: payload.insert(contentsOf: [0xFF, 0xFF, 0xFF, 0xFF, 0x7F].prefix(place % 6), at: place)
        default: payload.append(contentsOf: payload.prefix(place))
        }
      }
      if Int.random(in: 0..<4, using: &chance) == 0 { kind = Frame.Kind.allCases.randomElement(using: &chance)! }
      let packed = Bool.random(using: &chance) ? packing.packed(payload) : nil
      var carried = packed ?? payload
      if packed != nil, Bool.random(using: &chance) {
        carried[Int.random(in: 0..<carried.count, using: &chance)] = chance.bytes(1, fromEach: 1)[0]
      }
      var body = ByteWriter()
      body.raw([kind.rawValue, packed == nil ? 0x10 : 0x11])
      body.count(carried.count)
      body.raw(carried)
      var writer = try PacketWriter(Sample.header)
      let read = PacketReader.read(writer.start + writer.finished(body.bytes))
      // Either it is refused, or what was read is the same after writing and reading again.
      if let frame = read.frames.first, !frame.isEnd {
        taken += 1
        #expect(PacketReader.read(try PacketWriter.packet(Sample.plainHeader, [frame])).frames.first == frame)
      } else {
        guard case .refused = read.ending else {
          Issue.record("round \(round): \(read.ending)")
          return
        }
      }
    }
    #expect(taken > 100)
  }
}
