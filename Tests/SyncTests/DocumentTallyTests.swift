import Exchange
import Office
import Records
import TestSupport
import Testing

@testable import Sync

/// The sentence after an exchange: what it meant for documents, and what a stick holds.
struct DocumentTallyTests {
  static let department = "so-noi-vu"
  static let communes = ["xa-2025-01351/ubnd", "xa-2025-01360/ubnd"]

  private let world: ExchangeWorld
  private let sender: ExchangeWorld.Seat
  private let reader: ExchangeWorld.Seat
  private let folder = TemporaryFolder()

  init() throws {
    world = try ExchangeWorld()
    sender = try world.found(Self.department)
    reader = try world.found(Self.communes[0])
    for seat in [sender, reader] { try world.sync(seat) }
  }

  /// Makes one run over a connection and returns what it meant.
  private func run(_ seat: ExchangeWorld.Seat) throws -> DocumentTally {
    let exchange = StationExchange(seat.office, keys: seat.keys, way: .line, world.conditions())
    let run = LineRun(exchange, patience: 4, pause: { _ in }, carry: world.hub.exchange)
    #expect(try run.run() == .done)
    return try exchange.documents()
  }

  @Test func documentsAreCountedAndNotEntries() throws {
    let file = try folder.write("phu-luc.pdf", noise(45_000))
    try world.issue(sender, to: [Self.communes[0]], attach: [file])
    try world.issue(sender, to: ["Công ty A"], "Gửi bưu điện")
    let sent = try run(sender)
    #expect(sent.sentDocuments == 1 && sent.sentFiles == 1 && sent.fileBytes == 45_000)
    #expect(sent.words?.vietnamese == "đã gửi 1 văn bản, 1 tệp (45 kB)")

    let urgent = Document(
      code: "", organName: try sender.office.profile.name, issuedDate: sender.day, typeName: "Công điện",
      subject: "Bão", urgency: .flash, signer: Signer(position: "Giám đốc", fullName: "Nông Văn A"))
    try world.act(sender) { try $0.issue(urgent, to: [Recipient(name: "UBND xã Hưng Đạo", organID: Self.communes[0])]) }
    _ = try run(sender)
    let came = try run(reader)
    #expect(came.new == 2 && came.urgent == 1 && came.receivedFiles == 1)
    #expect(came.words?.vietnamese == "2 văn bản mới (1 hỏa tốc), 1 tệp về đủ")
    #expect(try run(reader).words == nil, "nothing is counted twice")
  }

  @Test func whatTheRecipientDidIsToldOnce() throws {
    for subject in ["Một", "Hai", "Ba"] { try world.issue(sender, to: [Self.communes[0]], subject) }
    _ = try run(sender)
    _ = try run(reader)
    let arrived = try world.inbox(reader)
    // Each was reported twice: it arrived, and what became of it.
    try world.act(reader) { try $0.sendBack(arrived[0], reason: "Nhầm nơi") }
    try world.act(reader) { try $0.register(arrived[1].document, arrivedOn: reader.day, arrival: arrived[1]) }
    _ = try run(reader)
    let told = try run(sender)
    #expect(told.receipts == 2 && told.returned == 1)
    #expect(told.words?.vietnamese == "2 báo nhận, 1 bị trả lại")
    let line = try sender.office.find(arrived[1].document.code, today: sender.day, direction: .outgoing)
    try world.act(sender) { try $0.recall(line, reason: "Nhầm") }
    _ = try run(sender)
    #expect(try run(reader).words?.vietnamese == "1 nơi gửi có yêu cầu")
  }

  @Test func whatTheSenderChangesIsTold() throws {
    let issued = try world.issue(sender, to: [Self.communes[0]])
    try world.issue(sender, to: ["Công ty A"], "Gửi bưu điện")
    try world.act(sender) { _ = try $0.correct(issued, .note, to: "Sửa trước khi gửi", reason: "Thiếu") }
    #expect(try run(sender).words?.vietnamese == "đã gửi 1 văn bản", "what is new there is no change of it")
    #expect(try run(reader).words?.vietnamese == "1 văn bản mới")
    try world.act(sender) { _ = try $0.correct(issued, .subject, to: "Chữ khác", reason: "Nhầm") }
    try world.act(sender) { _ = try $0.correct(issued, .note, to: "Lần nữa", reason: "Nhầm") }
    #expect(try run(sender).words?.vietnamese == "1 báo nhận; đã gửi 1 văn bản sửa, thu hồi, hủy")
    #expect(try run(reader).words?.vietnamese == "1 văn bản nơi gửi đã sửa")
    let arrived = try world.inbox(reader)[0]
    try world.act(reader) { try $0.sendBack(arrived, reason: "Nhầm nơi") }
    #expect(try run(reader).words?.vietnamese == "đã gửi 1 văn bản trả lại")
  }

  @Test func theSentenceIsKeptWithTheExchange() throws {
    var documents = DocumentTally()
    (documents.new, documents.urgencies, documents.receipts, documents.returned) = (3, [.flash: 1], 2, 1)
    (documents.sentDocuments, documents.sentFiles, documents.fileBytes) = (4, 2, 450_000)
    #expect(
      documents.words?.vietnamese
        == "3 văn bản mới (1 hỏa tốc), 2 báo nhận, 1 bị trả lại; đã gửi 4 văn bản, 2 tệp (450 kB)")
    try world.act(sender) {
      try $0.record(
        ExchangeRecord(
          started: 9_000, ended: 9_001, way: "line", status: .done, sentEntries: 9, sentBytes: 9, receivedEntries: 9,
          receivedBytes: 9, waiting: 0, words: documents.words ?? "", documents: documents))
    }
    let kept = try #require(try sender.office.exchanges().first).documents
    #expect(kept.new == 3 && kept.urgent == 1 && kept.sentDocuments == 4 && kept.fileBytes == 450_000)
  }

  @Test func aStickSaysWhatItHoldsAndWhetherTheProvinceAnswered() throws {
    let usb = folder.path + "/usb"
    try folder.write("usb/khac.txt", [1])
    var stick = try FolderCarrier(usb)
    func carry(_ seat: ExchangeWorld.Seat) throws -> StationExchange {
      let exchange = StationExchange(seat.office, keys: seat.keys, way: .folder, world.conditions())
      _ = try stick.carry(exchange)
      return exchange
    }
    func contents() throws -> StickContents {
      try StickContents(stick, for: sender.office.stationName().station, keys: sender.keys)
    }
    #expect(try contents().packets.isEmpty && contents().answer == nil)
    let issued = try world.issue(sender, to: [Self.communes[0]])
    var exchange = try carry(sender)
    #expect(exchange.answer == CarriedAnswer.none)
    #expect(try exchange.documents().sent?.vietnamese == "1 văn bản")
    #expect(try contents().packets.map(\.station) == [sender.office.stationName().station])
    #expect(try sender.office.documentsCarried(by: .max / 2).map(\.id) == [issued.id])
    #expect(try sender.office.documentsCarried(by: 0).isEmpty, "an older packet does not hold it")

    try world.hub.answerFolder(usb)
    #expect(try contents().answer?.isReadable == true)
    exchange = try carry(sender)
    guard case .taken = exchange.answer else { throw StoryError.notTaken }
    #expect(try sender.office.documentsCarried(by: .max / 2).isEmpty)
    exchange = try carry(sender)
    #expect(exchange.answer == CarriedAnswer.none, "the same answer once more is none")

    let name = "usb/vanthu/to-station/\(try sender.office.stationName().station).vtp"
    try folder.write(name, [])
    #expect(try contents().answer == StickContents.Answer(isReadable: false))
    exchange = try carry(sender)
    #expect(exchange.answer == .unreadable)
  }

  private enum StoryError: Error { case notTaken }
}
