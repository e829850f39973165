import Crypto
import Exchange
import Office
import Records
import Sync
import TestSupport
import Testing

/// One desk of the office holds a book; it passes to another by the exchange, by a code that is read out, or by the
/// number on paper.
struct CustodyTests {
  static let sender = "so-noi-vu"
  static let commune = "xa-2025-01351/ubnd"

  private func letter(_ code: String, _ day: Day, _ subject: String = "Thư tay") -> Document {
    Document(code: code, organName: "Công ty X", issuedDate: day, typeName: "Công văn", subject: subject)
  }

  /// Returns a commune that has registered two documents and issued one.
  private func commune(_ world: ExchangeWorld) throws -> ExchangeWorld.Seat {
    let (_, commune) = (try world.found(Self.sender), try world.found(Self.commune))
    for number in 1...2 {
      try world.act(commune) { try $0.register(letter("\(number)/X", commune.day), arrivedOn: commune.day) }
    }
    try world.issue(commune, to: [Self.sender], "Trả lời")
    try world.sync(commune)
    return commune
  }

  /// Returns the commune and its second station, which know of each other.
  private func two(_ world: ExchangeWorld, _ folder: TemporaryFolder) throws -> (ExchangeWorld.Seat, ExchangeWorld.Seat)
  {
    let first = try commune(world)
    let second = try world.fill(Self.commune, .join, at: folder.path + "/second.db", as: "second")
    for seat in [second, first] { try world.sync(seat) }
    return (first, second)
  }

  private func expectSameAndSound(_ seats: ExchangeWorld.Seat...) throws {
    let registers = try seats.map { seat in
      try seat.office.lines(ListQuery(try SearchQuery("", today: seat.day)), limit: 1000, today: seat.day).map {
        "\($0.reference) \($0.state.rawValue) \($0.entry) \($0.document.subject) \($0.files)"
      }.sorted()
    }
    #expect(Set(registers).count == 1)
    for seat in seats { #expect(try seat.office.verify().findings.map(\.words.english) == []) }
  }

  @Test func aBookLiesOnOneDesk() throws {
    let world = try ExchangeWorld()
    let folder = TemporaryFolder()
    let first = try commune(world)
    let second = try world.fill(Self.commune, .join, at: folder.path + "/second.db", as: "second")
    try world.sync(second)
    let incoming = "den-2026"
    let letter = Document(
      code: "9/X", organName: "Công ty X", issuedDate: first.day, typeName: "Công văn", subject: "Thư tay")
    #expect(throws: CustodyRefusal.self) { try world.issue(second, to: [Self.sender]) }
    let name = try second.office.stationName().station
    #expect(throws: CustodyRefusal.unknownStation(name.description)) {
      try world.act(first) { try $0.handOver(incoming, to: name) }
    }
    try world.sync(first)
    try world.act(first) { try $0.handOver(incoming, to: name) }
    // The station that handed it over gives no number, and neither does the one that does not know of it yet.
    for seat in [first, second] {
      #expect(throws: CustodyRefusal.self) {
        try world.act(seat) { try $0.register(letter, arrivedOn: seat.day, number: 3) }
      }
    }
    try world.sync(first)
    try world.sync(second)
    #expect(try world.act(second) { try $0.register(letter, arrivedOn: second.day) }.number == 3)
    try world.sync(second)
    try world.sync(first)
    try expectSameAndSound(first, second)
    #expect(try first.office.notices().isEmpty && second.office.notices().isEmpty)
    for seat in [first, second] { #expect(try seat.office.verify().findings.map(\.words.english) == []) }
  }

  @Test func theBookOfALostStationIsTakenWithTheNumberOnPaper() throws {
    let world = try ExchangeWorld()
    let folder = TemporaryFolder()
    let first = try commune(world)
    let second = try world.fill(Self.commune, .join, at: folder.path + "/second.db", as: "second")
    try world.numberWithoutLeases(first, second)
    // The first one gave number 3, did not exchange, and burnt.
    try world.act(first) {
      try $0.register(
        Document(code: "8/X", organName: "Công ty X", issuedDate: first.day, typeName: "Công văn", subject: "Cháy"),
        arrivedOn: first.day)
    }
    #expect(throws: CustodyRefusal.self) {
      try world.act(second) { try $0.recoverBook("den-2026", last: 1, reason: "Cháy") }
    }
    try world.act(second) { try $0.recoverBook("den-2026", last: 3, reason: "Máy cháy, Chủ tịch đồng ý") }
    let next = try world.act(second) {
      try $0.register(
        Document(code: "9/X", organName: "Công ty X", issuedDate: first.day, typeName: "Công văn", subject: "Sau"),
        arrivedOn: second.day)
    }
    #expect(next.number == 4)
    #expect(try world.inbox(second).contains { $0.state == .reserved && $0.number == 3 })
    // It was not burnt after all: both documents with number 3 are shown, neither is changed automatically.
    try world.sync(second)
    try world.sync(first)
    try world.sync(second)
    for seat in [first, second] {
      let findings = try seat.office.verify().findings.map { "\($0.place) \($0.words.english)" }
      #expect(findings.isEmpty, "\(findings)")
    }
  }

  @Test func whatArrivesWhereTheBookIsNotIsWrittenDownAndGetsItsNumberThere() throws {
    let world = try ExchangeWorld()
    let folder = TemporaryFolder()
    let (first, second) = try two(world, folder)
    let file = try folder.write("quét.txt", Array("quét".utf8))
    let line = try world.act(second) { transaction in
      let line = try transaction.register(letter("9/X", second.day), arrivedOn: second.day)
      return try transaction.attach(line, file: file)
    }
    #expect(line.number == nil && line.isProvisional && line.reference.hasPrefix("tam-"))
    // The same paper a second time is refused as a duplicate, and here it cannot get a number.
    #expect(throws: RegisterRefusal.duplicate(line)) {
      try world.act(second) { try $0.register(letter("9/X", second.day), arrivedOn: second.day) }
    }
    #expect(throws: CustodyRefusal.self) {
      try world.act(second) { try $0.register(line.document, arrivedOn: second.day, arrival: line) }
    }
    let mistaken = try world.act(second) { try $0.register(letter("8/X", second.day), arrivedOn: second.day) }
    #expect(try world.act(second) { try $0.discard(mistaken) }.state == .voided)

    for seat in [second, first] { try world.sync(seat) }
    let there = try first.office.find(line.reference, today: first.day)
    #expect(try world.inbox(first).map(\.reference) == [line.reference] + ["1", "2"])
    let numbered = try world.act(first) {
      try $0.register(there.document, arrivedOn: there.day, arrival: there)
    }
    #expect(numbered.number == 3 && numbered.files == 1)
    for seat in [first, second] { try world.sync(seat) }
    #expect(try second.office.find("3", today: second.day).entry == line.entry)
    try expectSameAndSound(first, second)
  }

  @Test func aCodeReadOutHandsTheBookOverAtOnce() throws {
    let world = try ExchangeWorld()
    let folder = TemporaryFolder()
    let (first, second) = try two(world, folder)
    let names = try [first, second].map { try $0.office.stationName().station }
    try world.act(first) { try $0.register(letter("7/X", first.day, "Chưa gửi"), arrivedOn: first.day) }
    try world.act(first) { try $0.handOver("den-2026", to: names[1]) }
    let passing = HandOverCode.Passing(book: "den-2026", from: names[0], to: names[1])
    let key = try #require(try first.office.colleagues().first { $0.station == names[1] })
    let made = try HandOverCode(
      passing, generation: 2, last: 3, own: first.keys.agreement, other: .init(rawRepresentation: key.agreementKey))
    let code = try #require(made)
    let typed = try #require(HandOverCode(code.description.lowercased()))
    let other = try #require(try second.office.colleagues().first { $0.station == names[0] })
    #expect(try typed.holds(passing, own: second.keys.agreement, other: .init(rawRepresentation: other.agreementKey)))

    // Neither has exchanged with the hub: the number follows the one that is known here from the code alone.
    try world.act(second) {
      try $0.takeBook("den-2026", generation: typed.generation, last: typed.last, from: names[0], end: Day(2026, 12, 1))
    }
    #expect(try world.inbox(second).contains { $0.state == .reserved && $0.number == 3 })
    #expect(try world.act(second) { try $0.register(letter("8/X", second.day), arrivedOn: second.day) }.number == 4)
    #expect(throws: CustodyRefusal.here("Sổ đăng ký văn bản đến")) {
      try world.act(second) { try $0.takeBook("den-2026", generation: 2, last: 3, from: names[0]) }
    }
    for seat in [second, first, second] { try world.sync(seat) }
    #expect(try second.office.find("3", today: second.day).document.subject == "Chưa gửi")
    for seat in [first, second] { #expect(try seat.office.notices().isEmpty) }
    try expectSameAndSound(first, second)
    // An old code returns nothing.
    #expect(throws: CustodyRefusal.self) {
      try world.act(first) { try $0.takeBook("den-2026", generation: 2, last: 3, from: names[1]) }
    }
  }

  @Test func aDraftThatBothNumberedKeepsBothNumbers() throws {
    let world = try ExchangeWorld()
    let folder = TemporaryFolder()
    let (first, second) = try two(world, folder)
    var document = world.document("Bản nháp")
    document.organName = try first.office.profile.name
    let (content, to) = (document, [Recipient(name: "Sở Nội vụ", organID: Self.sender)])
    let draft = try world.act(first) { try $0.draft(content, to: to) }
    for seat in [first, second] { try world.sync(seat) }
    try world.act(first) { try $0.issue(content, to: to, draft: draft) }
    let names = try [first, second].map { try $0.office.stationName().station }
    try world.act(first) { try $0.handOver("di-2026", to: names[1]) }
    try world.act(second) {
      try $0.takeBook("di-2026", generation: 2, last: 2, from: names[0], end: Day(2026, 12, 1))
    }
    let same = try second.office.find(draft.entry, today: second.day)
    #expect(try world.act(second) { try $0.issue(content, to: to, draft: same) }.number == 3)
    for seat in [first, second, first] { try world.sync(seat) }
    for seat in [first, second] {
      #expect(try seat.office.find(draft.entry, today: seat.day).number == 3)
      #expect(try world.inbox(seat).filter { $0.state == .reserved }.map(\.number) == [2])
    }
    try expectSameAndSound(first, second)
    // The document with the earlier number was sent, too: its state is reported.
    try world.act(second) { try $0.issue(content, to: to, reason: "hai máy cùng cấp số", number: 2) }
    for seat in [second, first] { try world.sync(seat) }
    try expectSameAndSound(first, second)
    #expect(try world.inbox(first).allSatisfy { $0.state != .reserved })
    let reader = try #require(world.offices[Self.sender])
    try world.sync(reader)
    // It has the document from the first time; the hub reports the number that exists twice, and delivers nothing
    // again.
    let codes = try world.inbox(reader).map(\.document.code).sorted()
    #expect(codes == ["01/UBND", "02/UBND"])
    try world.sync(second)
    let notices = try second.office.notices().map(\.words.english)
    #expect(
      notices.count == 1 && notices[0].hasPrefix("Number 2 of book di-2026 was assigned on PC"), "\(notices)"
    )
    #expect(try reader.office.verify().findings.map(\.words.english) == [])
  }

  /// Each desk addressed the draft to another office, and both documents were sent.
  @Test func aDraftThatBothIssuedIsFollowedWhereverItWent() throws {
    let world = try ExchangeWorld()
    let folder = TemporaryFolder()
    let (first, second) = try two(world, folder)
    let organs = [Self.sender, "xa-2025-01774/ubnd"]
    let others = [try #require(world.offices[Self.sender]), try world.found(organs[1])]
    var document = world.document("Bản nháp")
    document.organName = try first.office.profile.name
    let (content, to) = (document, organs.map { [Recipient(name: $0, organID: $0)] })
    let draft = try world.act(first) { try $0.draft(content, to: to[0]) }
    for seat in [first, second] { try world.sync(seat) }
    try world.act(first) { try $0.issue(content, to: to[0], draft: draft) }
    for seat in [first, others[0], first] { try world.sync(seat) }
    let names = try [first, second].map { try $0.office.stationName().station }
    try world.act(first) { try $0.handOver("di-2026", to: names[1]) }
    try world.act(second) {
      try $0.takeBook("di-2026", generation: 2, last: 2, from: names[0], end: Day(2026, 12, 1))
    }
    let same = try second.office.find(draft.entry, today: second.day)
    try world.act(second) { try $0.issue(content, to: to[1], draft: same) }
    for seat in [second, others[1], second, first, second] { try world.sync(seat) }
    for seat in [first, second] {
      let line = try seat.office.find(draft.entry, today: seat.day)
      #expect(try seat.office.card(line).recipients.map(\.organID) == organs.reversed())
      #expect(try world.states(seat, line) == ["01", "01"])
    }
    try expectSameAndSound(first, second)
  }

  @Test func aCodeIsGoodForOneBookOneWayAndTheseTwo() throws {
    let (a, b, c) = (StationKeys(), StationKeys(), StationKeys())
    let names = [StationName(number: 1), StationName(number: 2), StationName(number: 3)]
    let passing = HandOverCode.Passing(book: "den-2026", from: names[0], to: names[1])
    let code = try #require(
      HandOverCode(passing, generation: 1023, last: 1_048_575, own: a.agreement, other: b.agreement.publicKey))
    #expect(code.description.count == 19)
    #expect(code.holds(passing, own: b.agreement, other: a.agreement.publicKey))
    let (turned, book) = (
      HandOverCode.Passing(book: "den-2026", from: names[1], to: names[0]),
      HandOverCode.Passing(book: "di-2026", from: names[0], to: names[1])
    )
    for wrong in [turned, book] { #expect(!code.holds(wrong, own: b.agreement, other: a.agreement.publicKey)) }
    #expect(!code.holds(passing, own: c.agreement, other: a.agreement.publicKey))
    for place in [0, 3, 8, 18] {
      var letters = Array(code.description)
      letters[place] = letters[place] == "7" ? "8" : "7"
      #expect(HandOverCode(String(letters))?.holds(passing, own: b.agreement, other: a.agreement.publicKey) != true)
    }
    for figures in [(0, 1), (1024, 1), (1, 1 << 20), (1, -1)] {
      #expect(
        HandOverCode(passing, generation: figures.0, last: figures.1, own: a.agreement, other: b.agreement.publicKey)
          == nil)
    }
    // Its term is part of it.
    var limited = passing
    limited.term = HandOverCode.Term(epoch: 1, end: Day(2026, 12, 20))
    let other = try #require(
      HandOverCode(limited, generation: 2, last: 3, own: a.agreement, other: b.agreement.publicKey))
    #expect(other.holds(limited, own: b.agreement, other: a.agreement.publicKey))
    #expect(!other.holds(passing, own: b.agreement, other: a.agreement.publicKey))
    limited.term?.epoch = 2
    #expect(!other.holds(limited, own: b.agreement, other: a.agreement.publicKey))
    #expect(HandOverCode("0000-0000-0000") == nil && HandOverCode("") == nil)
  }

  @Test func theNewYearsBooksAreOpenedWhereTheOldOnesLie() throws {
    let world = try ExchangeWorld()
    let folder = TemporaryFolder()
    let (first, second) = try two(world, folder)
    let name = try second.office.stationName().station
    for book in ["di-2026", "di-sao-2026"] { try world.act(first) { try $0.handOver(book, to: name) } }
    for seat in [first, second] {
      try world.sync(seat)
      seat.day = Day(2027, 1, 4)
    }
    #expect(try first.office.holderElsewhere(.outgoing, typeName: "Công văn", on: first.day) != nil)
    #expect(try world.act(first) { try $0.register(letter("1/X", first.day), arrivedOn: first.day) }.number == 1)
    #expect(try world.act(second) { try $0.register(letter("2/X", second.day), arrivedOn: second.day) }.isProvisional)
    var document = world.document("Năm mới")
    (document.organName, document.issuedDate) = (try second.office.profile.name, second.day)
    let outgoing = document
    let issued = try world.act(second) { try $0.issue(outgoing, to: [Recipient(name: "Công ty X")]) }
    #expect(issued.number == 1 && issued.book == "di-2027")
    for seat in [first, second, first] { try world.sync(seat) }
    #expect(
      try first.office.custodies(year: 2027).map { "\($0.bookState.book.id) \($0.isHere)" }.sorted()
        == ["den-2027 true", "di-2027 false", "di-sao-2027 false"])
    try expectSameAndSound(first, second)
  }

  /// Each opens the book of invitations and issues one before it knows of the others.
  @Test func ofThreeDesksThatOpenOneBookOneHoldsItAtAllOfThem() throws {
    let world = try ExchangeWorld()
    let folder = TemporaryFolder()
    let (first, second) = try two(world, folder)
    let third = try world.fill(Self.commune, .join, at: folder.path + "/third.db", as: "third")
    let desks = [first, second, third]
    for seat in desks { try world.sync(seat) }
    let book = Book(
      series: "gm", direction: .outgoing, year: 2026, name: "Sổ giấy mời", typeNames: ["Giấy mời"], firstNumber: 1)
    // The last of them was the earliest.
    for seat in [third, second, first] {
      try world.act(seat) { try $0.openBook(book) }
      world.clock.now += 60_000
    }
    func invite(_ seat: ExchangeWorld.Seat) throws -> DocumentLine {
      var document = world.document("Mời họp")
      (document.typeName, document.organName) = ("Giấy mời", try seat.office.profile.name)
      let invitation = document
      return try world.act(seat) { try $0.issue(invitation, to: [Recipient(name: "Sở Nội vụ", organID: Self.sender)]) }
    }
    #expect(try invite(third).number == 1)
    for _ in 1...2 { for seat in [first, second, third] { try world.sync(seat) } }
    let holder = try third.office.stationName().station
    for seat in desks {
      #expect(
        try seat.office.custodies(year: 2026).first { $0.bookState.book.id == "gm-2026" }?.bookState.holder
          == holder.description)
    }
    for seat in [first, second] { #expect(throws: CustodyRefusal.self) { try invite(seat) } }
    #expect(try invite(third).number == 2)
    for seat in [third, first, second] { try world.sync(seat) }
    for seat in desks { #expect(try seat.office.notices().isEmpty) }
    try expectSameAndSound(first, second, third)
    let reader = try #require(world.offices[Self.sender])
    try world.sync(reader)
    #expect(try world.inbox(reader).filter { $0.document.typeName == "Giấy mời" }.count == 2)
  }

  @Test func afterARestoreOnlyTheBooksOfThisDeskAreAskedFor() throws {
    let world = try ExchangeWorld()
    let folder = TemporaryFolder()
    let (first, _) = try two(world, folder)
    let back = try world.fill(Self.commune, .join, at: folder.path + "/back.db", as: "back")
    try world.sync(back)
    try back.office.backup(to: folder.path + "/copy.db")
    let restored = try Office.restore(
      from: folder.path + "/copy.db", to: folder.path + "/restored.db", context: world.context(back.day))
    #expect(try restored.office.numbersToConfirm(today: back.day).isEmpty)
    try first.office.backup(to: folder.path + "/first.db")
    let own = try Office.restore(
      from: folder.path + "/first.db", to: folder.path + "/own.db", context: world.context(first.day))
    #expect(try own.office.numbersToConfirm(today: first.day).count == 3)
  }
}
