import Glibc
import Records
import TestSupport
import Testing

@testable import Office

/// The stored form of every act stays for ever: journals written today are read, and their hashes checked, by every
/// later version.
struct GoldenTests {
  static let path = "\(#filePath.dropLast("GoldenTests.swift".count))Golden/acts.txt"

  static let document = EntryReference(station: StationName("0a1b2c3d")!, epoch: 1, sequence: 7)
  static let full = Document(
    code: "118/UBND-VX", organName: "UBND tỉnh \"Cao Bằng\"", organID: "000.00.00.H14", issuedDate: Day(2026, 11, 18),
    typeName: "Công văn", subject: "V/v rà soát\thộ nghèo", urgency: .flash,
    signer: Signer(position: "Chủ tịch", fullName: "Nông Văn A"), pageAmount: 3, issuedAmount: 10,
    dueDate: Day(2026, 11, 30), note: "kèm phụ lục", documentID: "000.00.00.H14.2026.118")
  static let bare = Document(
    code: "", organName: "Ông Lý Văn Bình", issuedDate: Day(2026, 1, 2), typeName: "Đơn đề nghị",
    subject: "Xin xác nhận")

  static let acts: [Act] = [
    .founded(.init(office: Commune.profile)), .clerkNamed(.init(name: "Văn thư 1")),
    .bookOpened(
      .init(
        book: Book(
          series: "di-sao", direction: .outgoing, year: 2026, name: "Sổ bản sao", typeNames: ["Bản sao y"],
          firstNumber: 57))),
    .groupNamed(
      .init(
        name: "Các xã",
        members: [Recipient(name: "Xã A", organID: "H14.1", group: "Các xã"), Recipient(name: "Xã B")])),
    .organNamed(.init(organ: NamedOrgan(name: "Công ty X", code: "X1"))),
    .organNamed(.init(organ: NamedOrgan(name: "Công ty Y"))),
    .calendarSet(
      .init(
        year: 2027,
        holidays: [
          Holiday(day: Day(2027, 1, 1), kind: .off, name: "Tết Dương lịch", source: "BLLĐ 112"),
          Holiday(day: Day(2027, 1, 9), kind: .working, name: "Làm bù", source: "Thông báo"),
        ])),
    .senderMuted(.init(organ: "xa-2025-01351/ubnd", name: "UBND xã Hưng Đạo", isMuted: true)),
    .epochBegun(.init(from: document)), .numbersConfirmed(.init(book: "den-2026", last: 63)),
    .registered(
      .init(
        document: full, book: "den-2026", arrivalNumber: 57, suffix: "a", arrivalDate: Day(2026, 11, 20),
        reason: "vẫn ghi", arrival: nil)),
    .registered(
      .init(
        document: bare, book: "den-2026", arrivalNumber: 58, suffix: nil, arrivalDate: Day(2026, 11, 20), reason: nil,
        arrival: nil)),
    .registerImported(
      .init(
        document: bare, book: "den-2025", number: 4, suffix: nil, day: Day(2025, 1, 6), toPlaces: "Tư pháp",
        state: .completed)),
    .submitted(.init(document: document, to: "Chủ tịch")), .submitted(.init(document: document, to: nil)),
    .routed(
      .init(
        document: document,
        assignments: [
          Assignment(unit: "Tư pháp", role: .lead, dueDate: Day(2026, 11, 25)),
          Assignment(unit: "Công an", role: .cooperating),
          Assignment(unit: "Văn phòng", role: .forInformation),
        ], instruction: "Xử lý gấp", instructedBy: "Chủ tịch")),
    .progressed(.init(document: document, note: "đã họp")),
    .settled(.init(document: document, answer: "15/UBND-VX", note: "xong")),
    .sentBack(.init(document: document, reason: "gửi nhầm")),
    .drafted(.init(document: bare, to: [Recipient(name: "Xã A")])),
    .redrafted(.init(document: document, content: bare, to: [])),
    .issued(
      .init(
        document: full, book: "di-2026", number: 15, suffix: "b", to: [Recipient(name: "Xã A")], draft: document,
        reason: "ghi bù", files: nil, replaces: nil)),
    .issued(
      .init(
        document: bare, book: "di-2026", number: 16, suffix: nil, to: [], draft: nil, reason: nil, files: nil,
        replaces: nil)),
    .draftDiscarded(.init(document: document)),
    .corrected(.init(document: document, field: .organName, old: "UBND huyện/xã", new: "UBND xã", reason: "sáp nhập")),
    .voided(.init(document: document, reason: "sai")),
    .attached(
      .init(
        document: document,
        file: StoredFile(
          name: "quét.pdf", sha256: String(repeating: "0f", count: 32), size: 70_000, mediaType: "application/pdf"))),
    .detached(.init(document: document, sha256: String(repeating: "0f", count: 32), reason: nil)),
    .undone(.init(entry: EntryReference(station: StationName("0a1b2c3d")!, epoch: 1, sequence: 9), document: document)),
    .custodyHandedOver(.init(book: "den-2026", generation: 2, to: "0a1b2c3e", last: 57)),
    .custodyRecovered(.init(book: "den-2026", generation: 3, last: 60, reason: "máy cháy")),
    .organsListed(
      .init(organs: [
        Organ(
          id: "xa-1/ubnd", name: "UBND xã A", symbol: "UBND", level: .commune, code: "000.00.01.H14", newCode: "H14.1",
          validFrom: Day(2025, 7, 1), validTo: Day(2030, 1, 1), parentName: "huyện B", predecessors: ["xa-0/ubnd"],
          successors: ["xa-2/ubnd"]),
        Organ(id: "so-b", name: "Sở B", level: .department),
      ])),
    .stationEnrolled(
      .init(
        station: "0a1b2c3d", organ: "xa-1/ubnd", name: "Máy văn thư", signingKey: String(repeating: "0a", count: 32),
        agreementKey: String(repeating: "0b", count: 32))),
    .stationRevoked(.init(station: "0a1b2c3d", reason: "mất máy")),
    .registered(
      .init(
        document: bare, book: "den-2026", arrivalNumber: 59, suffix: nil, arrivalDate: Day(2026, 11, 20), reason: nil,
        arrival: document)),
    .issued(
      .init(
        document: bare, book: "di-2026", number: 17, suffix: nil, to: [], draft: nil, reason: nil,
        files: [
          StoredFile(name: "a.pdf", sha256: String(repeating: "0f", count: 32), size: 9, mediaType: "application/pdf")
        ], replaces: document)),
    .recalled(.init(document: document, reason: "ký nhầm")),
    .reported(.init(document: document, recipient: "xa-1/ubnd", status: .arrived, note: nil, answers: nil)),
    .reported(
      .init(document: document, recipient: "xa-1/ubnd", status: .disagreed, note: "đã xử lý", answers: document)),
    .registeredProvisionally(.init(document: bare, arrivalDate: Day(2026, 11, 20), reason: "vẫn ghi")),
    .registeredProvisionally(.init(document: bare, arrivalDate: Day(2026, 11, 20), reason: nil)),
    .reported(
      .init(
        document: document, recipient: "xa-1/ubnd", status: .agreed, note: nil, answers: document, takesValues: true)),
    .registered(
      .init(
        document: bare, book: "den-2026", arrivalNumber: 57, suffix: nil, arrivalDate: Day(2026, 11, 20), reason: nil,
        arrival: nil, reentry: true)),
    .renumbered(
      .init(document: document, book: "den-2026", number: 60, day: Day(2026, 11, 20), reason: "số 57 trùng")),
    .renumbered(.init(document: document, book: "den-2026", number: 61, day: Day(2026, 11, 20), reason: nil)),
    .merged(
      .init(
        document: document, number: "6a", copy: document, registration: document, copyNumber: "7",
        files: [
          StoredFile(name: "a.pdf", sha256: String(repeating: "0f", count: 32), size: 9, mediaType: "application/pdf")
        ], documentID: "000.00.00.H14.2026.118",
        differences: [.init(field: .issuedDate, registered: "2026-11-18", copy: "2026-11-19")], seen: [document],
        reason: "vẫn nhập")), .merged(.init(document: document, number: "6", copy: document)),
    .routed(
      .init(
        document: document, assignments: [Assignment(unit: "Tư pháp", role: .lead)], instruction: nil,
        instructedBy: nil, seen: [document])), .settled(.init(document: document, answer: nil, note: nil, seen: [])),
    .sentBack(.init(document: document, reason: "gửi nhầm", seen: [document])),
    .voided(.init(document: document, reason: "sai", seen: [document])),
    .corrected(
      .init(document: document, field: .subject, old: "a", new: "b", reason: "gõ sai", seen: [document, document])),
    .leaseSet(.init(days: 45)),
    .settled(
      .init(document: document, answer: "15/UBND-VX", note: nil, cites: [Citation(.answeredBy, cited)])),
    .issued(
      .init(
        document: bare, book: "di-2026", number: 18, suffix: nil, to: [], draft: nil, reason: nil, files: nil,
        replaces: document, cites: [Citation(.answers, cited), Citation(.replaces, CitedDocument(code: "9/QĐ-UBND"))])),
    .registered(
      .init(
        document: bare, book: "den-2026", arrivalNumber: 60, suffix: nil, arrivalDate: Day(2026, 11, 20), reason: nil,
        arrival: nil, cites: [Citation(.answers, cited)])),
    .registeredProvisionally(
      .init(
        document: bare, arrivalDate: Day(2026, 11, 20), reason: nil, cites: [Citation(.replaces, cited)])),
    .reported(
      .init(
        document: document, recipient: "xa-1/ubnd", status: .completed, note: "trả lời bằng 15/UBND-VX", answers: nil,
        cites: [Citation(.answeredBy, cited)])),
    .contentMissing(.init(document: document, sha256: String(repeating: "0f", count: 32), file: "quét.pdf")),
    .drafted(.init(document: bare, to: [], field: "VX")),
    .redrafted(.init(document: document, content: bare, to: [], field: "TNMT")),
  ]

  static let cited = CitedDocument(
    code: "15/UBND-VX", issuedDate: Day(2026, 11, 19), organName: "UBND xã A", organID: "xa-1/ubnd",
    documentID: "000.00.01.H14,2026/11/19,15/UBND-VX", entry: document)

  /// Re-record with `VANTHU_RECORD=1 swift test --filter GoldenTests`, and only for acts that are new.
  @Test func theStoredFormOfEveryActIsPinned() throws {
    let lines = try GoldenTests.acts.map(StoredAct.text)
    if getenv("VANTHU_RECORD") != nil {
      let file = fopen(GoldenTests.path, "w")!
      for line in lines { fputs(line + "\n", file) }
      fclose(file)
    }
    let golden = String(decoding: TemporaryFolder.bytes(at: GoldenTests.path), as: UTF8.self).split(separator: "\n")
      .map(
        String.init)
    #expect(lines == golden)
    // A value without a name would be stored under `_0`, for ever.
    #expect(!golden.contains { $0.contains("\"_") })
    #expect(try golden.map(StoredAct.act) == GoldenTests.acts)
  }

  @Test(arguments: Field.all.filter { !$0.columns.isEmpty }) func everyFieldIsAmongTheGoldenOnes(_ field: Field) throws
  {
    let holds = try GoldenTests.acts.map(StoredAct.text).contains { $0.contains("\"\(field.rawValue)\":") }
    #expect(holds, "add an act with a document that has a \(field) to the end of the list")
  }

  @Test func everyKindOfActIsAmongTheGoldenOnes() {
    #expect(Set(GoldenTests.acts.map(\.name)) == Set(ActName.allCases))
  }

  /// Two stations that differ here would disagree about a journal.
  @Test func whatCanBeReadOfAStrangeActIsPinned() throws {
    let voided = Act.voided(.init(document: EntryReference("0a1b2c3d.1.7")!, reason: "in sai"))
    let text = try StoredAct.text(of: voided)
    #expect(text == #"{"voided":{"document":"0a1b2c3d.1.7","reason":"in sai"}}"#)
    #expect(try StoredAct.act(from: text.replacing("{\"voided", with: "{\"flown\":{},\"voided")) == voided)
    #expect(try StoredAct.act(from: text.replacing("\"reason", with: "\"year\":1,\"reason")) == voided)
    for strange in [#"{"flown":{"to":"the moon"}}"#, "{}", #"{"voided":{}}"#, text + text] {
      #expect(throws: (any Error).self) { try StoredAct.act(from: strange) }
    }
    let two = #"{"draftDiscarded":{"document":"0a1b2c3d.1.7"},"submitted":{"document":"0a1b2c3d.1.7"}}"#
    #expect(throws: (any Error).self) { try StoredAct.act(from: two) }
  }

  @Test func theHeadOfASmallJournalIsPinned() throws {
    let commune = try Commune()
    try commune.register(commune.document())
    try commune.issue()
    let head = try commune.office.verify().head
    #expect(head == "0a1b2c3d.1.7 6c51fcf3b66caf90daf133f4e5477853dfa49a9b7e0e7242f5cc4aaecf62091b")
  }
}
