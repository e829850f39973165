import GRDB
import Records
import TestSupport
import Testing

@testable import Office

/// A station of this office writes into its own journal what no program of ours writes: it damages nothing in this
/// file, the daily backup and a restore still work, and two honest stations reach the same state in whatever order they
/// receive it.
struct ColleagueTests {
  private let colleague = StationName(number: 0x0a0b_0c0d)
  private let third = StationName(number: 0x0000_0003)

  private func entries(
    _ acts: [Act], of station: StationName? = nil, epoch: Int = 1, at time: Int64 = 1_795_000_000_000
  ) throws -> [StoredEntry] {
    try acts.enumerated().map { place, act in
      StoredEntry(
        station: station ?? colleague, epoch: epoch, sequence: place + 1,
        time: HybridTime(milliseconds: time, counter: Int64(place)), day: Day(2026, 11, 20), clerk: "Kẻ gian",
        group: nil, act: try StoredAct.text(of: act))
    }
  }

  private func applyForeign(_ entries: [StoredEntry], _ office: Office, _ commune: Commune) throws {
    try office.act(commune.context) { try $0.receive(journal: entries, after: .zero, isHub: false) }
  }

  private func applyForeign(_ entries: [StoredEntry], _ commune: Commune) throws {
    try applyForeign(entries, commune.office, commune)
  }

  private func findings(_ commune: Commune) throws -> [String] {
    try commune.office.verify().findings.map { "\($0.place) \($0.words.english)" }
  }

  private func holder(_ book: String, _ commune: Commune) throws -> String? {
    try commune.office.bookStates().first { $0.book.id == book }.map { "\($0.holder) \($0.generation)" }
  }

  private func invitations(_ first: Int = 1) -> Book {
    Book(
      series: "gm", direction: .outgoing, year: 2026, name: "Sổ giấy mời \(first)", typeNames: ["Giấy mời"],
      firstNumber: first)
  }

  private func issued(_ number: Int, in book: String = "di-2026", _ commune: Commune) -> Act {
    .issued(
      .init(
        document: commune.own(), book: book, number: number, suffix: nil, to: [], draft: nil, reason: nil, files: nil,
        replaces: nil))
  }

  // MARK: books

  @Test(arguments: [-60_000, 60_000] as [Int64])
  func ofTwoThatOpenedABookTheEarlierOneHoldsIt(_ later: Int64) throws {
    let commune = try Commune()
    try commune.office.act(commune.context) { try $0.openBook(invitations()) }
    try commune.issue(commune.own(type: "Giấy mời"))
    try applyForeign(
      try entries(
        [.bookOpened(.init(book: invitations(7))), issued(7, in: "gm-2026", commune)], at: 1_795_000_000_000 + later),
      commune)
    let isOurs = later > 0
    #expect(try holder("gm-2026", commune) == (isOurs ? "0a1b2c3d 1" : "\(colleague) 1"))
    let bookState = try #require(try commune.office.bookStates().first { $0.book.id == "gm-2026" })
    #expect(bookState.book.name == (isOurs ? "Sổ giấy mời 1" : "Sổ giấy mời 7") && bookState.lastNumber == 7)
    if isOurs {
      #expect(try commune.issue(commune.own(type: "Giấy mời")).number == 8)
    } else {
      #expect(throws: CustodyRefusal.self) { try commune.issue(commune.own(type: "Giấy mời")) }
    }
    #expect(try findings(commune) == [])
  }

  /// An earlier version kept the opening it received first, and its `verify` refused the backup for ever.
  @Test func aFileOfAnEarlierVersionLearnsWhoseTheBookIs() throws {
    let folder = TemporaryFolder()
    let commune = try Commune(file: "\(folder.path)/office.vanthu")
    try commune.office.act(commune.context) { try $0.openBook(invitations()) }
    try commune.issue(commune.own(type: "Giấy mời"))
    let words: [Act] = [
      .bookOpened(.init(book: invitations(7))),
      .custodyRecovered(.init(book: "di-2026", generation: 9_000, last: 0, reason: "x")),
      .calendarSet(.init(year: 2027, holidays: [])),
    ]
    try applyForeign(try entries(words, at: 1_794_000_000_000), commune)
    try commune.office.database.write {
      try $0.execute(
        sql: """
          DROP INDEX custody_last; DROP TABLE custody; DROP TABLE calendar; DROP TABLE givenUp;
          ALTER TABLE book DROP COLUMN opened; ALTER TABLE book DROP COLUMN opening;
          UPDATE book SET holder = '0a1b2c3d', name = 'Sổ giấy mời 1', lastNumber = 1 WHERE id = 'gm-2026';
          UPDATE book SET holder = '0a0b0c0d', generation = 9000 WHERE id = 'di-2026';
          DELETE FROM grdb_migrations WHERE identifier IN ('custody', 'numbers given up');
          """)
    }
    try commune.office.database.close()
    let office = try Office.open("\(folder.path)/office.vanthu")
    #expect(try office.verify().findings.map { "\($0.place) \($0.words.english)" } == [])
    let holders = try office.bookStates().filter { ["gm", "di"].contains($0.book.series) }.map {
      "\($0.book.id) \($0.holder)"
    }
    #expect(holders.sorted() == ["di-2026 0a1b2c3d", "gm-2026 \(colleague)"])
  }

  /// What was reserved after a restore is in the book of the station that holds it.
  @Test func numbersOnPaperStandInABookThatTurnsOutToBeAnothers() throws {
    let commune = try Commune()
    try commune.office.act(commune.context) { try $0.openBook(invitations(20)) }
    try applyForeign(try entries([.numbersConfirmed(.init(book: "gm-2026", last: 23))], of: third), commune)
    try applyForeign(try entries([.bookOpened(.init(book: invitations(10)))], at: 1_794_000_000_000), commune)
    let bookState = try #require(try commune.office.bookStates().first { $0.book.id == "gm-2026" })
    #expect((bookState.book.firstNumber, bookState.lastNumber) == (10, 23))
    #expect(try commune.office.inbox(today: commune.context.day, calendar: .shipped).count == 14)
    #expect(try findings(commune) == [])
  }

  /// An arrival that two stations numbered has the later number. Several claim the earlier one in the book: it was also
  /// declared as used on paper, and another arrival had it for a while.
  @Test(arguments: 1...40)
  func aNumberIsReservedForTheSameInWhateverOrderItIsHeard(_ seed: Int) throws {
    func arrival(_ station: Int) -> EntryReference {
      EntryReference("0000000\(station).1.1")!
    }
    func numbered(_ number: Int, suffix: String? = nil, _ arrival: EntryReference, _ commune: Commune) -> Act {
      .registered(
        .init(
          document: commune.document(), book: "den-2026", arrivalNumber: number, suffix: suffix,
          arrivalDate: Day(2026, 11, 20), reason: nil, arrival: arrival))
    }
    func told(by order: [Int], _ commune: Commune) throws -> [String] {
      let provisional = Act.registeredProvisionally(
        .init(
          document: commune.document(), arrivalDate: Day(2026, 11, 20), reason: nil))
      let acts: [(act: Act, minute: Int64)] = [
        (provisional, 0), (provisional, 0), (.numbersConfirmed(.init(book: "den-2026", last: 3)), 3),
        (numbered(2, arrival(0), commune), 2), (numbered(4, arrival(0), commune), 6),
        (numbered(2, arrival(1), commune), 5), (numbered(5, suffix: "a", arrival(1), commune), 7),
        (numbered(6, arrival(1), commune), 8), (.numbersConfirmed(.init(book: "den-2026", last: 2)), 1),
        (.numbersConfirmed(.init(book: "den-2026", last: 5)), 9),
      ]
      for place in order {
        let (act, minute) = acts[place]
        let station = StationName(number: UInt32(place))
        try applyForeign(try entries([act], of: station, at: 1_795_000_000_000 + minute * 60_000), commune)
      }
      let findings = try findings(commune)
      #expect(findings == [], "\(order)")
      return try commune.office.read {
        try String.fetchAll(
          $0, sql: "SELECT number || suffix || ' ' || entry || ' ' || state FROM document ORDER BY number, suffix")
      }
    }
    var chance = Chance(seed)
    let lines = try told(by: (0..<10).shuffled(using: &chance), Commune())
    #expect(
      lines == [
        "1 00000008.1.1/1 reserved", "2 00000008.1.1/2 reserved", "3 00000002.1.1/3 reserved",
        "4 00000000.1.1 accepted", "5 00000009.1.1/5 reserved", "5a 00000006.1.1/5 reserved",
        "6 00000001.1.1 accepted",
      ])
  }

  /// Each number is claimed by the earliest declaration that reaches it, in whatever order they are received; a
  /// declaration that claims nothing changes nothing.
  @Test(arguments: 1...20)
  func numbersOnPaperOfManyWordsAreTheEarliestOnes(_ seed: Int) throws {
    var chance = Chance(seed)
    let lasts = (0..<12).map { _ in chance.below(9) }
    let expected = (1...8).compactMap { number in
      lasts.firstIndex { $0 >= number }.map { "\(number) \(StationName(number: UInt32($0))).1.1/\(number)" }
    }
    for order in [Array(lasts.indices), lasts.indices.reversed(), lasts.indices.shuffled(using: &chance)] {
      let commune = try Commune()
      for place in order {
        let time = 1_795_000_000_000 + Int64(place) * 60_000
        let said = Act.numbersConfirmed(.init(book: "den-2026", last: lasts[place]))
        try applyForeign(try entries([said], of: StationName(number: UInt32(place)), at: time), commune)
      }
      let lines = try commune.office.read {
        try String.fetchAll($0, sql: "SELECT number || ' ' || entry FROM document ORDER BY number")
      }
      #expect(lines == expected, "\(lasts) \(order)")
      #expect(try findings(commune) == [])
    }
  }

  /// It numbers documents in a book that is not opened yet, two of them with the same number.
  @Test func whatWaitsForABookDoesNotKeepItFromBeingOpened() throws {
    let commune = try Commune()
    try applyForeign(try entries([1, 1, 2].map { issued($0, in: "gm-2026", commune) }), commune)
    try commune.office.act(commune.context) { try $0.openBook(invitations()) }
    #expect(try commune.issue(commune.own(type: "Giấy mời")).number == 3)
    let report = try commune.office.verify()
    #expect(report.isSound, "\(report.findings)")
    #expect(report.remarks.contains { $0.english.contains("Book gm-2026, number 1 has two documents") })
  }

  /// It numbers an arrival in a book of ours, far from its last number, and then in another: the first number waits in
  /// our book, after a gap.
  @Test func aNumberItGaveAndGaveUpStopsNoBackup() throws {
    let commune = try Commune()
    try commune.issue()
    let arrival = EntryReference(station: colleague, epoch: 1, sequence: 1)
    func numbered(_ number: Int, in book: String) -> Act {
      .registered(
        .init(
          document: commune.document(), book: book, arrivalNumber: number, suffix: nil, arrivalDate: Day(2026, 11, 20),
          reason: nil, arrival: arrival))
    }
    let provisional = Act.registeredProvisionally(
      .init(
        document: commune.document(), arrivalDate: Day(2026, 11, 20), reason: nil))
    try applyForeign(try entries([provisional, numbered(50, in: "di-2026"), numbered(1, in: "den-2026")]), commune)
    let report = try commune.office.verify()
    #expect(report.isSound, "\(report.findings)")
    #expect(report.remarks.contains { $0.english.contains("lacks number") })
  }

  /// It writes an act so that a program that looks at its first characters does not recognise it.
  @Test func anActWithAnotherWordBeforeItsOwnIsSetAside() throws {
    let commune = try Commune()
    try commune.issue()
    var hidden = try entries([issued(50, commune)])
    hidden[0].act = "{\"a\":0," + hidden[0].act.dropFirst()
    try applyForeign(hidden, commune)
    let report = try commune.office.verify()
    #expect(report.isSound, "\(report.findings)")
    #expect(report.remarks.contains { $0.english.contains("0a0b0c0d.1.1 is set aside") })
  }

  /// Two desks issued one draft, each to other offices; a program that does not know it wrote it again.
  @Test(arguments: [[0, 1, 2, 3], [3, 2, 1, 0], [0, 3, 1, 2]])
  func aDocumentThatWasWrittenAnewIsAddressedToAllItWasIssuedTo(_ order: [Int]) throws {
    let commune = try Commune()
    let draft = EntryReference(station: colleague, epoch: 1, sequence: 1)
    func to(_ names: String...) -> [Recipient] { names.map { Recipient(name: $0) } }
    func issued(_ number: Int, _ to: [Recipient]) -> Act {
      .issued(
        .init(
          document: commune.own(), book: "di-2026", number: number, suffix: nil, to: to, draft: draft, reason: nil,
          files: nil, replaces: nil))
    }
    let words: [(station: StationName, act: Act)] = [
      (colleague, .drafted(.init(document: commune.own(), to: []))), (third, issued(1, to("Sở Nội vụ"))),
      (.init(number: 4), issued(2, to("Sở Tư pháp"))),
      (.init(number: 5), .redrafted(.init(document: draft, content: commune.own(), to: to("Sở Tư pháp")))),
    ]
    for place in order {
      let time = 1_795_000_000_000 + Int64(place) * 60_000
      try applyForeign(try entries([words[place].act], of: words[place].station, at: time), commune)
    }
    let recipients = try commune.office.read {
      try String.fetchAll($0, sql: "SELECT name FROM recipient ORDER BY position")
    }
    #expect(recipients == ["Sở Tư pháp", "Sở Nội vụ"])
    #expect(try findings(commune) == [])
  }

  @Test func ofHandOversTheSameIsBelievedInWhateverOrderTheyCome() throws {
    let book = "den-2026"
    let words: [[StoredEntry]] = [
      try entries([.custodyRecovered(.init(book: book, generation: 2, last: 0, reason: "x"))], of: third),
      try entries([
        .custodyHandedOver(.init(book: book, generation: 11, to: "00000009", last: 0)),
        .custodyRecovered(.init(book: book, generation: .max, last: 0, reason: "x")),
      ]),
      try entries(
        [.custodyHandedOver(.init(book: book, generation: 11, to: "00000008", last: 0))], of: .init(number: 5)),
    ]
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
      let commune = try Commune()
      for place in order { try applyForeign(words[place], commune) }
      #expect(try holder(book, commune) == "00000008 11", "\(order)")
      #expect(try findings(commune) == [])
    }
    let commune = try Commune()
    try applyForeign(try entries([.custodyRecovered(.init(book: book, generation: 12, last: 0, reason: "x"))]), commune)
    #expect(try holder(book, commune) == "0a1b2c3d 1")
  }

  /// The holder continues with numbers after its own, and the other stations accept them.
  @Test func aNumberFarAwayDoesNotTakeAllOthersFromTheBook() throws {
    let commune = try Commune()
    try commune.issue()
    try applyForeign(try entries([issued(Book.numbers.upperBound, commune)]), commune)
    #expect(try commune.issue().number == 2)
    #expect(try findings(commune) == [])
  }

  @Test func moreNumbersOnPaperThanABookHasMoveTheBookAndFillNoDisk() throws {
    let commune = try Commune()
    try applyForeign(
      try entries([.custodyRecovered(.init(book: "den-2026", generation: 2, last: 1_999_999, reason: "x"))]), commune)
    #expect(try holder("den-2026", commune) == "\(colleague) 2")
    #expect(try commune.office.inbox(today: commune.context.day, calendar: .shipped).isEmpty)
    #expect(try findings(commune) == [])
  }

  // MARK: the daily backup

  @Test func aNumberOfABookItDoesNotHoldIsToldAndStopsNoBackup() throws {
    let folder = TemporaryFolder()
    let commune = try Commune(file: "\(folder.path)/office.vanthu")
    try commune.issue()
    try applyForeign(try entries([issued(900, commune)]), commune)
    let report = try commune.office.verify()
    #expect(report.isSound, "\(report.findings)")
    #expect(report.remarks.contains { $0.vietnamese.contains("Sổ di-2026 thiếu số 2–899") })
    let run = try commune.office.backUpEverywhere(today: commune.context.day, now: commune.context.milliseconds)
    #expect(run.findings == [] && run.written.count == 1)
  }

  @Test func aContentOfWhichItSaysAnotherSizeStopsNoBackup() throws {
    let folder = TemporaryFolder()
    let commune = try Commune(file: "\(folder.path)/office.vanthu")
    let line = try commune.register(commune.document())
    try commune.office.act(commune.context) { _ = try $0.attach(line, file: folder.write("a.txt", "nội dung")) }
    let kept = try #require(
      try commune.office.read {
        try Row.fetchOne($0, sql: "SELECT sha256, size FROM content").map { ($0[0] as String, $0[1] as Int) }
      })
    let draft = EntryReference(station: colleague, epoch: 1, sequence: 1)
    let file = StoredFile(name: "a", sha256: kept.0, size: kept.1 + 1, mediaType: "x")
    try applyForeign(
      try entries([.drafted(.init(document: commune.own(), to: [])), .attached(.init(document: draft, file: file))]),
      commune)
    #expect(try findings(commune) == [])
    // What this station itself wrote about a content must be right.
    try commune.office.database.write { try $0.execute(sql: "UPDATE content SET size = size + 1") }
    #expect(try findings(commune).count { $0.hasPrefix("attachment") } == 1)
  }

  // MARK: epochs

  /// As a hub of an earlier version delivered it.
  @Test func aJournalThatBeginsFromNothingAgainIsNoDamageOfOurFile() throws {
    let commune = try Commune()
    for epoch in [5, 3] {
      try applyForeign(try entries([.clerkNamed(.init(name: "A\(epoch)"))], epoch: epoch), commune)
    }
    #expect(try findings(commune) == [])
    try commune.office.database.write {
      try $0.execute(
        sql: #"UPDATE journal SET act = '{"clerkNamed":{"name":"B"}}' WHERE station = ? AND epoch = 5"#,
        arguments: [colleague.description])
    }
    #expect(try findings(commune).contains { $0.hasPrefix("journal \(colleague).5.1") })
  }

  @Test func itsEpochsDoNotCountForARestore() throws {
    let folder = TemporaryFolder()
    let commune = try Commune(file: "\(folder.path)/office.vanthu")
    try applyForeign(try entries([.clerkNamed(.init(name: "A"))], epoch: 100_000_000_000), commune)
    let path = "\(folder.path)/office.vanthu"
    try commune.office.backup(to: "\(folder.path)/backup")
    try commune.office.database.close()
    var epochs: [Int] = []
    for _ in 1...2 {
      let office = try Office.restore(from: "\(folder.path)/backup", to: path, context: commune.context).office
      epochs.append(try office.read { try Station.read($0).epoch })
      try office.database.close()
    }
    #expect(epochs[0] < epochs[1] && epochs[1] < 100_000_000)
  }

  // MARK: the last word

  @Test func ofWordsOfOneTimeTheSameStandsInWhateverOrderTheyCome() throws {
    func off(_ day: Int) -> [Holiday] {
      [Holiday(day: Day(2027, 3, day), kind: .off, name: "\(day)", source: "tb")]
    }
    var profile = Commune.profile
    profile.superior = "UBND tỉnh A"
    var other = profile
    other.superior = "UBND tỉnh B"
    let words: [[StoredEntry]] = try [(colleague, off(1), "A1", profile), (third, [], "B2", other)].map {
      try entries(
        [
          .calendarSet(.init(year: 2027, holidays: $1)),
          .organNamed(.init(organ: NamedOrgan(name: "Công ty X", code: $2))),
          .senderMuted(.init(organ: "so-noi-vu", name: $2, isMuted: true)), .founded(.init(office: $3)),
        ], of: $0, at: 1_796_000_000_000)
    }
    let told = try [[0, 1], [1, 0]].map { order in
      let commune = try Commune()
      for place in order { try applyForeign(words[place], commune) }
      #expect(try findings(commune) == [])
      return try commune.office.read { db in
        try ["holiday", "calendar", "organ", "muted", "office"].map { table in
          try Row.fetchAll(db, sql: "SELECT * FROM \(table)").map { "\($0)" }.joined()
        }
      }
    }
    #expect(told[0] == told[1])
  }
}
