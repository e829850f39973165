import Records
import TestSupport
import Testing

@testable import Office

/// What cannot be merged, and why: each its own sentence.
struct MergeRefusalTests {
  private let desk: ReadersDesk

  init() throws {
    desk = try ReadersDesk(isDelivered: false)
    try desk.commune.register(desk.commune.document("7/SNV", "Bản giấy ghi trích yếu khác"))
    try desk.applyForeign(desk.issued(files: [desk.plan]), 1)
  }

  private func find(_ name: String) throws -> DocumentLine {
    try desk.commune.office.find(name, today: desk.commune.context.day)
  }

  @discardableResult
  private func merge(_ copy: String = "moi-1", into line: String = "1") throws -> DocumentLine {
    let line = try find(line)
    return try on(copy) { try $0.merge($1, into: line) }
  }

  private func act<T>(_ body: (OfficeTransaction) throws -> T) throws -> T {
    try desk.commune.office.act(desk.commune.context, body)
  }

  @discardableResult
  private func on<T>(_ name: String, _ body: (OfficeTransaction, DocumentLine) throws -> T) throws -> T {
    let line = try find(name)
    return try act { try body($0, line) }
  }

  @Test func whatCannotBeMerged() throws {
    let commune = desk.commune
    let (issued, draft) = (
      try commune.issue(), try act { try $0.draft(commune.own("Dự thảo"), to: []) }
    )
    #expect(throws: MergeRefusal.same("1")) { try merge("1", into: "1") }
    #expect(throws: MergeRefusal.lineOutgoing(issued.reference)) { try merge(into: issued.reference) }
    #expect(throws: MergeRefusal.lineDraft(draft.reference)) { try merge(into: draft.reference) }
    #expect(throws: MergeRefusal.copyOutgoing(issued.reference)) { try merge(issued.reference) }
    #expect(throws: MergeRefusal.lineUnregistered("moi-1")) { try merge("1", into: "moi-1") }
    let void = try commune.register(commune.document("10/SNV"))
    try act { try $0.void(void, reason: "nhầm") }
    #expect(throws: MergeRefusal.lineVoided("2")) { try merge(into: "2") }
    #expect(throws: MergeRefusal.copyVoided("2")) { try merge("2") }
    try on("moi-1") { try $0.sendBack($1, reason: "nhầm") }
    #expect(throws: MergeRefusal.copySentBack("moi-1")) { try merge() }
    try on("moi-1") { try $0.undo($1) }
    try merge()
    #expect(throws: MergeRefusal.same("1")) { try merge() }
    try commune.register(commune.document("7/SNV", "Lần hai"), anyway: "nhầm")
    try merge("3", into: "1")
    #expect(throws: MergeRefusal.copyMerged("3", "1")) { try merge("3", into: "1") }
    try desk.applyForeign(.recalled(.init(document: desk.document, reason: "sai")), 2)
    try desk.agree()
    try desk.applyForeign(.issued(secondIssue), 3)
    #expect(throws: MergeRefusal.lineDestroyed("1")) { try merge("moi-3") }
    try desk.expectSound()
  }

  private var secondIssue: Acts.Issued {
    .init(
      document: desk.commune.document("12/SNV"), book: "di-2026", number: 12, suffix: nil,
      to: [Recipient(name: "UBND xã Đàm Thủy")], draft: nil, reason: nil, files: nil, replaces: nil)
  }

  @Test func aLineHasTheElectronicCopyOfOneSender() throws {
    let commune = desk.commune
    try desk.applyForeign(.issued(secondIssue), 2)
    // As the hub would have named the two senders.
    try commune.office.database.write {
      try $0.execute(
        sql: """
          UPDATE received SET organ = CASE position WHEN 1 THEN 'so-noi-vu' ELSE 'so-tu-phap' END;
          UPDATE document SET sender = (SELECT organ FROM received WHERE position = mailbox) WHERE mailbox > 0;
          """)
    }
    try merge()
    #expect(throws: MergeRefusal.otherSender("1", "Sở Nội vụ tỉnh Cao Bằng")) { try merge("moi-2") }
  }

  @Test func anArrivalIsNotDiscarded() throws {
    #expect(throws: DiscardRefusal.arrival("moi-1")) { try on("moi-1") { try $0.discard($1) } }
    #expect(throws: DiscardRefusal.registered("1")) { try on("1") { try $0.discard($1) } }
  }
}
