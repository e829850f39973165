import Exchange
import Foundation
import Office
import Records
import Sync
import TestProvince
import Wording

/// The province around the office of a scenario: a hub in memory, and other offices that send, read and answer as the
/// scenario says.
///
///     province: UBND xã Hưng Đạo issue "V/v rà soát hộ nghèo"
///     province: sync
///
/// `flash` issues a flash document (hỏa tốc); `replace` one in place of its last one; `answer` registers what has
/// arrived, and settles it with a document of that subject.
///
/// `sync` is an exchange of the scenario's own office, whose file is on the screen. These only write into that
/// file: `refused` and `no-line` an exchange with that result; `behind MINUTES` that its clock is behind the hub's;
/// `elsewhere` that another PC of the office holds its books; `revoked` that its station was revoked; `notice NUMBER` a
/// notice about that entry. `ago HOURS` is how long ago the next exchanges were.
final class ProvinceStage {
  private let world: World
  private let day = World.day
  private let own: OfficeSeat
  private var others: [Organ.ID: OfficeSeat] = [:]
  private var hoursAgo: Int64 = 0

  /// The clock of a scenario: it stands still, except for the province, where every reading is a moment later.
  static func clock() -> TestClock { TestClock(1_795_140_000_000, step: 7) }

  /// Enrols the office of the file as the commune of that name.
  init(file: String, clock: TestClock = ProvinceStage.clock()) throws {
    world = try World(clock: clock)
    let office = try Office.open(file)
    own = try world.enrol(office, as: try ProvinceStage.organ(named: try office.profile.name, world))
  }

  private static func organ(named name: String, _ world: World) throws -> Organ.ID {
    guard let organ = try world.hub.directory.resolve(name, on: World.day) else {
      throw StoryError(description: "no agency is called \(name)")
    }
    return organ.id
  }

  private func other(_ name: String) throws -> OfficeSeat {
    let organ = try ProvinceStage.organ(named: name, world)
    if let known = others[organ] { return known }
    let seat = try world.found(
      OfficeProfile(organID: organ, name: name, place: "Cao Bằng", symbol: "UBND"), as: organ)
    others[organ] = seat
    return seat
  }

  // MARK: the lines of a scenario

  func perform(_ words: [String]) throws {
    switch words[0] {
    case "sync": try syncOwn()
    case "ago": hoursAgo = Int64(words[1]) ?? 0
    case "refused":
      try record(.refused, Bilingual("Chữ ký của máy này không đúng.", "The signature of this station does not hold."))
    case "no-line":
      try record(.noLine, Bilingual("Không tới được máy chủ của tỉnh.", "The hub could not be reached."))
    case "behind":
      try own.office.act(world.context()) { try $0.change { $0.skew = (Int64(words[1]) ?? 0) * 60_000 } }
    case "revoked":
      try own.office.act(world.context()) { try $0.change { $0.refusal = .revoked } }
    case "elsewhere":
      // Another PC of the office holds all its books.
      let station = world.stationName()
      let organ = try ProvinceStage.organ(named: try own.office.profile.name, world)
      _ = try world.hub.enrol(station, of: organ, .join, name: "Máy phòng một cửa", keys: try world.newKeys())
      try syncOwn()
      let books = try own.office.custodies().map(\.bookState.book.id)
      try own.office.act(world.context()) { transaction in
        for book in books { try transaction.handOver(book, to: station) }
      }
    case "notice":
      let (entry, sequence) = (try own.office.stationName(), Int(words[1]) ?? 1)
      try own.office.act(world.context()) {
        try $0.returned(
          EntryReference(station: entry.station, epoch: entry.epoch, sequence: sequence), position: sequence,
          code: "number", vietnamese: "Số này đã có văn bản khác mang.", english: "Another document has this number.")
      }
    default: try tell(words)
    }
  }

  private func tell(_ words: [String]) throws {
    guard
      let place = words.firstIndex(where: {
        ["issue", "flash", "replace", "answer", "recall", "correct", "read", "accept", "send-back", "agree", "refuse"]
          .contains($0)
      })
    else { throw StoryError(description: "nobody knows how to \(words)") }
    let seat = try other(words[..<place].joined(separator: " "))
    let rest = words.dropFirst(place + 1).joined(separator: " ")
    if !["issue", "flash"].contains(words[place]) { try sync(seat) }
    let act = { (body: (OfficeTransaction) throws -> Void) in try seat.office.act(self.world.context(), body) }
    switch words[place] {
    case "issue", "flash":
      let document = try document(of: seat, rest, words[place] == "flash" ? .flash : .routine)
      try act { _ = try $0.issue(document, to: [Recipient(name: try self.own.office.profile.name)]) }
    case "replace":
      let (document, older) = (try document(of: seat, rest), try lastIssued(seat))
      try act { _ = try $0.issue(document, to: [Recipient(name: try self.own.office.profile.name)], replaces: older) }
    case "answer":
      let (document, line) = (try document(of: seat, rest), try arrival(seat))
      try act { transaction in
        let registered = try transaction.register(line.document, arrivedOn: self.day, arrival: line)
        let answer = try transaction.issue(document, to: [Recipient(name: try self.own.office.profile.name)])
        try transaction.settle(registered, answer: answer)
      }
    case "recall":
      let line = try lastIssued(seat)
      try act { _ = try $0.recall(line, reason: rest) }
    case "correct":
      let line = try lastIssued(seat)
      try act { _ = try $0.correct(line, .subject, to: rest, reason: "Thiếu chữ") }
    case "accept":
      let line = try arrival(seat)
      try act { _ = try $0.register(line.document, arrivedOn: day, arrival: line) }
    case "send-back":
      let line = try arrival(seat)
      try act { _ = try $0.sendBack(line, reason: rest) }
    case "agree":
      let line = try asked(seat)
      try act { _ = try $0.agree(line) }
    case "refuse":
      let line = try asked(seat)
      try act { _ = try $0.disagree(line, reason: rest) }
    default: break
    }
    try sync(seat)
  }

  private func document(of seat: OfficeSeat, _ subject: String, _ urgency: Urgency = .routine) throws -> Document {
    Document(
      code: "", organName: try seat.office.profile.name, issuedDate: day, typeName: "Công văn", subject: subject,
      urgency: urgency, signer: Signer(position: "Chủ tịch", fullName: "Nông Văn A"))
  }

  private func lastIssued(_ seat: OfficeSeat) throws -> DocumentLine {
    try seat.office.lines(.register(.outgoing, year: 2026), limit: 1, today: day)[0]
  }

  private func arrival(_ seat: OfficeSeat) throws -> DocumentLine {
    try first(seat) { $0.state == .arrived }
  }

  private func asked(_ seat: OfficeSeat) throws -> DocumentLine {
    try first(seat) { $0.requests > 0 }
  }

  private func first(_ seat: OfficeSeat, where condition: (DocumentLine) -> Bool) throws -> DocumentLine {
    guard let line = try seat.office.inbox(today: day, calendar: .shipped).map(\.line).first(where: condition) else {
      throw StoryError(description: "no such document is there")
    }
    return line
  }

  private func syncOwn() throws {
    let exchange = StationExchange(own.office, keys: own.keys, way: .line, world.conditions())
    try run(exchange)
    let (tally, documents) = (exchange.tally, try exchange.documents())
    let words = documents.words ?? Bilingual("không có văn bản mới", "no new documents")
    // Amounts in bytes differ from run to run because keys are random, so fixed ones are recorded.
    try record(
      .done, Bilingual("Đã đồng bộ: \(words.vietnamese).", "Synced: \(words.english)."), tally.sentEntries,
      tally.receivedEntries, documents)
  }

  private func record(
    _ status: ExchangeRecord.Status, _ words: Bilingual, _ sent: Int = 0, _ received: Int = 0,
    _ documents: DocumentTally = DocumentTally()
  ) throws {
    let time = Int64(world.clock.tick()) - hoursAgo * 3_600_000
    try own.office.act(world.context()) {
      try $0.record(
        ExchangeRecord(
          started: time, ended: time, way: "line", status: status, sentEntries: sent, sentBytes: sent * 100,
          receivedEntries: received, receivedBytes: received * 100, waiting: 0, words: words,
          documents: documents))
    }
  }

  private func sync(_ seat: OfficeSeat) throws { try run(seat.exchange) }

  private func run(_ exchange: StationExchange) throws {
    let run = LineRun(exchange, patience: 4, pause: { _ in }, carry: world.hub.exchange)
    guard try run.run() == .done else { throw StoryError(description: "the exchange did not come to its end") }
  }
}
