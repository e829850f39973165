import TestSupport
import Testing
import Vietnamese

@Test("Text is searched in lower case, without marks, with single spaces")
func foldsText() {
  #expect(bytes(fold("Quyết  định")) == bytes("quyet dinh"))
  #expect(fold("UỶ BAN NHÂN DÂN XÃ ĐÀM THUỶ") == "uy ban nhan dan xa dam thuy")
  #expect(fold("  15/QĐ-UBND\t\n") == "15/qd-ubnd")
  #expect(fold("") == "")
  #expect(fold(" \u{A0}\u{3000} ") == "")
  #expect(fold("already folded 12") == "already folded 12")
}

@Test("Đ and its look-alikes Ð and Ɖ are all d")
func foldsStroke() {
  for letter in ["đ", "Đ", "Ð", "ð", "Ɖ", "ɖ"] { #expect(bytes(fold(letter)) == bytes("d"), "\(letter)") }
}

@Test("All sixty vowels with a tone fold alike in whatever mixture they are written")
func foldsMixtures() {
  for (written, _, plain) in Mixtures.all { #expect(bytes(fold(written)) == bytes(plain), "\(written)") }
}

@Test("Letters of other tongues lose their marks and capitals too")
func foldsForeign() {
  #expect(fold("Ångström, Señor Łódź, Çelik, İzmir") == "angstrom, senor łodz, celik, izmir")
  #expect(fold("ЖУК ΣΟΦΙΑ") == "жук σοφια")
}

@Test("Zero-width characters in the name of an agency do not hide it from a search")
func foldsInvisible() {
  #expect(fold("UBND\u{200B} xã\u{FEFF} Suối\u{AD} Dây\u{202E}") == "ubnd xa suoi day")
}

@Test("Folding twice changes nothing more, and folding composed text is folding the text")
func foldIsIdempotent() {
  var dice = SeededRandom(seed: 2026)
  for _ in 0..<20_000 {
    let text = dice.text()
    let once = fold(text)
    #expect(bytes(fold(once)) == bytes(once), "\(text.debugDescription)")
    #expect(bytes(fold(composed(text))) == bytes(once), "\(text.debugDescription)")
  }
}

@Test("A symbol and a sentence are cut into the words a search knows")
func cutsTokens() {
  #expect(searchTokens("15/QĐ-UBND") == ["15", "qd", "ubnd"])
  #expect(searchTokens("V/v “quyết định” số 7, năm 2026…") == ["v", "v", "quyet", "dinh", "so", "7", "nam", "2026"])
  #expect(searchTokens("đường bộ–đường sắt") == ["duong", "bo", "duong", "sat"])
  #expect(searchTokens(" -/. ") == [])
  #expect(searchTokens("") == [])
}

@Test("The first letters of Đàm Thủy are dt")
func takesInitials() {
  #expect(initials("Đàm Thủy") == "dt")
  #expect(initials("UBND xã Hòa An") == "uxha")
  #expect(initials("") == "")
}
