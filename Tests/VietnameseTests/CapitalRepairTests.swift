import Testing
import Vietnamese

/// Capitals of TCVN3 whose bytes do not show it.
@Suite struct CapitalRepairTests {
  private func readBack(_ text: String) -> String { CodePage.tcvn3.decode(CodePage.tcvn3.encode(text).bytes).text }

  @Test(arguments: [
    "ỦY BAN NHÂN DÂN XÃ ĐÀM THỦY", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "BỘ TƯ PHÁP", "HỘ TỊCH - TƯ PHÁP",
    "Uỷ ban nhân dân tỉnh Hà Giang", "Bộ Y tế, Sở Nội vụ", "Ở ĐÂU CŨNG VẬY", "TỈNH HÀ GIANG", "Về việc ở xã", "ở nhà",
    "Giám đốc Sở TNMT Cao Bằng", "Bộ GTVT", "QUYẾT ĐỊNH số 5/QĐ-UBND về việc nâng lương", "Nông Thị Tý",
    "TRẦN THỊ Ý\nTừ ngày ấy",
  ])
  func capitalsAreWhatTheirNeighboursSay(text: String) { #expect(readBack(text) == text) }

  @Test func aWordThatNothingDecidesStaysAsItsBytesSay() {
    // All of `BỘ Y TẾ` could be `Bộ Y Tế`; that a font has capitals only must be stated by hand.
    #expect(readBack("BỘ Y TẾ") == "Bộ Y Tế")
    let bytes = CodePage.tcvn3.encode("Bộ Y Tế").bytes
    #expect(CodePage.tcvn3.decode(bytes, capitals: true).text == "BỘ Y TẾ")
    #expect(TextEncoding(.tcvn3, isMisread: true).decode(misreadLatin(bytes), capitals: true).text == "BỘ Y TẾ")
  }

  private func misreadLatin(_ bytes: [UInt8]) -> [UInt8] {
    Array(String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) })).utf8)
  }

  @Test func theBytesOfVPSThatTwoLettersShareAreMendedToo() {
    let text = "VIỆT NAM, ĐẠI HỘI; Việt Nam, đại hội"
    #expect(CodePage.vps.decode(CodePage.vps.encode(text).bytes).text == text)
  }

  @Test func noOtherPageIsMended() {
    for page in [CodePage.tcvn5712, .vni, .viscii, .cp1258] {
      #expect(page.decode(page.encode("NHâN ủY").bytes).text == "NHâN ủY")
    }
  }
}
