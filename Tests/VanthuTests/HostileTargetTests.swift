import Foundation
import Glibc
import Testing

/// Whatever is in the place of a file that a command writes, or was prepared beside it: nothing else is written to, and
/// the command does not hang.
struct HostileTargetTests {
  private static func read(_ path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Returns an office with a document that has a file, and the path of a file beside it that must not change.
  private func stage() throws -> (office: ShellOffice, victim: String) {
    let office = try ShellOffice.founded()
    try office.register()
    let file = try office.write("a.txt", "phụ lục")
    #expect(try office("attach", "1", "--file", file).status == 0)
    return (office, try office.write("sổ khác.db", "sổ của người khác"))
  }

  @Test func whatWasLaidReadyBesideTheTargetIsNotWrittenThrough() throws {
    let (office, victim) = try stage()
    for name in ["ra.csv", "ra.txt", "ra.db", "chu.txt"] {
      for end in [".part", ".new", ".tmp"] { symlink(victim, "\(office.folder)/\(name)\(end)") }
    }
    #expect(try office("export", "incoming", "--to", office.folder + "/ra.csv").status == 0)
    #expect(try office("save-file", "1", "--to", office.folder + "/ra.txt").status == 0)
    #expect(try office("backup", office.folder + "/ra.db").status == 0)
    #expect(
      try office("convert", office.folder + "/a.txt", "--from", "utf-8", "--output", office.folder + "/chu.txt").status
        == 0)
    #expect(Self.read(victim) == "sổ của người khác")
    // Files that name persons are readable only by their owner, whatever the umask.
    for name in ["ra.csv", "ra.txt", "ra.db", "chu.txt"] {
      var facts = stat()
      #expect(stat("\(office.folder)/\(name)", &facts) == 0 && facts.st_mode & 0o777 == 0o600, "\(name)")
    }
  }

  @Test(.timeLimit(.minutes(2))) func onlyPlainFilesAreWrittenOver() throws {
    let (office, victim) = try stage()
    mkfifo(office.folder + "/ống", 0o600)
    mkdir(office.folder + "/thư mục", 0o700)
    symlink(victim, office.folder + "/liên kết")
    symlink(office.folder + "/không có", office.folder + "/treo")
    let before = try FileManager.default.contentsOfDirectory(atPath: office.folder).sorted()
    for target in ["ống", "thư mục", "liên kết", "treo"].map({ "\(office.folder)/\($0)" }) + ["/dev/null", "/dev/full"]
    {
      for words in [
        ["save-file", "1", "--to", target, "--overwrite"], ["backup", target],
        ["convert", office.folder + "/a.txt", "--from", "utf-8", "--output", target, "--overwrite"],
        ["export", "incoming", "--to", target],
      ] {
        let ended = try office.run(words)
        #expect(ended.isRefusal, "\(words): \(ended)")
      }
    }
    #expect(Self.read(victim) == "sổ của người khác")
    #expect(try FileManager.default.contentsOfDirectory(atPath: office.folder).sorted() == before)
    // A plain file is overwritten.
    #expect(try office("save-file", "1", "--to", victim, "--overwrite").status == 0)
    #expect(Self.read(victim) == "phụ lục")
  }

  @Test(.timeLimit(.minutes(2))) func pipesAndDevicesAreNotRead() throws {
    let (office, _) = try stage()
    mkfifo(office.folder + "/ống", 0o600)
    symlink("/dev/zero", office.folder + "/không dứt")
    for source in ["ống", "không dứt"].map({ "\(office.folder)/\($0)" }) + [office.folder] {
      for words in [
        ["attach", "1", "--file", source], ["import", source], ["restore", source],
        ["calendar", "set", "2027", "--file", source],
      ] {
        let ended = try office.run(words)
        #expect(ended.isRefusal, "\(words): \(ended)")
      }
    }
  }
}
