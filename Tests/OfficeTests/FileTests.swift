import DurableFile
import GRDB
import Glibc
import Records
import TestSupport
import Testing

@testable import Office

struct FileTests {
  let folder = TemporaryFolder()
  let commune: Commune
  let line: DocumentLine

  init() throws {
    commune = try Commune()
    line = try commune.register(commune.document())
  }

  private func attach(_ path: String, name: String? = nil, to other: DocumentLine? = nil) throws -> DocumentLine {
    try commune.office.act(commune.context) { try $0.attach(other ?? line, file: path, name: name) }
  }

  private func count(_ table: String) throws -> Int {
    try commune.office.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)")! }
  }

  @Test(arguments: [1, 65_535, 65_536, 65_537, 200_000]) func aFileComesOutAsItWentIn(size: Int) throws {
    var chance = Chance(size)
    let bytes = (0..<size).map { _ in UInt8(truncatingIfNeeded: chance.next()) }
    let attached = try attach(folder.write("quét.pdf", bytes))
    #expect(attached.files == 1)
    #expect(try count("piece") == (size + 65_535) / 65_536)
    let file = try commune.office.file("QUÉT.pdf", beside: line)
    try commune.office.save(file, to: "\(folder.path)/ra.pdf")
    #expect(TemporaryFolder.bytes(at: "\(folder.path)/ra.pdf") == bytes)
    #expect(throws: FileRefusal.exists("\(folder.path)/ra.pdf")) {
      try commune.office.save(file, to: "\(folder.path)/ra.pdf")
    }
    try commune.office.save(file, to: "\(folder.path)/ra.pdf", overwriting: true)
    let copy = try commune.office.temporaryCopy(file)
    #expect(copy.hasSuffix("/quét.pdf"))
    #expect(TemporaryFolder.bytes(at: copy) == bytes)
    unlink(copy)
    rmdir(Folder.parent(of: copy))
    #expect(try commune.office.verify().isSound)
  }

  @Test func oneContentIsStoredOnceHoweverManyDocumentsHaveIt() throws {
    let path = try folder.write("mẫu.txt", "cùng một nội dung")
    let other = try commune.register(commune.document("119/UBND-VX", "Văn bản khác"))
    _ = try attach(path)
    _ = try attach(path, to: other)
    #expect(try count("content") == 1)
    #expect(try count("attachment") == 2)
    #expect(throws: FileRefusal.attachedAlready(path, as: "mẫu.txt")) { _ = try attach(path) }
  }

  @Test func aVoidedDocumentIsGivenNoFilesToSend() throws {
    let path = try folder.write("phụ lục.txt", "x")
    let issued = try commune.issue()
    let voided = try commune.office.act(commune.context) { try $0.void(issued, reason: "ký nhầm") }
    #expect(throws: HandlingRefusal.self) { _ = try attach(path, to: voided) }
    #expect(try count("content") == 0)
  }

  @Test func theSameFileAgainFillsAContentThatIsMissing() throws {
    let path = try folder.write("quét.txt", "đã mất")
    _ = try attach(path)
    try commune.office.database.write { try $0.execute(sql: "DELETE FROM piece; DELETE FROM content") }
    let trail = try commune.office.trail(line).count
    _ = try attach(path)
    #expect(try count("content") == 1 && count("attachment") == 1)
    #expect(try commune.office.trail(line).count == trail)
    #expect(throws: FileRefusal.attachedAlready(path, as: "quét.txt")) { _ = try attach(path) }
  }

  @Test func whatCannotBeTakenInIsRefusedAndNothingIsStored() throws {
    let empty = try folder.write("rỗng.pdf", "")
    let huge = "\(folder.path)/lớn.pdf"
    close(open(huge, O_CREAT | O_WRONLY, 0o600))
    truncate(huge, off_t(FileReading.most) + 1)
    mkfifo("\(folder.path)/ống", 0o600)
    #expect(throws: FileRefusal.empty(empty)) { _ = try attach(empty) }
    #expect(throws: FileRefusal.large(huge, size: FileReading.most + 1)) { _ = try attach(huge) }
    #expect(throws: FileRefusal.folder(folder.path)) { _ = try attach(folder.path) }
    #expect(throws: FileRefusal.missing("\(folder.path)/không")) { _ = try attach("\(folder.path)/không") }
    #expect(throws: FileRefusal.notPlain("\(folder.path)/ống")) { _ = try attach("\(folder.path)/ống") }
    #expect(try count("content") == 0)
    #expect(try commune.office.trail(line).count == 1)
  }

  @Test func aFileThatIsWrittenWhileItIsReadIsRefused() throws {
    let path = try folder.write("đang quét.pdf", String(repeating: "x", count: 150_000))
    #expect(throws: FileRefusal.changed(path)) {
      try FileReading(path).pieces(of: 65_536) { _ in
        let file = fopen(path, "a")!
        fputs("thêm", file)
        fclose(file)
      }
    }
  }

  @Test func aSecondFileOfTheSameNameGetsANumberAndADetachedOneComesBackByUndo() throws {
    _ = try attach(folder.write("scan.txt", "một"))
    _ = try attach(folder.write("scan.txt", "hai"))
    #expect(try commune.office.files(line).map(\.name) == ["scan (2).txt", "scan.txt"])
    let left = try commune.office.act(commune.context) { try $0.detach(line, "scan.txt", reason: "nhầm") }
    #expect(left.files == 1)
    #expect(throws: FileRefusal.noSuchFile("scan.txt", "1", ["scan (2).txt"])) {
      try commune.office.act(commune.context) { try $0.detach(line, "scan.txt") }
    }
    try commune.office.act(commune.context) { try $0.undoLast(of: nil) }
    #expect(try commune.office.files(line).count == 2)
    #expect(try commune.office.verify().isSound)
  }

  @Test func aNameIsNeverAPathNorSeveralLines() {
    #expect(StoredFile.safeName("../../etc/passwd") == "_.._etc_passwd")
    #expect(StoredFile.safeName("a\u{1B}[31m\nb.pdf") == "a b.pdf")
    #expect(StoredFile.safeName(".ẩn") == "ẩn")
  }

  @Test(
    arguments: [
      (Array("%PDF-1.7\n".utf8), "application/pdf"), ([0xFF, 0xD8, 0xFF, 0xE0], "image/jpeg"),
      ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"), ([0x49, 0x49, 0x2A, 0x00], "image/tiff"),
      (
        [0x50, 0x4B, 0x03, 0x04] + Array("..word/document.xml".utf8),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
      ),
      (
        [0x50, 0x4B, 0x03, 0x04] + Array("..xl/workbook.xml".utf8),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
      ),
      ([0x50, 0x4B, 0x03, 0x04], "application/zip"), (Array("Đường bộ".utf8), "text/plain"),
      (Array("Đường bộ".utf8.dropLast()), "text/plain"), ([0x00, 0x01], "application/octet-stream"),
      ([0x61, 0xFF, 0x61], "application/octet-stream"),
    ] as [([UInt8], String)]) func aFileIsWhatItsFirstBytesSay(bytes: [UInt8], type: String)
  {
    #expect(MediaType.of(bytes) == type)
  }

  @Test func theSearchFindsWhatFilesSay() throws {
    let reader = folder("pdftotext")
    try ShellScript.write(
      "[ \"$1 $2 $4\" = '-enc UTF-8 -' ] && echo 'Dự toán\u{1B}[31m thủy lợi' && cat \"$3\"", to: reader)
    _ = try attach(folder.write("a.txt", "Kinh phí đường bộ\n"))
    _ = try attach(folder.write("b.pdf", "%PDF-1.4 phụ lục số liệu"))
    #expect(try commune.office.readFileTexts(beside: line, by: FileText(program: "\(folder.path)/none")) == 1)
    #expect(try commune.find("kinh phi duong bo") == ["1"])
    #expect(try commune.find("thuy loi") == [])
    #expect(try commune.office.readFileTexts(by: FileText(program: reader)) == 1)
    #expect(try commune.find("noidung:\"dự toán thuỷ lợi\"") == ["1"])
    #expect(try commune.find("phu luc so lieu") == ["1"])
    #expect(try commune.office.readFileTexts(by: FileText(program: reader)) == 0)
  }

  @Test func aReaderThatNeverEndsIsGivenUpAndOneThatNeverStopsTalkingIsCut() throws {
    let (slow, loud, broken) = (folder("slow"), folder("loud"), folder("broken"))
    try ShellScript.write("exec sleep 60", to: slow)
    try ShellScript.write("exec yes chữ", to: loud)
    try ShellScript.write("echo nửa\nexit 3", to: broken)
    func text(_ program: String, patience: Int = 10) -> String {
      FileText(program: program, patience: patience, most: 1000).text(ofPDFAt: "/dev/null")
    }
    #expect(text(slow, patience: 1) == "")
    #expect(text(loud).hasPrefix("chữ\nchữ\n"))
    #expect(text(broken) == "")
    #expect(text("\(folder.path)/none") == "")
  }

  @Test func theNewestScanIsTheOneOnTheDesk() throws {
    for (age, name) in ["cũ.pdf", "mới.pdf", "dở.part", ".ẩn.pdf"].enumerated() {
      let path = try folder.write(name, "x")
      var times = [timespec(tv_sec: 1_000_000 + age, tv_nsec: 0), timespec(tv_sec: 1_000_000 + age, tv_nsec: 0)]
      utimensat(AT_FDCWD, path, &times, 0)
    }
    try folder.write("rỗng.pdf", "")
    #expect(try ScanFolder.list(folder.path).map(\.name) == ["mới.pdf", "cũ.pdf"])
    #expect(try ScanFolder.newest(in: folder.path) == "\(folder.path)/mới.pdf")
    #expect(throws: FileRefusal.missing("\(folder.path)/không")) { try ScanFolder.list("\(folder.path)/không") }
  }
}
