import Foundation
import Glibc
import TerminalKit
import Testing

/// A path is bytes: whatever a clerk names is opened as it was given, in every command that takes one.
struct PathBytesTests {
  /// As a Mac writes it, and with quotes in it.
  private static let names = ["Ba\u{301}o ca\u{301}o “quy\u{301}”", "it's \"a\"; b", " blank "]

  @Test(arguments: names) func everyCommandOpensWhatIsThere(_ name: String) throws {
    let office = try ShellOffice.founded()
    try office.register()
    let folder = office.folder + "/" + name
    mkdir(folder, 0o700)
    func path(_ file: String) -> String { "\(folder)/\(name)\(file)" }
    func isThere(_ file: String) -> Bool { access(path(file), F_OK) == 0 }
    let scan = path(".txt")
    try Data("hộ nghèo".utf8).write(to: URL(fileURLWithPath: scan))
    let attached = try office("attach", "1", "--file", scan)
    #expect(attached.status == 0, "\(attached)")
    #expect(try office("save-file", "1", "--to", path("-ra.txt")).status == 0 && isThere("-ra.txt"))
    #expect(try office("export", "incoming", "--to", path(".csv")).status == 0 && isThere(".csv"))
    #expect(try office("convert", scan, "--from", "utf-8", "--output", path("-moi.txt")).status == 0)
    #expect(isThere("-moi.txt"))
    #expect(try office("backup", path(".db")).status == 0 && isThere(".db"))
    #expect(try office("verify").status == 0)
    let restored = try office("restore", path(".db"))
    #expect(restored.status == 0, "\(restored)")
    office.environment["VANTHU_SCANS"] = folder
    try FileManager.default.removeItem(atPath: path("-ra.txt"))
    let scanned = try office("attach", "1", "--scan")
    #expect(scanned.status == 0 || scanned.error.contains("đã đính kèm"), "\(scanned)")
  }

  /// As another system has written it, and as nobody types it.
  @Test func aNameTakenApartIsOpenedByWhatIsTyped() throws {
    let office = try ShellOffice.founded()
    try office.register()
    let (apart, typed) = ("Ba\u{301}o ca\u{301}o", "B\u{E1}o c\u{E1}o")
    mkdir(office.folder + "/" + apart, 0o700)
    func write(_ name: String) throws {
      try Data(name.utf8).write(to: URL(fileURLWithPath: "\(office.folder)/\(apart)/\(name)"))
    }
    try write(apart + ".txt")
    let folder = office.folder + "/" + typed
    #expect(access(folder, F_OK) != 0)
    let attached = try office("attach", "1", "--file", "\(folder)/\(typed).txt")
    #expect(attached.status == 0, "\(attached)")
    // What is written goes into that folder too, and over nothing.
    #expect(try office("export", "incoming", "--to", "\(folder)/\(typed).csv").status == 0)
    #expect(try office("export", "incoming", "--to", "\(folder)/\(apart).csv").isRefusal)
    #expect(try office("convert", "\(folder)/\(typed).txt", "--from", "utf-8").status == 0)
    #expect(try office("backups", "add", folder).status == 0)
    #expect(
      try office("calendar", "set", "2027", "--file", "\(folder)/\(typed).txt").error.contains("Không đọc") == false)
    // The bytes as given come first; where two others read the same, neither is guessed at.
    let (first, second) = ("e\u{302}\u{323}", "e\u{323}\u{302}")
    try write(first)
    try write(second)
    #expect(try office("attach", "1", "--file", "\(folder)/\(first)").status == 0)
    let both = try office("attach", "1", "--file", "\(folder)/\u{1EC7}")
    #expect(both.isRefusal && both.error.contains("Có 2 tệp cùng đọc là"), "\(both)")
  }

  @Test func aNameThatIsNoUTF8IsAttachedAndTextThatIsNoneIsRefused() throws {
    let office = try ShellOffice.founded()
    try office.register()
    let path = Array(office.folder.utf8) + [0x2F, 0x42, 0xE1, 0x6F, 0x2E, 0x74, 0x78, 0x74]
    let file = (path + [0]).map(CChar.init(bitPattern:)).withUnsafeBufferPointer {
      open($0.baseAddress!, O_WRONLY | O_CREAT, 0o600)
    }
    #expect(write(file, "x", 1) == 1 && close(file) == 0)
    func ended(_ words: [String], _ last: [UInt8]) throws -> Ended {
      let line = [PseudoTerminal.product(named: "vanthu"), "--office", office.file, "--on", "2026-11-23"] + words
      return try office.startBytes(line.map { Array($0.utf8) } + [last]).wait()
    }
    let attached = try ended(["attach", "1", "--file"], path)
    #expect(attached.status == 0 && attached.output.contains("B\u{FFFD}o.txt"), "\(attached)")
    // Text that is no UTF-8 is none, and is not guessed at.
    for words in [["void", "1", "--reason"], ["attach", "1", "--file", office.folder, "--lang"], [], ["search"]] {
      let refused = try ended(words, [0x42, 0xE1, 0x6F])
      #expect(refused.isRefusal, "\(words) \(refused)")
    }
  }
}
