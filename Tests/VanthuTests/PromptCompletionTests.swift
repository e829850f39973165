import CommandWords
import Glibc
import Office
import Records
import Terminal
import TestSupport
import Testing
import Wording

@testable import Commands
@testable import vanthu

/// What Tab proposes at the `:` prompt, and which part of the line it replaces.
@MainActor @Suite struct PromptCompletion {
  private let place = TemporaryFolder()
  private let session: Session

  init() throws {
    session = Session(GlobalOptions(), Paths(office: place("office.db"), environment: ["HOME": place.path])) {
      1_795_107_900_000
    }
    let context = ActContext(clerk: "Lan", day: Day(2026, 11, 20), milliseconds: 1_795_107_900_000)
    session.use(
      try Office.found(
        place("office.db"),
        OfficeProfile(
          organID: "000.00.00.H14", name: "UBND xã Đàm Thủy", place: "Đàm Thủy", superior: nil, symbol: "UBND"),
        station: StationName("00000001")!, books: Book.usual(year: 2026, firstIncoming: 1, firstOutgoing: 1),
        context: context))
  }

  /// Returns the candidates at the bar in the line.
  private func candidates(_ line: String) -> [Completion] {
    let cursor = line.firstIndex(of: "|").map { line[..<$0].count } ?? line.count
    return PromptCompleter(session: session).candidates(line.filter { $0 != "|" }, cursor)
  }

  private func texts(_ line: String) -> [String] { candidates(line).map(\.text) }

  /// Returns the line after the first candidate was accepted with Tab.
  private func tabbed(_ line: String, _ keys: Int = 1) -> String {
    let cursor = line.firstIndex(of: "|").map { line[..<$0].count } ?? line.count
    var prompt = LinePrompt(value: line.filter { $0 != "|" })
    for _ in cursor..<(line.filter { $0 != "|" }.count) { _ = prompt.handle(Key("left")!) { _, _ in [] } }
    let completer = PromptCompleter(session: session)
    for _ in 0..<keys { _ = prompt.handle(Key("tab")!) { completer.candidates($0, $1) } }
    return prompt.field.value
  }

  @Test func anOpenQuoteIsPartOfTheWord() throws {
    #expect(texts(#"register 1/A --from "ubnd xã đàm th"#).contains(#""UBND xã Đàm Thủy""#))
    let line = tabbed(#"register 1/A --from "ubnd xã đàm thủ"#)
    #expect(line == #"register 1/A --from "UBND xã Đàm Thủy""#)
    #expect(try LineWords.split(line) == ["register", "1/A", "--from", "UBND xã Đàm Thủy"])
  }

  @Test func aQuoteThatIsClosedBehindTheCursorIsNotClosedTwice() throws {
    let line = tabbed(#"register 1/A --from "ubnd xã đàm thủ|" --type cv"#)
    #expect(line == #"register 1/A --from "UBND xã Đàm Thủy" --type cv"#)
  }

  @Test func aValueBehindAnEqualsSignIsCompleted() {
    #expect(tabbed(#"register 1/A --from="ubnd xã đàm thủ"#) == #"register 1/A --from="UBND xã Đàm Thủy""#)
    #expect(texts("register 1/A --type=quyet").first == #"--type="Quyết định""#)
    #expect(texts("list incoming --all=").isEmpty)
  }

  @Test func aCursorInsideTheLineSeesOnlyWhatStandsBeforeIt() {
    #expect(tabbed("register 1/A --fr| --type cv") == "register 1/A --from --type cv")
    #expect(tabbed("list inc| --all") == "list incoming --all")
    #expect(texts("list | incoming") == ["incoming", "outgoing"])
  }

  @Test(arguments: [
    ("re", 0), ("list i", 5), ("list  i", 6), (#"register 1/A --from "ubnd xã"#, 20), ("register 1/A --from=dam", 13),
    ("list ", 5),
  ])
  func theWordThatIsReplacedBeginsWhereItWasTyped(line: String, start: Int) throws {
    #expect(try #require(candidates(line).first).start == start)
  }

  @Test func theOptionBeforeTheWordSaysWhatItIsAndNotTheFirstArgument() {
    #expect(texts("register 1/A --type qd").first == #""Quyết định""#)
    #expect(texts("route 5 --lead x --d") == ["--due"])
    #expect(texts("route 5 --lead x --le") == [])
    #expect(texts("route 5 --cooperating x --coop") == ["--cooperating"])
    #expect(texts("list incoming inc") == [])
    #expect(texts("search -- --y") == [])
    #expect(texts("help rout") == ["route"])
  }

  @Test func onlyCommandsOfTheScreenAreProposed() {
    #expect(texts("regis") == ["register"])
    #expect(!texts("").contains("complete-value") && !texts("").contains("screen"))
    #expect(texts("nonsense x") == [])
  }

  @Test func escapeGivesBackWhatWasTyped() {
    let completer = PromptCompleter(session: session)
    let typed = #"register 1/A --from "ubnd xã"#
    var prompt = LinePrompt(value: typed)
    _ = prompt.handle(Key("tab")!) { completer.candidates($0, $1) }
    #expect(prompt.field.value != typed)
    _ = prompt.handle(Key("escape")!) { completer.candidates($0, $1) }
    #expect(prompt.field.value == typed)
  }
}
