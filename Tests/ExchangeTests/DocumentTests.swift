import Foundation
import Records
import Testing

@testable import Exchange

/// docs/internals/packet.md must be true: its example is what the program writes.
struct DocumentTests {
  private func example() throws -> [UInt8] {
    let page = Golden.folder.appendingPathComponent("../../../docs/internals/packet.md").standardized
    let text = try String(contentsOf: page, encoding: .utf8)
    let start = try #require(text.range(of: "```hex\n"))
    let end = try #require(text.range(of: "```", range: start.upperBound..<text.endIndex))
    // After two blanks comes an explanation.
    let lines = text[start.upperBound..<end.lowerBound].split(separator: "\n").map { line in
      line.range(of: "  ").map { line[..<$0.lowerBound] } ?? line
    }
    return try #require(Golden.unhex(lines.joined()))
  }

  @Test func theExampleIsWhatTheProgramWrites() throws {
    let run = EntryRun(
      previous: .zero, entries: [Sample.entry(1, #"{"settled":{"document":"0a1b2c3d.1.3"}}"#)])
    let batch = try Batch.sign(run, key: Sample.key)
    let bytes = try PacketWriter.packet(Sample.plainHeader, batch.frames)
    let documented = try example()
    #expect(documented.hexadecimal == bytes.hexadecimal)
    let read = PacketReader.read(documented)
    #expect(read.ending == .whole)
    #expect(read.frames.dropLast() == batch.frames[...])
  }
}
