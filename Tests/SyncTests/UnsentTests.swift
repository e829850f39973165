import Exchange
import Office
import Records
import Sync
import TestSupport
import Testing

/// What a clerk is told to be on its way: everything that another office or a colleague waits for, and nothing else.
struct UnsentTests {
  private static let (department, commune) = ("so-noi-vu", "xa-2025-01351/ubnd")

  private let world: ExchangeWorld
  private let sender: ExchangeWorld.Seat
  private let reader: ExchangeWorld.Seat
  private let folder = TemporaryFolder()

  init() throws {
    world = try ExchangeWorld()
    sender = try world.found(Self.department)
    reader = try world.found(Self.commune)
    for seat in [sender, reader, sender, reader] { try world.sync(seat) }
  }

  private func expect(_ seat: ExchangeWorld.Seat, documents: Int, files: Int = 0) throws {
    #expect(try seat.office.unsentDocuments() == documents)
    #expect(try seat.office.unsent().files == files)
    #expect(try seat.office.waitsForExchange() == (documents > 0))
  }

  /// Returns a document that its reader has registered, as both know it.
  private func delivered() throws -> DocumentLine {
    let issued = try world.issue(sender, to: [Self.commune])
    try world.sync(sender)
    try world.sync(reader)
    let arrived = try world.inbox(reader)[0]
    try world.act(reader) { try $0.register(arrived.document, arrivedOn: reader.day, arrival: arrived) }
    try world.sync(reader)
    try world.sync(sender)
    try expect(sender, documents: 0)
    return issued
  }

  @Test func whatWasIssuedBeforeThereWasAHubIsCounted() throws {
    let name = try world.hub.directory["so-tai-chinh"]!.name
    let office = try Office.foundInMemory(
      OfficeProfile(organID: "so-tai-chinh", name: name, place: name), station: world.stationName(),
      books: Book.usual(year: 2026), context: world.context())
    let file = try folder.write("kế hoạch.pdf", [1, 2, 3])
    let line = try office.act(world.context()) { transaction in
      var document = self.world.document()
      document.organName = name
      let line = try transaction.issue(document, to: [Recipient(name: "UBND xã", organID: Self.commune)])
      return try transaction.attach(line, file: file)
    }
    #expect(try office.unsentDocuments() == 0, "nothing is sent where there is no hub")
    let seat = try world.enrol(office, as: "so-tai-chinh")
    try expect(seat, documents: 1, files: 1)
    #expect(try office.card(line).deliveries.map(\.place) == [.here])
    try folder.write("usb/khac.txt", [1])
    var stick = try FolderCarrier(folder.path + "/usb")
    _ = try stick.carry(StationExchange(seat.office, keys: seat.keys, way: .folder, world.conditions()))
    #expect(try office.documentsCarried(by: .max / 2).map(\.id) == [line.id])
    #expect(try office.isAwaited(packetOf: .max / 2))
    try expect(seat, documents: 1, files: 1)
    try world.sync(seat)
    try expect(seat, documents: 0)
    #expect(try office.documentsCarried(by: .max / 2).isEmpty && !office.isAwaited(packetOf: .max / 2))
  }

  @Test func aRecallOfWhatHasArrivedIsCounted() throws {
    let issued = try delivered()
    try world.act(sender) { _ = try $0.recall(try $0.current(issued), reason: "Ký nhầm") }
    try expect(sender, documents: 1)
    try world.sync(sender)
    try expect(sender, documents: 0)
  }

  @Test func aFileThatIsAddedLaterIsCountedAndItsCardSaysThatItHasNotLeft() throws {
    let issued = try delivered()
    let file = try folder.write("phụ lục.pdf", noise(50_000))
    try world.act(sender) { _ = try $0.attach(try $0.current(issued), file: file) }
    try expect(sender, documents: 1, files: 1)
    func remarks() throws -> [String?] {
      let card = try sender.office.card(issued)
      return card.files.map { card.remark(on: $0)?.vietnamese }
    }
    #expect(try remarks() == ["chưa gửi tới tỉnh"])
    // The act is there, the file is not: it waits for a better line.
    let urgent = StationExchange(
      sender.office, keys: sender.keys, way: .line, world.conditions(), isUrgentOnly: true)
    let run = LineRun(urgent, patience: 4, pause: { _ in }, carry: world.hub.exchange)
    #expect(try run.run() == .done)
    #expect(try sender.office.unsent().files == 1 && remarks() == ["chưa gửi tới tỉnh"])
    #expect(try sender.office.waitsForExchange())
    try world.sync(sender)
    #expect(try remarks() == [nil])
    try expect(sender, documents: 0)
  }

  @Test func whatStaysInTheHouseIsNotCounted() throws {
    let line = try world.register("12/X", at: reader)
    let file = try folder.write("quét.pdf", [1])
    try world.act(reader) { transaction in
      _ = try transaction.correct(line, .subject, to: "Thư khác", reason: "Nhầm")
      _ = try transaction.route(try transaction.current(line), to: [Assignment(unit: "Tư pháp", role: .lead)])
    }
    try world.issue(reader, to: ["Công ty A"])
    try expect(reader, documents: 0)
    // A scan of it is kept at the province all the same.
    try world.act(reader) { _ = try $0.attach(try $0.current(line), file: file) }
    #expect(try reader.office.unsentDocuments() == 0 && reader.office.unsent().files == 1)
  }

  @Test func whatAColleagueIsToNumberIsCounted() throws {
    let second = try world.fill(Self.commune, .join, at: folder.path + "/hai.db", as: "hai")
    for seat in [second, reader, second] { try world.sync(seat) }
    try expect(second, documents: 0)
    try world.act(second) {
      _ = try $0.register(
        Document(
          code: "5/X", organName: "Công ty X", issuedDate: second.day, typeName: "Công văn", subject: "Thư"),
        arrivedOn: second.day)
    }
    try expect(second, documents: 1)
    try world.sync(second)
    try expect(second, documents: 0)
  }
}
