import Foundation
import GRDB
import Glibc
import TestSupport
import Testing

/// An error of the file, the folder or the disk is reported in one sentence and changes nothing.
@Suite struct StorageTests {
  /// The words of an act that writes.
  private static let writing = ShellOffice.letter("9/UBND")
  private static let founding = ["init", "--organ-id", "x", "--name", "y", "--place", "z", "--clerk", "k"]
  private static let reading = ["list", "incoming"]

  private func expectRefused(
    _ office: ShellOffice, _ words: [String], before: [String] = [], says: String,
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    let files = office.bytes
    for language in ["vi", "en"] {
      let ended = try office.run(words + ["--lang", language], before: before)
      #expect(ended.isRefusal, "\(words.first ?? ""): \(ended)", sourceLocation: location)
      if language == "en" {
        #expect(ended.error.contains(says), "\(words.first ?? ""): \(ended)", sourceLocation: location)
      }
    }
    #expect(office.bytes == files, "the file has changed", sourceLocation: location)
  }

  @Test func withoutAFileTheSentenceSaysHowToMakeOne() throws {
    let office = try ShellOffice()
    for words in [StorageTests.reading, StorageTests.writing] {
      try expectRefused(office, words, says: "vanthu init")
    }
    #expect(access(office.file, F_OK) != 0)
  }

  @Test func whatIsNotAnOfficeIsNotTouched() throws {
    let office = try ShellOffice()
    let foreign = try DatabaseQueue(path: office.file)
    try foreign.inDatabase { try $0.execute(sql: "CREATE TABLE phonebook (name); INSERT INTO phonebook VALUES ('A')") }
    try foreign.close()
    for words in [StorageTests.reading, StorageTests.writing, ["inbox"], ["search", "a"]] {
      try expectRefused(office, words, says: "not a vanthu office file")
    }
    for text in ["x", "Đây là một tệp chữ.\n", String(repeating: "SQLite format 3\0", count: 600)] {
      _ = try office.write("office.db", text)
      for words in [StorageTests.reading, StorageTests.writing] {
        try expectRefused(office, words, says: "not a vanthu office file")
      }
    }
    unlink(office.file)
    mkdir(office.file, 0o755)
    for words in [StorageTests.reading, StorageTests.writing] {
      try expectRefused(office, words, says: "cannot be opened")
    }
  }

  @Test func anOfficeOfALaterVersionIsNotTouched() throws {
    let office = try ShellOffice.founded()
    let later = try DatabaseQueue(path: office.file)
    try later.inDatabase { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('from the year 2040')") }
    try later.close()
    try expectRefused(office, StorageTests.writing, says: "later vanthu")
  }

  @Test func aFileInUseIsWaitedForAndThenRefused() throws {
    let office = try ShellOffice.founded()
    let other = try DatabaseQueue(path: office.file)
    try other.inDatabase { db in
      try db.execute(sql: "BEGIN IMMEDIATE")
      let busy = try office.run(StorageTests.writing)
      #expect(busy.status == 3 && busy.isRefusal && busy.error.contains("đang bị chương trình khác ghi"), "\(busy)")
      #expect(try office.run(StorageTests.reading).status == 0)
      try db.execute(sql: "ROLLBACK")
    }
    #expect(try office.register("9/UBND")["arrivalNumber"] as? Int == 1)
  }

  // MARK: rights

  /// Root may write everywhere, so as root the tests run the program as nobody.
  private var asNobody: [String] {
    getuid() == 0 ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : []
  }

  private func open(_ office: ShellOffice) {
    for path in [office.folder, office.folder + "/said"] { chmod(path, 0o777) }
    chmod(office.file, 0o666)
  }

  @Test func aReadOnlyFileCanBeReadAndNotWritten() throws {
    let office = try ShellOffice.founded()
    try office.register("1/UBND")
    open(office)
    chmod(office.file, 0o444)
    try expectRefused(office, StorageTests.writing, before: asNobody, says: "cannot be written")
    let list = try office.run(StorageTests.reading, before: asNobody)
    #expect(list.status == 0 && list.output.contains("1/UBND"), "\(list)")
  }

  @Test func aReadOnlyFolderIsSaidToBeOne() throws {
    let office = try ShellOffice.founded()
    try office.register("1/UBND")
    open(office)
    let inside = office.folder
    chmod(inside, 0o555)
    defer { chmod(inside, 0o777) }
    for words in [StorageTests.writing, ["undo"]] {
      try expectRefused(office, words, before: asNobody, says: "rights")
    }
    let list = try office.run(StorageTests.reading, before: asNobody)
    #expect(list.status == 0 ? list.output.contains("1/UBND") : list.isRefusal, "\(list)")
    office.file = inside + "/new.db"
    let new = try office.run(StorageTests.founding, before: asNobody)
    #expect(new.status == 3 && new.isRefusal, "\(new)")
  }

  @Test func aFileThatMayNotBeReadIsSaidToBeOne() throws {
    let office = try ShellOffice.founded()
    open(office)
    chmod(office.file, 0o000)
    for words in [StorageTests.reading, StorageTests.writing] {
      try expectRefused(office, words, before: asNobody, says: "rights")
    }
  }

  /// Wherever something cannot be written, the refusal is about the place and not about the request.
  @Test func whereNothingMayBeWrittenIsAMatterOfStorage() throws {
    let office = try ShellOffice.founded()
    try office.register("1/UBND")
    #expect(try office("attach", "1", "--file", try office.write("a.txt", "a")).status == 0)
    #expect(try office("backup").status == 0)
    #expect(try office("backup", office.folder + "/copy.db").status == 0)
    let (closed, text) = (office.folder + "/closed", try office.write("b.txt", "2027-01-04\toff\tNghỉ bù\tTB 1\n"))
    let table = try office.write("cu.csv", "Số đến;Ngày đến;Tác giả;Trích yếu\n1;05/01/2025;Sở Y tế;V/v tiêm chủng\n")
    mkdir(closed, 0o555)
    open(office)
    for path in ["/copy.db", "/a.txt", "/b.txt", "/cu.csv", "/office.db.backups"] { chmod(office.folder + path, 0o755) }
    for name in try FileManager.default.contentsOfDirectory(atPath: office.file + ".backups") {
      chmod("\(office.file).backups/\(name)", 0o644)
    }
    func expectStorage(_ words: [String]) throws {
      let ended = try office.run(words, before: asNobody)
      #expect(ended.status == 3 && ended.isRefusal, "\(words) \(ended)")
    }
    for words in [
      ["backup", closed + "/b.db"], ["backups", "add", closed], ["save-file", "1", "--to", closed + "/a.txt"],
      ["export", "incoming", "--to", closed + "/so.csv"],
      ["convert", text, "--from", "utf-8", "--output", closed + "/c.txt"],
    ] { try expectStorage(words) }
    // The folder of the office itself cannot be written.
    chmod(office.folder, 0o555)
    chmod(office.file, 0o444)
    defer { chmod(office.folder, 0o777) }
    for words in [
      ["restore", office.folder + "/copy.db"], ["restore", "--newest"], ["backup"],
      ["backups", "add", office.folder + "/said"],
      ["attach", "1", "--file", text], ["import", table], ["calendar", "set", "2027", "--file", text],
      ["clerk", "add", "Văn thư 2"],
      ["enrol", "--hub", "http://127.0.0.1:9", "--code", "7KQ2-M0XD-9TRA-4GGS-S60R-6DC1"], ["undo"],
    ] { try expectStorage(words) }
    // Naming a folder that does not exist is an error of the request.
    for words in [
      ["export", "incoming", "--to", "/nowhere/so.csv"], ["save-file", "1", "--to", text + "/a"],
      ["backup", "/nowhere/b.db"],
    ] {
      let ended = try office.run(words, before: asNobody)
      #expect(ended.status == 1 && ended.isRefusal && ended.error.contains("Không có thư mục"), "\(words) \(ended)")
    }
  }

  // MARK: room

  /// From no room at all to room for everything: an act is done and reported, or refused and not done.
  @Test(arguments: [40, 44, 48, 56, 64, 80, 120, 180, 240, 270, 300, 340, 400, 600, 4000])
  func withoutRoomNothingChanges(kilobytes: Int) throws {
    let office = try ShellOffice.founded()
    try office.register("1/UBND")
    let size = (office.bytes[""]?.count ?? 0) / 1024
    let lines = try office.jsonList("list", "incoming") as NSArray
    let attached = try office.write("scan.txt", String(repeating: "chữ quét ra ", count: 20_000))
    // No file may grow beyond this limit: for one process, it is like a full disk.
    let limit = ["prlimit", "--fsize=\((size + kilobytes - 120) * 1024)", "--"]
    let ended = try office.run(ShellOffice.letter("2/UBND") + ["--attach", attached], before: limit)
    let isDone = ended.status == 0
    #expect(isDone ? ended.output.contains("số đến 2") : ended.status == 3 && ended.isRefusal, "\(ended)")
    if kilobytes <= 80 { #expect(!isDone) }
    if kilobytes == 4000 { #expect(isDone && ended.error.isEmpty, "\(ended)") }
    if !isDone { #expect(try office.jsonList("list", "incoming") as NSArray == lines) }
    #expect(try office.jsonList("list", "incoming").count == (isDone ? 2 : 1))
    #expect(try office.register("3/UBND")["arrivalNumber"] as? Int == (isDone ? 3 : 2))
  }

  @Test func withoutRoomNoHalfOfficeIsFounded() throws {
    let office = try ShellOffice()
    let founding = ["init", "--organ-id", "x", "--name", "UBND xã Đàm Thủy", "--place", "z", "--clerk", "k"]
    for kilobytes in [1, 4, 8, 20, 40, 60, 100, 140] {
      let ended = try office.run(founding, before: ["prlimit", "--fsize=\(kilobytes * 1024)", "--"])
      #expect(ended.status == 3 && ended.isRefusal, "\(kilobytes) kB: \(ended)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: office.folder) == ["said"])
    }
    #expect(try office.run(founding).status == 0)
    try office.register("1/UBND")
  }

  // MARK: damage

  @Test func aDamagedHeaderIsSaid() throws {
    for (offset, bytes) in [
      (0, [0, 0, 0]), (16, [0xff, 0xff]), (18, [9, 9]), (28, [0xff, 0xff, 0xff, 0xff]), (56, [9, 9]),
    ] {
      let office = try ShellOffice.founded()
      try office.register("1/UBND")
      try damage(office, at: offset, [UInt8](bytes.map { UInt8($0) }))
      let files = office.bytes
      for words in [StorageTests.reading, StorageTests.writing] {
        let ended = try office.run(words)
        #expect(ended.status == 0 || ended.isRefusal, "byte \(offset): \(ended)")
        if ended.status != 0 { #expect(office.bytes == files) }
      }
    }
  }

  @Test(arguments: 1...4) func damageAnywhereIsARefusalAndNeverACrash(seed: Int) throws {
    let whole = try ShellOffice.founded()
    for number in 1...20 { try whole.register("\(number)/UBND") }
    try whole("route", "1", "2", "3", "--lead", "Địa chính", "--cooperating", "Công an", "--due", "25/12")
    let sound = try #require(whole.bytes[""])
    var dice = SeededRandom(seed: UInt64(seed))
    for _ in 1...12 {
      // A few bytes, a stretch of zeros, or a page of noise.
      let length = [1, 1, 3, 64, 4096].randomElement(using: &dice)!
      let offset = Int.random(in: 100..<(sound.count - length), using: &dice)
      var damaged = sound
      for index in offset..<(offset + length) {
        damaged[index] = length == 64 ? 0 : UInt8.random(in: 0...255, using: &dice)
      }
      try damaged.write(to: URL(fileURLWithPath: whole.file))
      for words in [
        ["list", "incoming"], ["show", "2"], ["inbox"], ["search", "ho ngheo"], ["trail", "1"],
        ShellOffice.letter("90/UBND"), ["settle", "2"], ["undo"],
      ] {
        let ended = try whole.run(words)
        #expect(
          ended.status == 0 || ended.isRefusal, "seed \(seed), \(length) bytes at \(offset), \(words[0]): \(ended)")
      }
      unlink(whole.file + "-wal")
      unlink(whole.file + "-shm")
    }
  }

  private func damage(_ office: ShellOffice, at offset: Int, _ bytes: [UInt8]) throws {
    let handle = try FileHandle(forUpdating: URL(fileURLWithPath: office.file))
    try handle.seek(toOffset: UInt64(offset))
    try handle.write(contentsOf: bytes)
    try handle.close()
  }
}
