import Base64Coding
import TestSupport
import Testing

@testable import EdXML

struct AttachmentTests {
  private let text = Array(String(repeating: "Điều 1. Ban hành kèm theo. ", count: 50).utf8)

  private func attachments(_ written: String...) throws -> ([EdXMLAttachment], [String]) {
    let (message, remarks) = try readDocument(
      letter(attached: "<AttachmentEncoded>\(written.joined())</AttachmentEncoded>"))
    return (message.attachments, remarks)
  }

  private func zip(_ name: String, _ bytes: [UInt8]) -> [UInt8] { ZipFile.packed(.init(name: name, bytes: bytes)) }

  @Test func aZipOfTheGatewayIsTakenOffWhateverItsFileIsCalled() throws {
    for (type, inner) in [
      ("application/zip", "x.edxml"), ("APPLICATION/ZIP", "x.doc"), ("application/x-zip-compressed", ""),
    ] {
      let (files, remarks) = try attachments(attached("QĐ 15.doc", type, zip(inner, text)))
      #expect(files == [EdXMLAttachment(name: "QĐ 15.doc", mediaType: "application/msword", bytes: text)])
      #expect(remarks.isEmpty)
    }
  }

  @Test func whatIsNotSaidToBePackedIsTakenAsItIs() throws {
    let docx = zip("word/document.xml", text)
    for (name, type) in [
      ("a.docx", "application/octet-stream"), ("a.zip", "application/x-zip"), ("a.pdf", "application/pdf"),
    ] {
      let (files, _) = try attachments(attached(name, type, docx))
      #expect(files.first?.bytes == docx, "\(name)")
    }
    let (files, remarks) = try attachments(attached("a.pdf", "application/zip", text))
    #expect(files.first?.bytes == text)
    #expect(remarks.isEmpty)
  }

  @Test func aZipTheSenderAttachedItselfStaysOneFile() throws {
    // Raw: it holds another kind of file. Packed on the way: it holds a ZIP.
    let own = zip("bieu mau.xls", text)
    #expect(try attachments(attached("biểu mẫu.zip", "application/zip", own)).0.first?.bytes == own)
    #expect(try attachments(attached("biểu mẫu.zip", "application/zip", zip("f.zip", own))).0.first?.bytes == own)
  }

  @Test func aDocxOfManyPartsIsNotTakenApart() throws {
    let (message, _) = try readDocument(Golden.bytes("other-sender.edxml"))
    let docx = try #require(message.attachments.first)
    let (files, remarks) = try attachments(
      attached("a.docx", "application/zip", docx.bytes), attached("a.pdf", "application/zip", docx.bytes))
    #expect(files.map(\.bytes) == [docx.bytes, docx.bytes])
    #expect(files.first?.mediaType == docx.mediaType)
    // That a PDF should be a ZIP of two files deserves a remark.
    #expect(remarks.count == 1)
    #expect(remarks.first?.contains("giữ nguyên") == true)
  }

  @Test func sizesThatComeBehindTheDataAreRead() throws {
    // As Java and .NET write: sizes and checksum are zero before the data, and follow it.
    var file = zip("a.txt", text)
    let dataEnd = try #require(directory(of: file))
    file.replaceSubrange(14..<26, with: [UInt8](repeating: 0, count: 12))
    file[6] |= 8
    let descriptor: [UInt8] = [0x50, 0x4B, 7, 8] + [UInt8](repeating: 0, count: 12)
    file.insert(contentsOf: descriptor, at: dataEnd)
    file[file.count - 6] = UInt8((dataEnd + 16) & 0xFF)
    file[file.count - 5] = UInt8((dataEnd + 16) >> 8)
    #expect(try ZipFile.entry(in: file, limit: 1 << 20).bytes == text)
    // And a comment at the end.
    file[file.count - 2] = 3
    #expect(try ZipFile.entry(in: file + Array("abc".utf8), limit: 1 << 20).bytes == text)
  }

  @Test func bytesBehindThePackedOnesAreAFault() throws {
    var file = zip("a.txt", text)
    let central = try #require(directory(of: file))
    file[central + 20] += 1
    file.insert(0, at: central)
    file[file.count - 6] += 1
    #expect(throws: ZipFile.Fault.unreadable) { try ZipFile.entry(in: file, limit: 1 << 20) }
  }

  @Test func storedAndEmptyFilesAreRead() throws {
    let noise: [UInt8] = [1, 2, 3]
    #expect(try ZipFile.entry(in: zip("a", noise), limit: 3).bytes == noise)
    #expect(try ZipFile.entry(in: zip("a", []), limit: 0).bytes == [])
    #expect(throws: ZipFile.Fault.tooLong) { try ZipFile.entry(in: zip("a", noise), limit: 2) }
  }

  @Test func aZipDamagedAnywhereIsKeptAsItCameOrReadWhole() throws {
    let good = zip("a.txt", text)
    for place in good.indices {
      for flip: UInt8 in [0x01, 0x80, 0xFF] {
        var damaged = good
        damaged[place] ^= flip
        if let entry = try? ZipFile.entry(in: damaged, limit: 1 << 20) { #expect(entry.bytes == text, "\(place)") }
      }
      #expect(throws: ZipFile.Fault.self) { try ZipFile.entry(in: Array(good[..<place]), limit: 1 << 20) }
    }
    var damaged = good
    damaged[40] ^= 0xFF
    let (files, remarks) = try attachments(attached("a.txt", "application/zip", damaged))
    #expect(files.first?.bytes == damaged)
    #expect(remarks.count == 1)
  }

  @Test func aBombIsNotUnpacked() throws {
    // Eight megabytes in some kilobytes; then one that claims to be smaller than it is.
    let bomb = zip("a.txt", [UInt8](repeating: 0, count: 8 << 20))
    var limits = EdXMLLimits()
    limits.attachmentBytes = 4 << 20
    let written = letter(attachments: attached("a.txt", "application/zip", bomb))
    #expect(throws: EdXMLRefusal.attachmentsTooLong(limit: 4 << 20)) { try read(written, limits: limits) }
    var small = bomb
    let central = try #require(directory(of: bomb))
    small.replaceSubrange(central + 24..<central + 28, with: [0, 0, 1, 0])
    #expect(throws: ZipFile.Fault.unreadable) { try ZipFile.entry(in: small, limit: 4 << 20) }
    // A claim of more than the bytes can hold allocates no memory.
    var large = zip("a.txt", text)
    let place = try #require(directory(of: large))
    large.replaceSubrange(place + 24..<place + 28, with: [0, 0, 0, 0x70])
    #expect(throws: ZipFile.Fault.unreadable) { try ZipFile.entry(in: large, limit: .max) }
    // Many small attachments count as one large one.
    limits.attachmentBytes = text.count * 2
    let three = (1...3).map { attached("\($0).txt", "application/zip", zip("a.txt", text), id: "cid:\($0)") }
    #expect(throws: EdXMLRefusal.attachmentsTooLong(limit: text.count * 2)) {
      try read(letter(attachments: three.joined()), limits: limits)
    }
  }

  @Test(arguments: [
    ("../../etc/passwd", "passwd"), ("C:\\Windows\\a.exe", "a.exe"), ("..", "tep-1"), ("", "tep-1"), ("/", "tep-1"),
    (".bashrc", "bashrc"), ("a\u{7}\u{1B}[31mb.pdf", "ab.pdf"), ("gpj.\u{202E}fdp.exe", "gpj.fdp.exe"),
    ("con.txt", "_con.txt"), ("a:b*?.pdf", "a_b__.pdf"), ("a.pdf. . ", "a.pdf"), ("  Báo   cáo.pdf ", "Báo cáo.pdf"),
    ("a\n/b.pdf", "b.pdf"), ("...", "tep-1"), ("a/..", "tep-1"),
  ])
  func aNameFromOutsideBecomesAPlainOne(given: String, name: String) {
    #expect(FileName.safe(given, place: 1) == name)
  }

  @Test func aLongNameKeepsItsEnding() {
    let name = FileName.safe(String(repeating: "ấ", count: 300) + ".pdf", place: 1)
    #expect(name.hasSuffix("ấ.pdf"))
    #expect(name.utf8.count <= 200)
    let marks = FileName.safe("a" + String(repeating: "\u{301}", count: 5_000), place: 1)
    #expect((1...200).contains(marks.utf8.count))
    #expect(FileName.safe("." + String(repeating: "x", count: 300), place: 1).utf8.count == 200)
  }

  @Test func twoFilesOfOneNameAreTwoFiles() throws {
    let (files, remarks) = try attachments(
      attached("a.pdf", "application/pdf", [1]), attached("A.PDF", "application/pdf", [2]),
      attached("x/a.pdf", "application/pdf", [3]))
    #expect(files.map(\.name) == ["a.pdf", "A (2).PDF", "a (3).pdf"])
    #expect(remarks.count == 2)
  }

  @Test func whatIsListedAndNotSentIsSaid() throws {
    let manifest =
      """
      <edXMLBody><edXMLManifest><Reference><ContentId>cid:7</ContentId><AttachmentName>b.pdf</AttachmentName>\
      </Reference></edXMLManifest></edXMLBody>
      """
    let (message, remarks) = try readDocument(letter(attached: manifest))
    #expect(message.attachments.isEmpty)
    #expect(remarks.first?.hasPrefix("1 tệp") == true)
  }

  @Test func contentThatIsNoBase64IsLeftOutWithARemark() throws {
    for content in ["!!!!", "QUJ", "QUJD=QUJD", "Q", "Điều"] {
      let node =
        """
        <Attachment><AttachmentName>a.pdf</AttachmentName><ContentTransferEncoded>\(content)</ContentTransferEncoded>\
        </Attachment>
        """
      let (files, remarks) = try attachments(node)
      if content == "QUJ" {
        // Some senders leave the padding out; nothing is lost.
        #expect(files.first?.bytes == Array("AB".utf8))
      } else {
        #expect(files.isEmpty, "\(content)")
        #expect(remarks.first?.contains("hỏng") == true)
      }
    }
    let (files, remarks) = try attachments("<Attachment><AttachmentName>a.pdf</AttachmentName></Attachment>")
    #expect(files.isEmpty)
    #expect(remarks.first?.contains("không có nội dung") == true)
  }

  @Test(arguments: ["", "pdf", "a b/c", "text/html/x", "thư/mục", String(repeating: "a", count: 200) + "/b"])
  func aMediaTypeThatIsNoneIsTheOneOfTheName(type: String) throws {
    #expect(try attachments(attached("a.pdf", type, [1])).0.first?.mediaType == "application/pdf")
    #expect(try attachments(attached("a.pdf", "image/png", [1])).0.first?.mediaType == "image/png")
  }

  @Test func moreFilesThanAllowedAreRefused() {
    var limits = EdXMLLimits()
    limits.attachments = 2
    let three = (1...3).map { attached("\($0).txt", "text/plain", [1], id: "cid:\($0)") }.joined()
    #expect(throws: EdXMLRefusal.tooManyAttachments(limit: 2)) { try read(letter(attachments: three), limits: limits) }
  }

  @Test func base64IsItsOwnReverseInPiecesOfAnySize() {
    var chance = SeededRandom(seed: 7)
    for count in 0..<100 {
      let bytes = chance.bytes(count, fromEach: 1)
      let encoded = Base64.encoded(bytes)
      var decoder = Base64()
      var place = 0
      while place < encoded.count {
        let end = min(encoded.count, place + Int.random(in: 1...7, using: &chance))
        Array(encoded[place..<end]).withUnsafeBufferPointer { decoder.feed($0) }
        place = end
      }
      #expect(decoder.bytes == bytes)
      #expect(!decoder.isBroken)
    }
  }

  /// Returns where the directory of a ZIP of ours begins.
  private func directory(of file: [UInt8]) -> Int? {
    file.indices.first { file[$0...].starts(with: [0x50, 0x4B, 1, 2]) }
  }
}
