import Foundation
import Testing

/// The power fails before every write, fsync and change of a name of real sessions of the real programs. Nothing that was told to anybody is
/// lost, and everything goes on from there to the same end (docs/simulator.md, "A crash at every write").
///
/// `VANTHU_CRASHES=all` looks at every single point, and carries each state to its end.
@Suite struct CrashTests {
  private static let isWhole = ProcessInfo.processInfo.environment["VANTHU_CRASHES"] == "all"

  private func options(writes: Int, ends: Int, hasOneEnd: Bool = true) -> Sweep.Options {
    Self.isWhole
      ? Sweep.Options(writes: 1, ends: 1, hasOneEnd: hasOneEnd)
      : Sweep.Options(writes: writes, ends: ends, hasOneEnd: hasOneEnd)
  }

  private func sweep(
    _ name: String, _ way: (Stage) -> Province.Way, _ options: Sweep.Options, _ session: (Stage) throws -> Void
  ) throws {
    let stage = try Stage()
    let file = stage.root + "/ban-ve.pdf"
    try Disk.write((0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 11) }, file)
    try Province.found(stage.world, attaching: file)
    let disk = try Disk(stage.world)
    try session(stage)
    let start = Date()
    let sweep = try Sweep(stage, disk, way(stage), options)
    try sweep.run()
    #expect(sweep.problems.isEmpty, "\(sweep.problems.joined(separator: "\n"))")
    let figures = sweep.figures
    print(
      "\(name): \(figures.operations) operations, \(figures.points) points, \(figures.disks) disks,",
      "\(figures.states) states verified, \(figures.ends) carried to their ends,",
      "\(Int(Date().timeIntervalSince(start) * 10)) tenths of a second")
    #expect(figures.points > 0 && figures.states > 10)
  }

  @Test func nothingToldIsLostOnAStick() throws {
    try sweep("stick", { .stick($0.stick) }, options(writes: 10, ends: 20)) { stage in
      for _ in 0..<2 {
        try stage.run(.sender, ["sync", "--folder", stage.stick])
        try stage.run(.reader, ["sync", "--folder", stage.stick])
        try stage.run(.hub, ["answer", stage.stick, "--data", stage.hubData])
      }
      try stage.run(.sender, ["sync", "--folder", stage.stick])
      try stage.run(.reader, ["sync", "--folder", stage.stick])
    }
  }

  @Test func nothingToldIsLostOverALine() throws {
    try sweep("line", { _ in .line }, options(writes: 10, ends: 20)) { stage in
      try stage.whileServing { address in
        for machine in [Machine.sender, .reader, .sender] { try stage.run(machine, ["sync", "--hub", address]) }
      }
    }
  }

  @Test func whatAClerkWasToldStands() throws {
    try sweep("desk", { _ in .line }, options(writes: 4, ends: 20, hasOneEnd: false)) { stage in
      try stage.run(
        .reader,
        ["register", "7/X", "--from", "Công ty X", "--date", "hôm nay", "--type", "cv", "--subject", "Thư tay"])
      try stage.run(
        .reader,
        [
          "issue", "--type", "cv", "--subject", "Về việc trả lời", "--signer", "Chủ tịch, Nông Văn A", "--to",
          "so-noi-vu", "--attach", stage.root + "/ban-ve.pdf",
        ])
      try stage.run(.reader, ["route", "1", "--lead", "Tư pháp"])
    }
  }
}
