import Foundation
import TerminalKit
import Testing

/// The daily backup in the background, and going back to it, with the real program in a real terminal.
@Suite struct DailyBackupScreenTests {
  /// Waits until a condition is true, for half a minute at most.
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

    // The disk fails: the file is no register any more.
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
    try drill.wait(for: "lần nữa thì ra khỏi chương trình")
    drill.press("q")
    try drill.waitExit()
    #expect(try office.jsonList("list", "incoming").count == 1)
    #expect(try office("verify").status == 0)
    let aside = try FileManager.default.contentsOfDirectory(atPath: office.folder)
      .filter { $0.contains(".before-restore-") }
    #expect(aside.count == 1, "the damaged file is kept")
    // No number is given before the last ones on paper were asked for.
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

  /// The files of the sample and of another office are in the same folder, and are newer.
  @Test func theNewestIsNeverAnotherOffices() throws {
    let office = try ShellOffice.founded()
    try office.register("1/UBND-VX")
    #expect(try office("backup").status == 0)
    let (file, other) = (office.file, office.folder + "/khac.db")
    office.file = office.folder + "/xa-mau.db"
    #expect(try office("sample", "--documents", "20").status == 0)
    office.file = other
    let founding = [
      "init", "--organ-id", "000.00.01.H14", "--name", "UBND xã Hòa An", "--place", "Hòa An", "--clerk", "Văn thư 2",
    ]
    #expect(try office.run(founding).status == 0)
    office.file = file
    let listed = try #require(try office.json("backups")["backups"] as? [[String: Any]])
    #expect(listed.compactMap { $0["owner"] as? String } == ["own", "otherOffice", "sample"])
    #expect(try office("backups").output.contains("cơ quan khác: UBND xã Hòa An"))

    truncate(file, 100_000)
    #expect(try office("restore", "--newest").status == 0)
    #expect(try office.jsonList("list", "incoming").count == 1)

    // Nothing shows any more to which office the file belonged.
    for path in try FileManager.default.contentsOfDirectory(atPath: office.folder) where path.hasPrefix("office.db") {
      try FileManager.default.removeItem(atPath: office.folder + "/" + path)
    }
    let refused = try office("restore", "--newest")
    #expect(refused.isRefusal && refused.error.contains("khac.db (UBND xã Hòa An)"), "\(refused)")
    #expect(!refused.error.contains("xa-mau.db"))
    #expect(access(file, F_OK) != 0)
  }

  @Test func aFileOfAnotherOfficeIsRestoredOnlyIfThatIsMeant() throws {
    let office = try ShellOffice.founded()
    try office.register("1/UBND-VX")
    let (file, other) = (office.file, office.folder + "/khac.db")
    office.file = other
    let founding = [
      "init", "--organ-id", "000.00.01.H14", "--name", "UBND xã Hòa An", "--place", "Hòa An", "--clerk", "Văn thư 2",
    ]
    #expect(try office.run(founding).status == 0)
    office.file = file
    let refused = try office("restore", other)
    #expect(refused.isRefusal && refused.error.contains("UBND xã Hòa An"))
    #expect(try office.jsonList("list", "incoming").count == 1)
    #expect(try office("restore", other, "--other-office").status == 0)
    #expect(try office.jsonList("list", "incoming").isEmpty)
    // What was set aside is no backup, but it is there.
    try FileManager.default.removeItem(atPath: other)
    let lost = try office("restore", "--newest")
    #expect(lost.isRefusal && lost.error.contains("before-restore-"), "\(lost)")
    #expect(lost.error.contains("UBND xã Đàm Thủy"), "\(lost)")
  }

  @Test func whereNothingIsLeftButWhatWasSetAsideItIsNamed() throws {
    let office = try ShellOffice.founded()
    try office.register("1/UBND-VX")
    let copy = "\(FileManager.default.temporaryDirectory.path)/\(UUID()).db"
    #expect(try office("backup", copy).status == 0)
    #expect(try office("restore", copy).status == 0)
    try FileManager.default.removeItem(atPath: copy)
    let refused = try office("restore", "--newest")
    #expect(refused.isRefusal && refused.error.contains("office.db.before-restore-"), "\(refused)")
  }

  /// Pages in the middle of the file are lost: it opens, and cannot be read.
  @Test func aDamagedFileLeadsToTheBackups() throws {
    let office = try ShellOffice.founded()
    try office.register("1/UBND-VX")
    #expect(try office("backup").status == 0)
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: office.file))
    try handle.seek(toOffset: 8192)
    try handle.write(contentsOf: Data(count: 49_152 - 8192))
    try handle.close()
    let said = try office("list", "incoming")
    #expect(said.status == 3 && said.error.contains("bị hỏng") && said.error.contains("vanthu-"), "\(said)")
    let screen = try PseudoTerminal(
      program: officeProgram, arguments: ["--office", office.file],
      environment: office.environment.mapValues { $0 as String? }, rows: 24, columns: 80)
    try screen.wait(for: "hằng ngày")
    #expect(screen.text.contains("bị hỏng"))
  }

  @Test func aMissingFileLeadsToTheBackupsBeforeANewOne() throws {
    let office = try ShellOffice.founded()
    #expect(try office("backup").status == 0)
    for ending in ["", "-wal", "-shm"] { unlink(office.file + ending) }
    #expect(try office("list", "incoming").error.contains("nhưng có bản sao lưu"))
    let screen = try PseudoTerminal(
      program: officeProgram, arguments: ["--office", office.file],
      environment: office.environment.mapValues { $0 as String? }, rows: 24, columns: 80)
    try screen.wait(for: "hằng ngày")
    #expect(screen.text.contains("Không còn tệp sổ"))
    screen.press("n")
    try screen.wait(for: "Tên cơ quan")
  }

  /// Another program has the file open: this is reported before the question.
  @Test func anotherWindowIsSpokenOfBeforeTheQuestion() throws {
    let office = try ShellOffice.founded()
    #expect(try office("backup").status == 0)
    let (other, screen) = (try office.screen(), try office.screen())
    screen.press("7")
    try screen.wait(for: "hằng ngày")
    screen.press("enter")
    try screen.wait(for: "Còn chương trình đang mở")
    #expect(!screen.text.contains("Phục hồi từ bản này?"))
    other.press("q")
    try other.waitExit()
    screen.press("enter")
    try screen.wait(for: "Phục hồi từ bản này?")
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
