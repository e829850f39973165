import GRDB
import Records
import TestSupport
import Testing

@testable import Office

/// What the sender of a document may do to the line of an office that has registered it: ask, and nothing else,
/// whatever its clock says and in whatever order its entries arrive.
struct SendersWordTests {
  private let commune: Commune
  private let folder = TemporaryFolder()
  private let sender = StationName(number: 1)
  private let document = EntryReference(station: StationName("00000001")!, epoch: 1, sequence: 1)
  private let plan = SendersWordTests.file("kế hoạch.pdf", "a")
  private let annex = SendersWordTests.file("phụ lục.pdf", "b")

  /// Delivers a document with a file.
  init() throws {
    commune = try Commune(file: "\(folder.path)/office.vanthu")
    try applyForeign(issued(files: [plan]), 1)
  }

  private static func file(_ name: String, _ digit: Character) -> StoredFile {
    StoredFile(name: name, sha256: String(repeating: digit, count: 64), size: 4, mediaType: "application/pdf")
  }

  private func issued(draft: EntryReference? = nil, files: [StoredFile]) -> Act {
    .issued(
      .init(
        document: commune.document("7/SNV"), book: "di-2026", number: 1, suffix: nil,
        to: [Recipient(name: "UBND xã Đàm Thủy")], draft: draft, reason: nil, files: files, replaces: nil))
  }

  /// - Parameter minute: by the sender's clock, counted from the time of the clerk's.
  private func applyForeign(_ act: Act, _ sequence: Int, epoch: Int = 1, minute: Int64 = -60) throws {
    let entry = StoredEntry(
      station: sender, epoch: epoch, sequence: sequence,
      time: HybridTime(milliseconds: commune.context.milliseconds + minute * 60_000 + Int64(sequence)),
      day: Day(2026, 11, 20), clerk: "Văn thư Sở", group: nil, act: try StoredAct.text(of: act))
    try commune.office.act(commune.context) {
      try $0.receive(delivered: entry, after: .zero, position: epoch * 1_000 + sequence - 1_000, proof: [])
    }
  }

  @discardableResult
  private func register() throws -> DocumentLine {
    let arrival = try commune.office.find("moi-1", today: commune.context.day)
    return try commune.office.act(commune.context) {
      try $0.register(arrival.document, arrivedOn: commune.context.day, arrival: arrival)
    }
  }

  private func line() throws -> DocumentLine { try commune.office.find("1", today: commune.context.day) }

  private func files() throws -> [String] { try commune.office.files(try line()).map(\.name).sorted() }

  private func requests() throws -> Int {
    try commune.office.read { try Int.fetchOne($0, sql: "SELECT requests FROM document WHERE number = 1")! }
  }

  private func expectSound() throws {
    #expect(try commune.office.verify().findings.map { "\($0.place) \($0.words.english)" } == [])
  }

  private func end() throws -> EntryReference {
    try commune.office.read {
      let station = try Station.read($0)
      return try station.last
    }
  }

  // MARK: taking back

  @Test func whatTheReaderDidIsNotTheSendersToTakeBack() throws {
    try register()
    let registered = try line()
    try commune.office.act(commune.context) {
      let routed = try $0.route(registered, to: [Assignment(unit: "Tư pháp", role: .lead)])
      try $0.settle(routed, answer: nil, note: "Đã xong")
    }
    let last = try end()
    for sequence in 1...last.sequence {
      let act = EntryReference(station: last.station, epoch: last.epoch, sequence: sequence)
      try applyForeign(.undone(.init(entry: act, document: document)), 1 + sequence, minute: 60)
    }
    #expect(try line().state == .completed && line().toPlaces == "Tư pháp")
    try expectSound()
  }

  /// It names acts the reader has not done yet.
  @Test func norInAdvance() throws {
    try register()
    let last = try end()
    for ahead in 1...20 {
      let act = EntryReference(station: last.station, epoch: last.epoch, sequence: last.sequence + ahead)
      try applyForeign(.undone(.init(entry: act, document: document)), 1 + ahead, minute: -30)
    }
    let registered = try line()
    try commune.office.act(commune.context) { try $0.route(registered, to: [Assignment(unit: "Tư pháp", role: .lead)]) }
    #expect(try line().state == .assigned)
    try expectSound()
  }

  /// The hub delivers in order; a stick may bring the undo before what it undoes.
  @Test(arguments: [true, false]) func itTakesBackItsOwnWordInWhateverOrder(_ isInOrder: Bool) throws {
    let acts: [(Act, Int)] = [
      (.corrected(.init(document: document, field: .subject, old: "a", new: "Sửa rồi", reason: "nhầm")), 3),
      (
        .undone(.init(entry: EntryReference(station: sender, epoch: 1, sequence: 3), document: document)), 2
      ),
    ]
    for (act, sequence) in isInOrder ? acts : acts.reversed() { try applyForeign(act, sequence) }
    #expect(try commune.office.find("moi-1", today: commune.context.day).document.subject == "V/v rà soát hộ nghèo")
    try expectSound()
    try register()
    try expectSound()
  }

  // MARK: files

  @Test(arguments: [-30, 60] as [Int64]) func aFileStaysUntilItsReaderAgreesThatItGoes(_ minute: Int64) throws {
    try register()
    try applyForeign(.detached(.init(document: document, sha256: plan.sha256, reason: "nhầm")), 2, minute: minute)
    #expect(try files() == ["kế hoạch.pdf"])
    #expect(try requests() == 1)
    try expectSound()
    let registered = try line()
    try commune.office.act(commune.context) { try $0.disagree(registered, reason: "Đã in, đóng sổ") }
    #expect(try files() == ["kế hoạch.pdf"] && requests() == 0)
    try applyForeign(.detached(.init(document: document, sha256: plan.sha256, reason: "nhầm thật")), 3, minute: minute)
    try commune.office.act(commune.context) { try $0.agree(registered) }
    #expect(try files() == [] && requests() == 0)
    try expectSound()
  }

  /// The clerk is not asked later about what she saw when she registered it, although the sender's clock is ahead.
  @Test(arguments: [-30, 60] as [Int64]) func whatWasSaidBeforeItWasRegisteredIsDone(_ minute: Int64) throws {
    try applyForeign(.attached(.init(document: document, file: annex)), 2, minute: minute)
    try applyForeign(.detached(.init(document: document, sha256: plan.sha256, reason: "nhầm")), 3, minute: minute)
    try register()
    #expect(try files() == ["phụ lục.pdf"])
    #expect(try requests() == 0)
    try expectSound()
  }

  @Test(arguments: [-30, 60] as [Int64]) func whatIsAddedAfterwardsIsAskedAbout(_ minute: Int64) throws {
    try register()
    try applyForeign(.attached(.init(document: document, file: annex)), 2, minute: minute)
    #expect(try files() == ["kế hoạch.pdf", "phụ lục.pdf"])
    #expect(try requests() == 1)
    try expectSound()
  }

  /// Another epoch whose times are before the first issue.
  @Test func issuedOnceMoreItChangesNothingByItself() throws {
    try register()
    try applyForeign(issued(draft: document, files: [annex]), 1, epoch: 2, minute: -600)
    #expect(try files() == ["kế hoạch.pdf"])
    #expect(try requests() == 1)
    try expectSound()
  }

  /// Thousands of entries about one document do not make its reader write an entry that fits into no frame: nothing
  /// would leave that desk any more.
  @Test func ofTooManyWordsTheLastOnesAreWrittenDown() throws {
    let entries = try (2...300).map { sequence in
      StoredEntry(
        station: sender, epoch: 1, sequence: sequence,
        time: HybridTime(milliseconds: commune.context.milliseconds - 3_600_000 + Int64(sequence)),
        day: Day(2026, 11, 20), clerk: "Văn thư Sở", group: nil,
        act: try StoredAct.text(
          of: .corrected(.init(document: document, field: .note, old: "", new: "\(sequence)", reason: "nhầm"))))
    }
    try commune.office.act(commune.context) { transaction in
      for entry in entries {
        try transaction.receive(delivered: entry, after: .zero, position: entry.sequence, proof: [])
      }
    }
    try register()
    let text = try commune.office.read {
      try String.fetchOne($0, sql: #"SELECT act FROM journal WHERE act GLOB '{"registered":*'"#)!
    }
    guard case .registered(let act) = try StoredAct.act(from: text), let seen = act.seen else {
      Issue.record("nothing was seen")
      return
    }
    #expect(seen.count == 200 && seen.first == document && seen.last?.sequence == 300)
    // What is not listed is asked about.
    #expect(try requests() == 100)
    try expectSound()
  }

  // MARK: files of earlier versions

  /// Such a version let the sender remove a file, and did not record what the clerk had seen.
  @Test func aFileOfAnEarlierVersionIsSoundAndHasTheFileBack() throws {
    try register()
    try commune.office.database.write {
      try $0.execute(
        sql: """
          DROP TABLE undoing; DELETE FROM grdb_migrations WHERE identifier = 'undoing';
          DELETE FROM attachment; UPDATE document SET files = 0
          """)
    }
    let text = try StoredAct.text(of: .detached(.init(document: document, sha256: plan.sha256, reason: "nhầm")))
    try commune.office.database.write { db in
      try db.execute(
        sql: """
          INSERT INTO received (station, epoch, sequence, time, day, clerk, act, hash, previous, position, proof)
          SELECT station, epoch, 2, ?, day, clerk, ?, ?, zeroblob(32), 2, zeroblob(0) FROM received;
          INSERT INTO trail SELECT document, ?, station, epoch, 2, NULL FROM trail WHERE station = '00000001'
          """,
        arguments: [
          HybridTime(milliseconds: commune.context.milliseconds + 60_000).packed, text,
          SHA256.hash(
            .zero,
            StoredEntry(
              station: sender, epoch: 1, sequence: 2,
              time: HybridTime(milliseconds: commune.context.milliseconds + 60_000), day: Day(2026, 11, 20),
              clerk: "Văn thư Sở", group: nil, act: text
            ).hashed
          ), HybridTime(milliseconds: commune.context.milliseconds + 60_000).packed,
        ])
    }
    try commune.office.database.close()
    let office = try Office.open("\(folder.path)/office.vanthu")
    #expect(try office.verify().findings.map { "\($0.place) \($0.words.english)" } == [])
    #expect(try office.files(try office.find("1", today: commune.context.day)).map(\.name) == ["kế hoạch.pdf"])
  }
}
