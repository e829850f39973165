import GRDB
import Records
import Testing

@testable import Office

/// Two desks of an office see a document differently for ever, because one has entries that the other can no longer
/// receive: the sender is not informed of the one and the other in turn, every night.
struct ContradictingDesksTests {
  private let commune: Commune
  private let document = EntryReference(station: StationName("00000001")!, epoch: 1, sequence: 1)
  private let colleague = StationName(number: 0x0a0b_0c0d)

  init() throws {
    commune = try Commune()
    let issued = Act.issued(
      .init(
        document: commune.document("7/SNV"), book: "di-2026", number: 1, suffix: nil,
        to: [Recipient(name: "UBND xã Đàm Thủy")], draft: nil, reason: nil, files: nil, replaces: nil))
    let entry = StoredEntry(
      station: StationName(number: 1), epoch: 1, sequence: 1, time: HybridTime(milliseconds: 1_795_000_000_000),
      day: Day(2026, 11, 20), clerk: "Văn thư 2", group: nil, act: try StoredAct.text(of: issued))
    try commune.office.act(commune.context) {
      try $0.receive(delivered: entry, after: .zero, position: 1, proof: [])
    }
  }

  /// The colleague has reported that many times that it was sent back, each time later than all before.
  private func colleagueSays(_ times: Int, at milliseconds: Int64 = 1_795_000_000_000) throws {
    try colleagueWrites(Array(repeating: reported(.refused), count: times), at: milliseconds)
  }

  private func reported(_ status: DeliveryStatus) -> Act {
    .reported(
      .init(document: document, recipient: "UBND xã Đàm Thủy", status: status, note: "Gửi nhầm", answers: nil))
  }

  /// These are all entries of the colleague's journal, one a minute.
  private func colleagueWrites(_ acts: [Act], at milliseconds: Int64) throws {
    let entries = try acts.enumerated().map { offset, act in
      StoredEntry(
        station: colleague, epoch: 1, sequence: offset + 1,
        time: HybridTime(milliseconds: milliseconds + Int64(offset + 1) * 60_000), day: Day(2026, 11, 20),
        clerk: "Văn thư 2", group: nil, act: try StoredAct.text(of: act))
    }
    try commune.office.act(commune.context) {
      try $0.receive(journal: entries, after: .zero, isHub: false)
    }
  }

  private func said() throws -> [String] {
    try commune.office.read {
      try String.fetchAll(
        $0,
        sql: """
          SELECT json_extract(act, '$.reported.status') FROM journal
          WHERE station = (SELECT id FROM station) AND json_extract(act, '$.reported') IS NOT NULL ORDER BY sequence
          """)
    }
  }

  @Test func eachContradictsTheOtherOnce() throws {
    #expect(try said() == ["01"])
    try colleagueSays(1)
    #expect(try said() == ["01", "01"])
    for times in 2...5 { try colleagueSays(times) }
    #expect(try said() == ["01", "01"])
    #expect(try commune.office.verify().findings.map(\.words.english) == [])
  }

  @Test func whatIsDoneSinceIsTold() throws {
    for times in 1...3 { try colleagueSays(times) }
    let line = try commune.office.find("moi-1", today: commune.context.day)
    try commune.office.act(commune.context) {
      _ = try $0.register(line.document, arrivedOn: commune.context.day, arrival: line)
    }
    #expect(try said() == ["01", "01", "03"])
    for times in 4...6 { try colleagueSays(times) }
    #expect(try said() == ["01", "01", "03", "03"])
  }

  /// With a clock of the year 2200 its report is later than all that follow.
  @Test func againstAClockNobodyCanFollowNothingIsSaidAgain() throws {
    for times in 1...3 { try colleagueSays(times, at: HybridTime.endless.milliseconds) }
    #expect(try said() == ["01"])
    let line = try commune.office.find("moi-1", today: commune.context.day)
    try commune.office.act(commune.context) {
      _ = try $0.register(line.document, arrivedOn: commune.context.day, arrival: line)
    }
    for times in 4...6 { try colleagueSays(times, at: HybridTime.endless.milliseconds) }
    #expect(try said() == ["01", "03"])
    #expect(try commune.office.verify().isSound)
  }

  /// What that colleague did is later than all that follows too.
  @Test func norAfterWhatIsDoneByThatClock() throws {
    let sentBack = Act.sentBack(.init(document: document, reason: "Gửi nhầm"))
    for times in 1...3 {
      try colleagueWrites(
        [sentBack] + Array(repeating: reported(.completed), count: times), at: HybridTime.endless.milliseconds)
    }
    #expect(try said() == ["01", "02"])
    #expect(try commune.office.verify().isSound)
  }
}
