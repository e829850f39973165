import CommandWords
import Testing

@testable import Commands
@testable import vanthu

@Suite struct CommandLineWords {
  @Test(arguments: [
    ("", []), ("  \t ", []), ("a  b", ["a", "b"]), (#"a "b c" d"#, ["a", "b c", "d"]), (#"a'b c'd"#, ["ab cd"]),
    (#""""#, [""]), (#"'' x"#, ["", "x"]), (#"a\ b"#, ["a b"]), (#""a\"b\\c""#, [#"a"b\c"#]), (#"'a\b'"#, [#"a\b"#]),
    (#"\"a"#, [#""a"#]), ("Đàm\u{A0}Thủy", ["Đàm", "Thủy"]), (#"tu:"sở nội vụ""#, ["tu:sở nội vụ"]),
  ])
  func aLineIsCutIntoWordsAsAShellWould(line: String, words: [String]) throws {
    #expect(try LineWords.split(line) == words)
  }

  @Test(arguments: ["\"", "register \"a b", "it's"])
  func aQuotationMarkThatIsNotClosedIsSaid(line: String) {
    #expect(throws: UsageError.unfinishedQuote) { try LineWords.split(line) }
  }

  @Test(arguments: [
    ("register", "register"), ("118/UBND-VX", "118/UBND-VX"), ("UBND xã", #""UBND xã""#), ("", #""""#), ("Đến", "Đến"),
    (#"nói "có""#, #""nói \"có\"""#),
  ])
  func aWordIsQuotedOnlyWhereItMustBe(word: String, quoted: String) {
    #expect(LineWords.quoted(word) == quoted)
  }

  @Test(arguments: 0..<10)
  func whatIsQuotedIsReadBackAsTheSameWords(seed: UInt64) throws {
    var dice = SeededDice(state: seed)
    let letters = Array("aĐ ế\t'\"\\$`!-=/#*~\u{A0}😀x")
    for _ in 0..<500 {
      let words = (0..<Int.random(in: 0...5, using: &dice)).map { _ in
        String((0..<Int.random(in: 0...8, using: &dice)).map { _ in letters.randomElement(using: &dice)! })
      }
      #expect(try LineWords.split(words.map(LineWords.quoted).joined(separator: " ")) == words)
    }
  }
}

/// Dice that fall the same way for the same seed (SplitMix64).
struct SeededDice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
