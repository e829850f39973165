import Records
import Testing
import Vietnamese

@testable import Office

/// Old registers in old code pages: titles and cells are read, nothing is guessed.
struct ImportEncodingTests {
  let table = """
    Số đến;Ngày đến;Tác giả;Số, ký hiệu;Ngày văn bản;Tên loại;Trích yếu
    1;05/01/2026;UBND tỉnh Cao Bằng;12/UBND-VX;02/01/2026;Công văn;V/v rà soát hộ nghèo, hộ cận nghèo
    2;06/01/2026;Sở Nội vụ;03/SNV;05/01/2026;Quyết định;Về việc nâng bậc lương thường xuyên

    """
  private var context: ActContext {
    ActContext(clerk: "Văn thư 1", day: Day(2026, 11, 20), milliseconds: 1_795_000_000_000)
  }

  private func office() throws -> Office {
    try Office.foundInMemory(
      OfficeProfile(organID: "000.00.00.H14", name: "UBND xã Đàm Thủy", place: "Đàm Thủy"),
      station: StationName("0a1b2c3d")!,
      books: [], context: context)
  }

  private func subjects(_ office: Office) throws -> [String] {
    try office.lines(.register(.incoming), walk: .newer, limit: 10, today: context.day).reversed().map(
      \.document.subject)
  }

  @Test(arguments: CodePage.allCases) func aRegisterInAnyPageIsReadWithItsTitles(page: CodePage) throws {
    let office = try office()
    let report = try office.importRegister(page.encode(table).bytes, context: context)
    #expect(report.isWritten && report.lines == 2 && report.leftOut.isEmpty)
    #expect(report.encoding.page == page || page == .tcvn5712 && report.encoding.page == .tcvn3)
    #expect(try subjects(office) == ["V/v rà soát hộ nghèo, hộ cận nghèo", "Về việc nâng bậc lương thường xuyên"])
  }

  /// A sheet in .VnTime, saved as “CSV UTF-8”, and as “Unicode text”.
  @Test func aSheetThatWasSavedFromAnOldFontIsMended() throws {
    let wrong = String(String.UnicodeScalarView(CodePage.tcvn3.encode(table).bytes.map { Unicode.Scalar($0) }))
    let utf16: [UInt8] = [0xFF, 0xFE] + wrong.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    for bytes in [Array(wrong.utf8), [0xEF, 0xBB, 0xBF] + wrong.utf8, utf16] {
      let office = try office()
      let report = try office.importRegister(bytes, context: context)
      #expect(report.encoding == TextEncoding(.tcvn3, isMisread: true))
      #expect(try subjects(office)[1] == "Về việc nâng bậc lương thường xuyên")
    }
  }

  @Test func bytesWithoutMeaningAreNamedAndNothingIsWritten() throws {
    let office = try office()
    var bytes = CodePage.tcvn3.encode(table).bytes
    bytes.insert(0xFF, at: bytes.firstIndex(of: 0x0A)! + 3)
    let expected = EncodingRefusal.undecoded(
      UndecodedBytes(line: 2, column: 3, bytes: [0xFF]), count: 1, TextEncoding(.tcvn3), option: "--encoding",
      mayReplace: false)
    #expect(throws: expected) { try office.importRegister(bytes, context: context) }
    #expect(
      expected.words.vietnamese.hasPrefix(
        "Dòng 2, chữ thứ 3: 0xFF không có nghĩa trong TCVN3 (ABC); xem lại --encoding"))
    #expect(try subjects(office).isEmpty && office.bookStates().isEmpty)
  }

  @Test func aTableTooShortToTellIsAskedFor() throws {
    let short = "arrivalNumber,arrivalDate,organName,subject\n1,05/01/2026,S\u{EB} Y t\u{D5},V/v a\n"
    let bytes = short.unicodeScalars.map { UInt8($0.value) }
    let office = try office()
    #expect(throws: EncodingRefusal.self) { try office.importRegister(bytes, context: context) }
    #expect(try subjects(office).isEmpty)
    let said = ImportOptions(encoding: TextEncoding(.tcvn3))
    #expect(try office.importRegister(bytes, options: said, context: context).isWritten)
    #expect(
      try office.lines(.register(.incoming), walk: .newer, limit: 1, today: context.day)[0].document.organName
        == "Sở Y tế")
  }

  @Test func aFileOfTwoPagesIsRefusedWithTheLineWhereItTurns() throws {
    let office = try office()
    let later = Array("3;07/01/2026;Sở Xây dựng;4/SXD;06/01/2026;Công văn;V/v quản lý trật tự xây dựng\n".utf8)
    do {
      _ = try office.importRegister(CodePage.vni.encode(table).bytes + later, context: context)
      Issue.record("it was taken")
    } catch let refusal as EncodingRefusal {
      #expect(refusal.words.vietnamese.contains("nhưng dòng 4 lại là UTF-8"))
    }
    #expect(try subjects(office).isEmpty)
  }
}
