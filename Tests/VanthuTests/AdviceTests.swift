import CommandWords
import Office
import Records
import Testing

@testable import Commands

/// The advice of a command while its form is filled in.
@MainActor @Suite struct AdviceTests {
  private let session: Session
  private let today = Day(2026, 11, 20)
  private let agency: Organ

  init() throws {
    session = Session(GlobalOptions(day: today), Paths(office: "/nowhere/so.db", environment: ["HOME": "/nowhere"])) {
      1_795_140_000_000
    }
    let context = ActContext(clerk: "Lan", day: today, milliseconds: 1_795_140_000_000)
    let office = try Office.foundInMemory(
      OfficeProfile(
        organID: "000.00.00.H14", name: "UBND xã Đàm Thủy", place: "Đàm Thủy", superior: nil, symbol: "UBND"),
      station: StationName("00000001")!, books: Book.usual(year: 2026, firstIncoming: 1, firstOutgoing: 1),
      context: context)
    session.use(office)
    agency = try #require(try office.directory.find(exactly: "UBND tỉnh Cao Bằng", on: today))
    try run(
      "register", "12/UBND-VX", "--from", agency.name, "--date", "20/11", "--type", "cv", "--subject", "Họp")
  }

  private func run(_ name: String, _ words: String...) throws {
    let command = try Command.named(name)
    _ = try command.run(session, try command.parse(words))
  }

  private func filling(_ values: [String: [String]]) -> Filling {
    Filling(session: session, given: Given(Arguments(values: values), today: today))
  }

  @Test func anAgencyIsLookedForWhereItIsSaved() throws {
    let advice = Command.register.advice
    for typed in [agency.name, agency.id] {
      let filling = filling(["code": ["12/UBND-VX"], "from": [typed], "date": ["20/11"]])
      #expect(advice.warning("code", filling)?.field == "code", "\(typed)")
      let question = try #require(try advice.question(filling))
      #expect(question.isDangerous)
      // Enter does not answer it, so that nothing is registered twice without a thought.
      #expect(question.answers.map(\.isDeliberate) == [false, true, false])
    }
    #expect(advice.warning("code", filling(["code": ["13/UBND-VX"], "from": [agency.id], "date": ["20/11"]])) == nil)
  }

  @Test func theReasonOfADuplicateIsGivenWithTheAnswer() throws {
    let question = try #require(
      try Command.register.advice.question(filling(["code": ["12/UBND-VX"], "from": [agency.id], "date": ["20/11"]])))
    guard case .go(let given) = question.answers[1].then else { return #expect(Bool(false)) }
    #expect(given(RegisterParameters.anyway) != nil)
    #expect(given(RegisterParameters.code) == "12/UBND-VX")
  }

  @Test func theTypeFollowsFromTheCode() {
    let follows = Command.register.advice.follows("code", filling(["code": ["15/QĐ-UBND"]]))
    #expect(follows == ["type": ["Quyết định"]])
    #expect(Command.register.advice.follows("subject", filling(["code": ["15/QĐ-UBND"]])).isEmpty)
  }

  @Test func theNumberIsSaidBeforeItIsGiven() throws {
    #expect(Command.register.advice.heading?(filling([:]))?.english == "Arrival number 2 — 20/11/2026")
    #expect(
      Command.issue.advice.heading?(filling(["type": ["qd"]]))?.english == "Number to be assigned: 01/QĐ-UBND")
    #expect(Command.issue.advice.heading?(filling([:])) == nil)
  }

  /// The field is the draft's, and one that is typed goes before it; of a draft that is not there nothing is said.
  @Test func theNumberOfADraftBearsItsField() throws {
    let content = Document(
      code: "", organName: "UBND xã Đàm Thủy", issuedDate: Day(2026, 11, 20), typeName: "Công văn", subject: "Họp")
    let draft = try session.office.act(ActContext(clerk: "Lan", day: today, milliseconds: 1_795_140_000_000)) {
      try $0.draft(content, to: [Recipient(name: "Sở Nội vụ")], field: "VX")
    }
    let heading = { (more: [String: [String]]) in
      Command.issue.advice.heading?(filling(["type": ["cv"]].merging(more) { $1 }))?.english
    }
    #expect(heading(["draft": [draft.reference]]) == "Number to be assigned: 01/UBND-VX")
    #expect(heading(["draft": [draft.reference], "field": ["KT"]]) == "Number to be assigned: 01/UBND-KT")
    #expect(heading(["draft": ["nhap-99"]]) == nil)
  }

  @Test func aValueIsReadByItsParameter() throws {
    let given = filling(["lead": ["Tư pháp@25/11"], "cooperating": ["Địa chính", "Văn hóa"], "due": ["30/11"]]).given
    let lead = try #require(try given(RouteParameters.lead))
    #expect(lead == Assignment(unit: "Tư pháp", role: .lead, dueDate: Day(2026, 11, 25)))
    #expect(try given.all(RouteParameters.cooperating).map(\.unit) == ["Địa chính", "Văn hóa"])
    #expect(try given(RouteParameters.due) == Day(2026, 11, 30))
    #expect(given(RouteParameters.instruction) == nil)
  }

  @Test func parametersOfACommandHaveNamesOfTheirOwn() {
    for command in Command.all {
      #expect(Set(command.parameters.map(\.name)).count == command.parameters.count, "\(command.name)")
    }
  }
}
