import Exchange
import GRDB
import Records
import TestProvince
import Testing

@testable import Hub

/// No office can speak in another's name: the issuer stated in a document is checked against the office of the key.
struct SenderTests {
  let world: World
  let office: TestStation
  let reader: TestStation
  static let own = "xa-2025-01477/ubnd"

  init() throws {
    world = try World()
    office = try world.station(Self.own)
    reader = try world.station("xa-2025-01351/ubnd")
  }

  @discardableResult
  private func issue(
    _ number: Int, as name: String, _ id: String? = nil, on day: Day = Day(2026, 11, 20), draft: EntryReference? = nil
  ) throws -> EntryReference {
    var document = TestStation.document("\(number)/QĐ-UBND")
    (document.organName, document.organID, document.issuedDate) = (name, id, day)
    return try office.does(
      .issued(
        .init(
          document: document, book: "di-2026", number: number, suffix: nil,
          to: [Recipient(name: "UBND xã Hưng Đạo", organID: reader.organ)], draft: draft, reason: nil, files: nil,
          replaces: nil)))
  }

  private func exchange() throws {
    try office.exchange()
    try reader.exchange()
  }

  @Test(arguments: [
    ("UBND tỉnh Cao Bằng", nil), ("UBND tỉnh Cao Bằng", Self.own), ("UBND xã Trùng Khánh", "ubnd-tinh"),
    ("UBND xã Trùng Khánh", "000.00.00.H14"), ("ubnd tinh cao bang", Self.own), ("UBND xã Hưng Đạo", nil),
  ])
  func whatIsInAnothersNameIsDeliveredToNobodyAndItsWriterToldWhatToDo(_ claim: (name: String, id: String?)) throws {
    let entry = try issue(1, as: claim.name, claim.id)
    try office.does(.recalled(.init(document: entry, reason: "nhầm")))
    try issue(2, as: "UBND xã Trùng Khánh")
    try exchange()
    #expect(office.acknowledged == 3)
    #expect(reader.mail.values.map(\.sequence) == [3])
    let notice = try #require(office.notices.first { $0.position > 0 })
    #expect(notice.code == "sender" && notice.entry.sequence == 1)
    #expect(notice.words.vietnamese.contains("UBND xã Trùng Khánh"))
    #expect(notice.words.vietnamese.contains("hủy số"))
    #expect(try world.hub.verify().faults.isEmpty)
  }

  @Test(arguments: [
    ("UBND xã Trùng Khánh", nil), ("Ủy ban nhân dân xã Trùng Khánh", Self.own), ("UBND xã", Self.own),
    ("HĐND xã Trùng Khánh", nil), ("Hội đồng nhân dân xã Trùng Khánh", "xa-2025-01477/hdnd"),
    ("Ban Chỉ đạo không ai biết", nil),
  ])
  func whatIsItsOwnOrItsCouncilsIsDelivered(_ claim: (name: String, id: String?)) throws {
    try issue(1, as: claim.name, claim.id)
    try exchange()
    #expect(reader.mail.count == 1)
    #expect(office.notices.isEmpty)
  }

  @Test func anOldLetterheadIsDeliveredForHalfAYear() throws {
    let former = try #require(world.hub.directory[Self.own]?.predecessors.first)
    try issue(1, as: "", former, on: Day(2025, 6, 1))
    try issue(2, as: "", former, on: Day(2025, 12, 20))
    try issue(3, as: "", former, on: Day(2026, 2, 1))
    try exchange()
    #expect(reader.mail.values.map(\.sequence).sorted() == [1, 2])
    #expect(office.notices.map(\.code) == ["sender"])
  }

  @Test func theAdministratorSaysForWhomElseAnOfficeIssues() throws {
    let board = Organ(id: "ban-atgt", name: "Ban An toàn giao thông xã Trùng Khánh", level: .other)
    try world.hub.list([board])
    try issue(1, as: board.name)
    try exchange()
    #expect(reader.mail.isEmpty && office.notices.map(\.code) == ["sender"])
    try world.hub.letIssue(try #require(world.hub.directory[Self.own]), for: board)
    try issue(2, as: board.name, board.id)
    try issue(3, as: "HĐND xã Trùng Khánh")
    try exchange()
    #expect(reader.mail.values.map(\.sequence).sorted() == [2, 3])
    try world.hub.stopIssuing(try #require(world.hub.directory[Self.own]), for: board)
    try issue(4, as: board.name)
    try exchange()
    #expect(reader.mail.count == 2)
    #expect(throws: HubRefusal.self) {
      try world.hub.stopIssuing(try #require(world.hub.directory[Self.own]), for: board)
    }
    let council = try #require(world.hub.directory["xa-2025-01477/hdnd"])
    #expect(throws: HubRefusal.self) {
      try world.hub.letIssue(try #require(world.hub.directory[Self.own]), for: council)
    }
  }

  @Test func aCorrectionDoesNotMakeItAnothersEither() throws {
    let entry = try issue(1, as: "UBND xã Trùng Khánh")
    try office.does(
      .corrected(
        .init(
          document: entry, field: .organName, old: "UBND xã Trùng Khánh", new: "UBND tỉnh Cao Bằng", reason: "nhầm")))
    try exchange()
    #expect(reader.mail.count == 1)
    #expect(office.notices.map(\.code) == ["sender"])
  }

  @Test func aDraftThatWasIssuedInAnothersNameIsNotDeliveredWithItsCorrections() throws {
    let draft = try office.does(.drafted(.init(document: TestStation.document("", .routine), to: [])))
    try issue(1, as: "UBND tỉnh Cao Bằng", draft: draft)
    try office.does(.corrected(.init(document: draft, field: .subject, old: "", new: "khác", reason: "nhầm")))
    try office.does(.recalled(.init(document: draft, reason: "nhầm")))
    try exchange()
    #expect(reader.mail.isEmpty)
  }

  @Test func nobodyReportsInAnothersPlace() throws {
    var document = TestStation.document("1/UBND")
    document.organName = "UBND xã Trùng Khánh"
    let third = try world.station("so-noi-vu")
    let issued = try office.does(
      .issued(
        .init(
          document: document, book: "di-2026", number: 1, suffix: nil,
          to: [reader.organ, third.organ].map { Recipient(name: "nơi nhận", organID: $0) }, draft: nil, reason: nil,
          files: nil, replaces: nil)))
    try exchange()
    try reader.does(
      .reported(.init(document: issued, recipient: third.organ, status: .refused, note: "gửi nhầm", answers: nil)))
    try reader.does(
      .reported(.init(document: issued, recipient: reader.organ, status: .arrived, note: nil, answers: nil)))
    try reader.exchange()
    try office.exchange()
    #expect(office.mail.values.map(\.sequence) == [2])
    #expect(reader.notices.map(\.code) == ["audience"])
  }

  @Test func theSearchOfThePageFindsItUnderTheOfficeOfTheKey() throws {
    try issue(1, as: "UBND tỉnh Cao Bằng")
    try issue(2, as: "Ban Lạ Hoắc")
    try exchange()
    let listed = try HubReader(of: world.hub)
    #expect(try listed.documents(of: Self.own, matching: "tỉnh", before: nil, limit: 10).isEmpty)
    #expect(try listed.documents(of: Self.own, matching: "hoắc", before: nil, limit: 10).isEmpty)
    #expect(try listed.documents(of: Self.own, matching: "trùng khánh", before: nil, limit: 10).count == 2)
    #expect(try world.hub.verify().faults.isEmpty)
  }
}
