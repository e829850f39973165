import Foundation
import TestSupport
import Testing

@testable import Commands
@testable import vanthu

/// The exchange that the open screen begins by itself.
@MainActor @Suite struct ExchangePollTests {
  private static let minute: Int64 = 60_000

  /// Returns after how many minutes each of the next ones begins.
  private func pauses(_ poll: inout ExchangePoll, _ now: inout Int64, well: [Bool], every minutes: Int = 5) -> [Int64] {
    well.map { isWell in
      poll.ended(well: isWell, every: minutes, now: now)
      let before = now
      while !poll.isDue(every: minutes, now: now) { now += ExchangePollTests.minute }
      return (now - before) / ExchangePollTests.minute
    }
  }

  @Test func afterTheStartAndThenEveryFewMinutes() {
    var (poll, now) = (ExchangePoll(), Int64(1_000_000))
    let isDue = [now, now + 2_999, now + 3_000].map { poll.isDue(every: 5, now: $0) }
    #expect(isDue == [false, false, true])
    #expect(pauses(&poll, &now, well: [true, true, false, true]) == [5, 5, 5, 5])
  }

  @Test func lessAndLessOftenWhileTheConnectionFails() {
    var (poll, now) = (ExchangePoll(), Int64(1_000_000))
    let failing = Array(repeating: false, count: 7)
    #expect(pauses(&poll, &now, well: failing + [true]) == [5, 10, 20, 40, 60, 60, 60, 5])
    #expect(pauses(&poll, &now, well: [true, false, false], every: 90) == [90, 90, 90])
  }

  @Test func neverWhereItIsSwitchedOffAndNotStoppedByTheClock() {
    var poll = ExchangePoll()
    let times = Array(stride(from: Int64(0), to: 10_000_000, by: 60_000))
    let isDue = times.contains { poll.isDue(every: 0, now: $0) }
    #expect(!isDue)
    poll.ended(well: true, every: 5, now: 900_000_000_000)
    let isDueAgain = poll.isDue(every: 5, now: 1_000_000)
    #expect(isDueAgain)
  }

  @Test func theSettingIsKept() throws {
    let folder = FileManager.default.temporaryDirectory.path + "/poll-\(UUID())"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let setting = PollSetting(Paths(office: folder + "/office.db", environment: ["HOME": folder]))
    #expect(setting.read() == 5)
    for minutes in [0, 10, 1_440] {
      try setting.write(minutes)
      #expect(setting.read() == minutes)
    }
    for text in ["", "abc", "-1", "99999"] {
      try text.write(toFile: folder + "/.config/vanthu/poll", atomically: true, encoding: .utf8)
      #expect(setting.read() == 5, "\(text)")
    }
  }

  /// The clerk sees what it has brought, and nothing of one that failed.
  @Test(arguments: [true, false]) func itIsQuiet(brings: Bool) throws {
    let stage = try ScenarioStage()
    try stage.run(ScenarioTests.founding)
    try stage.perform(.province(["ago", "0"]))
    try stage.perform(.open(""))
    let program = stage.folder + "exchange.sh"
    try ShellScript.write(
      "case \"$1\" in *isQuiet*true*) exit 6;; esac\nexit 1",
      to: program)
    let workbench = try #require(stage.workbench)
    workbench.session.networkProgram = { program }
    try workbench.beginQuietExchange()
    let run = try #require(workbench.exchange)
    #expect(run.isQuiet)
    if brings {
      try stage.perform(.province(["UBND", "xã", "Trùng", "Khánh", "issue", "Về việc mượn trụ sở"]))
      try stage.perform(.province(["sync"]))
    }
    for _ in 0..<500 where workbench.exchange != nil {
      usleep(10_000)
      try stage.perform(.idle)
    }
    #expect(run.status == 6)
    let screen = try stage.shown(nil).joined(separator: "\n")
    #expect(screen.contains("Đã đồng bộ: 1 văn bản mới.") == brings)
    #expect(!screen.contains("không chạy được"))
  }
}
