import Exchange
import Foundation
import Records
import TestProvince
import TestSupport
import Testing

@testable import Hub

/// The program is killed at any moment while it answers a stick: what it had acknowledged, it holds.
struct PowerTests {
  @Test func aKilledHubGoesOnWhereItWas() throws {
    let folder = TemporaryFolder()
    let path = "\(folder.path)/hub"
    var world: World! = try World { try Hub.create(path, name: "VP UBND tỉnh", system: $0) }
    let sender = TestStation(world, World.province)
    try sender.enrol(.first)
    let content = world.bytes(700_000)
    for number in 1...60 {
      try sender.issues(number, to: [World.thucPhan], files: number == 3 ? [sender.file(content)] : nil)
    }
    let count = Piece.count(in: content.count)
    sender.wants = [Want(file: Hash256(of: content), pieces: count, missing: 0..<count)]
    let parts = try sender.parts(pieces: sender.wantedPieces())
    let packet = try SealedWriter.packet(parts, to: world.hub.keys.agreement.publicKey)
    try folder.write("vanthu/to-hub/\(sender.name).vtp", packet)
    // It is beside the test bundle.
    let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let bundle = own.contains("/.build") ? own : CommandLine.arguments.first { $0.contains("/.build") } ?? own
    let hub = URL(fileURLWithPath: bundle).deletingLastPathComponent().appendingPathComponent("vanthu-hub").path
    try #require(FileManager.default.isExecutableFile(atPath: hub))

    func answer(killedAfter milliseconds: Int?) throws {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: hub)
      process.arguments = ["answer", folder.path, "--data", path]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      if let milliseconds {
        usleep(UInt32(milliseconds) * 1_000)
        kill(process.processIdentifier, SIGKILL)
      }
      process.waitUntilExit()
    }
    for round in 1...12 {
      try answer(killedAfter: round * 15)
      let hub = try Hub.open(path, system: world.system)
      #expect(try hub.verify().faults.isEmpty, "after \(round * 15) ms")
      // A file with the name of an answer is a complete one.
      if folder.has("vanthu/to-station/\(sender.name).vtp") {
        let bytes = try folder.read("vanthu/to-station/\(sender.name).vtp")
        #expect(SealedReader.read(bytes, key: sender.agreement).ending == .whole)
      }
    }
    try answer(killedAfter: nil)
    let last = try Hub.open(path, system: world.system)
    #expect(try last.read { try Journals.head(JournalName(station: sender.name, epoch: 1), $0)?.sequence } == 60)
    #expect(try last.read { try Contents.isHeld(Hash256(of: content), $0) })
    #expect(try last.read { try Mailbox.end(of: World.thucPhan, $0) } == 60)
    #expect(try last.verify().faults.isEmpty)
    world = nil
  }
}
