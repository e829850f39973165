import Foundation
import GRDB
import Glibc
import Office
import TestSupport
import Testing

/// The real program, killed at random moments, again and again: what was acknowledged is there, no number is given
/// twice, none is left out. `VANTHU_SEED=n` repeats the random choices of a failure; the moments of the kills still
/// depend on the machine.
@Suite struct CrashTests {
  private static let seed =
    getenv("VANTHU_SEED").flatMap { UInt64(String(cString: $0)) } ?? UInt64.random(in: 1...999_999)

  /// Four offices, 52 kills each. For every second one, a reader keeps the file open, so that the write-ahead log is
  /// never moved into the file.
  @Test(arguments: 0...3) func aKilledVerbHappenedOrDidNot(part: UInt64) throws {
    let seed = CrashTests.seed + part
    let office = try ShellOffice.founded()
    let reader = try part % 2 == 1 ? DatabaseQueue(path: office.file) : nil
    _ = try reader?.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM journal") }
    var clerk = RandomClerk(seed: seed)
    for number in 1...8 { try office.register("A\(number)/UBND") }
    var ledger = try Ledger(office)
    var usual = 40_000.0
    var (kept, lost) = (0, 0)
    var kills = 0
    var round = 0
    while kills < 52 {
      round += 1
      let act = try clerk.next(ledger, office)
      let began = DispatchTime.now().uptimeNanoseconds
      let running = try office.start(act.words)
      let ended: Ended
      if round % 4 == 0 {
        // One in four runs to its end: to measure how long an act takes here, and to have something to lose.
        ended = running.wait()
        let took = Double(DispatchTime.now().uptimeNanoseconds - began) / 1000
        usual += (took - usual) * 0.3
        #expect(ended.status != -SIGKILL, "seed \(seed): \(act.words) hangs")
      } else {
        if round % 2 == 1 {
          usleep(UInt32.random(in: 0...UInt32(usual * 1.2), using: &clerk.dice))
        } else {
          // At the critical moment: the log is being written, synced, moved into the file.
          running.waitUntilSize(of: office.file + "-wal")
          usleep(UInt32.random(in: 0...5000, using: &clerk.dice))
        }
        ended = running.end()
        if ended.status == -SIGKILL { kills += 1 }
      }
      let story = "seed \(seed), kill \(kills), \(act.words.joined(separator: " ")): \(ended)"
      #expect([0, 1, -SIGKILL].contains(ended.status), "\(story)")
      let before = ledger.lines
      try ledger.take([(act, ended)], office, story)
      if ended.status == -SIGKILL, act.changes { if ledger.lines == before { lost += 1 } else { kept += 1 } }
      if round % 25 == 0 { try expectSound(office, story) }
      if ledger.isBroken { return }
    }
    try expectSound(office, "seed \(seed), at the end")
    // If all kills came before the commit, or all after it, the test would prove little.
    #expect(
      lost > 5 && ledger.lines.count > 9, "seed \(seed): \(kept) kills kept their act, \(lost) lost it")
    print("seed \(seed): of \(kills) kills \(kept) kept their act, \(lost) lost it, \(ledger.lines.count) lines")
  }

  @Test func twoWritersAreKilledByTurnsAndTheOtherGoesOn() throws {
    let seed = CrashTests.seed
    let office = try ShellOffice.founded()
    var dice = SeededRandom(seed: seed)
    var ledger = Ledger()
    var kills = 0
    var round = 0
    while kills < 30 {
      round += 1
      let acts = (0...1).map { RandomClerk.Act(ShellOffice.letter("\(round * 2 + $0)/UBND") + ["--json"], makes: true) }
      let running = try acts.map { try office.start($0.words) }
      usleep(UInt32.random(in: 0...60_000, using: &dice))
      let victim = running[round % 2].end()
      let other = running[1 - round % 2].wait()
      if victim.status == -SIGKILL { kills += 1 }
      let story = "seed \(seed), round \(round): \(victim) beside \(other)"
      #expect(other.status == 0, "\(story)")
      try ledger.take([(acts[round % 2], victim), (acts[1 - round % 2], other)], office, story)
      if ledger.isBroken { return }
    }
    try expectSound(office, "seed \(seed)")
  }

  @Test func aKilledFoundingLeavesAWholeOfficeOrNone() throws {
    var dice = SeededRandom(seed: CrashTests.seed)
    var kills = 0
    while kills < 25 {
      let office = try ShellOffice()
      let founding = [
        "init", "--organ-id", "x", "--name", "UBND xã Đàm Thủy", "--place", "Đàm Thủy", "--clerk", "Văn thư 1",
        "--json",
      ]
      let running = try office.start(founding)
      usleep(UInt32.random(in: 0...80_000, using: &dice))
      let ended = running.end()
      if ended.status == -SIGKILL { kills += 1 }
      let story = "seed \(CrashTests.seed), kill \(kills): \(ended)"
      if access(office.file, F_OK) != 0 {
        #expect(ended.json == nil, "\(story)")
        #expect(try office.run(founding).status == 0, "\(story)")
      }
      #expect(try office.register()["arrivalNumber"] as? Int == 1, "\(story)")
      try expectSound(office, story)
    }
  }

  /// The sample writes transactions without a pause, for seconds.
  @Test func aKilledSampleLeavesASoundFileOrNone() throws {
    var dice = SeededRandom(seed: CrashTests.seed)
    for round in 1...10 {
      let office = try ShellOffice()
      let running = try office.start(["sample", "--documents", "3000", "--seed", "\(round)", "--json"])
      usleep(UInt32.random(in: 20_000...1_200_000, using: &dice))
      let ended = running.end()
      guard access(office.file, F_OK) == 0 else { continue }
      let story = "seed \(CrashTests.seed), round \(round): \(ended)"
      #expect(try office("list", "incoming", "--all", "--limit", "1").status == 0, "\(story)")
      try expectSound(office, story)
    }
  }
}

/// Expects that `verify` finds nothing: the chain, the replay, the books, SQLite's own check.
func expectSound(_ office: ShellOffice, _ story: String, _ location: SourceLocation = #_sourceLocation) throws {
  let report = try Office.open(office.file).verify()
  #expect(
    report.isSound, "\(report.findings.map { "\($0.place): \($0.words.english)" }) after \(story)",
    sourceLocation: location)
}
