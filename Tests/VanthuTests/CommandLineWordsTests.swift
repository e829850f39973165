import CommandWords
import TestSupport
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
    var dice = SeededRandom(seed: seed)
    let letters = Array("aĐ ế\t'\"\\$`!-=/#*~\u{A0}😀x")
    for _ in 0..<500 {
      let words = (0..<Int.random(in: 0...5, using: &dice)).map { _ in
        String((0..<Int.random(in: 0...8, using: &dice)).map { _ in letters.randomElement(using: &dice)! })
      }
      #expect(try LineWords.split(words.map(LineWords.quoted).joined(separator: " ")) == words)
    }
  }
}
