import Testing
import Vietnamese

struct PlainTests {
  @Test func aTextStaysOnItsLineAndInItsColumn() {
    #expect(
      plain("một\nhai\r\nba\tbốn\u{B}năm\u{C}sáu\u{85}bảy\u{2028}tám\u{2029}chín")
        == "một hai ba bốn năm sáu bảy tám chín")
    #expect(plain("một\nhai\tba\r\nbốn", lines: true) == "một\nhai\tba bốn")
  }

  @Test func nothingCommandsTheTerminalOrTurnsTheTextRound() {
    for code: UInt32 in Array(0..<0x20) + Array(0x7F..<0xA0) where !(0x09...0x0D).contains(code) && code != 0x85 {
      #expect(plain("a\(Unicode.Scalar(code)!)b") == "a·b", "\(code)")
    }
    for code: UInt32 in [0x061C, 0x200E, 0x200F] + Array(0x202A...0x202E) + Array(0x2066...0x2069) {
      #expect(plain("a\(Unicode.Scalar(code)!)b") == "a·b", "\(code)")
    }
  }

  @Test func whatTakesNoRoomIsLeftOut() {
    for code: UInt32 in [
      0xAD, 0x180E, 0x200B, 0x200C, 0x200D, 0x2060, 0x2064, 0xFE0F, 0xFEFF, 0xFFF9, 0xFFFB, 0xE0001, 0xE0041, 0xE007F,
    ] {
      #expect(plain("a\(Unicode.Scalar(code)!)b") == "ab", "\(code)")
    }
  }

  @Test func aHundredMarksAreEight() {
    let marks = String(repeating: "\u{0301}", count: 100)
    #expect(plain("x\(marks)y").unicodeScalars.count == 10)
    #expect(plain("x\(String(repeating: "\u{E0101}\u{0489}", count: 50))y").unicodeScalars.count == 10)
  }

  @Test func aTextOfAnOfficeStaysAsItIs() {
    for text in [
      "Về việc họp — “nhà văn hóa”, 50 %…", "NGHỊ QUYẾT  số 15/NQ-HĐND", "漢字 字喃 😀", "Ωμέγα", "", "  thụt đầu dòng",
      "tiê\u{0301}ng",
    ] {
      #expect(Array(plain(text).unicodeScalars) == Array(text.unicodeScalars), "\(text)")
    }
  }
}
