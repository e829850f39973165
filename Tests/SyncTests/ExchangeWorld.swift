import Crypto
import Exchange
import Hub
import Office
import Records
import Sync
import Wording

/// A hub and offices of the province in memory, and a connection between them that the test controls.
final class ExchangeWorld {
  let hub: Hub
  let clock: Ticking
  private(set) var offices: [String: Seat] = [:]
  private var generator = SystemRandomNumberGenerator()

  /// One station of an office.
  final class Seat {
    let office: Office
    let keys: StationKeys
    let exchange: StationExchange
    var day = Day(2026, 11, 20)

    init(_ office: Office, _ keys: StationKeys, _ exchange: StationExchange) {
      self.office = office
      self.keys = keys
      self.exchange = exchange
    }
  }

  /// A clock that advances whenever it is read.
  final class Ticking: @unchecked Sendable {
    var now: Int64 = 1_795_000_000_000

    func tick() -> Int64 {
      now += 7
      return now
    }
  }

  init() throws {
    let clock = Ticking()
    self.clock = clock
    hub = try Hub.inMemory(
      name: "VP UBND tỉnh Cao Bằng",
      system: System(
        now: { Int(clock.tick()) }, random: { UInt64.random(in: .min ... .max) }, codeCost: .light))
  }

  /// Founds and enrols an office of the directory.
  @discardableResult
  func found(_ organ: Organ.ID) throws -> Seat {
    let name = try hub.directory[organ]!.name
    let profile = OfficeProfile(organID: organ, name: name, place: name)
    let station = StationName(number: .random(in: .min ... .max))
    let office = try Office.foundInMemory(
      profile, station: station, books: Book.usual(year: 2026), context: context(Day(2026, 11, 20)))
    return try enrol(office, organ, station, .first)
  }

  private func enrol(
    _ office: Office, _ organ: Organ.ID, _ station: StationName, _ mode: EnrolmentRequest.Mode
  ) throws -> Seat {
    let enrolling = try Enrolling(code: try hub.code(for: organ).description, url: "memory:")
    let keys = StationKeys()
    let request = enrolling.request(mode, station: station, name: "Máy văn thư", keys: keys)
    let enrolment = try enrolling.enrolment(from: try hub.enrol(json: try request.json).json).enrolment
    try office.act(context(Day(2026, 11, 20))) { try $0.keep(enrolment) }
    return seat(office, keys, organ)
  }

  /// Restores a lost station, or adds another one, with nothing but a code.
  func fill(_ organ: Organ.ID, _ mode: EnrolmentRequest.Mode, at path: String, as name: String) throws -> Seat {
    let enrolling = try Enrolling(code: try hub.code(for: organ).description, url: "memory:")
    let keys = StationKeys()
    let request = enrolling.request(
      mode, station: StationName(number: .random(in: .min ... .max)), name: "Máy mới", keys: keys)
    let enrolled = try enrolling.enrolment(from: try hub.enrol(json: try request.json).json)
    let office = try Office.emptyForHub(path, station: enrolled.station, isNew: mode == .join)
    try office.act(context(Day(2026, 11, 20))) { try $0.keep(enrolled.enrolment) }
    try KeyFile(besideOffice: path).write(keys, of: enrolled.station)
    return seat(office, keys, name)
  }

  private func seat(_ office: Office, _ keys: StationKeys, _ name: String) -> Seat {
    let clock = clock
    let exchange = StationExchange(
      office, keys: keys, way: .line,
      Conditions(clock: { clock.tick() }, random: { UInt64.random(in: .min ... .max) }))
    let seat = Seat(office, keys, exchange)
    offices[name] = seat
    return seat
  }

  func context(_ day: Day) -> ActContext { ActContext(clerk: "Văn thư", day: day, milliseconds: clock.tick()) }

  @discardableResult
  func act<T>(_ seat: Seat, _ body: (OfficeTransaction) throws -> T) throws -> T {
    try seat.office.act(context(seat.day), body)
  }

  /// Makes one run over a connection. `cut` receives the number of bytes transferred both ways and returns whether the
  /// connection breaks now.
  @discardableResult
  func sync(_ seat: Seat, cut: ((Int) -> Bool)? = nil) throws -> LineRun.End {
    var passed = 0
    let run = LineRun(seat.exchange, patience: 40, pause: { _ in }) { [hub] next, take in
      let answer = hub.answer(over: .line)
      func pass(_ bytes: [UInt8], _ body: ([UInt8]) throws -> Void) throws {
        for start in stride(from: 0, to: bytes.count, by: 700) {
          let part = Array(bytes[start..<min(start + 700, bytes.count)])
          passed += part.count
          if cut?(passed) == true {
            answer.cut()
            throw CarrierFailure.cut("")
          }
          try body(part)
        }
      }
      while let part = try next() {
        try pass(part) { part in
          let early = try answer.feed(part)
          if !early.isEmpty { try pass(early, take) }
        }
      }
      try answer.finish { try pass($0, take) }
    }
    return try run.run()
  }

  func document(_ subject: String = "Về việc rà soát hộ nghèo") -> Document {
    Document(
      code: "", organName: "", issuedDate: Day(2026, 11, 20), typeName: "Công văn", subject: subject,
      signer: Signer(position: "Chủ tịch", fullName: "Nông Văn A"))
  }

  /// Issues a document to agencies of the directory.
  @discardableResult
  func issue(
    _ seat: Seat, to organs: [Organ.ID], _ subject: String = "Về việc rà soát hộ nghèo", attach: [String] = []
  ) throws -> DocumentLine {
    let directory = try hub.directory
    var document = document(subject)
    document.organName = try seat.office.profile.name
    let recipients = organs.map { Recipient(name: directory[$0]?.name ?? $0, organID: $0) }
    return try act(seat) { transaction in
      let line = try transaction.issue(document, to: recipients)
      return try attach.reduce(line) { try transaction.attach($0, file: $1) }
    }
  }

  func inbox(_ seat: Seat) throws -> [DocumentLine] {
    try seat.office.inbox(today: seat.day, calendar: .shipped).map(\.line)
  }

  func states(_ seat: Seat, _ line: DocumentLine) throws -> [String?] {
    try seat.office.card(line).deliveries.map { $0.status?.rawValue }
  }
}
