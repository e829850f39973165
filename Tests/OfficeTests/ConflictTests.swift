import GRDB
import Records
import TestSupport
import Testing

@testable import Office

/// Two stations of an office did different things with document 1, neither knowing of the other: the clerk is told,
/// until she has looked or somebody has decided who knew both.
struct ConflictTests {
  private let desk: ReadersDesk
  private let registered: DocumentLine

  init() throws {
    desk = try ReadersDesk()
    registered = try desk.register()
  }

  private func act<T>(_ body: (OfficeTransaction) throws -> T) throws -> T {
    try desk.commune.office.act(desk.commune.context, body)
  }

  private func route(_ unit: String) throws {
    try act { try $0.route(registered, to: [Assignment(unit: unit, role: .lead)]) }
  }

  private func routed(_ unit: String, _ seen: [EntryReference]?) -> Act {
    .routed(
      .init(
        document: desk.document, assignments: [Assignment(unit: unit, role: .lead)], instruction: nil,
        instructedBy: nil, seen: seen))
  }

  private func inbox() throws -> [String] {
    try desk.commune.office.inbox(today: desk.commune.context.day, calendar: .shipped).map {
      "\($0.line.reference) \($0.need)\($0.conflict.map { ": \($0.vietnamese)" } ?? "")"
    }
  }

  private func meanwhile() throws -> [String] {
    try desk.commune.office.card(desk.line()).trail.filter { !$0.meanwhile.isEmpty }.map { step in
      "\(step.entry.act.words.vietnamese) | \(step.meanwhile.map { "\($0.station): \($0.words.vietnamese)" }.joined())"
    }
  }

  private func see() throws -> Int {
    let line = try desk.line()
    return try act { try $0.see(line, today: desk.commune.context.day, calendar: .shipped) }
  }

  @Test func twoRoutesAreToldUntilTheClerkHasLooked() throws {
    try route("Tư pháp")
    try desk.hear([routed("Công an", [])])
    #expect(try desk.line().toPlaces == "Công an")
    #expect(try inbox() == ["1 conflict: đã chuyển xử lý"])
    #expect(
      try meanwhile() == [
        "chuyển Tư pháp (chủ trì) | 0a0b0c0d: chuyển Công an (chủ trì)",
        "chuyển Công an (chủ trì) | 0a1b2c3d: chuyển Tư pháp (chủ trì)",
      ])
    #expect(try see() == 1)
    #expect(try inbox() == ["1 withoutDay"])
    #expect(throws: SeenRefusal.incoming("1")) { try see() }
    // What was seen stays seen, whatever else becomes of the line.
    let line = try desk.line()
    try act { _ = try $0.progress(line, note: "đang làm") }
    #expect(try inbox() == ["1 withoutDay"])
    try desk.expectSound()
  }

  @Test func whoeverKnowsBothSettlesIt() throws {
    try route("Tư pháp")
    try desk.hear([routed("Công an", [])])
    try route("Tư pháp")
    #expect(try inbox() == ["1 withoutDay"] && meanwhile() == [])
    try desk.expectSound()
  }

  /// It is closed, and the sender was told both: never silently.
  @Test func settledAgainstSentBackIsToldAlsoOfAClosedLine() throws {
    try act { try $0.settle(registered) }
    try desk.hear([.sentBack(.init(document: desk.document, reason: "gửi nhầm", seen: []))])
    #expect(try desk.line().state == .returned)
    #expect(try inbox() == ["1 conflict: đã hoàn thành, đã trả lại"])
    #expect(try meanwhile().first == "giải quyết xong | 0a0b0c0d: trả lại nơi gửi: gửi nhầm")
    #expect(try desk.commune.office.inboxCounts(today: desk.commune.context.day, calendar: .shipped) == [.conflict: 1])
    #expect(try see() == 1 && inbox() == [])
    try desk.expectSound()
  }

  @Test func oneRequestAnsweredInTwoWays() throws {
    try desk.applyForeign(.recalled(.init(document: desk.document, reason: "ký nhầm")), 2)
    let asked = EntryReference(station: desk.sender, epoch: 1, sequence: 2)
    _ = try act { try $0.disagree(registered, reason: "đã dùng") }
    try desk.hear([
      .reported(
        .init(document: desk.document, recipient: "x", status: .agreed, note: nil, answers: asked, seen: []))
    ])
    #expect(try inbox().contains { $0.hasPrefix("1 conflict") })
    #expect(try meanwhile().count == 2)
    #expect(try see() == 1)
  }

  @Test func oneFieldCorrectedTwice() throws {
    try act { try $0.correct(registered, .subject, to: "Của máy này", reason: "gõ sai") }
    func corrected(_ field: Field, _ new: String) -> Act {
      .corrected(.init(document: desk.document, field: field, old: "x", new: new, reason: "gõ sai", seen: []))
    }
    try desk.hear([corrected(.note, "ghi chú khác")])
    #expect(try inbox() == ["1 toHandOn"])
    try desk.hear([corrected(.subject, "Của máy kia")], after: [corrected(.note, "ghi chú khác")])
    #expect(try inbox() == ["1 conflict: trích yếu"])
    try desk.expectSound()
  }

  @Test func whatIsNoConflict() throws {
    try route("Tư pháp")
    let acts: [Act] = [
      // The same; by a program that does not say what it knew; and by one who knew.
      routed("Tư pháp", []), routed("Công an", nil), routed("Văn phòng", [try desk.end()]),
    ]
    for number in 1...acts.count {
      try desk.hear([acts[number - 1]], after: Array(acts.prefix(number - 1)))
      #expect(try meanwhile() == [], "\(number)")
    }
    #expect(try desk.line().toPlaces == "Văn phòng")
  }

  @Test func whatWasUndoneContradictsNothing() throws {
    try route("Tư pháp")
    let trail = try desk.commune.office.trail(desk.line())
    let own = try #require(trail.last { $0.entry.act.name == .routed }).entry.reference
    try desk.hear([routed("Công an", [])])
    #expect(try meanwhile().count == 2)
    try act { try $0.write(.undone(.init(entry: own, document: desk.document))) }
    #expect(try meanwhile() == [] && inbox() == ["1 withoutDay"])
    try desk.expectSound()
  }

  /// A station that knows entries of others about the document says which.
  @Test func anActSaysWhatItsWriterKnew() throws {
    try desk.hear([routed("Công an", [])])
    try route("Tư pháp")
    let known = EntryReference(station: StationName(number: 0x0a0b_0c0d), epoch: 1, sequence: 1)
    let written = try desk.commune.office.trail(desk.line()).compactMap { step -> [EntryReference]? in
      guard case .routed(let act) = step.entry.act, step.entry.reference.station != known.station else { return nil }
      return act.seen
    }
    #expect(written == [[known]])
    #expect(try meanwhile() == [])
  }
}
