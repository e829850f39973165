import CommandWords
import Office
import Records
import TestSupport
import Testing

@testable import Commands

/// The parameters of a document's fields are one table: what a command does not know of a draft is kept.
@MainActor @Suite struct DocumentParameterTests {
  private let today = Day(2026, 11, 20)
  private let session: Session

  init() throws {
    session = Session(GlobalOptions(day: today), Paths(office: "/nowhere/so.db", environment: ["HOME": "/nowhere"])) {
      1_795_140_000_000
    }
    session.use(
      try Office.foundInMemory(
        OfficeProfile(
          organID: "000.00.00.H14", name: "UBND xã Đàm Thủy", place: "Đàm Thủy", superior: nil, symbol: "UBND"),
        station: StationName("00000001")!, books: Book.usual(year: 2026, firstIncoming: 1, firstOutgoing: 1),
        context: ActContext(clerk: "Lan", day: today, milliseconds: 1_795_140_000_000)))
  }

  /// A draft in which every field has a value.
  private func draft() throws -> DocumentLine {
    var document = Field.allCases.reduce(into: Document.blank) { $0.set($1, to: $1.example(7)) }
    document.code = ""
    return try session.act { try $0.draft(document, to: [Recipient(name: "Sở Nội vụ")]) }
  }

  /// Runs a command about the draft; returns what it is afterwards.
  private func run(_ draft: DocumentLine, _ name: String, _ words: String...) throws -> DocumentLine {
    let command = try Command.named(name)
    _ = try command.run(session, try command.parse(words))
    return try session.office.find(draft.entry, today: today)
  }

  @Test(arguments: Field.allCases) func aFieldIsTypedInAParameterOrReadInAWayOfItsOwn(_ field: Field) {
    let rows = DocumentParameters.all.filter { $0.field == field }
    #expect(rows.count == (DocumentParameters.others.contains(field) ? 0 : 1), "\(field) needs a row")
  }

  @Test func theCommandsOfTheRegisterHaveTheParameter() throws {
    for row in DocumentParameters.all {
      let commands: [Command] =
        (row.directions.contains(.incoming) ? [.register] : [])
        + (row.directions.contains(.outgoing) ? [.draft, .issue] : [])
      #expect(!commands.isEmpty, "\(row.field)")
      for command in commands {
        let named = command.parameters.filter { $0.name == row.parameter.name }
        #expect(named.map(\.kind) == [row.parameter.kind], "\(row.field) in \(command.name)")
      }
    }
  }

  @Test func whatAFormShowsIsReadAgain() throws {
    let document = try draft().document
    for direction in [Book.Direction.incoming, .outgoing] {
      let given = Given(Arguments(values: DocumentParameters.typed(document, direction)), today: today)
      var read = DocumentParameters.emptied(document, direction)
      #expect(read != document)
      try DocumentParameters.fill(&read, given)
      #expect(read == document)
    }
  }

  @Test func aDraftThatIsIssuedKeepsWhatIsNotGiven() throws {
    let draft = try draft()
    let issued = try run(draft, "issue", "--draft", draft.entry, "--subject", "Khác")
    #expect(issued.state == .issued)
    for field in Field.allCases where ![.code, .organName, .issuedDate, .toPlaces, .subject].contains(field) {
      #expect(issued.value(of: field) == draft.value(of: field), "\(field)")
    }
    #expect(issued.document.subject == "Khác")
  }

  @Test func aDraftThatIsChangedKeepsWhatTheFormDoesNotKnow() throws {
    let draft = try draft()
    let changed = try run(draft, "draft", draft.entry, "--type", "cv", "--subject", "Khác")
    #expect(changed.document.subject == "Khác")
    let typed = Set(DocumentParameters.all.filter { $0.directions.contains(.outgoing) }.map(\.field))
    for field in Field.allCases where !DocumentParameters.others.contains(field) {
      if typed.contains(field) {
        // The clerk emptied it.
        if ![.typeName, .subject].contains(field) {
          #expect(changed.value(of: field) == Document.blank.value(of: field), "\(field)")
        }
      } else {
        #expect(changed.value(of: field) == draft.value(of: field), "\(field)")
      }
    }
  }

  // MARK: what is no field of the document

  private func letter(_ words: String...) throws -> DocumentLine {
    let command = try Command.named("draft")
    let words = words + ["--type", "cv", "--signer", "Chủ tịch, Nông Văn A", "--to", "Sở Nội vụ"]
    let said = try command.run(session, try command.parse(words)).lines.joined()
    return try session.office.find(String(try #require(said.split(separator: " ").last).dropLast()), today: today)
  }

  @Test func theSymbolHasTheFieldOfTheDraft() throws {
    let draft = try letter("--subject", "Họp", "--field", "VX")
    #expect(try session.office.fieldOfDraft(draft) == "VX")
    #expect(try run(draft, "issue", "--draft", draft.entry).document.code == "01/UBND-VX")
  }

  @Test func whatIsGivenAtTheIssueComesBeforeTheDraft() throws {
    let draft = try letter("--subject", "Họp", "--field", "VX")
    #expect(try run(draft, "issue", "--draft", draft.entry, "--field", "NC").document.code == "01/UBND-NC")
  }

  @Test func aFieldThatIsTakenOutOfTheDraftIsGone() throws {
    let draft = try letter("--subject", "Họp", "--field", "VX")
    let changed = try letter(draft.entry, "--subject", "Họp")
    #expect(try session.office.fieldOfDraft(changed) == "")
    // Undone, it is there again.
    _ = try session.act { try $0.undo(changed) }
    #expect(try run(draft, "issue", "--draft", draft.entry).document.code == "01/UBND-VX")
  }

  @Test func aSecretIsNoDraftEither() throws {
    #expect(throws: RegisterRefusal.secret(.confidential)) {
      _ = try letter("--subject", "Họp", "--secrecy", "mat")
    }
    let draft = try letter("--subject", "Họp")
    #expect(throws: RegisterRefusal.self) { _ = try letter(draft.entry, "--subject", "Khác", "--secrecy", "mat") }
    #expect(try session.office.find(draft.entry, today: today).document.subject == "Họp")
  }
}
