import Exchange
import Office
import Records
import Sync
import TestSupport
import Testing

/// A document is registered from paper before its sender sends it through the hub.
struct MergeTests {
  private let world: ExchangeWorld
  private let sender: ExchangeWorld.Seat
  private let reader: ExchangeWorld.Seat
  private let folder = TemporaryFolder()

  init() throws {
    world = try ExchangeWorld()
    (sender, reader) = (try world.found(BetweenOfficesTests.province), try world.found(BetweenOfficesTests.commune))
  }

  /// Registers the paper of a document as number 1, then delivers it through the hub.
  private func paperFirst(attach: [String] = []) throws -> DocumentLine {
    let issued = try world.issue(sender, to: [BetweenOfficesTests.commune], attach: attach)
    var paper = issued.document
    paper.subject = "Trích yếu ghi từ bản giấy"
    try world.act(reader) { try $0.register(paper, arrivedOn: reader.day) }
    try exchange()
    return issued
  }

  private func exchange() throws {
    for seat in [sender, reader, sender] { try world.sync(seat) }
  }

  private func merge(_ seat: ExchangeWorld.Seat, _ copy: String, into line: String) throws {
    let (copy, line) = (try find(seat, copy), try find(seat, line))
    try world.act(seat) { try $0.merge(copy, into: line) }
  }

  private func find(_ seat: ExchangeWorld.Seat, _ name: String) throws -> DocumentLine {
    try seat.office.find(name, today: seat.day)
  }

  private func expectSound(_ seats: ExchangeWorld.Seat...) throws {
    var random = SeededRandom(seed: 5)
    for seat in seats + [sender, reader] {
      #expect(try seat.office.verify().findings.map(\.words.english) == [])
      for _ in 1...6 { #expect(try seat.office.replay(shuffledBy: &random).findings.isEmpty) }
      #expect(try seat.office.notices().isEmpty)
    }
  }

  private func bytes(of name: String, _ seat: ExchangeWorld.Seat, _ line: String) throws -> [UInt8] {
    let file = try #require(try seat.office.files(find(seat, line)).first { $0.name == name })
    try seat.office.save(file, to: "\(folder.path)/\(seat.day)-\(line).out")
    return try folder.read("\(seat.day)-\(line).out")
  }

  @Test func theSenderSeesTheNumberOfThePaper() throws {
    let path = try folder.write("phụ lục.txt", Array("nội dung phụ lục".utf8))
    let issued = try paperFirst(attach: [path])
    #expect(try world.states(sender, issued) == ["01"])
    try merge(reader, "moi-1", into: "1")
    try exchange()
    #expect(try world.states(sender, issued) == ["03"])
    #expect(try sender.office.card(issued).deliveries[0].note == "số đến 1, ngày 20/11/2026")
    #expect(try world.inbox(reader).map(\.reference) == ["1"])
    #expect(try find(reader, "1").sender == BetweenOfficesTests.province)
    #expect(try bytes(of: "phụ lục.txt", reader, "1") == Array("nội dung phụ lục".utf8))
    // From here on it is one document to the sender, whatever becomes of it.
    let line = try find(reader, "1")
    try world.act(reader) { try $0.route(line, to: [Assignment(unit: "Tư pháp", role: .lead)]) }
    try world.act(sender) { try $0.recall(issued, reason: "Ký nhầm") }
    try exchange()
    #expect(try world.inbox(reader).map(\.requests) == [1])
    try world.act(reader) { try $0.agree(try $0.current(line)) }
    try exchange()
    #expect(try world.states(sender, issued) == ["15"] && find(reader, "1").state == .withdrawn)
    #expect(try reader.office.files(find(reader, "1")).isEmpty)
    try expectSound()
  }

  @Test func aSecondNumberIsGivenUpAndTheSenderIsToldTheFirst() throws {
    let issued = try paperFirst()
    let arrival = try find(reader, "moi-1")
    try world.act(reader) {
      try $0.register(arrival.document, arrivedOn: reader.day, anyway: "không thấy bản giấy", arrival: arrival)
    }
    try exchange()
    #expect(try sender.office.card(issued).deliveries[0].note == "số đến 2, ngày 20/11/2026")
    try merge(reader, "2", into: "1")
    try exchange()
    #expect(try sender.office.card(issued).deliveries[0].note == "số đến 1, ngày 20/11/2026")
    #expect(try find(reader, "2").state == .voided)
    _ = try world.act(reader) { try $0.undoLast(of: nil) }
    try exchange()
    #expect(try sender.office.card(issued).deliveries[0].note == "số đến 2, ngày 20/11/2026")
    try expectSound()
  }

  /// Each without knowing what the other does.
  @Test(arguments: [true, false]) func twoStationsEndWithTheSameRegisters(_ isMergedFirst: Bool) throws {
    let issued = try paperFirst()
    let second = try world.fill(BetweenOfficesTests.commune, .join, at: "\(folder.path)/second.db", as: "second")
    try world.sync(second)
    func mergeHere() throws { try merge(second, "moi-1", into: "1") }
    func acceptThere() throws {
      let arrival = try find(reader, "moi-1")
      try world.act(reader) {
        try $0.register(arrival.document, arrivedOn: reader.day, anyway: "không thấy bản giấy", arrival: arrival)
      }
    }
    if isMergedFirst {
      try mergeHere()
      try acceptThere()
    } else {
      try acceptThere()
      try mergeHere()
    }
    for seat in [second, reader, second, reader, sender] { try world.sync(seat) }
    for seat in [reader, second] {
      #expect(try find(seat, "2").state == .accepted && find(seat, "1").state == .accepted)
      #expect(try seat.office.trail(find(seat, "1")).filter(\.isOverruled).map(\.entry.act.name) == [.merged])
    }
    #expect(try sender.office.card(issued).deliveries[0].note == "số đến 2, ngày 20/11/2026")
    try expectSound(second)
  }
}
