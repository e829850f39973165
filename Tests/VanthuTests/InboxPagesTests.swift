import Office
import Records
import Terminal
import Testing

@testable import Commands
@testable import vanthu

/// The inbox holds the lines that come into view, and reads them once for each change.
@MainActor @Suite struct InboxPagesTests {
  /// The reads of the inbox: from which line, how many.
  private final class Reads {
    var all: [(from: Int, limit: Int)] = []
  }

  private let session: Session
  private let reads = Reads()
  private let lines: Int

  init() throws {
    let today = Day(2026, 11, 20)
    session = Session(GlobalOptions(day: today), Paths(office: "/nowhere/so.db", environment: ["HOME": "/nowhere"])) {
      1_795_140_000_000
    }
    let context = ActContext(clerk: "Lan", day: today, milliseconds: 1_795_140_000_000)
    let office = try Office.foundInMemory(
      OfficeProfile(
        organID: "000.00.00.H14", name: "UBND xã Đàm Thủy", place: "Đàm Thủy", superior: nil, symbol: "UBND"),
      station: StationName("00000001")!, books: Book.usual(year: 2026, firstIncoming: 1, firstOutgoing: 1),
      context: context)
    try office.act(context, together: true) { transaction in
      for number in 1...350 {
        try transaction.draft(
          Document(
            code: "", organName: "UBND xã Đàm Thủy", issuedDate: today, typeName: "Công văn",
            subject: "Họp giao ban \(number)"), to: [])
      }
    }
    session.use(office)
    lines = try session.office.inboxCounts(today: today, calendar: session.calendar).values.reduce(0, +)
  }

  private func workbench() throws -> Workbench {
    let workbench = Workbench(session, keymap: Keymap())
    workbench.begin(with: try TriageScreen(session) { [reads] in reads.all.append(($0, $1)) })
    return workbench
  }

  @Test func aPageIsReadToBeginWith() throws {
    _ = try workbench().draw(width: 80, height: 24)
    #expect(lines > 3 * InboxPages.page)
    #expect(reads.all.map(\.from) == [0])
    #expect(reads.all.map(\.limit) == [InboxPages.page])
  }

  @Test func theNextPageIsReadWhenItComesIntoView() throws {
    let workbench = try workbench()
    for _ in 0..<(InboxPages.page / 2) { try workbench.execute("down") }
    #expect(reads.all.count <= 2)
    try workbench.execute("end")
    #expect(reads.all.map(\.limit).reduce(0, +) == lines)
    #expect(workbench.screen?.selection.count == 1)
  }

  @Test func aChangeIsReadOnce() throws {
    let workbench = try workbench()
    reads.all = []
    try workbench.execute("register 1/UBND-VX --from \"Sở Nội vụ\" --date 20/11 --type cv --subject \"Họp giao ban\"")
    #expect(reads.all.map(\.from) == [0])
  }

  @Test func aFormThatIsSavedIsOneChange() throws {
    let workbench = try workbench()
    try workbench.execute("register 1/UBND-VX --from \"Sở Nội vụ\" --date 20/11 --type cv --subject \"Họp\" ?")
    reads.all = []
    workbench.handle(.key(.control("s")))
    #expect(workbench.screen?.name == "triage")
    #expect(reads.all.map(\.from) == [0])
  }

  @Test func aLineThatHasLeftIsNotLookedForInTheWholeBox() throws {
    let workbench = try workbench()
    for _ in 0..<40 { try workbench.execute("down") }
    reads.all = []
    let gone = try #require(workbench.screen?.selection.first)
    try workbench.execute("discard \(gone.entry)")
    #expect(reads.all.map(\.limit).reduce(0, +) <= 2 * InboxPages.page)
    #expect(workbench.screen?.selection.first?.id != gone.id)
  }

  @Test func aNumberFarDownIsGoneTo() throws {
    let last = try #require(
      session.office.inbox(today: session.today, calendar: session.calendar, offset: lines - 1, limit: 1).first)
    let screen = try TriageScreen(session)
    #expect(try screen.jump(to: last.line.entry))
    #expect(screen.selection.map(\.id) == [last.id])
  }

  @Test func aFilterLooksAtTheWholeBoxAndReadsItOnce() throws {
    let screen = try TriageScreen(session) { [reads] in reads.all.append(($0, $1)) }
    for words in ["h", "ho", "hop"] { try screen.filter(words) }
    // The first page, then all lines for the filter.
    #expect(reads.all.map(\.limit) == [InboxPages.page, lines])
    let all = try session.office.inbox(today: session.today, calendar: session.calendar, limit: lines)
    #expect(all.count == lines)
    try screen.filter(nil)
    #expect(screen.selection.map(\.id) == [all[0].id])
  }
}
