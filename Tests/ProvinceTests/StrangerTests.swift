import BadLine
import Foundation
import Testing

/// Once 512 connections that sent a byte now and then kept a province out for as long as they liked, and 2,000 silent
/// ones for a good while: every honest request was told to come later.
@Suite(.serialized) struct StrangerTests {
  @Test(.timeLimit(.minutes(2))) func anHonestStationIsServedAmongThousandsOfStrangers() throws {
    let (snv, commune) = ("so-noi-vu", "xa-2025-01351/ubnd")
    let province = try Province()
    try province.serve()
    let sender = try province.seat("snv", snv, "Sở Nội vụ tỉnh Cao Bằng")
    let reader = try province.seat("x1", commune, "UBND xã Hưng Đạo")
    try sender.issue("Về việc họp", to: commune)
    let strangers = Strangers(port: province.port, slow: 560, idle: 2_000, pause: 4)
    // All have been connected once, and most of those the hub has room for still are.
    for _ in 0..<200 where strangers.now.opened < 2_560 { usleep(100_000) }
    #expect(strangers.now.opened >= 2_560)
    // Complete runs, as the clerk starts them; in between some strangers are disconnected and come back.
    for round in 1...3 {
      try sender.issue("Về việc báo cáo lần \(round)", to: commune)
      for seat in [sender, reader] { try province.expect(try seat("sync")) }
      #expect(strangers.now.standing > 384, "\(strangers.now)")
    }
    #expect(try reader.list("inbox").count == 4)
    strangers.stop()
  }
}
