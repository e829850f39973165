import TestSupport
import Testing
import Vietnamese

struct TextLinesTests {
  @Test func linesEndWithWhateverEndsALine() {
    #expect(textLines("một\nhai\r\nba\rbốn\u{2028}năm\u{85}") == ["một", "hai", "ba", "bốn", "năm", ""])
    #expect(textLines("") == [""])
    #expect(textLines("\n\n“việc…”\n") == ["", "", "“việc…”", ""])
  }

  @Test func theQuickWayFindsTheSameLinesAsTheSlowOne() {
    let parts = [
      "\n", "\n", "\r", "\u{0B}", "\u{0C}", "\u{85}", "\u{2028}", "\u{2029}", "ệ", "e\u{323}", "“", "a", "đ", "Å", "¨",
    ]
    var random = SeededRandom(seed: 7)
    for _ in 0..<2_000 {
      // Half of the texts have no other ends than line feeds.
      let drawn = Bool.random(using: &random) ? parts : parts.filter { $0 == "\n" || $0 == "“" || $0 > "a" }
      let text = (0..<Int.random(in: 0...20, using: &random)).map { _ in drawn.randomElement(using: &random)! }.joined()
      #expect(
        textLines(text) == text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline),
        "\(text.debugDescription)")
    }
  }
}
