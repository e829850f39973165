import Exchange
import Office
import Records
import Sync
import TestSupport
import Testing

/// A burnt PC is restored from the hub; a second station joins; both show the same.
struct StationsOfOneOfficeTests {
  static let sender = "so-noi-vu"
  static let commune = "xa-2025-01351/ubnd"

  /// Returns the registers by the entries that made their lines: the local identifiers are each file's own.
  private func registers(_ office: Office) throws -> [String] {
    try office.lines(ListQuery(try SearchQuery("", today: Day(2026, 11, 20))), limit: 1000, today: Day(2026, 11, 20))
      .map {
        """
        \($0.entry) \($0.state.rawValue) \($0.number ?? 0)\($0.suffix) \($0.document.code) \($0.document.subject) \
        \($0.toPlaces) \($0.progress ?? "") \($0.files) \($0.mailbox ?? 0)
        """
      }.sorted()
  }

  private func lines(_ seat: ExchangeWorld.Seat) throws -> [String] {
    try registers(seat.office)
      + (try seat.office.inbox(today: seat.day, calendar: .shipped).map { "\($0.line.entry) \($0.need)" }.sorted())
  }

  private func work(_ world: ExchangeWorld) throws -> (ExchangeWorld.Seat, ExchangeWorld.Seat) {
    let (sender, commune) = (try world.found(Self.sender), try world.found(Self.commune))
    for number in 1...3 { try world.issue(sender, to: [Self.commune], "Văn bản thứ \(number)") }
    try world.sync(sender)
    try world.sync(commune)
    let arrived = try world.inbox(commune)
    try world.act(commune) { try $0.register(arrived[0].document, arrivedOn: commune.day, arrival: arrived[0]) }
    try world.act(commune) { transaction in
      let line = try transaction.register(arrived[1].document, arrivedOn: commune.day, arrival: arrived[1])
      try transaction.route(line, to: [Assignment(unit: "Tư pháp", role: .lead)])
    }
    try world.issue(commune, to: [Self.sender], "Trả lời")
    try world.sync(commune)
    return (sender, commune)
  }

  @Test func aBurntPCComesBackWithEverythingTheHubHolds() throws {
    let world = try ExchangeWorld()
    let folder = TemporaryFolder()
    let (sender, commune) = try work(world)
    let before = try lines(commune)
    try world.hub.revoke(try commune.office.stationName().station.description, reason: "Máy cháy")
    let back = try world.fill(Self.commune, .replace, at: folder.path + "/office.db", as: "back")
    try world.sync(back)
    #expect(try back.office.isComingBack())
    try world.act(back) { try $0.comeBack() }
    try world.sync(back)
    #expect(try !back.office.isComingBack())
    #expect(try lines(back) == before)
    #expect(try back.office.verify().findings.map(\.words.english) == [])
    // No number before the question about the last numbers on paper.
    #expect(try back.office.mustConfirmNumbers())
    #expect(throws: NumberingRefusal.self) { try world.issue(back, to: [Self.sender]) }
    try world.act(back) { try $0.confirmNumbers(["den-2026": 2, "di-2026": 1, "di-sao-2026": 0]) }
    let issued = try world.issue(back, to: [Self.sender], "Sau khi phục hồi")
    #expect(issued.number == 2)
    #expect(try world.sync(back) == .done)
    try world.sync(sender)
    #expect(try world.inbox(sender).contains { $0.document.subject == "Sau khi phục hồi" })
    // The PC that was lost turns up again: nothing of it is taken, it is told so, and gives no more numbers.
    let arrived = try world.inbox(commune)[0]
    for _ in 1...2 {
      #expect(throws: StationRefusal.replaced) { try world.sync(commune) }
      #expect(try commune.office.replacement() == .replaced)
      #expect(throws: StationRefusal.replaced) { try world.issue(commune, to: [Self.sender]) }
      #expect(throws: StationRefusal.replaced) { try world.act(commune) { _ = try $0.sendBack(arrived, reason: "x") } }
    }
    #expect(try world.sync(back) == .done)
    #expect(try back.office.replacement() == nil)
  }

  /// What the backup lacks comes back from the hub, and is not entered a second time from paper.
  @Test func afterARestoreTheHubIsHeardBeforeThePaper() throws {
    let world = try ExchangeWorld()
    let folder = TemporaryFolder()
    let (_, commune) = try work(world)
    let backup = folder.path + "/backup.db"
    try commune.office.backup(to: backup)
    try world.issue(commune, to: [Self.sender], "Sau bản sao lưu")
    try world.sync(commune)
    let restored = try Office.restore(
      from: backup, to: folder.path + "/office.db",
      context: world.context(commune.day))
    let back = world.seat(restored.office, commune.keys)
    let paper = ["den-2026": 2, "di-2026": 2, "di-sao-2026": 0]
    #expect(throws: NumberingRefusal.awaitsHub) { try world.issue(back, to: [Self.sender]) }
    #expect(throws: NumberingRefusal.awaitsHub) { try world.act(back) { try $0.confirmNumbers(paper) } }
    try world.sync(back)
    #expect(try back.office.find("02/UBND", today: back.day).document.subject == "Sau bản sao lưu")
    try world.act(back) { try $0.confirmNumbers(paper) }
    #expect(try world.issue(back, to: [Self.sender]).number == 3)
  }

  /// Both are kept and the later one counts; the earlier is shown beside it until a clerk has looked at it.
  @Test func whatTwoStationsCorrectAtOnceIsToBeLookedAt() throws {
    let world = try ExchangeWorld()
    let folder = TemporaryFolder()
    let (_, first) = try work(world)
    let second = try world.fill(Self.commune, .join, at: folder.path + "/second.db", as: "second")
    try world.sync(second)
    func correct(_ seat: ExchangeWorld.Seat, _ subject: String) throws {
      let line = try seat.office.find("1", today: seat.day)
      try world.act(seat) { _ = try $0.correct(line, .subject, to: subject, reason: "gõ sai") }
    }
    func overlooked(_ seat: ExchangeWorld.Seat) throws -> [String] {
      try seat.office.trail(try seat.office.find("1", today: seat.day)).compactMap(\.overlooked)
    }
    try correct(first, "Của máy một")
    try correct(second, "Của máy hai")
    for seat in [first, second, first] { try world.sync(seat) }
    for seat in [first, second] {
      #expect(try seat.office.find("1", today: seat.day).document.subject == "Của máy hai")
      #expect(try overlooked(seat) == ["Của máy một"])
    }
    try correct(first, "Đúng")
    for seat in [first, second] { try world.sync(seat) }
    for seat in [first, second] {
      #expect(try seat.office.find("1", today: seat.day).document.subject == "Đúng")
      #expect(try overlooked(seat) == [])
    }
  }

  /// Both stations are told, and each until its clerk has looked; the sender is told what the register has.
  @Test func whatTwoStationsDoDifferentlyIsToldAtBoth() throws {
    let world = try ExchangeWorld()
    let folder = TemporaryFolder()
    let (_, first) = try work(world)
    let second = try world.fill(Self.commune, .join, at: folder.path + "/second.db", as: "second")
    try world.sync(second)
    try world.sync(first)
    func conflicts(_ seat: ExchangeWorld.Seat) throws -> [String] {
      try seat.office.inbox(today: seat.day, calendar: .shipped).compactMap {
        $0.conflict.map { words in "\(words.vietnamese)" }
      }
    }
    let (here, there) = (
      try first.office.find("1", today: first.day), try second.office.find("1", today: second.day)
    )
    try world.act(first) { try $0.settle(here) }
    try world.act(second) { try $0.sendBack(there, reason: "gửi nhầm") }
    for seat in [first, second, first] { try world.sync(seat) }
    for seat in [first, second] {
      #expect(try conflicts(seat) == ["đã hoàn thành, đã trả lại"])
      let steps = try seat.office.trail(try seat.office.find("1", today: seat.day)).filter { !$0.meanwhile.isEmpty }
      #expect(steps.map(\.entry.act.name) == [.settled, .sentBack])
      #expect(steps.last?.meanwhile.first?.station == "Máy văn thư")
      #expect(try seat.office.verify().findings.map(\.words.english) == [])
    }
    let line = try first.office.find("1", today: first.day)
    _ = try world.act(first) { try $0.see(line, today: first.day, calendar: .shipped) }
    #expect(try conflicts(first) == [] && conflicts(second).count == 1)
  }

  @Test func aSecondStationJoinsAndBothTellTheSame() throws {
    let world = try ExchangeWorld()
    let folder = TemporaryFolder()
    let (_, commune) = try work(world)
    let second = try world.fill(Self.commune, .join, at: folder.path + "/second.db", as: "second")
    try world.sync(second)
    #expect(try registers(second.office) == (try registers(commune.office)))
    #expect(try second.office.profile == (try commune.office.profile))
    // Each continues; what one does, the other has after both have synced.
    let line = try commune.office.find("2", today: commune.day)
    try world.act(commune) { try $0.progress(line, note: "máy một") }
    let same = try second.office.find("1", today: second.day)
    try world.act(second) { try $0.settle(same, note: "máy hai") }
    try world.sync(commune)
    try world.sync(second)
    try world.sync(commune)
    #expect(try lines(second) == (try lines(commune)))
    #expect(try commune.office.find("1", today: commune.day).state == .completed)
    for seat in [commune, second] { #expect(try seat.office.verify().findings.map(\.words.english) == []) }
  }

  @Test func bothMayDoSomethingToOneDocument() throws {
    let world = try ExchangeWorld()
    let folder = TemporaryFolder()
    let (_, commune) = try work(world)
    let second = try world.fill(Self.commune, .join, at: folder.path + "/second.db", as: "second")
    try world.sync(second)
    let (here, there) = (
      try commune.office.find("2", today: commune.day), try second.office.find("2", today: commune.day)
    )
    try world.act(commune) { try $0.progress(here, note: "trước") }
    try world.act(second) { try $0.progress(there, note: "sau") }
    try world.act(commune) { _ = try $0.undo(here) }
    // In either order of syncing.
    try world.sync(second)
    try world.sync(commune)
    try world.sync(second)
    #expect(try lines(second) == (try lines(commune)))
    #expect(try commune.office.find("2", today: commune.day).progress == "sau")
    #expect(try commune.office.verify().isSound && second.office.verify().isSound)
  }

  @Test func whatBothSaidOfOneThingIsTheLaterWord() throws {
    let world = try ExchangeWorld()
    let folder = TemporaryFolder()
    let (_, first) = try work(world)
    let second = try world.fill(Self.commune, .join, at: folder.path + "/second.db", as: "second")
    try world.sync(second)
    try world.act(second) { try $0.nameGroup("Các xóm", members: [Recipient(name: "Xóm A")]) }
    try world.act(first) { try $0.nameGroup("Các xóm", members: [Recipient(name: "Xóm B")]) }
    for seat in [first, second, first] { try world.sync(seat) }
    for seat in [first, second] {
      #expect(try seat.office.groups().map { $0.members.map(\.name) } == [["Xóm B"]])
      #expect(try seat.office.verify().isSound)
    }
  }
}

/// A disk without space stores the hub's entries and nothing more: that is not taken for everything.
struct HalfwayTests {
  @Test func aFileThatIsOnlyHalfBackSaysSo() throws {
    let world = try ExchangeWorld()
    let folder = TemporaryFolder()
    let organ = "xa-2025-01351/ubnd"
    let commune = try world.found(organ)
    for number in 1...40 { try world.issue(commune, to: ["so-noi-vu"], "Văn bản thứ \(number)") }
    try world.sync(commune)
    // Its mailbox is empty: that alone must not count as everything.
    let back = try world.fill(organ, .replace, at: folder.path + "/office.db", as: "back")
    let full = StationExchange(back.office, keys: back.keys, way: .line, world.conditions(hasRoom: { false }))
    try world.sync(ExchangeWorld.Seat(back.office, back.keys, full))
    #expect(!full.hasTakenEverything)
    try world.sync(back)
    #expect(back.exchange.hasTakenEverything)
    try world.act(back) { try $0.comeBack() }
    #expect(try back.office.find("40/UBND", today: back.day).document.subject == "Văn bản thứ 40")
  }
}
