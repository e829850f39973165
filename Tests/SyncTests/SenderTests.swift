import GRDB
import Records
import Sync
import TestSupport
import Testing

@testable import Office

/// The sender of a document that a clerk is shown comes from the key that signed it.
struct SenderTests {
  static let office = "xa-2025-01477/ubnd"
  static let reader = "xa-2025-01351/ubnd"

  /// An act of another office's station, as the hub delivers it, with the hub's statement of whose station it is.
  private struct Stage {
    let world: ExchangeWorld
    let reader: ExchangeWorld.Seat
    let station = StationName(number: 0xABCD_EF01)

    init() throws {
      world = try ExchangeWorld()
      reader = try world.found(SenderTests.reader)
      try world.sync(reader)
    }

    func entry(_ sequence: Int, _ act: Act) throws -> StoredEntry {
      StoredEntry(
        station: station, epoch: 1, sequence: sequence, time: HybridTime(milliseconds: 1_795_000_000_000, counter: 0),
        day: Day(2026, 11, 20), clerk: "Kẻ Gian", act: try StoredAct.text(of: act))
    }

    func issued(
      _ sequence: Int = 1, as name: String, _ id: String? = nil, to: [Recipient]? = nil
    ) throws -> StoredEntry {
      let document = Document(
        code: "\(sequence)/QĐ-UBND", organName: name, organID: id, issuedDate: Day(2026, 11, 20),
        typeName: "Quyết định", subject: "Về việc tạm dừng chi trả")
      return try entry(
        sequence,
        .issued(
          .init(
            document: document, book: "di-2026", number: sequence, suffix: nil,
            to: to ?? [Recipient(name: "UBND xã Hưng Đạo", organID: SenderTests.reader)], draft: nil, reason: nil,
            files: nil, replaces: nil)))
    }

    func take(_ entry: StoredEntry, position: Int? = nil, key: [UInt8]? = nil) throws {
      try world.act(reader) {
        try $0.receive(
          delivered: entry, after: .zero, position: position ?? entry.sequence, proof: [], key: key)
      }
    }

    /// Delivers acts of the hub's own journal, in its epoch or in a new one.
    func hubSays(_ acts: Act..., isNewLife: Bool = false) throws {
      let hub = try #require(try reader.office.enrolment()?.station)
      let head = try #require(try reader.office.journalHeads().last { $0.station == hub })
      let (epoch, last) = isNewLife ? (head.epoch + 1, 0) : (head.epoch, head.sequence)
      let begun = Act.epochBegun(.init(from: EntryReference(station: hub, epoch: head.epoch, sequence: head.sequence)))
      let entries = try ((isNewLife ? [begun] : []) + acts).enumerated().map { place, act in
        StoredEntry(
          station: hub, epoch: epoch, sequence: last + 1 + place,
          time: HybridTime(milliseconds: 1_795_100_000_000 + Int64(epoch * 1_000 + last + place), counter: 0),
          day: Day(2026, 11, 20), clerk: "VP", act: try StoredAct.text(of: act))
      }
      try world.act(reader) { try $0.receive(journal: entries, after: head.hash, isHub: true) }
    }

    func enrolled(_ organ: Organ.ID, key: String = String(repeating: "ab", count: 32)) -> Act {
      .stationEnrolled(
        .init(
          station: station.description, organ: organ, name: "Máy 1", signingKey: key, agreementKey: key))
    }

    func line() throws -> DocumentLine { try #require(try world.inbox(reader).last) }

    func expectSound() throws {
      let findings = try reader.office.verify().findings.map { "\($0.place): \($0.words.english)" }
      #expect(findings == [], "\(findings)")
    }
  }

  @Test func theSenderIsTheOfficeOfTheKeyAndWhatTheDocumentSaysStandsBesideIt() throws {
    let stage = try Stage()
    try stage.hubSays(stage.enrolled(Self.office))
    try stage.take(stage.issued(as: "UBND tỉnh Cao Bằng", Self.office))
    let line = try stage.line()
    #expect(line.author == "UBND xã Trùng Khánh" && line.document.organID == Self.office)
    #expect(line.sender == Self.office && line.otherName == "UBND tỉnh Cao Bằng")
    let card = try stage.reader.office.card(line)
    #expect(card.sender == "UBND xã Trùng Khánh" && card.trail.first?.office == "UBND xã Trùng Khánh")
    func found(_ words: String) throws -> Int {
      try stage.reader.office.lines(
        ListQuery(try SearchQuery(words, today: stage.reader.day)), limit: 9, today: stage.reader.day
      ).count
    }
    #expect(try found("tỉnh cao bằng") == 0)
    #expect(try found("trùng khánh") == 1)
    // A clerk cannot register it as another's either.
    var document = line.document
    document.organName = "UBND tỉnh Cao Bằng"
    #expect(throws: RegisterRefusal.otherSender("UBND tỉnh Cao Bằng", "UBND xã Trùng Khánh")) {
      try stage.world.act(stage.reader) { try $0.register(document, arrivedOn: stage.reader.day, arrival: line) }
    }
    let kept = try stage.world.act(stage.reader) {
      try $0.register(line.document, arrivedOn: stage.reader.day, arrival: line)
    }
    #expect(kept.author == "UBND xã Trùng Khánh" && kept.number == 1)
    #expect(throws: RegisterRefusal.self) {
      try stage.world.act(stage.reader) {
        try $0.correct(kept, .organName, to: "UBND tỉnh Cao Bằng", reason: "theo văn bản")
      }
    }
    #expect(try stage.reader.office.verify().remarks.isEmpty)
    try stage.expectSound()
  }

  @Test func itsCouncilIsAnAuthorOfItsOwn() throws {
    let stage = try Stage()
    try stage.hubSays(stage.enrolled(Self.office))
    try stage.take(stage.issued(as: "Hội đồng nhân dân xã Trùng Khánh"))
    let line = try stage.line()
    #expect(line.author == "HĐND xã Trùng Khánh")
    #expect(line.sender == Self.office && line.otherName == nil)
    try stage.expectSound()
  }

  @Test func whatTheAxisBroughtSaysSo() throws {
    let stage = try Stage()
    try stage.hubSays(.organsListed(.init(organs: [NationalAxis.organ])), stage.enrolled(NationalAxis.id))
    try stage.take(stage.issued(as: "UBND tỉnh Lạng Sơn"))
    let line = try stage.line()
    #expect(line.author == "qua trục liên thông: UBND tỉnh Lạng Sơn")
    #expect(line.document.organName == "UBND tỉnh Lạng Sơn")
    let kept = try stage.world.act(stage.reader) {
      try $0.register(line.document, arrivedOn: stage.reader.day, arrival: line)
    }
    #expect(kept.author == "qua trục liên thông: UBND tỉnh Lạng Sơn")
    try stage.expectSound()
  }

  /// The hub's act about the station, its act about the agency, and the document, in every order.
  @Test(arguments: [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]])
  func whateverComesFirstTheSameRegistersComeOfIt(_ order: [Int]) throws {
    let stage = try Stage()
    let organ = try #require(OrganDirectory.shipped[Self.office])
    let renamed = Organ(id: organ.id, name: "UBND đặc khu Trùng Khánh", level: organ.level)
    for step in order {
      switch step {
      case 0: try stage.hubSays(stage.enrolled(Self.office))
      case 1: try stage.hubSays(.organsListed(.init(organs: [renamed])))
      default: try stage.take(stage.issued(as: "UBND tỉnh Cao Bằng", Self.office))
      }
    }
    let line = try stage.line()
    #expect(line.author == "UBND đặc khu Trùng Khánh" && line.otherName == "UBND tỉnh Cao Bằng")
    try stage.expectSound()
  }

  @Test func whatAStationIsLaterDoesNotRewriteWhatItWas() throws {
    let stage = try Stage()
    let (old, new) = (String(repeating: "ab", count: 32), String(repeating: "cd", count: 32))
    try stage.hubSays(stage.enrolled(Self.office, key: old))
    try stage.take(stage.issued(1, as: "UBND xã Trùng Khánh"), key: [UInt8](repeating: 0xAB, count: 32))
    try stage.hubSays(stage.enrolled("so-noi-vu", key: new))
    try stage.take(stage.issued(2, as: "Sở Nội vụ tỉnh Cao Bằng"), key: [UInt8](repeating: 0xCD, count: 32))
    let authors = try stage.world.inbox(stage.reader).map(\.author).sorted()
    #expect(authors == ["Sở Nội vụ tỉnh Cao Bằng", "UBND xã Trùng Khánh"])
    try stage.expectSound()
  }

  /// In a new epoch the hub lists every key it ever enrolled, the stolen one too; a station that enrols again brings
  /// another.
  @Test func aRevokedKeyThatIsListedAgainStaysRevoked() throws {
    let stage = try Stage()
    func standing() throws -> [String?] {
      try stage.reader.office.read { db in
        try Row.fetchAll(
          db, sql: "SELECT revoked FROM peer WHERE station = ? ORDER BY signingKey",
          arguments: [stage.station.description]
        ).map { $0[0] }
      }
    }
    let revoked = Act.stationRevoked(.init(station: stage.station.description, reason: "Máy bị mất"))
    try stage.hubSays(stage.enrolled(Self.office), revoked)
    #expect(try standing() == ["Máy bị mất"])
    try stage.hubSays(stage.enrolled(Self.office))
    #expect(try standing() == ["Máy bị mất"])
    try stage.hubSays(stage.enrolled(Self.office, key: String(repeating: "cd", count: 32)))
    #expect(try standing() == ["Máy bị mất", nil])
    try stage.expectSound()
  }

  /// The replay of `verify` applies the next epoch in its turn, and not a second time when all of it has been applied.
  @Test func whatTheNextLifeOfTheHubSaysIsHeardOnceAndInOrder() throws {
    let stage = try Stage()
    try stage.hubSays(stage.enrolled(Self.office))
    try stage.hubSays(
      .stationRevoked(.init(station: stage.station.description, reason: "Máy bị mất")),
      stage.enrolled(Self.office, key: String(repeating: "cd", count: 32)), isNewLife: true)
    let revoked = try stage.reader.office.read { db in
      try String?.fetchAll(
        db, sql: "SELECT revoked FROM peer WHERE station = ? ORDER BY signingKey",
        arguments: [stage.station.description])
    }
    #expect(revoked == ["Máy bị mất", nil])
    try stage.expectSound()
  }

  @Test func aCorrectionOfTheNameChangesOnlyWhatTheDocumentSays() throws {
    let stage = try Stage()
    try stage.hubSays(stage.enrolled(Self.office))
    let entry = try stage.issued(as: "UBND xã Trùng Khánh")
    try stage.take(entry)
    try stage.take(
      stage.entry(
        2,
        .corrected(
          .init(
            document: entry.reference, field: .organName, old: "UBND xã Trùng Khánh", new: "UBND tỉnh Cao Bằng",
            reason: "nhầm"))))
    let line = try stage.line()
    #expect(line.author == "UBND xã Trùng Khánh" && line.otherName == "UBND tỉnh Cao Bằng")
    // The trail says which office corrected it, and what.
    let step = try #require(try stage.reader.office.card(line).trail.first { $0.entry.act.name == .corrected })
    #expect(step.office == "UBND xã Trùng Khánh")
    #expect(step.said.vietnamese.hasPrefix("đính chính tác giả ghi trên văn bản:"))
    try stage.expectSound()
  }

  /// The name that a document claims is never shown as its sender: only where the text of the document itself is shown.
  @Test func theClaimedNameStandsInNoColumn() throws {
    let stage = try Stage()
    let forged = "UBND tỉnh Cao Bằng"
    try stage.hubSays(stage.enrolled(Self.office))
    try stage.take(stage.issued(as: forged, Self.office))
    func expectOnlyMarked(_ line: DocumentLine) throws {
      guard case .object(let members) = line.json else { throw RegisterFault.unknown("json") }
      #expect(members.filter { $0.1.text.contains(forged) }.map(\.0) == ["writtenName"])
      guard case .object(let card) = try stage.reader.office.card(line).json else {
        throw RegisterFault.unknown("json")
      }
      #expect(card.filter { $0.1.text.contains(forged) }.map(\.0) == ["writtenName"])
    }
    let line = try stage.line()
    try expectOnlyMarked(line)
    let kept = try stage.world.act(stage.reader) {
      try $0.register(line.document, arrivedOn: stage.reader.day, arrival: line)
    }
    try expectOnlyMarked(kept)
    for format in [ExportFormat.csv, .tsv] {
      var text: [UInt8] = []
      try stage.reader.office.export(.incoming, format: format) { text += $0 }
      let table = String(decoding: text, as: UTF8.self)
      #expect(table.contains("UBND xã Trùng Khánh") && !table.contains(forged))
    }
    #expect(try stage.reader.office.correspondents() == ["UBND xã Trùng Khánh"])
  }

  @Test func whatIsForOthersIsSetAsideAndNamed() throws {
    let stage = try Stage()
    try stage.hubSays(stage.enrolled(Self.office))
    try stage.take(stage.issued(as: "UBND xã Trùng Khánh", to: [Recipient(name: "", organID: "so-noi-vu")]))
    try stage.take(
      stage.issued(2, as: "UBND xã Trùng Khánh", to: [Recipient(name: "Sở Tư pháp tỉnh Cao Bằng")]))
    #expect(try stage.world.inbox(stage.reader).isEmpty)
    let report = try stage.reader.office.verify()
    #expect(report.isSound)
    #expect(report.remarks.map(\.english).filter { $0.contains("not for this office") }.count == 2)
  }

  @Test func whatIsForThoseItSucceedsIsForIt() throws {
    let stage = try Stage()
    try stage.hubSays(stage.enrolled(Self.office))
    let former = try #require(OrganDirectory.shipped[Self.reader]?.predecessors.first)
    try stage.take(stage.issued(1, as: "UBND xã Trùng Khánh", to: [Recipient(name: "", organID: former)]))
    try stage.take(stage.issued(2, as: "UBND xã Trùng Khánh", to: [Recipient(name: "ubnd xã hưng đạo")]))
    // A name that is not in this office's directory is left to the hub.
    try stage.take(stage.issued(3, as: "UBND xã Trùng Khánh", to: [Recipient(name: "Cơ quan mới lập")]))
    #expect(try stage.world.inbox(stage.reader).count == 3)
    try stage.expectSound()
  }

  @Test func whatWasSetAsideComesInWhenTheTreeSaysThatItIsForThisOffice() throws {
    let stage = try Stage()
    try stage.hubSays(
      stage.enrolled(Self.office),
      .organsListed(.init(organs: [Organ(id: "trung-tam", name: "Trung tâm Hành chính công", level: .other)])))
    try stage.take(stage.issued(as: "UBND xã Trùng Khánh", to: [Recipient(name: "Trung tâm", organID: "trung-tam")]))
    #expect(try stage.world.inbox(stage.reader).isEmpty)
    try stage.hubSays(
      .organsListed(
        .init(organs: [
          Organ(
            id: "trung-tam", name: "Trung tâm Hành chính công", level: .other, validTo: Day(2026, 11, 1),
            successors: [Self.reader])
        ])))
    #expect(try stage.world.inbox(stage.reader).count == 1)
    let report = try stage.reader.office.verify()
    #expect(report.isSound && report.remarks.isEmpty)
  }

  /// A file of an earlier version: registered documents keep their text and get a sender, waiting ones are read from
  /// the key.
  @Test func whatAnEarlierVersionTookByItsWordIsReadFromTheKey() throws {
    let folder = TemporaryFolder()
    let path = folder.path + "/office.db"
    let stage = try Stage()
    try stage.hubSays(stage.enrolled(Self.office))
    try stage.take(stage.issued(1, as: "UBND tỉnh Cao Bằng", Self.office))
    try stage.take(stage.issued(2, as: "UBND tỉnh Cao Bằng", Self.office))
    try stage.reader.office.backup(to: path)
    // As such a version stored it: no sender, the name as it came; the first of them registered under it.
    let queue = try DatabaseQueue(path: path)
    try queue.write { db in
      try db.execute(
        sql: """
          UPDATE document SET sender = NULL, written = NULL, organName = 'UBND tỉnh Cao Bằng',
            organKey = 'ubnd tinh3 cao băng2' WHERE mailbox IS NOT NULL
          """)
    }
    try queue.close()
    let office = try Office.open(path)
    let lines = try office.inbox(today: stage.reader.day, calendar: .shipped).map(\.line)
    #expect(lines.map(\.author) == ["UBND xã Trùng Khánh", "UBND xã Trùng Khánh"])
    #expect(try office.verify().findings.map(\.words.english) == [])
  }
}
