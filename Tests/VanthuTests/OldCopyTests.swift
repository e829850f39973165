import Foundation
import Glibc
import TestSupport
import Testing

/// A file that somebody copies back over a newer one: its next numbers are on paper already.
@Suite struct OldCopyTests {
  private let office: ShellOffice

  init() throws {
    office = try ShellOffice.founded()
    #expect(try office.run(ShellOffice.letter("1/UBND")).status == 0)
    try copy(office.file, office.file + ".hôm-qua")
    #expect(try office.run(ShellOffice.letter("2/UBND")).status == 0)
  }

  private func copy(_ from: String, _ to: String) throws {
    for ending in ["-wal", "-shm"] { unlink(to + ending) }
    try? FileManager.default.removeItem(atPath: to)
    try FileManager.default.copyItem(atPath: from, toPath: to)
  }

  @Test func noNumberIsGivenBeforeThePaperIsRead() throws {
    try copy(office.file + ".hôm-qua", office.file)
    let refused = try office.run(ShellOffice.letter("3/UBND"))
    #expect(refused.isRefusal && refused.error.contains("bản cũ chép lại"), "\(refused)")
    let confirmed = try office.run([
      "numbers", "--last", "den-2026=2", "--last", "di-2026=0", "--last", "di-sao-2026=0",
    ])
    #expect(confirmed.status == 0, "\(confirmed)")
    let next = try office.run(ShellOffice.letter("3/UBND"))
    #expect(next.output.contains("số đến 3"), "\(next)")
    // The one that the copy lacks waits to be entered again.
    #expect(try office.run(["inbox"]).output.contains("2"))
  }

  @Test func theSameFileAndALaterOneAreNoOldCopy() throws {
    try copy(office.file, office.file + ".nay")
    try copy(office.file + ".nay", office.file)
    #expect(try office.run(ShellOffice.letter("3/UBND")).output.contains("số đến 3"))
    // A mark that was copied along, lost or damaged says nothing.
    for text in ["", "x", "vanthu mark 1\nx\ny\n"] {
      _ = try office.write("office.db.mark", text)
      #expect(try office.run(["list", "incoming"]).status == 0)
    }
    unlink(office.file + ".mark")
    #expect(try office.run(ShellOffice.letter("4/UBND")).output.contains("số đến 4"))
  }

  @Test func aBackupThatIsRestoredIsAskedForOnce() throws {
    let backup = office.file + ".backup"
    #expect(try office.run(["backup", backup]).status == 0)
    #expect(try office.run(ShellOffice.letter("3/UBND")).status == 0)
    let restored = try office.run(["restore", backup])
    #expect(restored.status == 0, "\(restored)")
    let confirmed = try office.run([
      "numbers", "--last", "den-2026=3", "--last", "di-2026=0", "--last", "di-sao-2026=0",
    ])
    #expect(confirmed.status == 0, "\(confirmed)")
    #expect(try office.run(ShellOffice.letter("4/UBND")).output.contains("số đến 4"))
  }
}
