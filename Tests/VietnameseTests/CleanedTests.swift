import TestSupport
import Testing
import Vietnamese

@Test("White space is collapsed and the ends are trimmed")
func collapsesSpaces() {
  #expect(cleaned("  Về   việc\u{A0}\u{2003}họp \t") == "Về việc họp")
  #expect(cleaned("một\r\nhai\n\nba") == "một hai ba")
  #expect(cleaned("") == "")
  #expect(cleaned(" \u{FEFF}\u{200B}\n ") == "")
}

@Test("Line ends are kept where lines are wanted, with at most one empty line between")
func keepsLines() {
  #expect(cleaned("một\r\nhai\rba \u{2028} bốn", lines: true) == "một\nhai\nba\nbốn")
  #expect(cleaned("\n\nmột \n\n\n\n  hai\n", lines: true) == "một\n\nhai")
}

@Test("Escape sequences are removed whole: colours, titles, clipboards, device strings")
func removesEscapes() {
  #expect(cleaned("\u{1B}[31mđỏ\u{1B}[0m") == "đỏ")
  #expect(cleaned("\u{1B}]0;tiêu đề\u{7}chữ") == "chữ")
  #expect(cleaned("\u{1B}]52;c;aGVsbG8=\u{1B}\\chữ") == "chữ")
  #expect(cleaned("\u{1B}P1$r\u{1B}\\chữ\u{9B}2Jx\u{1B}(B\u{1B}7y") == "chữxy")
  #expect(cleaned("\u{9D}0;tiêu đề\u{9C}chữ") == "chữ")
}

@Test("A sequence that is cut off swallows nothing behind it")
func keepsTextBehindBrokenEscapes() {
  #expect(cleaned("chữ\u{1B}") == "chữ")
  #expect(cleaned("chữ\u{1B}[") == "chữ")
  #expect(cleaned("\u{1B}]0;còn nguyên") == "0;còn nguyên")
  #expect(cleaned("\u{1B}ế") == "ế")
}

@Test("Controls, NUL, direction controls and zero-width characters are removed")
func removesInvisible() {
  #expect(cleaned("a\u{0}b\u{8}c\u{7F}d\u{202E}e\u{2066}f\u{200D}g\u{FEFF}h\u{AD}i\u{85}j") == "abcdefghi j")
}

@Test("What is left is composed, also where a removed character stood between letter and mark")
func composesWhatIsLeft() {
  #expect(bytes(cleaned("e\u{200B}\u{302}\u{301}")) == bytes("ế"))
}

@Test("No control character passes, and cleaning twice changes nothing more")
func cleaningIsIdempotent() {
  var dice = SeededRandom(seed: 11)
  for _ in 0..<20_000 {
    let text = dice.text()
    for lines in [false, true] {
      let once = cleaned(text, lines: lines)
      #expect(bytes(cleaned(once, lines: lines)) == bytes(once), "\(text.debugDescription)")
      #expect(
        once.unicodeScalars.allSatisfy {
          ($0.value >= 0x20 && !(0x7F...0x9F).contains($0.value)) || (lines && $0 == "\n")
        })
    }
  }
}

@Test("Ten megabytes are cleaned in one go")
func cleansMuch() {
  let text = String(repeating: "Quyết  định\u{1B}[1m\n", count: 500_000)
  #expect(cleaned(text).utf8.count == 500_000 * "Quyết định ".utf8.count - 1)
}
