import Foundation
import TerminalKit
import Testing

/// How the shell and the screen report damaged files.
@Suite struct DamagedOfficeTests {
  /// Overwrites pages after the middle with zeros; the file still opens.
  private func damage(_ file: String) throws {
    let handle = try FileHandle(forUpdating: URL(fileURLWithPath: file))
    let size = try handle.seekToEnd()
    // Far after the first pages of every table, where the documents and their index of words are.
    try handle.seek(toOffset: size / 4096 / 3 * 2 * 4096)
    try handle.write(contentsOf: Data(count: 6 * 4096))
    try handle.close()
  }

  @Test func aDamagedOfficeIsSaidToBeOneAndGivesNoNumbers() throws {
    let office = try ShellOffice(day: nil)
    #expect(try office("sample", "--documents", "600", "--seed", "1").status == 0)
    #expect(try office("backup").status == 0)
    try damage(office.file)
    let said = try office("backup")
    #expect(said.status == 3 && said.error.hasPrefix("vanthu: Tệp sổ \(office.file) bị hỏng"), "\(said)")
    #expect(said.error.contains("vanthu restore \(office.file).backups/vanthu-"), "\(said)")
    let refused = try office.run(ShellOffice.letter("1/UBND"))
    #expect(refused.status == 3 && refused.error.contains("không cấp số nữa"), "\(refused)")
    #expect(try office("verify").status == 3)

    let screen = try PseudoTerminal(
      program: officeProgram, arguments: ["--office", office.file],
      environment: office.environment.mapValues { $0 as String? }, rows: 24, columns: 80)
    try screen.wait(for: "không cấp số nữa")
    #expect(!screen.text.contains(".:"))
    screen.press("n")
    try screen.wait(for: "phím 7 trên màn hình")
    screen.press("7")
    try screen.wait(for: "cạnh tệp sổ · ")
    screen.press("enter")
    try screen.wait(for: "Phục hồi từ bản này?")
    screen.press("enter")
    try screen.wait(for: "Đã phục hồi từ")
    screen.press("q")
    try screen.wait(for: "Hộp việc")
    #expect(!screen.text.contains("không cấp số nữa"))
  }

  @Test func aPlaceThatIsNotThereIsSaid() throws {
    let office = try ShellOffice.founded()
    let usb = office.folder + "/usb"
    try FileManager.default.createDirectory(atPath: usb, withIntermediateDirectories: false)
    #expect(try office("backups", "add", usb).status == 0)
    #expect(try !office("backup").output.contains("chưa thấy"))
    try FileManager.default.removeItem(atPath: usb)
    let made = try office("backup")
    #expect(made.status == 0 && made.output.contains("chưa thấy \(usb): chưa có bản ở đó"), "\(made)")
    #expect(try office("backups").output.contains("\(usb)\tCHƯA THẤY"))
    let screen = try office.screen(columns: 80)
    screen.press("7")
    try screen.wait(for: "usb: CHƯA THẤY")
    screen.press("s")
    try screen.wait(for: "chưa có bản ở đó")
  }

  /// Where there is no copy, the clerk is not advised to make one of the damaged file.
  @Test func withoutACopyTheScreenSaysWhereOneCanBe() throws {
    let office = try ShellOffice(day: nil)
    #expect(try office("sample", "--documents", "600", "--seed", "1").status == 0)
    try damage(office.file)
    #expect(try office("backup").status == 3)
    let screen = try PseudoTerminal(
      program: officeProgram, arguments: ["--office", office.file],
      environment: office.environment.mapValues { $0 as String? }, rows: 24, columns: 80)
    try screen.wait(for: "không cấp số nữa")
    screen.press("7")
    try screen.wait(for: "Không thấy bản sao lưu nào ở gần đây")
    #expect(!screen.text.contains(":backup để làm ngay"))
  }

  /// The exit status is the same however the file is damaged, and whatever the command.
  @Test(arguments: ["cut off", "empty", "zeros", "text", "foreign"]) func allDamageEndsWithOneCode(
    _ what: String
  ) throws {
    let office = try ShellOffice.founded()
    try office.register("1/UBND-VX")
    #expect(try office("list", "incoming").status == 0)
    let url = URL(fileURLWithPath: office.file)
    let bytes = try Data(contentsOf: url)
    for end in ["-wal", "-shm"] { unlink(office.file + end) }
    switch what {
    case "cut off": try bytes.prefix(50_000).write(to: url)
    case "empty": try Data().write(to: url)
    case "zeros": try Data(count: bytes.count).write(to: url)
    case "text": try Data(String(repeating: "không phải sổ\n", count: 999).utf8).write(to: url)
    default:
      var other = bytes
      other.replaceSubrange(68..<72, with: Data(count: 4))
      try other.write(to: url)
    }
    for words in [["list", "incoming"], ["backup"], ["verify"], ["export", "incoming"]] {
      let ended = try office.run(words)
      #expect(ended.status == 3, "\(words): \(ended)")
    }
    let damaged = office.file
    office.file = office.folder + "/khac.db"
    #expect(try office("restore", damaged).status == 3)
  }
}
