import Foundation
import Testing

@testable import Exchange

/// Records what cannot be compared: a sealed packet is never the same twice. Does nothing where the files exist.
struct Record {
  @Test(.enabled(if: ProcessInfo.processInfo.environment["VANTHU_RECORD"] == "1"))
  func whatIsMissing() throws {
    let (run, _) = try Sample.journal()
    let batch = try Batch.sign(EntryRun(previous: run.previous, entries: Array(run.entries[..<20])), key: Sample.key)
    let files = [
      "packed.hex": try PacketWriter.packet(Sample.header, batch.frames),
      "sealed.hex": try SealedWriter.packet(
        PacketWriter.parts(Sample.header, Sample.allFrames()), to: Sample.sealKey.publicKey),
    ]
    for (name, bytes) in files
    where !FileManager.default.fileExists(atPath: Golden.folder.appendingPathComponent(name).path) {
      try Golden.expect(bytes, as: name)
    }
  }
}
