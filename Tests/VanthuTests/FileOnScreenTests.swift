import Foundation
import Glibc
import TerminalKit
import Testing

/// The office's file is replaced while the screen is open, or cannot be written: the real program in a terminal.
@Suite struct FileOnScreenTests {
  private func fill(_ screen: PseudoTerminal, _ code: String) throws {
    screen.press("n")
    try screen.wait(for: "^S ghi")
    screen.send(code)
    screen.press("tab")
    screen.send("UBND tinh Cao Bang")
    screen.press("tab")
    screen.send("20/11")
    try screen.wait(for: "20/11/2026")
    screen.press("tab")
    screen.press("ctrl-u")
    screen.send("Công văn")
    screen.press("tab")
    screen.send("V/v sau khi thay")
    screen.waitQuiet()
  }

  private func copy(_ from: String, _ to: String) throws {
    unlink(to)
    try FileManager.default.copyItem(atPath: from, toPath: to)
  }

  @Test(arguments: [("renamed", "đã bị thay"), ("deleted", "Không còn tệp"), ("log gone", "Tệp phụ")])
  func anActIsRefusedAndTheFormKept(what: String, says: String) throws {
    let office = try ShellOffice.founded()
    for number in 1...3 { try office.register("\(number)/UBND") }
    try copy(office.file, office.file + ".bak")
    let screen = try office.screen()
    try office.register("77/UBND")
    try fill(screen, "200/UBND")
    for ending in ["-wal", "-shm"] { unlink(office.file + ending) }
    switch what {
    case "renamed": rename(office.file + ".bak", office.file)
    case "deleted": unlink(office.file)
    default: break
    }
    screen.press("ctrl-s")
    try screen.wait(for: says)
    #expect(screen.text.contains("V/v sau khi thay") && !screen.text.contains("Đã đăng ký"), "\(screen.text)")
    screen.signal(SIGKILL)
    try screen.waitExit()
    if what == "deleted" { rename(office.file + ".replaced", office.file) }
    let place = office.file
    if what == "renamed" { office.file = place + ".replaced" }
    let codes = try office.jsonList("list", "incoming").compactMap { $0["code"] as? String }
    #expect(codes.sorted() == ["1/UBND", "2/UBND", "3/UBND", "77/UBND"])
    office.file = place
    if what == "renamed" {
      // What lies there now is an old copy: its next number is on paper already.
      let stopped = try office.screen()
      try stopped.wait(for: "chưa cấp số")
      stopped.press("q")
      try stopped.waitExit()
      let confirmed = try office.run([
        "numbers", "--last", "den-2026=4", "--last", "di-2026=0", "--last", "di-sao-2026=0",
      ])
      #expect(confirmed.status == 0, "\(confirmed)")
    }
    // The unfinished input comes back.
    let again = try office.screen()
    again.press("n")
    try again.wait(for: "200/UBND")
  }

  @Test func itIsSaidAlsoWhenNobodyTypes() throws {
    let office = try ShellOffice.founded()
    try office.register("1/UBND")
    try copy(office.file, office.file + ".bak")
    let screen = try office.screen()
    rename(office.file + ".bak", office.file)
    try screen.wait(for: "đã bị thay")
    #expect(screen.text.contains(".replaced"))
    // It is still shown after other keys.
    screen.press("?")
    screen.waitQuiet()
    #expect(screen.text.contains("đã bị thay"))
  }

  @Test(.enabled(if: geteuid() == 0)) func aFullDiskIsLookedAt() throws {
    let office = try ShellOffice.founded()
    try office.register("1/UBND")
    let disk = office.folder + "/disk"
    mkdir(disk, 0o755)
    try #require(mount("tmpfs", disk, "tmpfs", 0, "size=3m") == 0)
    defer { umount2(disk, 2) }
    #expect(try office.run(["settle", "1"]).status == 0)
    try copy(office.file, disk + "/office.db")
    try? Data(repeating: 7, count: 4 << 20).write(to: URL(fileURLWithPath: disk + "/rest"))
    let descriptor = open(disk + "/rest2", O_WRONLY | O_CREAT, 0o600)
    while write(descriptor, [UInt8](repeating: 7, count: 4096), 4096) > 0 {}
    close(descriptor)
    office.file = disk + "/office.db"
    for words in [
      ["list", "incoming"], ["show", "1"], ["trail", "1"], ["search", "ho ngheo"], ["verify"], ["inbox"],
      ["export", "incoming"], ["backup", office.folder + "/copy.db"],
    ] {
      let ended = try office.run(words)
      #expect(ended.status == 0 && ended.error.contains("chỉ xem"), "\(words): \(ended)")
    }
    #expect(try office.jsonList("list", "incoming").count == 1)
    for words in [ShellOffice.letter("2/UBND"), ["settle", "1"], ["clerk", "add", "Văn thư 2"]] {
      let ended = try office.run(words)
      #expect(ended.status == 3 && ended.isRefusal, "\(words): \(ended)")
    }
    let backup = try office.run(["backup"])
    #expect(backup.status == 3 && backup.isRefusal && backup.error.contains("đã đầy"), "\(backup)")
    let screen = try office.screen()
    try screen.wait(for: "[chỉ xem]")
    // The reason is shown before any key is pressed, and no key is shown that would be refused.
    #expect(screen.text.contains("Ổ đĩa chứa tệp sổ đã đầy: chỉ xem"))
    #expect(!screen.text.contains("n đăng ký") && screen.text.contains("F5 tìm"))
    #expect(screen.text.contains("Không còn việc nào đang chờ.") && !screen.text.contains("Nhấn n"))
    screen.press("n")
    try screen.wait(for: "giải phóng chỗ trống")
    #expect(!screen.text.contains("^S ghi"))
    screen.press("e")
    screen.waitQuiet()
    #expect(screen.text.contains("[chỉ xem]"))
    // With room on the disk, it works again.
    unlink(disk + "/rest")
    unlink(disk + "/rest2")
    screen.press("n")
    try screen.wait(for: "^S ghi")
    #expect(!screen.text.contains("[chỉ xem]"))
  }

  @Test(.enabled(if: geteuid() == 0)) func aReadOnlyDiskIsNoMatterOfRights() throws {
    let office = try ShellOffice.founded()
    try office.register("1/UBND")
    let disk = office.folder + "/disk"
    mkdir(disk, 0o755)
    try #require(mount("tmpfs", disk, "tmpfs", 0, "size=3m") == 0)
    defer { umount2(disk, 2) }
    try copy(office.file, disk + "/office.db")
    try #require(mount("tmpfs", disk, "tmpfs", UInt(MS_RDONLY | MS_REMOUNT), nil) == 0)
    office.file = disk + "/office.db"
    let ended = try office.run(ShellOffice.letter("2/UBND"))
    #expect(ended.status == 3 && ended.isRefusal && ended.error.contains("chỉ đọc được"), "\(ended)")
    #expect(!ended.error.contains("quyền"))
    // Going on with a copy would make a second register of the same name.
    #expect(ended.error.contains("chỉ để xem") && !ended.error.contains("--office"), "\(ended)")
    let backup = try office.run(["backup"])
    #expect(backup.status == 3 && backup.isRefusal && !backup.error.contains("quyền"), "\(backup)")
    let screen = try office.screen()
    try screen.wait(for: "Ổ đĩa chứa tệp sổ chỉ đọc được: chỉ xem")
  }

  @Test(.enabled(if: geteuid() == 0)) func anotherUsersFileIsLookedAt() throws {
    let office = try ShellOffice.founded()
    try office.register("1/UBND")
    let nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    chmod(office.folder, 0o755)
    chmod(office.file, 0o644)
    for path in ["state", "config", "data"] { try? FileManager.default.removeItem(atPath: office.folder + "/" + path) }
    let before = try FileManager.default.contentsOfDirectory(atPath: office.folder).sorted()
    for words in [["list", "incoming"], ["verify"], ["search", "ho ngheo"], ["export", "incoming"]] {
      let ended = try office.run(words, before: nobody)
      #expect(ended.status == 0 && ended.error.contains("chỉ xem"), "\(words): \(ended)")
    }
    let ended = try office.run(ShellOffice.letter("2/UBND"), before: nobody)
    #expect(ended.status == 3 && ended.isRefusal, "\(ended)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: office.folder).sorted() == before)
  }
}
