import Exchange
import Foundation
import Hub
import Office
import Records
import Sync
import Wording

/// The province around the office of a scenario: a hub in memory, and other offices that send, read and answer as the
/// scenario says.
///
///     province: UBND xã Hưng Đạo issue "V/v rà soát hộ nghèo"
///     province: sync
///
/// `sync` is an exchange of the scenario's own office, whose file is on the screen. These only write into that
/// file: `refused` and `no-line` an exchange with that result; `behind MINUTES` that its clock is behind the hub's;
/// `revoked` that its station was revoked; `notice NUMBER` a notice about that entry. `ago HOURS` is how long ago the
/// next exchanges were.
final class ProvinceStage {
  private let hub: Hub
  private let clock: StageClock
  private let day = Day(2026, 11, 20)
  private let own: Seat
  private var others: [Organ.ID: Seat] = [:]
  private var hoursAgo: Int64 = 0

  private struct Seat {
    let office: Office
    let exchange: StationExchange
  }

  /// Enrols the office of the file as the commune of that name.
  init(file: String, clock: StageClock) throws {
    self.clock = clock
    hub = try Hub.inMemory(
      name: "VP UBND tỉnh Cao Bằng",
      system: System(now: { Int(clock.tick()) }, random: { UInt64.random(in: .min ... .max) }, codeCost: .light))
    let office = try Office.open(file)
    let organ = try ProvinceStage.organ(named: try office.profile.name, hub)
    own = try ProvinceStage.enrol(office, organ, hub, clock)
  }

  private static func organ(named name: String, _ hub: Hub) throws -> Organ.ID {
    guard let organ = try hub.directory.resolve(name, on: Day(2026, 11, 20)) else {
      throw StoryError(description: "no agency is called \(name)")
    }
    return organ.id
  }

  private static func enrol(_ office: Office, _ organ: Organ.ID, _ hub: Hub, _ clock: StageClock) throws -> Seat {
    let station = try office.stationName().station
    let enrolling = try Enrolling(code: try hub.code(for: organ).description, url: "memory:")
    let keys = StationKeys()
    let request = enrolling.request(.first, station: station, name: "Máy văn thư", keys: keys)
    let enrolment = try enrolling.enrolment(from: try hub.enrol(json: try request.json).json).enrolment
    if !office.path.isEmpty { try KeyFile(besideOffice: office.path).write(keys, of: station) }
    try office.act(context(clock)) { try $0.keep(enrolment) }
    let exchange = StationExchange(
      office, keys: keys, way: .line,
      Conditions(clock: { clock.tick() }, random: { UInt64.random(in: .min ... .max) }))
    return Seat(office: office, exchange: exchange)
  }

  private static func context(_ clock: StageClock) -> ActContext {
    ActContext(clerk: "Văn thư", day: Day(2026, 11, 20), milliseconds: clock.tick())
  }

  private func other(_ name: String) throws -> Seat {
    let organ = try ProvinceStage.organ(named: name, hub)
    if let known = others[organ] { return known }
    let profile = OfficeProfile(organID: organ, name: name, place: "Cao Bằng", symbol: "UBND")
    let office = try Office.foundInMemory(
      profile, station: StationName(number: .random(in: .min ... .max)), books: Book.usual(year: 2026),
      context: ProvinceStage.context(clock))
    let seat = try ProvinceStage.enrol(office, organ, hub, clock)
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
      try own.office.act(ProvinceStage.context(clock)) { try $0.change { $0.skew = (Int64(words[1]) ?? 0) * 60_000 } }
    case "revoked":
      try own.office.act(ProvinceStage.context(clock)) { try $0.change { $0.refusal = .revoked } }
    case "notice":
      let (entry, sequence) = (try own.office.stationName(), Int(words[1]) ?? 1)
      try own.office.act(ProvinceStage.context(clock)) {
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
        ["issue", "recall", "correct", "read", "accept", "send-back", "agree", "refuse"].contains($0)
      })
    else { throw StoryError(description: "nobody knows how to \(words)") }
    let seat = try other(words[..<place].joined(separator: " "))
    let rest = words.dropFirst(place + 1).joined(separator: " ")
    if words[place] != "issue" { try sync(seat) }
    let act = { (body: (OfficeTransaction) throws -> Void) in
      try seat.office.act(ProvinceStage.context(self.clock), body)
    }
    switch words[place] {
    case "issue":
      let document = Document(
        code: "", organName: try seat.office.profile.name, issuedDate: day, typeName: "Công văn", subject: rest,
        signer: Signer(position: "Chủ tịch", fullName: "Nông Văn A"))
      let recipient = Recipient(name: try own.office.profile.name)
      try act { _ = try $0.issue(document, to: [recipient]) }
    case "recall":
      let line = try seat.office.lines(.register(.outgoing, year: 2026), limit: 1, today: day)[0]
      try act { _ = try $0.recall(line, reason: rest) }
    case "correct":
      let line = try seat.office.lines(.register(.outgoing, year: 2026), limit: 1, today: day)[0]
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

  private func arrival(_ seat: Seat) throws -> DocumentLine {
    try first(seat) { $0.state == .arrived }
  }

  private func asked(_ seat: Seat) throws -> DocumentLine {
    try first(seat) { $0.requests > 0 }
  }

  private func first(_ seat: Seat, where condition: (DocumentLine) -> Bool) throws -> DocumentLine {
    guard let line = try seat.office.inbox(today: day, calendar: .shipped).map(\.line).first(where: condition) else {
      throw StoryError(description: "no such document is there")
    }
    return line
  }

  private func syncOwn() throws {
    let before = own.exchange.tally
    try sync(own)
    let tally = own.exchange.tally
    let (sent, received) = (tally.sentEntries - before.sentEntries, tally.receivedEntries - before.receivedEntries)
    // Amounts in bytes differ from run to run because keys are random, so fixed ones are recorded.
    try record(
      .done,
      Bilingual("Đã đồng bộ: gửi \(sent) việc, nhận \(received).", "Synced: sent \(sent), received \(received)."),
      sent, received)
  }

  private func record(_ status: ExchangeRecord.Status, _ words: Bilingual, _ sent: Int = 0, _ received: Int = 0) throws
  {
    let time = clock.tick() - hoursAgo * 3_600_000
    try own.office.act(ProvinceStage.context(clock)) {
      try $0.record(
        ExchangeRecord(
          started: time, ended: time, way: "line", status: status, sentEntries: sent, sentBytes: sent * 100,
          receivedEntries: received, receivedBytes: received * 100, waiting: 0, words: words))
    }
  }

  private func sync(_ seat: Seat) throws {
    let run = LineRun(seat.exchange, patience: 4, pause: { _ in }) { [hub] next, take in
      let answer = hub.answer(over: .line)
      while let part = try next() {
        let early = try answer.feed(part)
        if !early.isEmpty { try take(early) }
      }
      try answer.finish { try take($0) }
    }
    guard try run.run() == .done else { throw StoryError(description: "the exchange did not come to its end") }
  }
}

/// The clock of a scenario: it stands still, except for the province, where every reading is a moment later.
final class StageClock: @unchecked Sendable {
  private(set) var now: Int64 = 1_795_140_000_000

  func set(_ milliseconds: Int64) { now = milliseconds }

  func tick() -> Int64 {
    now += 7
    return now
  }
}
