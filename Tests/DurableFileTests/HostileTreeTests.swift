import Glibc
import TestSupport
import Testing

@testable import DurableFile

/// A stick, a mailbox, a shared folder: an attacker can put anything there.
struct HostileTreeTests {
  let folder = TemporaryFolder(in: "/tmp")

  @Test func noLinkIsFollowedInAFolderOthersFill() throws {
    let secret = try folder.write("khóa", "bí mật")
    mkdir(folder("usb"), 0o700)
    mkdir(folder("nhà"), 0o700)
    symlink(secret, folder("usb/gói"))
    symlink(folder("nhà"), folder("usb/to-hub"))
    let stick = try Folder(folder("usb"))
    #expect(try OpenFile("gói", in: stick) == nil)
    #expect(throws: FileFailure(folder("usb/to-hub"), .noPlainFolder, code: ENOTDIR)) {
      try Folder("to-hub", in: stick, making: 0o700)
    }
    #expect(throws: FileFailure.self) { try stick.folder("gói") }
    #expect(throws: FileFailure.self) { try stick.folder("to-hub") }
    #expect(try stick.folder("không") == nil)
    // A path that the user names is followed, links and all.
    #expect(try OpenFile.all(folder("usb/gói"), atMost: 100) == Array("bí mật".utf8))
  }

  @Test(.timeLimit(.minutes(1))) func pipesDevicesAndFoldersAreNoFilesAndNobodyWaits() throws {
    mkfifo(folder("ống"), 0o600)
    mkdir(folder("thư mục"), 0o700)
    symlink("/dev/zero", folder("không dứt"))
    if geteuid() == 0 { mknod(folder("thiết bị"), S_IFCHR | 0o600, dev_t(1 << 8 | 5)) }
    let tree = try Folder(folder.path)
    for name in try tree.names() {
      #expect(try OpenFile(name, in: tree) == nil, "\(name)")
      #expect(try OpenFile(folder(name)) == nil, "\(name)")
      #expect(throws: FileFailure.self, "\(name)") { try StandingFile(folder(name)) }
    }
    #expect(throws: FileFailure.self) { try InputStream.all(folder("ống"), waiting: false) }
    #expect(throws: FileFailure.self) { try InputStream.all("/dev/zero", waiting: true) }
  }

  @Test func aFileThatIsGoneInBetweenIsNone() throws {
    try folder.write("gói", "x")
    let tree = try Folder(folder.path)
    let names = try tree.names()
    unlink(folder("gói"))
    #expect(try names.allSatisfy { try OpenFile($0, in: tree) == nil })
    #expect(throws: FileFailure.self) { try tree.move("gói", to: tree, as: "khác") }
    try tree.remove("gói")
  }

  @Test func aNameIsBytes() throws {
    // Decomposed, as a Mac writes it; and not UTF-8 at all, as on an old stick.
    let names: [[UInt8]] = [
      Array("Ba\u{301}o ca\u{301}o".utf8), [0x42, 0xE1, 0x6F, 0xFF, 0x2E, 0x74],
      // The character that represents a byte, written out.
      Array("B\u{10FFE1}o".utf8),
    ]
    for bytes in names {
      let name = SystemPath.text(bytes)
      #expect(SystemPath.bytes(name) == bytes)
      #expect(FileAddress.path(of: FileAddress.of(folder(name))) == folder(name))
      try NewFile.write(Array("có".utf8), to: folder(name))
      #expect(access((Array(folder.path.utf8) + [47] + bytes + [0]).map(CChar.init(bitPattern:)), F_OK) == 0)
      #expect(try Folder(folder.path).names().contains { SystemPath.bytes($0) == bytes })
      #expect(try OpenFile.all(folder(name), atMost: 10) == Array("có".utf8))
    }
    #expect(access(folder("Báo cáo"), F_OK) != 0)
    #expect(FileAddress.of("/so 1?#%\u{10FFE1}.db") == "file:///so%201%3f%23%25%e1.db")
    for other in ["file://may-khac/a", "file:a", "http:///a", "file:///%0", "file:///%+1", "file:///a%00b", "/a"] {
      #expect(FileAddress.path(of: other) == nil, "\(other)")
    }
  }

  @Test func aLogGrowsForItsOwnerAloneAndMakesRoom() throws {
    let path = folder("nhật ký/sync.log")
    for line in 1...4 { try StandingFile.log("\(line)\n", to: path, most: 1, kept: 2) }
    let tree = try Folder(folder("nhật ký"))
    #expect(try tree.names() == ["sync.log", "sync.log.1", "sync.log.2"])
    #expect(folder.text("nhật ký/sync.log") == "4\n" && folder.text("nhật ký/sync.log.2") == "2\n")
    chmod(path, 0o644)
    try StandingFile.log("5\n", to: path)
    #expect(folder.mode("nhật ký/sync.log") == 0o600)
    // Where a link was prepared, the log is not written through it.
    let victim = try folder.write("khóa", "bí mật")
    symlink(victim, folder("lạ.log"))
    #expect(throws: FileFailure.self) { try StandingFile.log("x\n", to: folder("lạ.log")) }
    #expect(folder.text("khóa") == "bí mật")
  }
}
