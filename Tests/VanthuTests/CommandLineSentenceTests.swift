import CommandWords
import Testing
import Wording

@testable import Commands
@testable import vanthu

/// The sentences for a mistyped command line.
@Suite struct CommandLineSentences {
  @Test(arguments: [
    (
      UsageError.unknownCommand("shwo", nearest: "show"), "Không có lệnh “shwo”; có phải là show? Xem vanthu help.",
      "There is no command “shwo”; did you mean show? See vanthu help."
    ),
    (
      .unknownCommand("xyz", nearest: nil), "Không có lệnh “xyz”. Xem vanthu help.",
      "There is no command “xyz”. See vanthu help."
    ),
    (
      .unknownOption("--laed", command: "route", nearest: "--lead"),
      "Lệnh route không có tùy chọn --laed; có phải là --lead? Xem vanthu help route.",
      "route has no option --laed; did you mean --lead? See vanthu help route."
    ),
    (
      .unknownOption("-x", command: "route", nearest: nil), "Lệnh route không có tùy chọn -x. Xem vanthu help route.",
      "route has no option -x. See vanthu help route."
    ),
    (.noValue("--lead"), "Sau --lead phải có giá trị.", "--lead needs a value after it."),
    (
      .missing(["DOCUMENT", "--note"], usage: "vanthu progress"),
      "Còn thiếu DOCUMENT, --note. Cách dùng: vanthu progress", "DOCUMENT, --note is missing. Usage: vanthu progress"
    ),
    (.missing(["name"], usage: ""), "Còn thiếu name. Xem vanthu help.", "name is missing. See vanthu help."),
    (
      .tooMany("58", usage: "vanthu show DOCUMENT"), "Thừa “58”. Cách dùng: vanthu show DOCUMENT",
      "“58” is not expected. Usage: vanthu show DOCUMENT"
    ),
    (
      .number(name: "--pages", typed: "ba"), "“ba” không phải là số nguyên dùng được cho --pages.",
      "“ba” is not a valid whole number for --pages."
    ),
    (
      .choice(name: "book", typed: "x", allowed: ["incoming", "outgoing"]),
      "“x” không dùng được cho book; chọn một trong: incoming, outgoing.",
      "“x” is not valid for book; choose one of: incoming, outgoing."
    ),
    (.unfinishedQuote, "Dấu nháy mở ra mà chưa đóng lại.", "A quotation mark is not closed."),
    (
      .notHere("mark"), "Lệnh mark chỉ dùng được trên màn hình; mở bằng vanthu.",
      "mark is a command of the screen; open it with vanthu."
    ),
  ])
  func aMistakeOnTheLineIsOneSentence(error: UsageError, vietnamese: String, english: String) {
    #expect(error.words == Bilingual(vietnamese, english))
  }

  @Test func whatWasTypedCanNeitherFillTheTerminalNorCommandIt() {
    let typed = "\u{1b}[2J\u{9b}31m" + String(repeating: "x", count: 10_000_000)
    let words = UsageError.unknownCommand(typed, nearest: nil).words
    #expect(words.vietnamese.count < 120)
    #expect(words.english.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7f...0x9f).contains($0.value) })
  }
}
