import Records
import Terminal
import Testing
import Vietnamese

@testable import Commands
@testable import vanthu

/// Which parts of a text are highlighted as found.
@MainActor struct HighlightTests {
  /// Returns the text with brackets around the highlighted parts.
  private func shown(_ typed: String, in text: String) throws -> String {
    let query = try SearchQuery(typed, today: Day(2026, 11, 20))
    let places = Highlight(query.highlights).places(in: text)
    var (marked, column) = ("", 0)
    for letter in text {
      if places.contains(where: { $0.start == column }) { marked += "[" }
      marked.append(letter)
      column += displayWidth(letter)
      if places.contains(where: { $0.start + $0.width == column }) { marked += "]" }
    }
    return marked
  }

  @Test func withoutMarksTheWordIsShownWithItsOwn() throws {
    #expect(try shown("duong ", in: "Đường bộ, ĐƯƠNG sự, dưỡng") == "[Đường] bộ, [ĐƯƠNG] sự, [dưỡng]")
    #expect(try shown("duong bo ", in: "Đường bộ") == "[Đường] [bộ]")
  }

  @Test func aWordThatIsBeingTypedIsShownAsFarAsItGoes() throws {
    #expect(try shown("quye", in: "Quyết định") == "[Quyế]t định")
    #expect(try shown("quyế", in: "Quyết định") == "[Quyế]t định")
    #expect(try shown("quyet", in: "Quyết định quyết") == "[Quyết] định [quyết]")
  }

  @Test func aWordThatIsTypedIsNoBeginningOfAnother() throws {
    #expect(try shown("an ", in: "an ninh, anh, Ân") == "[an] ninh, anh, [Ân]")
  }

  @Test func withMarksAllThatIsFoundIsShown() throws {
    #expect(try shown("đường ", in: "đường, dương") == "[đường], [dương]")
  }

  @Test func aPhraseIsShownWhereItStandsAndWithItsMarks() throws {
    #expect(try shown("\"đường bộ\"", in: "bộ đường, ĐƯỜNG BỘ, đường bô") == "bộ đường, [ĐƯỜNG] [BỘ], đường bô")
    #expect(try shown("\"duong bo\"", in: "đường bộ") == "đường bộ")
    #expect(try shown("\"hoà\"", in: "hòa, hóa") == "[hòa], hóa")
    #expect(try shown("\"đường b", in: "bộ, đường bộ, đường cái") == "bộ, [đường] [b]ộ, đường cái")
    #expect(try shown("\"quyế", in: "quyết, quyển") == "[quyế]t, quyển")
  }

  @Test func aSymbolIsShownInItsPlace() throws {
    #expect(try shown("15/qd", in: "15/QĐ-UBND ngày 15") == "[15]/[QĐ]-UBND ngày 15")
    #expect(try shown("015/qđ ", in: "15/QĐ-UBND") == "[15]/[QĐ]-UBND")
  }

  @Test func iAndYAreShownForEachOther() throws {
    #expect(try shown("kỹ ", in: "kĩ thuật, kỹ thuật, kinh") == "[kĩ] thuật, [kỹ] thuật, kinh")
    #expect(try shown("ki", in: "kỹ, kinh") == "[kỹ], [ki]nh")
    #expect(try shown("\"kỹ\"", in: "kĩ, kỹ") == "kĩ, [kỹ]")
  }

  @Test func marksThatStandAloneAndWideLettersTakeTheRoomTheyTake() throws {
    #expect(try shown("quye", in: "中 Quye\u{302}\u{301}t") == "中 [Quye\u{302}\u{301}]t")
    #expect(try shown("\"quyết\"", in: "中文 Quye\u{302}\u{301}t định") == "中文 [Quye\u{302}\u{301}t] định")
    #expect(
      Highlight(try SearchQuery("中", today: Day(2026, 11, 20)).highlights).places(in: "a 中文").map(\.width) == [2])
    #expect(
      Highlight(try SearchQuery("dinh ", today: Day(2026, 11, 20)).highlights).places(in: "中 định").map(\.start)
        == [3])
  }

  @Test func whatIsLeftOutAndNothingIsNotShown() throws {
    #expect(try shown("đường -bộ ", in: "đường bộ") == "[đường] bộ")
    #expect(try shown("đường ", in: "") == "")
    #expect(try shown("đường ", in: " - /") == " - /")
  }
}
