import CommandWords
import Records
import Testing
import Wording

@testable import Commands
@testable import vanthu

/// How a line of the shell is read: what is an option, what is a value, and which options are those of the program.
@Suite struct LineReading {
  /// Returns the options of the program and the arguments of the command.
  private func read(_ line: String, _ environment: [String: String] = [:]) throws -> (GlobalOptions, Arguments) {
    let (options, rest) = try GlobalOptions.read(try LineWords.split(line), environment: environment) {
      Day(2026, 11, 20)
    }
    let command = try Command.named(try #require(rest.first))
    return (options, try command.parse(Array(rest.dropFirst())))
  }

  private func sentence(_ line: String) -> Bilingual? {
    do {
      _ = try read(line)
      return nil
    } catch { return (error as? any Refusal)?.words }
  }

  // MARK: an option twice

  @Test(arguments: [
    ("route 5 --lead a --lead b", "--lead"), ("route 5 --lead=a --lead=a", "--lead"),
    ("list incoming --on 5/3 --on 6/3", "--on"), ("--office a.db list incoming --office b.db", "--office"),
    ("list incoming --colours a --colors b", "--colors"),
  ])
  func anOptionThatDoesNotRepeatIsGivenOnce(line: String, name: String) {
    #expect(throws: UsageError.givenTwice(name)) { try read(line) }
    #expect(sentence(line)?.vietnamese == "\(name) chỉ được ghi một lần; bỏ chỗ thừa đi.")
  }

  @Test func whatMayRepeatKeepsItsOrder() throws {
    #expect(try read("route 5 --cooperating b --cooperating a").1.all("cooperating") == ["b", "a"])
    #expect(try read("list incoming --all --all").1.flag("all"))
  }

  // MARK: an option as a value

  @Test(arguments: [
    ("register 1/A --from --subject x", "--from", "--subject"), ("progress 5 --note --json", "--note", "--json"),
    ("progress 5 --note --json x", "--note", "--json"), ("register 1/A --subject -h", "--subject", "-h"),
    ("register 1/A --from --frobnicate", "--from", "--frobnicate"),
    ("list incoming --office --json", "--office", "--json"),
    ("list incoming --limit --", "--limit", "--"), ("progress 5 --note -họp", "--note", "-họp"),
  ])
  func anOptionIsNotTheValueOfAnother(line: String, name: String, next: String) {
    #expect(throws: UsageError.noValue(name, next: next)) { try read(line) }
    #expect(
      sentence(line)?.vietnamese
        == "Sau \(name) phải có giá trị; nếu giá trị là “\(next)”, hãy viết \(name)=\(next).")
  }

  @Test func aValueThatBeginsWithADashIsAttached() throws {
    #expect(try read("progress 5 --note=-x").1["note"] == "-x")
    #expect(try read("progress 5 --note=--json").1["note"] == "--json")
    #expect(try !read("progress 5 --note=--json").0.json)
    #expect(try read("progress 5 --note=a=b").1["note"] == "a=b")
    #expect(try read("list incoming --office=-a.db").0.office == "-a.db")
  }

  @Test func aDashThatIsNoOptionMayBeginAValue() throws {
    #expect(try read("route 5 --due -2").1["due"] == "-2")
    #expect(try read("progress 5 --note '- họp'").1["note"] == "- họp")
    #expect(try read("progress 5 --note -").1["note"] == "-")
    #expect(try read("list incoming --on -2").0.day == Day(2026, 11, 18))
  }

  @Test func afterTwoDashesEveryWordIsAnArgument() throws {
    let (options, arguments) = try read("search -- --json -khong")
    #expect(arguments.all("words") == ["--json", "-khong"] && !options.json)
    #expect(try read("-- list incoming").1["book"] == "incoming")
  }

  @Test func aWordThatASearchLeavesOutIsNoOption() throws {
    #expect(try read("search họp -thôn").1.all("words") == ["họp", "-thôn"])
    #expect(try read("search -thôn --limit 3").1.all("words") == ["-thôn"])
    #expect(throws: UsageError.unknownOption("--frobnicate", command: "search", nearest: nil)) {
      try read("search --frobnicate")
    }
    #expect(try read("search họp -h").0.help)
  }

  // MARK: options of the program

  @Test func aFlagTakesNoValue() {
    #expect(throws: UsageError.valueForFlag("--json", typed: "yes")) { try read("list incoming --json=yes") }
    #expect(throws: UsageError.valueForFlag("--all", typed: "")) { try read("list incoming --all=") }
    #expect(sentence("list incoming --json=yes")?.vietnamese == "--json không nhận giá trị; bỏ “=yes” đi.")
  }

  @Test func anUnknownOptionBeforeTheCommandIsAnOptionAndNoCommand() {
    #expect(throws: UsageError.unknownOption("--ofice", command: nil, nearest: "--office")) {
      try read("--ofice a.db list incoming")
    }
    #expect(
      sentence("--ofice a.db list incoming")
        == Bilingual(
          "Không có tùy chọn --ofice; có phải là --office? Xem vanthu help.",
          "There is no option --ofice; did you mean --office? See vanthu help."))
    #expect(throws: UsageError.unknownOption("--jsn", command: "list", nearest: "--json")) {
      try read("list incoming --jsn")
    }
  }

  // MARK: values

  @Test(arguments: ["99999999999999999999", "-99999999999999999999", "1000000000000000"])
  func aNumberThatIsTooLargeIsToldSo(typed: String) {
    #expect(
      sentence("inbox --limit \(typed)")
        == Bilingual(
          "“\(typed)” quá lớn cho --limit; hãy ghi số có nhiều nhất 15 chữ số.",
          "“\(typed)” is too large for --limit; write a number of at most 15 digits."))
  }

  @Test func theLargestNumberIsTakenAndAWordIsNone() throws {
    #expect(try read("inbox --limit 999999999999999").1.number("limit") == 999_999_999_999_999)
    for typed in ["ba", "3.5", "٣", "1e3"] {
      #expect(throws: UsageError.number(name: "--limit", typed: typed)) { try read("inbox --limit \(typed)") }
    }
    #expect(throws: UsageError.self) { try Arguments(values: ["n": ["99999999999999999999"]]).number("n") }
  }

  @Test(arguments: ["31/12/1969", "1/1/1900"])
  func aDayBeforeAnyRegisterIsNotTheDayOfAnAct(typed: String) {
    #expect(throws: UsageError.farDay(typed)) { try read("list incoming --on \(typed)") }
  }

  @Test(arguments: ["1/1/2101", "31/12/2199", "1/1/2200", "1/1/9999"])
  func aDayAfterAnyRegisterIsNotTheDayOfAnAct(typed: String) {
    #expect(sentence("list incoming --on \(typed)") != nil)
  }

  @Test(arguments: [
    ("1/1/1970", Day(1970, 1, 1)), ("31/12/2100", Day(2100, 12, 31)), ("21/11/2026", Day(2026, 11, 21)),
  ])
  func anyOtherDayIs(typed: String, day: Day) throws {
    #expect(try read("list incoming --on \(typed)").0.day == day)
  }

  // MARK: words

  @Test func usageIsWrittenInTheLanguageOfTheReader() throws {
    let usage = try Command.named("route").usageWords
    #expect(usage.vietnamese.hasPrefix("vanthu route VĂN-BẢN… [--lead TÊN]"))
    #expect(usage.english.hasPrefix("vanthu route DOCUMENT… [--lead NAME]"))
    #expect(usage.vietnamese.contains("[--due NGÀY]") && usage.english.contains("[--due DATE]"))
  }

  /// Placeholders are Vietnamese words of the trade, or values that are typed as they are; `N` is only in English
  /// lines.
  @Test(arguments: Command.all.map(\.name))
  func noEnglishWordStandsForAVietnameseValue(name: String) throws {
    let english = [
      "DOCUMENT", "NAME", "DATE", "FILE", "FOLDER", "CODE", "REASON", "NOTE", "SUBJECT", "TYPE", "N", "YYYY",
    ]
    for parameter in try Command.named(name).parameters where parameter.form != .flag {
      #expect(!english.contains(parameter.placeholder(.vietnamese)), "\(parameter.name)")
      #expect(!parameter.placeholder(.vietnamese).contains(" "), "\(parameter.name)")
    }
  }

  @Test func whatACommandMissesLaterIsNamedByItsLabel() {
    do {
      _ = try Command.named("clerk").parse(["add"]).required("name")
      Issue.record("nothing is missing")
    } catch {
      #expect((error as? UsageError)?.words.vietnamese == "Còn thiếu “tên”. Cách dùng: vanthu clerk list|add [TÊN]")
    }
  }

  // MARK: the prompt's words

  @Test(arguments: [#"list incoming\"#, "\\"])
  func aBackslashAtTheEndIsRefused(line: String) {
    #expect(throws: UsageError.unfinishedBackslash) { try LineWords.split(line) }
  }

  @Test func aMarkBehindAQuoteDoesNotHideIt() throws {
    #expect(try LineWords.split("\"\u{301}a b\" c") == ["\u{301}a b", "c"])
    #expect(throws: UsageError.unfinishedQuote) { try LineWords.split("\"\u{301}a b") }
    for word in ["\"\u{301}", "a\\\u{301} b", " \u{301}"] {
      #expect(
        try LineWords.split(LineWords.quoted(word)).map { Array($0.unicodeScalars) } == [Array(word.unicodeScalars)])
    }
  }
}
