import Foundation
import GRDB
import RecordsSQL
import Sync
import Testing

@testable import Hub
@testable import Office

/// The power fails before every write, fsync and change of a name in real sessions of the real programs. Nothing that
/// was reported to anybody is lost, and everything continues from there to the same end (docs/simulator.md, "A crash at
/// every write").
///
/// `VANTHU_CRASHES=all` tries every single point, and carries each state to its end.
@Suite struct CrashTests {
  private static let isWhole = ProcessInfo.processInfo.environment["VANTHU_CRASHES"] == "all"

  @Test func nothingToldIsLostOnAStick() throws {
    let stage = try exchangingStage()
    try sweep("stick", stage, .stick(stage.stick), Sweep.Options(writes: 10, ends: 20)) {
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
    let stage = try exchangingStage(isLong: true)
    try sweep("line", stage, .line, Sweep.Options(writes: 10, ends: 10)) {
      try stage.whileServing { address in
        for machine in [Machine.sender, .reader, .sender] { try stage.run(machine, ["sync", "--hub", address]) }
      }
    }
  }

  @Test func whatAClerkWasToldStands() throws {
    let stage = try exchangingStage()
    try sweep("desk", stage, .line, Sweep.Options(writes: 4, ends: 2, hasOneEnd: false)) {
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

  /// An office is founded and enrolled at the hub by a stick; after a crash anywhere, the same commands with the same
  /// code complete it.
  @Test func whoeverIsCutOffWhileEnrollingEnrolsWithTheSameCode() throws {
    let stage = try Stage()
    let organ = Province.organs[0].organ
    let code = try Province.found(stage.world).code(for: organ).description
    let founding = ["init", "--organ-id", organ, "--name", "Sở Nội vụ", "--place", "Cao Bằng", "--clerk", "Văn thư"]
    var options = Sweep.Options(writes: 4, ends: 10, hasOneEnd: false)
    options.goOn = { folder in
      let file = folder + "/so/office.db"
      let program = ["vanthu", "--office", file]
      let enrolling = program + ["enrol", "--folder", folder + "/stick", "--code", code]
      let answering = ["vanthu-hub", "answer", folder + "/stick", "--data", folder + "/hub"]
      if access(file, F_OK) != 0, try stage.goOn(program + founding) != 0 { throw CannotGoOn(said: try stage.said()) }
      for words in [enrolling, answering, enrolling] where try Office.open(file).enrolment() == nil {
        _ = try stage.goOn(words)
      }
      if try Office.open(file).enrolment() == nil { throw CannotGoOn(said: try stage.said()) }
      try Self.expectKnown(folder)
    }
    try sweep("enrolment", stage, .stick(stage.stick), options) {
      try stage.run(.sender, founding)
      try stage.run(.sender, ["enrol", "--folder", stage.stick, "--code", code])
      try stage.run(.hub, ["answer", stage.stick, "--data", stage.hubData])
      try stage.run(.sender, ["enrol", "--folder", stage.stick, "--code", code])
    }
  }

  /// The file of a burnt PC is filled again from the hub; after a crash anywhere, the same command with the same code
  /// completes it.
  @Test func whoeverIsCutOffWhileComingBackComesBackWithTheSameCode() throws {
    let stage = try exchangingStage()
    _ = try Province(stage.world).finish(.line)
    for name in ["office.db", "office.db.key", "office.db-wal", "office.db-shm"] { unlink("\(stage.world)/so/\(name)") }
    let code = try Hub.open(stage.hubData).code(for: Province.organs[0].organ).description
    var options = Sweep.Options(writes: 20, ends: 20, hasOneEnd: false)
    // Each of them needs a hub that serves.
    options.endsOfAll = 5
    options.goOn = { folder in
      let file = folder + "/so/office.db"
      if access(file, F_OK) != 0 {
        try stage.whileServing(folder + "/hub") { address in
          let words = ["vanthu", "--office", file, "restore", "--from-hub", address, "--code", code]
          if try stage.goOn(words) != 0 { throw CannotGoOn(said: try stage.said()) }
        }
      }
      try Self.expectKnown(folder)
    }
    try sweep("coming back", stage, .line, options) {
      try stage.whileServing { address in
        try stage.run(.sender, ["restore", "--from-hub", address, "--code", code])
      }
    }
  }

  /// Checks that the station is enrolled, with the keys that the hub knows it by.
  private static func expectKnown(_ folder: String) throws {
    let file = folder + "/so/office.db"
    let office = try Office.open(file)
    guard try office.enrolment() != nil else { throw CannotGoOn(said: "not enrolled") }
    let station = try office.stationName().station
    let known = try Hub.open(folder + "/hub").read {
      try Data.fetchOne(
        $0, sql: "SELECT signingKey FROM stationKeys WHERE station = ? ORDER BY number DESC", arguments: [station])
    }
    guard known == (try KeyFile(besideOffice: file).read())?.signing.publicKey.rawRepresentation else {
      throw CannotGoOn(said: "the hub knows it by other keys")
    }
  }

  private func exchangingStage(isLong: Bool = false) throws -> Stage {
    let stage = try Stage()
    let file = stage.root + "/ban-ve.pdf"
    try Disk.write((0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 11) }, file)
    try Province.found(stage.world, attaching: file, isLong: isLong)
    return stage
  }

  private func sweep(
    _ name: String, _ stage: Stage, _ way: Province.Way, _ options: Sweep.Options, _ session: () throws -> Void
  ) throws {
    var options = options
    if Self.isWhole { (options.writes, options.ends) = (1, options.endsOfAll) }
    let disk = try Disk(stage.world)
    try session()
    let start = Date()
    let sweep = try Sweep(stage, disk, way, options)
    try sweep.run()
    #expect(sweep.problems.isEmpty, "\(sweep.problems.joined(separator: "\n"))")
    let figures = sweep.figures
    print(
      "\(name): \(figures.operations) operations, \(figures.points) points, \(figures.disks) disks,",
      "\(figures.states) states verified, \(figures.ends) carried to their ends; \(figures.promises) promises,",
      "\(Int(Date().timeIntervalSince(start) * 10)) tenths of a second")
    // A sweep that saw no promise and no change would find nothing.
    #expect(figures.points > 50 && figures.states > 4 && figures.ends > 0 && figures.promises > 5)
  }
}

struct CannotGoOn: Error {
  let said: String
}
