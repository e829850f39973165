import TestSupport
import Testing
import Vietnamese

@Test("Any mixture of letters and marks becomes one letter")
func composesMixtures() {
  for (written, expected, _) in Mixtures.all { #expect(bytes(composed(written)) == bytes(expected), "\(written)") }
}

@Test("A text typed as tổ hợp comes out as dựng sẵn")
func composesText() {
  #expect(bytes(composed("Quyê\u{301}t đi\u{323}nh cu\u{309}a Uy\u{309} ban")) == bytes("Quyết định của Uỷ ban"))
  #expect(bytes(composed("n\u{303} u\u{308} C\u{327}")) == bytes("ñ ü Ç"))
}

@Test("The look-alikes of Đ are mended, alone and in a word")
func mendsStroke() {
  #expect(bytes(composed("Ð/QÐ Ɖàm ðường")) == bytes("Đ/QĐ Đàm đường"))
}

@Test("A mark that no letter takes stays, and nothing traps on marks without a letter")
func keepsStrayMarks() {
  #expect(bytes(composed("\u{301}a")) == bytes("\u{301}a"))
  #expect(bytes(composed("q\u{301}")) == bytes("q\u{301}"))
  #expect(bytes(composed("á\u{300}")) == bytes("á\u{300}"))
  #expect(composed("") == "")
}

@Test("Composing twice changes nothing more")
func composingIsIdempotent() {
  var dice = SeededRandom(seed: 7)
  for _ in 0..<20_000 {
    let once = composed(dice.text())
    #expect(bytes(composed(once)) == bytes(once), "\(once.debugDescription)")
  }
}
