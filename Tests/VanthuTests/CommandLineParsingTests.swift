import CommandWords
import Records
import Testing
import Wording

@testable import Commands
@testable import vanthu

@Suite struct CommandLineParsing {
  private func parse(_ line: String, strict: Bool = true) throws -> [String: [String]] {
    let words = try LineWords.split(line)
    return try Command.named(words[0]).parse(Array(words.dropFirst()), strict: strict).values
  }

  @Test(arguments: [
    ("route 57 --lead A", ["document": ["57"], "lead": ["A"]]),
    ("route --lead=A 57", ["document": ["57"], "lead": ["A"]]),
    ("route 57 58 59", ["document": ["57", "58", "59"]]),
    ("route 57 --cooperating A --cooperating B", ["document": ["57"], "cooperating": ["A", "B"]]),
    ("route 57 --instruction '  a \u{1b}[31m  b '", ["document": ["57"], "instruction": ["a b"]]),
    ("route 57 --instruction=--due", ["document": ["57"], "instruction": ["--due"]]),
    ("chuyen 57", ["document": ["57"]]),
    ("search -khong dau", [:]),
    ("list incoming --all", ["book": ["incoming"], "all": ["1"]]),
    ("list incoming --limit -1", ["book": ["incoming"], "limit": ["-1"]]),
    ("show -- --57", ["document": ["--57"]]),
    ("issue --to A B --subject X", ["to": ["A", "B"], "subject": ["X"]]),
    ("issue --to A --to B C", ["to": ["A", "B", "C"]]),
  ])
  func aLineGivesItsValues(line: String, values: [String: [String]]) throws {
    if line.hasPrefix("search -") {
      #expect(try parse("search -- -khong dau") == ["words": ["-khong", "dau"]])
    } else {
      #expect(try parse(line) == values)
    }
  }

  static let usage = Bilingual(
    "vanthu progress VĂN-BẢN… --note TIẾN-ĐỘ", "vanthu progress DOCUMENT… --note NOTE")

  @Test(arguments: [
    ("shwo 57", UsageError.unknownCommand("shwo", nearest: "show")),
    ("xyzzy", .unknownCommand("xyzzy", nearest: nil)),
    ("route 57 --laed A", .unknownOption("--laed", command: "route", nearest: "--lead")),
    ("route 57 --frobnicate", .unknownOption("--frobnicate", command: "route", nearest: nil)),
    ("route 57 -x", .unknownOption("-x", command: "route", nearest: nil)),
    ("route 57 --lead", .noValue("--lead")),
    ("route", .missing([Bilingual("VĂN-BẢN", "DOCUMENT")], usage: try! Command.named("route").usageWords)),
    ("progress 57", .missing(["--note"], usage: CommandLineParsing.usage)),
    ("progress 57 --note ''", .missing(["--note"], usage: CommandLineParsing.usage)),
    ("show 57 58", .tooMany("58", usage: Bilingual("vanthu show VĂN-BẢN", "vanthu show DOCUMENT"))),
    ("issue --subject X Y", .tooMany("Y", usage: try! Command.named("issue").usageWords)),
    ("inbox --limit mười", .number(name: "--limit", typed: "mười")),
    ("inbox --limit 99999999999999999999", .number(name: "--limit", typed: "99999999999999999999")),
    ("list incoming --year 26", .number(name: "--year", typed: "26")),
    ("list both", .choice(name: Bilingual("“sổ”", "“register”"), typed: "both", allowed: ["incoming", "outgoing"])),
  ])
  func aLineThatIsWrongSaysWhere(line: String, error: UsageError) {
    #expect(throws: error) { try parse(line) }
  }

  @Test func onTheScreenWhatIsMissingIsAskedForInAForm() throws {
    #expect(try parse("progress 57", strict: false) == ["document": ["57"]])
    #expect(try Command.named("progress").mustAsk(Arguments(values: ["document": ["57"]])))
  }

  @Test(arguments: [
    ("show 57 --json", ["show", "57"]), ("--json show 57", ["show", "57"]), ("--lang=en show 57", ["show", "57"]),
    ("show --office a.db 57", ["show", "57"]), ("show -- --json", ["show", "--", "--json"]), ("", []),
  ])
  func globalOptionsStandBeforeOrBehindTheCommand(line: String, rest: [String]) throws {
    #expect(try read(line).1 == rest)
  }

  @Test func globalOptionsSayWhoWhenWhereAndHow() throws {
    let options = try read("show 1 --json --as Lan --on 1/3/2026 --office a.db --lang en --no-color").0
    #expect(options.json && options.noColour && options.clerk == "Lan" && options.office == "a.db")
    #expect(options.language == .english && options.day == Day(2026, 3, 1))
    #expect(try read("show", ["VANTHU_LANG": "en"]).0.language == .english)
    #expect(try read("show", ["NO_COLOR": "1"]).0.noColour)
    #expect(try !read("show", ["NO_COLOR": ""]).0.noColour)
    #expect(throws: UsageError.noValue("--office")) { try read("show --office") }
    #expect(throws: UsageError.choice(name: "--lang", typed: "fr", allowed: ["vi", "en"])) { try read("--lang fr") }
  }

  private func read(_ line: String, _ environment: [String: String] = [:]) throws -> (GlobalOptions, [String]) {
    try GlobalOptions.read(try LineWords.split(line), environment: environment) { Day(2026, 11, 20) }
  }
}
