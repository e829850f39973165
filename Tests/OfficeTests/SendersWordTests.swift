import GRDB
import Records
import TestSupport
import Testing

@testable import Office

/// What the sender of a document may do to the line of an office that has registered it: ask, and nothing else,
/// whatever its clock says and in whatever order its entries arrive.
struct SendersWordTests {
  private let desk: ReadersDesk

  /// Delivers a document with a file.
  init() throws { desk = try ReadersDesk() }

  // MARK: taking back

  @Test func whatTheReaderDidIsNotTheSendersToTakeBack() throws {
    try desk.register()
    let registered = try desk.line()
    try desk.commune.office.act(desk.commune.context) {
      let routed = try $0.route(registered, to: [Assignment(unit: "Tư pháp", role: .lead)])
      try $0.settle(routed, answer: nil, note: "Đã xong")
    }
    let last = try desk.end()
    for sequence in 1...last.sequence {
      let act = EntryReference(station: last.station, epoch: last.epoch, sequence: sequence)
      try desk.applyForeign(.undone(.init(entry: act, document: desk.document)), 1 + sequence, minute: 60)
    }
    #expect(try desk.line().state == .completed && desk.line().toPlaces == "Tư pháp")
    try desk.expectSound()
  }

  /// It names acts the reader has not done yet.
  @Test func norInAdvance() throws {
    try desk.register()
    let last = try desk.end()
    for ahead in 1...20 {
      let act = EntryReference(station: last.station, epoch: last.epoch, sequence: last.sequence + ahead)
      try desk.applyForeign(.undone(.init(entry: act, document: desk.document)), 1 + ahead, minute: -30)
    }
    let registered = try desk.line()
    try desk.commune.office.act(desk.commune.context) {
      try $0.route(registered, to: [Assignment(unit: "Tư pháp", role: .lead)])
    }
    #expect(try desk.line().state == .assigned)
    try desk.expectSound()
  }

  /// The hub delivers in order; a stick may bring the undo before what it undoes.
  @Test(arguments: [true, false]) func itTakesBackItsOwnWordInWhateverOrder(_ isInOrder: Bool) throws {
    let acts: [(Act, Int)] = [
      (.corrected(.init(document: desk.document, field: .subject, old: "a", new: "Sửa rồi", reason: "nhầm")), 3),
      (
        .undone(.init(entry: EntryReference(station: desk.sender, epoch: 1, sequence: 3), document: desk.document)), 2
      ),
    ]
    for (act, sequence) in isInOrder ? acts : acts.reversed() { try desk.applyForeign(act, sequence) }
    #expect(
      try desk.commune.office.find("moi-1", today: desk.commune.context.day).document.subject == "V/v rà soát hộ nghèo")
    try desk.expectSound()
    try desk.register()
    try desk.expectSound()
  }

  // MARK: files

  @Test(arguments: [-30, 60] as [Int64]) func aFileStaysUntilItsReaderAgreesThatItGoes(_ minute: Int64) throws {
    try desk.register()
    try desk.applyForeign(
      .detached(.init(document: desk.document, sha256: desk.plan.sha256, reason: "nhầm")), 2, minute: minute)
    #expect(try desk.files() == ["kế hoạch.pdf"])
    #expect(try desk.requests() == 1)
    try desk.expectSound()
    let registered = try desk.line()
    try desk.commune.office.act(desk.commune.context) { try $0.disagree(registered, reason: "Đã in, đóng sổ") }
    #expect(try desk.files() == ["kế hoạch.pdf"] && desk.requests() == 0)
    try desk.applyForeign(
      .detached(.init(document: desk.document, sha256: desk.plan.sha256, reason: "nhầm thật")), 3, minute: minute)
    try desk.commune.office.act(desk.commune.context) { try $0.agree(registered) }
    #expect(try desk.files() == [] && desk.requests() == 0)
    try desk.expectSound()
  }

  /// The clerk is not asked later about what she saw when she registered it, although the sender's clock is ahead.
  @Test(arguments: [-30, 60] as [Int64]) func whatWasSaidBeforeItWasRegisteredIsDone(_ minute: Int64) throws {
    try desk.applyForeign(.attached(.init(document: desk.document, file: desk.annex)), 2, minute: minute)
    try desk.applyForeign(
      .detached(.init(document: desk.document, sha256: desk.plan.sha256, reason: "nhầm")), 3, minute: minute)
    try desk.register()
    #expect(try desk.files() == ["phụ lục.pdf"])
    #expect(try desk.requests() == 0)
    try desk.expectSound()
  }

  @Test(arguments: [-30, 60] as [Int64]) func whatIsAddedAfterwardsIsAskedAbout(_ minute: Int64) throws {
    try desk.register()
    try desk.applyForeign(.attached(.init(document: desk.document, file: desk.annex)), 2, minute: minute)
    #expect(try desk.files() == ["kế hoạch.pdf"] && desk.requests() == 1)
    try desk.expectSound()
    try desk.agree()
    #expect(try desk.files() == ["kế hoạch.pdf", "phụ lục.pdf"] && desk.requests() == 0)
    try desk.expectSound()
  }

  /// Another epoch whose times are before the first issue.
  @Test func issuedOnceMoreItChangesNothingByItself() throws {
    try desk.register()
    try desk.applyForeign(desk.issued(draft: desk.document, files: [desk.annex]), 1, epoch: 2, minute: -600)
    #expect(try desk.files() == ["kế hoạch.pdf"])
    #expect(try desk.requests() == 1)
    try desk.expectSound()
  }

  /// Thousands of entries about one document do not make its reader write an entry that fits into no frame: nothing
  /// would leave that desk any more.
  @Test func ofTooManyWordsTheLastOnesAreWrittenDown() throws {
    let entries = try (2...300).map { sequence in
      StoredEntry(
        station: desk.sender, epoch: 1, sequence: sequence,
        time: HybridTime(milliseconds: desk.commune.context.milliseconds - 3_600_000 + Int64(sequence)),
        day: Day(2026, 11, 20), clerk: "Văn thư Sở", group: nil,
        act: try StoredAct.text(
          of: .corrected(.init(document: desk.document, field: .note, old: "", new: "\(sequence)", reason: "nhầm"))))
    }
    try desk.commune.office.act(desk.commune.context) { transaction in
      for entry in entries {
        try transaction.receive(delivered: entry, after: .zero, position: entry.sequence, proof: [])
      }
    }
    try desk.register()
    let text = try desk.commune.office.read {
      try String.fetchOne($0, sql: #"SELECT act FROM journal WHERE act GLOB '{"registered":*'"#)!
    }
    guard case .registered(let act) = try StoredAct.act(from: text), let seen = act.seen else {
      Issue.record("nothing was seen")
      return
    }
    #expect(seen.count == 200 && seen.first == desk.document && seen.last?.sequence == 300)
    // What is not listed is asked about.
    #expect(try desk.requests() == 100)
    try desk.expectSound()
  }

  // MARK: files of earlier versions

  /// Such a version let the sender remove a file, and did not record what the clerk had seen.
  @Test func aFileOfAnEarlierVersionIsSoundAndHasTheFileBack() throws {
    try desk.register()
    try desk.commune.office.database.write {
      try $0.execute(
        sql: """
          DROP TABLE undoing; DELETE FROM grdb_migrations WHERE identifier = 'undoing';
          DELETE FROM attachment; UPDATE document SET files = 0
          """)
    }
    let text = try StoredAct.text(
      of: .detached(.init(document: desk.document, sha256: desk.plan.sha256, reason: "nhầm")))
    try desk.commune.office.database.write { db in
      try db.execute(
        sql: """
          INSERT INTO received (station, epoch, sequence, time, day, clerk, act, hash, previous, position, proof)
          SELECT station, epoch, 2, ?, day, clerk, ?, ?, zeroblob(32), 2, zeroblob(0) FROM received;
          INSERT INTO trail SELECT document, ?, station, epoch, 2, NULL FROM trail WHERE station = '00000001'
          """,
        arguments: [
          HybridTime(milliseconds: desk.commune.context.milliseconds + 60_000).packed, text,
          SHA256.hash(
            .zero,
            StoredEntry(
              station: desk.sender, epoch: 1, sequence: 2,
              time: HybridTime(milliseconds: desk.commune.context.milliseconds + 60_000), day: Day(2026, 11, 20),
              clerk: "Văn thư Sở", group: nil, act: text
            ).hashed
          ), HybridTime(milliseconds: desk.commune.context.milliseconds + 60_000).packed,
        ])
    }
    try desk.commune.office.database.close()
    let office = try Office.open("\(desk.folder.path)/office.vanthu")
    #expect(try office.verify().findings.map { "\($0.place) \($0.words.english)" } == [])
    #expect(try office.files(try office.find("1", today: desk.commune.context.day)).map(\.name) == ["kế hoạch.pdf"])
  }
}
