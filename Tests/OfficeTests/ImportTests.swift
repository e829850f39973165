import Records
import Testing

@testable import Office

/// Importing the register of an office that kept it in a spreadsheet.
struct ImportTests {
  let today = Day(2026, 11, 20)
  let titles =
    """
    Ngày đến,Số đến,Tác giả,\"Số, ký hiệu văn bản\",Ngày tháng văn bản,Tên loại và trích yếu nội dung văn bản,Đơn vị \
    hoặc người nhận,Ngày chuyển,Ký nhận,Ghi chú
    """

  private func office() throws -> Office {
    try Office.foundInMemory(
      OfficeProfile(organID: "000.00.00.H14", name: "UBND xã Đàm Thủy", place: "Đàm Thủy"),
      station: StationName("0a1b2c3d")!,
      books: [],
      context: context)
  }

  private var context: ActContext { ActContext(clerk: "Văn thư 1", day: today, milliseconds: 1_795_000_000_000) }

  private func take(
    _ text: String, _ options: ImportOptions = ImportOptions(), into office: Office
  ) throws -> ImportReport {
    try office.importRegister(Array(text.utf8), options: options, context: context)
  }

  private func lines(_ office: Office, _ direction: Book.Direction = .incoming) throws -> [DocumentLine] {
    try office.lines(.register(direction), walk: .newer, limit: 100_000, today: today).reversed()
  }

  @Test func aPageOfThePaperBookBecomesSettledLinesWithTheirNumbers() throws {
    let office = try office()
    let report = try take(
      """
      \(titles)
      (1),(2),(3),(4),(5),(6),(7),(8),(9),(10)
      05/01/2026,1,UBND tỉnh Cao Bằng,12/UBND-VX,02/01/2026,Công văn V/v rà soát hộ nghèo,Văn phòng,,,Bản giấy
      2026-01-06,2,Ông Nông Văn A,,06/01/2026,"Đơn đề nghị: tranh chấp lối đi,
      có ảnh kèm theo",Tư pháp - Hộ tịch,,,
      6/1/2026,2a,Uỷ ban nhân dân tỉnh Cao Bằng,03/QĐ-UBND,05/01/2026,Về việc giao dự toán,,,,

      """, into: office)
    #expect(report.isWritten && report.rows == 3 && report.lines == 3 && report.refused.isEmpty)
    #expect(report.leftOut == ["Ngày chuyển", "Ký nhận"] && report.openedBooks == ["den-2026"])
    let lines = try lines(office)
    #expect(lines.map(\.numberText) == ["1", "2", "2a"])
    #expect(lines.map(\.document.typeName) == ["Công văn", "Đơn đề nghị", "Quyết định"])
    #expect(lines[0].document.subject == "V/v rà soát hộ nghèo")
    #expect(lines[1].document.subject == "tranh chấp lối đi, có ảnh kèm theo")
    #expect(lines.map(\.state) == [.completed, .completed, .completed])
    #expect(lines[0].document.organID == "ubnd-tinh" && lines[2].document.organID == "ubnd-tinh")
    #expect(lines[1].document.organID == nil)
    #expect(try office.nextNumber(.incoming, typeName: "Công văn", on: today) == 3)
    #expect(try office.lines(ListQuery(try SearchQuery("loi di", today: today)), limit: 5, today: today).count == 1)
  }

  @Test(arguments: [";", "\t", ","]) func whateverTheSpreadsheetPutBetweenTheCells(_ separator: String) throws {
    let rows = ["Số đến,Ngày đến,Tác giả,Trích yếu", "1,05/01/2026,Sở Nội vụ,V/v báo cáo"]
    let text = "\u{FEFF}" + rows.map { $0.replacing(",", with: separator) }.joined(separator: "\r\n") + "\r\n\r\n\r\n"
    #expect(try take(text, into: office()).lines == 1)
    let utf16: [UInt8] = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(try office().importRegister(utf16, context: context).lines == 1)
  }

  @Test func annexNamesInEnglishAreKnownToo() throws {
    let office = try office()
    _ = try take(
      """
      codeNumber,codeNotation,issuedDate,typeName,subject,toPlaces,fullName,position,priority,pageAmount
      07,QĐ-UBND,2026-02-03,QĐ,Về việc nâng lương,Sở Nội vụ,Nông Văn A,Chủ tịch,1,3
      """, into: office)
    let line = try lines(office, .outgoing)[0]
    #expect(line.reference == "07/QĐ-UBND" && line.state == .issued && line.number == 7)
    #expect(line.document.signer?.display == "Chủ tịch Nông Văn A" && line.document.urgency == .urgent)
    #expect(line.document.organName == "UBND xã Đàm Thủy" && line.toPlaces == "Sở Nội vụ")
    #expect(try office.nextNumber(.outgoing, typeName: "Quyết định", on: today) == 8)
  }

  @Test func everyRefusedRowIsShownWithItsLineItsColumnAndEveryReason() throws {
    let office = try office()
    let report = try take(
      """
      \(titles),Độ khẩn,Số trang
      31/02/2026,x1,UBND tỉnh,,,Công văn V/v a,,,,,rất gấp,nhiều
      05/01/2026,1,UBND tỉnh,,,Công văn V/v b,,,,,,
      05/01/2026,1,UBND tỉnh,,,Công văn V/v c,,,,,,
      05/01/2026,2,,,,Công văn V/v d,,,,,,0
      05/01/2026,3,UBND tỉnh,,,Công văn \(String(repeating: "ă", count: 501)),,,,,,
      05/01/2026,4,UBND\u{7} tỉnh,,,Công văn V/v f,,,,,,
      21/11/2026,5,UBND tỉnh,,,Công văn V/v g,,,,,,
      05/01/2026,6,UBND tỉnh,12,06/01/2026,Công văn V/v h,,,,,,
      """, into: office)
    #expect(!report.isWritten && report.lines == 0)
    #expect(report.refusal?.vietnamese.contains("7 dòng bị từ chối") == true)
    func columns(_ line: Int) -> Set<String?> { Set(report.refused.filter { $0.line == line }.map(\.column)) }
    #expect(columns(2) == ["Ngày đến", "Số đến", "Độ khẩn", "Số trang"])
    #expect(columns(3) == [])
    #expect(columns(4) == ["Số đến"])
    #expect(columns(5) == ["Tác giả", "Số trang"])
    #expect(columns(6) == ["Tên loại và trích yếu nội dung văn bản"])
    #expect(columns(7) == ["Tác giả"])
    #expect(columns(8) == ["Ngày đến"])
    #expect(columns(9) == ["Ngày tháng văn bản"])
    #expect(report.refused[0].sentence.vietnamese.hasPrefix("dòng 2, cột “"))
    #expect(try lines(office).isEmpty && office.bookStates().isEmpty)
  }

  @Test func ofAStateSecretNothingIsKeptNorSaid() throws {
    let office = try office()
    let text = """
      \(titles),Độ mật
      05/01/2026,1,UBND tỉnh,,,Công văn V/v bình thường,,,,,Thường
      05/01/2026,2,Bộ Quốc phòng,7/KIN,,Công văn V/v CHUYỆN KÍN,,,,,Tối mật
      05/01/2026,3,Bộ Quốc phòng,8/KIN,,Công văn V/v CHUYỆN KÍN,,,,,không rõ
      """
    let report = try take(text, ImportOptions(partly: true), into: office)
    #expect(report.lines == 1 && report.refused.map(\.line) == [3, 4])
    #expect(report.refused.allSatisfy { $0.column == "Độ mật" && !$0.words.vietnamese.contains("KÍN") })
    #expect(try office.lines(ListQuery(try SearchQuery("kin", today: today)), limit: 5, today: today).isEmpty)
  }

  @Test func aGapIsRefusedUnlessAReasonMakesItVoidedNumbers() throws {
    let office = try office()
    let text =
      """
      Số đến,Ngày đến,Tác giả,Trích yếu
      3,05/01/2026,Sở Y tế,V/v a
      6,06/01/2026,Sở Y tế,V/v b
      8,07/01/2026,Sở Y tế,V/v c

      """
    let refused = try take(text, into: office)
    #expect(!refused.isWritten && refused.gaps.map(\.display) == ["4–5", "7"])
    #expect(refused.refusal?.vietnamese.contains("4–5, 7") == true)
    let report = try take(text, ImportOptions(gapReason: "Rách trang sổ"), into: office)
    #expect(report.lines == 6)
    let lines = try lines(office)
    #expect(lines.compactMap(\.number).sorted() == [3, 4, 5, 6, 7, 8])
    #expect(lines.filter { $0.state == .voided }.map(\.reason) == Array(repeating: "Rách trang sổ", count: 3))
    #expect(try office.nextNumber(.incoming, typeName: "Công văn", on: today) == 9)
    let again = try take(text, into: office)
    #expect(again.refused.map(\.line) == [2, 3, 4] && again.refused[0].words.vietnamese.contains("đã có trong sổ"))
  }

  @Test func whatTheBookHoldsAlreadyIsNoGap() throws {
    let office = try office()
    func rows(_ numbers: String...) -> String {
      "Số đến,Ngày đến,Tác giả,Trích yếu\n" + numbers.map { "\($0),05/01/2026,Sở Y tế,V/v \($0)\n" }.joined()
    }
    #expect(try take(rows("1", "2a"), into: office).isWritten)
    let options = ImportOptions(partly: true, gapReason: "Rách trang sổ")
    let report = try take(rows("1", "2", "5"), options, into: office)
    #expect(report.isWritten && report.gaps.map(\.display) == ["3–4"] && report.refused.map(\.line) == [2])
    #expect(try Set(lines(office).map(\.numberText)) == ["1", "2", "2a", "3", "4", "5"])
  }

  @Test(arguments: ["9223372036854775807", "9223372036854775808", "1000001", "0"])
  func aNumberNoBookHasIsRefused(number: String) throws {
    let text = "Số đến,Ngày đến,Tác giả,Trích yếu\n\(number),05/01/2026,Sở Y tế,V/v a\n"
    let report = try take(text, ImportOptions(gapReason: "Rách"), into: office())
    #expect(!report.isWritten && report.refused.count == 1)
  }

  @Test func aBookThatBeganInMidYearMeetsItsOldRegister() throws {
    let office = try Office.foundInMemory(
      OfficeProfile(organID: "000.00.00.H14", name: "UBND xã", place: ""), station: StationName("0a1b2c3d")!,
      books: Book.usual(year: 2026, firstIncoming: 4), context: context)
    let head = "Số đến,Ngày đến,Tác giả,Trích yếu\n1,05/01/2026,Sở Y tế,V/v a\n2,06/01/2026,Sở Y tế,V/v b\n"
    #expect(try take(head, ImportOptions(isDryRun: true), into: office).gaps.map(\.display) == ["3"])
    #expect(try take(head + "3,06/01/2026,Sở Y tế,V/v c\n", into: office).isWritten)
    #expect(try office.nextNumber(.incoming, typeName: "Công văn", on: today) == 4)
  }

  @Test func aDayBeforeThePreviousNumberIsAWarning() throws {
    let text =
      "Số đến,Ngày đến,Tác giả,Loại văn bản,Trích yếu\n1,06/01/2026,Sở Y tế,CV,V/v a\n2,05/01/2026,Sở Y tế,CV,V/v b\n"
    let report = try take(text, ImportOptions(isDryRun: true), into: office())
    #expect(report.warnings.map(\.line) == [3] && report.refused.isEmpty && report.lines == 2 && !report.isWritten)
  }

  @Test func aNameOfSeveralCommunesIsKeptAndNamed() throws {
    let text = """
      Số đến,Ngày đến,Tác giả,Số ký hiệu,Ngày văn bản,Loại văn bản,Trích yếu
      1,06/03/2024,UBND xã Hưng Đạo,5/UBND,01/03/2024,CV,V/v a
      2,06/03/2024,"UBND xã Hưng Đạo, huyện Bảo Lạc",6/UBND,01/03/2024,CV,V/v b

      """
    let office = try office()
    let report = try take(text, ImportOptions(), into: office)
    #expect(report.isWritten && report.warnings.map(\.line) == [2])
    let lines = try office.lines(.register(.incoming, order: .number), limit: 2, today: context.day)
    #expect(lines.map(\.document.organID) == [nil, "xa-01351/ubnd"])
  }

  @Test func whatIsNoRegisterIsRefusedInOneSentence() throws {
    let office = try office()
    #expect(throws: ImportRefusal.missingColumns(["Tên loại và trích yếu nội dung văn bản"])) {
      try take("Số đến,Ngày đến,Tác giả\n1,2,3\n", into: office)
    }
    #expect(throws: ImportRefusal.empty) { try take(" \r\n\r\n", into: office) }
    #expect(throws: ImportRefusal.empty) { try take(titles + "\n", into: office) }
    let bytes = Array("Số đến,Ngày đến\n1,C".utf8) + [0xC1, 0x20]
    #expect(throws: ImportRefusal.notUTF8(line: 2, column: 4, byte: 0xC1)) {
      try office.importRegister(bytes, context: context)
    }
    #expect(throws: ImportRefusal.unreadable("/tmp")) { try office.importRegister(path: "/tmp", context: context) }
  }
}
