import CommandWords
import DurableFile
import Foundation
import Glibc
import TerminalKit
import Testing

/// A path is bytes: a path is opened exactly as it was given, in every command that has one.
struct PathBytesTests {
  /// A name as written by a Mac; with quotes; with the characters of a URL, and names that mean something to SQLite; as
  /// on an old USB stick, not UTF-8.
  private static let names = [
    "Ba\u{301}o ca\u{301}o “quy\u{301}”", "it's \"a\"; b", " blank ", "100%41 #1?mode=memory&x", "file:so", ":memory:",
    "\u{301}", SystemPath.text([0x73, 0x6F, 0xE1, 0xF4, 0x8F, 0xBF, 0xA1]),
  ]

  private static func isThere(_ path: String) -> Bool { access(SystemPath.cString(path), F_OK) == 0 }

  private static func lay(_ text: String, at path: String) {
    let file = open(SystemPath.cString(path), O_WRONLY | O_CREAT | O_EXCL, 0o600)
    #expect(Glibc.write(file, text, text.utf8.count) == text.utf8.count && close(file) == 0)
  }

  /// Founds an office with such a name in a folder with such a name; `path` returns further paths with the name in that
  /// folder.
  private static func world(_ name: String) throws -> (office: ShellOffice, path: (String) -> String) {
    let office = try ShellOffice()
    let folder = office.folder + "/" + name
    mkdir(SystemPath.cString(folder), 0o700)
    office.file = "\(folder)/\(name)"
    try office.found()
    return (office, { "\(folder)/\(name)\($0)" })
  }

  /// Deletes the folder; Foundation does not find names that are not UTF-8.
  private static func clear(_ office: ShellOffice) throws { _ = try shell("/bin/rm", ["-rf", office.folder]) }

  @Test(arguments: names) func everyCommandOpensWhatIsThere(_ name: String) throws {
    let (office, path) = try PathBytesTests.world(name)
    defer { try? PathBytesTests.clear(office) }
    func isThere(_ file: String) -> Bool { PathBytesTests.isThere(path(file)) }
    func expect(_ words: String..., makes file: String? = nil) throws {
      let ended = try office.run(words)
      #expect(ended.status == 0, "\(words) \(ended)")
      if let file { #expect(isThere(file), "\(words)") }
    }
    #expect(isThere(""))
    PathBytesTests.lay("hộ nghèo", at: path(".txt"))
    PathBytesTests.lay("đường", at: path("-2.txt"))
    PathBytesTests.lay("địa chỉ", at: path("-3.txt"))
    _ = try office.register("118/UBND-VX", "--attach", path(".txt"))
    try expect("save-file", "1", "--to", path("-ra.txt"), makes: "-ra.txt")
    try expect("attach", "1", "--file", path("-2.txt"))
    try expect("attach", "1", "--file", FileAddress.of(path("-3.txt")))
    #expect(try office("show", "1").output.contains(printable(name) + "-3.txt"))
    try expect("export", "incoming", "--to", path(".csv"), makes: ".csv")
    try expect("export", "incoming", "--to", FileAddress.of(path("-2.csv")), makes: "-2.csv")
    try expect("convert", path(".txt"), "--from", "utf-8", "--output", path("-moi.txt"), makes: "-moi.txt")
    PathBytesTests.lay(
      "Số đến;Ngày đến;Tác giả;Trích yếu\n1;05/01/2025;Sở Y tế;V/v tiêm chủng mở rộng cho trẻ em\n",
      at: path("-cu.csv"))
    try expect("import", path("-cu.csv"))
    PathBytesTests.lay("2027-01-04\toff\tnghỉ bù\tTB 1\n", at: path(".tsv"))
    try expect("calendar", "set", "2027", "--file", path(".tsv"))
    office.environment["VANTHU_SCANS"] = Folder.parent(of: path(""))
    PathBytesTests.lay("mới nhất", at: path("-quet.pdf"))
    try expect("attach", "1", "--scan")
    try expect("verify")
  }

  @Test(arguments: names) func whatWasBackedUpThereComesBackFromThere(_ name: String) throws {
    let (office, path) = try PathBytesTests.world(name)
    defer { try? PathBytesTests.clear(office) }
    try office.register()
    func expect(_ words: String...) throws {
      let ended = try office.run(words)
      #expect(ended.status == 0, "\(words) \(ended)")
    }
    try expect("backup", path(".db"))
    #expect(PathBytesTests.isThere(path(".db")))
    try expect("backup", path(".db"))
    let stick = path(" usb")
    mkdir(SystemPath.cString(stick), 0o700)
    try expect("backups", "add", stick)
    #expect(try office("backups", "add", stick + "/").isRefusal)
    try expect("backup")
    #expect(try Folder.names(stick).count == 1 && Folder.names(office.file + ".backups").count == 2)
    #expect(try office("backups").output.contains(printable(name)))
    try expect("restore", path(".db"))
    try expect("restore", "\(stick)/\(try Folder.names(stick)[0])")
    try expect("restore", "--newest")
    try expect("list", "incoming")
    let aside = try Folder.names(Folder.parent(of: office.file)).filter { $0.contains(".before-restore-") }
    #expect(aside.count == 3 && aside.allSatisfy { $0.utf8.starts(with: name.utf8) }, "\(aside)")
    try expect("backups", "remove", stick)
    #expect(try office("backups", "remove", stick).isRefusal)
    // A lost file is reported as missing, and no new one is made.
    unlink(SystemPath.cString(office.file))
    #expect(try office("list", "incoming").isRefusal)
    try expect("restore", "--newest")
  }

  /// Two names that read the same are two files.
  @Test func composedAndTakenApartStayTwo() throws {
    let office = try ShellOffice()
    let names = ["so\u{301}.db", "s\u{F3}.db"]
    for (number, name) in names.enumerated() {
      office.file = office.folder + "/" + name
      try office.found()
      for code in 0...number { try office.register("\(code + 1)/UBND") }
    }
    for (number, name) in names.enumerated() {
      office.file = office.folder + "/" + name
      #expect(try office.jsonList("list", "incoming").count == number + 1)
      for folder in names.map({ office.folder + "/nơi " + $0 }) {
        mkdir(folder, 0o700)
        #expect(try office("backups", "add", folder).status == 0)
      }
      #expect(try office("backup").status == 0)
      #expect(try office("restore", "--newest").status == 0)
      #expect(try office.jsonList("list", "incoming").count == number + 1)
    }
  }

  /// A name that another system has written decomposed is found by what the clerk types.
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
    // Written files go into that folder too, and overwrite nothing.
    #expect(try office("export", "incoming", "--to", "\(folder)/\(typed).csv").status == 0)
    #expect(try office("export", "incoming", "--to", "\(folder)/\(apart).csv").isRefusal)
    #expect(try office("convert", "\(folder)/\(typed).txt", "--from", "utf-8").status == 0)
    #expect(try office("backups", "add", folder).status == 0)
    #expect(
      try office("calendar", "set", "2027", "--file", "\(folder)/\(typed).txt").error.contains("Không đọc") == false)
    // The exact bytes have precedence; where two other names read the same, none is chosen.
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
    // Text that is not UTF-8 is refused; its encoding is not guessed.
    for words in [["void", "1", "--reason"], ["attach", "1", "--file", office.folder, "--lang"], [], ["search"]] {
      let refused = try ended(words, [0x42, 0xE1, 0x6F])
      #expect(refused.isRefusal, "\(words) \(refused)")
    }
  }
}
