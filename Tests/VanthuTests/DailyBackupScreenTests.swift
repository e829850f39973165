import Foundation
import TerminalKit
import Testing

/// The backup of the day beside the screen, and the way back to it, with the real program in a real terminal.
@Suite struct DailyBackupScreenTests {
  /// Waits until something is so; half a minute at most.
  private func wait(until isSo: () -> Bool) -> Bool {
    for _ in 0..<300 {
      if isSo() { return true }
      usleep(100_000)
    }
    return false
  }

  private func backups(_ office: ShellOffice) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: office.file + ".backups")) ?? [])
      .filter { $0.hasPrefix("vanthu-") && $0.hasSuffix(".db") }
  }

  @Test func theFirstStartOfADayBacksUpAndADrillGoesBackToIt() throws {
    let office = try ShellOffice.founded(day: nil)
    try office.register("1/UBND-VX")
    let screen = try office.screen()
    #expect(wait { !backups(office).isEmpty }, "no backup was made")
    try screen.wait(for: "sao lưu: hôm nay")
    screen.press("q")
    try screen.waitExit()
    #expect(backups(office).count == 1)

    // The disk fails: what is there is no register any more.
    try Data(repeating: 7, count: 50_000).write(to: URL(fileURLWithPath: office.file))
    for end in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: office.file + end) }
    let drill = try PseudoTerminal(
      program: officeProgram, arguments: ["--office", office.file],
      environment: office.environment.mapValues { $0 as String? }, rows: 24, columns: 100)
    try drill.wait(for: "hằng ngày")
    drill.press("enter")
    try drill.wait(for: "Phục hồi từ bản này?")
    drill.press("enter")
    try drill.wait(for: "Đã phục hồi từ")
    drill.press("q")
    try drill.wait(for: "Hộp việc")
    drill.press("q")
    try drill.waitExit()
    #expect(try office.jsonList("list", "incoming").count == 1)
    #expect(try office("verify").status == 0)
    let aside = try FileManager.default.contentsOfDirectory(atPath: office.folder)
      .filter { $0.contains(".before-restore-") }
    #expect(aside.count == 1, "the damaged file is kept")
    // No number before the paper has been asked.
    #expect(try office.run(ShellOffice.letter("2/UBND-VX")).status == 1)
  }

  @Test func theShellGoesBackToTheNewestInOneCommand() throws {
    let office = try ShellOffice.founded()
    try office.register("1/UBND-VX")
    #expect(try office("restore").error.contains("Không tìm thấy bản sao lưu nào"))
    let made = try office.json("backup")
    #expect((made["files"] as? [String])?.count == 1)
    let listed = try office.json("backups")
    #expect((listed["backups"] as? [[String: Any]])?.first?["kind"] as? String == "daily")
    #expect(try office("restore").isRefusal)
    try FileManager.default.removeItem(atPath: office.file)
    #expect(try office("restore", "--newest").status == 0)
    #expect(try office.jsonList("list", "incoming").count == 1)
  }

  @Test func aPlaceIsAddedAndTakenAwayByItsPath() throws {
    let office = try ShellOffice.founded()
    try FileManager.default.createDirectory(atPath: office.folder + "/usb", withIntermediateDirectories: false)
    #expect(try office("backups", "add", office.folder + "/usb").status == 0)
    #expect(try office("backups", "add", office.folder + "/usb/").isRefusal)
    #expect(try office("backups", "add", office.folder + "/nowhere").isRefusal)
    #expect((try office.json("backup")["files"] as? [String])?.count == 2)
    #expect(try office("backups", "remove", office.folder + "/usb").status == 0)
    #expect((try office.json("backup")["files"] as? [String])?.count == 1)
  }
}
