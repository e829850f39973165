import Crypto
import Exchange
import Hub
import Office
import Records
import Sync
import TestProvince
import TestSupport
import Testing

/// Delivery receipts: what the hub states of a document, and what a station says where the hub is of an earlier
/// version.
struct StatementTests {
  private static let department = "so-noi-vu"
  private static let communes = ["xa-2025-01351/ubnd", "xa-2025-01360/ubnd", "xa-2025-01501/ubnd"]

  private let world: ExchangeWorld
  private let sender: ExchangeWorld.Seat
  private let readers: [ExchangeWorld.Seat]
  private let folder = TemporaryFolder()

  init() throws {
    world = try ExchangeWorld()
    sender = try world.found(Self.department)
    readers = try Self.communes.map(world.found)
    for seat in readers { try world.sync(seat) }
  }

  private func entry(_ line: DocumentLine) throws -> EntryReference { try #require(try sender.office.issue(of: line)) }

  private func ask(_ line: DocumentLine) throws -> EntryReference {
    let entry = try entry(line)
    try world.act(sender) { try $0.askForStatement(about: entry) }
    return entry
  }

  private func held(_ entry: EntryReference) throws -> HeldStatement {
    try #require(try sender.office.statement(about: entry))
  }

  /// The paper that there is after the next exchange, checked.
  private func paper(_ line: DocumentLine) throws -> String {
    let entry = try ask(line)
    #expect(try world.sync(sender) == .done)
    let held = try held(entry)
    let paper = try #require(held.paper, "\(held)")
    let read = try #require(StatementPaper.read(paper.text))
    #expect(held.asked == nil && paper.isOfHub && read.paper.isWhole && read.paper.statement.entry == entry)
    #expect(read.paper.signer.signingKey == Array(world.hub.keys.signing.publicKey.rawRepresentation))
    return paper.text
  }

  private func register(_ seat: ExchangeWorld.Seat) throws {
    try world.sync(seat)
    let arrived = try #require(try world.inbox(seat).first { $0.state == .arrived })
    try world.act(seat) { _ = try $0.register(arrived.document, arrivedOn: seat.day, arrival: arrived) }
    try world.sync(seat)
  }

  @Test func itSaysWhenTheProvinceTookItAndWhatEachRecipientDid() throws {
    let file = try folder.write("phu-luc.pdf", noise(3_000))
    let line = try world.issue(sender, to: Self.communes + ["Công ty Bản Giốc"], "Rà soát hộ nghèo", attach: [file])
    try world.sync(sender)
    try register(readers[0])
    try world.sync(readers[1])
    let arrived = try world.inbox(readers[1])[0]
    try world.act(readers[1]) { _ = try $0.sendBack(arrived, reason: "Gửi nhầm\nnơi nhận") }
    try world.sync(readers[1])
    let text = try paper(line)
    let content = try #require(try sender.office.files(line).first)
    for words in [
      "Trung tâm:  \(World.name)", "Số ký hiệu: \(line.document.code)", "Rà soát hộ nghèo",
      "phu-luc.pdf, 3000 byte, SHA-256", content.sha256, "Đã nhận văn bản này lúc ",
      "trả lại ", ": Gửi nhầm nơi nhận", "ở trung tâm, chưa lấy về", "gửi bưu điện, không qua trung tâm",
      "Cộng 4 nơi nhận: 2 đã đến, 1 đã vào sổ, 1 trả lại, 1 chưa báo đến, 1 gửi bưu điện.",
    ] { #expect(text.replacing("\n", with: " ").contains(words), "\(words)\n\(text)") }
    let name = try #require(try world.hub.directory[Self.communes[0]]?.name)
    let row = try #require(text.split(separator: "\n").first { $0.contains(name) })
    // Day and hour of both, and the number.
    #expect(row.split(separator: ":").count == 3 && row.hasSuffix(" 1"), "\(row)")
    #expect(try world.hub.verify().faults.isEmpty)
    #expect(try sender.office.verify().isSound)
  }

  @Test func whatWasDoneSinceIsOnANewerOne() throws {
    let line = try world.issue(sender, to: [Self.communes[0]])
    try world.sync(sender)
    let first = try paper(line)
    #expect(first.contains("ở trung tâm, chưa lấy về") && !first.contains("Từ đó:"))
    try register(readers[0])
    try world.act(sender) { _ = try $0.recall(line, reason: "Ký nhầm") }
    try world.sync(sender)
    let second = try paper(line)
    #expect(second.contains("1 đã vào sổ") && second.contains("Từ đó:      nơi gửi đã thu hồi"), "\(second)")
  }

  @Test func whatWasTakenBackInTimeWasGivenToNobody() throws {
    let line = try world.issue(sender, to: [Self.communes[0]])
    try world.act(sender) { _ = try $0.recall(line, reason: "Ký nhầm") }
    try world.sync(sender)
    let text = try paper(line)
    #expect(text.contains("đã giữ lại, chưa chuyển đến") && text.contains("1 đã giữ lại."), "\(text)")
  }

  @Test func filesThatWereAttachedAfterwardsAreOnItAndTakenBackOnesAreNot() throws {
    let files = try ["a.pdf", "b.pdf"].map { try folder.write($0, noise($0 == "a.pdf" ? 900 : 901)) }
    let line = try world.issue(sender, to: [Self.communes[0]], attach: files)
    try world.sync(sender)
    try world.act(sender) { _ = try $0.detach(line, "b.pdf", reason: "Nhầm tệp") }
    try world.sync(sender)
    let text = try paper(line)
    #expect(text.contains("a.pdf") && !text.contains("b.pdf"), "\(text)")
  }

  @Test func mergedAgenciesAreOneRecipient() throws {
    let directory = try world.hub.directory
    let new = try #require(directory[Self.communes[0]])
    let old = try #require(directory.predecessors(of: new).first { $0.validTo.map { $0 < World.day } ?? false })
    let line = try world.issue(sender, to: [new.id, old.id])
    try world.sync(sender)
    try register(readers[0])
    let text = try paper(line)
    #expect(text.contains("Cộng 1 nơi nhận: 1 đã đến, 1 đã vào sổ."), "\(text)")
  }

  @Test func nobodyGetsOneAboutAnotherOfficesDocument() throws {
    let line = try world.issue(sender, to: [Self.communes[0]])
    try world.sync(sender)
    let entry = try entry(line)
    try world.act(readers[0]) { try $0.askForStatement(about: entry) }
    try world.sync(readers[0])
    let held = try #require(try readers[0].office.statement(about: entry))
    #expect(held.paper == nil && held.asked == nil && held.refused == "unknown")
  }

  @Test func anEntryThatIssuedNothingAndOneTheHubLacksAreRefused() throws {
    let own = try sender.office.stationName()
    let first = EntryReference(station: own.station, epoch: own.epoch, sequence: 1)
    let far = EntryReference(station: own.station, epoch: own.epoch, sequence: 900)
    for entry in [first, far] { try world.act(sender) { try $0.askForStatement(about: entry) } }
    try world.sync(sender)
    #expect(try held(first).refused == "notIssued" && held(far).refused == "unknown")
  }

  @Test(arguments: [Transport.folder, .mail]) func itComesOnAStickAndByMail(_ way: Transport) throws {
    let line = try world.issue(sender, to: [Self.communes[0]])
    let carried = try Carried(way, world)
    try carried.goBackAndForth(sender)
    let entry = try ask(line)
    try carried.leave(sender)
    try carried.answer()
    try carried.leave(sender)
    let paper = try #require(try held(entry).paper)
    #expect(paper.isOfHub && StatementPaper.read(paper.text)?.paper.isWhole == true)
  }

  @Test func aPCThatLostItGetsItAgain() throws {
    let line = try world.issue(sender, to: [Self.communes[0]])
    try world.sync(sender)
    let before = try paper(line)
    let seat = try world.fill(
      Self.department, .replace, at: folder.path + "/moi.db", as: "moi")
    try world.sync(seat)
    let entry = try entry(line)
    #expect(try seat.office.statement(about: entry) == nil)
    try world.act(seat) { try $0.askForStatement(about: entry) }
    try world.sync(seat)
    let after = try #require(try seat.office.statement(about: entry)?.paper)
    func facts(_ text: String) -> [Substring] { text.split(separator: "\n").filter { !$0.hasPrefix("Lập lúc") } }
    #expect(facts(after.text).prefix(20) == facts(before).prefix(20))
  }

  // MARK: hubs of earlier versions

  @Test func withAnEarlierHubTheStationSaysWhatItCanProve() throws {
    let line = try world.issue(sender, to: [Self.communes[0], "Công ty Bản Giốc"])
    try world.syncWithEarlierHub(sender)
    try register(readers[0])
    try world.syncWithEarlierHub(sender)
    // The first contact brings no receipt: the packet was taken before its sender had proved itself.
    let entry = try ask(line)
    #expect(try world.syncWithEarlierHub(sender) == .done)
    #expect(try held(entry).paper == nil && held(entry).refused == "unsigned")
    try world.issue(sender, to: [Self.communes[1]])
    _ = try ask(line)
    #expect(try world.syncWithEarlierHub(sender) == .done)
    let paper = try #require(try held(entry).paper)
    let read = try #require(StatementPaper.read(paper.text)).paper
    #expect(!paper.isOfHub && read.isWhole && read.signer.fingerprint == nil)
    let (receipt, hubKey, _) = try #require(StatementText.receipt(in: read.statement.body))
    #expect(receipt.isSigned(by: world.hub.keys.signing.publicKey) && receipt.held.sequence >= entry.sequence)
    #expect(hubKey == Array(world.hub.keys.signing.publicKey.rawRepresentation))
    for words in ["(TRUNG TÂM BẢN CŨ)", "1 đã vào sổ", "Trung tâm bản cũ không ký phần nơi nhận"] {
      #expect(paper.text.replacing("\n", with: " ").contains(words), "\(words)\n\(paper.text)")
    }
    // The hub is updated.
    let signed = try self.paper(line)
    #expect(signed.contains("1 đã vào sổ"))
    // And put back to the earlier program: what it has signed is kept.
    try world.act(sender) { try $0.askForStatement(about: entry) }
    try world.syncWithEarlierHub(sender)
    let last = try held(entry)
    #expect(last.paper?.text == signed && last.refused == "earlier" && last.asked == nil)
  }
}
