import Exchange
import Foundation
import GRDB
import Hub
import Records
import Sync
import TestSupport
import Testing

@testable import Office

/// The hub is rolled back, and the PC that wrote what it lost burns in the same week: offices that were sent it still
/// hold it, and bring it back.
struct BroughtBackTests {
  private let world = try! ExchangeWorld()
  private let folder = TemporaryFolder()
  private let sender: ExchangeWorld.Seat
  private let reader: ExchangeWorld.Seat
  private let other: ExchangeWorld.Seat

  init() throws {
    sender = try world.found(CustodyTests.sender)
    reader = try world.found(CustodyTests.commune)
    other = try world.found(BetweenOfficesTests.other)
    for seat in [sender, reader, other] { try world.sync(seat) }
    try world.issue(sender, to: [CustodyTests.commune, BetweenOfficesTests.other], "Văn bản còn ở tỉnh")
    for seat in [sender, reader, other] { try world.sync(seat) }
  }

  /// Copies the hub's data as it is now. The closure restores it later, without a trace of that.
  private func snapshot() throws -> () throws -> Void {
    let copy = try DatabaseQueue()
    try world.hub.database.backup(to: copy)
    return { [world] in try copy.backup(to: world.hub.database) }
  }

  /// Makes a run of its own, as every night does.
  @discardableResult
  private func night(_ seat: ExchangeWorld.Seat) throws -> StationExchange {
    let exchange = StationExchange(seat.office, keys: seat.keys, way: .line, world.conditions())
    try world.sync(ExchangeWorld.Seat(seat.office, seat.keys, exchange))
    return exchange
  }

  /// The sender issues a document to both communes, the first of which receives it; the hub forgets it, and receives
  /// something else for that one.
  private func hubForgets() throws {
    let goBack = try snapshot()
    try world.issue(sender, to: [CustodyTests.commune, BetweenOfficesTests.other], "Về việc rà soát hộ nghèo")
    for seat in [sender, reader] { try night(seat) }
    try goBack()
  }

  /// A new PC in the place of the sender's, filled from the hub.
  private func senderBurns() throws -> ExchangeWorld.Seat {
    let keys = try world.newKeys()
    let lost = try sender.office.stationName().station
    try world.hub.revoke(lost.description, reason: "Máy cháy")
    let enrolled = try world.hub.enrol(
      world.stationName(), of: CustodyTests.sender, .replace, replaces: lost, name: "Máy mới", keys: keys)
    let office = try Office.emptyForHub(folder.path + "/new.db", station: enrolled.station, isNew: false)
    let seat = try world.seat(office, keys, enrolled.enrolment)
    try night(seat)
    try world.act(seat) { try $0.comeBack() }
    return seat
  }

  private func subjects(_ seat: ExchangeWorld.Seat) throws -> [String] {
    try world.inbox(seat).map(\.document.subject).sorted()
  }

  private func expectSound(_ seats: [ExchangeWorld.Seat]) throws {
    #expect(try world.hub.verify().faults == [])
    for seat in seats { #expect(try seat.office.verify().findings.map(\.words.english) == []) }
  }

  @Test func aReaderBringsBackWhatBurnt() throws {
    try hubForgets()
    let new = try senderBurns()
    #expect(throws: (any Error).self) { try new.office.find("02/UBND", today: new.day) }
    // The night in which its mailbox begins again shows nothing yet: most is sent again by those who wrote it.
    try night(reader)
    #expect(try subjects(other) == ["Văn bản còn ở tỉnh"])
    try night(reader)
    for seat in [other, new] { try night(seat) }
    #expect(try subjects(other) == ["Văn bản còn ở tỉnh", "Về việc rà soát hộ nghèo"])
    let line = try new.office.find("02/UBND", today: new.day)
    #expect(line.document.subject == "Về việc rà soát hộ nghèo")
    #expect(line.direction == .outgoing && line.state == .issued)
    #expect(try world.states(new, line) == ["01", "01"])
    #expect(try new.office.notices() == [])
    try expectSound([new, reader, other])
    // What its readers do with it comes to the new PC.
    let arrived = try #require(try world.inbox(other).first { $0.document.subject == line.document.subject })
    try world.act(other) { _ = try $0.register(arrived.document, arrivedOn: other.day, arrival: arrived) }
    for seat in [other, new] { try night(seat) }
    #expect(try world.states(new, line) == ["01", "03"])
    try expectSound([new, reader, other])
  }

  /// Its number is used: the next one is given after it.
  @Test func itsNumberIsNotGivenAgain() throws {
    try hubForgets()
    let new = try senderBurns()
    for seat in [reader, reader, new] { try night(seat) }
    try world.act(new) { try $0.confirmNumbers(["den-2026": 0, "di-2026": 2, "di-sao-2026": 0]) }
    #expect(try world.issue(new, to: [CustodyTests.commune], "Văn bản sau").number == 3)
    try expectSound([new])
  }

  /// The hub is put back once more, and now the reader has burnt too: its own office got it back, with its proof.
  @Test func itsOwnOfficeBringsBackWhatItGotBack() throws {
    try hubForgets()
    let new = try senderBurns()
    let goBack = try snapshot()
    for seat in [reader, reader, new] { try night(seat) }
    let line = try new.office.find("02/UBND", today: new.day)
    try goBack()
    // The night in which its mailbox begins again shows nothing yet.
    for seat in [new, other] { try night(seat) }
    #expect(try subjects(other) == ["Văn bản còn ở tỉnh"])
    for seat in [new, other] { try night(seat) }
    #expect(try subjects(other) == ["Văn bản còn ở tỉnh", "Về việc rà soát hộ nghèo"])
    try night(new)
    #expect(try world.states(new, line).contains("01"))
    #expect(try new.office.unnamed(most: 10).isEmpty)
    #expect(try night(new).tally.sentBytes < 700)
    #expect(try new.office.notices() == [])
    try expectSound([new, other])
  }

  /// Nothing is shown twice, and nothing that the hub did not take is shown every night.
  @Test func whatWasBroughtBackIsNotShownAgain() throws {
    try hubForgets()
    for seat in [reader, reader] { try night(seat) }
    #expect(try night(reader).tally.sentBytes < 700)
    #expect(try reader.office.unnamed(most: 10).isEmpty)
  }

  /// The PC that wrote it is alive after all, and sends its journal again: nothing comes twice.
  @Test func itsWriterSendsItAgainToo() throws {
    try hubForgets()
    for seat in [reader, reader, other, sender, other, reader] { try night(seat) }
    #expect(try subjects(other) == ["Văn bản còn ở tỉnh", "Về việc rà soát hộ nghèo"])
    #expect(try sender.office.notices() == [])
    #expect(try sender.office.unsent().entries == 0)
    try expectSound([sender, reader, other])
  }

  /// What its office corrected in the draft is in the document; its readers were never told, and are not told now that
  /// they brought the document back first.
  @Test func whatWasCorrectedInTheDraftIsToldToNobody() throws {
    let goBack = try snapshot()
    var content = world.document("Dự thảo")
    content.organName = try sender.office.profile.name
    let to = [CustodyTests.commune, BetweenOfficesTests.other].map { Recipient(name: "xã", organID: $0) }
    let draft = try world.act(sender) { [content] in try $0.draft(content, to: to) }
    try world.act(sender) { try $0.correct(draft, .subject, to: "Sửa trong dự thảo", reason: "gõ sai") }
    content.subject = "Về việc rà soát hộ nghèo"
    let same = try sender.office.find(draft.entry, today: sender.day)
    try world.act(sender) { [content] in try $0.issue(content, to: to, draft: same) }
    for seat in [sender, reader] { try night(seat) }
    try goBack()
    for seat in [reader, reader, other, sender, other, reader] { try night(seat) }
    #expect(try subjects(other) == ["Văn bản còn ở tỉnh", "Về việc rà soát hộ nghèo"])
    #expect(try sender.office.unsent().entries == 0)
    let told = try world.hub.database.read {
      try String.fetchAll(
        $0, sql: "SELECT act FROM mailboxes m JOIN entries e ON e.place = m.entry WHERE act LIKE '%gõ sai%'")
    }
    #expect(told == [])
    try expectSound([sender, reader, other])
  }

  /// An old copy of the writer's file goes on under the same names: what a reader was given stands, and the writer is
  /// told that its file is of another history.
  @Test func anotherHistoryUnderThatNameIsRefused() throws {
    let copy = try DatabaseQueue()
    try sender.office.database.backup(to: copy)
    try hubForgets()
    for seat in [reader, reader] { try night(seat) }
    try copy.backup(to: sender.office.database)
    try world.issue(sender, to: [CustodyTests.commune, BetweenOfficesTests.other], "Chuyện khác")
    #expect(throws: ExchangeRefusal.fork) { try night(sender) }
    for seat in [reader, other] { try night(seat) }
    for seat in [reader, other] {
      #expect(try subjects(seat) == ["Văn bản còn ở tỉnh", "Về việc rà soát hộ nghèo"])
    }
    try expectSound([reader, other])
  }

  // MARK: answers that were on their way

  /// The hub's answer to a packet that the station puts on a stick now.
  private func answerOnAStick(_ seat: ExchangeWorld.Seat) throws -> [UInt8] {
    let exchange = StationExchange(seat.office, keys: seat.keys, way: .folder, world.conditions())
    try exchange.begin()
    let answer = world.hub.answer(over: .folder)
    let hubKey = try #require(try seat.office.enrolment()).agreementKey
    var bytes = try answer.feed(SealedWriter.packet(exchange.parts(), to: .init(rawRepresentation: hubKey)))
    try answer.finish { bytes += $0 }
    return bytes
  }

  private func arrives(_ answer: [UInt8], at seat: ExchangeWorld.Seat) throws {
    let exchange = StationExchange(seat.office, keys: seat.keys, way: .folder, world.conditions())
    var sealed = SealedReader(key: seat.keys.agreement)
    try exchange.begin()
    sealed.feed(answer)
    while let part = try sealed.next() { try exchange.receive(part) }
    _ = try exchange.finish()
  }

  /// The sender issues a document and burns; the hub forgets both. Only an answer for the reader, which is still on a
  /// stick, has it.
  private func onlyAStickHasIt() throws -> (answer: [UInt8], new: ExchangeWorld.Seat) {
    let goBack = try snapshot()
    try world.issue(sender, to: [CustodyTests.commune, BetweenOfficesTests.other], "Về việc rà soát hộ nghèo")
    try night(sender)
    let answer = try answerOnAStick(reader)
    try goBack()
    return (answer, try senderBurns())
  }

  /// The mailbox of the hub that was put back has become as long as the one in the answer.
  @Test func anAnswerThatComesLateIsBroughtBack() throws {
    let (answer, new) = try onlyAStickHasIt()
    try world.issue(other, to: [CustodyTests.commune], "Văn bản sau")
    for seat in [other, reader] { try night(seat) }
    try arrives(answer, at: reader)
    for seat in [reader, other, new] { try night(seat) }
    #expect(try subjects(other) == ["Văn bản còn ở tỉnh", "Về việc rà soát hộ nghèo"])
    try expectSound([new, reader, other])
  }

  /// The same answer once more names nothing of what the hub holds today.
  @Test func anAnswerThatComesTwiceNamesNothing() throws {
    let (answer, new) = try onlyAStickHasIt()
    try arrives(answer, at: reader)
    try night(reader)
    try arrives(answer, at: reader)
    for seat in [reader, other, new] { try night(seat) }
    #expect(try subjects(other) == ["Văn bản còn ở tỉnh", "Về việc rà soát hộ nghèo"])
    try expectSound([new, reader, other])
  }

  /// The file on the stick ends in the middle of the hub's proof.
  @Test func anAnswerWithoutItsProofIsBroughtBack() throws {
    let (answer, new) = try onlyAStickHasIt()
    try arrives(answer.dropLast(100), at: reader)
    #expect(try subjects(reader).contains("Về việc rà soát hộ nghèo"))
    for seat in [reader, reader, other, new] { try night(seat) }
    #expect(try subjects(other) == ["Văn bản còn ở tỉnh", "Về việc rà soát hộ nghèo"])
    try expectSound([new, reader, other])
  }

  /// What its sender's key has not signed, and what was not sent to the office that brings it, is passed over.
  @Test func whatIsNotProvedOrNotForTheOfficeIsPassedOver() throws {
    try hubForgets()
    try night(reader)
    try world.act(reader) {
      let proof = try Data.fetchOne($0.db, sql: "SELECT proof FROM received ORDER BY position DESC LIMIT 1")!
      var forged = Array(proof)
      forged[forged.count - 1] ^= 1
      try $0.db.execute(
        sql: "UPDATE received SET proof = ? WHERE position = (SELECT max(position) FROM received)",
        arguments: [Data(forged)])
    }
    try night(reader)
    try night(other)
    #expect(try subjects(other) == ["Văn bản còn ở tỉnh"])
    // It is shown again when the hub has said something new, and not before.
    #expect(try night(reader).tally.sentBytes < 700)
  }
}
