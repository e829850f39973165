import Testing
import Vietnamese

@testable import Terminal

private func picture(_ width: Int, _ height: Int = 1, _ draw: (inout Canvas) -> Void) -> Canvas {
  var canvas = Canvas(width: width, height: height)
  draw(&canvas)
  return canvas
}

@Test func aTextIsCutWithAnEllipsisAtTheEdge() {
  #expect(picture(8) { $0.write("Quyết định", row: 0) }.text == "Quyết đ…")
  #expect(picture(20) { $0.write("Quyết định", row: 0, column: 1, width: 5) }.text == " Quyế…")
  #expect(picture(10) { $0.write("Quyết định", row: 0) }.text == "Quyết định")
}

@Test func aTextOutsideIsNotDrawn() {
  for (row, column) in [(-1, 0), (1, 0), (0, 9), (0, 100)] {
    #expect(picture(9) { $0.write("abc", row: row, column: column) }.text == "")
  }
  #expect(picture(4) { $0.write("abc", row: 0, column: -1) }.text == "bc")
}

@Test func textsStandLeftRightOrInTheMiddle() {
  let canvas = picture(6, 3) {
    $0.write("12", row: 0, width: 6)
    $0.write("12", row: 1, width: 6, align: .right)
    $0.write("12", row: 2, width: 6, align: .centre)
  }
  #expect(canvas.text == "12\n    12\n  12")
}

@Test func aShorterTextHidesWhatWasThere() {
  #expect(
    picture(10) {
      $0.write("Báo cáo", row: 0, width: 10)
      $0.write("Tờ", row: 0, width: 10)
    }.text == "Tờ")
}

@Test func aLetterTypedWithItsMarksApartIsOneCell() {
  let canvas = picture(4) { $0.write("e\u{302}\u{301}x", row: 0) }
  #expect(canvas.text == "ếx")
  #expect(canvas.cells[1].letter == 0x78)
}

@Test func wideLettersTakeTwoColumnsAndAreNeverHalved() {
  #expect(displayWidth("漢𡨸") == 4)
  #expect(picture(5) { $0.write("漢字漢", row: 0) }.text == "漢字…")
  #expect(picture(4) { $0.write("漢字漢", row: 0) }.text == "漢…")
  #expect(
    picture(6) {
      $0.write("漢字", row: 0)
      $0.write("x", row: 0, column: 1)
      $0.write("y", row: 0, column: 2)
    }.text == " xy")
}

@Test(arguments: [
  "\u{1b}[31m", "\u{9b}2J", "\u{7}", "\u{202e}", "\u{200b}", "\u{ad}", "\u{2066}", "\u{feff}", "\u{fe0f}",
])
func nothingThatCommandsATerminalStandsOnACanvas(text: String) {
  let canvas = picture(20) { $0.write("a\(text)b", row: 0) }
  for cell in canvas.cells {
    #expect(cell.width == 0 || isDrawable(Unicode.Scalar(cell.letter)!))
    #expect(cell.mark1 == 0)
  }
  #expect(canvas.text.hasPrefix("a") && canvas.text.contains("b"))
}

@Test func controlCharactersAreDotsAndLineBreaksAreBlanks() {
  #expect(picture(9) { $0.write("a\u{1b}b\nc\td", row: 0) }.text == "a·b c d")
}

@Test func aMarkAloneIsNotDrawnOnANeighboursLetter() {
  #expect(
    picture(4) {
      $0.write("ab", row: 0)
      $0.write("\u{301}c", row: 0, column: 2)
    }.text == "abc")
}

@Test func theWidthOfATextIsTheWidthItIsDrawnWith() {
  for text in ["Thị trấn Nguyên Bình", "e\u{302}\u{301}", "漢x", "a\u{202e}b\u{7}", "한국", "👍🏽", "\u{1100}\u{1161}"] {
    let canvas = picture(40) { $0.write(text + "|", row: 0) }
    #expect(canvas.cells.firstIndex { $0.letter == 0x7c } == displayWidth(text), "\(text)")
  }
}

@Test func rolesAreSeenAsLetters() {
  let canvas = picture(8, 2) {
    $0.write("Sổ", row: 0, .title, width: 8)
    $0.write("x", row: 1, column: 1, .danger)
    $0.paint(row: 1, column: 2, width: 2, .selected)
  }
  #expect(canvas.roles == "TTTTTTTT\n.XSS")
}

@Test func theCursorStaysOnTheCanvas() {
  var canvas = Canvas(width: 4, height: 2)
  canvas.cursor = (9, 9)
  #expect(canvas.cursor! == (1, 3))
  canvas.cursor = nil
  #expect(canvas.cursor == nil)
}

@Test func canvasesWithoutRoomTakeAnything() {
  for (width, height) in [(0, 0), (0, 5), (5, 0), (1, 1)] {
    var canvas = Canvas(width: width, height: height)
    canvas.write("漢字", row: 0, width: 3, align: .right)
    canvas.line(row: 0, title: "x")
    canvas.fill(row: 0, column: -3, width: 100, height: 100)
    canvas.cursor = (0, 0)
    _ = Canvas.tooSmall("Cửa sổ quá nhỏ", width: width, height: height).text
  }
}

@Test func aLineCanHoldAWord() {
  #expect(picture(12) { $0.line(row: 0, title: "Đến") }.text == "── Đến ─────")
}

@Test func longTextsAreBrokenBetweenWords() {
  #expect(wrapped("Văn bản này đã có số", to: 9) == ["Văn bản", "này đã có", "số"])
  #expect(wrapped("a\n\n  bc d", to: 5, lines: true) == ["a", "", "  bc", "d"])
  #expect(wrapped("abcdefgh", to: 3) == ["abc", "def", "gh"])
  #expect(wrapped("", to: 5) == [""])
  #expect(wrapped("漢字", to: 1) == ["漢", "字"])
}
