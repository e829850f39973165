import Exchange
import Records
import Sync
import TestSupport
import Testing

@testable import Office

/// A document and the one that answers or replaces it name each other at every office that has both.
struct LinksTests {
  static let department = "so-noi-vu"
  static let communes = ["xa-2025-01351/ubnd", "xa-2025-01360/ubnd"]

  private let world: ExchangeWorld
  private let asker: ExchangeWorld.Seat
  private let commune: ExchangeWorld.Seat
  private let folder = TemporaryFolder()

  init() throws {
    let world = try ExchangeWorld()
    self.world = world
    (asker, commune) = (try world.found(Self.department), try world.found(Self.communes[0]))
  }

  /// Returns a line: `1`, `01/UBND`; `new` for what has arrived last.
  private func find(_ seat: ExchangeWorld.Seat, _ name: String) throws -> DocumentLine {
    guard name == "new" else { return try seat.office.find(name, today: seat.day) }
    return try #require(
      try world.inbox(seat).filter { $0.state == .arrived }.max { ($0.mailbox ?? 0) < ($1.mailbox ?? 0) })
  }

  /// What a card says of other documents: `answeredBy 01/UBND new`.
  private func links(_ seat: ExchangeWorld.Seat, _ name: String) throws -> [String] {
    try seat.office.card(find(seat, name)).links.map { link in
      let line = link.line.map { $0.state == .arrived ? "new" : $0.reference }
      return "\(link.relation) \(link.document.code) \(line ?? "–")"
    }
  }

  private func exchange() throws { for seat in [asker, commune, asker] { try world.sync(seat) } }

  private func accept(_ seat: ExchangeWorld.Seat, _ name: String) throws -> DocumentLine {
    let arrival = try find(seat, name)
    return try world.act(seat) { try $0.register(arrival.document, arrivedOn: seat.day, arrival: arrival) }
  }

  /// The department asks; the commune registers that as number 1.
  private func ask() throws -> (asked: DocumentLine, registered: DocumentLine) {
    let asked = try world.issue(asker, to: [Self.communes[0]])
    try exchange()
    return (asked, try accept(commune, "new"))
  }

  private func expectSound(_ seats: ExchangeWorld.Seat...) throws {
    var random = SeededRandom(seed: 5)
    for seat in seats + [asker, commune] {
      #expect(try seat.office.verify().findings.map(\.words.english) == [])
      for _ in 1...6 { #expect(try seat.office.replay(shuffledBy: &random).findings.isEmpty) }
    }
  }

  @Test func theAskerSeesWhichDocumentAnswers() throws {
    let (_, registered) = try ask()
    let answer = try world.issue(commune, to: [Self.department], "Kết quả")
    try world.act(commune) { try $0.settle(registered, answer: answer) }
    #expect(try links(commune, "1") == ["answeredBy 01/UBND 01/UBND"])
    #expect(try links(commune, "01/UBND") == ["answers 01/UBND 1"])
    try exchange()
    #expect(try links(asker, "01/UBND") == ["answeredBy 01/UBND new"])
    #expect(try links(asker, "new") == ["answers 01/UBND 01/UBND"])
    _ = try accept(asker, "new")
    #expect(try links(asker, "01/UBND") == ["answeredBy 01/UBND 1"] && links(asker, "1") == ["answers 01/UBND 01/UBND"])
    let delivery = try asker.office.card(find(asker, "01/UBND")).deliveries[0]
    #expect(delivery.status == .completed && delivery.note == "trả lời bằng 01/UBND")
    // A colleague's PC, and the one that is restored, show the same.
    try world.sync(asker)
    let colleague = try world.fill(Self.department, .join, at: folder.path + "/hai.db", as: "hai")
    try world.sync(colleague)
    #expect(try links(colleague, "01/UBND") == ["answeredBy 01/UBND 1"])
    #expect(try links(colleague, "1") == ["answers 01/UBND 01/UBND"])
    try expectSound(colleague)
  }

  @Test func whatIsUndoneIsNoAnswer() throws {
    let (_, registered) = try ask()
    let answer = try world.issue(commune, to: [Self.department], "Kết quả")
    try world.act(commune) { try $0.settle(registered, answer: answer) }
    try exchange()
    try world.act(commune) { _ = try $0.undoLast(of: nil) }
    try exchange()
    #expect(try links(asker, "01/UBND").isEmpty && links(asker, "new").isEmpty && links(commune, "1").isEmpty)
    try expectSound()
  }

  /// The answer goes to others by the hub, and to the asker on paper.
  @Test func anAnswerOnPaperIsFoundByItsCode() throws {
    let (_, registered) = try ask()
    let answer = try world.issue(commune, to: ["so-tai-chinh"], "Kết quả")
    try world.act(commune) { try $0.settle(registered, answer: answer) }
    try exchange()
    #expect(try links(asker, "01/UBND") == ["answeredBy 01/UBND –"])
    let cited = try #require(try asker.office.card(find(asker, "01/UBND")).links.first?.document)
    #expect(cited.organName == "UBND xã Hưng Đạo")
    try world.act(asker) { try $0.register(answer.document, arrivedOn: asker.day) }
    #expect(try links(asker, "01/UBND") == ["answeredBy 01/UBND 1"] && links(asker, "1") == ["answers 01/UBND 01/UBND"])
    try expectSound()
  }

  @Test func anAnswerThatSaysSoIsTiedBeforeAnythingIsSettled() throws {
    let (_, registered) = try ask()
    var document = world.document("Kết quả")
    document.organName = try commune.office.profile.name
    try world.act(commune) {
      try $0.issue(document, to: [Recipient(name: "Sở Nội vụ", organID: Self.department)], answers: [registered])
    }
    try exchange()
    #expect(try links(asker, "new") == ["answers 01/UBND 01/UBND"])
    #expect(try links(asker, "01/UBND") == ["answeredBy 01/UBND new"])
    #expect(try links(commune, "1") == ["answeredBy 01/UBND 01/UBND"])
    // What was sent back, or has not been registered, is not answered.
    try world.act(commune) { _ = try $0.sendBack(registered, reason: "Nhầm") }
    #expect(throws: HandlingRefusal.self) {
      try world.act(commune) { try $0.issue(document, to: [Recipient(name: "A")], answers: [registered]) }
    }
    try expectSound()
  }

  @Test func theReaderSeesWhatReplacesWhat() throws {
    let (asked, _) = try ask()
    var document = world.document("Bản thay thế")
    document.organName = try asker.office.profile.name
    let to = Self.communes.map { Recipient(name: $0, organID: $0) }
    try world.act(asker) { try $0.issue(document, to: to, replaces: asked) }
    let other = try world.found(Self.communes[1])
    try exchange()
    try world.sync(other)
    #expect(try links(asker, "01/UBND") == ["replacedBy 02/UBND 02/UBND"])
    #expect(try links(asker, "02/UBND") == ["replaces 01/UBND 01/UBND"])
    #expect(try links(commune, "1") == ["replacedBy 02/UBND new"] && links(commune, "new") == ["replaces 01/UBND 1"])
    // Who never had the old one learns its code.
    #expect(try links(other, "new") == ["replaces 01/UBND –"])
    // It is destroyed: the old one is in force again.
    let second = try find(asker, "02/UBND")
    try world.act(asker) { _ = try $0.recall(second, reason: "Ký nhầm") }
    try exchange()
    let arrived = try find(commune, "new")
    try world.act(commune) { _ = try $0.agree(arrived) }
    try exchange()
    #expect(try links(commune, "1").isEmpty)
    try expectSound(other)
  }

  /// Earlier versions named it by its entry alone, and had no `cites`.
  @Test func whatEarlierVersionsWroteIsShownToo() throws {
    let (asked, registered) = try ask()
    var document = world.document("Bản thay thế")
    (document.organName, document.code) = (try asker.office.profile.name, "02/UBND")
    try world.act(asker) { transaction in
      try transaction.write(
        .issued(
          .init(
            document: document, book: asked.book!, number: 2, suffix: nil,
            to: [Recipient(name: Self.communes[0], organID: Self.communes[0])], draft: nil, reason: nil, files: nil,
            replaces: EntryReference(asked.entry))))
    }
    let answer = try world.issue(commune, to: [Self.department], "Kết quả")
    try world.act(commune) { transaction in
      try transaction.write(
        .settled(.init(document: EntryReference(registered.entry)!, answer: answer.document.code, note: nil)))
    }
    try exchange()
    #expect(try links(commune, "1") == ["replacedBy 02/UBND new", "answeredBy 01/UBND 01/UBND"])
    #expect(try links(commune, "new") == ["replaces 01/UBND 1"])
    #expect(try links(asker, "02/UBND") == ["replaces 01/UBND 01/UBND"])
    try expectSound()
  }

  /// The paper of the answer was registered first, and the electronic one merged into it.
  @Test func whatWasMergedIsTiedToo() throws {
    let (_, registered) = try ask()
    let answer = try world.issue(commune, to: [Self.department], "Kết quả")
    try world.act(asker) { try $0.register(answer.document, arrivedOn: asker.day) }
    try world.act(commune) { try $0.settle(registered, answer: answer) }
    try exchange()
    let (copy, line) = (try find(asker, "new"), try find(asker, "1"))
    try world.act(asker) { try $0.merge(copy, into: line) }
    #expect(try links(asker, "01/UBND") == ["answeredBy 01/UBND 1"] && links(asker, "1") == ["answers 01/UBND 01/UBND"])
    // This one is answered in turn, by the name under which the commune knows it.
    let last = try world.issue(asker, to: [Self.communes[0]], "Ý kiến")
    try world.act(asker) { try $0.settle(line, answer: last) }
    try exchange()
    #expect(try links(commune, "01/UBND").contains("answeredBy 02/UBND new"))
    #expect(try links(commune, "new") == ["answers 01/UBND 01/UBND"])
    try expectSound()
  }

  @Test func nobodyNamesTheDocumentOfAnotherAsItsAnswer() throws {
    let other = try world.found(Self.communes[1])
    let (asked, registered) = try ask()
    let foreign = try world.issue(other, to: [Self.department], "Việc khác")
    try world.sync(other)
    var document = world.document("Giả")
    document.organName = try commune.office.profile.name
    let cited = CitedDocument(foreign.document, entry: EntryReference(foreign.entry))
    try world.act(commune) { try $0.settle(registered) }
    try world.act(commune) { transaction in
      try transaction.write(
        .reported(
          .init(
            document: EntryReference(asked.entry)!, recipient: Self.communes[0], status: .completed, note: nil,
            answers: nil, cites: [Citation(.answeredBy, cited)])), isByItself: true)
      try transaction.write(
        .issued(
          .init(
            document: document, book: "di-2026", number: 1, suffix: nil,
            to: [Recipient(name: Self.department, organID: Self.department)], draft: nil, reason: nil, files: nil,
            replaces: nil, cites: [Citation(.replaces, cited), Citation(.answeredBy, cited)])))
    }
    try exchange()
    #expect(try links(asker, "new") == ["replaces 01/UBND –"])
    #expect(try links(asker, "01/UBND") == ["answeredBy 01/UBND –"])
    _ = try accept(asker, "new")
    #expect(try find(asker, "new").document.subject == "Việc khác")
    #expect(try links(asker, "new").isEmpty)
  }

  // MARK: an agency and those merged into it

  @Test func anAgencyAndItsPredecessorAreOneRecipient() throws {
    let former = "xa-01351/ubnd"
    let issued = try world.issue(asker, to: [former, Self.communes[1], Self.communes[0]])
    try exchange()
    _ = try accept(commune, "new")
    try exchange()
    let card = try asker.office.card(issued)
    #expect(card.deliveries.map(\.sameAs) == [2, nil, nil])
    #expect(
      card.deliveries[2].predecessors == ["UBND xã Hưng Đạo, huyện Bảo Lạc"] && card.deliveries[2].status == .accepted)
    #expect(card.deliveries[2].presentName == nil)
    func members(_ value: JSON) -> [String: JSON] {
      guard case .object(let members) = value else { return [:] }
      return Dictionary(members, uniquingKeysWith: { first, _ in first })
    }
    for key in ["to", "recipients"] {
      guard case .array(let rows)? = members(card.json)[key] else {
        Testing.Issue.record("no \(key)")
        continue
      }
      #expect(rows.count == (key == "to" ? 3 : 1) - (key == "to" ? 1 : 0))
      #expect(rows.contains { members($0)["predecessors"] == .array([.string("UBND xã Hưng Đạo, huyện Bảo Lạc")]) })
    }
    // Both names get the report; the trail has it once.
    for seat in [asker, commune] {
      let name = seat === asker ? "01/UBND" : "1"
      let words = try seat.office.trail(find(seat, name)).filter { $0.entry.act.name == .reported }
      #expect(words.count == 2, "arrived, accepted")
    }
    try expectSound()
  }

  @Test func whoHasTakenThePlaceOfARecipientIsSaid() throws {
    let issued = try world.issue(asker, to: ["xa-01351/ubnd"])
    try exchange()
    let delivery = try asker.office.card(issued).deliveries[0]
    #expect(delivery.predecessors == ["UBND xã Hưng Đạo, huyện Bảo Lạc"] && delivery.presentName == "UBND xã Hưng Đạo")
    #expect(delivery.organ == Self.communes[0] && delivery.status == .arrived)
    #expect(try asker.office.card(world.issue(asker, to: [Self.communes[0]])).deliveries[0].predecessors.isEmpty)
  }
}
