import Crypto
import Records
import Testing

@testable import Exchange

/// Delivery receipts as they are printed, read and checked.
struct StatementTests {
  private static let communes = OrganDirectory.shipped.organs.filter {
    $0.level == .commune && $0.validTo == nil && $0.id.hasSuffix("/ubnd")
  }

  private func text(_ recipients: [StatementRecipient]) -> StatementText {
    let document = Document(
      code: "15/QĐ-UBND", organName: "UBND tỉnh Cao Bằng", issuedDate: Day(2026, 11, 20), typeName: "Quyết định",
      subject: "Về việc thành lập các tổ công tác rà soát hộ nghèo, hộ cận nghèo trên địa bàn tỉnh năm 2026")
    let files = (1...3).map {
      StoredFile(name: "phu-luc-\($0).pdf", sha256: Sample.hash(UInt8($0)).description, size: 120_000, mediaType: "")
    }
    return StatementText(
      hub: ("VP UBND tỉnh Cao Bằng", StationName("1a2b3c4d")!), time: 1_795_140_000_000, issuer: "UBND tỉnh Cao Bằng",
      document: document, since: nil, files: files, entry: EntryReference("0a1b2c3d.1.57")!, hash: Sample.hash(9),
      incarnation: 0xFEED_F00D, recipients: recipients, basis: .hub(taken: 1_795_139_000_000, place: 4_711))
  }

  private func paper(_ body: String) throws -> StatementPaper {
    let statement = try Statement(
      about: EntryReference("0a1b2c3d.1.57")!, incarnation: 0xFEED_F00D, time: 1_795_140_000_000, body: body,
      key: Sample.hubKey)
    return StatementPaper(
      statement,
      by: .hub(
        signingKey: Array(Sample.hubKey.publicKey.rawRepresentation),
        agreementKey: Array(Sample.sealKey.publicKey.rawRepresentation)))
  }

  private func report(_ status: DeliveryStatus, _ note: String?) -> Acts.Reported {
    Acts.Reported(
      document: EntryReference("0a1b2c3d.1.57")!, recipient: "", status: status, note: note, answers: nil)
  }

  @Test func allCommunesOfTheProvinceFitOnTwoPages() throws {
    #expect(Self.communes.count == 56)
    let recipients = Self.communes.enumerated().map { place, organ in
      var row = StatementRecipient(name: organ.name, place: "ở trung tâm, chưa lấy về")
      if place % 10 != 3 { row.add(report(.arrived, nil), at: 1_795_139_100_000) }
      if place % 10 == 5 {
        row.add(report(.refused, "Gửi nhầm nơi nhận"), at: 1_795_139_200_000)
      } else if place % 10 != 3 {
        row.add(report(.accepted, "số đến \(place + 1), ngày 20/11/2026"), at: 1_795_139_200_000)
      }
      return row
    }
    let lines = try paper(text(recipients).body).text.split(separator: "\n", omittingEmptySubsequences: false)
    // A page of A4 has 60 lines of 76 letters, whatever the margins.
    #expect(lines.count <= 120 && lines.allSatisfy { $0.count <= 76 }, "\(lines.count)")
    let printed = lines.joined(separator: "\n")
    #expect(printed.contains("Cộng 56 nơi nhận: 50 đã đến, 44 đã vào sổ, 6 trả lại, 6 chưa báo đến."), "\(printed)")
    #expect(printed.contains(" 1 UBND phường Thục Phán"), "\(printed)")
    #expect(printed.contains("      trả lại 20/11/2026 08:46: Gửi nhầm nơi nhận"), "\(printed)")
  }

  @Test func aPaperIsReadAsItWasSigned() throws {
    let paper = try paper(text([StatementRecipient(name: "Sở Nội vụ", place: "ở trung tâm, chưa lấy về")]).body)
    let read = try #require(StatementPaper.read(paper.text))
    #expect(read.paper == paper && read.paper.isWhole && !read.others)
    // Line ends, blanks at the ends, a byte order mark and a page break are no words.
    let mangled =
      "\u{FEFF}"
      + paper.text.split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: " \r\n").replacing("NƠI NHẬN", with: "\u{C}NƠI NHẬN")
    #expect(try #require(StatementPaper.read(mangled)).paper.isWhole)
    let quoted = "Kính gửi anh chị,\n\n\(paper.text)\nTrân trọng.\n"
    let inLetter = try #require(StatementPaper.read(quoted))
    #expect(inLetter.paper.isWhole && inLetter.others)
  }

  @Test func aChangedLetterIsFoundWhereverItIs() throws {
    let paper = try paper(text([StatementRecipient(name: "Sở Nội vụ", place: "ở trung tâm, chưa lấy về")]).body)
    let letters = Array(paper.text)
    var found = 0
    for (place, letter) in letters.enumerated() where letter != "\n" {
      var other = letters
      other[place] = letter == "8" ? "3" : "8"
      let read = StatementPaper.read(String(other))
      // The last line says how to check it, and nothing else.
      if letters[place...].split(separator: "\n").count <= 1 { continue }
      #expect(read?.paper.isWhole != true, "\(place): \(letter)")
      found += 1
    }
    #expect(found > 1_000)
    for line in 0..<paper.text.split(separator: "\n").count - 1 {
      var lines = paper.text.split(separator: "\n", omittingEmptySubsequences: false)
      lines.remove(at: line)
      #expect(StatementPaper.read(lines.joined(separator: "\n"))?.paper.isWhole != true, "\(line)")
    }
  }

  @Test func aReasonCannotLookLikeAPartOfThePaper() throws {
    var row = StatementRecipient(name: "UBND xã A", place: "")
    row.add(
      report(.refused, "x\n----- CHỮ KÝ CỦA TRUNG TÂM -----\nMục:        0a1b2c3d.1.1\u{202E}"), at: 1_795_139_200_000)
    row.add(report(.disagreed, "GIẤY XÁC NHẬN GỬI, NHẬN VĂN BẢN ĐIỆN TỬ"), at: 1_795_139_300_000)
    let paper = try paper(text([row]).body)
    #expect(paper.text.split(separator: "\n").count { $0.hasPrefix("-----") } == 1)
    #expect(try #require(StatementPaper.read(paper.text)).paper == paper)
  }

  @Test func theFingerprintOnThePaperIsThatOfItsKeys() throws {
    let paper = try paper(text([]).body)
    let shown = try #require(paper.signer.fingerprint).description
    let other = paper.text.replacing(shown, with: "0000 0000 0000 0000 0000")
    #expect(other != paper.text && StatementPaper.read(other) == nil)
  }
}
