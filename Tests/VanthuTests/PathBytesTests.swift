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
