import Exchange
import Office
import Records
import Sync
import TestProvince
import TestSupport
import Testing

/// An exchange of only what is urgent: every entry goes, but of the files only those of urgent documents, either way.
struct UrgentOnlyTests {
  private static let commune = "xa-2025-01351/ubnd"
  private let world = try! ExchangeWorld()
  private let folder = TemporaryFolder()
  private let urgentSize = 20_000
  private let otherSize = 100_000

  private func run(_ seat: ExchangeWorld.Seat, urgent: Bool) throws -> (end: LineRun.End, exchange: StationExchange) {
    let exchange = StationExchange(
      seat.office, keys: seat.keys, way: .line, world.conditions(), isUrgentOnly: urgent)
    return (try LineRun(exchange, patience: 4, pause: { _ in }, carry: world.hub.exchange).run(), exchange)
  }

  /// An office with a document of either kind, each with a file.
  private func sender() throws -> ExchangeWorld.Seat {
    let sender = try world.found("so-noi-vu")
    try world.issue(sender, to: [Self.commune], "Thường", attach: [try folder.write("a.pdf", noise(otherSize))])
    try issueUrgent(sender, try folder.write("b.pdf", noise(urgentSize)))
    return sender
  }

  private func issueUrgent(_ sender: ExchangeWorld.Seat, _ file: String) throws {
    var document = world.document("Hỏa tốc")
    (document.organName, document.urgency) = (try sender.office.profile.name, .flash)
    let name = try world.hub.directory[Self.commune]?.name ?? Self.commune
    try world.act(sender) { transaction in
      let line = try transaction.issue(document, to: [Recipient(name: name, organID: Self.commune)])
      try transaction.attach(line, file: file)
    }
  }

  @Test func theRestIsLeftToTheNextCompleteOne() throws {
    let (sender, reader) = (try sender(), try world.found(Self.commune))
    let (end, sent) = try run(sender, urgent: true)
    #expect(end == .done)
    #expect(try sent.documents().sentDocuments == 2 && sent.documents().sentFiles == 1)
    #expect(try sent.leftForLater().sent == (1, otherSize) && sent.leftForLater().received == (0, 0))
    #expect(sent.tally.sentBytes < otherSize)
    #expect(try run(sender, urgent: false).end == .done)
    #expect(try sender.office.unsent() == (0, 0))

    let (readEnd, read) = try run(reader, urgent: true)
    #expect(readEnd == .done)
    #expect(try world.inbox(reader).count == 2)
    #expect(read.tally.receivedFiles == 1 && read.tally.receivedBytes < otherSize)
    #expect(try read.leftForLater().received == (1, otherSize))
    #expect(try reader.office.awaited().map(\.size) == [otherSize])
    let (_, complete) = try run(reader, urgent: false)
    #expect(try reader.office.awaited().isEmpty && complete.leftForLater().received == (0, 0))
  }

  @Test func aFileThatAnUrgentDocumentNamesTooIsUrgent() throws {
    let sender = try world.found("so-noi-vu")
    let file = try folder.write("a.pdf", noise(otherSize))
    try world.issue(sender, to: [Self.commune], "Thường", attach: [file])
    try issueUrgent(sender, file)
    let (_, sent) = try run(sender, urgent: true)
    #expect(try sent.leftForLater().sent == (0, 0) && sender.office.unsent() == (0, 0))
  }

  @Test func theSameOnAStick() throws {
    let sender = try sender()
    // The keys of the hub are known after the first contact.
    let stick = TemporaryFolder()
    let exchange = StationExchange(
      sender.office, keys: sender.keys, way: .folder, world.conditions(), isUrgentOnly: true)
    var carrier = try FolderCarrier(stick.path)
    _ = try carrier.carry(exchange)
    #expect(try exchange.documents().sentDocuments == 2 && exchange.documents().sentFiles == 1)
    #expect(try exchange.leftForLater().sent == (1, otherSize))
  }

  /// What is left is not what the estimate counts.
  @Test func theEstimateIsOfWhatGoes() throws {
    let (sender, reader) = (try sender(), try world.found(Self.commune))
    _ = try run(sender, urgent: false)
    _ = try run(reader, urgent: true)
    let exchange = StationExchange(
      reader.office, keys: reader.keys, way: .line, world.conditions(), isUrgentOnly: true)
    #expect(try exchange.bytesLeft() == 0)
    #expect(
      try StationExchange(reader.office, keys: reader.keys, way: .line, world.conditions()).bytesLeft() == otherSize)
  }
}
