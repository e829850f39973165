import Glibc
import TestSupport
import Testing

@testable import DurableFile

/// A file appears complete, for its owner alone, or not at all.
struct NewFileTests {
  let folder = TemporaryFolder(in: "/tmp")

  @Test func aFileIsThereWholeOrNotAtAll() throws {
    let new = try NewFile(folder("sổ.csv"))
    try new.write(Array("một".utf8))
    #expect(folder.text("sổ.csv") == nil)
    try new.write(Array(" hai".utf8))
    try new.finish()
    #expect(folder.text("sổ.csv") == "một hai")
    #expect(try folder.names() == ["sổ.csv"])
    #expect(folder.mode("sổ.csv") == 0o600)
    try NewFile.write([], to: folder("cho-cổng"), mode: 0o644)
    #expect(folder.mode("cho-cổng") & 0o600 == 0o600)
  }

  @Test func whatIsGivenUpOrForgottenLeavesNothing() throws {
    let new = try NewFile(folder("a"))
    try new.write([1])
    new.giveUp()
    for end in ["-wal", "-shm", "-journal"] {
      let forgotten = try NewFile(folder("b"))
      try NewFile.write([1], to: forgotten.asidePath + end)
      withExtendedLifetime(forgotten) {}
    }
    #expect(throws: CancellationError.self) { try NewFile(folder("c")).filled { _ in throw CancellationError() } }
    #expect(try folder.names().isEmpty)
  }

  @Test func nothingFilesOrNamesAreReplacedAsItWasSaid() throws {
    try folder.write("cũ", "cũ")
    let old = folder("cũ")
    #expect(throws: FileFailure(old, .exists, code: EEXIST)) { try NewFile(old, replacing: .nothing) }
    // Also one that appeared while the new one was written.
    let late = try NewFile(folder("muộn"), replacing: .nothing)
    try folder.write("muộn", "của người khác")
    #expect(throws: FileFailure.self) { try late.finish() }
    #expect(folder.text("muộn") == "của người khác")
    try NewFile.write(Array("mới".utf8), to: old, replacing: .files)
    #expect(folder.text("cũ") == "mới")
    #expect(try folder.names() == ["cũ", "muộn"].sorted())
  }

  @Test func onlyPlainFilesAreWrittenOver() throws {
    let victim = try folder.write("khóa", "bí mật")
    symlink(victim, folder("liên kết"))
    symlink(folder("không có"), folder("treo"))
    mkfifo(folder("ống"), 0o600)
    mkdir(folder("thư mục"), 0o700)
    let before = try folder.names()
    for name in ["liên kết", "treo", "ống", "thư mục"] {
      for replacing in [Replacing.nothing, .files] {
        #expect(throws: FileFailure.self, "\(name)") {
          try NewFile.write([1], to: folder(name), replacing: replacing)
        }
      }
    }
    #expect(throws: FileFailure("/dev/null", .noPlainFile)) {
      try NewFile.write([1], to: "/dev/null", replacing: .files)
    }
    #expect(throws: FileFailure.self) { try NewFile.write([1], to: folder("thư mục")) }
    #expect(throws: FileFailure.self) { try NewFile.write([1], to: folder.path + "/") }
    #expect(try folder.names() == before)
    // A name may be replaced: the link goes, what it pointed to stays.
    try NewFile.write(Array("mới".utf8), to: folder("liên kết"))
    #expect(folder.text("khóa") == "bí mật" && folder.text("liên kết") == "mới")
  }

  @Test func namesUpToWhatTheSystemTakesAreWritten() throws {
    let longest = String(repeating: "d", count: 255)
    try NewFile.write([1], to: folder(longest))
    #expect(try folder.names() == [longest])
    #expect(throws: FileFailure.self) { try NewFile(folder(longest + "d")) }
    #expect(try folder.names() == [longest])
  }

  @Test func whatARunThatWasCutOffLeftIsTakenAwayAfterADay() throws {
    let (old, young) = (NewFile.randomName(), NewFile.randomName())
    for name in [old, old + "-wal", young, "khác.part", ".vanthu-khác.part"] { try folder.write(name, "x") }
    let dayAndMore = timeval(tv_sec: time(nil) - 100_000, tv_usec: 0)
    for name in [old, old + "-wal", "khác.part", ".vanthu-khác.part"] {
      utimes(folder(name), [dayAndMore, dayAndMore])
    }
    let link = NewFile.randomName()
    symlink(folder("khác.part"), folder(link))
    try NewFile.write([1], to: folder("mới"))
    #expect(try folder.names() == ["mới", "khác.part", ".vanthu-khác.part", young, link].sorted())
  }

  @Test func theFolderIsTheOneThatWasOpenWhenTheWorkBegan() throws {
    mkdir(folder("usb"), 0o700)
    mkdir(folder("nhà"), 0o700)
    let new = try NewFile(folder("usb/gói"))
    // An attacker replaces the folder by a link meanwhile.
    #expect(rename(folder("usb"), folder("usb-cũ")) == 0 && symlink(folder("nhà"), folder("usb")) == 0)
    try new.write([1])
    try new.finish()
    #expect(folder.text("usb-cũ/gói") != nil && folder.text("nhà/gói") == nil)
  }

  @Test(.enabled(if: geteuid() == 0, "only root may mount")) func fullAndReadOnlyMediaAreSaidAndLeftAsTheyWere() throws
  {
    let disk = folder("đĩa")
    mkdir(disk, 0o700)
    try #require(mount("tmpfs", disk, "tmpfs", 0, "size=256k") == 0)
    defer { umount2(disk, 2) }
    try NewFile.write(Array("cũ".utf8), to: disk + "/sổ")
    let failure = #expect(throws: FileFailure.self) {
      try NewFile.write([UInt8](repeating: 1, count: 1 << 20), to: disk + "/sổ")
    }
    #expect(failure?.isFull == true)
    #expect(folder.text("đĩa/sổ") == "cũ")
    #expect(try Folder(disk).names() == ["sổ"])
    // 33 = MS_REMOUNT | MS_RDONLY
    try #require(mount("tmpfs", disk, "tmpfs", 33, nil) == 0)
    #expect(throws: FileFailure.self) { try NewFile(disk + "/mới") }
    #expect(try OpenFile.all(disk + "/sổ", atMost: 100) == Array("cũ".utf8))
  }
}
